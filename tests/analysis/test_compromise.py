import pytest

from tracker.analysis.compromise import Outcome, Pull, mean, median, nearest, outcome

# Greek debt: clout, position, salience; the mean and the median are published with it.
GREEK_DEBT = [
    (100, 40, 100), (30, 60, 100), (20, 70, 100), (10, 80, 100), (100, 100, 80), (70, 100, 100),
    (70, 100, 40), (70, 100, 40), (50, 100, 100), (20, 100, 70), (20, 100, 100),
]  # fmt: skip


def test_greek_debt_comes_out_as_it_was_published():
    found = outcome([Pull(clout, salience, position / 100) for clout, position, salience in GREEK_DEBT])
    assert (round(100 * found.mean, 2), found.median, found.coverage) == (82.22, 1, 1)


def test_a_position_pulls_by_capability_times_salience():
    # weights 200 and 50: (200 x 1 + 50 x 0) / 250
    assert outcome([Pull(2, 100, 1.0), Pull(1, 50, 0.0)]).mean == pytest.approx(0.8)


def test_an_unknown_salience_counts_as_fifty():
    assert outcome([Pull(1, None, 1.0), Pull(1, 100, 0.25)]).mean == pytest.approx(0.5)


def test_who_takes_no_position_only_lowers_the_coverage():
    # weights 60 of 60 + 90
    assert outcome([Pull(1, 60, 0.4), Pull(1, 90, None)]) == Outcome(0.4, 0.4, 0.4)


@pytest.mark.parametrize("pulls", [[], [Pull(1, 50, None)], [Pull(0, 50, 0.3)], [Pull(1, 0, 0.3)]])
def test_where_nothing_weighs_there_is_no_outcome(pulls):
    assert outcome(pulls) is None


def test_the_median_is_the_first_point_at_which_half_of_the_weight_is_reached():
    assert median([(0.9, 1), (0.1, 1), (0.5, 1)]) == 0.5
    assert median([(0.2, 1), (0.8, 1)]) == 0.2
    assert median([(0.0, 0.1), (0.3, 0.2), (0.6, 0.3)]) == 0.3  # .1 + .2 is half of .6, whatever a float makes of it
    assert mean([(0.2, 1), (0.8, 1)]) == 0.5


def test_those_that_are_as_near_are_all_named():
    assert nearest(0.5, [0.1, 0.4, 0.6, 0.9]) == [1, 2]
    assert nearest(0.5, []) == []
