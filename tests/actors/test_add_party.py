"""One party more."""

import pytest

from tracker.actors.models import Party

pytestmark = pytest.mark.django_db
PATH = "/w/desk/parties/add/"
TYPED = {"name": "Russian Federation", "short_name": "Russia", "kind": "state", "symbol": "2", "aliases": "Moscow\n\n"}


def test_an_analyst_adds_it_and_it_is_new_until_a_lead_has_seen_it(as_role):
    response = as_role("analyst").post(PATH, TYPED, follow=True)
    party = Party.objects.get()
    assert (str(party), party.slug, party.symbol, party.is_new) == ("Russia", "russia", 2, True)
    assert [str(alias) for alias in party.aliases.all()] == ["Moscow"]
    assert "Saved." in response.content.decode()


def test_it_is_offered_the_mark_that_the_fewest_have(as_role):
    as_role("analyst").post(PATH, TYPED | {"symbol": "1"})
    assert as_role("analyst").get(PATH).context["form"]["symbol"].value() == 2


def test_the_notice_undoes_it(as_role):
    client = as_role("analyst")
    page = client.post(PATH, TYPED, follow=True).content.decode()
    undo = page.partition('class="undo" href="')[2].partition('"')[0]
    assert "Undo?" in client.get(undo).content.decode()
    assert "Undone." in client.post(undo, follow=True).content.decode()
    assert not Party.objects.exists()


@pytest.mark.parametrize("name", ["RUSSIAN  federation", "Rússia", "moscow"])
def test_one_that_is_there_is_not_added_again_however_its_name_is_written(as_role, name):
    client = as_role("lead")
    client.post(PATH, TYPED)
    response = client.post(PATH, TYPED | {"name": name, "short_name": "", "aliases": ""})
    assert "“Russia” is here already" in response.context["form"].errors["name"].as_text()
    assert Party.objects.count() == 1


def test_a_party_called_add_has_an_address_of_its_own(as_role):
    as_role("lead").post(PATH, TYPED | {"short_name": "", "name": "Add"})
    assert Party.objects.get().slug == "add-2"
