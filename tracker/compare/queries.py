"""Reads the comparison: who wants what on each issue as of a day, and what stands behind it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db.models import QuerySet

from tracker.actors.models import Party
from tracker.agenda import queries as agenda
from tracker.agenda.models import Issue, Negotiation, Participation
from tracker.analysis.gaps import gap
from tracker.analysis.stands import TOLERANCE
from tracker.analysis.verdict import SUBSTANCE
from tracker.base.prepared import Among, prepared
from tracker.compare.comparison import Cell, Comparison, Row
from tracker.compare.models import PairNote
from tracker.positions.queries import backing, in_force, positions_of, review_states, supported, waiting


def compare(
    negotiation: Negotiation,
    parties: Sequence[Party] | None,
    *,
    day: date,
    known: datetime,
    since: date | None = None,
    since_name: str = "",
    since_known: datetime | None = None,
    only: Collection[int] | None = None,
    beside: bool = True,
) -> Comparison:
    """The issues of `negotiation` by `parties`, in a fixed number of queries.

    Without `parties` all at its table are shown. Of those shown the counted are compared: a bloc or its members.
    `since` is taken as known at `since_known`, else at `known`.
    `only`: the ids of the issues that have cells; `beside`: whether the counted that are not shown have some too.
    """
    every = seats = negotiation.seats
    if parties is not None:
        by_party = {seat.party_id: seat for seat in every}
        seats = [by_party[party.pk] for party in parties]
    chosen = [seat.party for seat in seats]
    stays = agenda.stays([party.pk for party in chosen], day)
    at_table = {seat.party_id: seat.party for seat in every}
    blocs = {stay.party_id: at_table[stay.bloc_id] for stay in stays if stay.bloc_id in at_table}
    issues = agenda.agenda(negotiation)
    counted = [seat.party for seat in every if seat.counted and beside]
    wanted = {party.pk: party for party in [*chosen, *blocs.values(), *counted]}
    leaves = {issue.pk for issue in issues} - {issue.parent_id for issue in issues}
    leaves = leaves if only is None else leaves.intersection(only)
    cells = fill(negotiation, wanted, [issue for issue in issues if issue.pk in leaves], day, known)
    if since:
        look_back(cells, since, since_known or known)
    by_issue = {state.issue_id: state for state in agenda.states(negotiation.pk, day, known)}
    rows = arrange(issues)
    apart = together(seats)
    for row in rows:
        row.apart = apart
        row.state = by_issue.get(row.issue.pk)
        if row.issue.pk in leaves:
            row.cells = [cells[party.pk, row.issue.pk] for party in chosen]
            row.counted = [cells[party.pk, row.issue.pk] for party in counted]
            lend(row.cells, blocs, cells)
    annotate(rows, chosen, day, known)
    return Comparison(negotiation, day, known, since, seats, rows, since_name, since_known)


def annotate(rows: Iterable[Row], parties: Sequence[Party], day: date, known: datetime) -> None:
    """The rows know what analysts wrote on their issues and two of these parties."""
    by_issue, among = {row.issue.pk: row for row in rows}, {party.pk: party for party in parties}
    for note in pair_notes(by_issue, among, day, known):
        if note.text:
            note.one, note.other = among[note.one_id], among[note.other_id]
            by_issue[note.issue_id].notes.append(note)


@prepared
def pair_notes(issues: Collection[int], parties: Collection[int], day: date, known: datetime) -> QuerySet[PairNote]:
    """What was written on two of these parties and one of these issues, and who wrote it."""
    found = PairNote.objects.filter(Among("issue", issues), Among("one", parties), Among("other", parties))
    return found.in_force(day, known).select_related("recorded_by__user")


def pair_note(issue: Issue, parties: Sequence[Party], day: date, known: datetime) -> PairNote | None:
    """The note in force on these two and the issue."""
    return next(iter(pair_notes([issue.pk], [party.pk for party in parties], day, known)), None)


def together(seats: Sequence[Participation]) -> frozenset[int]:
    """Who of those shown is compared, by the party's id; nobody: all of them."""
    counted = frozenset(seat.party_id for seat in seats if seat.counted)
    return counted if len(counted) > 1 else frozenset()


