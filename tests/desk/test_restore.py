"""An earlier version is brought back, from the history of its record."""

import pytest

from tests import make
from tracker.actors import operations as actors
from tracker.actors.models import Party
from tracker.history.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def versions(desk):
    """NATO was renamed twice; the addresses that bring its first and second name back."""
    lead = make.lead_of(desk)
    nato = make.party(lead, "NATO", "alliance")
    for version, name in enumerate(["The Alliance", "The Pact"], 1):
        actors.edit_party(nato, by=lead, expected=version, name=name, kind="alliance", symbol=1)
    return [f"/w/desk/changes/{done.pk}/restore/" for done in Change.objects.order_by("pk")]


def test_it_asks_and_then_the_version_is_back(as_role, versions):
    client = as_role("lead")
    assert "edited the party The Alliance" in client.get(versions[1]).content.decode()
    assert Party.objects.get().name == "The Pact"
    assert "That version is back." in client.post(versions[1], follow=True).content.decode()
    assert Party.objects.get().name == "The Alliance"
    assert client.post(versions[0]).status_code == 302
    assert Party.objects.get().name == "NATO"


@pytest.mark.parametrize("role", ["reviewer", "analyst", "reader"])
def test_only_leads_bring_back(as_role, versions, role):
    assert as_role(role).post(versions[0]).status_code == 403
    assert Party.objects.get().name == "The Pact"


def test_what_is_so_already_is_said(as_role, versions):
    page = as_role("lead").post(versions[2])
    assert page.status_code == 422 and "It is so already." in page.content.decode()
