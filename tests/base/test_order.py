"""Names stand where people look for them: Å beside A, small letters among capitals."""

import pytest

from tests import make
from tracker.accounts.models import Membership, Workspace
from tracker.actors.models import Party, Speaker
from tracker.agenda.models import Negotiation
from tracker.sources.models import Outlet

pytestmark = pytest.mark.django_db
NAMES = ["Zaire", "bild", "Österreich", "Åland", "Brazil", "Ålesund", "Oman"]
EXPECTED = ["Åland", "Ålesund", "bild", "Brazil", "Oman", "Österreich", "Zaire"]


@pytest.mark.parametrize(
    ("model", "call"),
    [
        (Party, make.party),
        (Speaker, make.speaker),
        (Outlet, make.outlet),
        (Negotiation, make.negotiation),
        (Membership, lambda lead, name: make.member(lead.workspace, "reader", name=name)),
        (Workspace, lambda lead, name: make.workspace(f"desk-{next(make.number)}", name=name)),
    ],
)
def test_they_are_in_the_order_that_people_expect(desk, model, call):
    lead = make.lead_of(desk)
    for each in NAMES:
        call(lead, each)
    assert [str(each) for each in model.objects.all() if str(each) in NAMES] == EXPECTED
