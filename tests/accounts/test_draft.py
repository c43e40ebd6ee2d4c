"""What somebody types is kept while they type, found again by them alone, and gone when they save."""

import json
from zoneinfo import ZoneInfo

import pytest

from tracker.accounts.models import Draft, Workspace
from tracker.actors.models import Party

pytestmark = pytest.mark.django_db
PATH = "/w/desk/drafts/"
FORM = "/w/desk/parties/add/#record-form"


@pytest.fixture
def kept(as_role, member):
    """An analyst who has typed half a name."""
    member("analyst")
    client = as_role("analyst")
    client.post(PATH, {"form": FORM, "fields": json.dumps([["name", "NAT"], ["aliases", "a\0b"]])})
    return client


def found(client, form=FORM):
    response = client.get(PATH, {"form": form})
    return response.json()["fields"] if response.status_code == 200 else response.status_code


def test_what_was_typed_is_found_again(kept):
    assert found(kept) == [["name", "NAT"], ["aliases", "ab"]]


def test_the_newest_of_what_was_typed_is_kept(kept):
    kept.post(PATH, {"form": FORM, "fields": json.dumps([["name", "NATO"]])})
    assert found(kept) == [["name", "NATO"]]


def test_when_it_was_kept_is_told_by_the_clock_of_the_workspace(kept, desk):
    Workspace.objects.filter(pk=desk.pk).update(time_zone="Asia/Tokyo")
    said = kept.post(PATH, {"form": FORM, "fields": json.dumps([["name", "NATO"]])}).json()
    at = Draft.objects.get().kept_at.astimezone(ZoneInfo("Asia/Tokyo"))
    assert said["at"] == kept.get(PATH, {"form": FORM}).json()["at"] == f"{at:%H:%M}"


def test_another_member_does_not_see_it(kept, as_role):
    assert found(as_role("lead")) == 204
    assert found(kept, "/w/desk/parties/nato/edit/#record-form") == 204


def test_it_is_gone_when_the_form_is_saved(kept):
    assert kept.post("/w/desk/parties/add/", typed(draft=FORM)).status_code == 302
    assert found(kept) == 204


def test_it_stays_when_the_form_is_refused(kept):
    assert kept.post("/w/desk/parties/add/", typed(name="", draft=FORM)).status_code == 422
    assert found(kept) == [["name", "NAT"], ["aliases", "ab"]]


def test_it_is_gone_when_it_is_discarded(kept):
    kept.post(PATH, {"form": FORM, "fields": "[]"})
    assert not Draft.objects.exists()


def test_a_form_that_only_comes_back_with_a_draft_shows_it_and_saves_nothing(kept):
    response = kept.post("/w/desk/parties/add/", typed(name="NAT", again="draft", draft=FORM))
    assert response.status_code == 200
    assert 'value="NAT"' in response.content.decode()
    assert not response.context["form"].errors
    assert not Party.objects.exists()
    assert found(kept) == [["name", "NAT"], ["aliases", "ab"]]


@pytest.mark.parametrize("fields", ["", "{", "[1]", "[[1]]", "null", '"x"'])
def test_what_no_form_of_ours_sends_is_refused(as_role, fields):
    assert as_role("analyst").post(PATH, {"form": FORM, "fields": fields}).status_code == 400


def test_a_long_text_and_a_long_address_are_kept_too(as_role):
    client, form = as_role("analyst"), "/w/desk/" + "x" * 1000
    client.post(PATH, {"form": form, "fields": json.dumps([["text", "ж" * 1_000_000]], ensure_ascii=False)})
    assert found(client, form) == [["text", "ж" * 1_000_000]]


def typed(**fields):
    return {"name": "NATO", "kind": "alliance", "symbol": "1", **fields}


def test_the_page_says_where_drafts_are_kept(as_role):
    page = as_role("analyst").get("/w/desk/parties/add/").content.decode()
    assert f'data-drafts="{PATH}"' in page
    assert "data-draft" in page.partition('<form id="record-form"')[2].partition(">")[0]


ODD = ['[["a\\u0000", "\\ud83d"]]', "[" * 100_000, '{"a": 1}', "[1]", '[["a", 1e999]]', "", "[[[], {}]]"]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_whatever_is_sent_as_a_draft_never_breaks(kept, odd):
    assert kept.post(PATH, {"form": "x\0y", "fields": odd}).status_code in (200, 204, 400)
