"""A few parties over a whole agenda: where each stands, read lightly, and what is behind it for the issues shown."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db.models import Count, F, QuerySet, Sum

from tracker.actors.models import Party
from tracker.agenda import queries as agenda
from tracker.agenda.models import Issue, Negotiation
from tracker.base.prepared import Among, prepared
from tracker.compare.comparison import Cell, Comparison, Row, Spoken
from tracker.compare.filters import Narrowed
from tracker.compare.queries import annotate, arrange, fill, lend, look_back, together
from tracker.positions.models import Position, Reading
from tracker.positions.queries import Backing, review_states, waiting
from tracker.positions.standing import newest, stale, standings


class Thin(Backing):
    """What stands behind a reading that is only compared: whether anything does, and of when the newest is."""

    def __init__(self, said: date | None, day: date, half_life: int) -> None:
        super().__init__()
        self.said = said
        self.stale_after = (said and stale(said, day, half_life)) or date.max

    @property
    def count(self) -> int:
        """One where there are any."""
        return int(self.said is not None)

    @property
    def last(self) -> date | None:
        """The day on which the newest was said at the latest."""
        return self.said


@prepared
def spoken(
    parties: Collection[int], issues: Collection[int], day: date, known: datetime
) -> QuerySet[Reading, tuple[int, float, int]]:
    """Of each issue the sum of what these parties state on it, as shares of its scale, and of how many of them."""
    these = Position.objects.filter(Among("party", parties), Among("issue", issues))
    stated = Reading.objects.in_force(these, day, known).order_by().filter(stated__isnull=False)
    share = (F("stated") - F("minimum")) / (F("maximum") - F("minimum"))
    return stated.values_list("position__issue").annotate(total=Sum(share), count=Count("pk"))


def abreast(
    negotiation: Negotiation,
    parties: Sequence[Party],
    narrow: Narrowed,
    *,
    day: date,
    known: datetime,
    since: date | None = None,
    since_name: str = "",
    only: slice | None = None,
) -> Comparison:
    """Where `parties` stand on all leaves, in a fixed number of queries; `narrow` says what else it has to know.

    `only`: of the leaves these, in the agenda's order; where nobody asks how far apart they are over all.
    """
    by_party = {seat.party_id: seat for seat in negotiation.seats}
    seats = [by_party[party.pk] for party in parties]
    rows = arrange(agenda.issues_of(negotiation))
    if only is not None:
        rows = [row for row in rows if not row.is_branch][only]
    shown = {party.pk: party for party in parties}
    issues = [row.issue.pk for row in rows if not row.is_branch]
    now = standings(shown, issues, day, known)
    then = standings(shown, issues, since, known) if since else {}
    said = newest([each.pk for each in now.values()], day, known)
    said_then = newest([each.pk for each in then.values()], since, known) if since else {}
    reviews = review_states(now.values(), known) if narrow.review else {}
    waits = waiting(shown, issues, day, known) if "waiting" in narrow.show else {}
    states = {state.issue_id: state for state in agenda.states(negotiation.pk, day, known)}
    half_life, apart = negotiation.workspace.half_life, together(seats)

    def cell(party: Party, issue: Issue) -> Cell:
        at = party.pk, issue.pk
        reading, before = now.get(at), then.get(at)
        return Cell(
            party,
            issue,
            reading=reading,
            backing=Thin(said.get(reading.pk) if reading else None, day, half_life),
            review=reviews.get(reading.pk, "") if reading else "",
            waiting=waits.get(at, 0),
            before=before,
            before_supported=before is not None and before.pk in said_then,
        )

    found = Comparison(negotiation, day, known, since, seats, rows, since_name)
    found.itself = parties[0] if since and len(parties) == 1 else None
    for row in rows:
        row.state, row.apart = states.get(row.issue.pk), apart
        if not row.is_branch:
            row.cells = [cell(party, row.issue) for party in parties]
            if found.itself and since:
                row.cells.insert(0, stood(row.cells[0], said_then, since, half_life))
                for each, twin in zip(row.cells, found.parties, strict=True):
                    each.party = twin
    if found.itself:
        add_up(found, found.leaves)
    return found


def stood(cell: Cell, said: Mapping[int, date], since: date, half_life: int) -> Cell:
    """Where the party of the cell stood, as a cell of its own, which moved from nowhere."""
    then = cell.before
    behind = Thin(said.get(then.pk) if then else None, since, half_life)
    return Cell(cell.party, cell.issue, reading=then, backing=behind, before=then, before_supported=behind.count > 0)


def add_up(comparison: Comparison, rows: Sequence[Row]) -> None:
    """Where somebody moved, the row knows what the counted parties state: what a move is judged by."""
    counted = {seat.party_id for seat in comparison.negotiation.seats if seat.counted}
    moved = {row.issue.pk for row in rows if any(cell.moved for cell in row.cells)}
    sums = spoken(counted, moved, comparison.day, comparison.known) if comparison.since else []
    means = {issue: Spoken(total, count, counted) for issue, total, count in sums}
    for row in rows:
        row.spoken = means.get(row.issue.pk, row.spoken)


def blocs_of(negotiation: Negotiation, day: date) -> dict[int, Party]:
    """The bloc at the table to which each party there belongs on that day, by the party's id."""
    at_table = {seat.party_id: seat.party for seat in negotiation.seats}
    stays = agenda.stays(list(at_table), day)
    return {stay.party_id: at_table[stay.bloc_id] for stay in stays if stay.bloc_id in at_table}


def told(comparison: Comparison, rows: Sequence[Row]) -> Comparison:
    """The same, knowing all that stands behind the cells of these rows; in a fixed number of queries."""
    day, known, since = comparison.day, comparison.known, comparison.since
    chosen = {party.pk: party for party in comparison.parties}
    blocs = {member: bloc for member, bloc in blocs_of(comparison.negotiation, day).items() if member in chosen}
    wanted = chosen | {party.pk: party for party in blocs.values()}
    issues = [row.issue for row in rows]
    cells = fill(comparison.negotiation, wanted, issues, day, known)
    then = {}
    if since:
        look_back(cells, since, known)
        then = fill(comparison.negotiation, chosen, issues, since, known) if comparison.itself else {}
    full = {}
    for row in rows:
        own = [cells[party.pk, row.issue.pk] for party in comparison.parties]
        lend(own, blocs, cells)
        if then:
            own[0] = then[comparison.parties[0].pk, row.issue.pk]
            own[0].before, own[0].before_supported = own[0].reading, own[0].backing.count > 0
            for each, twin in zip(own, comparison.parties, strict=True):
                each.party = twin
        full[row.issue.pk] = replace(row, cells=own, notes=[])
    if not comparison.itself:
        annotate(full.values(), comparison.parties, day, known)
        add_up(comparison, list(full.values()))
    return replace(comparison, rows=[full.get(row.issue.pk, row) for row in comparison.rows])
