import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.stands import Stand
from tracker.analysis.verdict import RULE, Verdict, shares, verdict


def at(value, low=None, high=None, wall="firm", option=None):
    return Stand(
        stance="value",
        value=value,
        option=option,
        low=low,
        high=high,
        low_bound=wall if low is not None else "none",
        high_bound=wall if high is not None else "none",
    )


def judged(a, b):
    return verdict(a, b, agreed=False)


points = st.sampled_from([0.0, 0.2, 0.25, 0.3, 0.35, 0.5, 0.6, 0.7, 1.0])
parties = st.none() | st.builds(
    lambda value, ends, wall, which: at(value, ends[0] if which & 1 else None, ends[1] if which & 2 else None, wall),
    points,
    st.tuples(points, points).map(sorted),
    st.sampled_from(["assumed", "firm"]),
    st.integers(0, 3),
)


def test_what_is_recorded_as_agreed_is_agreed_whatever_else_is_said():
    assert verdict(at(0, high=0.2), at(1, low=0.8), agreed=True) == "agreed"
    assert verdict(None, None, agreed=True) == "agreed"


@pytest.mark.parametrize("other", [None, *(Stand(stance=s) for s in ("neutral", "ambivalent", "declined", "unknown"))])
def test_without_two_values_there_is_nothing_to_compare(other):
    assert judged(at(0.5), other) == judged(other, at(0.5)) == "not_comparable"


def test_a_wall_alone_does_not_block_a_party_that_states_no_value():
    silent = Stand(stance="declined", low=0.8, low_bound="firm")
    assert judged(at(0.1, high=0.2), silent) == "not_comparable"


@pytest.mark.parametrize("lower", [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
def test_a_gap_of_ten_per_cent_is_still_agreement_in_substance(lower):
    assert judged(at(lower), at((lower * 10 + 1) / 10)) == "agreed_in_substance"
    assert judged(at(lower), at(min(1, lower + 0.101))) == ("agreed_in_substance" if lower == 0.9 else "bridgeable")


def test_a_red_line_between_two_near_values_leaves_them_apart():
    near = at(0.45)
    assert judged(at(0.5, low=0.5), near) == "bridgeable"
    assert judged(at(0.5, low=0.5, wall="assumed"), near) == "agreed_in_substance"
    assert judged(at(0.5, low=0.45), near) == "agreed_in_substance"
    assert judged(at(0.4, high=0.42), near) == "bridgeable"


def test_a_red_line_that_leaves_no_common_outcome_blocks():
    assert judged(at(0.2, high=0.4), at(0.8, low=0.6)) == "blocked"
    assert judged(at(0.2, high=0.4, wall="assumed"), at(0.8, low=0.6)) == "blocked"
    assert judged(at(0.2, high=0.4), at(0.8, low=0.6, wall="assumed")) == "blocked"


def test_what_only_assumptions_keep_apart_can_be_bridged():
    assert judged(at(0.2, high=0.4, wall="assumed"), at(0.8, low=0.6, wall="assumed")) == "bridgeable"


def test_a_red_line_elsewhere_on_the_scale_does_not_block():
    apart = at(0.2, low=0.1, high=0.4)
    away = Stand(stance="value", value=0.2, low=0.1, low_bound="firm", high=0.4, high_bound="assumed")
    assert judged(away, at(0.8, low=0.6, wall="assumed")) == "bridgeable"
    assert judged(apart, at(0.8)) == "bridgeable"


@given(parties, parties, st.booleans())
def test_the_verdict_is_the_same_from_either_side(a, b, agreed):
    assert verdict(a, b, agreed=agreed) == verdict(b, a, agreed=agreed)


@given(parties.filter(bool))
def test_a_party_agrees_with_itself_unless_it_breaks_its_own_red_line(party):
    broken = party.low_bound == "firm" and party.value < party.low
    broken |= party.high_bound == "firm" and party.value > party.high
    assert judged(party, party) == ("bridgeable" if broken else "agreed_in_substance")


def test_the_rule_on_the_page_names_every_verdict():
    for word in Verdict:
        assert word.replace("_", " ") in RULE.casefold()


def test_parties_share_an_option_only_if_both_hold_one_and_the_same():
    assert shares(at(0.2, option=7), at(0.2, option=7)).option == 7
    assert not shares(at(0.2, option=7), at(0.2, option=8))
    assert not shares(at(0.2), at(0.2))
    assert not shares(at(0.2, option=7), None)


def test_parties_share_what_both_would_accept():
    both = shares(at(0.2, low=0, high=0.5), at(0.8, low=0.25, high=1))
    assert (both.range, both.assumed) == ((0.25, 0.5), False)
    assert shares(at(0.2, high=0.5), at(0.8, low=0.25)).assumed
    assert not shares(at(0.2, low=0, high=0.2), at(0.8, low=0.25, high=1))


def test_silence_about_a_range_accepts_nothing():
    assert not shares(at(0.2, low=0, high=0.5), at(0.8))
