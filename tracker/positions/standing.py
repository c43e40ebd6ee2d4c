"""Where many parties stand on many issues: rows of what a large table prints, and their evidence counted in place.

A page of one position reads its statements; a table of thousands counts them where they lie.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, QuerySet

from tracker.base.dates import DomainDate
from tracker.base.prepared import Among, prepared
from tracker.positions.expressions import TakenBack
from tracker.positions.models import Position, Reading


class Standing(NamedTuple):
    """Reading, as far as a cell shows it: the one in force."""

    pk: int
    position_id: int
    party_id: int
    issue_id: int
    effective_on: date
    effective_before: date
    stance: str
    stated: float | None
    option_id: int | None
    low: float | None
    low_bound: str
    high: float | None
    high_bound: str
    minimum: float | None
    maximum: float | None
    mutual: bool
    salience: int | None
    firmness: str | None
    basis: str
    summary: str

    @property
    def effective(self) -> DomainDate:
        return DomainDate(self.effective_on, self.effective_before)

    def get_firmness_display(self) -> str:
        return str(FIRMNESS[self.firmness]) if self.firmness else ""


FIRMNESS = dict(Reading.Firmness.choices)
COLUMNS = {"party_id": F("position__party"), "issue_id": F("position__issue")}


@prepared
def places(parties: Collection[int], issues: Collection[int]) -> QuerySet[Position, tuple[int, int, int]]:
    """The positions of these parties on these issues: rows of id, party and issue."""
    these = Position.objects.filter(Among("party", parties), Among("issue", issues))
    return these.values_list("pk", "party", "issue")


@prepared
def rows(
    parties: Collection[int], issues: Collection[int], day: date, known: datetime
) -> QuerySet[Reading, tuple[object, ...]]:
    """The readings in force of these parties on these issues, as rows of `Standing`."""
    these = Position.objects.filter(Among("party", parties), Among("issue", issues))
    names = [COLUMNS.get(name, name) for name in Standing._fields]
    return Reading.objects.in_force(these, day, known).order_by().values_list(*names)


def standings(
    parties: Collection[int], issues: Collection[int], day: date, known: datetime
) -> dict[tuple[int, int], Any]:
    """The same by the ids of party and issue. A `Standing` answers as a `Reading` does to all that a cell asks."""
    found = map(Standing._make, rows(parties, issues, day, known))
    return {(each.party_id, each.issue_id): each for each in found}


class Place(NamedTuple):
    """Position, as far as a link to it needs one."""

    pk: int


class Counted(NamedTuple):
    """What supports one reading, counted: see `queries.Backing`, whose figures these are."""

    count: int = 0  # type: ignore[assignment]  # statements; no tuple is asked how often it holds something
    roots: int = 0  # independent ones, of all statements together
    grade: str = ""  # the best among them
    newest: DomainDate | None = None
    stale_since: date | None = None

    @property
    def last(self) -> date | None:
        return self.newest.last if self.newest else None


TAKEN_BACK = TakenBack.sql.format(
    pk="said.id",
    position="said.position_id",
    statement="said.statement_id",
    reading="said.reading_id",
    recorded_at="said.recorded_at",
    known="%(known)s",
)

# Roots and grades are those of statements.counting: the last outlet of a chain is its root, without a chain the text,
# without either the record; a chain is as reliable as its worst outlet; an unknown carrier is F, a direct record A.
# Outlets, texts and records are told apart by the remainder. Each is looked up for its reading (LATERAL, OFFSET 0):
# where the statistics are old, as after a large import, the planner would join the whole tables.
EVIDENCE = """
SELECT reading.id, count(DISTINCT statement.id), count(DISTINCT carried.root),
    min(statement.credibility || coalesce(carried.letter, 'F')), max(ARRAY[statement.said_before, statement.said_on])
