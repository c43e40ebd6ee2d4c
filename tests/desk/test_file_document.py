"""Where a text is listed before anything in it is coded."""

import pytest

from tests import make
from tracker.agenda.models import Filing

pytestmark = pytest.mark.django_db


def test_it_is_listed_with_those_negotiations_and_no_others(as_role, desk):
    lead = make.lead_of(desk)
    one, two = make.negotiation(lead, "One"), make.negotiation(lead, "Two")
    text = make.document(lead)
    path, client = f"/w/desk/documents/{text.pk}/negotiations/", as_role("analyst")
    client.post(path, {"negotiations": [one.pk, two.pk]})
    assert Filing.objects.count() == 2
    assert list(client.get(path).context["form"]["negotiations"].value()) == [one.pk, two.pk]
    client.post(path, {"negotiations": [two.pk]})
    assert [filing.negotiation for filing in Filing.objects.all()] == [two]
    client.post(path, {"none": "1"})
    assert not Filing.objects.exists()


def test_another_workspaces_negotiation_is_no_choice(as_role, desk):
    text = make.document(make.lead_of(desk))
    foreign = make.negotiation(make.lead_of(make.workspace("other")))
    response = as_role("analyst").post(f"/w/desk/documents/{text.pk}/negotiations/", {"negotiations": [foreign.pk]})
    assert response.status_code == 422 and not Filing.objects.exists()
