"""The ledger: what was announced and can be checked, until when, and what became of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from tracker.actors.models import Speaker
from tracker.agenda.models import Negotiation
from tracker.analysis.follow_through import FollowThrough, follow_through
from tracker.statements.models import Pledge, Statement

Outcome = Pledge.Outcome


@dataclass(frozen=True)
class Entry:
    """One pledge as it stood on a day."""

    pledge: Pledge
    outcome: str  # open, kept, broken, lapsed: what was known to have become of it by then
    overdue: bool  # open, and the last day for it is over


@dataclass(frozen=True)
class Record:
    """What became of all that one speaker announced."""

    speaker: Speaker
    kept: int
    broken: int
    lapsed: int
    open: int
    follow_through: FollowThrough | None


def ledger(negotiation: Negotiation, day: date, known: datetime, *more: str) -> list[Entry]:
    """The pledges said by `day` and recorded by `known`: the open ones by when they are due, then what ended last.

    `more` is read along, such as "statement__holders__party".
    """
    pledges = told(negotiation, day, known).select_related("statement__speaker", "statement__issue", "ended_by")
    entries = [entry(each, day, known) for each in pledges.prefetch_related(*more)]
    waiting = [each for each in entries if each.outcome == Outcome.OPEN]
    ended = [each for each in entries if each.outcome != Outcome.OPEN]
    waiting.sort(key=lambda each: (each.pledge.due_on or date.max, each.pledge.pk))
    ended.sort(key=lambda each: (each.pledge.ended_on or date.min, each.pledge.pk), reverse=True)
    return [*waiting, *ended]


def told(negotiation: Negotiation, day: date, known: datetime) -> QuerySet[Pledge]:
    return Pledge.objects.filter(
        statement__issue__negotiation=negotiation, statement__said_on__lte=day, statement__recorded_at__lte=known
    )


def entry(pledge: Pledge, day: date, known: datetime) -> Entry:
    """It is open on a day before its end, and as known before the statement was that ended it."""
    over = pledge.ended_on is not None and pledge.ended_on <= day
    heard = pledge.ended_by is None or pledge.ended_by.recorded_at <= known
    outcome = pledge.outcome if over and heard else Outcome.OPEN
    overdue = outcome == Outcome.OPEN and pledge.due is not None and pledge.due.last < day
    return Entry(pledge, outcome, overdue)


def records(entries: Iterable[Entry]) -> list[Record]:
    """The follow-through of each speaker who is named, who announced most first."""
    by_speaker: dict[Speaker, list[Entry]] = {}
    for each in entries:
        if speaker := each.pledge.statement.speaker:
            by_speaker.setdefault(speaker, []).append(each)
    found = [record(speaker, theirs) for speaker, theirs in by_speaker.items()]
    return sorted(found, key=lambda each: (-(each.kept + each.broken), str(each.speaker)))


def record(speaker: Speaker, theirs: Sequence[Entry]) -> Record:
    """What lapsed was neither kept nor broken."""
    kept, broken, lapsed, still = (
        sum(each.outcome == outcome for each in theirs)
        for outcome in (Outcome.KEPT, Outcome.BROKEN, Outcome.LAPSED, Outcome.OPEN)
    )
    return Record(speaker, kept, broken, lapsed, still, follow_through(kept, broken))


def may_tell(pledge: Pledge) -> QuerySet[Statement]:
    """The statements that may say what became of it: on its issue, and not said before it."""
    said = pledge.statement
    same = Q(issue=said.issue_id, said_on__gte=said.said_on) | Q(pk=pledge.ended_by_id)
    return Statement.objects.filter(same, workspace=pledge.workspace_id).exclude(pk=said.pk).defer("search")
