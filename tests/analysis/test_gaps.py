import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.gaps import gap, range_gap, zone
from tracker.analysis.stands import Stand

BOUNDS = st.sampled_from(["assumed", "firm"])
NOTHING_KNOWN = Stand(stance="unknown")


@st.composite
def stands(draw):
    stance = draw(st.sampled_from(["value", "value", "value", "neutral", "ambivalent", "declined", "unknown"]))
    low, high = sorted(draw(st.tuples(*[st.floats(0, 1)] * 2)))
    facts = {"stance": stance, "value": draw(st.floats(0, 1)) if stance == "value" else None}
    if draw(st.booleans()):
        facts |= {"low": low, "low_bound": draw(BOUNDS)}
    if draw(st.booleans()):
        facts |= {"high": high, "high_bound": draw(BOUNDS)}
    salience = draw(st.none() | st.floats(0, 100))
    return Stand(**facts, salience=salience, supported=draw(st.booleans()))


def at(value):
    return Stand(stance="value", value=value)


def accepting(low, high, low_bound="firm", high_bound="firm"):
    return Stand(stance="neutral", low=low, high=high, low_bound=low_bound, high_bound=high_bound)


def test_the_gap_is_what_lies_between_two_stated_values():
    assert gap(at(0.25), at(0.75)) == 0.5


@pytest.mark.parametrize("stance", ["neutral", "ambivalent", "declined", "unknown"])
def test_silence_leaves_no_gap_and_not_a_gap_of_nothing(stance):
    assert gap(at(0.25), Stand(stance=stance)) is None


def test_ranges_that_meet_have_no_gap_between_them():
    assert range_gap(accepting(0.1, 0.4), accepting(0.4, 0.9)) == 0
    assert range_gap(accepting(0.1, 0.25), accepting(0.75, 0.9)) == 0.5
    assert range_gap(accepting(0.75, 0.9), NOTHING_KNOWN) == 0


@given(stands(), stands())
def test_gaps_are_the_same_from_either_side_and_between_0_and_1(a, b):
    assert gap(a, b) == gap(b, a)
    assert range_gap(a, b) == range_gap(b, a)
    assert gap(a, b) is None or 0 <= gap(a, b) <= 1
    assert 0 <= range_gap(a, b) <= 1
    assert gap(a, a) in (None, 0)
    assert range_gap(a, a) == 0


def test_the_zone_is_what_everyone_could_accept():
    common = zone({"NATO": accepting(0.25, 1), "Russia": accepting(0, 0.75), "Turkey": accepting(0.125, 0.5)})
    assert (common.low, common.high, common.width) == (0.25, 0.5, 0.25)
    assert not common.assumed and not common.empty and common.causes is None


def test_an_empty_zone_names_the_two_who_make_it_empty():
    common = zone({"Turkey": accepting(0, 1), "Russia": accepting(0, 0.25), "NATO": accepting(0.75, 1)})
    assert common.empty and common.width == -0.5
    assert common.causes == ("NATO", "Russia")


def test_a_single_point_is_a_zone():
    common = zone({"NATO": accepting(0.5, 1), "Russia": accepting(0, 0.5)})
    assert common.width == 0 and not common.empty and common.causes is None


def test_an_unknown_bound_is_the_end_of_the_scale_and_makes_the_zone_assumed():
    half_known = Stand(stance="neutral", low=0.25, low_bound="firm")
    common = zone({"NATO": half_known, "Russia": accepting(0, 0.75)})
    assert (common.low, common.high, common.assumed) == (0.25, 0.75, True)
    assert zone({"NATO": accepting(0, 1), "Russia": NOTHING_KNOWN}).assumed
    assert zone({"NATO": accepting(0, 1), "Russia": accepting(0, 1, low_bound="assumed")}).assumed


def test_nobody_has_no_zone():
    assert zone({}) is None


@given(st.dictionaries(st.integers(), stands(), min_size=1, max_size=6))
def test_everyone_accepts_what_lies_in_the_zone_and_two_cause_it_to_be_empty(parties):
    common = zone(parties)
    if common.causes:
        lower, upper = common.causes
        assert lower != upper
        assert range_gap(parties[lower], parties[upper]) == pytest.approx(-common.width)
    elif not common.empty:
        assert all(s.lowest <= common.low and common.high <= s.highest for s in parties.values())
