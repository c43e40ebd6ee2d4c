"""A lead has seen what is new: one by one, or all of the list."""

import pytest

from tests import make
from tracker.actors.models import Alias, Party
from tracker.history.models import Change

pytestmark = pytest.mark.django_db
PATH = "/w/desk/parties/seen/"


@pytest.fixture
def news(member, desk):
    """Two parties that an analyst added, and a name for one that a lead had seen."""
    nato = make.party(make.lead_of(desk), "NATO")
    make.actors.name_also(nato, by=member("analyst"), name="Brussels")
    return nato, make.party(member("analyst"), "Sweden", aliases=["Stockholm"]), make.party(member("analyst"), "Malta")


def left():
    return Party.objects.unseen().count()


def test_one_button_is_for_one_party_and_its_names(as_role, news):
    client = as_role("lead")
    assert client.get("/w/desk/parties/").content.decode().count('name="only"') == 3
    assert "Marked as seen." in client.post(PATH, {"only": news[1].pk}, follow=True).content.decode()
    assert not Party.objects.get(name="Sweden").is_new and not Alias.objects.get(name="Stockholm").is_new
    assert left() == 2


def test_one_button_is_for_all_of_the_list_and_can_be_undone(as_role, news):
    client = as_role("lead")
    page = client.post(PATH, {"only": ""}, follow=True).content.decode()
    assert left() == 0 and 'name="only"' not in page
    assert sorted(Change.objects.get(verb="party.seen").details["seen"]) == ["Malta", "NATO", "Sweden"]
    client.post(page.partition('class="undo" href="')[2].partition('"')[0])
    assert left() == 3


@pytest.mark.parametrize("only", ["999", "x", "-1", "9" * 40, "1\0"])
def test_nothing_else_is_marked(as_role, news, only):
    assert as_role("lead").post(PATH, {"only": only}).status_code == 422
    assert left() == 3


def test_another_workspaces_news_stays_new(as_role, desk):
    foreign = make.party(make.member(make.workspace("other"), "analyst"))
    assert as_role("lead").post(PATH, {"only": foreign.pk}).status_code == 422
    assert Party.objects.get(pk=foreign.pk).is_new


def test_an_analyst_is_offered_no_button(as_role, news):
    assert 'name="only"' not in as_role("analyst").get("/w/desk/parties/").content.decode()
