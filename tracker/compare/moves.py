"""What moved: each reading that took effect, against the one before it and what the others stated on that day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import starmap
from typing import Any, NamedTuple

from django.db.models import QuerySet

from tracker.actors.models import Party
from tracker.agenda.models import Negotiation, Participation
from tracker.analysis.movement import reference, softened_or_hardened
from tracker.analysis.stands import Stand
from tracker.base.prepared import Among, prepared
from tracker.positions.models import Evidence, Position, Reading
from tracker.positions.weights import on_scale


@dataclass(frozen=True)
class Move:
    """One reading that took effect, and what it came after."""

    reading: Reading
    before: Reading | None
    kind: str  # new, softened, hardened, moved; empty: the same point as before, said otherwise
    supporting: "list[Said]"  # the statements that support it, the newest first

    @property
    def count(self) -> int:
        return len(self.supporting)

    @property
    def size(self) -> float | None:
        """How far it went, in shares of the scale; none where either states no value."""
        if self.before is None:
            return None
        old, new = (on_scale(each.stated, each.minimum, each.maximum) for each in (self.before, self.reading))
        return None if old is None or new is None else abs(new - old)


class Said(NamedTuple):
    """A statement as far as a move names it."""

    pk: int
    words: str
    said_on: date


def took_effect(day: date, known: datetime, *, since: date | None = None) -> QuerySet[Reading]:
    """The readings that took effect up to `day`, as known at `known`, newest first; with `since` only later ones."""
    found = Reading.objects.took_effect(day, known)
    if since is not None:
        found = found.filter(effective_on__gt=since)
    shown: QuerySet[Reading] = found.select_related("option", "position__party", "position__issue")
    return shown


def in_negotiation(
    negotiation: Negotiation, day: date, known: datetime, *, since: date | None = None, party: Party | None = None
) -> QuerySet[Reading]:
    """The same of one negotiation, or of one party in it. The workspace says no more; by it the index finds them."""
    found = took_effect(day, known, since=since).filter(
        workspace=negotiation.workspace_id, position__issue__negotiation=negotiation
    )
    return found.filter(position__party=party) if party else found


def change_beside(negotiation: Negotiation, day: date, known: datetime, *, later: bool) -> date | None:
    """The nearest day before or after `day` on which a reading of the negotiation took effect, as known at `known`."""
    found = in_negotiation(negotiation, date.max, known).select_related(None)
    found = found.filter(effective_on__gt=day).order_by("effective_on") if later else found.filter(effective_on__lt=day)
    beside: date | None = found.values_list("effective_on", flat=True).first()
    return beside


class Point(NamedTuple):
    """A reading as far as others are judged by it."""

    pk: int
    party: int
    issue: int
    effective_on: date
    stated: float | None
    minimum: float | None
    maximum: float | None

    @property
    def value(self) -> float | None:
        return on_scale(self.stated, self.minimum, self.maximum)


def moves(
    chosen: Sequence[Reading],
    day: date,
    known: datetime,
    *,
    counted: Mapping[int, set[int]] | None = None,
    all_told: bool = False,
) -> list[Move]:
    """What each of these readings, which took effect, came to; in a fixed number of queries.

    `counted`: the counted parties of each issue, where somebody has asked for them already. `all_told`: so with all
    readings that took effect on these issues: they are the ones chosen.
    """
    issues = {reading.position.issue_id for reading in chosen}
    counted = seated(issues) if counted is None else counted
    points = points_of(chosen) if all_told else points_around(chosen, known)
    lines: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for point in sorted(points, key=lambda point: point.effective_on):
        lines[point.issue, point.party].append(point)
    earlier = {reading.pk: predecessor(reading, lines) for reading in chosen}
    known_before = befores({pk for pk in earlier.values() if pk}, chosen)
    behind = support(chosen, day, known)
    return [
        Move(
            reading=reading,
            before=(before := known_before.get(earlier[reading.pk] or 0)),
            kind=kind(reading, before, lines, counted),
            supporting=behind[reading.pk],
        )
        for reading in chosen
    ]


def points_of(readings: Iterable[Reading]) -> Iterator[Point]:
    for each in readings:
        position = each.position
        yield Point(
            each.pk, position.party_id, position.issue_id, each.effective_on, each.stated, each.minimum, each.maximum
        )


def points_around(chosen: Sequence[Reading], known: datetime) -> Iterator[Point]:
    """What everybody held on their issues before the first of them took effect, and what did so until the last."""
    if not chosen:
        return
    issues, days = {each.position.issue_id for each in chosen}, [each.effective_on for each in chosen]
    first, last = min(days), max(days)
    if first > date.min:
        yield from starmap(Point, held_rows(issues, first - timedelta(1), known))
    yield from starmap(Point, point_rows(issues, first, last, known))


POINT = ("pk", "position__party", "position__issue", "effective_on", "stated", "minimum", "maximum")


@prepared
def held_rows(issues: Collection[int], day: date, known: datetime) -> QuerySet[Reading, tuple[Any, ...]]:
    """What was in force on that day on these issues, as rows."""
    positions = Position.objects.filter(Among("issue", issues))
    return Reading.objects.in_force(positions, day, known).values_list(*POINT)


@prepared
def point_rows(issues: Collection[int], first: date, last: date, known: datetime) -> QuerySet[Reading, tuple[Any, ...]]:
    """What took effect between these days on these issues, as rows."""
    rows = Reading.objects.took_effect(last, known).filter(Among("position__issue", issues), effective_on__gte=first)
    return rows.order_by().values_list(*POINT)


def seated(issues: set[int]) -> dict[int, set[int]]:
    """The counted parties of each issue's negotiation."""
    found: dict[int, set[int]] = defaultdict(set)
    for issue, party in seat_rows(issues):
        found[issue].add(party)
    return found


