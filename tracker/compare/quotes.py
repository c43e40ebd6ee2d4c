"""The statements behind a cell, as they are quoted."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice

from tracker.actors.models import Party
from tracker.compare.comparison import Cell, Comparison
from tracker.positions.models import Evidence, Position
from tracker.positions.queries import backing, in_force
from tracker.statements.models import Statement
from tracker.statements.quotes import Quote, quote


def newest(position: Position, day: date, known: datetime) -> Quote | None:
    """The newest statement weighed for or against the reading in force, if there is any."""
    readings = in_force([position], day, known)
    behind = backing(readings.values(), day, known, position.workspace.half_life)
    workspace = position.workspace.slug
    return next(
        (quoted(link, said, position.party, workspace) for each in behind.values() for link, said in each.weighed), None
    )


def quotes(comparison: Comparison, cell: Cell, most: int | None = None) -> Iterator[Quote]:
    """The statements weighed for or against the reading, newest first; no more than `most`."""
    workspace = comparison.negotiation.workspace.slug
    for link, statement in islice(cell.backing.weighed, most):
        yield quoted(link, statement, cell.party, workspace)


def quoted(link: Evidence, statement: Statement, party: Party, workspace: str) -> Quote:
    """The statement as quoted, with how it bears on the reading where that is not plain support."""
    plain = link.relation == Evidence.Relation.SUPPORTS
    relation = "" if plain else str(link.get_relation_display())
    return quote(statement, party, workspace=workspace, relation=relation)
