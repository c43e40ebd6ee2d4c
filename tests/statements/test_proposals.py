"""What a text itself says of words selected in it."""

import pytest

from tracker.base.dates import parse
from tracker.statements.proposals import Source, named, only_quotation, quoted, source

TEXT = """Mr Novak spoke on Monday, the first agency reported.
“We want one system,” he said. The others don’t.
"It is ours", Ms Berg replied, and that "no one" else’s was better (Berg Wire II, July 4).
The road is long 🇪🇺 (see the map).
"""
NAMES = {"Jan Novak": 1, "Anna Berg": 2, "Ola Berg-Lund": 3}


def at(words):
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("words", "verbatim"),
    [("We want one", True), ("“We want", True), ("The others", False), ("It is ours", True), ("Ms Berg", False),
     ("no one", True), ("was better", False), ("The road", False)],
)  # fmt: skip
def test_it_sees_whether_the_words_are_quoted(words, verbatim):
    assert quoted(TEXT, *at(words)) is verbatim


@pytest.mark.parametrize(
    ("words", "whose"),
    [("spoke on Monday", 1), ("We want one system", 1), ("It is ours", 2), ("The others don’t", None),
     ("The road is long", None)],
)  # fmt: skip
def test_it_names_who_stands_beside_them_and_above_a_quotation_only(words, whose):
    assert named(TEXT, *at(words), NAMES) == whose


def test_a_last_name_that_two_have_is_nobodys():
    assert named(TEXT, *at("It is ours"), {"Anna Berg": 2, "Ola Berg": 3}) is None
    assert named(TEXT, *at("It is ours"), {}) is None


def test_of_another_name_only_the_whole_counts():
    assert named(TEXT, *at("It is ours"), {}, {"the envoy to Berg": 4}) is None
    assert named(TEXT, *at("It is ours"), {}, {"Ms Berg": 4}) == 4


def test_the_source_is_what_the_next_brackets_name_if_it_is_an_outlet_we_know():
    end = at("We want one system")[1]
    assert source(TEXT, end, end, ["Berg", "Berg Wire"], 2011) == Source(
        "Berg Wire", "Berg Wire II", parse("4 July 2011")
    )
    assert source(TEXT, end, end, ["Interfax"], 2011) is None
    assert source("(Berg Wire, soon)", 0, 0, ["Berg Wire"], None) == Source("Berg Wire", "", None)


def test_brackets_among_the_words_come_before_those_that_follow():
    text = "One thing (Berg Wire I, July 1). Another (Berg Wire II, July 4). A third (Berg Wire III, July 6)."
    whole = source(text, 0, text.index(" A third"), ["Berg Wire"], 2011)
    assert whole == Source("Berg Wire", "Berg Wire II", parse("4 July 2011"))


def test_of_a_whole_sentence_it_is_the_name_in_it_that_is_not_quoted():
    sentence = '"Mr Novak is wrong", Berg-Lund said.'
    assert named(f"“I,” said Ms Berg.\n{sentence}", *(19, 19 + len(sentence)), NAMES) == 3
    assert named("Ms Berg wants one system.", 0, 25, NAMES) == 2


@pytest.mark.parametrize(
    ("words", "quoted_words"),
    [
        ('"We want one system," said Ms Berg.', "We want one system"),
        ("He added: “We want one system.”", "We want one system."),
        ("Such threats are “out of date,” by his account.", None),
        ('"We want", he said, "one system."', None),
        ("We want one system.", None),
    ],
)
def test_of_a_sentence_that_is_mostly_a_quotation_the_quoted_words_are_meant(words, quoted_words):
    found = only_quotation(words)
    assert (found and found[1]) == quoted_words
    assert not found or words[found[0] :].startswith(quoted_words)
