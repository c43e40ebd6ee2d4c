"""Meetings: dates as people write them, called off rather than removed."""

import pytest

from tests import make
from tracker.agenda.models import Meeting

pytestmark = pytest.mark.django_db


def path(table, rest="add/"):
    return f"/w/desk/n/{table.talks.slug}/meetings/{rest}"


def test_an_analyst_adds_one(as_role, table):
    client = as_role("analyst")
    typed = make.filled(client, path(table), name="Chicago", held="20-21 May 2012", kind="summit", place="Чикаго 🏙️")
    assert client.post(path(table), typed).status_code == 302
    chicago = Meeting.objects.get(slug="chicago")
    assert (str(chicago.held), chicago.status, chicago.place) == ("20–21 May 2012", "planned", "Чикаго 🏙️")


def test_a_year_far_ahead_is_kept_and_asked_about(as_role, table):
    client = as_role("analyst")
    typed = make.filled(client, path(table), name="Chicago", held="20 May 2921")
    assert (
        "“When”: 20 May 2921 is more than 30 years ahead, is it right?"
        in client.post(path(table), typed, follow=True).content.decode()
    )
    assert Meeting.objects.get(slug="chicago").held == make.when("20 May 2921")


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"held": "soon"}, "held"), ({"held": ""}, "held"), ({"kind": "party"}, "kind"), ({"name": "n" * 301}, "name")],
)
def test_what_is_wrong_is_told_beside_the_field(as_role, table, typed, field):
    client = as_role("analyst")
    given = {"name": "Chicago", "held": "May 2012", "place": "Kept here"} | typed
    response = client.post(path(table), make.filled(client, path(table), **given))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "Kept here" in response.content.decode()


def test_one_is_called_off_and_its_address_stays(as_role, table):
    client, edit = as_role("analyst"), path(table, "sochi/edit/")
    client.post(edit, make.filled(client, edit, name="Sochi council", status="cancelled"))
    table.sochi.refresh_from_db()
    assert (table.sochi.name, table.sochi.slug, table.sochi.status) == ("Sochi council", "sochi", "cancelled")


def test_a_lead_removes_one_that_nothing_names(as_role, table):
    client, remove = as_role("lead"), path(table, "sochi/remove/")
    assert client.post(remove, make.filled(client, remove)).status_code == 302
    assert not Meeting.objects.exists()


def test_one_that_an_issue_names_stays(as_role, table):
    make.issue(table.by, table.talks, "The text", meeting=table.sochi)
    client, remove = as_role("lead"), path(table, "sochi/remove/")
    response = client.post(remove, make.filled(client, remove))
    assert response.status_code == 422
    assert "1 issues" in response.content.decode()
