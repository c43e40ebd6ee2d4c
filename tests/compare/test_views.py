"""The views that are kept: in the menu of the grid and the side by side, and in a list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tracker.compare.models import SavedView
from tracker.positions.operations import unseat

pytestmark = pytest.mark.django_db


def path(table, page="views"):
    return f"/w/desk/n/{table.talks.slug}/{page}/"


def offered(response):
    return [item.name for item in response.context["menu"].items]


@pytest.mark.parametrize("page", ["grid", "compare"])
def test_the_menu_leads_to_ones_own_and_to_those_that_are_shared(as_role, member, table, page):
    make.view(member("reader"), table.talks, "Mine")
    make.view(member("analyst"), table.talks, "Éveryone’s", "side_by_side", "party=nato&party=russia", shared=True)
    make.view(member("analyst"), table.talks, "Another’s own")
    response = as_role("reader").get(path(table, page))
    assert offered(response) == ["Éveryone’s", "Mine"]
    shown = response.content.decode()
    assert f'href="{path(table, "compare")}?party=nato&amp;party=russia"' in shown
    assert f"Side by side, shared by {member('analyst')}<" in shown and "Grid, private" in shown


def test_views_of_another_negotiation_are_not_offered(as_role, table):
    make.view(table.by, make.negotiation(table.by, "Trade"), shared=True)
    assert offered(as_role("reader").get(path(table, "grid"))) == []


def test_what_is_shown_is_what_the_menu_saves(as_role, table):
    shown = as_role("reader").get(path(table, "grid"), {"order": "gap", "page": 2, "as_of": "2012-05-31"})
    assert "views/new/?page=grid&amp;query=order%3Dgap%26as_of%3D2012-05-31" in shown.content.decode()


def test_the_menu_costs_one_question_however_many_there_are_and_none_with_a_part_of_the_page(as_role, table):
    client, part = as_role("reader"), {"HX-Request": "true", "HX-Target": "div#pairs"}

    def asked(**headers):
        with CaptureQueriesContext(connection) as queries:
            client.get(path(table, "compare"), headers=headers)
        return sum("compare_savedview" in each["sql"] for each in queries), len(queries)

    asked()
    few = asked()
    for _ in range(3):
        make.view(make.member(table.talks.workspace, "analyst"), table.talks, shared=True)
    assert asked() == few and few[0] == 1
    assert asked(**part)[0] == 0


def test_the_list_says_what_each_shows_and_whose_it_is(as_role, member, table):
    make.view(member("analyst"), table.talks, "Walls", query="show=walls&as_of=2012-05-31", shared=True)
    make.view(member("reader"), table.talks, "Sochi", query="since=sochi")
    walls, sochi = sorted(as_role("reader").get(path(table)).context["lines"], key=lambda line: line.shows)[::-1]
    assert (walls.shows, walls.day) == ("Only: Firm red lines.", "as of 31 May 2012")
    assert (sochi.shows, sochi.day) == ("Compared with: Sochi.", "as of the day it is opened")
    assert (walls.mends, sochi.mends) == (False, True)


def test_it_costs_no_more_with_more_of_them(as_role, member, table, cost):
    client = as_role("reader")
    make.view(member("analyst"), table.talks, query="party=nato&since=sochi", shared=True)
    few = cost(lambda: client.get(path(table)))
    for _ in range(3):
        make.view(make.member(table.talks.workspace, "analyst"), table.talks, query="party=nato&since=x", shared=True)
    assert cost(lambda: client.get(path(table))) == few


def test_an_empty_list_says_how_one_comes_to_be(as_role, table):
    assert "No view is saved yet" in as_role("reader").get(path(table)).content.decode()


def test_a_view_whose_party_or_meeting_is_gone_says_so_and_offers_what_there_is(as_role, table):
    party = make.view(table.by, table.talks, query="party=nato", shared=True)
    meeting = make.view(table.by, table.talks, query="since=sochi", shared=True)
    seat = table.talks.participations.get(party=table.nato)
    for statement in (table.said, table.answered):
        make.statements.remove(statement, by=table.by, expected=statement.version)
    unseat(seat, by=table.by, expected=seat.version)
    make.agenda.remove_meeting(table.sochi, by=table.by, expected=table.sochi.version)
    client = as_role("reader")
    for view, words in ((party, "No party “nato”"), (meeting, "no meeting “sochi”")):
        opened = client.get(view.get_absolute_url())
        assert opened.status_code == 404 and words in opened.content.decode()
    assert "Compared with: sochi." in client.get(path(table)).content.decode()
    assert client.get(path(table, "grid")).status_code == 200


def test_a_view_goes_with_its_negotiation(table):
    talks = make.negotiation(table.by, "Trade")
    view = make.view(table.by, talks)
    make.agenda.remove_negotiation(talks, by=table.by, expected=talks.version)
    assert not SavedView.objects.filter(pk=view.pk).exists()
