"""How often a speaker does what was announced: a share with an honest width."""

from dataclasses import dataclass
from math import comb, fsum

SURE = 0.90  # of the interval
STEPS = 60  # halvings: finer than a float


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """The share of pledges kept, 0 to 1, and the interval in which it lies nine times of ten."""

    share: float
    low: float
    high: float


def follow_through(kept: int, broken: int) -> FollowThrough | None:
    """What so many pledges kept and broken let us expect of the next; None where none has ended either way.

    Source: the posterior of Beta(1, 1) after so many of each, its mean (f + 1) / (f + b + 2), its 5 and 95 % points.
    """
    if kept < 0 or broken < 0:
        raise ValueError("Pledges are counted from 0.")
    if not kept + broken:
        return None
    tail = (1 - SURE) / 2
    a, b = kept + 1, broken + 1
    return FollowThrough(a / (a + b), quantile(tail, a, b), quantile(1 - tail, a, b))


def quantile(probability: float, a: int, b: int) -> float:
    """The point below which Beta(a, b), of whole a and b, has that probability."""
    low, high = 0.0, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        if below(middle, a, b) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def below(x: float, a: int, b: int) -> float:
    """The probability of Beta(a, b) below x: that of a or more successes in a + b - 1 trials."""
    n = a + b - 1
    return fsum(comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))
