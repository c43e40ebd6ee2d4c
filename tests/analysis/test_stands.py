from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.stands import Stand, normalise


def test_a_value_is_measured_on_its_own_scale():
    assert normalise(5, 2, 10) == 0.375
    assert normalise(Decimal("7.5"), Decimal(0), Decimal(10)) == 0.75
    assert normalise(-1, -1, 1) == 0
    assert normalise(1, -1, 1) == 1


def test_a_value_off_its_scale_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="This scale runs from 0 to 100."):
        normalise(101, 0, 100)


@pytest.mark.parametrize("scale", [(1, 1), (2, 1), (0, float("inf")), (float("nan"), 1), (-1e308, 1e308)])
def test_a_scale_without_length_is_refused(scale):
    with pytest.raises(ValueError):
        normalise(1, *scale)


def test_a_value_that_is_no_number_is_refused():
    with pytest.raises(ValueError):
        normalise(float("nan"), 0, 1)


@given(st.tuples(*[st.floats(-1e12, 1e12)] * 3).map(sorted).filter(lambda s: s[0] < s[2]))
def test_every_value_of_a_scale_lies_between_0_and_1(scale):
    low, value, high = scale
    assert 0 <= normalise(value, low, high) <= 1


@pytest.mark.parametrize(
    "facts",
    [
        {"stance": "value"},
        {"stance": "neutral", "value": 0.5},
        {"stance": "value", "value": 1.1},
        {"stance": "value", "value": float("nan")},
        {"stance": "declined", "low": 0.2},
        {"stance": "declined", "high_bound": "firm"},
        {"stance": "declined", "low": 0.7, "low_bound": "firm", "high": 0.6, "high_bound": "firm"},
        {"stance": "declined", "salience": 101},
    ],
)
def test_a_stand_that_contradicts_itself_is_refused(facts):
    with pytest.raises(ValueError):
        Stand(**facts)
