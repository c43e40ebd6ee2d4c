"""The word for how two parties stand on an issue: computed by one rule, never typed."""

import inspect
from dataclasses import dataclass
from enum import StrEnum

from tracker.analysis.gaps import gap, zone
from tracker.analysis.stands import TOLERANCE, Stand

SUBSTANCE = 0.1  # the widest gap that is still agreement in substance


class Verdict(StrEnum):
    """How two parties stand on an issue, in the words of the page."""

    AGREED = "agreed"
    AGREED_IN_SUBSTANCE = "agreed_in_substance"
    BRIDGEABLE = "bridgeable"
    BLOCKED = "blocked"
    NOT_COMPARABLE = "not_comparable"


def verdict(a: Stand | None, b: Stand | None, *, agreed: bool) -> Verdict:
    """The first of these that holds:

    Agreed: the issue is recorded as agreed on the day shown.
    Not comparable: one of the two states no value, so there is no gap.
    Agreed in substance: the gap is at most 10 % of the scale and no red line of either shuts out
    what the other states.
    Blocked: no outcome is acceptable to both, and a red line is why.
    Bridgeable: there is a gap, and nothing of the above.
    """
    if agreed:
        return Verdict.AGREED
    apart = None if a is None or b is None else gap(a, b)
    if a is None or b is None or apart is None:
        return Verdict.NOT_COMPARABLE
    if apart <= SUBSTANCE + TOLERANCE and not (_shuts_out(a, b) or _shuts_out(b, a)):
        return Verdict.AGREED_IN_SUBSTANCE
    common = zone({"a": a, "b": b})
    if common and common.causes:
        lower, upper = ({"a": a, "b": b}[cause] for cause in common.causes)
        if "firm" in (lower.low_bound, upper.high_bound):
            return Verdict.BLOCKED
    return Verdict.BRIDGEABLE


RULE = inspect.getdoc(verdict) or ""


def _shuts_out(one: Stand, other: Stand) -> bool:
    """Whether a red line of `one` stands before the value that `other` states."""
    if other.value is None:
        return False
    too_low = one.low_bound == "firm" and other.value < one.lowest - TOLERANCE
    too_high = one.high_bound == "firm" and other.value > one.highest + TOLERANCE
    return too_low or too_high


@dataclass(frozen=True, slots=True)
class Shared:
    """What two parties have in common on an issue; false when that is nothing."""

    option: int | None  # the option both hold
    range: tuple[float, float] | None  # what both would accept
    assumed: bool  # an end of that range is unknown or assumed

    def __bool__(self) -> bool:
        return self.option is not None or self.range is not None


def shares(a: Stand | None, b: Stand | None) -> Shared:
    """The option that both hold, and where the ranges that they would accept overlap.

    A party of whose range nothing is known shares no range: silence accepts nothing.
    """
    if a is None or b is None:
        return Shared(None, None, assumed=False)
    option = a.option if a.option == b.option else None
    common = zone({"a": a, "b": b})
    if common is None or common.empty or not (a.bounded and b.bounded):
        return Shared(option, None, assumed=False)
    return Shared(option, (common.low, common.high), common.assumed)
