"""Which way a party moved."""

from collections.abc import Iterable
from statistics import fmean
from typing import Literal

from tracker.analysis.stands import TOLERANCE, Stand

Movement = Literal["softened", "hardened", "moved"]


def reference(others: Iterable[Stand | None], status_quo: float | None) -> float | None:
    """The point a move is judged by: the mean value the others state, else the status quo.

    `others`: the stands, on that day, of the other parties that are counted.
    """
    stated = [stand.value for stand in others if stand is not None and stand.value is not None]
    return fmean(stated) if stated else status_quo


def softened_or_hardened(old: float, new: float, reference: float | None) -> Movement | None:
    """Whether a party came closer to the reference or went farther from it.

    None if it did not move; "moved" without a reference, or to a point just as far from it.
    Source: concession as movement towards the others' position, after PLOVER's CONCEDE.
    """
    if abs(new - old) <= TOLERANCE:
        return None
    if reference is None:
        return "moved"
    farther = abs(new - reference) - abs(old - reference)
    if abs(farther) <= TOLERANCE:
        return "moved"
    return "hardened" if farther > 0 else "softened"
