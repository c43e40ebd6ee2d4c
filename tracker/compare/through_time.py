"""How far apart parties were on each day that matters: in five queries, however many days and pairs there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from tracker.agenda.models import IssueState, Meeting
from tracker.analysis.course import Held, course, thinned
from tracker.analysis.distance import Distance
from tracker.base.prepared import Among, prepared
from tracker.compare.comparison import Comparison, stand
from tracker.positions.models import Evidence, Reading
from tracker.positions.standing import places

MOST = 60  # days


@dataclass(frozen=True)
class Course:
    """Each pair's distance on each of the days, which are in order and end with the day shown."""

    days: list[date]
    of: list[list[Distance]]  # by pair, as asked
    left: int  # how many days more there are


def through_time(comparison: Comparison, pairs: Sequence[tuple[int, int]], meetings: Iterable[Meeting]) -> Course:
    """The pairs, by their places, on each day on which a reading of any party took effect or a meeting ended."""
    day, known = comparison.day, comparison.known
    parties, issues = [party.pk for party in comparison.parties], [row.issue.pk for row in comparison.leaves]
    drawn = {parties[place] for pair in pairs for place in pair}
    at = {position: (party, issue) for position, party, issue in places(drawn, issues)}
    readings = took_effect(list(at), day, known)
    since = dict(supported(readings, day, known))  # of several the last, which is the first day
    held: dict[int, dict[int, list[Held]]] = defaultdict(lambda: defaultdict(list))
    for reading in reversed(readings):  # oldest first
        bare, backed = stand(reading, supported=False), stand(reading, supported=True)
        party, issue = at[reading.position_id]
        if bare and backed:
            held[party][issue].append(Held(reading.effective_on, bare, backed, since.get(reading.pk)))
    states: dict[int, list[tuple[date, bool]]] = defaultdict(list)
    for state in became(comparison.negotiation.pk, day, known):
        states[state.issue_id].append((state.effective_on, state.state == IssueState.State.DROPPED))
    ended = {each.held.last for each in meetings if each.status != Meeting.Status.CANCELLED and each.held.last <= day}
    every = sorted({*days(parties, issues, day, known)} | ended | {day})
    shown = thinned(every, MOST)
    found = [course(issues, held[parties[a]], held[parties[b]], states, shown) for a, b in pairs]
    return Course(shown, found, len(every) - len(shown))


@prepared
def took_effect(positions: Collection[int], day: date, known: datetime) -> QuerySet[Reading]:
    """The readings of these positions that were in force on any day up to `day`, newest first."""
    return Reading.objects.took_effect(day, known).filter(Among("position", positions))


@prepared
def days(parties: Collection[int], issues: Collection[int], day: date, known: datetime) -> QuerySet[Reading, date]:
    """The days up to `day` on which a reading of these parties on these issues took effect, each once."""
    told = Reading.objects.candidates(day, known)  # one that another of its day outruns leaves that day
    these = told.filter(Among("position__party", parties), Among("position__issue", issues))
    return these.order_by().values_list("effective_on", flat=True).distinct()


def supported(readings: Iterable[Reading], day: date, known: datetime) -> list[tuple[int, date]]:
    """Of each reading the days on which a statement was said that supports it, newest first."""
    rows = relations([reading.pk for reading in readings], day, known)
    found = [(reading, said_on) for reading, relation, said_on in rows if relation == Evidence.Relation.SUPPORTS]
    return sorted(found, key=lambda row: row[1], reverse=True)


@prepared
def relations(readings: Collection[int], day: date, known: datetime) -> QuerySet[Evidence, tuple[int, str, date]]:
    """How what was said by then bears on these readings: the reading, the relation, and when it was said."""
    rows = Evidence.objects.filter(
        Among("reading", readings), statement__said_on__lte=day, statement__recorded_at__lte=known
    )
    return rows.newest(known).values_list("reading", "relation", "statement__said_on")


@prepared
def became(negotiation: int, day: date, known: datetime) -> QuerySet[IssueState]:
    """What became of its issues up to `day`, in the order in which it counts."""
    found = IssueState.objects.filter(issue__negotiation=negotiation, effective_on__lte=day, recorded_at__lte=known)
    return found.order_by("effective_on", "recorded_at", "id")
