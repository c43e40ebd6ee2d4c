"""How far apart parties are on one issue, and what all of them could accept."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from tracker.analysis.stands import TOLERANCE, Stand


def gap(a: Stand, b: Stand) -> float | None:
    """The distance of two stated values, 0 to 1; None unless both state one.

    Source: |x_a - x_b| on the normalised scale, as in spatial models of bargaining.
    """
    if a.value is None or b.value is None:
        return None
    return abs(a.value - b.value)


def range_gap(a: Stand, b: Stand) -> float:
    """How far apart the ranges are that two parties would accept, 0 where they meet.

    Unknown ends are the ends of the scale. Source: max(0, higher low - lower high).
    """
    return max(0.0, max(a.lowest, b.lowest) - min(a.highest, b.highest))


@dataclass(frozen=True, slots=True)
class Zone[Party: Hashable]:
    """The zone of possible agreement from `low` to `high`; empty where low is above high."""

    low: float
    high: float
    assumed: bool  # some bound is unknown or assumed
    causes: tuple[Party, Party] | None  # who makes it empty: the highest low, the lowest high

    @property
    def width(self) -> float:
        """How wide it is; negative where it is empty."""
        return self.high - self.low

    @property
    def empty(self) -> bool:
        """Whether nothing lies in it; a single point is something."""
        return self.width < -TOLERANCE


def zone[Party: Hashable](stands: Mapping[Party, Stand]) -> Zone[Party] | None:
    """What all of these parties could accept; None for no party.

    An unknown bound is the end of the scale. Unless every bound is firm, the zone is assumed: a
    bound not surely known could in truth lie anywhere. Of equal bounds the first party's counts.
    Source: ZOPA = [max of lows, min of highs], after reservation values in bargaining theory.
    """
    if not stands:
        return None
    lower = max(stands, key=lambda party: stands[party].lowest)
    upper = min(stands, key=lambda party: stands[party].highest)
    low, high = stands[lower].lowest, stands[upper].highest
    firm = all(s.low_bound == s.high_bound == "firm" for s in stands.values())
    empty = high - low < -TOLERANCE
    return Zone(low, high, assumed=not firm, causes=(lower, upper) if empty else None)
