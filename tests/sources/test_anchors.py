"""A quotation is found where it was cut, or it is said that it was not."""

from time import monotonic

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tracker.sources.anchors import (
    CONTEXT,
    SHOWN,
    Ambiguous,
    Anchor,
    NotFound,
    codepoints_to_utf16,
    context,
    find,
    utf16_to_codepoints,
)
from tracker.sources.corrected import MOST_LIKELY, Correction, Standing

SHY = "\N{SOFT HYPHEN}"
FAMILY = "👨\N{ZERO WIDTH JOINER}👩\N{ZERO WIDTH JOINER}👧"
WIDE = "é" + "e\N{COMBINING ACUTE ACCENT}" + "ß中🇷🇺\N{COMBINING ENCLOSING KEYCAP}صاروخ\N{RIGHT-TO-LEFT MARK}𝒳"

repetitive = st.text(f"ab \n{SHY}", min_size=5, max_size=40)  # where the same words come often, spaced unlike
uneven = st.text(f"a.“\"’'–- \u00a0{SHY}{WIDE}", max_size=60)
texts = st.one_of(st.text(), repetitive, uneven)


@st.composite
def cuts(draw):
    """A text, and from where to where somebody selected in it: words, whatever stands around them."""
    text = draw(texts)
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    assume(bare(text[start:end]))
    return text, start, end


def bare(words):
    """Words without the white space and soft hyphens around them."""
    while words != (words := words.strip().strip(SHY)):
        pass
    return words


def places(text, words):
    """Where words of a and b begin, by trying everywhere."""
    tails = {at: " ".join(text[at:].replace(SHY, "").split()) for at, letter in enumerate(text) if letter in "ab"}
    return [at for at, tail in tails.items() if tail.startswith(words)]


# Found ---------------------------------------------------------------------------------------------------------------


def test_a_quotation_is_given_back_in_the_texts_own_characters_with_what_stands_around_it():
    text = "Russia insists on legally binding guarantees that the system is not aimed at it, its envoy said."
    assert find(text, "legally binding guarantees") == Anchor(
        18, 44, "legally binding guarantees", "Russia insists on ", " that the system is not aimed at"
    )


@given(cuts())
def test_a_quotation_cut_from_any_text_is_found_at_its_place(cut):
    text, start, end = cut
    words = bare(text[start:end])
    place = text.index(words, start)
    found = find(text, text[start:end], near=place)
    assert (found.start, found.end, found.exact) == (place, place + len(words), words)
    assert (found.prefix, found.suffix) == context(text, found.start, found.end)


@given(cuts(), st.data())
def test_a_quotation_retyped_on_another_keyboard_is_found_at_the_same_place(cut, data):
    text, start, end = cut
    words = bare(text[start:end])
    other = {" ": [" ", "\n\n", "\t \u00a0"], '"': "“«", "“": '"', "”": '"', "'": "’", "’": "'", "-": "—", "–": "-"}
    typed = "".join(data.draw(st.sampled_from(other.get(letter, letter))) for letter in words)
    place = text.index(words, start)
    assert find(text, f" {typed}{SHY}\n", near=place).exact == words


@given(repetitive, st.sampled_from(["a", "ab", "a b", "ba a"]), st.data())
def test_of_several_places_the_one_nearest_to_where_it_was_is_taken(text, words, data):
    assume(found := places(text, words))
    near = data.draw(st.integers(-1, len(text) + 1))
    nearest = min(found, key=lambda place: (abs(place - near), place < near))
    assert find(text, words, near=near).start == nearest


@given(repetitive, st.sampled_from(["a", "ab", "a b", "ba a"]))
def test_without_a_hint_only_words_that_occur_once_are_found_and_else_all_places_are_offered(text, words):
    try:
        found = [find(text, words).start]
    except Ambiguous as several:
        found = [place.start for place in several.candidates]
        assert len(found) > 1
    except NotFound:
        found = []
    assert found == places(text, words)


@given(cuts())
def test_with_what_stood_around_it_a_quotation_is_found_or_stands_among_its_equals(cut):
    text, start, end = cut
    words = bare(text[start:end])
    place = text.index(words, start)
    before, after = context(text, start, end)
    try:
        found = [find(text, text[start:end], prefix=before, suffix=after)]
    except Ambiguous as several:
        found = several.candidates
        assert len(found) > 1
    assert place in [one.start for one in found] or len(found) == SHOWN


def test_what_stood_before_or_after_it_tells_a_repeated_sentence_from_its_twin():
    text = "Mr Lavrov: we object. Mr Rogozin: we object. NATO: we object."
    assert find(text, "we object", prefix="Rogozin: ").start == 34
    assert find(text, "we object", suffix=". NATO").start == 34
    assert find(text, "we object", prefix="corrected since: ", suffix=". NATO").start == 34
    assert find(text, "Mr Lavrov", prefix="corrected since: ", suffix=" said").start == 0
    assert find(text, " we object", prefix="Rogozin:").start == 34
    assert find(text, "we object", prefix=": ", near=0).start == 11
    with pytest.raises(Ambiguous) as several:  # Lavrov stands before the first, NATO after the second
        find(text, "we object", prefix="Lavrov: ", suffix=". NATO")
    assert [place.start for place in several.value.candidates] == [11, 34]


