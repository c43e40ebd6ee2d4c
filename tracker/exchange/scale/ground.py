"""What a synthetic dossier stands on: its people, its parties and their speakers, the agenda, the outlets."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle, islice
from random import Random

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.text import slugify

from tracker.accounts.models import Membership, User
from tracker.actors.models import BlocMembership, Party, Post, Speaker
from tracker.agenda.models import Issue, IssueState, Meeting, Option, Participation
from tracker.agenda.operations import open_negotiation
from tracker.base.dates import DomainDate
from tracker.exchange.scale import words
from tracker.exchange.scale.table import Table
from tracker.members.operations import admit, open_workspace
from tracker.positions.models import Position
from tracker.sources.models import Outlet

FIRST, DAYS = date(2016, 1, 1), 3650  # on which something is said
EVER = DateRange(FIRST, None)
OPTIONS = ([0, 50, 100], [0, 30, 70, 100], [0, 25, 50, 75, 100])  # of an issue, on a scale from 0 to 100
BLOC = 20  # of so many parties the first is a bloc, and
INSIDE = 8  # so many after it are its members
UNDER = 10  # issues stand under one, and so many of these under another
AUTHORITY = (95, 70, 50)  # of the speakers of a party


@dataclass(frozen=True)
class Size:
    """How much of everything there is."""

    statements: int
    documents: int
    parties: int
    issues: int  # that nothing stands under: those above them come on top
    readings: int  # of each position, before corrections
    backdated: float  # per cent of the readings are recorded long after the day they take effect on
    replaced: float  # and of so many it is found out later that they were wrong
    members: int


class Ground:
    """All of it, made. A cell is a party and an issue; they are numbered party by party."""

    def __init__(self, slug: str, size: Size, chance: Random) -> None:
        self.size, self.chance = size, chance
        self.people(slug)
        self.parties = Party.objects.bulk_create(map(self.party, range(size.parties)))
        self.blocs()
        self.speakers = [self.spoken_for(party, number) for number, party in enumerate(self.parties)]
        self.outlets = Outlet.objects.bulk_create(map(self.outlet, range(min(50, size.documents))))
        self.talks = open_negotiation(by=self.lead, title=f"{words.title(chance)}: talks")
        self.table()
        self.agenda()
        self.positions = self.all_positions()

    # Who works here, and who negotiates -------------------------------------------------------------------------------
    def people(self, slug: str) -> None:
        """A lead, a reviewer, an analyst and a reader, then more analysts; nobody has a password."""
        roles = islice(("lead", "reviewer", "analyst", "reader", *("analyst",) * self.size.members), self.size.members)
        for number, role in enumerate(roles, 1):
            address = f"{role}-{number}@{slug}.example.org"
            user = User.objects.filter(email=address).first()
            user = user or User.objects.create_user(address, name=f"{words.name(number)} {words.name(number * 7)}")
            if number == 1:
                self.lead = open_workspace(name=f"{slug.title()} desk", slug=slug, lead=user)
                self.workspace = self.lead.workspace
            else:
                admit(user, role=role, by=self.lead)
        members = list(Membership.objects.filter(workspace=self.workspace).order_by("pk"))
        self.recorders = [member.pk for member in members if member.role != "reader"]
        self.reviewers = [member.pk for member in members if member.role in ("lead", "reviewer")]

    def party(self, number: int) -> Party:
        called, kind = words.name(number * 37 % words.NAMES + number // words.NAMES * words.NAMES), "state"
        if number % BLOC == 0:
            called, kind = f"{called} Union", "alliance"
        return Party(workspace=self.workspace, slug=slugify(called), name=called, kind=kind, symbol=number % 8 + 1)

    def blocs(self) -> None:
        stays = [
            BlocMembership(workspace=self.workspace, party=member, bloc=bloc, during=EVER)
            for start, bloc in enumerate(self.parties)
            if bloc.kind == "alliance"
            for member in self.parties[start + 1 : start + 1 + INSIDE]
        ]
        BlocMembership.objects.bulk_create(stays)

    def spoken_for(self, party: Party, number: int) -> list[Speaker]:
        names = (f"{words.name(3 * number + n)} {words.name(self.chance.randrange(words.NAMES))}" for n in range(3))
        people = Speaker.objects.bulk_create(Speaker(workspace=self.workspace, name=name) for name in names)
        Post.objects.bulk_create(
            Post(workspace=self.workspace, speaker=one, party=party, title=title, authority=authority, during=EVER)
            for one, title, authority in zip(people, ("President", "Minister", "Envoy"), AUTHORITY, strict=True)
        )
        return people

    def outlet(self, number: int) -> Outlet:
        kind, grade = Outlet.Kind.values[number % 4], "ABCDEF"[number % 6]
        return Outlet(workspace=self.workspace, name=f"{words.name(5 * number + 3)} Post", kind=kind, reliability=grade)

    # What is negotiated -----------------------------------------------------------------------------------------------
    def table(self) -> None:
        Participation.objects.bulk_create(
            Participation(
                workspace=self.workspace, negotiation=self.talks, party=party, order=order,
                capability=self.chance.randint(1, 100), counted=party.kind != "alliance",
            )
            for order, party in enumerate(self.parties)
        )  # fmt: skip
        held = [DomainDate.day(FIRST + timedelta(days=day)) for day in range(90, DAYS, 180)]
        self.meetings = Meeting.objects.bulk_create(
            Meeting(
                workspace=self.workspace, negotiation=self.talks, slug=f"round-{number}", name=f"Round {number}",
                kind="session", place=words.name(number), status="held", held_on=day.first, held_before=day.end,
            )
            for number, day in enumerate(held, 1)
        )  # fmt: skip

    def agenda(self) -> None:
        """Three floors: issues with options stand under others, and these again."""
        leaves = self.size.issues
        top = self.issues("area", -(-leaves // UNDER**2))
        middle = self.issues("chapter", -(-leaves // UNDER), top)
        self.leaves = self.issues("issue", leaves, middle, minimum=0, maximum=100, status_quo=50)
        self.branches = [*top, *middle]
        options = [
            Option(workspace=self.workspace, issue=issue, value=value, words=words.title(self.chance))
            for issue, values in zip(self.leaves, cycle(OPTIONS), strict=False)
            for value in values
        ]
        self.options: list[list[Option]] = [[] for _ in self.leaves]
        place = {issue.pk: number for number, issue in enumerate(self.leaves)}
        for option in Option.objects.bulk_create(options):
            self.options[place[option.issue_id]].append(option)
        IssueState.objects.bulk_create(
            IssueState(
                workspace=self.workspace, issue=issue, recorded_by=self.lead,
                state=self.chance.choice(["agreed", "agreed_in_principle", "dropped"]),
                effective_on=meeting.held_on, effective_before=meeting.held_before,
                recorded_at=datetime.combine(meeting.held_before, time(), UTC),
            )
            for issue, meeting in zip(self.leaves[::10], cycle(self.meetings[len(self.meetings) // 2 :]), strict=False)
        )  # fmt: skip

    def issues(self, called: str, count: int, above: list[Issue] | None = None, **scale: float) -> list[Issue]:
        return Issue.objects.bulk_create(
            Issue(
                workspace=self.workspace, negotiation=self.talks, parent=above[n // UNDER] if above else None,
                order=n % UNDER, slug=f"{called}-{n + 1}", title=words.title(self.chance), **scale,
            )
            for n in range(count)
        )  # fmt: skip

    def all_positions(self) -> list[int]:
        """Each party has one on each issue, on those above too; here are the ids of those in cells."""
        table = Table(Position, self.workspace, "party_id", "issue_id")
        cells = [table.add(party.pk, issue.pk) for party in self.parties for issue in self.leaves]
        for party in self.parties:
            for issue in self.branches:
                table.add(party.pk, issue.pk)
        table.copy()
        return cells
