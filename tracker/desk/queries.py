"""What the pages of this room show, each in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce

from tracker.accounts.access import within
from tracker.accounts.models import Membership, User, Workspace
from tracker.accounts.permissions import Can
from tracker.actors.models import Alias, BlocMembership, Party, Post, Speaker
from tracker.agenda.models import Filing, Issue, IssueState, Negotiation, Participation
from tracker.agenda.tree import Tree
from tracker.agenda.when import NOW
from tracker.base.dates import DomainDate
from tracker.compare.moves import Move, moves, took_effect
from tracker.compare.queries import Cell, Comparison, Row, arrange
from tracker.history.models import Change
from tracker.positions.models import Evidence, Position, Reading, Review
from tracker.positions.queries import backing, in_force, on_record_count, review_states, unweighed, waiting
from tracker.sources.models import Document, Excerpt, Outlet
from tracker.sources.queries import Counts, Grade, grades, outlet_counts
from tracker.statements.models import Holder, Report, Statement
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


def latest_changes(workspace: Workspace, known: datetime, number: int) -> list[Change]:
    """What was done in the workspace by that moment, the newest first."""
    return list(Change.objects.filter(workspace=workspace, at__lte=known)[:number])


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


def reviewed(members: Sequence[Membership]) -> Any:
    """The newest reading of each position in their workspaces, with `review`: what was last said of it, or none."""
    workspaces = [member.workspace_id for member in members]
    said = Review.objects.filter(reading=OuterRef("pk")).order_by("-at", "-pk").values("state")[:1]
    readings = Reading.objects.in_force(Position.objects.filter(workspace__in=workspaces), date.max, NOW)
    return (
        readings.annotate(review=Subquery(said))
        .select_related("position__party", "position__issue", "recorded_by__user")
        .order_by("-recorded_at", "-pk")
    )


def newest_moves(comparison: Comparison, known: datetime) -> list[Reading]:
    """The few readings that took effect last, on issues whose options are at hand."""
    found = took_effect(comparison.day, known, since=comparison.since)
    newest = list(found.filter(position__issue__negotiation=comparison.negotiation)[:FEW])
    for reading in newest:
        if row := comparison.by_issue.get(reading.position.issue_id):
            reading.position.issue = row.issue
    return newest


# One issue -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class OnIssue:
    """What the page of an issue shows beside the comparison."""

    states: list[IssueState]  # oldest first
    moves: list[Move]  # every reading of every party that took effect, newest first
    statements: Sequence[Statement]  # the newest
    statement_count: int
    spoken: Sequence[Holder]  # who spoke for a point of the scale, oldest first
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
    return OnIssue(
        states=list(states.order_by("effective_on", "recorded_at", "pk")),
        moves=moves(readings, day, known, counted=counted, all_told=True) if readings else [],
        statements=statements,
        statement_count=statements[0].total if statements else 0,
        spoken=spoken(issue, day, known) if issue.scaled else [],
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


# One party -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class OnParty:
    """All that is on record of a party on a day."""

    party: Party
    day: date
    cells: list[Cell]  # one for each leaf issue of each negotiation that it has a seat in
    voices: list[tuple[Post, Statement | None]]  # each post with the newest that its holder said for the party
    stays: list[BlocMembership]  # its own, in blocs
    members: list[BlocMembership]  # others' stays in it
    aliases: list[Alias]
    moves: list[Move]  # the newest
    readings: list[Reading]  # all that took effect, whatever the page compares with, newest first; the last MOST_DRAWN
    statement_count: int


MOST_DRAWN = 400  # readings of a party through time


def seats(party: Party) -> list[Participation]:
    """The negotiations in which the party has a seat."""
    found = list(party.participations.select_related("negotiation").order_by("negotiation__title", "negotiation"))
    for seat in found:
        seat.negotiation.workspace = party.workspace
    return found


def on_party(
    party: Party, negotiations: Sequence[Negotiation], day: date, known: datetime, since: date | None
) -> OnParty:
    """Where the party stands on every issue, who speaks for it, whom it belongs to and how it moved."""
    both = BlocMembership.objects.filter(Q(party=party) | Q(bloc=party)).select_related("party", "bloc")
    stays = [each for each in both if began(each.during, day)]
    own = [stay for stay in stays if stay.party_id == party.pk]
    positions = on_agenda(party, negotiations)
    posts = [each for each in party.posts.select_related("speaker") if began(each.during, day)]
    said = Statement.objects.filter(
        speaker__in={post.speaker_id for post in posts}, holders__party=party, said_on__lte=day, recorded_at__lte=known
    ).defer("search")
    newest = {each.speaker_id: each for each in said.order_by("speaker_id", "-said_on", "-pk").distinct("speaker_id")}
    readings = list(took_effect(day, known).filter(position__party=party)[:MOST_DRAWN])
    moved = [each for each in readings if since is None or each.effective_on > since][:10]
    issues = {position.issue_id: position.issue for position in positions}
    for reading in readings:
        reading.position.issue = issues.get(reading.position.issue_id, reading.position.issue)  # with its options
    held = Holder.objects.filter(party=party, said_on__lte=day, statement__recorded_at__lte=known)
    return OnParty(
        party=party,
        day=day,
        cells=cells(party, positions, [stay.bloc_id for stay in own if day in stay.during], day, known),
        voices=[(post, newest.get(post.speaker_id)) for post in posts],
        stays=own,
        members=[stay for stay in stays if stay.bloc_id == party.pk],
        aliases=list(party.aliases.all()),
        moves=moves(moved, day, known) if moved else [],
        readings=readings,
        statement_count=held.count(),
    )


def on_agenda(party: Party, negotiations: Sequence[Negotiation]) -> list[Position]:
    """Its positions on the leaf issues of those negotiations, in the order of their agendas."""
    issues = list(Issue.objects.filter(negotiation__in=negotiations).prefetch_related("options"))
    found = {each.issue_id: each for each in Position.objects.filter(party=party, issue__in=issues)}
    ordered = []
    for negotiation in negotiations:
        for row in arrange(issue for issue in issues if issue.negotiation_id == negotiation.pk):
            if not row.is_branch and row.issue.pk in found:
                position = found[row.issue.pk]
                position.issue = row.issue
                ordered.append(position)
    return ordered


def began(during: Any, day: date) -> bool:
    """Whether a stretch of time had begun by that day; one without a beginning always had."""
    return during.lower is None or bool(during.lower <= day)


def cells(party: Party, positions: list[Position], blocs: list[int], day: date, known: datetime) -> list[Cell]:
    """Each position with its reading in force and what stands behind it; its bloc's where it has none of its own."""
    readings = in_force(positions, day, known)
    behind = backing(readings.values(), day, known, party.workspace.half_life)
    reviews = review_states(readings.values(), known)
    waits = waiting([party.pk], [position.issue_id for position in positions], day, known)
    found = []
    for position in positions:
        position.party = party
        cell = Cell(party, position.issue, position, waiting=waits[party.pk, position.issue_id])
        if reading := readings.get(position.pk):
            reading.position = position
            cell.reading, cell.backing = reading, behind[reading.pk]
            cell.review = reviews.get(reading.pk, "")
        found.append(cell)
    borrow(found, blocs, day, known)
    return found


