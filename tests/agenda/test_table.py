"""The table: who sits at it, how each counts, and in which column."""

import pytest

from tests import make
from tracker.agenda.models import Participation
from tracker.history.models import Change
from tracker.history.operations import undo

pytestmark = pytest.mark.django_db


def path(table, rest="table/"):
    return f"/w/desk/n/{table.talks.slug}/{rest}"


def columns(table):
    return [str(seat.party) for seat in Participation.objects.filter(negotiation=table.talks)]


def move(client, table, party, whither, **more):
    seat = Participation.objects.get(negotiation=table.talks, party=party)
    given = {"seat": seat.pk, "expected": seat.version, "to": whither} | more
    return client.post(path(table), given)


def test_it_shows_who_takes_part_and_when_they_meet(as_role, table):
    page = as_role("reader").get(path(table)).content.decode()
    assert "NATO" in page and "4 Jul 2011" in page
    assert "2 parties take part; one meeting." in page
    assert "unseat/" not in page


def test_a_column_moves_and_moves_back(as_role, member, table):
    page = move(as_role("lead"), table, table.nato, "down")
    assert page.status_code == 302
    assert columns(table) == ["Russia", "NATO"]
    undo(Change.objects.get(verb="seat.moved"), by=member("lead"))
    assert columns(table) == ["NATO", "Russia"]


def test_a_column_is_dragged_before_another(as_role, table):
    poland = make.party(table.by, "Poland")
    seat = make.positions.seat(table.talks, poland, by=table.by)
    first = Participation.objects.get(negotiation=table.talks, party=table.nato)
    move(as_role("lead"), table, poland, "place", before=first.pk)
    assert columns(table) == ["Poland", "NATO", "Russia"]
    seat.refresh_from_db()
    assert seat.version == 2


def test_who_saw_an_older_table_is_told_and_nothing_moves(as_role, table):
    response = move(as_role("lead"), table, table.nato, "down", expected=0)
    assert response.status_code == 409
    assert "A colleague changed that seat meanwhile" in response.content.decode()
    assert columns(table) == ["NATO", "Russia"]


def test_an_analyst_moves_no_column(as_role, table):
    assert move(as_role("analyst"), table, table.nato, "down").status_code == 403


@pytest.mark.parametrize(
    "typed", [{"seat": "x"}, {"seat": "0"}, {"to": "away"}, {"before": "9" * 400}, {"expected": ""}]
)
def test_hostile_input_moves_nothing(as_role, table, typed):
    assert move(as_role("lead"), table, table.nato, "down", **typed).status_code == 422
    assert columns(table) == ["NATO", "Russia"]


def test_a_seat_gets_another_role_and_weight(as_role, table):
    client, edit = as_role("lead"), path(table, f"table/{table.nato.slug}/edit/")
    client.post(edit, make.filled(client, edit, role="mediator", capability="12.5"))
    seat = Participation.objects.get(negotiation=table.talks, party=table.nato)
    assert (seat.role, seat.capability, seat.counted) == ("mediator", 12.5, True)


@pytest.mark.parametrize("typed", ["-1", "NaN", "many", "1e400"])
def test_a_weight_is_a_number_from_0_on(as_role, table, typed):
    client, edit = as_role("lead"), path(table, f"table/{table.nato.slug}/edit/")
    response = client.post(edit, make.filled(client, edit, capability=typed))
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["capability"])


def test_a_bloc_and_its_member_do_not_both_count(as_role, table):
    poland = make.party(table.by, "Poland")
    make.actors.join_bloc(poland, table.nato, by=table.by, since=make.when("1999").first)
    make.positions.seat(table.talks, poland, by=table.by, counted=False)
    client, edit = as_role("lead"), path(table, f"table/{poland.slug}/edit/")
    response = client.post(edit, make.filled(client, edit, counted="on"))
    assert response.status_code == 422
    assert "NATO and Poland, which belongs to it, cannot both count" in response.content.decode()
    of_nato = path(table, f"table/{table.nato.slug}/edit/")
    client.post(of_nato, make.filled(client, of_nato, counted=""))
    assert client.post(edit, make.filled(client, edit, counted="on")).status_code == 302
    assert "Does not count" in client.get(path(table)).content.decode()


def test_who_left_the_bloc_counts_beside_it(table):
    france = make.party(table.by, "France")
    since, until = make.when("4 April 1949").first, make.when("1966").first
    make.actors.join_bloc(france, table.nato, by=table.by, since=since, until=until)
    assert make.positions.seat(table.talks, france, by=table.by).counted


def test_it_costs_no_more_with_more_seats(as_role, table, cost):
    client = as_role("lead")
    few = cost(lambda: client.get(path(table)))
    make.positions.seat(table.talks, make.party(table.by), by=table.by)
    make.meeting(table.by, table.talks, "Chicago", "May 2012")
    assert cost(lambda: client.get(path(table))) == few
