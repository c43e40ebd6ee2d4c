"""The words of a quotation that was lost are chosen again."""

import pytest

from tests import make
from tracker.sources.models import Excerpt
from tracker.sources.operations import correct_text, quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost(member):
    """A quotation whose text now reads otherwise, with one sentence twice."""
    analyst = member("analyst")
    text = make.document(analyst, "They want one system.")
    excerpt = quote(text, "one system", by=analyst)
    correct_text(text, by=analyst, expected=1, text="They want two. Nobody knows why. They want two. That is all.")
    excerpt.refresh_from_db()
    return excerpt


def choose(client, excerpt, **typed):
    path = f"/w/desk/excerpts/{excerpt.pk}/words/"
    expected = client.get(path).context["form"]["expected"].value()
    return client.post(path, {"expected": expected, **typed})


def test_the_words_chosen_are_what_is_quoted_from_now_on(as_role, lost):
    response = choose(as_role("analyst"), lost, quotation="Nobody  knows why")
    assert response["Location"].endswith(f"#excerpt-{lost.pk}")
    lost.refresh_from_db()
    assert (lost.state, lost.exact, lost.start) == ("anchored", "Nobody knows why", 15)


def test_of_words_that_occur_twice_the_place_is_asked(as_role, lost):
    client = as_role("analyst")
    response = choose(client, lost, quotation="They want two")
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["near"])
    places = [value for value, _ in response.context["form"].fields["near"].choices]
    assert places == ["0", "33"]
    assert "near" in choose(client, lost, quotation="They want two", near="7").context["form"].errors
    choose(client, lost, quotation="They want two", near="33")
    lost.refresh_from_db()
    assert lost.start == 33


def test_the_likeliest_places_are_offered_and_one_key_chooses_one(as_role, member):
    analyst = member("analyst")
    before = "The minister said on Monday that they want one system and nothing else at all. Then he left the room."
    text = make.document(analyst, before)
    excerpt = quote(text, "they want one system and nothing else", by=analyst)
    after = before.replace("one system and nothing else", "a joint one, or else nothing")
    correct_text(text, by=analyst, expected=1, text=f"They want one system, some say. {after}")
    client = as_role("analyst")
    page = client.get(f"/w/desk/excerpts/{excerpt.pk}/words/")
    first, *_others = page.context["likely"]
    assert 'data-key="1"' in page.content.decode() and f'value="{first.value}"' in page.content.decode()
    choose(client, excerpt, quotation=excerpt.exact, chosen=first.value)
    excerpt.refresh_from_db()
    assert (excerpt.state, excerpt.exact) == ("anchored", "they want a joint one, or else nothing")


def test_a_place_that_is_no_longer_offered_is_not_taken(as_role, lost):
    response = choose(as_role("analyst"), lost, quotation=lost.exact, chosen="0-13")
    assert response.status_code == 422


@pytest.mark.parametrize("quotation", ["", "three systems", "a\0b", "x" * 40_000])
def test_words_that_are_not_there_are_refused(as_role, lost, quotation):
    response = choose(as_role("analyst"), lost, quotation=quotation)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["quotation"])


def test_a_quotation_that_is_found_is_not_moved(as_role, lost):
    choose(as_role("analyst"), lost, quotation="Nobody knows why")
    response = choose(as_role("analyst"), lost, quotation="That is all")
    assert response.status_code == 422 and "chosen them again already" in response.content.decode()


def test_a_mark_that_nothing_quotes_goes_and_one_that_is_quoted_stays(as_role, desk, lost):
    table = make.Table(by=make.lead_of(desk))
    quoted = Excerpt.objects.get(document=table.digest)
    client = as_role("lead")
    for excerpt, status in ((lost, 302), (quoted, 422)):
        path = f"/w/desk/excerpts/{excerpt.pk}/remove/"
        assert client.post(path, {"expected": excerpt.version}).status_code == status
    assert list(Excerpt.objects.all()) == [quoted]
