"""Where a model expects a settlement: each position weighed by what its party can do and how much it cares."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum

from tracker.analysis.stands import ASSUMED_SALIENCE, TOLERANCE


@dataclass(frozen=True, slots=True)
class Pull:
    """One party on one issue: what it can do, how much it cares (0 to 100), and where it stands (0 to 1)."""

    capability: float
    salience: float | None  # None where not known
    position: float | None  # None where it states no value that counts

    @property
    def weight(self) -> float:
        """Its effective power, as in the models: capability x salience; an unknown salience counts as 50."""
        return self.capability * (ASSUMED_SALIENCE if self.salience is None else self.salience)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the model comes to, 0 to 1, and on how much of the whole weight it rests."""

    mean: float
    median: float
    coverage: float


def outcome(pulls: Sequence[Pull]) -> Outcome | None:
    """The compromise mean and the weighted median; None where nothing that weighs anything takes a position."""
    known = [(pull.position, pull.weight) for pull in pulls if pull.position is not None]
    total = fsum(weight for _, weight in known)
    if not total:
        return None
    return Outcome(mean(known), median(known), total / fsum(pull.weight for pull in pulls))


def mean(known: Sequence[tuple[float, float]]) -> float:
    """The compromise model: sum(c s x) / sum(c s), of pairs of position and weight.

    Source: Thomson et al., The European Union Decides (2006): the weighted mean of positions.
    """
    return min(1.0, max(0.0, fsum(x * w for x, w in known) / fsum(w for _, w in known)))


def median(known: Sequence[tuple[float, float]]) -> float:
    """The first position, from below, at which the weights so far come to half of all.

    Source: the mean voter of spatial models, weighted by capability and salience.
    """
    ordered = sorted(known)
    half = fsum(w for _, w in ordered) / 2
    sums = accumulate(w for _, w in ordered)
    return next(x for (x, _), so_far in zip(ordered, sums, strict=True) if so_far >= half * (1 - TOLERANCE))


def nearest(point: float, positions: Sequence[float]) -> list[int]:
    """The places of those positions that lie nearest to a point; several where they are as near."""
    least = min((abs(x - point) for x in positions), default=0.0)
    return [place for place, x in enumerate(positions) if abs(x - point) - least <= TOLERANCE]
