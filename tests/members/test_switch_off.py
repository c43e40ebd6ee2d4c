"""Who leaves is switched off, never deleted."""

import pytest

from tests import make
from tracker.accounts.models import Membership

pytestmark = pytest.mark.django_db


def path(member, act="switch-off"):
    return f"/w/desk/members/{member.pk}/{act}/"


def test_who_is_switched_off_gets_in_no_more_and_their_work_stays(as_role, member):
    analyst, theirs = member("analyst"), as_role("analyst")
    party = make.party(analyst)
    as_role("lead").post(path(analyst), {"was": "analyst"})
    assert theirs.get("/w/desk/parties/").status_code == 404
    assert Membership.objects.get(pk=analyst.pk).is_active is False
    assert f"{party}" in as_role("reader").get("/w/desk/parties/").content.decode()


def test_the_last_lead_stays(as_role, member):
    answer = as_role("lead").post(path(member("lead")), {"was": "lead", "sure": "on"})
    assert answer.status_code == 422 and "Somebody has to lead" in answer.content.decode()
    assert Membership.objects.get(pk=member("lead").pk).is_active


def test_a_lead_who_cannot_sign_in_is_no_lead(as_role, member, desk):
    client, me = as_role("lead"), member("lead")
    other = make.member(desk, "lead")
    type(other.user).objects.filter(pk=other.user_id).update(is_active=False)
    assert client.post(path(me), {"was": "lead", "sure": "on"}).status_code == 422


def test_a_lead_who_switches_themselves_off_has_to_mean_it(as_role, member, desk):
    client, me = as_role("lead"), member("lead")
    make.member(desk, "lead")
    assert "This is you." in client.post(path(me), {"was": "lead"}).content.decode()
    assert Membership.objects.get(pk=me.pk).is_active
