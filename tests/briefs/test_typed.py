"""What an analyst types, part by part."""

import time

import pytest

from tracker.briefs.typed import cited, nearly, parts, renumbered, uncited


def told(text):
    return [(part.kind, part.level, [line.words for line in part.lines]) for part in parts(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("One line.", [("paragraph", 0, ["One line."])]),
        ("One line\nthat goes on.", [("paragraph", 0, ["One line that goes on."])]),
        ("One.\n\nTwo.", [("paragraph", 0, ["One."]), ("paragraph", 0, ["Two."])]),
        ("One.\r\n\r\nTwo.", [("paragraph", 0, ["One."]), ("paragraph", 0, ["Two."])]),
        ("# First\nSaid.", [("heading", 1, ["First"]), ("paragraph", 0, ["Said."])]),
        ("### Third", [("heading", 3, ["Third"])]),
        ("- one\n- two\n  goes on", [("list", 0, ["one", "two goes on"])]),
        ("1. one\n2. two", [("list", 0, ["one", "two"])]),
        ("12. July 2011", [("list", 0, ["July 2011"])]),
        ("Said:\n- one", [("paragraph", 0, ["Said:"]), ("list", 0, ["one"])]),
        ("- one\n# Head", [("list", 0, ["one"]), ("heading", 1, ["Head"])]),
        ("#hashtag and -dash", [("paragraph", 0, ["#hashtag and -dash"])]),
        ("2011. A year", [("paragraph", 0, ["2011. A year"])]),
        ("<b>no html</b>", [("paragraph", 0, ["<b>no html</b>"])]),
        ("[NATO](https://nato.int/a) says", [("paragraph", 0, ["NATO (https://nato.int/a) says"])]),
    ],
)
def test_it_is_set(text, found):
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "words", "cites"),
    [
        ("So they say [S12].", "So they say.", (12,)),
        ("So they say [S12, S7] twice [S12].", "So they say twice.", (12, 7)),
        ("[S3] begins.", "begins.", (3,)),
        ("So they say [s12].", "So they say.", (12,)),
        ("So they say [S 12], twice [ s 7 ].", "So they say, twice.", (12, 7)),
        ("So they say [S12; s13 , S 14].", "So they say.", (12, 13, 14)),
        ("So they say [S12 and S13], [S7 S8], [S9 & S10].", "So they say,,.", (12, 13, 7, 8, 9, 10)),
        ("So they say [S12 AND S13].", "So they say.", (12, 13)),
        ("So they say [S12,\nS13].", "So they say.", (12, 13)),
        ("Not [12], nor [Sx], nor S12.", "Not [12], nor [Sx], nor S12.", ()),
        ("Not (S12), [S-300], [S300 missiles], [sic].", "Not (S12), [S-300], [S300 missiles], [sic].", ()),
    ],
)
def test_citations_are_taken_out_of_the_words(text, words, cites):
    (part,) = parts(text)
    assert (part.line.words, part.line.cites) == (words, cites)
    assert cited(text) == set(cites)
    assert nearly(text) == []
    assert " ".join(uncited(text).split()) == words


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("They want it **in law**, now.", [("They want it", ""), (" in law", "strong"), (", now.", "")]),
        ("*They* want it", [("They", "emphasis"), (" want it", "")]),
        ("***It***", [("It", "both")]),
        ("**in *our* law**", [("in", "strong"), (" our", "both"), (" law", "strong")]),
        ("**They\nwant it** so", [("They want it", "strong"), (" so", "")]),
        ("2 * 3 * 4 and 2*3*4", [("2 * 3 * 4 and 2*3*4", "")]),
        ("NATO* and Russia*, (*) see (*)", [("NATO* and Russia*, (*) see (*)", "")]),
        ("**begun only, *and **", [("**begun only, *and **", "")]),
        ("****so****", [("****so****", "")]),
        ("他说*重要*的事", [("他说", ""), ("重要", "emphasis"), ("的事", "")]),
        ("See [it](https://example.org/A_(b)).", [("See it (https://example.org/A_(b)).", "")]),
    ],
)
def test_words_between_asterisks_stand_out_and_other_asterisks_stay(text, runs):
    (part,) = parts(text)
    assert [(said.words, said.stress) for said in part.line.parts] == runs


