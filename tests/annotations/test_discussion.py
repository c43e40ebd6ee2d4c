"""What we say to each other of a record: a part of its page, and a page of its own without script."""

import time
from html.parser import HTMLParser

import pytest

from tests import make
from tracker.annotations.markdown import html
from tracker.annotations.models import Comment, Thread
from tracker.annotations.operations import comment, settle

pytestmark = [pytest.mark.django_db, pytest.mark.read]
HTMX = {"HX-Request": "true", "HX-Target": "section#discussion"}


def path(kind, record):
    return f"/w/desk/{kind}/{record.pk}/discussion/"


def records(table):
    return {
        "positions": table.of_nato,
        "readings": table.high,
        "statements": table.said,
        "excerpts": table.digest.excerpts.get(),
        "documents": table.digest,
        "issues": table.issue,
        "parties": table.nato,
    }


KINDS = ["positions", "readings", "statements", "excerpts", "documents", "issues", "parties"]


# Works ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", KINDS)
def test_any_record_can_be_discussed_on_a_page_of_its_own(as_role, member, table, kind):
    record = records(table)[kind]
    said = as_role("analyst").post(path(kind, record), {"kind": "question", "text": "Are we *sure*?"})
    thread = Thread.objects.get()
    assert (thread.target, thread.kind, thread.opened_by) == (record, "question", member("analyst"))
    assert (said.status_code, said["Location"]) == (302, f"{path(kind, record)}#thread-{thread.pk}")
    page = as_role("reader").get(path(kind, record)).content.decode()
    assert "Are we <em>sure</em>?" in page and "<html" in page


def test_htmx_is_answered_with_the_part_alone_and_stays_where_it_is(as_role, table):
    client = as_role("analyst")
    part = client.get(path("positions", table.of_nato), headers=HTMX).content.decode()
    assert part.lstrip().startswith('<section class="sect talk" id="discussion"')
    said = client.post(path("positions", table.of_nato), {"kind": "note", "text": "Noted."}, headers=HTMX)
    assert said.status_code == 200 and "Noted." in said.content.decode() and "<html" not in said.content.decode()


def test_the_discussion_of_a_position_shows_that_of_its_readings_and_of_which(as_role, table):
    make.thread(table.by, table.high, "On the reading.")
    page = as_role("reader").get(path("positions", table.of_nato)).content.decode()
    assert "On the reading." in page and "on the reading of 4 Jul 2011" in page
    assert "On the reading." not in as_role("reader").get(path("positions", table.of_russia)).content.decode()


def test_what_is_settled_is_folded_with_how(as_role, table):
    thread = make.thread(table.by, table.of_nato)
    settle(thread, by=table.by, expected=1, how="Two roots were found.")
    shown = as_role("analyst").get(path("positions", table.of_nato)).context["shown"]
    assert not shown.unsettled
    assert shown.settled[0].how == "Two roots were found." and shown.settled[0].reply is None


def test_moments_are_told_in_the_zone_of_the_desk(as_role, table, desk):
    desk.time_zone = "Asia/Tokyo"
    desk.save()
    make.thread(table.by, table.of_nato, at=make.moment("2011-07-05"))
    assert "5 Jul 2011, 21:00" in as_role("reader").get(path("positions", table.of_nato)).content.decode()


def test_nothing_later_than_the_point_in_time_is_told(as_role, table):
    thread = make.thread(table.by, table.of_nato, "Early", at=make.moment("2011-07-05"))
    comment(thread, by=table.by, text="Zanzibar", at=make.moment("2011-08-01"))
    settle(thread, by=table.by, expected=1, how="Zanzibar", at=make.moment("2011-08-01"))
    later = make.reading(table.by, table.of_nato, 50, "1 September 2011")
    make.thread(table.by, later, "Of a later reading")
    where, client = path("positions", table.of_nato), as_role("reader")
    then = client.get(where, {"as_of": "2011-07-10", "known_at": "2011-07-31"}).content.decode()
    assert "Early" in then and "Zanzibar" not in then
    now = client.get(where, {"as_of": "2011-07-10"}).content.decode()
    assert "Zanzibar" in now and "Of a later reading" not in now
    assert "Of a later reading" in client.get(where).content.decode()


def test_a_to_do_is_given_to_somebody_when_it_is_said(as_role, member, table):
    said = {"kind": "to_do", "text": "Find a second root.", "assignee": member("reviewer").pk}
    as_role("analyst").post(path("issues", table.issue), said)
    assert Thread.objects.get().assignee == member("reviewer")
    assert "to do" in as_role("reader").get(path("issues", table.issue)).content.decode()
    note = as_role("analyst").post(path("issues", table.issue), said | {"kind": "note"})
    assert note.status_code == 422 and note.context["shown"].opening.form.errors["assignee"]


def test_what_was_typed_and_not_sent_comes_back_and_the_page_says_where_there_is_any(as_role, member, table):
    client, where = as_role("analyst"), path("positions", table.of_nato)
    thread = make.thread(table.by, table.of_nato)
    reply = f"/w/desk/threads/{thread.pk}/comment/#reply-{thread.pk}"
    client.post("/w/desk/drafts/", {"form": reply, "fields": '[["text", "half"]]'})
    shown = client.get(where).context["shown"]
    assert (shown.unsettled[0].reply.drafted, shown.opening.drafted) == (True, False)
    back = client.post(where, {"text": "half a thought", "kind": "question", "again": "draft"})
    assert back.status_code == 200 and "half a thought</textarea>" in back.content.decode()
    assert not Thread.objects.filter(opened_by=member("analyst")).exists()


