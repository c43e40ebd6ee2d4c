"""`./run manage reset_link EMAIL`: from the shell to the new password."""

from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db
NEW = "a new and long password"


@pytest.fixture
def forgetful():
    return make.user("forgetful@example.org", "Fay Getty", make.PASSWORD)


def link(email="forgetful@example.org", **options):
    out, err = StringIO(), StringIO()
    call_command("reset_link", email, stdout=out, stderr=err, **options)
    printed = out.getvalue().splitlines()
    assert len(printed) == 1  # so that it can be copied, or piped
    return printed[0]


def follow(address, client=None):
    """The page that the link leads to."""
    return (client or Client()).get(urlsplit(address).path, follow=True)


def choose(address, password=NEW):
    client = Client()
    form = follow(address, client)
    return client.post(form.request["PATH_INFO"], {"password1": password, "password2": password}, follow=True)


def signs_in(password):
    return Client().post("/login/", {"login": "forgetful@example.org", "password": password}).status_code == 302


@pytest.mark.parametrize("typed", ["forgetful@example.org", " Forgetful@Example.ORG"])
def test_the_link_lets_somebody_choose_a_new_password_once(forgetful, typed):
    address = link(typed)
    assert address.startswith("http://127.0.0.1:8000/password/reset/key/")
    assert "The new password is saved" in choose(address).content.decode()
    assert signs_in(NEW) and not signs_in(make.PASSWORD)
    assert "This link no longer works" in follow(address).content.decode()


def test_the_link_leads_to_where_parley_is_reached(forgetful):
    assert link(host="https://parley.example.org/").startswith("https://parley.example.org/password/reset/key/")


def test_the_key_is_not_in_the_address_of_the_form(forgetful):
    page = follow(link())
    assert page.request["PATH_INFO"].endswith("-set-password/")
    assert page["Referrer-Policy"] == "same-origin"


def test_a_password_that_is_easily_guessed_is_refused_and_the_link_still_works(forgetful):
    address = link()
    assert "errorlist" in choose(address, "short").content.decode()
    forgetful.refresh_from_db()
    assert forgetful.check_password(make.PASSWORD)
    assert "The new password is saved" in choose(address).content.decode()


def test_who_remembers_after_all_needs_the_link_no_more(forgetful):
    address = link()
    assert signs_in(make.PASSWORD)
    assert "This link no longer works" in follow(address).content.decode()
    assert signs_in(make.PASSWORD)


def test_the_link_is_good_for_a_day(forgetful, settings):
    address = link()
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "This link no longer works" in follow(address).content.decode()


def test_somebody_elses_link_is_of_no_use(forgetful):
    other = make.user("other@example.org", password=make.PASSWORD)
    mine, theirs = link(), link(other.email)
    mixed = mine.rpartition("/key/")[0] + "/key/" + theirs.rpartition("/key/")[2].partition("-")[0]
    assert "This link no longer works" in follow(mixed + "-" + mine.partition("-")[2]).content.decode()


def test_the_page_for_who_forgot_says_whom_to_ask(client):
    page = client.get("/password/reset/").content.decode()
    assert "Ask a lead" in page and "./run manage reset_link" in page and "<form" not in page


def test_nobody_of_that_address(forgetful):
    with pytest.raises(CommandError, match=r"^Nobody signs in with somebody@example.org\.$"):
        link("somebody@example.org")


def test_who_was_switched_off_gets_none(forgetful):
    forgetful.is_active = False
    forgetful.save()
    with pytest.raises(CommandError, match="forgetful@example.org is switched off"):
        link()
