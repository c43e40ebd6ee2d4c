"""One operation whole: row by row, part by part, before and after."""

import time

import pytest

from tests import make
from tracker.actors import operations as actors
from tracker.history import diff
from tracker.history.models import Change
from tracker.history.operations import change, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(desk):
    return make.lead_of(desk)


def party(by, name="NATO", then=None):
    """A party, and what it was edited into `then`."""
    made = make.party(by, name, "alliance")
    if then:
        given = {"name": name, "kind": "alliance", "symbol": 1} | then
        actors.edit_party(made, by=by, expected=1, **given)
    return made


def test_one_operation_is_told_row_by_row_with_values_in_words(as_role, lead):
    party(lead, then={"short_name": "The Pact", "kind": "state", "aliases": ["Brussels"]})
    done = Change.objects.get(verb="party.edited")
    shown = as_role("reader").get(f"/w/desk/changes/{done.pk}/").context["shown"]
    told = {(row.did, part.label): (part.before, part.after) for row in shown.rows for part in row.parts}
    assert told["changed", "Kind"] == ("Alliance", "State")
    assert told["changed", "Short name"] == ("", "The Pact")
    assert told["added", "Party"] == ("", "The Pact")
    assert [row.name for row in shown.rows if row.did == "added"] == ["Brussels"]


def test_dates_and_long_texts_are_told_as_people_read_them(as_role, lead):
    talks = make.negotiation(lead, summary="They talk about one system. " * 8 + "Nothing is agreed.")
    with change(lead, "negotiation.edited") as line:
        talks.summary = talks.summary.replace("Nothing", "Much")
        talks.begins = make.when("May 2012")
        talks.save()
        line.about(talks)
    page = as_role("reader").get(f"/w/desk/changes/{lead.did.pk}/")
    (row,) = page.context["shown"].rows
    told = {part.label: part for part in row.parts}
    assert told["Begins"].after == "May 2012"
    assert [piece for piece in told["Summary"].pieces if piece.kind != "same"] == [("out", "Nothing"), ("in", "Much")]
    assert "<del>" in page.content.decode() and "Much</ins>" in page.content.decode()


def test_what_is_gone_is_called_as_it_was_called_last(as_role, lead):
    nato = party(lead, then={"aliases": ["Brussels"]})
    actors.remove_party(nato, by=lead, expected=2)
    shown = as_role("reader").get(f"/w/desk/changes/{lead.did.pk}/").context["shown"]
    assert {(row.did, row.name) for row in shown.rows} == {("removed", "NATO"), ("removed", "Brussels")}
    assert shown.back == "" and shown.line.undo_words == "Restore"


def test_an_undo_leads_to_what_it_undid(as_role, lead):
    party(lead, then={"name": "The Pact"})
    done = lead.did
    undo(done, by=lead)
    page = as_role("reader").get(f"/w/desk/changes/{lead.did.pk}/")
    assert page.context["shown"].undid == f"/w/desk/changes/{done.pk}/"


def test_what_is_hostile_is_shown_as_text(as_role, lead):
    party(lead, then={"name": "<script>alert(1)</script>"})
    assert "<script>alert" not in as_role("reader").get(f"/w/desk/changes/{lead.did.pk}/").content.decode()


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("one two three", "one 2 three", [("same", "one "), ("out", "two"), ("in", "2"), ("same", " three")]),
        ("", "new", [("in", "new")]),
        ("a\nb\nc\n", "a\nx\nc\n", [("same", "a\n"), ("out", "b"), ("in", "x"), ("same", "\n"), ("same", "c\n")]),
        ("مرحبا بكم", "مرحبا بك", [("same", "مرحبا "), ("out", "بكم"), ("in", "بك")]),
    ],
)
def test_two_texts_are_compared_word_by_word(before, after, pieces):
    assert diff.compare(before, after) == pieces


@pytest.mark.parametrize("texts", [("a " * 60_000, "b " * 60_000), ("x\n" * 30_000, "y\n" * 30_001), ("a" * 10**6, "")])
def test_no_two_texts_take_long_or_fill_the_page(texts):
    begun = time.process_time()
    pieces = diff.compare(*texts)
    assert time.process_time() - begun < 2
    assert sum(len(piece.text) for piece in pieces) < 10_000
