"""What an address narrows the comparison to: the same words on every page of it."""

import datetime

import pytest
from django.http import QueryDict

from tests import make
from tracker.agenda.operations import set_state
from tracker.agenda.when import NOW
from tracker.compare.filters import narrowed
from tracker.compare.queries import compare

pytestmark = [pytest.mark.django_db, pytest.mark.read]


def shown(table, query, *, day="2012-06-01", since=None):
    """The titles of the issues that an address shows, in its order."""
    day, since = datetime.date.fromisoformat(day), datetime.date.fromisoformat(since) if since else None
    rows = compare(table.talks, None, day=day, known=NOW, since=since).rows
    narrow = narrowed(QueryDict(query), since=since is not None)
    return [row.issue.title for row in narrow.kept(narrow.sort(rows))]


@pytest.fixture
def three(table):
    """Architecture, 80 % apart; Command, at one point, where NATO has a red line; Deadline, of which nobody spoke."""
    table.command = make.issue(table.by, table.talks, "Command")
    make.issue(table.by, table.talks, "Deadline")
    for party, more in ((table.russia, {}), (table.nato, {"low": 20, "low_bound": "firm", "firmness": "open"})):
        make.reading(table.by, make.position(party, table.command), 30, salience=95, **more)
    return table


SHOWN = [
    ("", ["Architecture", "Command", "Deadline"]),
    ("show=differ", ["Architecture"]),
    ("show=walls", ["Command"]),
    ("show=differ&show=walls", []),
    ("show=stale", ["Architecture"]),
    ("verdict=not_comparable", ["Deadline"]),
    ("state=open", ["Architecture", "Command", "Deadline"]),
    ("state=agreed", []),
    ("review=proposed", ["Architecture", "Command"]),
    ("review=approved", []),
    ("firmness=open", ["Command"]),
    ("order=gap", ["Architecture", "Command", "Deadline"]),
    ("order=salience", ["Command", "Architecture", "Deadline"]),
]


@pytest.mark.parametrize(("query", "titles"), SHOWN)
def test_an_address_says_which_issues_are_shown_and_in_which_order(three, query, titles):
    assert shown(three, query) == titles


def test_what_waits_is_found_until_it_is_weighed(three):
    assert shown(three, "show=waiting") == []
    make.statement(three.by, three.command, three.nato)
    assert shown(three, "show=waiting") == ["Command"]


def test_what_moved_is_what_stands_elsewhere_or_is_new(three):
    assert shown(three, "show=moved", since="2011-07-04") == []
    assert shown(three, "show=moved", since="2011-07-03") == ["Architecture", "Command"]
    make.reading(three.by, three.of_russia, 10, effective="5 July 2011", summary="The same, said again.")
    assert shown(three, "show=moved", since="2011-07-04") == []
    make.reading(three.by, make.position(three.nato, three.command), 60, effective="6 July 2011")
    assert shown(three, "show=moved", since="2011-07-04") == ["Command"]
    assert shown(three, "order=movement", since="2011-07-04") == ["Command", "Architecture", "Deadline"]


def test_an_issue_is_in_the_state_it_had_on_the_day_and_the_dropped_come_last(three):
    set_state(three.issue, by=three.by, state="dropped", effective=make.when("6 July 2011"))
    assert shown(three, "state=dropped", day="2011-07-05") == []
    assert shown(three, "state=dropped") == ["Architecture"]
    assert shown(three, "order=gap") == ["Command", "Deadline", "Architecture"]


def test_a_branch_is_shown_where_an_issue_below_it_is(three):
    branch = make.issue(three.by, three.talks, "Later", options=())
    make.issue(three.by, three.talks, "Costs", parent=branch)
    assert shown(three, "show=walls") == ["Command"]
    assert shown(three, "verdict=not_comparable") == ["Deadline", "Later", "Costs"]


def test_what_nobody_offers_is_left_out_and_told(three):
    asked = "order=beauty&show=differ&show=everything&state=lost&order=movement"
    narrow = narrowed(QueryDict(asked), since=False)
    assert (narrow.order, narrow.show, narrow.state) == ("", {"differ"}, "")
    assert narrow.ignored_words == (
        "Choose a day to compare with for “Movement”. "
        "Not understood, and left out: order=beauty, show=everything, state=lost."
    )
    assert narrow.query == "show=differ"
    assert narrow.hidden_words(1, 3) == "1 of 3 issues shown; 2 hidden by the filter"
    assert shown(three, asked) == ["Architecture"]
