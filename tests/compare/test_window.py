"""A grid of any size: what is not looked at yet is left open and comes when asked for; what is folded is not lost."""

import re

import pytest
from django.urls import reverse

from tests import make
from tracker.actors.operations import join_bloc
from tracker.compare import window
from tracker.compare.shown import grid, sheet
from tracker.positions.operations import review, seat

pytestmark = [pytest.mark.django_db, pytest.mark.read]

UGLY = '<b onclick="x">\'&amp;'


def look(client, table, name="grid", **query):
    return client.get(reverse(f"compare:{name}", kwargs={"ws": "desk", "n": table.talks.slug}), query)


def ids(response):
    return set(re.findall(r'<td[^>]* class="cell[^>]* id="([^"]*)"', response.content.decode()))


@pytest.fixture
def narrow(monkeypatch):
    """Two columns and four cells at a time."""
    monkeypatch.setattr(window, "STRETCH", 2)
    monkeypatch.setattr(window, "CELLS", 4)
    monkeypatch.setattr(sheet, "STRETCH", 2)
    monkeypatch.setattr(grid, "STRETCH", 2)


@pytest.fixture
def wide(table):
    """Three parties on four issues: Belarus has a reading on the last."""
    table.belarus = make.party(table.by, "Belarus")
    seat(table.talks, table.belarus, by=table.by)
    for title in ("Command", "Data", "Exit"):
        issue = make.issue(table.by, table.talks, title)
    make.reading(table.by, make.position(table.belarus, issue), 20)
    make.reading(table.by, make.position(table.nato, issue), 50)
    return table


def test_what_is_not_looked_at_is_left_open_and_comes_when_it_is_asked_for(as_role, wide, narrow):
    client = as_role("reader")
    first = look(client, wide, as_of="2011-07-05")
    assert ids(first) == {f"{issue}--{party}" for issue in ("architecture", "command") for party in ("nato", "russia")}
    page = first.content.decode()
    assert page.count('class="later" colspan="2" data-from="0"') == 2
    assert page.count('class="later" colspan="1" data-from="2"') == 4
    assert 'id="exit"' in page  # so that an address of it is found, and its name by whoever searches the page
    number = re.search(r'id="exit" data-issue="(\d+)"', page)[1]
    more = look(client, wide, "cells", as_of="2011-07-05", issues=number, **{"from": 2})
    assert ids(more) == {"exit--belarus"}
    assert "<th" not in more.content.decode()
    start = look(client, wide, "cells", as_of="2011-07-05", issues=number, **{"from": 0}).content.decode()
    assert "30\N{NO-BREAK SPACE}%" in start[start.index("<th") :]  # the gap, over the column not asked for too


@pytest.mark.parametrize(
    "more", [{}, {"issues": "x.\x00.-1.99999999999", "from": "x"}, {"issues": "1", "from": "9" * 9}]
)
def test_cells_that_are_nowhere_do_not_come(as_role, wide, more):
    response = look(as_role("reader"), wide, "cells", **more)
    assert (response.status_code, response.content) == (200, b"")


def test_a_table_too_large_to_be_read_whole_says_so_and_is_searched_whole(as_role, wide, narrow, monkeypatch):
    monkeypatch.setattr(window, "MOST_STANDS", 4)
    client = as_role("reader")
    page = look(client, wide, as_of="2011-07-05")
    assert page.context["grid"].sentence == "4 issues by 3 parties: cells are filled as they come into view."
    by_gap = [line.row.issue.title for line in look(client, wide, as_of="2011-07-05", order="gap").context["grid"].rows]
    assert by_gap == ["Architecture", "Exit", "Command", "Data"]
    differ = look(client, wide, as_of="2011-07-05", show="differ").context["grid"]
    assert [line.row.issue.title for line in differ.rows] == ["Architecture", "Exit"]
    assert differ.hidden == "2 of 4 issues shown; 2 hidden by the filter"


def test_more_issues_and_parties_take_no_more_questions(as_role, table, django_assert_max_num_queries):
    client = as_role("reader")
    with django_assert_max_num_queries(60) as few:
        look(client, table, as_of="2011-07-05")
    for n in range(5):
        party = make.party(table.by, f"Party {n}")
        seat(table.talks, party, by=table.by)
        issue = make.issue(table.by, table.talks, f"Issue {n}")
        make.reading(table.by, make.position(party, issue), 20)
    with django_assert_max_num_queries(60) as many:
        look(client, table, as_of="2011-07-05")
    assert len(many) == len(few)


def test_every_value_in_a_cell_is_shown_as_text(as_role, table):
    party = make.party(table.by, UGLY)
    seat(table.talks, party, by=table.by)
    issue = make.issue(table.by, table.talks, UGLY, question=UGLY, options=[(0, UGLY), (100, "Other")], unit=UGLY[:5])
    make.reading(table.by, make.position(party, issue), 0, summary=UGLY, firmness="firm", low=0, low_bound="firm")
    make.reading(table.by, make.position(table.nato, issue), None, stance="ambivalent", summary=UGLY)
    make.statement(table.by, issue, party, words=UGLY)
    page = look(as_role("analyst"), table, as_of="2011-07-05").content.decode()
    assert "<b onclick" not in page
    assert page.count("&lt;b onclick=") > 6
    assert "&amp;amp;" in page
    assert 'onclick="x' not in page


