"""A form is saved once, however often it is sent: clicked twice without script, or sent again by who went back."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests import make
from tracker.accounts.models import Membership, Sent
from tracker.actors.models import Party
from tracker.annotations.models import Comment
from tracker.history.models import Change
from tracker.members.models import Invitation
from tracker.sources.models import Document

pytestmark = pytest.mark.django_db
PARTIES = "/w/desk/parties/add/"
AGAIN = "This was saved already."


def token(client, path):
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(path).content.decode())[1]


def typed(name="Norway", **fields):
    return {"name": name, "kind": "state", "symbol": "1", "aliases": "", "csrfmiddlewaretoken": "x" * 64} | fields


def said(**fields):
    return {"kind": "note", "text": "Are we sure?", "csrfmiddlewaretoken": "x" * 64} | fields


@pytest.fixture
def discussion(member):
    """Where one and the same may be said twice: no second party may be called as the first."""
    return f"/w/desk/parties/{make.party(member('lead')).pk}/discussion/"


def test_a_second_click_saves_nothing_and_leads_where_the_first_one_led(as_role):
    client = as_role("analyst")
    sent = typed(csrfmiddlewaretoken=token(client, PARTIES))
    assert token(client, PARTIES) != sent["csrfmiddlewaretoken"]
    first, second = client.post(PARTIES, sent), client.post(PARTIES, sent)
    assert Party.objects.count() == 1
    assert first["Location"] == second["Location"] == "/w/desk/parties/"
    assert AGAIN in client.get(second["Location"]).content.decode()


def test_the_same_typed_into_a_form_opened_anew_is_another_wish(as_role, discussion):
    client = as_role("analyst")
    for _ in range(2):
        client.post(discussion, said(csrfmiddlewaretoken=token(client, PARTIES)))
    assert Comment.objects.count() == 2


def test_who_goes_back_and_types_something_else_loses_nothing(as_role):
    client = as_role("analyst")
    client.post(PARTIES, typed())
    client.post(PARTIES, typed("Sweden"))
    assert set(Party.objects.values_list("name", flat=True)) == {"Norway", "Sweden"}


def test_a_form_that_was_refused_may_come_again(as_role):
    client = as_role("analyst")
    assert [client.post(PARTIES, typed("")).status_code for _ in range(2)] == [422, 422]
    assert not Sent.objects.exists()


def test_what_was_undone_may_be_saved_again(as_role):
    client = as_role("analyst")
    client.post(PARTIES, typed())
    client.post(f"/w/desk/changes/{Change.objects.get().pk}/undo/", {"csrfmiddlewaretoken": "x"})
    assert not Party.objects.exists()
    client.post(PARTIES, typed())
    assert Party.objects.exists()


def test_another_member_is_not_taken_for_the_first(as_role, discussion):
    for role in ("analyst", "reviewer"):
        as_role(role).post(discussion, said())
    assert Comment.objects.count() == 2


def test_it_is_forgotten_after_a_day(as_role):
    client = as_role("analyst")
    client.post(PARTIES, typed())
    Sent.objects.update(at=timezone.now() - timedelta(days=1, minutes=1))
    client.get("/")
    assert not Sent.objects.exists()


def test_a_link_that_is_shown_once_is_in_every_answer(as_role, desk):
    client = as_role("lead")
    for _ in range(2):
        page = client.post("/w/desk/members/invite/", {"role": "reader", "email": "", "csrfmiddlewaretoken": "x"})
        assert "/invitation/" in page.content.decode()
    assert Invitation.objects.count() == 2


def test_a_document_and_a_comment_are_made_once(as_role, discussion):
    client, bring_in = as_role("analyst"), "/w/desk/documents/add/"
    text = make.filled(client, bring_in, title="A speech", text="Words.", csrfmiddlewaretoken="x")
    for _ in range(2):
        client.post(bring_in, text)
        client.post(discussion, said())
    assert (Document.objects.count(), Comment.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_at_the_same_moment_the_second_waits_for_the_first(transactional_db):
    analyst = make.member(make.workspace(), "analyst")
    gate = Barrier(2)

    def click(_):
        client = Client()
        client.force_login(Membership.objects.get(pk=analyst.pk).user, "django.contrib.auth.backends.ModelBackend")
        gate.wait()
        try:
            return client.post(PARTIES, typed())["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        assert len(set(both.map(click, range(2)))) == 1
    assert Party.objects.count() == 1
