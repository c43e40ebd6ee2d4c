"""Statements that wait to be weighed and lie far from what we hold: moves that nobody has confirmed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q

from tracker.actors.models import Party
from tracker.agenda import queries as agenda
from tracker.agenda.models import Issue, Negotiation
from tracker.positions import weights
from tracker.positions.models import Position, Reading
from tracker.positions.queries import backing, in_force, positions_of, unweighed
from tracker.statements.models import Statement
from tracker.statements.queries import statements, with_reports

MOST = 200  # statements looked through, the newest


@dataclass(frozen=True)
class Proposal:
    """One statement that may be a move, and the reading that it departs from."""

    position: Position
    reading: Reading
    statement: Statement
    share: float  # how far it departs, in shares of the scale; below zero: towards its beginning


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
    columns = ("party", "issue", "statement", "statement__value", "statement__minimum", "statement__maximum")
    waiting = rows.order_by("-said_on", "-statement").values_list(*columns, "statement__option__value")[:MOST]
    places = [Place(*each) for each in waiting]
    positions = positions_at(parties, {place.issue for place in places}, negotiation) if places else {}
    readings = in_force(list(positions.values()), day, known) if positions else {}
    far = [
        (place, position, readings[position.pk])
        for place in places
        if (position := positions.get((place.party, place.issue)))
        and weights.far(place.at(position.issue), readings.get(position.pk))
    ]
    if not far:
        return []
    behind = backing((reading for *_, reading in far), day, known, negotiation.workspace.half_life)
    said = with_reports(statements({place.statement for place, *_ in far}, day, known))
    by_pk = {statement.pk: statement for statement in said}
    found = []
    for place, position, reading in far:
        statement = by_pk[place.statement]
        share = weights.may_move(statement, reading, behind[reading.pk], position, day)
        if share is not None:
            found.append(Proposal(position, reading, statement, share))
    return found


class Place(NamedTuple):
    """A statement that waits, as far as it speaks for a point."""

    party: int
    issue: int
    statement: int
    value: float | None
    minimum: float | None
    maximum: float | None
    option: float | None

    def at(self, issue: Issue) -> float | None:
        return weights.spoken(self.value, self.minimum, self.maximum, self.option, issue)


def positions_at(
    parties: dict[int, Party], issues: set[int], negotiation: Negotiation
) -> dict[tuple[int, int], Position]:
    """The positions of these parties on these issues, by the ids of both, each with its issue's options."""
    found = positions_of(parties, issues)
    by_pk = {issue.pk: issue for issue in agenda.agenda(negotiation)} if found else {}
    whole = {}
    for position in found:
        position.party, position.workspace = parties[position.party_id], negotiation.workspace
        position.issue = by_pk[position.issue_id]
        whole[position.party_id, position.issue_id] = position
    return whole
