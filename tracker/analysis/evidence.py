"""What the statements alone come to: a value weighted by how good and how fresh they are, with an honest width."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum, sqrt

from tracker.analysis.coverage import freshness
from tracker.analysis.stands import TOLERANCE

ENOUGH = 3  # statements; of fewer a spread says nothing
FREE = 0.10  # of the scale: a statement nearer than this to the reading in force restates it
SPREADS = 1.5  # so many spreads, where that is wider


@dataclass(frozen=True, slots=True)
class Voice:
    """One statement that gives a number: where on a scale of 0 to 1, how good from 0 to 1, and how old in days."""

    value: float
    good: float
    days: float


@dataclass(frozen=True, slots=True)
class Weighted:
    """Where they stand together, on a scale of 0 to 1."""

    value: float
    count: int
    effective: float  # how many equal statements they are worth
    spread: float | None  # standard deviation; None under three statements


def weighted(voices: Iterable[Voice], half_life: float) -> Weighted | None:
    """The mean of the voices, each weighted by how good it is and halved every `half_life` days.

    None without a voice that weighs anything. Source: the project's own rule; x = sum(w x) / sum(w), the effective
    number (sum w)^2 / sum(w^2) after Kish, the spread the weighted standard deviation.
    """
    weighed = [
        (voice.value, weight) for voice in voices if (weight := voice.good * freshness(voice.days, half_life)) > 0
    ]
    total = fsum(weight for _, weight in weighed)
    squares = fsum(weight * weight for _, weight in weighed)
    if not squares:
        return None
    value = fsum(weight * at for at, weight in weighed) / total
    variance = fsum(weight * (at - value) ** 2 for at, weight in weighed) / total
    spread = sqrt(variance) if len(weighed) >= ENOUGH else None
    return Weighted(min(1.0, max(0.0, value)), len(weighed), total * total / squares, spread)


def departs(value: float, held: float, spread: float | None) -> bool:
    """Whether a statement lies so far from what is held that it may be a move: more than 10 % and 1.5 spreads."""
    return abs(value - held) > max(FREE, SPREADS * (spread or 0.0)) + TOLERANCE
