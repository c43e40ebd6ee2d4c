"""What stands behind readings: their evidence as of a day and as then known, its roots, grades and age."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tracker.agenda import queries as agenda
from tracker.agenda.models import Issue, Negotiation, Option
from tracker.agenda.when import NOW
from tracker.base.dates import DomainDate
from tracker.base.prepared import Among, prepared
from tracker.positions.expressions import Weighed
from tracker.positions.models import Evidence, Position, Reading, Review
from tracker.statements.models import Holder, Statement
from tracker.statements.queries import grade, root_count, statements, with_reports

Relation = Evidence.Relation


@dataclass
class Backing:
    """The statements behind one reading, those said by the day and recorded by the moment shown."""

    weighed: list[tuple[Evidence, Statement]] = field(default_factory=list)
    stale_after: date = date.max

    def of(self, relation: str) -> list[Statement]:
        return [statement for evidence, statement in self.weighed if evidence.relation == relation]

    @cached_property
    def supporting(self) -> list[Statement]:
        return self.of(Relation.SUPPORTS)

    @property
    def count(self) -> int:
        """How many statements support it."""
        return len(self.supporting)

    @cached_property
    def roots(self) -> int:
        """From how many independent roots they come."""
        return root_count(self.supporting)

    @cached_property
    def grade(self) -> str:
        """The best grade among them, by credibility and then by reliability; none without a statement."""
        return min((grade(statement) for statement in self.supporting), key=lambda word: word[::-1], default="")

    @cached_property
    def newest(self) -> DomainDate | None:
        """When the newest of them was said."""
        return max((statement.said for statement in self.supporting), key=lambda said: said.last, default=None)

    @property
    def last(self) -> date | None:
        """The day on which the newest was said at the latest."""
        return self.newest.last if self.newest else None

    @property
    def stale_since(self) -> date | None:
        """The day from which the newest of them is older than the half-life, if that day has come."""
        return self.stale_after if self.count and self.stale_after != date.max else None


def backing(readings: Iterable[Reading], day: date, known: datetime, half_life: int) -> dict[int, Backing]:
    """The backing of each reading, by its id, in a fixed number of queries. `half_life` in days."""
    pks = {reading.pk for reading in readings}
    rows = [row for row in evidence(pks, known) if row.relation != Relation.DOES_NOT_BEAR]
    said = with_reports(statements({row.statement_id for row in rows}, day, known))
    return stacked(pks, rows, {statement.pk: statement for statement in said}, day, half_life)


@prepared
def evidence(readings: Collection[int], known: datetime) -> QuerySet[Evidence]:
    """What was weighed for these readings, as known then."""
    return Evidence.objects.filter(Among("reading", readings)).newest(known)


def stacked(
    readings: Iterable[int], rows: Iterable[Evidence], statements: Mapping[int, Statement], day: date, half_life: int
) -> dict[int, Backing]:
    """The backing of each reading, by its id, out of evidence and statements that are already at hand."""
    weighed: dict[int, list[tuple[Evidence, Statement]]] = {pk: [] for pk in readings}
    for row in rows:
        if row.reading_id in weighed and row.statement_id in statements and row.relation != Relation.DOES_NOT_BEAR:
            weighed[row.reading_id].append((row, statements[row.statement_id]))
    found = {}
    for pk, pairs in weighed.items():
        pairs.sort(key=lambda pair: (pair[1].said_on, pair[1].pk), reverse=True)
        found[pk] = behind = Backing(pairs)
        if behind.newest and (day - behind.newest.last).days > half_life:
            behind.stale_after = behind.newest.last + timedelta(days=half_life)
    return found


def in_force(positions: Sequence[Position], day: date, known: datetime) -> dict[int, Reading]:
    """The reading in force of each position, by the position's id."""
    readings = readings_in_force([position.pk for position in positions], day, known)
    return {reading.position_id: reading for reading in readings}


@prepared
def readings_in_force(positions: Collection[int], day: date, known: datetime) -> QuerySet[Reading]:
    """The reading in force of each of these positions that has one."""
    these = Position.objects.filter(Among("pk", positions))
    return Reading.objects.in_force(these, day, known).select_related("option")


