"""Where a party stands on an issue, in numbers: what the arithmetic of this room works on."""

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Stance = Literal["value", "neutral", "ambivalent", "declined", "unknown"]
Bound = Literal["none", "assumed", "firm"]

ASSUMED_SALIENCE = 50.0  # where nobody knows how much an issue matters
TOLERANCE = 1e-9  # two points of a scale nearer than this are one


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One party's reading on one issue, on a scale of 0 to 1.

    `value` is there exactly when the stance is "value"; `low` and `high`, what it would accept,
    exactly when their bounds are assumed or firm. Raises ValueError for anything else.
    """

    stance: Stance
    value: float | None = None
    option: int | None = None  # which option of the issue, if it is one
    low: float | None = None
    high: float | None = None
    low_bound: Bound = "none"
    high_bound: Bound = "none"
    salience: float | None = None  # 0 to 100, None where not known
    supported: bool = False  # at least one statement supports it

    def __post_init__(self) -> None:
        if (self.value is None) == (self.stance == "value"):
            raise ValueError("A stand has a value exactly when its stance is a value.")
        for end, bound in ((self.low, self.low_bound), (self.high, self.high_bound)):
            if (end is None) != (bound == "none"):
                raise ValueError("An end of a range is known exactly when its bound is.")
        for number in (self.value, self.low, self.high):
            if number is not None and not 0 <= number <= 1:
                raise ValueError("A stand is measured from 0 to 1.")
        if self.lowest > self.highest:
            raise ValueError("The low end is above the high end.")
        if self.salience is not None and not 0 <= self.salience <= 100:
            raise ValueError("Salience runs from 0 to 100.")

    @property
    def lowest(self) -> float:
        """The low end of what it would accept; unknown is the end of the scale."""
        return 0.0 if self.low is None else self.low

    @property
    def highest(self) -> float:
        """The high end of what it would accept; unknown is the end of the scale."""
        return 1.0 if self.high is None else self.high

    @property
    def bounded(self) -> bool:
        """Whether anything is known of what it would accept."""
        return self.low is not None or self.high is not None


def normalise(value: float | Decimal, minimum: float | Decimal, maximum: float | Decimal) -> float:
    """A point of a scale as a number from 0 to 1: (v - min) / (max - min).

    Raises ValueError for a scale without length and for a value off the scale.
    """
    v, low, high = float(value), float(minimum), float(maximum)
    span = high - low
    if not (span > 0 and math.isfinite(span)):
        raise ValueError("A scale ends above its beginning.")
    if not low <= v <= high:
        raise ValueError(f"This scale runs from {low:g} to {high:g}.")
    return (v - low) / span
