"""Who was asked in comes in, once: with a new account, or signed in already."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests import make
from tracker.accounts.models import Membership, User
from tracker.history.models import Change
from tracker.members.models import Invitation
from tracker.members.operations import invite, switch_off

pytestmark = pytest.mark.django_db
TYPED = {"name": "Ana Sousa", "email": "Ana@example.org", "password": make.PASSWORD, "same": make.PASSWORD}


@pytest.fixture(autouse=True)
def untried():
    cache.clear()


@pytest.fixture
def asked(member):
    return invite(by=member("lead"), role="analyst")


def path(asked):
    return f"/invitation/{asked[1]}/"


# Works ----------------------------------------------------------------------------------------------------------------
def test_a_newcomer_makes_an_account_and_is_in(client, asked, desk):
    assert "Come in to" in client.get(path(asked)).content.decode()
    home = client.post(path(asked), TYPED, follow=True)
    ana = Membership.objects.get(user__email="ana@example.org")
    assert (ana.workspace, ana.role, ana.user.name) == (desk, "analyst", "Ana Sousa")
    assert get_user(client) == ana.user and ana.user.check_password(make.PASSWORD)
    assert "You are a member of Desk now." in home.content.decode()
    line = Change.objects.get(verb="member.joined")
    assert (line.member, line.target_name, line.details["role"]) == (ana, "Desk", "analyst")


def test_who_has_an_account_comes_in_with_it(asked, desk):
    person, client = make.user(), Client()
    client.force_login(person)
    assert str(person) in client.get(path(asked)).content.decode()
    client.post(path(asked))
    assert Membership.objects.get(user=person, workspace=desk).role == "analyst"


def test_who_had_left_is_back_as_the_same_member(asked, member):
    gone, client = member("reviewer"), Client()
    switch_off(gone, by=member("lead"), was="reviewer")
    client.force_login(gone.user)
    client.post(path(asked))
    back = Membership.objects.get(pk=gone.pk)
    assert (back.is_active, back.role) == (True, "analyst")


# Refuses whom ---------------------------------------------------------------------------------------------------------
def test_it_lets_in_one_person_once(client, asked):
    client.post(path(asked), TYPED)
    other = Client()
    assert other.get(path(asked)).status_code == 410
    again = other.post(path(asked), TYPED | {"email": "other@example.org"})
    assert again.status_code == 410 and "used already" in again.content.decode()
    assert not User.objects.filter(email="other@example.org").exists()


def test_it_is_good_for_two_weeks(client, asked):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    page = client.post(path(asked), TYPED)
    assert page.status_code == 410 and "older than two weeks" in page.content.decode()
    assert not User.objects.filter(email="ana@example.org").exists()


@pytest.mark.parametrize("word", ["x", "x" * 4000, "%00", "..", "é"])
def test_a_word_that_is_none_opens_nothing(client, word):
    assert client.get(f"/invitation/{word}/").status_code == 404


def test_an_invitation_for_an_address_is_for_that_address_alone(member, desk):
    asked = invite(by=member("lead"), role="lead", email="ana@example.org")
    other = Client()
    other.force_login(make.user("other@example.org"))
    answer = other.post(path(asked))
    assert answer.status_code == 422 and "another address" in answer.content.decode()
    new = Client().post(path(asked), TYPED | {"email": "thief@example.org"})
    assert new.status_code == 422 and not User.objects.filter(email="thief@example.org").exists()
    assert Client().post(path(asked), TYPED).status_code == 302


def test_who_is_a_member_already_does_not_use_it_up(as_role, member, asked):
    answer = as_role("analyst").post(path(asked))
    assert answer.status_code == 422 and "a member already" in answer.content.decode()
    assert Invitation.objects.get().state == "open"


def test_nobody_is_taken_over_by_it(client, asked, member):
    theirs = member("reader").user
    answer = client.post(path(asked), TYPED | {"email": theirs.email.upper()})
    assert answer.status_code == 422 and "No account can be made" in answer.content.decode()
    assert not get_user(client).is_authenticated
    assert Invitation.objects.get().state == "open"


def test_signing_up_stays_closed_without_one(client):
    assert "by invitation" in client.get("/signup/").content.decode()


def test_who_tries_words_is_stopped(client):
    answers = [client.post(f"/invitation/{n}/", TYPED).status_code for n in range(31)]
    assert answers[-1] == 429 and answers[0] == 404


# Refuses what ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 40_000}, "name"),
        ({"name": "a\x00"}, "name"),
        ({"email": "no address"}, "email"),
        ({"password": "short", "same": "short"}, "password"),
        ({"password": "password123", "same": "password123"}, "password"),
        ({"same": "something else"}, "same"),
        ({"password": "x" * 40_000, "same": "x" * 40_000}, "password"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(client, asked, given, field):
    answer = client.post(path(asked), TYPED | given)
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert not User.objects.filter(email="ana@example.org").exists()
    assert Invitation.objects.get().state == "open"
