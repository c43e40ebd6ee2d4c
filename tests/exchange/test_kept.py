"""A paper that is kept comes back as it was."""

import json
from dataclasses import replace
from datetime import UTC
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.test_docx import summary
from tracker.exchange.kept import UNREADABLE, again, kept, written
from tracker.exchange.paper import (
    Bullets,
    Cited,
    Grid,
    Heading,
    Held,
    Noted,
    Paper,
    Part,
    Picture,
    Point,
    Points,
    Prose,
    Remark,
    Source,
)
from tracker.exchange.tables import Sheet
from tracker.positions.pictures import NEVER


def drawing(inside):
    return f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</svg>'


words, numbers = st.text(max_size=20), st.lists(st.integers(1, 99), max_size=3)
runs = st.builds(Part, words, numbers, st.sampled_from(["", "strong", "emphasis", "both"]))
lines = st.one_of(words, st.builds(Noted, st.lists(runs, max_size=3)))
cells = st.one_of(
    st.none(), words, st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False), st.dates()
)
points = st.deferred(lambda: st.builds(Points, st.lists(st.builds(Point, lines, st.just([])), max_size=3), firsts))
firsts = st.one_of(st.none(), st.integers(0, 999))
nested = st.builds(Points, st.lists(st.builds(Point, lines, st.lists(points, max_size=2)), max_size=3), firsts)
tables = st.integers(0, 3).flatmap(
    lambda wide: st.builds(
        Grid,
        st.builds(
            Sheet,
            st.lists(words, min_size=wide, max_size=wide),
            st.lists(st.lists(cells, min_size=wide, max_size=wide), min_size=3, max_size=3),
        ),
        words,
        st.booleans(),
        st.lists(numbers, max_size=3),
    )
)
drawings = words.map(lambda typed: drawing(f"<text>{escape(NEVER.sub('', typed))}</text>"))
blocks = st.one_of(
    nested,
    st.builds(Heading, lines, st.integers(1, 6)),
    st.builds(Prose, lines, st.sampled_from(["plain", "question", "aside", "assessment"]), numbers),
    st.builds(Remark, words, words, st.sampled_from(["note", "verdict"])),
    st.builds(Bullets, words, st.lists(lines, max_size=3), st.booleans()),
    st.builds(Held, words, words, words, words, words, numbers),
    st.builds(Cited, words, st.booleans(), words, words, words, numbers),
    tables,
    st.builds(Picture, drawings, words, st.floats(1, 900), st.floats(1, 900)),
)
papers = st.builds(
    Paper,
    title=words,
    about=words,
    sentence=words,
    facts=st.lists(st.tuples(words, words), max_size=3),
    blocks=st.lists(blocks, max_size=6),
    sources=st.lists(st.builds(Source, st.integers(1, 99), words, words, words, words), max_size=3),
    headings=st.fixed_dictionaries({"sources": words}),
    running=st.tuples(words, words),
    made=words,
    moment=st.datetimes(timezones=st.just(UTC)),
    author=words,
    handling=words,
    caution=words,
)


@given(papers)
def test_a_paper_comes_back_word_for_word(paper):
    assert again(json.loads(written(kept(paper)))) == paper


@pytest.mark.parametrize(
    "damaged",
    [
        {"title": 5},
        {"facts": [["As of"]]},
        {"facts": [["As of", 5]]},
        {"running": ["As of"]},
        {"headings": ["sources"]},
        {"headings": {}},
        {"blocks": [{"block": "Heading", "words": 5, "level": 1}]},
        {"blocks": [{"block": "Heading", "words": "At a glance", "level": "x"}]},
        {"blocks": [{"block": "Heading", "words": {"noted": ["ab"]}, "level": 1}]},
        {"blocks": [{"block": "Prose", "words": {"noted": [["a", ["1"]]]}, "look": "plain", "sources": []}]},
        {"blocks": [{"block": "Prose", "words": {"noted": [["a", [], "<b>"]]}, "look": "plain", "sources": []}]},
        {"blocks": [{"block": "Prose", "words": "a", "look": "loud", "sources": []}]},
        {"blocks": [{"block": "Remark", "name": "a", "words": "a", "look": "plain"}]},
        {"blocks": [{"block": "Points", "lines": [], "first": '1"><script>'}]},
        {"blocks": [{"block": "Picture", "svg": ["<svg/>"], "words": "a", "width": 9, "height": 9}]},
        {"blocks": [{"block": "Picture", "svg": drawing(""), "words": "a", "width": "9", "height": 9}]},
        {"blocks": [{"block": "Grid", "sheet": {"headings": ["a"], "rows": [["b", "c"]]}, "words": "a"}]},
        {"blocks": [{"block": "Grid", "sheet": {"headings": ["a"], "rows": [[["b"]]]}, "words": "a"}]},
        {"sources": [{"number": "1", "title": "", "origin": "", "address": "", "trust": ""}]},
    ],
    ids=json.dumps,
)
def test_what_is_no_paper_is_not_taken_for_one(damaged):
    whole = kept(replace(summary(), blocks=[]))
    assert again(whole)
    with pytest.raises(UNREADABLE):
        again(json.loads(written(whole | damaged)))


def test_what_was_kept_before_words_could_stand_out_is_read_and_written_as_it_was():
    line = {"noted": [["They want it", [1]], [", we hear.", []]]}
    paper = kept(replace(summary(), blocks=[])) | {"blocks": [{"block": "Heading", "words": line, "level": 1}]}
    assert kept(again(paper)) == paper


@given(papers)
def test_the_same_paper_is_always_written_alike(paper):
    assert written(kept(paper)) == written(kept(again(json.loads(written(kept(paper))))))


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<g onclick="alert(1)"/>',
        '<use href="https://example.org/a.svg#a"/>',
        '<use xlink:href="javascript:alert(1)"/>',
        '<rect fill="url(https://example.org/a)"/>',
        '<rect style="position:fixed"/>',
        "<style>@import 'https://example.org/a.css'</style>",
        r"<style>a{background:u\72l(https://example.org/a)}</style>",
        "<style><g/></style>",
        "<title><style>main{display:none}</style></title>",
        "<style><![CDATA[</style><script>alert(1)</script>]]></style>",
        "<!-- --><text>a</text>",
        "<foreignObject/>",
        '<g hx-post="/w/demo/x/" hx-trigger="load"/>',
        '<g data-hx-delete="/w/demo/x/"/>',
        '<g data-key="a"/>',
        '<rect style="#;background:red"/>',
        '<use href="//example.org/a.svg#a"/>',
        '<rect fill="image-set(&quot;https://example.org/a&quot; 1x)"/>',
        '<style>text{fill:image-set("https://example.org/a" 1x)}</style>',
        "<style>.p-handling{display:none}</style>",
        "<style>.b::after{content:'They agreed.'}</style>",
        "<style>text{position:fixed}</style>",
        '<image href="#a"/>',
        '<p xmlns="http://www.w3.org/1999/xhtml">a</p>',
        "<text>",
    ],
)
def test_a_drawing_from_elsewhere_that_does_more_than_draw_is_none(inside):
    paper = kept(replace(summary(), blocks=[Picture(drawing(""), "a", 9, 9)]))
    assert again(json.loads(written(paper)))
    paper["blocks"][0]["svg"] = drawing(inside)
    with pytest.raises(ValueError, match="does more than draw"):
        again(json.loads(written(paper)))
