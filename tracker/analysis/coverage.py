"""How well an issue is covered, and what would be worth knowing."""

from tracker.analysis.stands import ASSUMED_SALIENCE


def freshness(days: float | None, half_life: float) -> float:
    """How fresh the newest evidence is, 1 today, 0.5 after a half-life, 0 for none (None).

    `days` from the evidence to the day shown; a date that still lasts on that day is fresh.
    Raises ValueError for a half-life that is not above 0. Source: 2^(-days / half-life).
    """
    if not half_life > 0:
        raise ValueError("A half-life is longer than no time.")
    return 0.0 if days is None else 2.0 ** (-max(0.0, days) / half_life)


def coverage(roots: int) -> float:
    """How well independent roots cover a position: none 0, one 0.5, two or more 1."""
    return min(1.0, max(0, roots) / 2)


def worth_knowing(salience: float | None, gap: float | None, freshness: float, coverage: float) -> float:
    """What it would be worth to hear more of a party on an issue, 0 to 100.

    An unknown gap counts as the whole scale, an unknown salience as 50.
    Source: the project's own rule, salience x gap x (1 - freshness x coverage).
    """
    weight = ASSUMED_SALIENCE if salience is None else salience
    return weight * (1.0 if gap is None else gap) * (1 - freshness * coverage)
