"""A party takes a seat, with its positions, and leaves it while they are empty."""

import pytest
from django.core.exceptions import ValidationError

from tests import make
from tracker.actors.models import Party
from tracker.agenda.models import Participation
from tracker.history.models import Change
from tracker.history.operations import undo
from tracker.positions import operations
from tracker.positions.models import Position

pytestmark = pytest.mark.django_db


def path(table, rest="seat/"):
    return f"/w/desk/n/{table.talks.slug}/table/{rest}"


def seated(table):
    return {str(seat.party) for seat in Participation.objects.filter(negotiation=table.talks)}


def test_a_party_of_the_workspace_takes_part_in_the_last_column(as_role, table):
    sweden = make.party(table.by, "Sweden")
    client = as_role("lead")
    assert (
        client.post(path(table), make.filled(client, path(table), party=sweden.pk, role="observer")).status_code == 302
    )
    seat = Participation.objects.get(party=sweden)
    assert (seat.role, seat.order, seat.counted) == ("observer", 2, True)
    assert Position.objects.filter(party=sweden, issue=table.issue).exists()


def test_a_new_party_is_made_on_the_way_and_both_are_undone_together(as_role, member, table):
    client = as_role("lead")
    client.post(path(table), make.filled(client, path(table), name="Swiss 🇨🇭 Confederation", kind="state"))
    assert "Swiss 🇨🇭 Confederation" in seated(table)
    undo(Change.objects.filter(verb="party.seated").first(), by=member("lead"))
    assert seated(table) == {"NATO", "Russia"}
    assert not Party.objects.filter(name__startswith="Swiss").exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "party"),
        ({"party": "x"}, "party"),
        ({"name": "a\0b"}, "name"),
        ({"name": "n" * 301}, "name"),
        ({"name": "Sweden", "kind": ""}, "kind"),
        ({"name": "Sweden", "capability": "-3"}, "capability"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field(as_role, table, typed, field):
    client = as_role("lead")
    response = client.post(path(table), make.filled(client, path(table), **typed))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert seated(table) == {"NATO", "Russia"}


def test_who_sits_there_or_belongs_elsewhere_is_no_choice(as_role, table):
    foreign = make.party(make.lead_of(make.workspace("other")), "Atlantis")
    client = as_role("lead")
    for party in (table.nato, foreign):
        response = client.post(path(table), make.filled(client, path(table), party=party.pk))
        assert (response.status_code, list(response.context["form"].errors)) == (422, ["party"])


def test_a_bloc_and_its_member_do_not_both_count(as_role, table):
    poland = make.party(table.by, "Poland")
    make.actors.join_bloc(poland, table.nato, by=table.by, since=make.when("1999").first)
    client = as_role("lead")
    response = client.post(path(table), make.filled(client, path(table), party=poland.pk))
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["counted"])
    assert client.post(path(table), make.filled(client, path(table), party=poland.pk, counted="")).status_code == 302


def test_a_party_leaves_with_its_empty_positions_and_comes_back_with_them(as_role, member, table):
    sweden = make.party(table.by, "Sweden")
    operations.seat(table.talks, sweden, by=table.by)
    empty = make.position(sweden, table.issue)
    client, leave = as_role("lead"), path(table, "sweden/unseat/")
    assert client.post(leave, make.filled(client, leave)).status_code == 302
    assert not Position.objects.filter(party=sweden).exists()
    undo(Change.objects.get(verb="party.unseated"), by=member("lead"))
    assert make.position(sweden, table.issue).pk == empty.pk


def test_who_has_a_reading_keeps_the_seat(as_role, table):
    table.read()
    client, leave = as_role("lead"), path(table, "nato/unseat/")
    response = client.post(leave, make.filled(client, leave))
    assert response.status_code == 422
    assert "One position has readings or weighed statements" in response.content.decode()
    assert seated(table) == {"NATO", "Russia"}


def test_who_is_discussed_keeps_the_seat_and_the_discussion(table):
    make.thread(table.by, table.of_nato)
    seat = Participation.objects.get(party=table.nato)
    with pytest.raises(ValidationError, match="such as a discussion"):
        operations.unseat(seat, by=table.by, expected=seat.version)
    assert Position.objects.filter(pk=table.of_nato.pk).exists()