def lend(row: Iterable[Cell], blocs: Mapping[int, Party], cells: Mapping[tuple[int, int], Cell]) -> None:
    """A member without a reading of its own knows its bloc's; so does one whose own is another."""
    for cell in row:
        if cell.party.pk not in blocs:
            continue
        theirs = cells[blocs[cell.party.pk].pk, cell.issue.pk]
        if cell.reading is None:
            cell.bloc = theirs if theirs.reading else None
        elif cell.stand and theirs.stand and (gap(cell.stand, theirs.stand) or 0.0) > SUBSTANCE + TOLERANCE:
            cell.departs_from = theirs


def fill(
    negotiation: Negotiation,
    parties: dict[int, Party],
    issues: list[Issue],
    day: date,
    known: datetime,
) -> dict[tuple[int, int], Cell]:
    """The cell of each party on each leaf, by their ids."""
    cells = {(party, issue.pk): Cell(parties[party], issue) for party in parties for issue in issues}
    positions = positions_of(parties, [issue.pk for issue in issues])
    readings = in_force(positions, day, known)
    behind = backing(readings.values(), day, known, negotiation.workspace.half_life)
    reviews = review_states(readings.values(), known)
    waits = waiting(parties, [issue.pk for issue in issues], day, known)
    for position in positions:
        cell = cells[position.party_id, position.issue_id]
        position.party, position.issue = cell.party, cell.issue
        cell.position = position
        cell.waiting = waits[position.party_id, position.issue_id]
        if reading := readings.get(position.pk):
            reading.position = position
            cell.reading, cell.backing = reading, behind[reading.pk]
            cell.review = reviews.get(reading.pk, "")
    return cells


def look_back(cells: Mapping[tuple[int, int], Cell], since: date, known: datetime) -> None:
    """Each cell has what was in force on the day compared with, as then known."""
    placed = [(cell, cell.position) for cell in cells.values() if cell.position]
    earlier = in_force([position for _cell, position in placed], since, known)
    backed = supported(earlier.values(), since, known)
    for cell, position in placed:
        if before := earlier.get(position.pk):
            before.position = position
            cell.before, cell.before_supported = before, before.pk in backed


def against(comparison: Comparison, since: date, since_name: str, since_known: datetime) -> Comparison:
    """The leaves of the comparison, compared with another day as it was known at that moment."""
    shown = [cell for row in comparison.leaves for cell in (*row.cells, *row.counted)]
    cells = {(cell.party.pk, cell.issue.pk): replace(cell, before=None, before_supported=False) for cell in shown}
    look_back(cells, since, since_known)

    def of(row: Row, held: list[Cell]) -> list[Cell]:
        return [cells[cell.party.pk, row.issue.pk] for cell in held]

    rows = [replace(row, cells=of(row, row.cells), counted=of(row, row.counted)) for row in comparison.leaves]
    return replace(comparison, rows=rows, since=since, since_name=since_name, since_known=since_known)


def arrange(issues: Iterable[Issue]) -> list[Row]:
    """The agenda as rows, branches before what stands under them, numbered as a table of contents."""
    under: dict[int | None, list[Issue]] = {}
    for issue in issues:
        under.setdefault(issue.parent_id, []).append(issue)

    def walk(parent: int | None, prefix: str, depth: int) -> list[Row]:
        rows: list[Row] = []
        for place, issue in enumerate(under.get(parent, []), 1):
            row = Row(issue, f"{prefix}{place}", depth)
            inside = walk(issue.pk, f"{row.number}.", depth + 1)
            row.below = [each for each in inside if not each.is_branch]
            rows += [row, *inside]
        return rows

    return walk(None, "", 0)
