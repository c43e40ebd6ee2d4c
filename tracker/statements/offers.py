"""What the form of a statement offers: names to choose from, and what a typed name means."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchQuery, TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest

from tracker.accounts.models import Membership, Workspace
from tracker.actors.models import Alias, Party, Post, Speaker
from tracker.agenda import queries as agenda
from tracker.agenda.models import Issue, Meeting, Negotiation, Option, Participation
from tracker.base.dates import DomainDate
from tracker.base.names import called
from tracker.base.prepared import prepared
from tracker.sources import queries as sources
from tracker.sources.models import Document, Excerpt, Outlet
from tracker.statements.models import Condition, Report, Statement
from tracker.statements.queries import posts_on

MOST_TEXTS = 200  # in a menu: those read last; any other is opened first and recorded from
MOST_NAMES = 1_000  # that a field suggests
MOST_REPLIES = 6
MOST_OF_A_NAME = 50  # who have the same last name
WORDS_OF_A_NAME = 6  # that are looked at
NEAR = 14  # days within which two statements may be one
ALIKE = 0.4  # of the words, from which on they may be one
NAME_ALIKE = 0.35  # of a name, from which on it may be another spelling
MOST_TWINS = 3
Choices = Sequence[tuple[Any, Any]]


@dataclass
class Offers:
    """What the menus offer."""

    member: Membership
    documents: Choices = ()
    languages: dict[int, str] = field(default_factory=dict)  # of those
    known: dict[int, Document] = field(default_factory=dict)  # with their texts
    issues: Mapping[int, Issue] = field(default_factory=dict)
    meetings: Mapping[int, Meeting] = field(default_factory=dict)
    options: Mapping[int, Option] = field(default_factory=dict)
    leaves: Choices = ()

    @property
    def workspace(self) -> Workspace:
        return self.member.workspace

    @cached_property
    def translator(self) -> str:
        """Who is offered as the translator of words."""
        return sources.translator(self.member)

    def language(self, typed: Any) -> str:
        """In which the document that has this number is written; nothing where there is none."""
        if (pk := number(typed)) in self.languages:
            return self.languages[pk]
        found = self.document(typed)
        return found.language if found else ""

    @property
    def on(self) -> Choices:
        """What a condition may be about."""
        issues = [(f"issue-{pk}", words) for pk, words in self.leaves]
        meetings = [(f"meeting-{pk}", str(meeting)) for pk, meeting in self.meetings.items()]
        return [*issues, *meetings]

    @property
    def wanted(self) -> Choices:
        """The options of each issue."""
        groups: dict[int, list[tuple[int, str]]] = {}
        for pk, option in self.options.items():
            groups.setdefault(option.issue_id, []).append((pk, option.words))
        return [(words, groups[pk]) for pk, words in self.leaves if pk in groups]

    def wanted_on(self, on: Any) -> Choices:
        """The same of the one issue that was chosen; of a meeting none, and of all where nothing was."""
        kind, _hyphen, pk = str(on or "").partition("-")
        if kind == "issue":
            return [(option.pk, option.words) for option in self.options.values() if option.issue_id == number(pk)]
        return [] if kind == "meeting" else self.wanted

    def document(self, typed: Any) -> Document | None:
        """The document of the workspace that has this number, with its text."""
        pk = number(typed)
        if pk and pk not in self.known:
            self.known |= {each.pk: each for each in Document.objects.filter(workspace=self.workspace, pk=pk)}
        return self.known.get(pk)


def number(typed: Any) -> int:
    """What was sent as a record's number; 0 for anything else."""
    typed = str(typed or "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 18 else 0


class Passage(NamedTuple):
    """Words that a form is filled in with: where they begin, what they say in ours; which excerpt of which version."""

    words: str
    near: int
    translation: str = ""
    translator: str = ""
    seen: int | None = None
    excerpt: int | None = None

    @classmethod
    def of(cls, excerpt: Excerpt) -> "Passage":
        return cls(excerpt.exact, excerpt.start, excerpt.translation, excerpt.translator, excerpt.version, excerpt.pk)


def offers(member: Membership, negotiation: Negotiation | None, document: Document | None = None) -> Offers:
    """The texts read last, and the issues, options and meetings of the negotiation."""
    listed = texts(member.workspace_id)
    found = Offers(member, [(pk, title) for pk, title, _language in listed], {pk: spoken for pk, _t, spoken in listed})
    if document:
        found.known[document.pk] = document
        if document.pk not in dict(found.documents):
            found.documents = [(document.pk, document.title), *found.documents]
    if negotiation:
        issues = agenda.agenda(negotiation)
        found.issues = {issue.pk: issue for issue in issues}
        found.meetings = {meeting.pk: meeting for meeting in agenda.meetings([negotiation.pk])}
        found.options = {option.pk: option for issue in issues for option in issue.worded}
        found.leaves = leaves(issues)
    return found


@prepared
def texts(workspace: int) -> QuerySet[Document, tuple[int, str, str]]:
    """The texts read last: number, title and language of each."""
    found = Document.objects.filter(workspace=workspace).order_by("-pk")
    return found.values_list("pk", "title", "language")[:MOST_TEXTS]


def leaves(issues: Iterable[Issue]) -> list[tuple[int, str]]:
    """The issues that parties take sides on, numbered as in the agenda."""
    below: dict[int | None, list[Issue]] = {}
    for issue in issues:
        below.setdefault(issue.parent_id, []).append(issue)
    found: list[tuple[int, str]] = []

    def walk(parent: int | None, prefix: str) -> None:
        for n, issue in enumerate(below.get(parent, ()), 1):
            if issue.pk in below:
                walk(issue.pk, f"{prefix}{n}.")
            else:
                found.append((issue.pk, f"{prefix}{n} {issue.title}"))

    walk(None, "")
    return found


@prepared
def seated(negotiation: int) -> QuerySet[Participation, int]:
    """The parties at the table, in their order."""
    return Participation.objects.filter(negotiation=negotiation).values_list("party", flat=True)


@prepared
def parties(workspace: int) -> QuerySet[Party]:
    return Party.objects.filter(workspace=workspace)


def party_names(everybody: Mapping[int, Party], workspace: Workspace) -> list[tuple[str, str]]:
    """Every name of every party, and whose it is."""
    found = [(party.name, party.short_name) for party in everybody.values()]
    aliases = Alias.objects.filter(workspace=workspace, party__isnull=False).values_list("name", "party")
    return [*found, *((name, str(everybody[pk])) for name, pk in aliases if pk in everybody)][:MOST_NAMES]


def parties_named(workspace: Workspace, name: str) -> list[Party]:
    named = Q(name__iexact=name) | Q(short_name__iexact=name) | Q(aliases__name__iexact=name)
    those = Party.objects.filter(workspace=workspace)
    return list(those.filter(named).distinct()[:5]) or one(called(name, those, "name", "short_name", "aliases__name"))


def people(workspace: Workspace) -> list[tuple[str, str]]:
    """Every name of every speaker, and the posts or the name behind it."""
    posts: dict[int, list[str]] = {}
    for post in Post.objects.filter(workspace=workspace).select_related("party").order_by("-authority")[:MOST_NAMES]:
        posts.setdefault(post.speaker_id, []).append(str(post))
    named = Speaker.objects.filter(workspace=workspace)[:MOST_NAMES]
    found = [(speaker.name, "; ".join(posts.get(speaker.pk, ()))) for speaker in named]
    aliases = Alias.objects.filter(workspace=workspace, speaker__isnull=False)[:MOST_NAMES]
    return [*found, *aliases.values_list("name", "speaker__name")]


def speakers_named(workspace: Workspace, name: str) -> list[Speaker]:
    found = speakers_called(workspace.pk, name)
    return found or one(called(name, Speaker.objects.filter(workspace=workspace), "name", "aliases__name"))


@prepared
def speakers_called(workspace: int, name: str) -> QuerySet[Speaker]:
    named = Q(name__iexact=name) | Q(aliases__name__iexact=name)
    return Speaker.objects.filter(named, workspace=workspace).distinct()[:5]


def speakers_with(workspace: Workspace, words: str) -> list[Speaker]:
    """Those in one of whose names each of these words stands, such as the last name."""
    found = Speaker.objects.filter(workspace=workspace)
    for word in words.split()[:WORDS_OF_A_NAME]:
        found = found.filter(Q(name__icontains=word) | Q(aliases__name__icontains=word))
    return list(found.distinct()[:MOST_OF_A_NAME])


def speakers_alike(workspace: Workspace, name: str) -> list[str]:
    """The names of the few speakers, if any, that are written nearly so."""
    alike = Greatest(TrigramSimilarity("name", name), Coalesce(Max(TrigramSimilarity("aliases__name", name)), 0.0))
    those = Speaker.objects.filter(workspace=workspace).annotate(alike=alike).filter(alike__gte=NAME_ALIKE)
    return list(those.order_by("-alike", "name").values_list("name", flat=True)[:MOST_TWINS])


def one[M](found: M | None) -> list[M]:
    return [found] if found else []


def post(speaker: Speaker, day: date) -> Post | None:
    """The post that the speaker held that day."""
    return next(iter(posts_on(speaker.pk, day)), None)


@prepared
def outlets(workspace: int) -> QuerySet[Outlet, str]:
    return Outlet.objects.filter(workspace=workspace).values_list("name", flat=True)[:MOST_NAMES]


def reports(statement: Statement) -> list[Report]:
    """Its reports with all that a form is filled in with."""
    found = statement.reports.select_related("document").defer("document__text")
    return list(found.prefetch_related("relays__outlet", "quotations__excerpt"))


def conditions(statement: Statement) -> list[dict[str, Any]]:
    """What it depends on, as the form is filled in with it."""
    return [
        {
            "text": each.text,
            "on": f"issue-{each.issue_id}"
            if each.issue_id
            else f"meeting-{each.meeting_id}"
            if each.meeting_id
            else "",
            "wanted": each.option_id or "",
            "group": each.group,
        }
        for each in Condition.objects.filter(statement=statement)
    ]


def statement(workspace: Workspace, typed: Any) -> Statement | None:
    return Statement.objects.filter(workspace=workspace, pk=number(typed)).first()


def to_reply(
    workspace: Workspace, issue: Issue | None, words: str, chosen: Any, itself: Statement | None
) -> list[Statement]:
    """What a statement may reply to: the chosen one first, then those on the issue that have the words sought."""
    listed = Statement.objects.filter(workspace=workspace).select_related("speaker").defer("search")
    if itself:
        listed = listed.exclude(pk=itself.pk)
    first = list(listed.filter(pk=number(chosen))) if number(chosen) else []
    if not words.strip():
        return first
    if issue:
        listed = listed.filter(issue=issue)
    sought = SearchQuery(words.replace("\0", "")[:300], config="tracker_en", search_type="websearch")
    found = listed.filter(search=sought).exclude(pk__in=[each.pk for each in first]).order_by("-said_on", "-pk")
    return [*first, *found[:MOST_REPLIES]]


def twins(
    workspace: Workspace,
    issue: Issue | None,
    said: DomainDate | None,
    speaker: Speaker | None,
    holders: Iterable[Party],
    words: Sequence[str],
    itself: Statement | None,
) -> list[Statement]:
    """Statements that may be the same one: on the issue, by the speaker or of a holder, within days, in like words."""
    given = [each[:1_000] for each in words if each.strip()]
    if issue is None or said is None or not given:
        return []
    whose = Q(holders__party__in=list(holders))
    if speaker:
        whose |= Q(speaker=speaker)
    alike = [TrigramWordSimilarity(each, "words") for each in given]
    quoted = [TrigramWordSimilarity(each, "reports__quotations__excerpt__exact") for each in given]
    found = (
        Statement.objects.filter(
            whose,
            workspace=workspace,
            issue=issue,
            said_on__range=(said.first - timedelta(NEAR), said.last + timedelta(NEAR)),
        )
        .exclude(pk=itself.pk if itself else 0)
        .annotate(alike=Greatest(*alike, *quoted, Value(0.0)))
        .filter(alike__gte=ALIKE)
        .order_by("-alike", "-pk")
        .values_list("pk", flat=True)[: MOST_TWINS * 5]
    )
    order = list(dict.fromkeys(found))[:MOST_TWINS]
    rows = Statement.objects.filter(pk__in=order).select_related("speaker").defer("search").in_bulk()
    return [rows[pk] for pk in order]
