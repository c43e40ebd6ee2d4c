"""How far apart two parties were on each of many days, out of what was ever in force."""

from bisect import bisect_right
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.analysis.distance import Distance, distance
from tracker.analysis.stands import Stand


@dataclass(frozen=True, slots=True)
class Held:
    """One reading: what it holds from `first` until the next takes effect, and since when a statement supports it."""

    first: date
    bare: Stand  # as long as none does
    backed: Stand
    since: date | None = None  # the first day on which one that does had been said


def stood(spells: Sequence[Held], day: date) -> Stand | None:
    """What was in force on `day`, of spells in the order of their first days."""
    place = bisect_right(spells, day, key=lambda each: each.first)
    if not place:
        return None
    found = spells[place - 1]
    return found.backed if found.since is not None and found.since <= day else found.bare


def dropped(states: Sequence[tuple[date, bool]], day: date) -> bool:
    """Whether an issue was off the agenda on `day`, of its states in the order in which they count."""
    place = bisect_right(states, day, key=lambda each: each[0])
    return bool(place) and states[place - 1][1]


def course[Issue: Hashable](
    issues: Sequence[Issue],
    one: Mapping[Issue, Sequence[Held]],
    other: Mapping[Issue, Sequence[Held]],
    states: Mapping[Issue, Sequence[tuple[date, bool]]],
    days: Sequence[date],
) -> list[Distance]:
    """The distance on each of these days, over all issues that are no branches."""
    return [
        distance(
            (stood(one.get(issue, ()), day), stood(other.get(issue, ()), day), dropped(states.get(issue, ()), day))
            for issue in issues
        )
        for day in days
    ]


def thinned(days: Sequence[date], most: int) -> list[date]:
    """At most so many of them, the first and the last among them, as evenly as may be."""
    if len(days) <= most:
        return list(days)
    return [days[round(place * (len(days) - 1) / (most - 1))] for place in range(most)]
