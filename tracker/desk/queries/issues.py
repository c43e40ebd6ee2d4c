"""The agenda as it is set up."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from tracker.agenda import queries as agendas
from tracker.agenda.models import IssueState, Negotiation
from tracker.agenda.tree import Tree
from tracker.positions.queries import on_record_count
from tracker.statements.models import Statement


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
    issues = agendas.agenda(negotiation)
    states = agendas.states(negotiation.pk, day, known)
    said = Statement.objects.filter(issue__negotiation=negotiation, said_on__lte=day, recorded_at__lte=known)
    counts = said.order_by().values_list("issue").annotate(number=Count("pk"))
    return Agenda(
        tree=Tree(issues),
        parties=negotiation.participations.count(),
        states={state.issue_id: state for state in states},
        on_record=on_record_count(negotiation, day, known),
        statements=dict(counts),
    )
