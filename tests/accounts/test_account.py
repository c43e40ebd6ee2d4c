"""One's own name, address and password."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests import make
from tracker.history.models import Change

pytestmark = pytest.mark.django_db
WHERE = "/account/"


@pytest.fixture(autouse=True)
def untried():
    cache.clear()


@pytest.fixture
def ann(desk):
    return make.member(desk, "analyst", email="ann@example.org", name="Ann", password=make.PASSWORD).user


@pytest.fixture
def client(ann):
    client = Client()
    client.force_login(ann, "django.contrib.auth.backends.ModelBackend")
    return client


def test_people_say_what_they_are_called_and_what_they_did_keeps_its_name(client, ann):
    make.party(ann.memberships.get())
    client.post(WHERE, {"name": "Ann Lee", "email": "ann@example.org"})
    ann.refresh_from_db()
    assert ann.name == "Ann Lee"
    assert Change.objects.get(verb="party.added").actor == "Ann"


def test_another_address_takes_the_password(client, ann):
    asked = {"name": "Ann", "email": "Ann.Lee@example.org"}
    refused = client.post(WHERE, asked)
    assert refused.status_code == 422 and "Type your password" in refused.content.decode()
    assert client.post(WHERE, asked | {"password": "wrong"}).status_code == 422
    client.post(WHERE, asked | {"password": make.PASSWORD})
    ann.refresh_from_db()
    assert ann.email == "ann.lee@example.org"


def test_what_was_done_from_the_old_address_is_still_ones_own_to_undo(client, ann):
    member = ann.memberships.get()
    make.party(member)
    client.post(WHERE, {"name": "Ann", "email": "new@example.org", "password": make.PASSWORD})
    assert client.post(f"/w/desk/changes/{member.did.pk}/undo/").status_code == 302


@pytest.mark.parametrize(
    "given",
    [{"name": ""}, {"name": "x" * 40_000}, {"name": "a\x00"}, {"email": "none"}, {"email": "taken@example.org"}],
)
def test_what_cannot_be_is_said_and_nothing_changes(client, ann, given):
    make.user("taken@example.org")
    answer = client.post(WHERE, {"name": "Ann Lee", "email": ann.email, "password": make.PASSWORD} | given)
    assert answer.status_code == 422 and list(answer.context["form"].errors) == list(given)
    ann.refresh_from_db()
    assert (ann.name, ann.email) == ("Ann", "ann@example.org")


def test_who_tries_passwords_is_stopped(client):
    asked = {"name": "Ann", "email": "new@example.org", "password": "wrong"}
    assert [client.post(WHERE, asked).status_code for _ in range(11)][-1] == 429


def test_a_new_password_ends_every_other_session(client, ann):
    elsewhere = Client()
    elsewhere.force_login(ann, "django.contrib.auth.backends.ModelBackend")
    new = {"oldpassword": make.PASSWORD, "password1": "another long one", "password2": "another long one"}
    client.post("/password/change/", new)
    assert client.get("/w/desk/parties/").status_code == 200
    assert elsewhere.get("/w/desk/parties/").status_code == 302


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_has_no_password_to_change_reads_how_to_get_one(client, ann, method):
    ann.set_unusable_password()
    ann.save()
    client.force_login(ann, "django.contrib.auth.backends.ModelBackend")
    page = getattr(client, method)("/password/change/", follow=True)
    assert page.status_code == 200 and page.request["PATH_INFO"] == "/password/reset/"
    assert "Ask a lead" in page.content.decode()


def test_a_stranger_to_the_product_is_asked_to_sign_in():
    assert Client().get(WHERE).status_code == 302