def borrow(found: list[Cell], blocs: list[int], day: date, known: datetime) -> None:
    """Where the party has no line of its own, its bloc's is shown beside it."""
    bare = {cell.issue.pk: cell for cell in found if cell.reading is None}
    if not bare or not blocs:
        return
    theirs = list(Position.objects.filter(party__in=blocs, issue__in=bare).select_related("party"))
    lines = in_force(theirs, day, known)
    for position in theirs:
        if reading := lines.get(position.pk):
            cell = bare[position.issue_id]
            cell.bloc = Cell(position.party, cell.issue, position, reading)


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
    one = Statement.objects.filter(pk=statement.pk).select_related(
        "issue", "meeting", "coder__user", "replies_to__speaker", "pledge__ended_by"
    )
    conditions = ("conditions__issue", "conditions__meeting", "conditions__option")
    (whole,) = with_reports(one, "held__party", *conditions)
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
    published_from: DomainDate | None = None,
    published_to: DomainDate | None = None,
    uncoded: bool = False,
    day: date | None = None,
    known: datetime | None = None,
) -> QuerySet[Document]:
    """The documents with these words in their title and so on; published at some time between the two dates.

    As of `day`, as `known` then: without those that came later.
    """
    found: QuerySet[Document] = within(workspace, Document)
    if title:
        found = found.filter(title__icontains=title)
    if outlet:
        found = found.filter(outlet=outlet)
    if negotiation:
        found = found.filter(Exists(Filing.objects.filter(negotiation=negotiation, document=OuterRef("pk"))))
    if published_from:
        found = found.filter(published_before__gt=published_from.first)
    if published_to:
        found = found.filter(published_on__lt=published_to.end)
    if day:
        found = found.filter(Q(published_on=None) | Q(published_on__lte=day))
    if known:
        found = found.filter(recorded_at__lte=known)
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
    whose = Holder.objects.select_related("party")
    holders = Prefetch("holders", whose, to_attr="held")
    newest = said.select_related("issue").prefetch_related(holders).order_by("-said_on", "-pk")  # type: ignore[no-redef]  # named in the model
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
        statements=with_reports(carried.select_related("issue"), "held__party"),
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
