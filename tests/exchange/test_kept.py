"""A paper that is kept comes back as it was."""

import json
from datetime import UTC

from hypothesis import given
from hypothesis import strategies as st

from tracker.exchange.kept import again, kept, written
from tracker.exchange.paper import (
    Bullets,
    Cited,
    Grid,
    Heading,
    Held,
    Noted,
    Paper,
    Picture,
    Point,
    Points,
    Prose,
    Remark,
    Source,
)
from tracker.exchange.tables import Sheet

words, numbers = st.text(max_size=20), st.lists(st.integers(1, 99), max_size=3)
lines = st.one_of(words, st.builds(Noted, st.lists(st.tuples(words, numbers), max_size=3)))
cells = st.one_of(
    st.none(), words, st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False), st.dates()
)
points = st.deferred(lambda: st.builds(Points, st.lists(st.builds(Point, lines, st.just([])), max_size=3), firsts))
firsts = st.one_of(st.none(), st.integers(0, 999))
nested = st.builds(Points, st.lists(st.builds(Point, lines, st.lists(points, max_size=2)), max_size=3), firsts)
blocks = st.one_of(
    nested,
    st.builds(Heading, lines, st.integers(1, 6)),
    st.builds(Prose, lines, st.sampled_from(["plain", "question", "aside", "assessment"]), numbers),
    st.builds(Remark, words, words, st.sampled_from(["note", "verdict"])),
    st.builds(Bullets, words, st.lists(lines, max_size=3), st.booleans()),
    st.builds(Held, words, words, words, words, words, numbers),
    st.builds(Cited, words, st.booleans(), words, words, words, numbers),
    st.builds(
        Grid,
        st.builds(Sheet, st.lists(words, max_size=3), st.lists(st.lists(cells, max_size=3), max_size=3)),
        words,
        st.booleans(),
        st.lists(numbers, max_size=3),
    ),
    st.builds(Picture, words, words, st.floats(1, 900), st.floats(1, 900)),
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


@given(papers)
def test_the_same_paper_is_always_written_alike(paper):
    assert written(kept(paper)) == written(kept(again(json.loads(written(kept(paper))))))
