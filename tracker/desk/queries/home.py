"""What home and the overview show of several rooms: my negotiations, what changed, what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Window

from tracker.accounts.models import Membership, User, Workspace
from tracker.accounts.permissions import Can
from tracker.agenda.models import Negotiation, Participation
from tracker.agenda.when import NOW
from tracker.base.prepared import prepared
from tracker.compare.comparison import Comparison
from tracker.compare.moves import took_effect
from tracker.history.models import Change
from tracker.positions.models import Position, Reading, Review
from tracker.positions.queries import unweighed
from tracker.statements.models import Statement


@dataclass(frozen=True)
class Talks:
    """A negotiation, and the newest of what was said in it."""

    negotiation: Negotiation
    newest: Statement | None


@dataclass(frozen=True)
class Desk:
    """A workspace of mine, with its negotiations."""

    workspace: Workspace
    talks: list[Talks]
    leads: bool  # whether I open its negotiations


def memberships(user: User | AnonymousUser) -> list[Membership]:
    """Where `user` is an active member, by the workspace's name."""
    members = Membership.objects.active().filter(user=user.pk).select_related("workspace")
    return list(members.order_by("workspace__name", "workspace"))


def desks(members: Sequence[Membership]) -> list[Desk]:
    """The workspaces of these members with their negotiations."""
    workspaces = [member.workspace for member in members]
    said = Statement.objects.filter(workspace=OuterRef("workspace"), issue__negotiation=OuterRef("pk"))
    negotiations = list(
        Negotiation.objects.filter(workspace__in=workspaces)
        .annotate(newest=Subquery(said.order_by("-said_on", "-pk").values("pk")[:1]))
        .prefetch_related("meetings", Prefetch("participations", Participation.objects.select_related("party")))
    )
    newest = Statement.objects.in_bulk([each.newest for each in negotiations if each.newest])
    by_pk = {each.pk: each for each in workspaces}
    for one in negotiations:
        one.workspace = by_pk[one.workspace_id]
    return [
        Desk(
            member.workspace,
            [Talks(one, newest.get(one.newest)) for one in negotiations if one.workspace_id == member.workspace_id],
            leads=member.may(Can.MANAGE),
        )
        for member in members
    ]


@dataclass(frozen=True)
class News:
    """What colleagues did, the newest first, and how much of it since a moment."""

    changes: list[Change]
    since: datetime | None
    fresh: int  # at most MOST_FRESH


NEWS, MOST_FRESH = 50, 100  # changes that are read, of which several may make one line


def news(members: Sequence[Membership], user: User | AnonymousUser, since: datetime | None) -> News:
    """What others did in the workspaces of these members."""
    others = Change.objects.filter(workspace__in=[member.workspace_id for member in members])
    others = others.exclude(actor_email=getattr(user, "email", ""))
    fresh = others.filter(at__gt=since)[:MOST_FRESH].count() if since else 0
    return News(list(others[:NEWS]), since, fresh)


def latest_changes(workspace: Workspace, known: datetime) -> list[Change]:
    """What was done in the workspace by that moment, the newest first."""
    return changes(workspace.pk, known)


@prepared
def changes(workspace: int, known: datetime) -> QuerySet[Change]:
    return Change.objects.filter(workspace=workspace, at__lte=known)[:NEWS]


@dataclass(frozen=True)
class Mine:
    """What waits for somebody: statements to weigh by negotiation, their readings in question, readings to review."""

    to_weigh: list[tuple[Negotiation, int]]
    questioned: list[Reading]
    to_review: list[Reading]  # the newest
    to_review_count: int


FEW = 5  # of a list that only shows what is next


def mine(members: Sequence[Membership], desks: Sequence[Desk]) -> Mine:
    """What waits for the person who is these members, each as far as their role lets them do it."""
    negotiations = {talks.negotiation.pk: talks.negotiation for desk in desks for talks in desk.talks}
    recording = [member.workspace_id for member in members if member.may(Can.RECORD)]
    approving = [member.workspace_id for member in members if member.may(Can.APPROVE)]
    seated = Position.objects.filter(party=OuterRef("party"), issue=OuterRef("issue"))
    held = unweighed(date.max, NOW).filter(Exists(seated), workspace__in=recording)
    counts = held.order_by().values_list("issue__negotiation").annotate(number=Count("pk")) if recording else []
    open_ones = reviewed(members).filter(workspace__in=approving).exclude(recorded_by__in=members)
    open_ones = open_ones.filter(Q(review__isnull=True) | Q(review=Review.State.PROPOSED))
    listed = list(open_ones.annotate(total=Window(Count("pk")))[:FEW]) if approving else []
    return Mine(
        to_weigh=[(negotiations[pk], number) for pk, number in counts if pk in negotiations],
        questioned=list(questioned(members)[:FEW]),
        to_review=listed,
        to_review_count=listed[0].total if listed else 0,
    )


def questioned(members: Sequence[Membership]) -> Any:
    """The readings of theirs that a colleague questions, where their role lets them answer."""
    answering = [member for member in members if member.may(Can.RECORD)]
    return reviewed(answering).filter(recorded_by__in=answering, review=Review.State.QUESTIONED)


def questioned_in(negotiation: Negotiation, member: Membership) -> list[Reading]:
    """A few of the same in one negotiation."""
    return questioned_of(negotiation.pk, member.pk) if member.may(Can.RECORD) else []


@prepared
def questioned_of(negotiation: int, member: int) -> QuerySet[Reading]:
    these = Position.objects.filter(issue__negotiation=negotiation)
    found: QuerySet[Reading] = newest_reviewed(these).filter(recorded_by=member, review=Review.State.QUESTIONED)[:FEW]
    return found


def reviewed(members: Sequence[Membership]) -> Any:
    """The newest reading of each position in their workspaces, with `review`: what was last said of it, or none."""
    return newest_reviewed(Position.objects.filter(workspace__in=[member.workspace_id for member in members]))


def newest_reviewed(positions: QuerySet[Position]) -> Any:
    """The same of these positions."""
    said = Review.objects.filter(reading=OuterRef("pk")).order_by("-at", "-pk").values("state")[:1]
    readings = Reading.objects.in_force(positions, date.max, NOW)
    return (
        readings.annotate(review=Subquery(said))
        .select_related("position__party", "position__issue", "recorded_by__user")
        .order_by("-recorded_at", "-pk")
    )


def newest_moves(comparison: Comparison, known: datetime) -> list[Reading]:
    """The few readings that took effect last, on issues whose options are at hand."""
    talks = comparison.negotiation
    newest = newest_of(talks.workspace_id, talks.pk, comparison.day, known, comparison.since)
    for reading in newest:
        if row := comparison.by_issue.get(reading.position.issue_id):
            reading.position.issue = row.issue
    return newest


@prepared
def newest_of(workspace: int, negotiation: int, day: date, known: datetime, since: date | None) -> QuerySet[Reading]:
    found = took_effect(day, known, since=since)
    return found.filter(workspace=workspace, position__issue__negotiation=negotiation)[:FEW]
