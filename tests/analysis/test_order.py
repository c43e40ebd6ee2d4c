import pytest

from tracker.analysis.order import near_together


def between(pairs):
    return lambda a, b: pairs.get((min(a, b), max(a, b)))


def on_a_line(*points):
    return lambda a, b: abs(points[a] - points[b])


def test_near_ones_stand_together():
    assert near_together(4, on_a_line(0, 1, 0.1, 0.8)) == [0, 2, 3, 1]


def test_of_two_camps_each_stands_by_itself():
    assert near_together(6, on_a_line(0.1, 0.9, 0.0, 1.0, 0.2, 0.85)) == [2, 0, 4, 5, 1, 3]


def test_who_is_near_to_nobody_stands_last():
    assert near_together(3, between({(1, 2): 0.4})) == [1, 2, 0]


def test_where_all_are_as_near_they_keep_their_order():
    assert near_together(5, lambda a, b: 0.5) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_few_need_no_order(count):
    assert near_together(count, lambda a, b: None) == list(range(count))
