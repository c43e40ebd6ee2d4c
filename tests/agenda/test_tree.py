"""The agenda as a tree: numbers, steps, and that no sequence of moves makes it anything else."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tracker.agenda.models import Issue
from tracker.agenda.tree import STEPS, Tree
from tracker.positions.operations import move_issue

pytestmark = pytest.mark.django_db
TITLES = "ABCDEFG"


@pytest.fixture
def agenda(desk):
    """A, with B and C under it; D; E, with F, with G."""
    lead = make.lead_of(desk)
    talks = make.negotiation(lead)
    made = {}
    for title, under in [("A", ""), ("B", "A"), ("C", "A"), ("D", ""), ("E", ""), ("F", "E"), ("G", "F")]:
        made[title] = make.issue(lead, talks, title, scale=None, parent=made.get(under))
    return lead, talks, made


def numbers(talks):
    return {line.issue.title: line.number for line in Tree(talks.issues.all())}


def test_issues_are_numbered_as_a_table_of_contents(agenda):
    _, talks, _ = agenda
    assert numbers(talks) == {"A": "1", "B": "1.1", "C": "1.2", "D": "2", "E": "3", "F": "3.1", "G": "3.1.1"}


@pytest.mark.parametrize(
    ("title", "step", "number"),
    [
        ("C", "up", "1.1"),
        ("B", "down", "1.2"),
        ("D", "in", "1.3"),
        ("F", "out", "4"),
        ("C", "out", "2"),
        ("E", "up", "2"),
    ],
)
def test_a_step_leads_there(agenda, title, step, number):
    lead, talks, made = agenda
    issue = made[title]
    move_issue(issue, by=lead, expected=issue.version, **Tree(talks.issues.all()).step(issue, step)._asdict())
    assert numbers(talks)[title] == number


@pytest.mark.parametrize(("title", "step"), [("A", "up"), ("E", "down"), ("A", "in"), ("A", "out"), ("B", "in")])
def test_some_steps_lead_nowhere(agenda, title, step):
    _, talks, made = agenda
    assert Tree(talks.issues.all()).step(made[title], step) is None


moves = st.tuples(
    st.sampled_from(TITLES),
    st.one_of(st.sampled_from(STEPS), st.tuples(st.sampled_from(["", *TITLES]), st.sampled_from(["", *TITLES]))),
)


@given(st.lists(moves, max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_of_moves_leaves_a_tree(agenda, sequence):
    lead, talks, made = agenda
    with transaction.atomic():
        for title, whither in sequence:
            issue = Issue.objects.get(pk=made[title].pk)
            if isinstance(whither, str):
                place = Tree(talks.issues.all()).step(issue, whither)
                under, before = place or (None, None)
            else:
                under, before = (made.get(each) for each in whither)
            try:
                with transaction.atomic():
                    move_issue(issue, by=lead, expected=issue.version, parent=under, before=before)
            except ValidationError:
                continue
        rows = list(talks.issues.all())
        assert len(list(Tree(rows))) == len(TITLES)  # all are reached from the top
        places = [(row.parent_id, row.order) for row in rows]
        assert len(set(places)) == len(places)
        transaction.set_rollback(True)


def test_nothing_goes_under_itself_or_another_negotiation(agenda):
    lead, _, made = agenda
    for parent in (made["E"], made["G"]):
        with pytest.raises(ValidationError, match="cannot stand under itself"):
            move_issue(made["E"], by=lead, expected=made["E"].version, parent=parent)
        made["E"].refresh_from_db()
    other = make.issue(lead, make.negotiation(lead, "Other talks"), scale=None)
    with pytest.raises(ValidationError, match="another negotiation"):
        move_issue(made["B"], by=lead, expected=made["B"].version, parent=other)


def test_the_database_keeps_a_branch_in_its_negotiation(agenda):
    lead, _, made = agenda
    other = make.issue(lead, make.negotiation(lead, "Other talks"), scale=None)
    with pytest.raises(IntegrityError, match="issue_and_branch_together"), transaction.atomic():
        Issue.objects.filter(pk=made["B"].pk).update(parent=other)
