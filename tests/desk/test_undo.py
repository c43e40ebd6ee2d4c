"""Undo, from the notice or from its own page."""

import pytest

from tests import make
from tracker.actors import operations as actors
from tracker.actors.models import Party
from tracker.history.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def edited(desk):
    """A lead has renamed NATO."""
    lead = make.lead_of(desk)
    nato = make.party(lead, "NATO", "alliance")
    actors.edit_party(nato, by=lead, expected=1, name="The Alliance", kind="alliance", symbol=1)
    return nato


def path():
    return f"/w/desk/changes/{Change.objects.get(verb='party.edited').pk}/undo/"


def test_it_says_what_is_undone_and_asks(as_role, edited):
    page = as_role("lead").get(path()).content.decode()
    assert "edited the party The Alliance" in page
    assert Party.objects.get().name == "The Alliance"


def test_a_lead_undoes_it_and_is_told(as_role, edited):
    assert "Undone." in as_role("lead").post(path(), follow=True).content.decode()
    assert Party.objects.get().name == "NATO"


def test_an_analyst_does_not_undo_what_others_did(as_role, edited):
    assert as_role("analyst").post(path()).status_code == 403


def test_what_cannot_be_undone_is_said_with_words_on_the_page_and_in_the_notice(as_role, edited):
    client = as_role("lead")
    client.post(path())
    again = client.post(path())
    assert (again.status_code, "undone already" in again.content.decode()) == (422, True)
    line = client.post(path(), headers={"HX-Request": "true"})
    assert (line.status_code, line["HX-Retarget"]) == (409, "#notice")


def test_from_the_notice_people_stay_on_their_page(as_role, edited):
    here = "http://testserver/w/desk/parties/?kind=alliance"
    response = as_role("lead").post(path(), headers={"HX-Request": "true", "HX-Current-URL": here})
    assert response["HX-Location"] == "/w/desk/parties/?kind=alliance"