@pytest.mark.parametrize(
    ("text", "quotation", "exact"),
    [
        ("a “sectoral”  approach,\n as he put it", '"sectoral" approach, as', "“sectoral”  approach,\n as"),
        ("the Alliance’s non‑negotiable line", "Alliance's non-negotiable", "Alliance’s non‑negotiable"),
        ("inter\N{SOFT HYPHEN}ceptors", "interceptors", "inter\N{SOFT HYPHEN}ceptors"),
        ("interceptors", "inter\N{SOFT HYPHEN}ceptors", "interceptors"),
        ("dis- \N{SOFT HYPHEN} \n armament", "dis- armament", "dis- \N{SOFT HYPHEN} \n armament"),
        ("two\u00a0\u2009\u2028\u3000\twords", "two words", "two\u00a0\u2009\u2028\u3000\twords"),
        ("so — he said – “no”", 'so - he said - "no"', "so — he said – “no”"),
        (f"flag 🇷🇺, family {FAMILY}, then words", f"{FAMILY}, then", f"{FAMILY}, then"),
        ("Zusa\N{COMBINING DIAERESIS}tze nötig", "a\N{COMBINING DIAERESIS}tze", "a\N{COMBINING DIAERESIS}tze"),
        ("قال لافروف إن الدرع الصاروخية تهديد", "الدرع الصاروخية", "الدرع الصاروخية"),
        ("𝒳𝒴 then 北约", "then 北约", "then 北约"),
    ],
)
def test_quotes_dashes_and_white_space_may_differ_in_any_script(text, quotation, exact):
    found = find(text, quotation)
    assert found.exact == exact == text[found.start : found.end]


def test_the_context_is_no_longer_than_what_is_there():
    assert context("short", 0, 5) == ("", "")
    assert context("x" * 100, 50, 51) == ("x" * CONTEXT,) * 2


# Not found, or too often ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("quotation", ["", "  \n", SHY, "gurantees", "GUARANTEES", "guarantees of"])
def test_words_that_are_not_there_are_not_found_near_by_either(quotation):
    with pytest.raises(NotFound, match=r"^[A-Z].*\.$"):
        find("legally binding guarantees", quotation, near=5, prefix="binding ")


@given(texts, texts, st.none() | st.integers(-9, 99), texts, texts)
def test_whatever_is_looked_for_the_answer_is_a_place_or_a_sentence(text, quotation, near, prefix, suffix):
    try:
        found = find(text, quotation, near=near, prefix=prefix, suffix=suffix)
    except (NotFound, Ambiguous) as refusal:
        assert str(refusal).endswith(".")
    else:
        assert text[found.start : found.end] == found.exact != ""


def test_of_words_that_occur_often_the_first_twenty_places_are_offered():
    with pytest.raises(Ambiguous, match="occur more than 20 times") as several:
        find("no, " * 21, "no")
    assert [place.start for place in several.value.candidates] == list(range(0, 80, 4))
    with pytest.raises(Ambiguous, match="occur 20 times"):
        find("no, " * 20, "no")


def test_a_long_text_made_to_be_slow_is_not():  # what is not linear would take hours
    text = "a" * 500_000
    assert find(f"{text}b{text}", "a" * 250_000, near=900_000).start == 750_001
    assert find(f"{text}b{SHY * 500_000} {text}", "ab a").start == 499_999
    with pytest.raises(NotFound):
        find(text, "a" * 250_000 + "b" + "a" * 200_000)


# As a browser counts -------------------------------------------------------------------------------------------------


@given(texts)
@example("a😀\uffffb")
def test_a_browsers_offset_and_ours_name_the_same_place(text):
    for offset in range(len(text) + 1):
        units = len(text[:offset].encode("utf-16-le")) // 2
        assert codepoints_to_utf16(text, offset) == units
        assert utf16_to_codepoints(text, units) == offset


def test_inside_a_pair_means_before_the_character():
    assert [utf16_to_codepoints("a😀b😀", unit) for unit in range(7)] == [0, 1, 1, 2, 3, 3, 4]


@pytest.mark.parametrize("text", ["", "ab", "a😀", "😀😀"])
def test_a_place_outside_the_text_is_refused(text):
    units = len(text.encode("utf-16-le")) // 2
    for convert, end in ((utf16_to_codepoints, units), (codepoints_to_utf16, len(text))):
        for outside in (-1, end + 1):
            with pytest.raises(ValueError, match="outside the text"):
                convert(text, outside)


# A text that was corrected --------------------------------------------------------------------------------------------

BEFORE = (
    "The minister said that one system, divided into sectors, is what they want. NATO wants two systems.\n\n"
    "He said so in Sochi. Later he said so in Moscow, and NATO heard it."
)
SECTORS = "one system, divided into sectors"


