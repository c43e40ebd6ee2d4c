"""What the pages of this room show, each in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tracker.accounts.access import within
from tracker.accounts.models import Membership, User, Workspace
from tracker.accounts.permissions import Can
from tracker.actors.models import Post, Speaker
from tracker.agenda.models import Filing, IssueState, Negotiation, Participation
from tracker.agenda.tree import Tree
from tracker.agenda.when import NOW
from tracker.base.dates import DomainDate
from tracker.history.models import Change
from tracker.positions.models import Evidence, Position, Reading
from tracker.positions.queries import on_record_count
from tracker.sources.models import Document, Excerpt, Outlet
from tracker.sources.queries import Counts, Grade, grades, outlet_counts
from tracker.statements.models import Report, Statement
from tracker.statements.queries import with_reports

NEWEST = 20  # statements that a person's page shows


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


def desks(user: User | AnonymousUser) -> list[Desk]:
    """The workspaces of which `user` is an active member."""
    members = Membership.objects.active().filter(user=user.pk).select_related("workspace")
    mine = list(members.order_by("workspace__name", "workspace"))
    workspaces = [member.workspace for member in mine]
    said = Statement.objects.filter(workspace=OuterRef("workspace"), issue__negotiation=OuterRef("pk"))
    negotiations = list(
        Negotiation.objects.filter(workspace__in=workspaces)
        .annotate(newest=Subquery(said.order_by("-said_on", "-pk").values("pk")[:1]))
        .prefetch_related("meetings", Prefetch("participations", Participation.objects.select_related("party")))
    )
    newest = Statement.objects.in_bulk([each.newest for each in negotiations if each.newest])
    return [
        Desk(
            member.workspace,
            [Talks(one, newest.get(one.newest)) for one in negotiations if one.workspace_id == member.workspace_id],
            leads=member.may(Can.MANAGE),
        )
        for member in mine
    ]


@dataclass(frozen=True)
class Agenda:
    """The issues of a negotiation, and how much is on record of each, at one point in time."""

    tree: Tree
    parties: int  # at the table
    states: dict[int, IssueState]  # by issue, where one was set
    on_record: dict[int, int]  # parties with a reading in force, by issue
    statements: dict[int, int]  # said by the day, by issue

    def state(self, issue: int) -> str:
        return self.states[issue].state if issue in self.states else IssueState.State.OPEN


def agenda(negotiation: Negotiation, day: date, known: datetime) -> Agenda:
    """The whole agenda, in a fixed number of queries."""
    issues = negotiation.issues.prefetch_related("options")
    states = IssueState.objects.filter(issue__negotiation=negotiation).in_force(day, known)
    said = Statement.objects.filter(issue__negotiation=negotiation, said_on__lte=day, recorded_at__lte=known)
    counts = said.order_by().values_list("issue").annotate(number=Count("pk"))
    return Agenda(
        tree=Tree(issues),
        parties=negotiation.participations.count(),
        states={state.issue_id: state for state in states},
        on_record=on_record_count(negotiation, day, known),
        statements=dict(counts),
    )


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


def documents(
    workspace: Workspace,
    title: str = "",
    outlet: Outlet | None = None,
    negotiation: Negotiation | None = None,
    since: DomainDate | None = None,
    until: DomainDate | None = None,
    uncoded: bool = False,
) -> QuerySet[Document]:
    """The documents with these words in their title and so on; published at some time between the two dates."""
    found: QuerySet[Document] = within(workspace, Document)
    if title:
        found = found.filter(title__icontains=title)
    if outlet:
        found = found.filter(outlet=outlet)
    if negotiation:
        found = found.filter(Exists(Filing.objects.filter(negotiation=negotiation, document=OuterRef("pk"))))
    if since:
        found = found.filter(published_before__gt=since.first)
    if until:
        found = found.filter(published_on__lt=until.end)
    if uncoded:
        found = found.filter(~Exists(Report.objects.filter(document=OuterRef("pk"))))
    return with_statement_count(found)


@dataclass(frozen=True)
class Voice:
    """A person with what is on record of them."""

    speaker: Speaker
    posts: Sequence[Post]
    said: int
    newest: Sequence[Statement]


def voice(speaker: Speaker) -> Voice:
    """The person, the posts in time, and the newest of what they said."""
    said = Statement.objects.filter(speaker=speaker)
    newest = said.select_related("issue").prefetch_related("holders__party").order_by("-said_on", "-pk")
    return Voice(
        speaker=speaker,
        posts=list(Post.objects.filter(speaker=speaker).select_related("party").order_by("during", "pk")),
        said=said.count(),
        newest=list(newest[:NEWEST]),
    )


@dataclass(frozen=True)
class Press:
    """An outlet with what came through it."""

    outlet: Outlet
    grades: Sequence[Grade]
    documents: QuerySet[Document]
    counts: Counts


def press(outlet: Outlet) -> Press:
    """The outlet, every grade it had, its documents, and how many statements came through it."""
    documents = with_statement_count(Document.objects.filter(outlet=outlet))
    return Press(outlet, grades(outlet), documents, outlet_counts([outlet])[outlet.pk])


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


def changes(listed: QuerySet[Change], asked: Mapping[str, Any], zone: tzinfo) -> QuerySet[Change]:
    """The lines of the history that are asked for; a day begins and ends in `zone`."""
    plain = {
        "who": "member",
        "kind": "target_kind",
        "verb": "verb",
        "id": "target_id",
        "record": "target_name__icontains",
    }
    for name, field in plain.items():
        if asked.get(name) not in (None, ""):
            listed = listed.filter(**{field: asked[name]})
    if since := asked.get("since"):
        listed = listed.filter(at__gte=datetime.combine(since.first, time.min, zone))
    if until := asked.get("until"):
        listed = listed.filter(at__lt=datetime.combine(until.end, time.min, zone))
    return listed


def undone(listed: Sequence[Change]) -> set[int]:
    """Which of these changes were undone."""
    if not listed:
        return set()
    found = Change.objects.filter(
        workspace_id=listed[0].workspace_id,
        verb="undone",
        target_id__in={each.target_id for each in listed},
        details__undid__in=[each.pk for each in listed],
    )
    return {int(each) for each in found.values_list("details__undid", flat=True)}