@prepared
def positions_of(parties: Collection[int], issues: Collection[int]) -> QuerySet[Position]:
    """The positions of these parties on these issues."""
    return Position.objects.filter(Among("party", parties), Among("issue", issues))


def states(readings: Iterable[Reading], known: datetime) -> dict[int, Review]:
    """The review in force of each reading that has one, by the reading's id."""
    found = reviews([reading.pk for reading in readings], known)
    return {review.reading_id: review for review in found if review.reading_id}


@prepared
def reviews(readings: Collection[int], known: datetime) -> QuerySet[Review]:
    """The review in force of each of these readings that has one, and who wrote it."""
    return Review.objects.filter(Among("reading", readings)).newest(known).select_related("by__user")


def review_states(readings: Iterable[Reading], known: datetime) -> dict[int, str]:
    """The state of that review alone: proposed, questioned or approved."""
    return dict(reviewed([reading.pk for reading in readings], known))


@prepared
def reviewed(readings: Collection[int], known: datetime) -> QuerySet[Review, tuple[int, str]]:
    """The same, as pairs of reading and state."""
    return Review.objects.filter(Among("reading", readings)).newest(known).values_list("reading", "state")


def unweighed(day: date, known: datetime) -> "QuerySet[Holder]":
    """Who holds which statement, said by `day` and recorded by `known`, that no evidence row mentions."""
    return Holder.objects.filter(~Weighed(known), said_on__lte=day, statement__recorded_at__lte=known)


def waiting(
    parties: Collection[int], issues: Collection[int], day: date, known: datetime
) -> dict[tuple[int, int], int]:
    """How many statements wait to be weighed, by (party, issue)."""
    found: dict[tuple[int, int], int] = defaultdict(int)
    found.update({(party, issue): number for party, issue, number in unweighed_counts(parties, issues, day, known)})
    return found


@prepared
def unweighed_counts(
    parties: Collection[int], issues: Collection[int], day: date, known: datetime
) -> QuerySet[Holder, tuple[int, int, int]]:
    """The same, as rows of party, issue and number."""
    held = unweighed(day, known).filter(Among("party", parties), Among("issue", issues)).order_by()
    return held.values_list("party", "issue").annotate(waiting=Count("statement"))


def supported(readings: Iterable[Reading], day: date, known: datetime) -> set[int]:
    """The ids of those readings that at least one statement supports, on that day and as then known."""
    found = relations([reading.pk for reading in readings], day, known)
    return {reading for reading, relation in found if relation == Relation.SUPPORTS}


@prepared
def relations(readings: Collection[int], day: date, known: datetime) -> QuerySet[Evidence, tuple[int, str]]:
    """How what was said by then bears on these readings, as pairs of reading and relation."""
    rows = Evidence.objects.filter(
        Among("reading", readings), statement__said_on__lte=day, statement__recorded_at__lte=known
    )
    return rows.newest(known).values_list("reading", "relation")


# The agenda -----------------------------------------------------------------------------------------------------------
def answered(negotiation: Negotiation) -> set[int]:
    """The ids of the issues that have options or readings: nothing can stand under these."""
    readings = Reading.objects.filter(position__issue=OuterRef("pk"))
    options = Option.objects.filter(issue=OuterRef("pk"))
    return set(negotiation.issues.filter(Exists(readings) | Exists(options)).values_list("pk", flat=True))


def on_record_count(negotiation: Negotiation, day: date, known: datetime) -> dict[int, int]:
    """How many parties of the table have a reading in force on each issue, by the issue's id."""
    at_table = Position.objects.filter(
        issue__negotiation=negotiation, party__in=negotiation.participations.values("party")
    )
    return dict(Counter(Reading.objects.in_force(at_table, day, known).values_list("position__issue", flat=True)))


def options(issue: Issue) -> list[Option]:
    """The options of an issue, the lowest first, each with how many readings and statements say it."""
    readings = Count("readings", distinct=True)
    return list(issue.options.annotate(reading_count=readings, statement_count=Count("statements", distinct=True)))


def is_branch(issue: Issue) -> bool:
    return bool(issue.children.exists())


