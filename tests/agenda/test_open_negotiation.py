"""A negotiation is opened, described otherwise, and goes while nothing hangs on it."""

import pytest

from tests import make
from tracker.agenda.models import Negotiation, Participation
from tracker.history.models import Change
from tracker.history.operations import undo

pytestmark = pytest.mark.django_db
OPEN = "/w/desk/negotiations/open/"


def test_a_lead_who_starts_from_nothing_gets_to_a_comparison(as_role, member):
    client = as_role("lead")
    assert OPEN in client.get("/").content.decode()
    made = client.post(OPEN, {"title": "Missile defence", "begins": "November 2010"}, follow=True)
    assert "Seat the first party" in made.content.decode()
    talks = "/w/desk/n/missile-defence"
    assert f"{talks}/table/" in client.get(f"{talks}/grid/").content.decode()
    for name in ("NATO", "Russia"):
        client.post(f"{talks}/table/seat/", make.filled(client, f"{talks}/table/seat/", name=name))
    assert f"{talks}/issues/" in client.get(f"{talks}/compare/").content.decode()
    path = f"{talks}/issues/add/"
    client.post(path, make.filled(client, path, title="Architecture", options="0 One system\n100 Two systems"))
    grid = client.get(f"{talks}/grid/").content.decode()
    assert "Architecture" in grid and "Nothing to compare yet" not in grid


def test_one_of_a_title_that_is_there_is_not_opened_twice(as_role, desk):
    make.negotiation(make.lead_of(desk), "Missile défence")
    response = as_role("lead").post(OPEN, {"title": "MISSILE  defence"})
    assert response.status_code == 422
    assert "“Missile défence” is here already" in response.context["form"].errors["title"].as_text()


def test_only_a_lead_is_led_there(as_role, desk):
    assert OPEN not in as_role("analyst").get("/").content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 40_000}, "title"),
        ({"title": "a\0b"}, "title"),
        ({"begins": "31 June 2011"}, "begins"),
        ({"begins": "May 2012", "ends": "2011"}, "ends"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field(as_role, desk, typed, field):
    response = as_role("lead").post(OPEN, {"title": "Talks", "summary": "Kept"} | typed)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "Kept" in response.content.decode() and not Negotiation.objects.exists()


def test_it_is_described_otherwise_and_its_address_stays(as_role, desk):
    make.negotiation(make.lead_of(desk), "Missile defence")
    client, path = as_role("lead"), "/w/desk/n/missile-defence/edit/"
    client.post(path, make.filled(client, path, title="The shield", ends="May 2012"))
    talks = Negotiation.objects.get()
    assert (talks.title, talks.slug, str(talks.ends)) == ("The shield", "missile-defence", "May 2012")


def test_it_goes_with_its_empty_table_and_comes_back(as_role, member):
    lead = member("lead")
    make.negotiation(lead, "Talks", [make.party(lead, "NATO")])
    client, path = as_role("lead"), "/w/desk/n/talks/remove/"
    assert client.post(path, make.filled(client, path)).status_code == 302
    assert not Negotiation.objects.exists()
    undo(Change.objects.get(verb="negotiation.removed"), by=lead)
    assert Participation.objects.get().negotiation.title == "Talks"


def test_it_stays_while_something_hangs_on_it(as_role, desk):
    table = make.Table(by=make.lead_of(desk))
    client, path = as_role("lead"), f"/w/desk/n/{table.talks.slug}/remove/"
    response = client.post(path, make.filled(client, path))
    assert response.status_code == 422
    assert "one issue, one meeting" in response.content.decode()
