"""Statements that wait to be weighed and lie far from what we hold: moves that nobody has confirmed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from tracker.actors.models import Party
from tracker.agenda.models import Negotiation
from tracker.positions import weights
from tracker.positions.models import Position, Reading
from tracker.positions.queries import backing, in_force, unweighed
from tracker.statements.models import Statement
from tracker.statements.queries import with_reports

MOST = 200  # statements looked through, the newest


@dataclass(frozen=True)
class Proposal:
    """One statement that may be a move, and the reading that it departs from."""

    position: Position
    reading: Reading
    statement: Statement
    share: float  # how far it departs, in shares of the scale; below zero: towards its beginning

    @property
    def value(self) -> float | None:
        """Where it would bring the position, on a scale of 0 to 1."""
        return weights.point(self.statement, self.position.issue)


def proposed(negotiation: Negotiation, day: date, known: datetime, *, party: Party | None = None) -> list[Proposal]:
    """The moves that statements said by `day` propose, the newest first, in a fixed number of queries."""
    parties = {each.pk: each for each in negotiation.table if party is None or each == party}
    rows = unweighed(day, known).filter(
        Q(statement__value__isnull=False) | Q(statement__option__isnull=False),
        party__in=parties,
        issue__negotiation=negotiation,
        told_by_other=False,
        statement__direction=Statement.Direction.FOR,
    )
    places = list(rows.order_by("-said_on", "-statement").values_list("party", "issue", "statement")[:MOST])
    if not places:
        return []
    positions = positions_at(parties, {issue for _, issue, _ in places}, negotiation)
    readings = in_force(list(positions.values()), day, known)
    behind = backing(readings.values(), day, known, negotiation.workspace.half_life)
    said = with_reports(Statement.objects.filter(pk__in={statement for *_, statement in places}))
    statements = {statement.pk: statement for statement in said}
    found = []
    for holder, issue, pk in places:
        position = positions.get((holder, issue))
        reading = readings.get(position.pk) if position else None
        if position is None or reading is None:
            continue
        share = weights.may_move(statements[pk], reading, behind[reading.pk], position, day)
        if share is not None:
            found.append(Proposal(position, reading, statements[pk], share))
    return found


def positions_at(
    parties: dict[int, Party], issues: set[int], negotiation: Negotiation
) -> dict[tuple[int, int], Position]:
    """The positions of these parties on these issues, by the ids of both, each with its issue's options."""
    found = Position.objects.filter(party__in=parties, issue__in=issues)
    whole = {}
    for position in found.select_related("issue").prefetch_related("issue__options"):
        position.party, position.workspace = parties[position.party_id], negotiation.workspace
        position.issue.negotiation = negotiation
        whole[position.party_id, position.issue_id] = position
    return whole
