from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.distance import Row, change, distance, every_distance, parts
from tracker.analysis.stands import Stand


def at(value, salience=None, supported=True):
    return Stand(stance="value", value=value, salience=salience, supported=supported)


saliences = st.none() | st.floats(0, 100)
sides = st.none() | st.builds(at, st.floats(0, 1), saliences, st.booleans())
rows = st.lists(st.builds(Row, sides, sides, st.booleans()), max_size=8)


def test_issues_weigh_by_the_mean_of_two_saliences():
    # weights 60 and 20, gaps .5 and .1: (30 + 2) / 80
    apart = distance([Row(at(0.5, 80), at(0, 40)), Row(at(0.1, 10), at(0.2, 30))])
    assert apart.value == pytest.approx(0.4)
    assert (apart.coverage, apart.issues, apart.assumed_weights, apart.hidden) == (1, 2, False, False)


def test_where_one_salience_is_unknown_the_other_weighs():
    # weights 90 and 10, gaps 1 and 0
    assert distance([Row(at(1, 90), at(0)), Row(at(1), at(1, 10))]).value == pytest.approx(0.9)
    assert not distance([Row(at(1, 90), at(0))]).assumed_weights


def test_where_both_saliences_are_unknown_fifty_is_assumed_and_said():
    # weights 50 and 100, gaps 1 and 0
    apart = distance([Row(at(1), at(0)), Row(at(1, 100), at(1, 100))])
    assert apart.value == pytest.approx(1 / 3)
    assert apart.assumed_weights


def test_coverage_is_the_weight_of_what_both_speak_of_in_the_whole_agenda():
    # 40 of 40 + 90 + 70
    agenda = [Row(at(1, 40), at(0, 40)), Row(at(1, 90), None), Row(Stand(stance="neutral", salience=70), at(0))]
    apart = distance(agenda)
    assert (apart.value, apart.coverage, apart.issues) == (1, 0.2, 1)


@pytest.mark.parametrize(("weight", "hidden"), [(29, True), (30, False)])
def test_a_distance_that_rests_on_too_little_is_hidden(weight, hidden):
    assert distance([Row(at(1, weight), at(0, weight)), Row(at(1, 100 - weight), None)]).hidden is hidden


def test_a_value_without_a_supporting_statement_is_not_compared():
    apart = distance([Row(at(1, 50), at(0, 50, supported=False)), Row(at(0.5, 50), at(0.25, 50))])
    assert (apart.value, apart.coverage, apart.issues) == (0.25, 0.5, 1)


def test_a_dropped_issue_is_left_out_of_everything():
    apart = distance([Row(at(1), at(0), dropped=True), Row(at(0.5, 50), at(0.25, 50))])
    assert (apart.value, apart.coverage, apart.issues, apart.assumed_weights) == (0.25, 1, 1, False)


def test_no_distance_is_not_a_distance_of_nothing():
    nothing = distance([])
    assert (nothing.value, nothing.coverage, nothing.issues, nothing.hidden) == (None, None, 0, True)
    unheard = distance([Row(at(1, 50), None)])
    assert (unheard.value, unheard.coverage, unheard.hidden) == (None, 0, True)
    weightless = distance([Row(at(1, 0), at(0, 0))])
    assert (weightless.value, weightless.coverage, weightless.issues, weightless.hidden) == (None, None, 1, True)


@given(rows)
def test_the_distance_is_the_same_from_either_side_and_between_0_and_1(rows):
    apart, back = distance(rows), distance([Row(b, a, dropped) for a, b, dropped in rows])
    assert apart.value == pytest.approx(back.value)
    assert apart.coverage == pytest.approx(back.coverage)
    assert apart.value is None or 0 <= apart.value <= 1
    assert apart.coverage is None or 0 <= apart.coverage <= 1


@given(rows)
def test_a_party_is_nowhere_apart_from_itself(rows):
    assert distance([Row(a, a, dropped) for a, _, dropped in rows]).value in (None, 0)


def test_change_compares_only_issues_known_at_both_dates():
    then = {1: Row(at(0.8, 50), at(0.2, 50)), 2: Row(None, at(0)), 3: Row(at(1), at(0)), 4: Row(at(1), at(0))}
    now = {1: Row(at(0.5, 50), at(0.25, 50)), 2: Row(at(1), at(0)), 3: Row(at(1), at(0), dropped=True), 5: then[4]}
    moved = change(then, now)
    assert (moved.then, moved.now, moved.issues) == (pytest.approx(0.6), 0.25, 1)
    assert moved.difference == pytest.approx(-0.35)


def test_a_mere_change_of_salience_is_no_change_of_distance():
    then = {1: Row(at(1, 10), at(0, 10)), 2: Row(at(1, 90), at(1, 90))}
    now = {1: Row(at(1, 90), at(0, 90)), 2: Row(at(1, 10), at(1, 10))}
    assert change(then, now).difference == 0
    assert change(then, now).now == distance(now.values()).value == pytest.approx(0.9)


def test_where_nothing_was_known_at_both_dates_there_is_no_change():
    moved = change({1: Row(at(1), at(0))}, {2: Row(at(1), at(0))})
    assert (moved.then, moved.now, moved.difference, moved.issues) == (None, None, None, 0)


def test_a_distance_opens_into_what_each_issue_gives_to_it():
    # weights 60 and 20, gaps .5 and .1: 30 and 2 of 32
    rows = [Row(at(0.5, 80), at(0, 40)), Row(at(0.1, 10), at(0.2, 30))]
    found = parts(rows)
    assert [round(each.share, 4) for each in found] == [0.9375, 0.0625]
    apart = distance(rows)
    assert sum(each.weight * each.gap for each in found) / sum(each.weight for each in found) == apart.value


def test_each_issue_that_is_left_out_says_why():
    rows = [
        Row(at(1, 90), None),
        Row(at(1, 50), at(0, 50, supported=False)),
        Row(at(1), at(0), dropped=True),
        Row(at(1), at(0.5)),
    ]
    found = parts(rows)
    assert [each.left for each in found] == ["no gap", "unsupported", "dropped", ""]
    assert [each.share for each in found] == [None, None, None, 1]
    assert [each.gap for each in found] == [None, 1, 1, 0.5]
    assert [each.assumed for each in found] == [False, False, True, True]


def test_where_nobody_is_apart_no_issue_has_a_share():
    assert parts([Row(at(0.5, 50), at(0.5, 50))])[0].share is None


@given(st.lists(st.tuples(sides, sides, sides, sides, st.booleans()), max_size=6))
def test_the_distances_of_many_are_those_of_each_two(agenda):
    *parties, dropped = zip(*agenda, strict=True) if agenda else ([], [], [], [], [])
    assert every_distance(parties, dropped) == {
        (a, b): distance(zip(parties[a], parties[b], dropped, strict=True)) for a, b in combinations(range(4), 2)
    }
