import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.coverage import coverage, freshness, worth_knowing


@pytest.mark.parametrize(("days", "fresh"), [(0, 1), (180, 0.5), (360, 0.25), (-3, 1), (None, 0)])
def test_evidence_is_half_as_fresh_after_each_half_life(days, fresh):
    assert freshness(days, 180) == fresh


@pytest.mark.parametrize("half_life", [0, -1, float("nan")])
def test_a_half_life_of_no_time_is_refused(half_life):
    with pytest.raises(ValueError):
        freshness(1, half_life)


@pytest.mark.parametrize(("roots", "covered"), [(0, 0), (1, 0.5), (2, 1), (5, 1)])
def test_two_independent_roots_cover_a_position(roots, covered):
    assert coverage(roots) == covered


@pytest.mark.parametrize(
    ("gap", "fresh", "roots", "worth"),
    [
        (None, freshness(None, 180), 0, 90),  # nothing on record
        (0.6, 0.05, 2, 51.3),  # stale
        (0.6, 1, 1, 27),  # fresh, but one root
    ],
)
def test_what_is_worth_knowing_is_salient_far_apart_old_or_told_by_one(gap, fresh, roots, worth):
    assert worth_knowing(90, gap, fresh, coverage(roots)) == pytest.approx(worth)


def test_where_nobody_knows_how_much_it_matters_it_matters_half():
    assert worth_knowing(None, None, 0, 0) == 50


@given(st.floats(0, 100), st.floats(0, 1), st.floats(0, 5000), st.integers(0, 9))
def test_what_is_worth_knowing_never_leaves_its_scale(salience, gap, days, roots):
    assert 0 <= worth_knowing(salience, gap, freshness(days, 180), coverage(roots)) <= 100
