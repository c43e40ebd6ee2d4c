"""Which records can be talked about, and what was said of one."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, cast

from django.db.models import Prefetch, Q, QuerySet

from tracker.accounts.models import Draft, Membership, Workspace, WorkspaceOwned
from tracker.accounts.permissions import ROLES, Can
from tracker.actors.models import Party
from tracker.agenda.models import Issue, Negotiation
from tracker.annotations.models import Comment, Thread
from tracker.base.prepared import prepared
from tracker.positions.models import Position, Reading
from tracker.sources.models import Document, Excerpt
from tracker.statements.models import Statement

KINDS: dict[str, type[WorkspaceOwned]] = {
    "positions": Position,
    "readings": Reading,
    "statements": Statement,
    "excerpts": Excerpt,
    "documents": Document,
    "issues": Issue,
    "parties": Party,
}


def kind_of(record: WorkspaceOwned) -> str:
    """What addresses call that kind of record."""
    return next(kind for kind, model in KINDS.items() if isinstance(record, model))


def subject(thread: Thread) -> WorkspaceOwned:
    """The record on whose page the thread stands: of a reading its position's."""
    return cast(WorkspaceOwned, thread.reading.position if thread.reading else thread.target)


def negotiation_of(about: WorkspaceOwned) -> Negotiation | None:
    """The negotiation in which the record is dated; texts and parties belong to none."""
    issue: Issue | None = None
    match about:
        case Position() | Statement():
            issue = about.issue
        case Reading():
            issue = about.position.issue
        case Issue():
            issue = about
    return issue.negotiation if issue else None


def threads(about: WorkspaceOwned, day: date, known: datetime) -> Sequence[Thread]:
    """The threads on that record with what was said in them by `known`, oldest first, in a fixed number of queries.

    On a position also those on its readings, but not on what only took effect after `day` or was recorded later.
    """
    shown = Q(reading__isnull=True) | Q(reading__effective_on__lte=day, reading__recorded_at__lte=known)
    said = Comment.objects.filter(at__lte=known).select_related("author__user").order_by("at", "id")
    found = Thread.objects.about(type(about), about.pk).filter(shown, opened_at__lte=known)
    found = found.select_related("settled_by__user", "assignee__user", "reading").prefetch_related(
        Prefetch("comments", said)
    )
    return list(found)


def taking_part(workspace: Workspace) -> QuerySet[Membership]:
    """The members who take part in discussions."""
    roles = [role for role, may in ROLES.items() if Can.DISCUSS in may]
    return Membership.objects.active().filter(workspace=workspace, role__in=roles).select_related("user")


def drafted(member: Membership, forms: Sequence[str]) -> set[str]:
    """Which of these forms, named as `draft.js` names them, hold something that `member` has typed and not sent."""
    return set(Draft.objects.filter(member=member, form__in=forms).values_list("form", flat=True))


def said_of(about: WorkspaceOwned) -> int:
    """How many comments there are in its open threads."""
    return len(open_comments(type(about))(about.pk))


@cache
def open_comments(model: type[WorkspaceOwned]) -> Callable[[int], list[int]]:
    """The question for the comments in the open threads of a record of that model."""

    def write(pk: Any) -> QuerySet[Comment, int]:
        unsettled = Thread.objects.about(model, pk).filter(settled_at__isnull=True)
        return Comment.objects.filter(thread__in=unsettled, removed_at__isnull=True).values_list("pk", flat=True)

    return prepared(write)
