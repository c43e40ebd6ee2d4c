"""Roles are given by leads; somebody always leads, and nobody lowers themselves by mistake."""

import pytest

from tests import make
from tracker.accounts.models import Membership
from tracker.history.models import Change

pytestmark = pytest.mark.django_db


def path(member):
    return f"/w/desk/members/{member.pk}/role/"


def role(member):
    return Membership.objects.get(pk=member.pk).role


def test_a_lead_gives_another_role_and_may_undo_it(as_role, member):
    analyst, client = member("analyst"), as_role("lead")
    told = client.post(path(analyst), {"role": "reviewer", "was": "analyst"}, follow=True).content.decode()
    assert role(analyst) == "reviewer" and "/undo/" in told
    done = Change.objects.get(verb="member.role_given")
    assert done.details == {"role": "reviewer", "was": "analyst"}
    client.post(f"/w/desk/changes/{done.pk}/undo/")
    assert role(analyst) == "analyst"


def test_the_last_lead_is_not_lowered_and_is_told_why(as_role, member):
    answer = as_role("lead").post(path(member("lead")), {"role": "reader", "was": "lead", "sure": "on"})
    assert answer.status_code == 422 and "Somebody has to lead the workspace" in answer.content.decode()
    assert role(member("lead")) == "lead"


def test_who_changes_their_own_role_has_to_mean_it(as_role, member, desk):
    client, me = as_role("lead"), member("lead")
    make.member(desk, "lead")
    first = client.post(path(me), {"role": "reader", "was": "lead"})
    assert first.status_code == 422 and "This is you." in first.content.decode()
    assert role(me) == "lead"
    client.post(path(me), {"role": "reader", "was": "lead", "sure": "on"})
    assert role(me) == "reader"


def test_who_was_changed_meanwhile_is_not_changed_unseen(as_role, member):
    analyst = member("analyst")
    Membership.objects.filter(pk=analyst.pk).update(role="reviewer")
    answer = as_role("lead").post(path(analyst), {"role": "reader", "was": "analyst"})
    assert answer.status_code == 422 and "is now Reviewer" in answer.content.decode()
    assert role(analyst) == "reviewer"


@pytest.mark.parametrize(
    "given", [{"role": "emperor"}, {"role": ""}, {"role": "x\x00"}, {"was": ""}, {"role": "x" * 40_000}]
)
def test_what_is_no_role_is_refused(as_role, member, given):
    analyst = member("analyst")
    assert as_role("lead").post(path(analyst), {"role": "reader", "was": "analyst"} | given).status_code == 422
    assert role(analyst) == "analyst"
