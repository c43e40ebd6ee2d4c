"""Who reads only the head of a brief is told what in it nobody has approved, and what is challenged."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from tests import make
from tests.briefs.test_brief import path, shown
from tests.exchange.test_pdf import pages, squeezed
from tracker.briefs.standing import NAMED, Doubt

pytestmark = [pytest.mark.django_db, pytest.mark.read]
BOTH = "2 of 2 positions in this brief are not yet approved: NATO on “Architecture” (proposed) and Russia on"


def approve(table, member, *readings):
    for reading in readings:
        make.positions.review(reading, by=member("reviewer"), state="approved")


def plain(words):
    """Without the signs that keep names in their own direction of writing."""
    return words.translate(dict.fromkeys(range(0x2066, 0x206A))).replace("\n", " ").replace("&lt;", "<")


def test_the_head_of_a_brief_names_what_nobody_has_approved(table, as_role):
    said = plain(shown(as_role("reader"), make.brief(table.by, table.talks)))
    assert BOTH in said
    assert said.index(BOTH) < said.index("At a glance")


def test_what_a_colleague_questions_comes_first(table, as_role):
    make.positions.review(table.low, by=table.by, state="questioned", note="On what?")
    said = plain(shown(as_role("reader"), make.brief(table.by, table.talks)))
    assert "not yet approved, 1 of them questioned: Russia on “Architecture” (questioned) and NATO on" in said


def test_where_all_that_is_not_approved_is_questioned_that_is_said_once(table, as_role, member):
    brief = make.brief(table.by, table.talks)
    for reading in (table.low, table.high):
        make.positions.review(reading, by=table.by, state="questioned", note="On what?")
    said = "2 of 2 positions in this brief are questioned and not yet approved: "
    assert said in plain(shown(as_role("reader"), brief))
    approve(table, member, table.low)
    said = "1 of 2 positions in this brief is questioned and not yet approved: NATO on “Architecture” (questioned)."
    assert said in plain(shown(as_role("reader"), brief))


def test_what_is_approved_is_not_named_and_then_nothing_is(table, as_role, member):
    brief = make.brief(table.by, table.talks)
    approve(table, member, table.low)
    said = plain(shown(as_role("reader"), brief))
    assert "1 of 2 positions in this brief is not yet approved: NATO on “Architecture” (proposed)." in said
    approve(table, member, table.high)
    assert "not yet approved" not in shown(as_role("reader"), brief)


def test_the_only_position_is_named_without_a_count(table, as_role):
    brief = make.brief(table.by, table.talks, parties=[table.russia])
    assert "Not yet approved: Russia on “Architecture” (proposed)." in plain(shown(as_role("reader"), brief))


def test_a_position_that_the_brief_does_not_show_is_not_counted(table, as_role):
    brief = make.brief(table.by, table.talks, text="Only words.")
    for block in brief.blocks.exclude(kind="text"):
        make.briefs.remove_block(block, by=table.by, expected=block.version)
    assert "not yet approved" not in shown(as_role("reader"), brief)


def test_an_open_challenge_stands_at_the_head_too_until_it_is_settled(table, as_role):
    thread = make.thread(table.by, table.of_nato, "That is an old speech.", kind="challenge")
    brief = make.brief(table.by, table.talks)
    told = "1 challenge by a colleague is open (see Dissent): the position of NATO on “Architecture”."
    assert told in plain(shown(as_role("reader"), brief))
    make.annotations.settle(thread, by=table.by, expected=thread.version, how="It is of July.")
    assert told not in plain(shown(as_role("reader"), brief))


def test_every_file_of_an_edition_says_so_and_goes_on_saying_so(table, as_role, member):
    edition = make.edition(table.by, make.brief(table.by, table.talks))
    approve(table, member, table.low, table.high)
    files = {file.format: bytes(file.content) for file in edition.files.all()}
    assert BOTH in plain(files["md"].decode())
    assert BOTH in plain(files["html"].decode())
    assert BOTH in plain(ZipFile(BytesIO(files["docx"])).read("word/document.xml").decode())
    assert squeezed(BOTH) in squeezed(plain("".join(pages(files["pdf"]))))
    assert BOTH in plain(str(as_role("reader").get(edition.get_absolute_url()).context["preview"]))


def test_who_issues_it_is_warned_and_not_refused(table, as_role):
    brief = make.brief(table.by, table.talks)
    client = as_role("reviewer")
    page = client.get(path(brief, "issue")).content.decode()
    assert "2 of 2 positions in this brief are not yet approved" in page
    assert table.of_nato.get_absolute_url() in page
    assert "The edition says so at its head." in page
    assert client.post(path(brief, "issue"), make.filled(client, path(brief, "issue"))).status_code == 302


def test_of_many_the_first_are_named_and_the_rest_counted():
    about = [(f"Party {n}", None) for n in range(NAMED + 2)]
    assert Doubt("8 of 9", about).sentence.endswith("Party 5 and 2 more.")
    assert Doubt("7 of 9", about[:-1]).sentence.endswith("Party 5 and Party 6.")