def test_what_stands_out_may_be_cited_within_and_behind():
    (part,) = parts("So **they say [S12] twice** [S7], *and* [S8].")
    assert part.line.parts == (
        ("So", (), ""), (" they say", (12,), "strong"), (" twice", (), "strong"), ("", (7,), ""), (",", (), ""),
        (" and", (), "emphasis"), ("", (8,), ""), (".", (), ""),
    )  # fmt: skip
    assert part.line.words == "So they say twice, and."


@pytest.mark.parametrize(("text", "asserts"), [("They want it.", True), ("Do they?", False), ("To watch:", False)])
def test_a_question_asserts_nothing(text, asserts):
    (part,) = parts(text)
    assert part.line.asserts is asserts


@pytest.mark.parametrize(
    "typed",
    ["[S12-S14]", "[S12–14]", "[S12, 13]", "[s12/S13]", "[S12, p. 4]", "[S12.]", "[S1234567890123456789]",
     "[S12 p. 4]", "[S12: p. 4]", "[S12 to S14]", "[S12 or S13]", "[S12 and 13]", "[S12 (2011)]"],
)  # fmt: skip
def test_what_only_looks_like_a_citation_stays_and_is_told(typed):
    (part,) = parts(f"So they say {typed}.")
    assert (part.line.words, part.line.cites) == (f"So they say {typed}.", ())
    assert nearly(f"So they say {typed}, and again {typed}.") == [typed]


def test_in_a_text_from_elsewhere_a_number_that_means_nothing_becomes_no_citation():
    assert renumbered("So [S5] and [S9], [S5; S7].", {5: 9}) == "So [S9] and [S9?], [S9; S7?]."
    assert nearly("So [S9] and [S9?], [S9; S7?].") == ["[S9?]", "[S9; S7?]"]
    assert renumbered("So [S5] and [S9].", {5: 5}) == "So [S5] and [S9]."


def test_no_citation_goes_on_beyond_an_empty_line():
    assert [part.line.cites for part in parts("So they say [S12,\n \nS13].")] == [(), ()]
    assert cited("So they say [S12,\n \nS13].") == set()
    assert nearly("So they say [S12,\n \nS13].") == ["[S12, S13]"]


@pytest.mark.parametrize(
    "hostile",
    ["[", "[S1", "[S1 ", "[S1 a ", "[S1,\n", "1", " ", "a ", "\n", "\n ", " and ", "*a ", " *a", "**a *b", "[a"],
)
def test_a_long_text_is_read_at_once(hostile):
    begun, text = time.process_time(), "[S12" + hostile * (100_000 // len(hostile)) + "\n  - x"
    list(parts(text)), cited(text), nearly(text), uncited(text)
    assert time.process_time() - begun < 2


def tree(part):
    """A list as its first number or a dash, and each line with the lists below it."""
    lines = [(item.line.words, *map(tree, item.below)) for item in part.items]
    return ("-" if part.first is None else part.first, *(said if len(said) > 1 else said[0] for said in lines))


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("1. a\n2. b", [(1, "a", "b")]),
        ("3) a\n3) b", [(3, "a", "b")]),
        ("- a\n1. b", [("-", "a"), (1, "b")]),
        ("1. a\n\n2. b\n\n1. c", [(1, "a", "b"), (1, "c")]),
        ("2. a\n5. b", [(2, "a"), (5, "b")]),
        ("1. a\n2. b\n1. c", [(1, "a", "b"), (1, "c")]),
        ("1. a\n1. b\n1. c", [(1, "a", "b", "c")]),
        ("- a\n  4. b\n  2. c", [("-", ("a", (4, "b"), (2, "c")))]),
        ("1. a\n   - b\n   - c\n2. d", [(1, ("a", ("-", "b", "c")), "d")]),
        ("1. a\n\n   - b\n\n2. d", [(1, ("a", ("-", "b")), "d")]),
        ("1. a\n\n\n   - b\n \n\n2. c", [(1, ("a", ("-", "b")), "c")]),
        ("- a\n\t1. b\n\t\t- c\n\t\t\t- d", [("-", ("a", (1, ("b", ("-", "c", "d")))))]),
        ("  - a\n- b\n - c", [("-", "a", "b", "c")]),
    ],
)
def test_a_list_is_numbered_as_it_was_typed_and_stands_below_its_line(text, lists):
    assert [tree(part) for part in parts(text)] == lists
