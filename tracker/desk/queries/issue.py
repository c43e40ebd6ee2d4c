"""One issue, beside the comparison."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Prefetch, Q, Window

from tracker.agenda.models import Issue, IssueState
from tracker.compare.moves import Move, moves, took_effect
from tracker.compare.queries import Row
from tracker.positions.models import Reading
from tracker.statements.models import Condition, Holder, Statement


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
    states = IssueState.objects.filter(issue=issue, effective_on__lte=day, recorded_at__lte=known)
    readings = list(took_effect(day, known).filter(position__issue=issue))
    for reading in readings:
        reading.position.issue = issue  # whose options are known already
    counted = {issue.pk: {cell.party.pk for cell in row.counted}}
    holders = Prefetch("holders", Holder.objects.select_related("party"))
    said = Statement.objects.filter(issue=issue, said_on__lte=day, recorded_at__lte=known).defer("search")
    said = said.select_related("speaker").prefetch_related(holders)
    statements = list(said.annotate(total=Window(Count("pk")))[:20])
    conditional, waited_for = conditions(issue, day, known)
    return OnIssue(
        states=list(states.order_by("effective_on", "recorded_at", "pk")),
        moves=moves(readings, day, known, counted=counted, all_told=True) if readings else [],
        statements=statements,
        statement_count=statements[0].total if statements else 0,
        spoken=spoken(issue, day, known) if issue.scaled else [],
        conditional=conditional,
        waited_for=waited_for,
        slips=list(Reading.objects.slips(day, known).filter(position__issue=issue)) if slips else None,
    )


def spoken(issue: Issue, day: date, known: datetime) -> list[Holder]:
    """Who spoke for a point of the issue's scale in words of the party's own, the last 500, oldest first."""
    held = Holder.objects.filter(
        Q(statement__value__isnull=False) | Q(statement__option__isnull=False),
        issue=issue,
        said_on__lte=day,
        statement__recorded_at__lte=known,
        statement__direction=Statement.Direction.FOR,
        told_by_other=False,
    )
    newest = held.select_related("statement__option", "party").defer("statement__search").order_by("-said_on", "-pk")
    return list(newest[:500])[::-1]


def conditions(issue: Issue, day: date, known: datetime) -> tuple[int, int]:
    """How many statements on the issue depend on something, and how many on any issue depend on this one."""
    found = Condition.objects.filter(
        Q(issue=issue) | Q(statement__issue=issue),
        statement__said_on__lte=day,
        statement__recorded_at__lte=known,
        statement__voice=Statement.Voice.PARTY,
    )
    counts = found.aggregate(
        on=Count("statement", distinct=True, filter=Q(statement__issue=issue)),
        named=Count("statement", distinct=True, filter=Q(issue=issue)),
    )
    return counts["on"], counts["named"]