def test_by_htmx_what_was_done_is_announced_with_the_way_back(as_role, table):
    said = as_role("analyst").post(path("positions", table.of_nato), {"kind": "note", "text": "Noted."}, headers=HTMX)
    page = said.content.decode()
    assert 'hx-swap-oob="innerHTML:#notice"' in page and "Comment added." in page and "/undo/" in page


# Refuses whom ---------------------------------------------------------------------------------------------------------
def test_a_reader_reads_and_is_offered_no_form(as_role, table):
    make.thread(table.by, table.of_nato, "Are we sure?")
    page = as_role("reader").get(path("positions", table.of_nato))
    assert "Are we sure?" in page.content.decode() and "<textarea" not in page.content.decode()
    assert "<textarea" in as_role("analyst").get(path("positions", table.of_nato)).content.decode()


@pytest.mark.parametrize("typed", [{"kind": "note", "text": "Me too."}, {}])
def test_a_reader_who_writes_is_refused(as_role, table, typed):
    assert as_role("reader").post(path("positions", table.of_nato), typed).status_code == 403
    assert not Thread.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_the_records_of_another_workspace_are_not_found(as_role, kind):
    foreign = make.Table(space=make.workspace("other")).read()
    record = records(foreign)[kind]
    assert as_role("lead").get(path(kind, record)).status_code == 404
    assert as_role("lead").post(path(kind, record), {"kind": "note", "text": "Hello."}).status_code == 404


# Refuses what ---------------------------------------------------------------------------------------------------------
REFUSED = [
    ({"text": "   "}, "text", "Write something first."),
    ({"text": "x" * 40_000}, "text", "At most 20000 characters; this has 40000."),
    ({"text": "no\x00thing"}, "text", "Null characters are not allowed."),
    ({"kind": "rumour"}, "kind", "Select a valid choice. rumour is not one of the available choices."),
]


@pytest.mark.parametrize(("typed", "field", "words"), REFUSED)
def test_what_cannot_be_said_is_refused_with_words_beside_the_field(as_role, table, typed, field, words):
    given = {"kind": "question", "text": "Are we sure?"} | typed
    response = as_role("analyst").post(path("positions", table.of_nato), given)
    form = response.context["shown"].opening.form
    assert response.status_code == 422 and form.errors[field] == [words]
    assert {name: form[name].value() for name in given} == given
    assert not Comment.objects.exists()


def test_as_much_as_may_be_said_is_taken(as_role, table):
    as_role("analyst").post(path("positions", table.of_nato), {"kind": "note", "text": "x" * 20_000})
    assert len(Comment.objects.get().text) == 20_000


@pytest.mark.parametrize("kind", ["threads", "members", "nothing"])
def test_what_is_no_record_cannot_be_discussed(as_role, table, kind):
    assert as_role("lead").get(f"/w/desk/{kind}/1/discussion/").status_code == 404


# Edge -----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVa\tScript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://elsewhere.example/pixel.png)",
        '[x](https://a.example "onmouseover=alert(1)")',
        '<https://a.example/" onclick=alert(1)>',
        "```<script>\nalert(1)\n```",
        "# <b>heading</b>",
    ],
)
def test_hostile_text_is_shown_as_text(hostile):
    seen = Seen(html(hostile))
    assert {tag for tag, _ in seen.tags} <= {"p", "a", "pre", "code"}
    assert {name for _, attrs in seen.tags for name in attrs} <= {"href", "rel", "title", "class"}
    assert all(attrs["href"].startswith("https://") for tag, attrs in seen.tags if tag == "a")


class Seen(HTMLParser):
    """The tags that a browser would see, with their attributes."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_links_carry_no_weight_and_tell_nothing():
    assert html("[x](https://a.example)") == (
        '<p><a href="https://a.example" rel="nofollow noopener noreferrer">x</a></p>\n'
    )


BOMBS = ["[" * 20_000, "*" * 20_000, "> " * 10_000, "- " * 10_000, "`" * 20_000, "a_" * 10_000, "[a](" * 5_000,
         "|" * 20_000 + "\n" + "|-" * 200, "<" * 20_000, "&#x" * 6_000]  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS, ids=[bomb[:4] for bomb in BOMBS])
def test_no_text_takes_long_to_show(bomb):
    begun = time.process_time()
    html(bomb)
    assert time.process_time() - begun < 2


def test_it_costs_no_more_with_more_threads(as_role, table, cost):
    client, where = as_role("analyst"), path("positions", table.of_nato)
    make.thread(table.by, table.of_nato, kind="to_do")
    client.get(where)
    few = cost(lambda: client.get(where))
    for _ in range(3):
        thread = make.thread(make.member(table.by.workspace, "analyst"), table.high, kind="to_do")
        comment(thread, by=make.member(table.by.workspace, "reviewer"), text="Yes.")
        settle(make.thread(table.by, table.of_nato), by=make.member(table.by.workspace, "reviewer"), expected=1)
    assert cost(lambda: client.get(where)) == few <= 30