@prepared
def seat_rows(issues: Collection[int]) -> QuerySet[Participation, tuple[int, int]]:
    """The same as pairs of issue and party."""
    rows = Participation.objects.filter(Among("negotiation__issues", issues), counted=True).order_by()
    return rows.values_list("negotiation__issues", "party")


def predecessor(reading: Reading, lines: dict[tuple[int, int], list[Point]]) -> int | None:
    """The id of the reading that was in force until this one took effect."""
    line = lines[reading.position.issue_id, reading.position.party_id]
    earlier = [point.pk for point in line if point.effective_on < reading.effective_on]
    return earlier[-1] if earlier else None


def befores(wanted: set[int], chosen: Sequence[Reading]) -> dict[int, Reading]:
    """Those readings by id; asked for only where they are not at hand."""
    found = {reading.pk: reading for reading in chosen if reading.pk in wanted}
    missing = wanted - found.keys()
    if missing:
        found |= {reading.pk: reading for reading in readings_of(missing)}
    return found


@prepared
def readings_of(pks: Collection[int]) -> QuerySet[Reading]:
    return Reading.objects.filter(Among("pk", pks)).select_related("option")


def kind(
    reading: Reading,
    before: Reading | None,
    lines: dict[tuple[int, int], list[Point]],
    counted: Mapping[int, set[int]],
) -> str:
    """Whether the party softened, hardened or only moved when the reading took effect."""
    if before is None:
        return "new"
    old, new = (on_scale(each.stated, each.minimum, each.maximum) for each in (before, reading))
    if old is None or new is None:
        return "" if before.stance == reading.stance else "moved"
    issue, party = reading.position.issue, reading.position.party_id
    others = [stated_on(lines[issue.pk, other], reading.effective_on) for other in counted[issue.pk] - {party}]
    quo = on_scale(issue.status_quo, issue.minimum, issue.maximum)
    return softened_or_hardened(old, new, reference(others, quo)) or ""


def stated_on(line: Sequence[Point], day: date) -> Stand | None:
    """What a party stated on that day, if it stated a value."""
    by_then = [point for point in line if point.effective_on <= day]
    value = by_then[-1].value if by_then else None
    return None if value is None else Stand(stance="value", value=value)


def support(readings: Sequence[Reading], day: date, known: datetime) -> dict[int, list[Said]]:
    """The statements, said by `day` and recorded by `known`, that support each reading, by its id."""
    found: dict[int, list[Said]] = defaultdict(list)
    for reading, relation, *said in said_for([reading.pk for reading in readings], day, known):
        if relation == Evidence.Relation.SUPPORTS:
            found[reading].append(Said(*said))
    for each in found.values():
        each.sort(key=lambda said: (said.said_on, said.pk), reverse=True)
    return found


@prepared
def said_for(readings: Collection[int], day: date, known: datetime) -> QuerySet[Evidence, tuple[Any, ...]]:
    """What was said by then and bears on these readings, as rows of reading, relation, statement, its words and day."""
    rows = Evidence.objects.filter(
        Among("reading", readings), statement__said_on__lte=day, statement__recorded_at__lte=known
    )
    return rows.newest(known).values_list("reading", "relation", "statement", "statement__words", "statement__said_on")
