"""How wide the columns of a table are on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.exchange.exporters.columns import ACROSS, UPRIGHT, letters, shares

SAID = ["Nothing on record", "Two separate systems that cooperate", "Not comparable", "100 %"]


def widths(headings, rows, *, wide=False):
    return letters(headings, rows, wide=wide)


def test_a_verdict_and_a_gap_stand_whole_and_the_room_goes_to_the_words():
    issue, party, gap, verdict = widths(
        ["Issue", "NATO", "Gap", "Verdict"], [["1.2 Who commands", *SAID[1:2], *SAID[:1:-1]]]
    )
    assert verdict >= len("comparable")
    assert gap >= len("100 %")
    assert party > issue > verdict > gap


def test_a_day_stands_on_one_line_beside_many_words_but_not_where_it_would_break_words():
    said = "Two separate systems that cooperate, each tuned to the other and run side by side"
    day, *_rest = widths(["From", "Before", "Now", "Why"], [["20 Nov 2010", said, said, said]])
    assert day >= len("20 Nov 2010")
    *_parties, last = widths([f"Party {n}" for n in range(13)], [["in 20 years", *["Cooperation"] * 12]], wide=True)
    assert last >= len("Cooperation") - 1


def test_many_columns_keep_their_words_whole_and_only_the_longest_word_is_broken():
    parties = [f"Party {n}" for n in range(11)]
    found = widths(
        ["Issue", *parties, "Donaudampfschifffahrt", "Gap"], [["An issue", *["Nothing"] * 11, "x", "100 %"]], wide=True
    )
    assert all(each >= len("Nothing") for each in found[:-1])
    assert sum(found) < ACROSS * 1.2


@pytest.mark.parametrize("wide", [False, True])
@given(st.data())
def test_the_columns_fill_the_page_and_each_has_room(wide, data):
    number = data.draw(st.integers(1, 30))
    rows = data.draw(st.lists(st.lists(st.text(max_size=40), min_size=number, max_size=number), max_size=3))
    found = widths(["Heading"] * number, rows, wide=wide)
    assert all(each >= 1 for each in found)
    assert sum(shares(found)) == pytest.approx(1)
    assert sum(found) <= max(number, (ACROSS if wide else UPRIGHT) * 1.13)
