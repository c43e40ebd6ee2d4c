"""What is marked in a text goes out as W3C Web Annotations, and comes back to the same places, in any script."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests import make
from tracker.exchange.annotations import place
from tracker.exchange.exporters.jsonld import Mark, write
from tracker.exchange.importers import jsonld
from tracker.exchange.importers.jsonld import read
from tracker.sources.anchors import NotFound, find
from tracker.sources.models import Excerpt

TEXT = "Our partners say: one shield 🛡️, «один щит», درع واحد. They say so again: one shield 🛡️, and go."


def out(marks):
    return write(marks, address="https://a/x.jsonld", source="https://a/x", title="T", language="en")


def mark(anchor, at=1):
    return Mark(f"https://a/x#{at}", datetime.now(UTC), "Ann", anchor.exact, anchor.prefix, anchor.suffix,
                (anchor.start, anchor.end))  # fmt: skip


EVERY = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")  # of all planes
texts = st.one_of(
    st.text(EVERY, min_size=1, max_size=200),
    st.text("ab \n\N{SOFT HYPHEN}“-😀𝒳é", min_size=1, max_size=80),  # where the same words come often
    st.text(st.sampled_from("\U00010000\U0001f468\u200d\U000e0001\U00100000 𠀀a"), min_size=1, max_size=60),
)


@given(texts, st.lists(st.tuples(st.integers(0, 200), st.integers(1, 80)), min_size=1, max_size=8))
@example("\N{SOFT HYPHEN} a \N{SOFT HYPHEN} a a", [(0, 3), (3, 4), (6, 3)])
@example("ab " * 60, [(90, 2), (30, 5), (120, 1)])  # nothing but its place tells one from the next
def test_what_goes_out_comes_back_to_the_same_places(text, spans):
    anchors = []
    for start, length in spans:
        try:
            anchors.append(find(text, text[start : start + length], near=start))
        except NotFound:
            continue  # nothing but white space
    assume(anchors)
    back = place(text, read(out([mark(each) for each in anchors])))
    assert back.unresolved == [] and back.anchors == anchors


@given(st.lists(st.text(EVERY, min_size=1, max_size=40), min_size=2, max_size=4))
def test_places_counted_as_browsers_do_are_understood(words):
    text = "😀 ".join([*words, words[0], words[0]])
    found = find(text, words[0], near=len(text) - 1) if words[0].strip(" \n\t") and bare(words[0]) else None
    assume(found)
    units = [len(text[:at].encode("utf-16-le")) // 2 for at in (found.start, found.end)]
    file = json.dumps({"type": "Annotation", "target": {"selector": [
        {"type": "TextQuoteSelector", "exact": found.exact},
        {"type": "TextPositionSelector", "start": units[0], "end": units[1]}]}})  # fmt: skip
    placed = place(text, read(file.encode()))
    inside = text[units[0] : units[1]] == found.exact  # counted in code points the words stand there as well
    assert inside or placed.anchors == [found]


def bare(words):
    try:
        return find(words, words)
    except NotFound:
        return None


# The page -------------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def laid(ground):
    table = make.Table()
    table.text = make.document(table.by, TEXT, title="Shields")
    table.quoted = make.statement(
        table.by, table.issue, table.russia, words="They want one shield.",
        reports=[make.statements.Reported("verbatim", table.text, ["«один щит»"])],
    )  # fmt: skip
    for near in (18, 70):
        make.sources.quote(table.text, "one shield 🛡️", by=table.by, near=near)
    return table


def path(document, name="annotations.jsonld"):
    return f"{document.get_absolute_url()}{name}"


@pytest.mark.django_db
def test_each_excerpt_is_one_annotation_with_the_statements_that_quote_it(as_role, table):
    response = as_role("reader").get(path(table.text))
    assert response["Content-Type"].startswith("application/ld+json")
    page = json.loads(response.content)
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    assert page["partOf"] == {"id": f"{page['id']}#all", "type": "AnnotationCollection", "label": "Shields", "total": 3,
                              "first": page["id"]}  # fmt: skip
    first, quoted, second = page["items"]
    assert "body" not in first and first["motivation"] == "highlighting"
    assert quoted["id"].endswith(f"/documents/{table.text.pk}/#excerpt-{table.text.excerpts.all()[1].pk}")
    assert quoted["creator"] == {"type": "Person", "name": str(table.by)} and quoted["created"].endswith("Z")
    words, place = quoted["target"]["selector"]
    assert words["exact"] == "«один щит»" == TEXT[place["start"] : place["end"]]
    assert TEXT[: place["start"]].endswith(words["prefix"]) and TEXT[place["end"] :].startswith(words["suffix"])
    assert [(each["purpose"], each["value"]) for each in quoted["body"]] == [
        ("describing", "They want one shield."), ("tagging", "Architecture"), ("tagging", "Russia")]  # fmt: skip
    assert quoted["body"][0]["id"].endswith(table.quoted.get_absolute_url())
    assert second["target"]["selector"][1]["start"] > 60


@pytest.mark.django_db
def test_words_that_the_corrected_text_lost_have_no_place(as_role, table):
    make.sources.correct_text(table.text, by=table.by, expected=table.text.version, text="All is new. " * 9)
    page = json.loads(as_role("reader").get(path(table.text)).content)
    assert {len(each["target"]["selector"]) for each in page["items"]} == {1}


@pytest.mark.django_db
def test_the_page_of_the_document_leads_there(as_role, table):
    page = as_role("reader").get(table.text.get_absolute_url()).content.decode()
    assert path(table.text) in page and path(table.text, "annotations/") not in page
    assert path(table.text, "annotations/") in as_role("analyst").get(table.text.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_it_costs_no_more_with_more_of_them(as_role, table, cost):
    client = as_role("reader")
    client.get(path(table.text))
    few = cost(lambda: client.get(path(table.text)))
    for words in ("Our partners", "درع واحد", "They say so"):
        make.sources.quote(table.text, words, by=table.by)
    assert cost(lambda: client.get(path(table.text))) == few
    assert Excerpt.objects.filter(document=table.text).count() == 6


def test_as_many_places_as_annotations_are_taken(monkeypatch):
    monkeypatch.setattr(jsonld, "MOST", 2)
    target = {"selector": {"type": "TextQuoteSelector", "exact": "one system"}}
    page = {"type": "AnnotationPage", "items": [{"type": "Annotation", "target": [target] * 3}]}
    with pytest.raises(jsonld.Unreadable, match="More than 2"):
        jsonld.read(json.dumps(page).encode())
