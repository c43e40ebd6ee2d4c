"""What statements come to: worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.evidence import Voice, departs, weighted

HALF_LIFE = 180


def test_good_and_fresh_statements_weigh_more():
    found = weighted([Voice(0.2, 1, 0), Voice(0.4, 0.5, 0), Voice(0.8, 1, 180)], HALF_LIFE)
    # weights 1, .5, .5: (.2 + .2 + .4) / 2; 2^2 / 1.5; root of (.04 + 0 + .08) / 2
    assert (found.value, found.count) == (pytest.approx(0.4), 3)
    assert found.effective == pytest.approx(8 / 3)
    assert found.spread == pytest.approx(0.06**0.5)


def test_two_statements_have_no_spread_yet():
    found = weighted([Voice(0, 1, 0), Voice(1, 1, 0)], HALF_LIFE)
    assert (found.value, found.effective, found.spread) == (0.5, 2, None)


def test_no_statement_is_no_value():
    assert weighted([], HALF_LIFE) is None
    assert weighted([Voice(0.5, 0, 0)], HALF_LIFE) is None  # a weight of nothing, as a lead may set it


def test_a_date_still_to_come_is_fresh():
    assert weighted([Voice(0.3, 1, -20)], HALF_LIFE).effective == 1


@pytest.mark.parametrize(
    ("value", "spread", "far"),
    [
        (0.6, None, False),
        (0.61, None, True),
        (0.4, None, False),
        (0.39, None, True),
        (0.64, 0.1, False),
        (0.66, 0.1, True),
    ],
)
def test_a_statement_departs_by_more_than_a_tenth_and_one_and_a_half_spreads(value, spread, far):
    assert departs(value, 0.5, spread) is far


voices = st.builds(Voice, st.floats(0, 1), st.floats(0, 1), st.floats(-10, 4000))


@given(st.lists(voices, max_size=30))
def test_the_value_lies_among_the_statements_and_counts_for_no_more_than_all(some):
    found = weighted(some, HALF_LIFE)
    if found:
        weigh = [voice for voice in some if voice.good > 0]
        assert min(voice.value for voice in weigh) - 1e-9 <= found.value <= max(voice.value for voice in weigh) + 1e-9
        assert 1 - 1e-9 <= found.effective <= found.count + 1e-9
        assert found.spread is None or 0 <= found.spread <= 0.5 + 1e-9