FROM unnest(%(readings)s::bigint[]) reading (id)
CROSS JOIN LATERAL (
    SELECT DISTINCT ON (said.statement_id) said.statement_id, said.relation
    FROM positions_evidence said
    WHERE said.reading_id = reading.id AND said.recorded_at <= %(known)s AND NOT TAKEN_BACK
    ORDER BY said.statement_id, said.recorded_at DESC, said.id DESC
) weighed
CROSS JOIN LATERAL (
    SELECT statement.id, coalesce(statement.credibility, 6) AS credibility, statement.said_before, statement.said_on
    FROM statements_statement statement
    WHERE statement.id = weighed.statement_id AND weighed.relation = 'supports'
        AND statement.said_on <= %(day)s AND statement.recorded_at <= %(known)s
    OFFSET 0
) statement
LEFT JOIN LATERAL (
    SELECT coalesce(chain.root * 3, report.document_id * 3 + 1, report.id * 3 + 2) AS root,
        coalesce(chain.letter, CASE WHEN report.direct THEN 'A' ELSE 'F' END) AS letter
    FROM statements_report report
    CROSS JOIN LATERAL (
        SELECT (array_agg(relay.outlet_id ORDER BY relay."order" DESC))[1] AS root, max(outlet.reliability) AS letter
        FROM statements_relay relay JOIN sources_outlet outlet ON outlet.id = relay.outlet_id
        WHERE relay.report_id = report.id
    ) chain
    WHERE report.statement_id = statement.id
    OFFSET 0
) carried ON true
GROUP BY reading.id
""".replace("TAKEN_BACK", TAKEN_BACK)


def counted(readings: Collection[int], day: date, known: datetime, half_life: int) -> dict[int, Counted]:
    """What supports each of these readings, by its id; one that nothing does has none. `half_life` in days."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(EVIDENCE, {"readings": list(readings), "day": day, "known": known})
        for reading, count, roots, grade, (end, first) in cursor.fetchall():
            newest = DomainDate(first, end)
            found[reading] = Counted(count, roots, grade[::-1], newest, stale(newest.last, day, half_life))
    return found


def stale(last: date, day: date, half_life: int) -> date | None:
    """From which day on what was last said on that day is older than the half-life, if that day has come."""
    return last + timedelta(days=half_life) if (day - last).days > half_life else None


# Whether anything supports a reading, and of when the newest is, takes a third of the time of counting it.
NEWEST = """
SELECT reading.id, max(statement.said_before) - 1
FROM unnest(%(readings)s::bigint[]) reading (id)
CROSS JOIN LATERAL (
    SELECT DISTINCT ON (said.statement_id) said.statement_id, said.relation
    FROM positions_evidence said
    WHERE said.reading_id = reading.id AND said.recorded_at <= %(known)s AND NOT TAKEN_BACK
    ORDER BY said.statement_id, said.recorded_at DESC, said.id DESC
) weighed
JOIN statements_statement statement ON statement.id = weighed.statement_id
WHERE weighed.relation = 'supports' AND statement.said_on <= %(day)s AND statement.recorded_at <= %(known)s
GROUP BY reading.id
""".replace("TAKEN_BACK", TAKEN_BACK)


def newest(readings: Collection[int], day: date, known: datetime) -> dict[int, date]:
    """When the newest statement that supports each of these readings was said at the latest, by the reading's id."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, {"readings": list(readings), "day": day, "known": known})
        return dict(cursor.fetchall())


# What is weighed is looked up for each position, and when it was recorded only for what waits (OFFSET 0 says so):
# joined, the planner reads the whole of a large table for either.
WAITS = """
WITH weighed AS MATERIALIZED (
    SELECT held.party_id, held.issue_id, said.statement_id
    FROM positions_position held CROSS JOIN LATERAL (
        SELECT said.statement_id FROM positions_evidence said
        WHERE said.position_id = held.id AND said.relation <> 'not_weighed' AND said.recorded_at <= %(known)s
            AND NOT TAKEN_BACK
        OFFSET 0
    ) said
    WHERE held.party_id = ANY(%(parties)s) AND held.issue_id = ANY(%(issues)s)
), waiting AS MATERIALIZED (
    SELECT holder.party_id, holder.issue_id, holder.statement_id
    FROM statements_holder holder
    WHERE holder.party_id = ANY(%(parties)s) AND holder.issue_id = ANY(%(issues)s) AND holder.said_on <= %(day)s
        AND (holder.party_id, holder.issue_id, holder.statement_id) NOT IN (SELECT * FROM weighed)
)
SELECT party_id, issue_id, count(*) FROM waiting
WHERE EXISTS (
    SELECT FROM statements_statement statement
    WHERE statement.id = waiting.statement_id AND statement.recorded_at <= %(known)s OFFSET 0
)
GROUP BY party_id, issue_id
""".replace("TAKEN_BACK", TAKEN_BACK)


def waits(parties: Collection[int], issues: Collection[int], day: date, known: datetime) -> dict[tuple[int, int], int]:
    """How many statements wait to be weighed, by (party, issue): `queries.waiting` for many; none has no number."""
    asked: dict[str, Any] = {"parties": list(parties), "issues": list(issues), "day": day, "known": known}
    with connection.cursor() as cursor:
        cursor.execute(WAITS, asked)
        return {(party, issue): number for party, issue, number in cursor.fetchall()}
