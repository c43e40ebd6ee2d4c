"""The list of parties."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def nato(desk):
    return make.party(make.lead_of(desk), "North Atlantic Treaty Organization", "alliance", aliases=["the alliance"])


def test_it_names_every_party_with_its_other_names(as_role, nato):
    page = as_role("reader").get("/w/desk/parties/").content.decode()
    assert "North Atlantic Treaty Organization" in page
    assert "the alliance" in page


def test_a_reader_is_offered_no_change(as_role, nato):
    assert "edit/" not in as_role("reader").get("/w/desk/parties/").content.decode()
    assert "edit/" in as_role("lead").get("/w/desk/parties/").content.decode()


def test_it_costs_no_more_with_more_parties(as_role, nato, cost):
    client = as_role("lead")
    few = cost(lambda: client.get("/w/desk/parties/"))
    make.party(make.lead_of(nato.workspace), "Russia", aliases=["Moscow"])
    assert cost(lambda: client.get("/w/desk/parties/")) == few
