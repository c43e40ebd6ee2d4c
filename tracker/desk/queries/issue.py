"""One issue, beside the comparison."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Window

from tracker.agenda.models import IssueState
from tracker.base.prepared import prepared
from tracker.compare.comparison import Row
from tracker.compare.moves import Move, moves, took_effect
from tracker.positions.models import Reading
from tracker.statements.models import Condition, Holder, Statement
from tracker.statements.queries import whose


@dataclass(frozen=True)
class OnIssue:
    """What the page of an issue shows beside the comparison."""

    states: list[IssueState]  # oldest first
    moves: list[Move]  # every reading of every party that took effect, newest first
    statements: Sequence[Statement]  # the newest
    statement_count: int
    spoken: Sequence[Holder]  # who spoke for a point of the scale, oldest first
    conditional: int  # statements on it that depend on something
    waited_for: int  # statements that depend on it
    slips: Sequence[Reading] | None  # the readings that no longer stand; None: nobody asks


def on_issue(row: Row, day: date, known: datetime, *, slips: bool = False) -> OnIssue:
    """The issue's states, readings and newest statements on `day`, as known at `known`.

    With `slips` also the readings that were corrected or withdrawn by then.
    """
    issue = row.issue
    readings = readings_on(issue.pk, day, known)
    for reading in readings:
        reading.position.issue = issue  # whose options are known already
    counted = {issue.pk: {cell.party.pk for cell in row.counted}}
    statements: list[Any] = newest_said(issue.pk, day, known)  # with their `total`
    held: dict[int, list[Holder]] = {statement.pk: [] for statement in statements}
    for holder in whose(held):
        held[holder.statement_id].append(holder)
    for statement in statements:
        statement.held = held[statement.pk]
    conditional, waited_for = conditions(issue.pk, day, known)
    return OnIssue(
        states=states(issue.pk, day, known),
        moves=moves(readings, day, known, counted=counted, all_told=True) if readings else [],
        statements=statements,
        statement_count=statements[0].total if statements else 0,
        spoken=spoken(issue.pk, day, known)[::-1] if issue.scaled else [],
        conditional=conditional,
        waited_for=waited_for,
        slips=list(Reading.objects.slips(day, known).filter(position__issue=issue)) if slips else None,
    )


@prepared
def states(issue: int, day: date, known: datetime) -> QuerySet[IssueState]:
    """What was recorded of the issue's state up to that day, oldest first."""
    found = IssueState.objects.filter(issue=issue, effective_on__lte=day, recorded_at__lte=known)
    return found.order_by("effective_on", "recorded_at", "pk")


@prepared
def readings_on(issue: int, day: date, known: datetime) -> QuerySet[Reading]:
    """The readings on the issue that took effect, newest first."""
    return took_effect(day, known).filter(position__issue=issue)


@prepared
def newest_said(issue: int, day: date, known: datetime) -> QuerySet[Statement]:
    """The newest statements on the issue, each with the number of them all."""
    said = Statement.objects.filter(issue=issue, said_on__lte=day, recorded_at__lte=known).defer("search")
    return said.select_related("speaker").annotate(total=Window(Count("pk")))[:20]


@prepared
def spoken(issue: int, day: date, known: datetime) -> QuerySet[Holder]:
    """Who spoke for a point of the issue's scale in words of the party's own, the last 500, newest first."""
    held = Holder.objects.filter(
        Q(statement__value__isnull=False) | Q(statement__option__isnull=False),
        issue=issue,
        said_on__lte=day,
        statement__recorded_at__lte=known,
        statement__direction=Statement.Direction.FOR,
        told_by_other=False,
    )
    newest = held.select_related("statement__option", "party").defer("statement__search").order_by("-said_on", "-pk")
    return newest[:500]


def conditions(issue: int, day: date, known: datetime) -> tuple[int, int]:
    """How many statements on the issue depend on something, and how many on any issue depend on this one."""
    found = conditions_set(issue, day, known)
    on, naming = ({row[0] for row in found if row[place] == issue} for place in (1, 2))
    return len(on), len(naming)


@prepared
def conditions_set(issue: int, day: date, known: datetime) -> QuerySet[Condition, tuple[int, int, int]]:
    """What statements on the issue, or naming it, depend on, as rows of statement, its issue and the issue named."""
    found = Condition.objects.filter(
        Q(issue=issue) | Q(statement__issue=issue),
        statement__said_on__lte=day,
        statement__recorded_at__lte=known,
        statement__voice=Statement.Voice.PARTY,
    )
    return found.values_list("statement", "statement__issue", "issue")
