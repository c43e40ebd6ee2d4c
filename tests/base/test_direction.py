"""Names from right to left inside sentences from left to right."""

from unicodedata import bidirectional

import pytest

from tracker.base.direction import isolated, leftwards


@pytest.mark.parametrize("plain", ["NATO", "Россия", "Türkiye", "中国", ""])
def test_a_name_that_runs_as_the_sentence_does_stays_as_it_is(plain):
    assert isolated(plain) == plain


@pytest.mark.parametrize("name", ["مصر", "ישראל", "G7 مصر"])
def test_a_name_from_right_to_left_keeps_its_direction_to_itself(name):
    assert isolated(name) == f"\u2068{name}\u2069"


def test_whatever_sign_could_turn_the_words_round_a_name_is_kept_to_it():
    turning = {"R", "AL", "RLE", "LRE", "RLO", "LRO", "RLI", "LRI", "FSI", "PDI", "PDF"}
    signs = [chr(n) for n in range(0x110000) if bidirectional(chr(n)) in turning]
    assert all(isolated(sign) != sign for sign in signs)


def test_a_name_cannot_end_what_keeps_it_to_itself():
    assert isolated("مصر\u2069\u2067 x") == "\u2068مصر x\u2069"


@pytest.mark.parametrize("sign", ["\u202e", "\u202d", "\u202b", "\u202a", "\u202c"])
def test_signs_that_nobody_sees_turn_no_more_than_the_name(sign):
    assert isolated(f"Plan {sign}B") == f"\u2068Plan {sign}B\u2069"


@pytest.mark.parametrize("sign", ["\u2066", "\u2067", "\u2068", "\u2069"])
def test_signs_that_would_end_what_keeps_the_name_to_itself_are_left_out_of_it(sign):
    assert isolated(f"Plan {sign}B") == "\u2068Plan B\u2069"


def test_a_sentence_that_begins_with_such_a_name_still_runs_to_the_right():
    assert leftwards("مصر")
    assert not leftwards(f"{isolated('مصر')} and NATO are blocked.")