def test_columns_are_chosen_and_stand_in_the_order_of_the_address(as_role, wide):
    page = look(as_role("reader"), wide, party=["belarus", "nato"])
    assert [column.party.name for column in page.context["grid"].columns] == ["Belarus", "NATO"]
    nowhere = look(as_role("reader"), wide, party=["atlantis"])
    assert nowhere.status_code == 404
    assert "Belarus" in nowhere.content.decode()


def test_who_chooses_no_column_is_told_that_all_are_shown(as_role, wide):
    said = "No column was chosen, so all are shown."
    assert said in look(as_role("reader"), wide, party="").content.decode()
    assert said not in look(as_role("reader"), wide).content.decode()
    narrowed = look(as_role("reader"), wide, party=["", "nato"])
    assert said not in narrowed.content.decode()
    assert ("party", "") not in narrowed.context["columns"].kept


def test_on_paper_more_columns_than_a_page_holds_are_told(as_role, wide, monkeypatch):
    assert "Printed are the first" not in look(as_role("reader"), wide).content.decode()
    monkeypatch.setattr(grid, "PAPER", 2)
    total = len(wide.talks.table)
    assert f"Printed are the first 2 of {total} columns" in look(as_role("reader"), wide).content.decode()


def test_a_bloc_folds_its_members_away_and_says_which_of_them_differ(as_role, wide):
    poland = make.party(wide.by, "Poland")
    seat(wide.talks, poland, by=wide.by, counted=False)
    for member in (poland, wide.belarus):
        join_bloc(member, wide.nato, by=wide.by, since=make.when("12 March 1999").first)
    make.reading(wide.by, make.position(wide.nato, wide.issue), 50, effective="1 June 2011")
    make.reading(wide.by, make.position(poland, wide.issue), 60, effective="1 June 2011")
    make.reading(wide.by, make.position(wide.belarus, wide.issue), 61, effective="1 June 2011")
    grid = look(as_role("reader"), wide, fold="nato", as_of="2011-06-15").context["grid"]
    assert [(column.party.name, column.members) for column in grid.columns] == [("NATO", "2 members"), ("Russia", "")]
    assert grid.rows[0].cells[0].dissent == "Belarus differs"  # Poland by no more than a tenth of the scale
    open_again = look(as_role("reader"), wide, as_of="2011-06-15").context["grid"]
    assert len(open_again.columns) == 4
    assert open_again.rows[0].cells[0].dissent == ""
    before = look(as_role("reader"), wide, fold="nato", as_of="1998-01-01").context["grid"]
    assert len(before.columns) == 4  # they were no members then


def test_a_folded_bloc_is_compared_in_the_place_of_its_members(as_role, table):
    bloc, poland, third = (
        make.party(table.by, "Bloc", "alliance"),
        make.party(table.by, "Poland"),
        make.party(table.by),
    )
    seat(table.talks, bloc, by=table.by, counted=False)
    for party in (poland, third):
        seat(table.talks, party, by=table.by)
    join_bloc(poland, bloc, by=table.by, since=make.when("1 January 2000").first)
    for party, value in ((bloc, 100), (poland, 90), (table.russia, 40), (third, 50)):
        make.reading(table.by, make.position(party, table.issue), value, effective="1 June 2011")
    client = as_role("reader")
    apart = look(client, table, as_of="2011-06-15").context["grid"].rows[0]
    assert (apart.spread, apart.gap) == ("Russia – Poland", "50\N{NO-BREAK SPACE}%")  # its members speak, not the bloc
    folded = look(client, table, as_of="2011-06-15", fold=bloc.slug).context["grid"].rows[0]
    assert (folded.spread, folded.gap) == ("Russia – Bloc", "60\N{NO-BREAK SPACE}%")


def test_a_branch_folds_and_keeps_its_line(as_role, table):
    branch = make.issue(table.by, table.talks, "Data", scale=None, options=())
    for title in ("Early warning", "Tracks"):
        make.issue(table.by, table.talks, title, parent=branch)
    make.issue(table.by, table.talks, "Exit")
    titles = lambda **query: [  # noqa: E731
        line.row.issue.title for line in look(as_role("reader"), table, **query).context["grid"].rows
    ]
    assert titles() == ["Architecture", "Data", "Early warning", "Tracks", "Exit"]
    assert titles(closed="data") == ["Architecture", "Data", "Exit"]


def test_so_many_columns_say_less_each_unless_asked_to_say_all(as_role, wide, monkeypatch):
    monkeypatch.setattr("tracker.compare.columns.MANY", 2)
    client = as_role("reader")
    assert "grid dense" in look(client, wide).content.decode()
    assert "grid dense" not in look(client, wide, cells="full").content.decode()
    assert "grid dense" in look(client, wide, cells="dense", party=["nato", "russia"]).content.decode()


def test_the_newest_quotation_of_a_cell_is_fetched_when_one_points_at_it(as_role, table, member):
    path = reverse("compare:newest", kwargs={"ws": "desk", "n": table.talks.slug, "pk": table.of_russia.pk})
    quoted = as_role("reader").get(path, {"as_of": "2011-07-05"}).content.decode()
    assert "<blockquote" in quoted
    assert "Sergei" in quoted or "4 Jul 2011" in quoted
    assert "No quotation" in as_role("reader").get(path, {"as_of": "2011-07-03"}).content.decode()


def test_the_state_of_a_review_is_seen_in_the_cell(as_role, table, member):
    table.read()
    review(table.high, by=member("reviewer"), state="questioned", note="On what?")
    assert 'aria-label="Questioned"' in look(as_role("reader"), table, as_of="2011-07-10").content.decode()
