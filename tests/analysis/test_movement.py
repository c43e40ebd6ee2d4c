import pytest

from tracker.analysis.movement import reference, softened_or_hardened
from tracker.analysis.stands import Stand


def at(value):
    return Stand(stance="value", value=value)


@pytest.mark.parametrize(
    ("old", "new", "way"),
    [
        (0.8, 0.6, "softened"),
        (0.2, 0.3, "softened"),
        (0.8, 0.9, "hardened"),
        (0.4, 0.1, "hardened"),
        (0.8, 0.3, "softened"),  # past the others, and nearer to them
        (0.6, 0.1, "hardened"),  # past the others, and farther from them
        (0.7, 0.3, "moved"),  # to the other side, just as far
        (0.5, 0.5, None),
        (0.1 + 0.2, 0.3, None),
    ],
)
def test_who_comes_closer_to_the_others_has_softened(old, new, way):
    assert softened_or_hardened(old, new, 0.5) == way


def test_the_end_of_the_scale_is_a_point_to_judge_by():
    assert softened_or_hardened(0.5, 0.25, 0.0) == "softened"


def test_without_a_point_to_judge_by_a_party_only_moved():
    assert softened_or_hardened(0.2, 0.9, None) == "moved"
    assert softened_or_hardened(0.2, 0.2, None) is None


def test_the_point_to_judge_by_is_the_mean_of_what_the_others_state():
    assert reference([at(0.25), None, Stand(stance="declined"), at(0.75)], status_quo=0) == 0.5


def test_where_no_other_states_a_value_it_is_the_status_quo():
    assert reference([None, Stand(stance="neutral")], status_quo=0.25) == 0.25
    assert reference([], status_quo=None) is None
