"""Who had left is let back in, as the same member."""

import pytest

from tracker.accounts.models import Membership
from tracker.members.operations import switch_off

pytestmark = pytest.mark.django_db


def path(member):
    return f"/w/desk/members/{member.pk}/let-back/"


def test_a_lead_lets_somebody_back_in_whatever_role(as_role, member):
    gone = member("reviewer")
    switch_off(gone, by=member("lead"), was="reviewer")
    as_role("lead").post(path(gone), {"role": "reader"})
    back = Membership.objects.get(pk=gone.pk)
    assert (back.is_active, back.role) == (True, "reader")
    assert as_role("reviewer").get("/w/desk/parties/").status_code == 200


def test_who_is_in_is_not_let_in_again(as_role, member):
    answer = as_role("lead").post(path(member("analyst")), {"role": "lead"})
    assert answer.status_code == 422 and "a member already" in answer.content.decode()
    assert Membership.objects.get(pk=member("analyst").pk).role == "analyst"
