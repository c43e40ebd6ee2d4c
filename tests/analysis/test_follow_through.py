"""How often a speaker does what was announced: worked by hand."""

import pytest

from tracker.analysis.follow_through import below, follow_through


def test_one_kept_pledge_promises_little():
    found = follow_through(1, 0)  # Beta(2, 1): below x with probability x^2
    assert found.share == pytest.approx(2 / 3)
    assert (found.low, found.high) == (pytest.approx(0.05**0.5), pytest.approx(0.95**0.5))


def test_one_broken_is_its_mirror():
    kept, broken = follow_through(1, 0), follow_through(0, 1)
    assert (broken.share, broken.low, broken.high) == (
        pytest.approx(1 - kept.share), pytest.approx(1 - kept.high), pytest.approx(1 - kept.low),
    )  # fmt: skip


def test_many_make_it_narrow():
    some, many = follow_through(3, 1), follow_through(300, 100)
    assert many.high - many.low < (some.high - some.low) / 5
    assert many.low < 0.75 < many.high


def test_nothing_ended_is_no_share():
    assert follow_through(0, 0) is None
    with pytest.raises(ValueError, match="counted from 0"):
        follow_through(-1, 2)


def test_below_is_the_share_of_the_flat_line_to_its_left():
    assert below(0.3, 1, 1) == pytest.approx(0.3)
    assert below(0.5, 3, 3) == pytest.approx(0.5)