# One position, whole -------------------------------------------------------------------------------------------------
@dataclass
class OnRecord:
    """A position at one point in time: its readings, what stands behind each, and what else its party said.

    What a form needs is read at once; what only its page shows, when it is shown.
    """

    position: Position
    day: date
    known: datetime
    readings: list[Reading]  # that take effect by the day, newest first
    in_force: Reading | None
    successors: dict[int, Reading]  # what replaced a reading, by its id
    rows: list[Evidence]  # the newest for each reading and statement
    said: dict[int, Statement]  # the party's on this issue, and whatever the rows name; newest first, without reports
    since: date | None = None
    before: Reading | None = None  # in force on the day compared with

    @cached_property
    def statements(self) -> dict[int, Statement]:
        """The same with their reports."""
        return {statement.pk: statement for statement in with_reports(self.said.values())}

    @cached_property
    def behind(self) -> dict[int, Backing]:
        """What stands behind each reading, by its id."""
        half_life = self.position.workspace.half_life
        return stacked((each.pk for each in self.readings), self.rows, self.statements, self.day, half_life)

    @property
    def waiting(self) -> list[Statement]:
        """What nobody has weighed."""
        weighed = {row.statement_id for row in self.rows}
        return [statement for pk, statement in self.statements.items() if pk not in weighed]

    @cached_property
    def reviews(self) -> dict[int, Review]:
        """The review in force of each reading that has one, by the reading's id."""
        return states(self.readings, self.known)

    @cached_property
    def taken_back(self) -> dict[int, int]:
        """The newest row on each statement that was weighed once and waits again, by the statement's id."""
        return dict(taken_back(self.position.pk))

    @cached_property
    def bloc(self) -> tuple[Position, Reading] | None:
        """Without a reading of its own: its bloc's."""
        return None if self.in_force else of_its_bloc(self.position, self.day, self.known)

    @property
    def backing(self) -> Backing:
        """What stands behind the reading in force."""
        return self.behind[self.in_force.pk] if self.in_force else Backing()

    @property
    def took_effect(self) -> list[Reading]:
        """The readings that were ever in force by the day, newest first: of those of one first day the last alone."""
        by_day: dict[date, Reading] = {}
        for reading in self.readings:
            if not reading.withdrawn and reading.pk not in self.successors:
                by_day.setdefault(reading.effective_on, reading)
        return list(by_day.values())

    @property
    def slips(self) -> list[Reading]:
        """Those that another took the place of, or nothing."""
        return [each for each in self.readings if each.pk in self.successors and not each.withdrawn]

    @property
    def spoken(self) -> list[Statement]:
        """What the party itself said for something on the issue, oldest first."""
        party, issue = self.position.party_id, self.position.issue_id
        return [
            each
            for each in reversed(self.statements.values())
            if each.direction == Statement.Direction.FOR
            and each.issue_id == issue
            and any(held.party_id == party and not held.told_by_other for held in each.held)
        ]

    @property
    def relations(self) -> dict[int, Evidence]:
        """How each statement bears on the reading in force, as it was last judged."""
        return self.relations_of(self.in_force)

    def relations_of(self, reading: Reading | None) -> dict[int, Evidence]:
        """The same for another reading of the position."""
        return {row.statement_id: row for row in self.rows if reading and row.reading_id == reading.pk}

    @property
    def elsewhere(self) -> list[tuple[Evidence, Statement]]:
        """What was weighed once and does not bear on the reading in force, each statement once."""
        here = self.relations
        found: dict[int, Evidence] = {}
        for row in sorted(self.rows, key=lambda row: (row.recorded_at, row.pk)):
            found[row.statement_id] = here.get(row.statement_id, row)
        return [
            (found[pk], statement)
            for pk, statement in self.statements.items()
            if pk in found and (pk not in here or here[pk].relation == Relation.DOES_NOT_BEAR)
        ]


WHOLE = ("party", "issue__negotiation")  # what a position's pages read with it


def laid(position: Position) -> Position:
    """The position, read whole, in one workspace with all that was read with it."""
    position.party.workspace = position.issue.workspace = position.issue.negotiation.workspace = position.workspace
    return position


