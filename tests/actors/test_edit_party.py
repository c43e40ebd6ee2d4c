"""A party is called otherwise: who may, what is refused, what two people get."""

import pytest

from tests import make
from tracker.history.models import Change

pytestmark = pytest.mark.django_db
PATH = "/w/desk/parties/nato/edit/"


@pytest.fixture
def nato(desk):
    return make.party(make.lead_of(desk), "NATO", "alliance", aliases=["the alliance", "Brussels"])


def filled(client, **typed):
    form = client.get(PATH).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | typed


def test_a_lead_renames_it_and_its_address_stays(as_role, nato):
    client = as_role("lead")
    assert client.post(PATH, filled(client, name="Atlantic Alliance", aliases="NATO\nthe alliance")).status_code == 302
    nato.refresh_from_db()
    assert (nato.name, nato.slug, {str(alias) for alias in nato.aliases.all()}) == (
        "Atlantic Alliance", "nato", {"NATO", "the alliance"}
    )  # fmt: skip
    assert Change.objects.filter(verb="party.edited", target_id=nato.pk).exists()


def test_an_analyst_mends_only_what_no_lead_has_seen(as_role, member, nato):
    assert as_role("analyst").get(PATH).status_code == 403
    make.party(member("analyst"), "Sweden")
    assert as_role("analyst").get("/w/desk/parties/sweden/edit/").status_code == 200


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"name": ""}, "name"), ({"name": "x" * 40_000}, "name"), ({"kind": "god"}, "kind"), ({"symbol": "9"}, "symbol"),
     ({"name": "a\0b"}, "name"), ({"aliases": "y" * 301}, "aliases")],
)  # fmt: skip
def test_what_is_wrong_is_told_beside_the_field_and_the_rest_is_kept(as_role, nato, typed, field):
    client = as_role("lead")
    response = client.post(PATH, filled(client, short_name="Kept", **typed))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert 'value="Kept"' in response.content.decode()


def test_the_second_of_two_people_sees_theirs_beside_what_they_typed(as_role, nato):
    first, second = as_role("lead"), as_role("lead")
    mine = filled(second, short_name="Mine")
    first.post(PATH, filled(first, name="Theirs"))
    response = second.post(PATH, mine)
    assert response.status_code == 409
    shown = {part.key: (part.theirs, part.yours) for part in response.context["form"].theirs}
    assert shown == {"name": ("Theirs", "NATO"), "short_name": ("nothing", "Mine")}
    form = response.context["form"]
    taken = second.post(PATH, {**mine, "expected": form["expected"].value(), "take": "name"})
    assert taken.status_code == 409
    assert taken.context["form"]["name"].value() == "Theirs"
    again = {name: taken.context["form"][name].value() or "" for name in taken.context["form"].fields}
    assert second.post(PATH, again).status_code == 302
    nato.refresh_from_db()
    assert (nato.name, nato.short_name) == ("Theirs", "Mine")


def test_an_analyst_gives_a_party_another_name_which_is_new(as_role, nato):
    path = "/w/desk/parties/nato/names/add/"
    as_role("analyst").post(path, {"name": "the allies"})
    assert nato.aliases.get(name="the allies").is_new
    again = as_role("analyst").post(path, {"name": "the allies"})
    assert again.status_code == 422 and nato.aliases.count() == 3
