"""The agenda is put in another order: by buttons, by keys and by dragging, which send the same."""

import pytest

from tests import make
from tracker.agenda.tree import Tree
from tracker.history.models import Change
from tracker.history.operations import undo

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "div#arrange"}


@pytest.fixture(scope="module")
def laid(ground):
    """1 Architecture (with options), 2 Branch with 2.1 Leaf."""
    table = make.Table()
    table.branch = make.issue(table.by, table.talks, "Branch", scale=None)
    table.leaf = make.issue(table.by, table.talks, "Leaf", parent=table.branch)
    return table


def path(table):
    return f"/w/desk/n/{table.talks.slug}/issues/arrange/"


def numbers(table):
    return {line.issue.title: line.number for line in Tree(table.talks.issues.all())}


def move(client, table, moved, to, headers=None, **more):
    moved.refresh_from_db()
    given = {"issue": moved.pk, "expected": moved.version, "to": to} | more
    return client.post(path(table), given, headers=headers or {})


def test_a_button_moves_an_issue_and_the_move_is_undone(as_role, member, table):
    response = move(as_role("lead"), table, table.leaf, "out")
    assert response["Location"] == f"{path(table)}#leaf"
    assert numbers(table) == {"Architecture": "1", "Branch": "2", "Leaf": "3"}
    undo(Change.objects.get(verb="issue.moved"), by=member("lead"))
    assert numbers(table)["Leaf"] == "2.1"


def test_with_script_the_list_comes_back_and_the_new_place_is_announced(as_role, table):
    page = move(as_role("lead"), table, table.branch, "up", HTMX).content.decode()
    assert "“Branch” is 1 now." in page and 'hx-target="#notice"' in page and "Undo" in page
    assert "<html" not in page
    page = move(as_role("lead"), table, table.leaf, "place", HTMX, under="", before=table.issue.pk).content.decode()
    assert numbers(table) == {"Branch": "1", "Leaf": "2", "Architecture": "3"}


def test_whatever_stands_under_it_goes_along(as_role, table):
    group = make.issue(table.by, table.talks, "Group", scale=None)
    move(as_role("lead"), table, table.branch, "place", under=group.pk)
    assert numbers(table) == {"Architecture": "1", "Group": "2", "Branch": "2.1", "Leaf": "2.1.1"}


@pytest.mark.parametrize(
    ("title", "given", "words"),
    [
        ("branch", {"to": "in"}, "That issue has options"),
        ("issue", {"to": "up"}, "cannot go any further"),
        ("branch", {"to": "place", "under": "leaf"}, "cannot stand under itself"),
        ("leaf", {"to": "place", "under": "issue"}, "That issue has options"),
        ("leaf", {"to": "place", "under": "", "before": "leaf"}, "somewhere else now"),
        ("leaf", {"to": "out", "expected": 0}, "A colleague changed that issue"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_moves(as_role, table, title, given, words):
    before = numbers(table)
    typed = {name: getattr(table, value).pk if value in ("leaf", "issue") else value for name, value in given.items()}
    response = move(as_role("lead"), table, getattr(table, title), **typed)
    assert response.status_code in (409, 422)
    assert words in response.content.decode()
    assert numbers(table) == before


@pytest.mark.parametrize(
    "typed", [{"issue": "x"}, {"to": "away"}, {"under": "9" * 400}, {"before": "\0"}, {"expected": "-"}]
)
def test_hostile_input_moves_nothing(as_role, table, typed):
    before = numbers(table)
    assert move(as_role("lead"), table, table.leaf, **{"to": "place"} | typed).status_code == 422
    assert numbers(table) == before


def test_another_negotiations_issue_is_no_choice(as_role, table):
    other = make.issue(table.by, make.negotiation(table.by, "Other"), "Theirs", scale=None)
    assert move(as_role("lead"), table, other, "up").status_code == 422
    assert move(as_role("lead"), table, table.leaf, "place", under=other.pk).status_code == 422


def test_it_costs_no_more_with_more_issues(as_role, table, cost):
    client = as_role("lead")
    few = cost(lambda: client.get(path(table)))
    make.issue(table.by, table.talks, "One more", parent=table.branch)
    assert cost(lambda: client.get(path(table))) == few