def cut(text, words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Anchor(start, start + len(words), words, *context(text, start, start + len(words)))


def found_again(after, anchor, before=BEFORE):
    correction = Correction(before, after)
    found = correction.untouched(anchor) or correction.surely(anchor)
    assert found is None or after[found.start : found.end] == found.exact
    return found


def test_words_that_a_correction_does_not_touch_stay_however_often_they_occur():
    after = BEFORE.replace("minister", "foreign minister")
    assert found_again(after, cut(BEFORE, "NATO", 1)) == cut(after, "NATO", 1)
    assert found_again(BEFORE + " Twice: NATO.", cut(BEFORE, "NATO")) == cut(BEFORE, "NATO")


def test_words_that_stand_once_are_found_wherever_they_went():
    after = BEFORE[101:] + "\n\n" + BEFORE[:99]
    assert found_again(after, cut(BEFORE, SECTORS)).exact == SECTORS


def test_a_slip_mended_within_the_words_is_followed():
    before = BEFORE.replace("divided", "divded")
    after = BEFORE.replace("The minister", "A minister").replace("is what", "is just what")
    assert found_again(after, cut(before, "one system, divded into sectors"), before).exact == SECTORS


def test_words_that_are_gone_or_rewritten_are_not_taken_for_found():
    anchor = cut(BEFORE, SECTORS)
    assert found_again(BEFORE.replace(SECTORS, "nothing of the kind"), anchor) is None
    assert found_again(BEFORE.replace(SECTORS, "a system split up into areas"), anchor) is None
    assert found_again("", anchor) is None


def test_words_that_stand_twice_in_like_surroundings_are_not_chosen_between():
    said = "They met in Sochi, and then they said: it is so. And they left the room at once."
    before = f"One. {said} End."
    anchor = cut(before, "it is so")
    assert found_again(f"1. {said} The end.", anchor, before).exact == "it is so"
    assert found_again(f"1. {said} Again. {said} The end.", anchor, before) is None


def test_words_in_other_surroundings_are_not_the_quotation():
    after = BEFORE.replace(f"said that {SECTORS}, is what", "said no") + f" Nobody ever spoke of {SECTORS} before that."
    assert found_again(after, cut(BEFORE, SECTORS)) is None


# Where people may find it again ---------------------------------------------------------------------------------------


def likely(after, anchor):
    found = Standing(after).likely(anchor)
    assert all(after[each.start : each.end] == each.exact for each in found)
    return [each.exact for each in found]


def test_words_that_stand_twice_are_offered_the_one_in_like_surroundings_first():
    after = f"Nobody spoke of {SECTORS} before. " + BEFORE
    found = Standing(after).likely(cut(BEFORE, SECTORS))
    assert [each.start for each in found] == [after.rindex(SECTORS), after.index(SECTORS)]


def test_words_that_were_rewritten_are_offered_by_what_is_left_of_them_or_by_what_stands_around_them():
    half = "one system, parted and divided into six zones"
    assert likely(BEFORE.replace(SECTORS, half).replace("He said", "She said"), cut(BEFORE, SECTORS))[0] == half
    other = "nothing of the kind at all"
    assert likely(BEFORE.replace(SECTORS, other), cut(BEFORE, SECTORS)) == [other]


def test_of_short_words_too_what_stands_in_their_place_is_offered():
    before = "They said that they would wait for two weeks before they would answer the question."
    assert likely(before.replace("two", "six"), cut(before, "two weeks")) == ["six weeks"]


def test_where_nothing_is_like_them_nothing_is_offered():
    assert likely("Another text altogether, about the weather in the south.", cut(BEFORE, SECTORS)) == []
    assert likely("", cut(BEFORE, SECTORS)) == []


@given(st.text("ab \n", min_size=1, max_size=60), st.text("ab \n", max_size=60), st.data())
def test_what_is_offered_stands_there_once_each(before, after, data):
    start = data.draw(st.integers(0, len(before) - 1))
    end = data.draw(st.integers(start + 1, len(before)))
    anchor = Anchor(start, end, before[start:end], *context(before, start, end))
    found = Standing(after).likely(anchor)
    assert all(after[each.start : each.end] == each.exact for each in found)
    assert len({each.start for each in found}) == len(found) <= MOST_LIKELY


@given(st.text("ab \n", min_size=1, max_size=60), st.text("ab \n", max_size=60), st.data())
def test_what_is_found_again_stands_there(before, after, data):
    start = data.draw(st.integers(0, len(before) - 1))
    end = data.draw(st.integers(start + 1, len(before)))
    found_again(after, Anchor(start, end, before[start:end], *context(before, start, end)), before)


def test_a_book_is_gone_through_in_time():
    before = " ".join(f"word{n}" for n in range(200_000))
    after = before.replace("word5 ", "word5, ").replace("word199990", "word 199990")
    correction = Correction(before, after)
    begun = monotonic()
    for n in range(0, 150_000, 3_000):
        anchor = cut(before, f"word{n} word{n + 1} word{n + 2} word{n + 3}")
        assert correction.surely(anchor)
    assert monotonic() - begun < 10
