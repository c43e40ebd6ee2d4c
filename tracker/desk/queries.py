"""What the pages of this room show, each in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tracker.accounts.models import Membership, User, Workspace
from tracker.actors.models import Post
from tracker.agenda.models import Filing, Negotiation, Participation
from tracker.agenda.when import NOW
from tracker.positions.models import Evidence, Position, Reading
from tracker.sources.models import Document, Excerpt
from tracker.statements.models import Report, Statement
from tracker.statements.queries import with_reports


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


def desks(user: User | AnonymousUser) -> list[Desk]:
    """The workspaces of which `user` is an active member."""
    members = Membership.objects.active().filter(user=user.pk).select_related("workspace")
    workspaces = [member.workspace for member in members.order_by("workspace__name", "workspace")]
    said = Statement.objects.filter(workspace=OuterRef("workspace"), issue__negotiation=OuterRef("pk"))
    negotiations = list(
        Negotiation.objects.filter(workspace__in=workspaces)
        .annotate(newest=Subquery(said.order_by("-said_on", "-pk").values("pk")[:1]))
        .prefetch_related("meetings", Prefetch("participations", Participation.objects.select_related("party")))
    )
    newest = Statement.objects.in_bulk([each.newest for each in negotiations if each.newest])
    return [
        Desk(each, [Talks(one, newest.get(one.newest)) for one in negotiations if one.workspace_id == each.pk])
        for each in workspaces
    ]


@dataclass(frozen=True)
class Record:
    """A statement with all that hangs on it."""

    statement: Statement
    post: Post | None
    positions: dict[int, Position]  # by party
    replies: Sequence[Statement]
    evidence: Sequence[Any]  # the newest row for each reading, with `replaced`


def record(statement: Statement) -> Record:
    """The statement, the post its speaker held, the positions it may bear on and the readings it stands behind."""
    whole = (
        with_reports(Statement.objects.filter(pk=statement.pk), "held__party")
        .select_related("issue", "meeting", "coder__user", "replies_to__speaker", "pledge__ended_by")
        .prefetch_related("conditions__issue", "conditions__meeting", "conditions__option")
        .get()
    )
    posts = Post.objects.filter(speaker=whole.speaker_id).on(whole.said_on).select_related("party")
    parties = [held.party_id for held in whole.held]
    positions = Position.objects.filter(issue=whole.issue_id, party__in=parties)
    replaced = Reading.objects.filter(replaces=OuterRef("reading"))
    evidence = (
        Evidence.objects.filter(statement=whole)
        .newest(NOW)
        .annotate(replaced=Exists(replaced))
        .select_related("position__party", "position__issue", "reading", "recorded_by__user")
    )
    return Record(
        statement=whole,
        post=posts.first() if whole.speaker_id else None,
        positions={position.party_id: position for position in positions},
        replies=list(whole.replies.select_related("speaker").order_by("said_on", "pk")),
        evidence=list(evidence),
    )


def with_statement_count(documents: QuerySet[Document]) -> QuerySet[Document]:
    """The documents without their texts, each with its outlet and how many statements it carries."""
    carried = Report.objects.filter(document=OuterRef("pk")).order_by().values("document")
    count = carried.annotate(number=Count("statement", distinct=True)).values("number")
    return documents.defer("text").select_related("outlet").annotate(statement_count=Coalesce(Subquery(count), 0))


@dataclass(frozen=True)
class Reader:
    """A document with what was cut from it."""

    document: Document
    excerpts: Sequence[Excerpt]
    statements: Sequence[Statement]
    negotiations: Sequence[Negotiation]  # it is listed with


def reader(document: Document) -> Reader:
    """The document, its excerpts in the text's order, and every statement that it carries."""
    carried = Statement.objects.filter(pk__in=Report.objects.filter(document=document).values("statement"))
    filings = Filing.objects.filter(document=document).select_related("negotiation")
    return Reader(
        document=document,
        excerpts=list(document.excerpts.defer("search")),
        statements=list(with_reports(carried, "held__party").select_related("issue")),
        negotiations=[filing.negotiation for filing in filings],
    )
