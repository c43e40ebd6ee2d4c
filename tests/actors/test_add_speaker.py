"""One person more who is quoted."""

import pytest

from tests import make
from tracker.actors.models import Speaker

pytestmark = pytest.mark.django_db
PATH = "/w/desk/people/add/"


@pytest.fixture
def russia(desk):
    return make.party(make.lead_of(desk), "Russia")


def test_an_analyst_adds_a_person_with_names_and_a_post_and_all_is_new(as_role, russia):
    typed = {"name": "Sergei Lavrov", "aliases": "Лавров\nلافروف\n", "title": "Foreign minister", "party": russia.pk,
             "since": "March 2004", "authority": "95"}  # fmt: skip
    response = as_role("analyst").post(PATH, typed)
    speaker = Speaker.objects.get()
    post = speaker.posts.get()
    assert response["Location"] == speaker.get_absolute_url()
    assert {str(alias) for alias in speaker.aliases.all()} == {"Лавров", "لافروف"}
    assert (str(post), str(post.since), post.until, post.authority) == (
        "Foreign minister, Russia",
        "Mar 2004",
        None,
        95,
    )
    assert speaker.is_new and post.is_new


def test_a_name_is_enough(as_role, russia):
    as_role("lead").post(PATH, {"name": "Somebody", "authority": ""})
    assert not Speaker.objects.get().posts.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 40_000}, "name"),
        ({"title": "Envoy"}, "party"),
        ({"title": "Envoy", "party": "999"}, "party"),
        ({"authority": "101"}, "authority"),
        ({"authority": "NaN"}, "authority"),
        ({"since": "2012", "until": "2011", "title": "Envoy", "party": "own"}, "until"),
        ({"aliases": "y" * 301}, "aliases"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field(as_role, russia, typed, field):
    if typed.get("party") == "own":
        typed = {**typed, "party": russia.pk}
    response = as_role("lead").post(PATH, {"name": "Somebody", "authority": "50", **typed})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not Speaker.objects.exists()


def test_a_party_without_a_post_asks_for_its_title(as_role, russia):
    response = as_role("lead").post(PATH, {"name": "Somebody", "party": russia.pk})
    assert list(response.context["form"].errors) == ["title"]


def test_who_is_there_is_not_added_again_however_the_name_is_written(as_role, russia):
    make.speaker(make.lead_of(russia.workspace), "José Ángel Gurría")
    response = as_role("analyst").post(PATH, {"name": "jose  angel gurria"})
    assert "“José Ángel Gurría” is here already" in response.context["form"].errors["name"].as_text()
    assert as_role("analyst").post(PATH, {"name": "José Ángel Gurría (OECD)"}).status_code == 302
