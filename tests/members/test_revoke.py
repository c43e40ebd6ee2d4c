"""An invitation is taken back: its link lets nobody in any more."""

import pytest

from tests import make
from tracker.members.operations import accept, invite

pytestmark = pytest.mark.django_db


def test_a_lead_takes_it_back(as_role, member, client):
    asked, word = invite(by=member("lead"), role="reader")
    as_role("lead").post(f"/w/desk/invitations/{asked.pk}/revoke/")
    page = client.get(f"/invitation/{word}/")
    assert page.status_code == 410 and "taken back" in page.content.decode()


def test_what_was_used_cannot_be_taken_back(as_role, member):
    asked, _ = invite(by=member("lead"), role="reader")
    accept(asked, make.user())
    answer = as_role("lead").post(f"/w/desk/invitations/{asked.pk}/revoke/")
    assert answer.status_code == 422 and "used already" in answer.content.decode()
