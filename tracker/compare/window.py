"""The part of a large table that is looked at: who stands where there, and what stands behind it.

The comparison of a few reads every statement; a table of hundreds is laid out first, then filled where it shows.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from tracker.agenda import queries as agenda
from tracker.agenda.models import Negotiation
from tracker.analysis.gaps import gap
from tracker.analysis.stands import TOLERANCE
from tracker.analysis.verdict import SUBSTANCE
from tracker.compare.columns import Columns
from tracker.compare.comparison import Cell, Comparison, Row
from tracker.compare.filters import Narrowed
from tracker.compare.queries import arrange
from tracker.positions.models import Position
from tracker.positions.queries import reviewed
from tracker.positions.standing import Counted, Place, counted, places, standings, waits

STRETCH = 30  # columns that are filled at once: three windows wide
CELLS = 40 * STRETCH  # cells that are filled at once
NOTHING = Counted()
MOST_STANDS = 6_000  # cells of which all readings are read at once, so that the page can say what they come to


def lay_out(
    negotiation: Negotiation,
    columns: Columns,
    *,
    day: date,
    known: datetime,
    since: date | None = None,
    since_name: str = "",
) -> Comparison:
    """The agenda as rows with the state of each issue, and without cells; `stand` and `weigh` fill them.

    Compared are the counted of the columns, and a bloc in the place of counted members that are folded into it.
    """
    by_party = {seat.party_id: seat for seat in negotiation.seats}
    seats = [by_party[party.pk] for party in columns.shown]
    rows = arrange(agenda.issues_of(negotiation))
    states = {state.issue_id: state for state in agenda.states(negotiation.pk, day, known)}
    counted = {seat.party_id for seat in negotiation.seats if seat.counted}
    blocs = columns.into(columns.shown)
    stand_in = {bloc.pk for bloc in blocs if any(member.pk in counted for member in columns.members[bloc.pk])}
    apart = frozenset(seat.party_id for seat in seats if seat.party_id in counted | stand_in)
    for row in rows:
        row.state = states.get(row.issue.pk)
        row.apart = apart if len(apart) > 1 else frozenset()
    return Comparison(negotiation, day, known, since, seats, rows, since_name)


@dataclass
class Window:
    """A comparison of which the rows shown are chosen, and those looked at first are filled."""

    comparison: Comparison
    rows: list[Row]  # shown, in their order
    first: set[int]  # the ids of the issues whose cells are filled


def looked_at(comparison: Comparison, columns: Columns, narrow: Narrowed) -> Window:
    """The window a page opens with. To narrow or to order, all is read; else no more than shows."""
    leaves, parties = comparison.leaves, len(comparison.parties)
    whole = stand_whole(comparison, columns)
    if not whole and (narrow.active or narrow.order):
        stand(comparison, leaves, columns)
        whole = True
    if narrow.active:
        weigh(comparison, [cell for row in leaves for cell in row.cells])
    rows = unfolded(narrow.kept(narrow.sort(comparison.rows)), columns.closed)
    first = [row for row in rows if not row.is_branch][: height(parties)]
    if not whole:
        stand(comparison, first, columns)
    if not narrow.active:
        weigh(comparison, [cell for row in first for cell in row.cells[:STRETCH]])
    return Window(comparison, rows, {row.issue.pk for row in first})


def stand_whole(comparison: Comparison, columns: Columns) -> bool:
    """All rows stand, if the table is not too large for that; whether it is not."""
    whole = len(comparison.leaves) * len(comparison.parties) <= MOST_STANDS
    if whole:
        stand(comparison, comparison.leaves, columns)
    return whole


def unfolded(rows: Sequence[Row], closed: Collection[str]) -> list[Row]:
    """The rows without what stands under the branches that are closed, by their slugs."""
    found: list[Row] = []
    above: int | None = None  # how deep the closed branch stands that we are under
    for row in rows:
        if above is not None and row.depth > above:
            continue
        above = row.depth if row.is_branch and row.issue.slug in closed else None
        found.append(row)
    return found


def height(parties: int) -> int:
    """How many rows are filled at once."""
    return CELLS // min(max(parties, 1), STRETCH)


def stretch(comparison: Comparison, columns: Columns, issues: Collection[int], start: int) -> list[Row]:
    """Those rows, filled from one column on, as far as cells come together."""
    if start >= len(comparison.parties):
        return []
    rows = [row for row in comparison.leaves if row.issue.pk in issues][: height(len(comparison.parties))]
    stand(comparison, rows, columns)
    weigh(comparison, [cell for row in rows for cell in row.cells[start : start + STRETCH]])
    return rows


def one(comparison: Comparison, columns: Columns, position: Position) -> list[Row]:
    """The row of one position, with its one cell filled."""
    rows = [row for row in comparison.leaves if row.issue.pk == position.issue_id]
    stand(comparison, rows, columns)
    weigh(comparison, [cell for row in rows for cell in row.cells if cell.party.pk == position.party_id])
    return rows


def stand(comparison: Comparison, rows: Sequence[Row], columns: Columns) -> None:
    """Each of these rows has a cell for each party, with the reading in force, in a fixed number of queries."""
    every, day, known = comparison.negotiation.seats, comparison.day, comparison.known
    at_table = {seat.party_id: seat.party for seat in every}
    stays = agenda.stays([party.pk for party in comparison.parties], day)
    blocs = {stay.party_id: stay.bloc_id for stay in stays if stay.bloc_id in at_table}
    counted = [seat.party for seat in every if seat.counted] if comparison.since else []  # a move is judged by all
    into = {bloc.pk: columns.members[bloc.pk] for bloc in columns.into(comparison.parties)}
    beside = [*counted, *(at_table[pk] for pk in blocs.values()), *chain.from_iterable(into.values())]
    wanted = {party.pk: party for party in (*comparison.parties, *beside)}
    agenda.with_options(row.issue for row in rows)
    issues = [row.issue.pk for row in rows]
    now = standings(wanted, issues, day, known)
    then = standings(wanted, issues, comparison.since, known) if comparison.since else {}
    for row in rows:
        cells = {
            pk: Cell(party, row.issue, reading=now.get((pk, row.issue.pk)), before=then.get((pk, row.issue.pk)))
            for pk, party in wanted.items()
        }
        row.cells = [cells[party.pk] for party in comparison.parties]
        row.counted = [cells[party.pk] for party in counted]
        for cell in row.cells:
            if cell.reading is None and cell.party.pk in blocs:
                theirs = cells[blocs[cell.party.pk]]
                cell.bloc = theirs if theirs.reading else None
            cell.dissenting = [party for party in into.get(cell.party.pk, ()) if apart(cell, cells[party.pk])]


def apart(bloc: Cell, member: Cell) -> bool:
    """Whether a member stands so far from its bloc that folding its column away must not hide it."""
    between = gap(bloc.stand, member.stand) if bloc.stand and member.stand else None
    return between is not None and between > SUBSTANCE + TOLERANCE


def weigh(comparison: Comparison, cells: Sequence[Cell]) -> None:
    """Each of these cells has what supports its reading, its review, what waits, and the way to its page."""
    day, known = comparison.day, comparison.known
    parties, issues = {cell.party.pk for cell in cells}, {cell.issue.pk for cell in cells}
    readings = [cell.reading.pk for cell in cells if cell.reading]
    behind = counted(readings, day, known, comparison.negotiation.workspace.half_life)
    reviews = dict(reviewed(readings, known))
    left = waits(parties, issues, day, known)
    at = {(party, issue): Place(pk) for pk, party, issue in places(parties, issues)}
    for cell in cells:
        here = cell.party.pk, cell.issue.pk
        cell.position = at.get(here)  # type: ignore[assignment]  # all of it that a link needs
        cell.waiting = left.get(here, 0)
        if cell.reading:
            cell.backing = behind.get(cell.reading.pk, NOTHING)  # type: ignore[assignment]  # its figures alone
            cell.review = reviews.get(cell.reading.pk, "")
