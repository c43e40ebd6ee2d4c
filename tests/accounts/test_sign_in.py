"""Signing in by e-mail over plain http, out again, and what is said to who may not."""

import time

import pytest
from allauth.account import app_settings
from django.test import Client
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db
WRONG = "The email address and/or password you specified are not correct."


@pytest.fixture
def analyst():
    return make.user("Analyst@Example.org", "Ana Lind", make.PASSWORD)


def sign_in(client, email="analyst@example.org", password=make.PASSWORD, **more):
    return client.post("/login/", {"login": email, "password": password, **more})


def inside(client):
    """Whether home opens, which is for people who are signed in."""
    return client.get(reverse("account_change_password")).status_code == 200


@pytest.mark.parametrize("typed", ["analyst@example.org", "ANALYST@example.org", " analyst@example.org "])
def test_people_sign_in_by_their_address_however_they_write_it(client, analyst, typed):
    response = sign_in(client, typed)
    assert response.status_code == 302 and response["Location"] == "/"
    assert "toast" not in client.get("/").content.decode()  # that they are in, they see


def test_it_works_over_plain_http_with_the_token_that_the_page_gives(analyst):
    browser = Client(enforce_csrf_checks=True)
    page = browser.get("/login/")
    response = sign_in(browser, csrfmiddlewaretoken=page.context["csrf_token"])
    assert response.status_code == 302
    for cookie in (page.cookies["csrftoken"], response.cookies["sessionid"]):
        assert not cookie["secure"]
        assert cookie["samesite"] == "Lax"
    assert response.cookies["sessionid"]["httponly"]


def test_people_land_where_they_were_going(client, analyst):
    asked = client.get("/password/change/?a=1")
    assert asked["Location"] == "/login/?next=/password/change/%3Fa%3D1"
    assert 'name="next" value="/password/change/?a=1"' in client.get(asked["Location"]).content.decode()
    assert sign_in(client, next="/password/change/?a=1")["Location"] == "/password/change/?a=1"


@pytest.mark.parametrize("where", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(client, analyst, where):
    assert sign_in(client, next=where)["Location"] == "/"


@pytest.mark.parametrize(
    ("email", "password"), [("analyst@example.org", "not the password"), ("nobody@example.org", make.PASSWORD)]
)
def test_a_stranger_learns_not_even_who_has_an_account(client, analyst, email, password):
    page = sign_in(client, email, password).content.decode()
    assert WRONG in page
    assert f'value="{email}"' in page and password not in page
    assert not inside(client)


@pytest.mark.parametrize(
    ("email", "password"), [("", ""), ("no address", "x"), ("a\0@example.org", "x\0"), ("a" * 40_000, "x")]
)
def test_what_is_no_address_is_told_and_nothing_breaks(client, email, password):
    page = sign_in(client, email, password)
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()


def test_who_was_switched_off_reads_that_they_were(client, analyst):
    analyst.is_active = False
    analyst.save()
    page = client.get(sign_in(client)["Location"]).content.decode()
    assert "This account is switched off" in page
    assert not inside(client)


def test_who_is_switched_off_is_out_at_once(client, analyst):
    sign_in(client)
    analyst.is_active = False
    analyst.save()
    assert not inside(client)


def test_after_five_wrong_passwords_even_the_right_one_waits(client, analyst):
    for _ in range(5):
        assert WRONG in sign_in(client, password="guess").content.decode()
    assert "Too many wrong passwords. Try again in 5 minutes." in sign_in(client).content.decode()
    assert not inside(client)


def test_the_wait_is_as_long_as_the_page_says(client, analyst, monkeypatch):
    for _ in range(5):
        sign_in(client, password="guess")
    now = time.time()
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: now + 4.9 * 60)
    sign_in(client)
    assert not inside(client)
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: now + 5 * 60)
    sign_in(client)
    assert inside(client)


def test_who_tries_on_and_on_gets_a_page_that_says_wait(client):
    tries = [sign_in(client, f"person{n}@example.org", "guess") for n in range(31)]
    assert [each.status_code for each in tries[-2:]] == [200, 429]
    assert "<h1>Too many tries</h1>" in (page := tries[-1].content.decode()) and "Try again in a minute." in page
    assert "script-src 'self'" in tries[-1]["Content-Security-Policy"]


@pytest.mark.parametrize(
    "act", ["login", "signup", "change_password", "reset_password_from_key", "invitation", "account"]
)
def test_whatever_gets_that_page_is_possible_again_in_a_minute(act):
    assert all("/m/" in limit for limit in app_settings.RATE_LIMITS[act].split(","))


def test_people_sign_out_by_a_button_and_not_by_a_link(client, analyst):
    sign_in(client)
    assert "Sign out?" in client.get("/logout/").content.decode()
    assert inside(client)
    assert client.post("/logout/")["Location"] == "/login/"
    assert not inside(client)
    sign_in(client)
    assert "toast" not in client.get("/").content.decode()


def test_people_change_their_password_and_stay_signed_in(client, analyst):
    sign_in(client)
    new = {"oldpassword": make.PASSWORD, "password1": "another long one", "password2": "another long one"}
    home = client.post("/password/change/", new, follow=True)
    assert '<p class="toast">The new password is saved.</p>' in home.content.decode()
    assert inside(client)
    assert WRONG in sign_in(Client()).content.decode()


@pytest.mark.parametrize("weak", ["short", "password123", "analyst@example.org"])
def test_a_password_that_is_easily_guessed_is_refused_with_words(client, analyst, weak):
    sign_in(client)
    page = client.post("/password/change/", {"oldpassword": make.PASSWORD, "password1": weak, "password2": weak})
    assert 'class="errorlist" id="id_password1_error"' in page.content.decode()
    analyst.refresh_from_db()
    assert analyst.check_password(make.PASSWORD)


def test_nobody_signs_up_uninvited(client):
    page = client.get("/signup/").content.decode()
    assert "Accounts are by invitation" in page and "<form" not in page
    new = {"email": "new@example.org", "password1": make.PASSWORD, "password2": make.PASSWORD}
    assert "Accounts are by invitation" in client.post("/signup/", new).content.decode()
    assert not type(make.user()).objects.filter(email="new@example.org").exists()


def test_where_sign_up_is_open_anybody_makes_an_account_and_belongs_nowhere(client, settings):
    settings.SIGNUP = "open"
    new = {"email": "New.Person@example.org", "password1": make.PASSWORD, "password2": make.PASSWORD}
    assert client.post("/signup/", new).status_code == 302
    person = type(make.user()).objects.get(email="new.person@example.org")
    assert person.name == "new.person"
    assert not person.memberships.exists()


@pytest.mark.parametrize("address", ["/email/", "/confirm-email/", "/password/set/", "/reauthenticate/", "/admin/"])
def test_what_would_need_a_mail_server_or_is_not_ours_is_not_there(client, analyst, address):
    sign_in(client)
    assert client.get(address).status_code == 404
