"""Statements that wait to be weighed and lie far from what we hold: moves that nobody has confirmed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery

from tracker.actors.models import Party
from tracker.agenda import queries as agenda
from tracker.agenda.models import Issue, Negotiation
from tracker.base.prepared import Among
from tracker.positions import weights
from tracker.positions.models import Position, Reading
from tracker.positions.queries import backing, in_force, unweighed
from tracker.statements.models import Holder, Statement
from tracker.statements.queries import statements, with_reports

NEWEST = 2_000  # statements among which those that wait are looked for: older ones stand under what waits
MOST = 200  # of these that are looked through


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
    newest = held_last(negotiation, parties, day, known)
    rows = unweighed(day, known).filter(Among("pk", ArraySubquery(newest)))
    held = Position.objects.filter(party=OuterRef("party"), issue=OuterRef("issue")).values("pk")
    columns = ("statement", "statement__value", "statement__minimum", "statement__maximum", "statement__option__value")
    waiting = rows.order_by("-said_on", "-statement").values_list(Subquery(held), *columns)[:MOST]
    places = [Place(*each) for each in waiting]
    positions = positions_at({place.position for place in places if place.position}, parties, negotiation)
    readings = in_force(list(positions.values()), day, known) if positions else {}
    far = [
        (place, position, readings[position.pk])
        for place in places
        if (position := positions.get(place.position or 0))
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


def held_last(negotiation: Negotiation, parties: Collection[int], day: date, known: datetime) -> QuerySet[Holder, Any]:
    """Who held what was said last and speaks for a point: found by an index of the statements."""
    return (
        Holder.objects.filter(
            Q(statement__value__isnull=False) | Q(statement__option__isnull=False),
            party__in=parties,
            issue__negotiation=negotiation,
            told_by_other=False,
            statement__direction=Statement.Direction.FOR,
            statement__workspace=negotiation.workspace_id,
            statement__said_on__lte=day,
            statement__recorded_at__lte=known,
        )
        .order_by("-statement__said_on", "-statement__pk")
        .values("pk")[:NEWEST]
    )


class Place(NamedTuple):
    """A statement that waits, as far as it speaks for a point."""

    position: int | None
    statement: int
    value: float | None
    minimum: float | None
    maximum: float | None
    option: float | None

    def at(self, issue: Issue) -> float | None:
        return weights.spoken(self.value, self.minimum, self.maximum, self.option, issue)


def positions_at(pks: set[int], parties: dict[int, Party], negotiation: Negotiation) -> dict[int, Position]:
    """These positions, each with its party, and with its issue's options."""
    found = Position.objects.in_bulk(pks)
    by_pk = {issue.pk: issue for issue in agenda.agenda(negotiation)} if found else {}
    for position in found.values():
        position.party, position.workspace = parties[position.party_id], negotiation.workspace
        position.issue = by_pk[position.issue_id]
    return found
