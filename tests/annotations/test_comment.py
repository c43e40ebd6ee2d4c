"""Replying in a thread, and settling it."""

import pytest

from tests import make
from tracker.annotations.models import Comment
from tracker.annotations.operations import settle

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "section#discussion"}


@pytest.fixture
def thread(desk, member):
    return make.thread(member("analyst"), make.Table(by=make.lead_of(desk)).read().of_nato)


def path(thread, act):
    return f"/w/desk/threads/{thread.pk}/{act}/"


# Works ----------------------------------------------------------------------------------------------------------------
def test_a_reply_stands_last_in_its_thread(as_role, member, thread):
    response = as_role("reviewer").post(path(thread, "comment"), {"text": "Two roots say so."})
    assert response.status_code == 302
    assert response["Location"].endswith(f"/positions/{thread.position_id}/discussion/#thread-{thread.pk}")
    said = list(Comment.objects.order_by("at"))
    assert [(each.thread, each.author, each.text) for each in said[1:]] == [
        (thread, member("reviewer"), "Two roots say so.")
    ]


def test_without_script_one_comes_back_to_the_same_day(as_role, thread):
    response = as_role("reviewer").post(path(thread, "comment") + "?as_of=2011-07-05", {"text": "Two roots say so."})
    assert response["Location"].endswith(f"/discussion/?as_of=2011-07-05#thread-{thread.pk}")


def test_a_reply_by_htmx_brings_the_discussion_it_stands_in(as_role, thread):
    response = as_role("reviewer").post(path(thread, "comment"), {"text": "Two roots say so."}, headers=HTMX)
    page = response.content.decode()
    assert response.status_code == 200 and page.lstrip().startswith("<section") and "Two roots say so." in page
    assert f'id="thread-{thread.pk}" tabindex="-1" autofocus' in page


@pytest.mark.parametrize("who", ["analyst", "reviewer", "lead"])  # who opened it; those who may approve
def test_a_thread_is_settled_and_how_stays_in_the_record(as_role, member, thread, who):
    response = as_role(who).post(path(thread, "settle"), {"expected": 1, "how": "Two roots were found."})
    assert response.status_code == 302
    thread.refresh_from_db()
    assert (thread.settled_by, thread.settled_how) == (member(who), "Two roots were found.")
    assert thread.settled_at is not None


def test_its_assignee_settles_it(as_role, member, desk):
    table = make.Table(by=make.lead_of(desk))
    task = make.thread(table.by, table.issue, "Find a second root.", kind="to_do", assignee=member("analyst"))
    assert as_role("analyst").post(path(task, "settle"), {"expected": 1}).status_code == 302


def test_what_is_settled_is_opened_again_by_who_may_settle_it(as_role, member, thread):
    settle(thread, by=member("analyst"), expected=1, how="Two roots were found.")
    for role, status in (("reader", 403), ("analyst", 302)):
        assert as_role(role).post(path(thread, "reopen"), {"expected": 2}).status_code == status
    thread.refresh_from_db()
    assert (thread.settled_at, thread.settled_how) == (None, "")
    assert as_role("lead").post(path(thread, "reopen"), {"expected": 3}).status_code == 409  # it is open


def test_a_task_is_given_to_who_takes_part(as_role, member, desk):
    table = make.Table(by=make.lead_of(desk))
    task = make.thread(table.by, table.issue, "Find a second root.", kind="to_do")
    client, reader = as_role("lead"), member("reader")
    answer = client.post(path(task, "assign"), {"expected": 1, "assignee": member("analyst").pk}, headers=HTMX)
    assert f"For {member('analyst')} to do" in answer.content.decode()
    assert client.post(path(task, "assign"), {"expected": 2, "assignee": reader.pk}).status_code == 422
    assert client.post(path(task, "assign"), {"expected": 1, "assignee": ""}).status_code == 409
    note = make.thread(table.by, table.issue, "Only a note.")
    assert client.post(path(note, "assign"), {"expected": 1, "assignee": member("analyst").pk}).status_code == 422
    task.refresh_from_db()
    assert task.assignee == member("analyst")


# Refuses whom ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("act", ["comment", "settle"])
@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("stranger", 404)])
def test_who_may_not_discuss_is_refused(as_role, thread, act, role, status):
    assert as_role(role).post(path(thread, act), {"text": "x", "expected": 1}).status_code == status
    thread.refresh_from_db()
    assert thread.settled_by is None and thread.comments.count() == 1


def test_an_analyst_does_not_settle_what_others_opened_and_is_not_offered_it(as_role, desk):
    table = make.Table(by=make.lead_of(desk))
    theirs = make.thread(table.by, table.issue)
    assert as_role("analyst").post(path(theirs, "settle"), {"expected": 1}).status_code == 403
    page = as_role("analyst").get(f"/w/desk/issues/{table.issue.pk}/discussion/").content.decode()
    assert path(theirs, "comment") in page and path(theirs, "settle") not in page


@pytest.mark.parametrize("act", ["comment", "settle", "reopen", "assign"])
def test_only_posting_changes_anything(as_role, thread, act):
    assert as_role("lead").get(path(thread, act)).status_code == 405


# Refuses what ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Write something first."),
        ("x" * 20_001, "At most 20000 characters; this has 20001."),
        ("no\x00thing", "Null characters are not allowed."),
    ],
)
def test_a_reply_that_cannot_be_comes_back_with_words_beside_it(as_role, thread, text, words):
    response = as_role("analyst").post(path(thread, "comment"), {"text": text}, headers=HTMX)
    form = response.context["shown"].unsettled[0].reply.form
    assert response.status_code == 422 and form.errors["text"] == [words] and form["text"].value() == text
    assert thread.comments.count() == 1


def test_who_settles_what_somebody_has_just_settled_is_told_and_loses_nothing(as_role, member, thread):
    settle(thread, by=member("lead"), expected=1, how="By the lead.")
    response = as_role("analyst").post(path(thread, "settle"), {"expected": 1, "how": "What I typed."})
    assert response.status_code == 409
    page = response.content.decode()
    assert "What I typed." in page and "By the lead." in page
    thread.refresh_from_db()
    assert thread.settled_how == "By the lead."


def test_what_is_settled_stays_as_it_was_settled(as_role, member, thread):
    settle(thread, by=member("reviewer"), expected=thread.version, how="Checked with the transcript.")
    answer = as_role("lead").post(path(thread, "settle"), {"expected": thread.version, "how": "By me."})
    thread.refresh_from_db()
    assert answer.status_code == 422
    assert (thread.settled_by, thread.settled_how) == (member("reviewer"), "Checked with the transcript.")


@pytest.mark.parametrize(("act", "form"), [("comment", "reply"), ("settle", "settling")])
def test_a_draft_comes_back_into_its_form_and_nothing_is_said(as_role, thread, act, form):
    typed = {"text": "half a", "how": "half a", "expected": 1, "again": "draft"}
    answer = as_role("analyst").post(
        path(thread, act), typed, headers={**HTMX, "HX-Target": f"form#{form}-{thread.pk}"}
    )
    page = answer.content.decode()
    assert answer.status_code == 200 and f'id="{form}-{thread.pk}"' in page and "half a</textarea>" in page
    assert "errorlist" not in page
    thread.refresh_from_db()
    assert thread.comments.count() == 1 and thread.settled_at is None
