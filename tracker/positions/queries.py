"""What stands behind readings: their evidence as of a day and as then known, its roots, grades and age."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet

from tracker.base.dates import DomainDate
from tracker.positions.models import Evidence, Position, Reading, Review
from tracker.statements.models import Holder, Statement
from tracker.statements.queries import grade, root_count, with_reports

Relation = Evidence.Relation


@dataclass
class Backing:
    """The statements behind one reading, those said by the day and recorded by the moment shown."""

    weighed: list[tuple[Evidence, Statement]] = field(default_factory=list)
    stale_after: date = date.max

    def of(self, relation: str) -> list[Statement]:
        return [statement for evidence, statement in self.weighed if evidence.relation == relation]

    @property
    def supporting(self) -> list[Statement]:
        return self.of(Relation.SUPPORTS)

    @property
    def count(self) -> int:
        """How many statements support it."""
        return len(self.supporting)

    @property
    def roots(self) -> int:
        """From how many independent roots they come."""
        return root_count(self.supporting)

    @property
    def grade(self) -> str:
        """The best grade among them, by credibility and then by reliability; none without a statement."""
        return min((grade(statement) for statement in self.supporting), key=lambda word: word[::-1], default="")

    @property
    def newest(self) -> DomainDate | None:
        """When the newest of them was said."""
        return max((statement.said for statement in self.supporting), key=lambda said: said.last, default=None)

    @property
    def stale_since(self) -> date | None:
        """The day from which the newest of them is older than the half-life, if that day has come."""
        return self.stale_after if self.count and self.stale_after != date.max else None


def backing(readings: Iterable[Reading], day: date, known: datetime, half_life: int) -> dict[int, Backing]:
    """The backing of each reading, by its id, in a fixed number of queries. `half_life` in days."""
    found = {reading.pk: Backing() for reading in readings}
    rows = Evidence.objects.filter(reading__in=found).newest(known)
    rows = [row for row in rows if row.relation != Relation.DOES_NOT_BEAR]
    statements = with_reports(
        Statement.objects.filter(pk__in={row.statement_id for row in rows}, said_on__lte=day, recorded_at__lte=known)
    ).in_bulk()
    for row in rows:
        if row.statement_id in statements:
            found[row.reading_id].weighed.append((row, statements[row.statement_id]))
    for behind in found.values():
        behind.weighed.sort(key=lambda pair: (pair[1].said_on, pair[1].pk), reverse=True)
        if behind.newest and (old := behind.newest.last + timedelta(days=half_life)) < day:
            behind.stale_after = old
    return found


def in_force(positions: Sequence[Position], day: date, known: datetime) -> dict[int, Reading]:
    """The reading in force of each position, by the position's id."""
    pks = [position.pk for position in positions]
    chosen = Position.objects.filter(pk__in=pks).in_force(day, known).order_by()
    readings = Reading.objects.filter(pk__in=chosen.values_list("reading_id", flat=True)).select_related("option")
    return {reading.position_id: reading for reading in readings}


def states(readings: Iterable[Reading], known: datetime) -> dict[int, Review]:
    """The review in force of each reading that has one, by the reading's id."""
    reviews = Review.objects.filter(reading__in=[reading.pk for reading in readings]).newest(known)
    return {review.reading_id: review for review in reviews.select_related("by__user")}


def unweighed(day: date, known: datetime) -> "QuerySet[Holder]":
    """Who holds which statement, said by `day` and recorded by `known`, that no evidence row mentions."""
    mentioned = Evidence.objects.filter(
        position__party=OuterRef("party"),
        position__issue=OuterRef("issue"),
        statement=OuterRef("statement"),
        recorded_at__lte=known,
    )
    return Holder.objects.filter(~Exists(mentioned), said_on__lte=day, statement__recorded_at__lte=known)


def waiting(
    parties: Collection[int], issues: Collection[int], day: date, known: datetime
) -> dict[tuple[int, int], int]:
    """How many statements wait to be weighed, by (party, issue)."""
    rows = (
        unweighed(day, known)
        .filter(party__in=parties, issue__in=issues)
        .order_by()
        .values_list("party", "issue")
        .annotate(waiting=Count("statement"))
    )
    found: dict[tuple[int, int], int] = defaultdict(int)
    found.update({(party, issue): number for party, issue, number in rows})
    return found


def statements_of(position: Position, day: date, known: datetime) -> list[Statement]:
    """What the party said on the issue, newest first, with all that a quotation shows."""
    held = Holder.objects.filter(party=position.party_id, issue=position.issue_id, said_on__lte=day)
    return list(
        with_reports(Statement.objects.filter(pk__in=held.values("statement"), recorded_at__lte=known)).order_by(
            "-said_on", "-pk"
        )
    )


def supported(readings: Iterable[Reading], day: date, known: datetime) -> set[int]:
    """The ids of those readings that at least one statement supports, on that day and as then known."""
    rows = Evidence.objects.filter(
        reading__in=[reading.pk for reading in readings],
        statement__said_on__lte=day,
        statement__recorded_at__lte=known,
    )
    return {row.reading_id for row in rows.newest(known) if row.relation == Relation.SUPPORTS}