def on_record(position: Position, day: date, known: datetime, *, since: date | None = None) -> OnRecord:
    """All that is on record of a position on `day`, as known at `known`, in a fixed number of queries."""
    now, then = in_force([position], day, known), in_force([position], since, known) if since else {}
    told = readings_told(position.pk, known)  # asked last: what is in force is among them, whoever saves meanwhile
    by_pk = {reading.pk: reading for reading in told}
    chosen = by_pk[now[position.pk].pk] if now else None
    readings = [reading for reading in told if reading.effective_on <= day]
    rows = evidence_on(position.pk, known)
    weighed = {row.statement_id for row in rows}
    said = said_or_weighed(position.party_id, position.issue_id, weighed, day, known)
    return OnRecord(
        position=position,
        day=day,
        known=known,
        readings=readings,
        in_force=chosen,
        successors={reading.replaces_id: reading for reading in told if reading.replaces_id},
        rows=rows,
        said={statement.pk: statement for statement in said},
        since=since,
        before=by_pk[then[position.pk].pk] if then else None,
    )


@prepared
def readings_told(position: int, known: datetime) -> QuerySet[Reading]:
    """All readings of the position recorded by then, newest first."""
    return Reading.objects.filter(position=position).told(known).select_related("option", "recorded_by__user")


@prepared
def evidence_on(position: int, known: datetime) -> QuerySet[Evidence]:
    """What was weighed for the position, as known then."""
    return Evidence.objects.filter(position=position).newest(known)


@prepared
def taken_back(position: int) -> QuerySet[Evidence, tuple[int, int]]:
    """The newest row, which comes last, on each statement that was weighed for the position and waits again."""
    rows = Evidence.objects.filter(position=position, relation=Relation.NOT_WEIGHED).order_by("recorded_at", "pk")
    return rows.values_list("statement", "pk")


@prepared
def said_or_weighed(
    party: int, issue: int, weighed: Collection[int], day: date, known: datetime
) -> QuerySet[Statement]:
    """What the party said on the issue, and what was weighed besides, newest first."""
    held = Holder.objects.filter(party=party, issue=issue, said_on__lte=day)
    found = Statement.objects.filter(Q(pk__in=held.values("statement")) | Q(Among("pk", weighed)))
    return found.filter(said_on__lte=day, recorded_at__lte=known).order_by("-said_on", "-pk").quotable()


def of_its_bloc(position: Position, day: date, known: datetime) -> tuple[Position, Reading] | None:
    """What the bloc holds to which the position's party belonged on `day`, if that bloc is at the table too."""
    stays = agenda.stays([position.party_id], day)
    theirs = positions_beside(position.issue_id, [stay.bloc_id for stay in stays]) if stays else []
    by_party = {each.party_id: each for each in theirs}
    bloc = next((by_party[stay.bloc_id] for stay in reversed(stays) if stay.bloc_id in by_party), None)
    reading = in_force([bloc], day, known).get(bloc.pk) if bloc else None
    return (bloc, reading) if bloc and reading else None


@prepared
def positions_beside(issue: int, parties: Collection[int]) -> QuerySet[Position]:
    """The positions of these parties on the issue, each with its party."""
    return Position.objects.filter(Among("party", parties), issue=issue).select_related("party")


def newest_saved(position: Position) -> Reading | None:
    """The reading of that position which was recorded last."""
    saved = Reading.objects.filter(position=position).select_related("option", "recorded_by__user")
    return saved.order_by("-recorded_at", "-pk").first()


def weighed_for(reading: Reading) -> list[Evidence]:
    """How each statement bears on that reading, as it was last judged."""
    return list(Evidence.objects.filter(reading=reading).newest(NOW))


def judged(position: Position, statement: Statement, reading: Reading | None, day: date) -> dict[str, Any]:
    """What a form begins with that weighs the statement anew, for `reading` or for the one in force."""
    reading = reading or in_force([position], day, NOW).get(position.pk)
    rows = Evidence.objects.filter(position=position, statement=statement).order_by("-recorded_at", "-pk")
    newest = rows.first()
    row = rows.filter(reading=reading).newest(NOW).first()
    return {
        "position": position.pk,
        "statement": statement.pk,
        "reading": reading.pk if reading else None,
        "expected": position.version,
        "seen": newest.pk if newest else 0,
        "relation": row.relation if row else None,
        "note": row.note if row else "",
    }
