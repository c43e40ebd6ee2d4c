"""The statements behind a cell, as they are quoted."""

from collections.abc import Iterator
from itertools import islice

from tracker.compare.queries import Cell, Comparison
from tracker.positions.models import Evidence
from tracker.statements.quotes import Quote, quote


def quotes(comparison: Comparison, cell: Cell, most: int | None = None) -> Iterator[Quote]:
    """The statements weighed for or against the reading, newest first; no more than `most`."""
    workspace = comparison.negotiation.workspace.slug
    for link, statement in islice(cell.backing.weighed, most):
        plain = link.relation == Evidence.Relation.SUPPORTS
        relation = "" if plain else str(link.get_relation_display())
        yield quote(statement, cell.party, workspace=workspace, relation=relation)
