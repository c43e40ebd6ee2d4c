"""What was made to depend on what, and whether it has come about."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Window

from tracker.actors.models import Party
from tracker.agenda.models import Issue, IssueState, Meeting, Negotiation
from tracker.analysis.dependence import Claim, Dependence, Fate, Need, Thing
from tracker.positions.models import Position, Reading
from tracker.statements.models import Condition, Holder, Statement

Act, Modality = Statement.Act, Statement.Modality
MOVES = (Act.AGREE, Act.CONCEDE, Act.COOPERATE, Act.THREATEN, Act.GO_ALONE)  # what somebody does, or is about to
REAL = (Modality.ACTUAL, Modality.FUTURE)
MOST_MOVES = 20


@dataclass(frozen=True)
class Conditions:
    """The conditional statements of a negotiation on a day, as then known, and what follows from them."""

    conditions: Sequence[Condition]  # in groups, the statement said last first
    states: Mapping[int, IssueState]  # by issue
    fates: Mapping[int, Fate]  # by condition
    about: Mapping[int, Issue]  # the one issue that is about a meeting, by the meeting
    moves: Sequence[Statement]  # without any condition, the newest
    move_count: int

    @cached_property
    def statements(self) -> dict[int, Statement]:
        return {each.statement_id: each.statement for each in self.conditions}

    @cached_property
    def groups(self) -> dict[int, list[list[Condition]]]:
        """By statement: all of one group, or all of another."""
        found: dict[int, list[list[Condition]]] = defaultdict(list)
        for (statement, _number), group in groupby(self.conditions, key=lambda each: (each.statement_id, each.group)):
            found[statement].append(list(group))
        return found

    @cached_property
    def dependence(self) -> Dependence:
        return Dependence(self.claim(pk, groups) for pk, groups in self.groups.items())

    def claim(self, pk: int, groups: Iterable[Iterable[Condition]]) -> Claim:
        said = self.statements[pk]
        return Claim(
            key=pk,
            holders=frozenset(held.party_id for held in said.holders.all()),
            about=Thing(on_issue(said.issue_id), outcome(said)),
            groups=tuple(tuple(Need(self.thing(each), self.fates[each.pk]) for each in group) for group in groups),
        )

    def thing(self, condition: Condition) -> Thing:
        return Thing(self.subject(condition), condition.option.value if condition.option else None)

    def subject(self, condition: Condition) -> str:
        """A meeting is its issue where one issue is about it, unless that is the one the statement is on."""
        if condition.issue_id:
            return on_issue(condition.issue_id)
        if condition.meeting_id is None:
            return f"words {' '.join(condition.text.casefold().split())}"
        issue = self.about.get(condition.meeting_id)
        if issue and issue.pk != condition.statement.issue_id:
            return on_issue(issue.pk)
        return f"meeting {condition.meeting_id}"


def on_issue(pk: int | None) -> str:
    return f"issue {pk}"


def outcome(said: Statement) -> float | None:
    """The point that it speaks of; a value on an old scale of the issue is none that could be compared."""
    if said.option:
        return said.option.value
    scale = (said.issue.minimum, said.issue.maximum) if said.issue else (None, None)
    return said.value if (said.minimum, said.maximum) == scale else None


def conditions(negotiation: Negotiation, day: date, known: datetime) -> Conditions:
    """What was said by `day` and recorded by `known`, in a fixed number of queries."""
    said = set_by(negotiation, day, known)
    wanted = {each.issue_id for each in said if each.issue_id}
    states = IssueState.objects.filter(issue__in=wanted).in_force(day, known)
    by_issue = {state.issue_id: state for state in states}
    agreed = [pk for pk, state in by_issue.items() if state.state == IssueState.State.AGREED]
    values = held_values(agreed, day, known)
    over = min(day, known.astimezone(negotiation.workspace.zone).date())
    unconditional = list(moves(negotiation, day, known))
    return Conditions(
        conditions=said,
        states=by_issue,
        fates={each.pk: fate(each, by_issue, values, over) for each in said},
        about=alone(Issue.objects.filter(negotiation=negotiation, meeting__isnull=False)),
        moves=unconditional,
        move_count=unconditional[0].total if unconditional else 0,  # type: ignore[attr-defined]
    )


def set_by(negotiation: Negotiation, day: date, known: datetime) -> list[Condition]:
    """Conditions that parties set: an outlet's own background sets none."""
    found = Condition.objects.filter(
        statement__issue__negotiation=negotiation,
        statement__said_on__lte=day,
        statement__recorded_at__lte=known,
        statement__voice=Statement.Voice.PARTY,
    )
    related = found.select_related(
        "statement__speaker", "statement__option", "statement__issue", "issue", "meeting", "option"
    ).defer("statement__search")
    order = ("-statement__said_on", "-statement", "group", "pk")
    return list(related.order_by(*order).prefetch_related(Prefetch("statement__holders", holders())))


def holders() -> QuerySet[Holder]:
    return Holder.objects.select_related("party")


def fate(
    condition: Condition, states: Mapping[int, IssueState], values: Mapping[int, Collection[float]], over: date
) -> Fate:
    """Whether what is wanted has come about by the day `over`; where nobody says what is wanted, that stays open.

    An agreed issue has the outcome wanted if all who state a value there state that one, and not if none does.
    """
    meeting = condition.meeting
    if meeting and meeting.held.last <= over:
        ends: dict[str, Fate] = {Meeting.Status.HELD: "met", Meeting.Status.CANCELLED: "failed"}
        return ends.get(meeting.status, "open")
    state = states.get(condition.issue_id) if condition.issue_id and condition.option else None
    if state and state.state == IssueState.State.DROPPED:
        return "failed"
    if state and condition.option and (stated := values.get(state.issue_id)):
        same = [value == condition.option.value for value in stated]
        return "met" if all(same) else "open" if any(same) else "failed"
    return "open"


def held_values(issues: Collection[int], day: date, known: datetime) -> dict[int, list[float]]:
    """What the parties state on these issues."""
    these = Position.objects.filter(issue__in=issues)
    found: dict[int, list[float]] = defaultdict(list)
    readings = Reading.objects.in_force(these, day, known)
    for issue, value in readings.values_list("position__issue", "stated"):
        if value is not None:
            found[issue].append(value)
    return found


def alone(issues: Iterable[Issue]) -> dict[int, Issue]:
    """The issue about each meeting that only one issue is about."""
    about: dict[int, list[Issue]] = defaultdict(list)
    for issue in issues:
        about[issue.meeting_id or 0].append(issue)
    return {meeting: found[0] for meeting, found in about.items() if len(found) == 1}


def moves(negotiation: Negotiation, day: date, known: datetime) -> QuerySet[Statement]:
    """What parties do, or say they will, in words of their own and on no condition: the newest, with their `total`."""
    own = Holder.objects.filter(statement=OuterRef("pk"), told_by_other=False)
    found = Statement.objects.filter(
        ~Exists(Condition.objects.filter(statement=OuterRef("pk"))),
        Exists(own),
        issue__negotiation=negotiation,
        said_on__lte=day,
        recorded_at__lte=known,
        voice=Statement.Voice.PARTY,
        act__in=MOVES,
        modality__in=REAL,
    )
    whole = found.select_related("speaker", "issue").defer("search").prefetch_related(Prefetch("holders", holders()))
    return whole.annotate(total=Window(Count("pk")))[:MOST_MOVES]


def parties(statements: Iterable[Statement]) -> list[Party]:
    """Whose these statements are, each once."""
    return list({held.party_id: held.party for said in statements for held in said.holders.all()}.values())
