"""A party goes, but not while something rests on it."""

import pytest

from tests import make
from tracker.actors.models import Party

pytestmark = pytest.mark.django_db


def test_a_party_on_which_nothing_rests_goes(as_role, desk):
    make.party(make.lead_of(desk), "Sweden", aliases=["Stockholm"])
    client = as_role("lead")
    expected = client.get("/w/desk/parties/sweden/remove/").context["form"]["expected"].value()
    assert (
        "Removed."
        in client.post("/w/desk/parties/sweden/remove/", {"expected": expected}, follow=True).content.decode()
    )
    assert not Party.objects.exists()


def test_a_party_that_holds_something_stays_and_says_why(as_role, desk):
    table = make.Table(by=make.lead_of(desk))
    client = as_role("lead")
    response = client.post(f"/w/desk/parties/{table.nato.slug}/remove/", {"expected": table.nato.version})
    assert response.status_code == 422
    assert "while something rests on it" in response.content.decode()
    assert Party.objects.filter(pk=table.nato.pk).exists()
