"""A lead asks somebody in by a link, which is shown once."""

import re

import pytest

from tracker.history.models import Change
from tracker.members.models import Invitation, secret

pytestmark = pytest.mark.django_db
WHERE = "/w/desk/members/invite/"


def token(response):
    found = re.search(r'value="http://testserver/invitation/([^"/]+)/"', response.content.decode())
    return found and found[1]


def test_the_link_is_shown_once_and_only_its_hash_is_kept(as_role, member):
    client = as_role("lead")
    made = client.post(WHERE, {"role": "analyst", "email": "New@Example.org"})
    word = token(made)
    asked = Invitation.objects.get()
    assert (asked.hashed, asked.role, asked.email) == (secret(word), "analyst", "new@example.org")
    assert len(word) >= 43 and "no-store" in made["Cache-Control"]
    for page in (WHERE, "/w/desk/members/", "/w/desk/history/"):
        assert word not in client.get(page).content.decode()
    assert word not in str(Change.objects.get(verb="invitation.made").details)


@pytest.mark.parametrize(
    ("email", "told"),
    [("", "whoever opens it first comes in"), ("new@example.org", "lets in only who signs in by new@example.org")],
)
def test_it_says_whom_the_link_lets_in(as_role, email, told):
    page = as_role("lead").post(WHERE, {"role": "analyst", "email": email}).content.decode()
    assert told in page
    assert page.count("lets in only") + page.count("whoever opens it") == 1


@pytest.mark.parametrize(
    "given", [{"role": "emperor"}, {"email": "no address"}, {"email": "x" * 40_000}, {"email": "a\x00@example.org"}]
)
def test_what_cannot_be_is_refused_with_words_and_kept(as_role, given):
    answer = as_role("lead").post(WHERE, {"role": "analyst", "email": ""} | given)
    assert answer.status_code == 422 and token(answer) is None
    assert not Invitation.objects.exists()


def test_who_is_a_member_already_is_not_asked_in(as_role, member):
    answer = as_role("lead").post(WHERE, {"role": "reader", "email": member("analyst").user.email})
    assert answer.status_code == 422 and "a member already" in answer.content.decode()
