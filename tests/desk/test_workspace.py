import pytest
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db


def look(client):
    return client.get(reverse("desk:workspace", kwargs={"ws": "desk"}))


def test_a_reader_sees_the_negotiations_of_the_desk_and_no_others(as_role, desk):
    table = make.Table(by=make.lead_of(desk))
    make.negotiation(make.lead_of(make.workspace("other")), "Somebody else’s")
    page = look(as_role("reader")).content.decode()
    assert f'href="{table.talks.get_absolute_url()}"' in page and "Newest statement 4 Jul 2011" in page
    assert "Somebody else’s" not in page


def test_an_empty_desk_says_who_opens_the_first(as_role, desk):
    assert "A lead of this workspace opens the first." in look(as_role("analyst")).content.decode()


def test_it_costs_no_more_with_more_negotiations(as_role, desk, cost):
    lead, client = make.lead_of(desk), as_role("reader")
    make.Table(by=lead)
    look(client)
    few = cost(lambda: look(client))
    for n in range(3):
        talks = make.negotiation(lead, f"Talks {n}", [make.party(lead), make.party(lead)])
        make.meeting(lead, talks)
    assert cost(lambda: look(client)) == few <= 10
