"""Undo, from the notice or from its own page."""

import pytest

from tests import make
from tracker.actors import operations as actors
from tracker.actors.models import Party
from tracker.agenda import operations as agenda
from tracker.history.models import Change
from tracker.sources import operations as sources
from tracker.statements.operations import Reported

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


def test_the_page_that_asks_is_left_when_it_is_done(as_role, edited):
    asked = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{path()}"}
    assert as_role("lead").post(path(), headers=asked)["HX-Location"] == f"/w/desk/parties/{edited.slug}/"


# Where it leads: back to where the record was made --------------------------------------------------------------------
def undone(client, by, here=""):
    """Where people are after they undid what `by` did last, from its notice on the page `here`."""
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{here}"} if here else {}
    response = client.post(f"/w/desk/changes/{by.did.pk}/undo/", headers=headers)
    return response.get("HX-Location") or response["Location"]


def test_a_statement_that_is_undone_leads_back_to_its_document(as_role, table):
    client, text = as_role("lead"), table.digest.get_absolute_url()
    for there in ("the reader", "its page", ""):
        said = make.statement(table.by, table.issue, table.russia, reports=[Reported("paraphrase", table.digest)])
        here = {"the reader": f"{text}?said={said.pk}", "its page": said.get_absolute_url(), "": ""}[there]
        assert undone(client, table.by, here).partition("?")[0] == text
    assert client.get(f"{text}?said={said.pk}").status_code == 200
    said = make.statement(table.by, table.issue, table.russia)
    assert undone(client, table.by, said.get_absolute_url()) == "/w/desk/statements/"


def test_what_is_undone_on_its_own_page_leads_to_the_list_it_stood_in(as_role, table):
    client, by = as_role("lead"), table.by
    speaker = actors.add_speaker(by=by, name="Fu Ying")
    assert undone(client, by, speaker.get_absolute_url()) == "/w/desk/people/"
    outlet = sources.add_outlet(by=by, name="Xinhua")
    assert undone(client, by, outlet.get_absolute_url()) == "/w/desk/outlets/"
    text = make.document(by)
    assert undone(client, by, text.get_absolute_url()) == "/w/desk/documents/"
    talks = agenda.open_negotiation(by=by, title="Grain")
    assert undone(client, by, f"{talks.get_absolute_url()}table/") == "/w/desk/"


def test_what_is_undone_on_the_page_of_something_else_leads_nowhere_else(as_role, table):
    client, by = as_role("lead"), table.by
    speaker = actors.add_speaker(by=by, name="Fu Ying")
    actors.add_post(speaker, table.nato, by=by, title="Envoy")
    assert undone(client, by, speaker.get_absolute_url()) == speaker.get_absolute_url()
    actors.add_post(speaker, table.nato, by=by, title="Envoy")
    assert undone(client, by) == speaker.get_absolute_url()  # without script
