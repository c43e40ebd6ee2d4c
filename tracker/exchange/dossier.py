"""A negotiation as data: all that is on record of it, in the form in which the loader brings it back in.

What is empty is left out. Dates of the domain are as their `iso()`, moments have their offset, and records name each
other: parties, issues and meetings by slug, people by e-mail, the rest by a key of their own.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from tracker.actors.models import Party, Post, Speaker
from tracker.agenda.models import Issue, IssueState, Negotiation
from tracker.annotations.models import Thread
from tracker.base.prepared import Among
from tracker.positions.models import Evidence, Reading, Review
from tracker.sources.models import Document, Outlet
from tracker.statements.models import Pledge, Report, Statement

FORMAT, VERSION = "parley-dossier", 1
WITH_IT = timedelta(seconds=1)  # evidence recorded with a reading is this much later at most
Record = dict[str, Any]


def dossier(negotiation: Negotiation, known: datetime) -> Record:
    """The negotiation as known at that moment, whatever day it is about."""
    return Written(negotiation, known).whole()


def full(**given: Any) -> Record:
    """What there is to say; a figure is, though it be 0."""
    return {key: value for key, value in given.items() if value or (value == 0 and value is not False)}


class Written:
    def __init__(self, negotiation: Negotiation, known: datetime) -> None:
        self.negotiation, self.known = negotiation, known
        self.workspace, self.zone = negotiation.workspace, negotiation.workspace.zone
        self.people = {each.pk: each for each in self.workspace.members.select_related("user")}
        self.issues = list(negotiation.issues.select_related("parent", "meeting").prefetch_related("options", "states"))
        self.statements = list(self.said())
        self.statement = {each.pk: f"s{n}" for n, each in enumerate(self.statements, 1)}
        self.documents = list(self.texts())
        self.document = {each.pk: f"d{n}" for n, each in enumerate(self.documents, 1)}
        found = Reading.objects.filter(position__issue__negotiation=negotiation, recorded_at__lte=known)
        self.readings = list(found.select_related("position__party", "position__issue").order_by("recorded_at", "pk"))
        self.reading = {each.pk: f"r{n}" for n, each in enumerate(self.readings, 1)}
        self.evidence: dict[int, list[Evidence]] = defaultdict(list)
        self.later: list[Evidence] = []
        self.weighed()

    # What belongs to it ----------------------------------------------------------------------------------------------
    def said(self) -> QuerySet[Statement]:
        """The statements on its issues and meetings, and those without an issue in its documents."""
        filed = Q(issue__isnull=True, reports__document__filings__negotiation=self.negotiation)
        its = Q(issue__negotiation=self.negotiation) | Q(issue__isnull=True, meeting__negotiation=self.negotiation)
        found = Statement.objects.filter(its | filed, workspace=self.workspace, recorded_at__lte=self.known).distinct()
        return found.select_related("issue", "option", "meeting", "pledge").prefetch_related(
            "holders__party", "reports__relays__outlet", "reports__quotations__excerpt", "conditions__issue",
            "conditions__meeting", "conditions__option",
        ).order_by("recorded_at", "pk")  # fmt: skip

    def texts(self) -> QuerySet[Document]:
        """The documents that are filed with it, and those that carry its statements."""
        carriers = Report.objects.filter(statement__in=self.statement).values("document")
        found = Document.objects.filter(Q(filings__negotiation=self.negotiation) | Q(pk__in=carriers))
        found = found.filter(workspace=self.workspace, recorded_at__lte=self.known).distinct()
        return found.select_related("outlet").order_by("recorded_at", "pk")

    def whole(self) -> Record:
        workspace = self.workspace
        settings = full(half_life=workspace.half_life, grade_weights=workspace.grade_weights,
                        mode_weights=workspace.mode_weights)  # fmt: skip
        return {
            "format": FORMAT,
            "version": VERSION,
            "workspace": {"name": workspace.name, "slug": workspace.slug, "time_zone": workspace.time_zone} | settings,
            "people": [
                {"email": each.user.email, "name": each.user.name, "role": each.role} for each in self.people.values()
            ],
            "parties": list(map(self.party, self.parties())),
            "speakers": list(map(self.speaker, self.speakers())),
            "outlets": list(map(self.outlet, self.outlets())),
            "negotiation": self.talks(),
            "meetings": [
                full(slug=each.slug, name=each.name, kind=each.kind, on=each.held.iso(), place=each.place,
                     status=each.status)
                for each in self.negotiation.meetings.order_by("held_on", "pk")
            ],
            "issues": list(map(self.issue, self.agenda())),
            "documents": list(map(self.text, self.documents)),
            "statements": list(map(self.one, self.statements)),
            "endings": list(map(self.ending, self.ended())),
            "readings": list(map(self.held, self.readings)),
            "weighings": list(map(self.weighing, self.later)),
            "reviews": list(map(self.review, self.reviews())),
            "threads": list(self.threads()),
        }  # fmt: skip

    # Who -------------------------------------------------------------------------------------------------------------
    def by(self, pk: int | None) -> str:
        return self.people[pk].user.email if pk else ""

    def at(self, moment: datetime) -> str:
        return moment.astimezone(self.zone).isoformat()

    def parties(self) -> list[Party]:
        """Those at the table, those whose views were told, those that people spoke for; and their blocs."""
        named = Q(participations__negotiation=self.negotiation) | Q(held__statement__in=self.statement)
        named |= Q(posts__speaker__in={each.speaker_id for each in self.statements})
        found = set(Party.objects.filter(named, workspace=self.workspace).values_list("pk", flat=True))
        found |= set(Party.objects.filter(members__party__in=found).values_list("pk", flat=True))
        rows = Party.objects.filter(pk__in=found).prefetch_related("aliases", "stays__bloc").order_by("pk")
        return list(rows)

    def party(self, party: Party) -> Record:
        stays = [full(bloc=stay.bloc.slug, since=stay.since and stay.since.iso(), until=stay.until and stay.until.iso())
                 for stay in party.stays.all()]  # fmt: skip
        return full(slug=party.slug, name=party.name, short_name=party.short_name, kind=party.kind, symbol=party.symbol,
                    aliases=[alias.name for alias in party.aliases.all()], stays=stays)  # fmt: skip

    def speakers(self) -> Iterable[Speaker]:
        spoke = {each.speaker_id for each in self.statements if each.speaker_id}
        return Speaker.objects.filter(pk__in=spoke).prefetch_related("aliases", "posts__party").order_by("pk")

    def speaker(self, speaker: Speaker) -> Record:
        posts = [self.post(each) for each in speaker.posts.all()]
        return full(key=f"p{speaker.pk}", name=speaker.name, aliases=[each.name for each in speaker.aliases.all()],
                    posts=posts)  # fmt: skip

    def post(self, post: Post) -> Record:
        since, until = post.since, post.until
        return full(party=post.party.slug, title=post.title, authority=post.authority) | full(
            **{"from": since and since.iso(), "until": until and until.iso()}
        )

    def outlets(self) -> Iterable[Outlet]:
        relayed = {relay.outlet_id for said in self.statements for report in said.reports.all()
                   for relay in report.relays.all()}  # fmt: skip
        named = relayed | {each.outlet_id for each in self.documents if each.outlet_id}
        return Outlet.objects.filter(pk__in=named).order_by("pk")

    def outlet(self, outlet: Outlet) -> Record:
        return full(key=f"o{outlet.pk}", name=outlet.name, kind=outlet.kind, reliability=outlet.reliability,
                    why=outlet.why)  # fmt: skip

    # What is negotiated ----------------------------------------------------------------------------------------------
    def talks(self) -> Record:
        talks = self.negotiation
        seats = [full(party=seat.party.slug, role=seat.role, capability=seat.capability) | {"counted": seat.counted}
                 for seat in talks.seats]  # fmt: skip
        return full(title=talks.title, slug=talks.slug, summary=talks.summary, begins=talks.begins and
                    talks.begins.iso(), ends=talks.ends and talks.ends.iso(), parties=seats)  # fmt: skip

    def agenda(self) -> Iterator[Issue]:
        """Branches before what stands under them, in their order."""
        under: dict[int | None, list[Issue]] = defaultdict(list)
        for issue in sorted(self.issues, key=lambda issue: (issue.order, issue.pk)):
            under[issue.parent_id].append(issue)

        def walk(parent: int | None) -> Iterator[Issue]:
            for issue in under[parent]:
                yield issue
                yield from walk(issue.pk)

        return walk(None)

    def issue(self, issue: Issue) -> Record:
        scale = {} if issue.minimum is None else {
            "scale": {"min": issue.minimum, "max": issue.maximum, "unit": issue.unit}
        }  # fmt: skip
        options = [{"value": option.value, "words": option.words} for option in issue.options.all()]
        quo = {} if issue.status_quo is None else {"status_quo": issue.status_quo}
        states = [self.state(each) for each in issue.states.all() if each.recorded_at <= self.known]
        return full(slug=issue.slug, parent=issue.parent and issue.parent.slug, title=issue.title,
                    question=issue.question, meeting=issue.meeting and issue.meeting.slug, options=options,
                    states=states) | scale | quo  # fmt: skip

    def state(self, state: IssueState) -> Record:
        return full(state=state.state, on=state.effective.iso(), recorded_at=self.at(state.recorded_at),
                    by=self.by(state.recorded_by_id))  # fmt: skip

    # What was written and said ---------------------------------------------------------------------------------------
    def text(self, document: Document) -> Record:
        return full(
            key=self.document[document.pk], title=document.title, text=document.text, author=document.author,
            address=document.address, language=document.language, rights=document.rights,
            outlet=document.outlet_id and f"o{document.outlet_id}",
            published=document.published and document.published.iso(), recorded_at=self.at(document.recorded_at),
            by=self.by(document.recorded_by_id),
        )  # fmt: skip

    def one(self, said: Statement) -> Record:
        point = {"option": said.option.value} if said.option else {} if said.value is None else {"value": said.value}
        pledge: Pledge | None = getattr(said, "pledge", None)
        due = pledge.due.iso() if pledge and pledge.due else ""
        return full(
            key=self.statement[said.pk], recorded_at=self.at(said.recorded_at), by=self.by(said.coder_id),
            speaker=said.speaker_id and f"p{said.speaker_id}", issue=said.issue and said.issue.slug,
            direction=said.direction, act=said.act, modality=said.modality, said_on=said.said and said.said.iso(),
            meeting=said.meeting and said.meeting.slug, credibility=said.credibility, words=said.words,
            rationale=said.rationale, voice=said.voice, replies_to=self.statement.get(said.replies_to_id or 0),
            holders=[
                {"party": each.party.slug, "told_by_other": each.told_by_other} for each in said.holders.all()
            ],
            reports=[self.report(each) for each in said.reports.all()],
            conditions=[
                full(text=each.text, issue=each.issue and each.issue.slug, meeting=each.meeting and each.meeting.slug,
                     group=each.group) | ({"wanted": each.option.value} if each.option else {})
                for each in said.conditions.all()
            ],
            pledge=full(what=pledge.what, due=due, seen_by=pledge.seen_by) if pledge else {},
        ) | point  # fmt: skip

    def report(self, report: Report) -> Record:
        """Where words stand more than once, `near` says which are meant."""
        quotations = [
            full(words=each.excerpt.exact, near=each.excerpt.start, translation=each.excerpt.translation,
                 translator=each.excerpt.translator)
            for each in report.quotations.all()
        ]  # fmt: skip
        relays = [
            full(outlet=f"o{each.outlet_id}", label=each.label, published=each.published and each.published.iso())
            for each in report.relays.all()
        ]
        return full(document=self.document.get(report.document_id or 0), mode=report.mode, quotations=quotations) | {
            "relays": relays
        }

    def ended(self) -> Iterable[Pledge]:
        """Those whose end was known by then, as the ledger counts them."""
        over = Pledge.objects.filter(statement__in=self.statement).exclude(outcome="open")
        return over.exclude(ended_by__recorded_at__gt=self.known).order_by("statement")

    def ending(self, pledge: Pledge) -> Record:
        return full(of=self.statement[pledge.statement_id], outcome=pledge.outcome,
                    ended=pledge.ended_on and pledge.ended_on.isoformat(),
                    ended_by=self.statement.get(pledge.ended_by_id or 0))  # fmt: skip

    # What we hold them to want ---------------------------------------------------------------------------------------
    def held(self, reading: Reading) -> Record:
        position = reading.position
        point = {"option": reading.option.value} if reading.option else {}
        if not reading.option and reading.stated is not None:
            point = {"value": reading.stated}
        ends = {name: value for name in ("low", "high") if (value := getattr(reading, name)) is not None}
        bounds = {f"{name}_bound": getattr(reading, f"{name}_bound") for name in ends}
        salience = {} if reading.salience is None else {"salience": reading.salience}
        judged = full(
            key=self.reading[reading.pk], party=position.party.slug, issue=position.issue.slug,
            effective=reading.effective.iso(), recorded_at=self.at(reading.recorded_at),
            by=self.by(reading.recorded_by_id), stance=reading.stance, mutual=reading.mutual, firmness=reading.firmness,
            confidence=reading.confidence, confidence_reason=reading.confidence_reason, basis=reading.basis,
            why=reading.why, summary=reading.summary, replaces=self.reading.get(reading.replaces_id or 0),
            withdrawn=reading.withdrawn, evidence=[self.bears(each) for each in self.evidence[reading.pk]],
        )  # fmt: skip
        return judged | point | ends | bounds | salience

    def weighed(self) -> None:
        """Of each reading, what was weighed when it was made; and what was weighed at other times."""
        made = {each.pk: each for each in self.readings}
        found = Evidence.objects.filter(
            position__issue__negotiation=self.negotiation, recorded_at__lte=self.known, statement__in=self.statement
        )
        for each in found.select_related("position__party", "position__issue").order_by("recorded_at", "pk"):
            reading = made.get(each.reading_id or 0)
            if reading and each.recorded_at - reading.recorded_at <= WITH_IT:
                self.evidence[reading.pk].append(each)
            else:
                self.later.append(each)

    def bears(self, each: Evidence) -> Record:
        return full(statement=self.statement[each.statement_id], relation=each.relation, note=each.note)

    def weighing(self, each: Evidence) -> Record:
        position, reading = each.position, self.reading.get(each.reading_id or 0)
        where = full(party=position.party.slug, issue=position.issue.slug, reading=reading)
        return where | full(recorded_at=self.at(each.recorded_at), by=self.by(each.recorded_by_id)) | self.bears(each)

    def reviews(self) -> Iterable[Review]:
        return Review.objects.filter(Among("reading", list(self.reading)), at__lte=self.known).order_by("at", "pk")

    def review(self, review: Review) -> Record:
        return full(reading=self.reading[review.reading_id or 0], state=review.state, by=self.by(review.by_id),
                    at=self.at(review.at), note=review.note)  # fmt: skip

    # What we say of it -----------------------------------------------------------------------------------------------
    def threads(self) -> Iterator[Record]:
        slugs = {issue.pk: issue.slug for issue in self.issues}
        found = Thread.objects.filter(workspace=self.workspace, opened_at__lte=self.known).order_by("opened_at", "pk")
        for thread in found.select_related("position__party", "position__issue", "party").prefetch_related("comments"):
            names = {
                "position": thread.position
                and thread.position.issue_id in slugs
                and f"{thread.position.party.slug}/{thread.position.issue.slug}",
                "reading": self.reading.get(thread.reading_id or 0),
                "statement": self.statement.get(thread.statement_id or 0),
                "document": self.document.get(thread.document_id or 0),
                "issue": slugs.get(thread.issue_id or 0),
                "party": thread.party and thread.party.slug,
            }  # fmt: skip
            on = full(**names)
            comments = [
                {"by": self.by(each.author_id), "at": self.at(each.at), "text": each.text}
                for each in thread.comments.all()
                if not each.removed_at and each.at <= self.known
            ]
            if on and comments:
                settled = thread.settled_at and thread.settled_at <= self.known
                yield full(on=on, kind=thread.kind, settled=bool(settled), comments=comments)
