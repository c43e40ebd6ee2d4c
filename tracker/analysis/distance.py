"""How far apart two parties are over a whole agenda, how much of it that rests on, what changed."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple

from tracker.analysis.gaps import gap
from tracker.analysis.stands import ASSUMED_SALIENCE, TOLERANCE, Stand

LEAST_COVERAGE = 0.3  # below it a distance says too little to be shown


class Row(NamedTuple):
    """One leaf issue: what is in force for either party, and whether the issue was dropped."""

    a: Stand | None
    b: Stand | None
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Distance:
    """The distance of two parties, 0 to 1, and what it rests on; None where undefined."""

    value: float | None
    coverage: float | None  # the weight of the issues compared, in that of all issues
    issues: int  # how many were compared
    assumed_weights: bool  # some issue's salience is known for neither party

    @property
    def hidden(self) -> bool:
        """Whether it rests on nothing, or on too little to be shown."""
        return self.coverage is None or self.coverage < LEAST_COVERAGE - TOLERANCE


@dataclass(frozen=True, slots=True)
class Change:
    """Two distances over the issues known at both dates; None where undefined."""

    then: float | None
    now: float | None
    issues: int  # how many were known at both
    coverage: float | None = None  # their share of today's weight

    @property
    def hidden(self) -> bool:
        """Whether they are too little of the agenda for a sentence on all of it."""
        return self.coverage is None or self.coverage < LEAST_COVERAGE - TOLERANCE

    @property
    def difference(self) -> float | None:
        """How much farther apart they are now; negative where they came closer."""
        return None if self.then is None or self.now is None else self.now - self.then


Left = Literal["", "dropped", "no gap", "unsupported"]


@dataclass(frozen=True, slots=True)
class Part:
    """What one issue gives to a distance."""

    gap: float | None  # 0 to 1; of an issue left out too, where both state a value
    weight: float
    assumed: bool  # its salience is known for neither party
    left: Left  # why it is left out; empty where it counts
    share: float | None = None  # of the sum of all weighted gaps


def parts(rows: Iterable[tuple[Stand | None, Stand | None, bool]]) -> list[Part]:
    """The same issue by issue, in their order: what each gives to the sum, and why one gives nothing."""
    every = [Row(*row) for row in rows]
    total = sum(_weight(row) * (_gap(row) or 0) for row in every if _known(row))
    return [_part(row, total) for row in every]


def _part(row: Row, total: float) -> Part:
    apart = gap(row.a, row.b) if row.a and row.b else None
    left: Left = ""
    if row.dropped:
        left = "dropped"
    elif apart is None:
        left = "no gap"
    elif not _known(row):
        left = "unsupported"
    share = _weight(row) * apart / total if apart is not None and not left and total else None
    return Part(apart, _weight(row), weight(row.a, row.b) is None, left, share)


def weight(a: Stand | None, b: Stand | None) -> float | None:
    """An issue's weight for two parties: the mean of two saliences, the one known, or None."""
    one, other = a.salience if a else None, b.salience if b else None
    if one is None or other is None:
        return other if one is None else one
    return (one + other) / 2


def distance(rows: Iterable[tuple[Stand | None, Stand | None, bool]]) -> Distance:
    """The weighted mean gap over the leaf issues on which both state a supported value.

    Dropped issues are left out. An issue whose salience is known for neither party weighs 50.
    Source: sum(w gap) / sum(w); leaving out missing answers is the practice of vote matching,
    https://www.votenavigator.com/how-it-works.
    """
    every = [Row(*row) for row in rows]
    return every_distance([[row.a for row in every], [row.b for row in every]], [row.dropped for row in every])[0, 1]


def every_distance(
    parties: Sequence[Sequence[Stand | None]], dropped: Sequence[bool]
) -> dict[tuple[int, int], Distance]:
    """The same of every two of these parties, by their places; of each where it stands, issue by issue.

    What the issues weigh is worked out once for all pairs that care alike: of hundreds of parties most do.
    """
    kept = [[stand for stand, off in zip(stands, dropped, strict=True) if not off] for stands in parties]
    values = [[each.value if each and each.supported else None for each in stands] for stands in kept]
    saliences = [tuple(each.salience if each else None for each in stands) for stands in kept]
    kinds = {each: number for number, each in enumerate(dict.fromkeys(saliences))}
    cares = [kinds[each] for each in saliences]
    weighed: dict[tuple[int, int], tuple[list[float], float, bool]] = {}
    found = {}
    for one, other in combinations(range(len(parties)), 2):
        alike = cares[one], cares[other]
        if alike not in weighed:
            known = [weight(a, b) for a, b in zip(kept[one], kept[other], strict=True)]
            weights = [ASSUMED_SALIENCE if each is None else each for each in known]
            weighed[alike] = weights, _added(weights), None in known
        weights, total, assumed = weighed[alike]
        compared = summed = 0.0
        issues = 0
        for a, b, weighs in zip(values[one], values[other], weights, strict=True):
            if a is not None and b is not None:
                issues += 1
                compared += weighs
                summed += weighs * abs(a - b)
        value = min(1.0, summed / compared) if compared else None
        found[one, other] = Distance(value, compared / total if total else None, issues, assumed)
    return found


def _added(weights: Iterable[float]) -> float:
    """One after the other, as gaps are added: `sum` rounds otherwise, and a coverage of all would not be 1."""
    total = 0.0
    for each in weights:
        total += each
    return total


def change[Issue: Hashable](
    then: Mapping[Issue, tuple[Stand | None, Stand | None, bool]],
    now: Mapping[Issue, tuple[Stand | None, Stand | None, bool]],
) -> Change:
    """How the distance changed, like for like: over the issues known at both dates.

    Both are weighed with today's saliences, so that only a move of positions shows as one.
    """
    both = [(Row(*then[issue]), Row(*now[issue])) for issue in now if issue in then]
    both = [(old, new) for old, new in both if _known(old) and _known(new)]
    weights = [_weight(new) for _, new in both]
    total = sum(_weight(Row(*row)) for row in now.values() if not row[2])
    return Change(
        then=_mean([_gap(old) for old, _ in both], weights),
        now=_mean([_gap(new) for _, new in both], weights),
        issues=len(both),
        coverage=sum(weights) / total if total else None,
    )


def _gap(row: Row) -> float | None:
    """The gap that counts: both are in force with a value and a supporting statement."""
    if row.a is None or row.b is None or not (row.a.supported and row.b.supported):
        return None
    return gap(row.a, row.b)


def _known(row: Row) -> bool:
    return not row.dropped and _gap(row) is not None


def _weight(row: Row) -> float:
    known = weight(row.a, row.b)
    return ASSUMED_SALIENCE if known is None else known


def _mean(values: Iterable[float | None], weights: Iterable[float]) -> float | None:
    """The weighted mean of the values that are there; None where they weigh nothing."""
    known = [(v, w) for v, w in zip(values, weights, strict=True) if v is not None]
    total = sum(w for _, w in known)
    return min(1.0, sum(v * w for v, w in known) / total) if total else None
