"""Mending what one said, removing it, bringing it back."""

import pytest

from tests import make
from tracker.annotations.models import Comment
from tracker.annotations.operations import comment, edit_comment, remove_comment
from tracker.history.models import Change

pytestmark = [pytest.mark.django_db, pytest.mark.read]
HTMX = {"HX-Request": "true", "HX-Target": "section#discussion"}


@pytest.fixture
def said(table, member):
    """What an analyst said, with a reply to it."""
    thread = make.thread(member("analyst"), table.of_nato, "Are we sure?")
    comment(thread, by=member("reviewer"), text="Yes.")
    return thread.comments.get(text="Are we sure?")


def path(said, act="edit"):
    return f"/w/desk/comments/{said.pk}/{act}/"


def talk(client, table):
    return client.get(f"/w/desk/positions/{table.of_nato.pk}/discussion/")


# Works ----------------------------------------------------------------------------------------------------------------
def test_who_wrote_it_mends_it_and_the_older_words_stay_in_the_history(as_role, table, said):
    client = as_role("analyst")
    assert "Are we sure?</textarea>" in client.get(path(said)).content.decode()
    client.post(path(said), {"text": "Are we quite sure?", "expected": 1})
    page = talk(as_role("reader"), table).content.decode()
    assert "Are we quite sure?" in page and "<span>edited</span>" in page
    done = Change.objects.get(verb="comment.edited")
    told = client.get(f"/w/desk/changes/{done.pk}/").content.decode()
    assert "Are we sure?" in told and "Are we quite sure?" in told


def test_the_form_stands_in_the_place_of_the_comment_and_the_discussion_in_its_place(as_role, said):
    client = as_role("analyst")
    asked = client.get(path(said), headers={"HX-Request": "true", "HX-Target": f"article#comment-{said.pk}"})
    assert f'id="editing-{said.pk}"' in asked.content.decode() and "HX-Retarget" not in asked
    wrong = client.post(path(said), {"text": "", "expected": 1}, headers=HTMX)
    assert (wrong.status_code, wrong["HX-Retarget"], wrong["HX-Reselect"]) == (422, *[f"#editing-{said.pk}"] * 2)
    here = {**HTMX, "HX-Current-URL": "http://testserver/w/desk/positions/1/"}
    assert client.post(path(said), {"text": "Well.", "expected": 1}, headers=here).content.lstrip()[:8] == b"<section"


def test_from_its_own_page_one_comes_back_to_the_discussion(as_role, said):
    here = {**HTMX, "HX-Current-URL": f"http://testserver{path(said)}"}
    answer = as_role("analyst").post(path(said), {"text": "Well.", "expected": 1}, headers=here)
    assert answer["HX-Location"].endswith(f"#thread-{said.thread_id}")


def test_nothing_is_called_edited_that_says_the_same(member, said):
    edit_comment(said, by=member("analyst"), expected=1, text="Are we sure? ")
    said.refresh_from_db()
    assert said.edited_at is None


@pytest.mark.parametrize("who", ["analyst", "lead"])
def test_what_is_removed_leaves_a_line_where_replies_follow(as_role, table, said, who):
    as_role(who).post(path(said, "remove"), {"expected": 1})
    page = talk(as_role("reader"), table).content.decode()
    assert "was removed" in page and "Are we sure?" not in page and "Yes." in page


def test_without_a_reply_nothing_is_left_of_it_but_for_leads(as_role, member, table):
    alone = make.thread(member("analyst"), table.of_nato, "Never mind.").comments.get()
    remove_comment(alone, by=member("analyst"), expected=1)
    assert "removed" not in talk(as_role("reader"), table).content.decode()
    assert "Never mind." in talk(as_role("lead"), table).content.decode()


def test_a_lead_brings_it_back_from_its_line_or_from_the_history(as_role, table, said):
    client = as_role("lead")
    client.post(path(said, "remove"), {"expected": 1})
    assert path(said, "restore") in talk(client, table).content.decode()
    client.post(path(said, "restore"), {"expected": 2})
    assert "Are we sure?" in talk(as_role("reader"), table).content.decode()
    client.post(path(said, "remove"), {"expected": 3})
    client.post(f"/w/desk/changes/{Change.objects.filter(verb='comment.removed').first().pk}/undo/")
    assert "Are we sure?" in talk(as_role("reader"), table).content.decode()


# Refuses whom ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["reviewer", "lead"])
def test_nobody_puts_words_into_somebodys_mouth(as_role, table, said, who):
    client = as_role(who)
    assert client.get(path(said)).status_code == 403
    assert client.post(path(said), {"text": "No.", "expected": 1}).status_code == 403
    assert path(said) not in talk(client, table).content.decode()


def test_only_its_author_and_leads_remove_it_and_only_leads_bring_it_back(as_role, table, said):
    assert as_role("reviewer").post(path(said, "remove"), {"expected": 1}).status_code == 403
    as_role("analyst").post(path(said, "remove"), {"expected": 1})
    assert as_role("analyst").post(path(said, "restore"), {"expected": 2}).status_code == 403
    assert Comment.objects.get(pk=said.pk).removed_at


# Refuses what ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["", "   ", "x" * 20_001, "a\x00b"])
def test_what_cannot_be_said_comes_back_with_words(as_role, said, text):
    answer = as_role("analyst").post(path(said), {"text": text, "expected": 1})
    assert answer.status_code == 422 and answer.context["form"].errors["text"]
    assert Comment.objects.get(pk=said.pk).text == "Are we sure?"


def test_who_mends_it_in_two_windows_loses_nothing(as_role, said):
    client = as_role("analyst")
    client.post(path(said), {"text": "First.", "expected": 1})
    second = client.post(path(said), {"text": "Second.", "expected": 1})
    assert second.status_code == 409 and "Second.</textarea>" in second.content.decode()
    assert Comment.objects.get(pk=said.pk).text == "First."


def test_what_was_removed_is_not_mended_or_removed_again(as_role, member, said):
    remove_comment(said, by=member("analyst"), expected=1)
    client = as_role("analyst")
    assert client.post(path(said), {"text": "Back.", "expected": 2}).status_code == 422
    assert client.post(path(said, "remove"), {"expected": 2}).status_code == 409
    assert client.post(path(said, "remove"), {"expected": "x"}).status_code == 409
