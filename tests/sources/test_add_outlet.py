"""One outlet more; it is called otherwise; it goes."""

import pytest

from tests import make
from tracker.sources.models import Outlet

pytestmark = pytest.mark.django_db
TYPED = {"name": "Interfax", "kind": "agency", "reliability": "B", "why": "Mostly right."}


def post(client, outlet, what, **typed):
    path = f"/w/desk/outlets/{outlet.pk}/{what}/"
    return client.post(path, {"expected": client.get(path).context["form"]["expected"].value(), **typed})


def test_an_analyst_adds_it_and_it_is_new(as_role, desk):
    response = as_role("analyst").post("/w/desk/outlets/add/", TYPED)
    outlet = Outlet.objects.get()
    assert response["Location"] == outlet.get_absolute_url()
    assert (outlet.name, outlet.reliability, outlet.why, outlet.is_new) == ("Interfax", "B", "Mostly right.", True)


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"name": ""}, "name"), ({"name": "x" * 301}, "name"), ({"kind": "blog"}, "kind"),
     ({"reliability": "G"}, "reliability"),
     ({"why": "a\0b"}, "why")],
)  # fmt: skip
def test_what_is_wrong_is_told_beside_the_field(as_role, desk, typed, field):
    response = as_role("lead").post("/w/desk/outlets/add/", {**TYPED, **typed})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_a_name_that_is_there_in_another_case_is_refused_in_words(as_role, desk):
    client = as_role("lead")
    client.post("/w/desk/outlets/add/", TYPED)
    response = client.post("/w/desk/outlets/add/", {**TYPED, "name": "INTERFAX"})
    assert response.status_code == 422 and "“Interfax” is here already" in response.content.decode()


def test_it_is_called_otherwise_and_keeps_its_grade(as_role, desk):
    ria = make.outlet(make.lead_of(desk), "RIA")
    assert as_role("analyst").get(f"/w/desk/outlets/{ria.pk}/edit/").status_code == 403
    post(as_role("lead"), ria, "edit", name="RIA Novosti", kind="government")
    ria.refresh_from_db()
    assert (ria.name, ria.kind, ria.reliability) == ("RIA Novosti", "government", "B")


def test_it_goes_but_not_while_a_text_is_its(as_role, desk):
    lead, client = make.lead_of(desk), as_role("lead")
    ria, tass = make.outlet(lead), make.outlet(lead)
    make.document(lead, outlet=ria)
    assert "1 document" in post(client, ria, "remove").content.decode()
    assert post(client, tass, "remove").status_code == 302
    assert list(Outlet.objects.all()) == [ria]
