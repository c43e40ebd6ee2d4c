"""The statements behind a cell, as they are quoted."""

from collections.abc import Iterator

from tracker.compare.queries import Cell, Comparison
from tracker.positions.models import Evidence
from tracker.statements.quotes import Quote, quote


def quotes(comparison: Comparison, cell: Cell) -> Iterator[Quote]:
    """Every statement weighed for or against the reading, newest first."""
    workspace = comparison.negotiation.workspace.slug
    for link, statement in cell.backing.weighed:
        plain = link.relation == Evidence.Relation.SUPPORTS
        relation = "" if plain else str(link.get_relation_display())
        yield quote(statement, cell.party, workspace=workspace, relation=relation)
