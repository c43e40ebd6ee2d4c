"""A text is corrected: its quotations follow where that is sure, and are listed where it is not."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tracker.history.operations import undo
from tracker.sources.models import Excerpt, Passage
from tracker.sources.operations import correct_text, quote

pytestmark = pytest.mark.django_db
TEXT = (
    "A spokesmen said that one system, divided into sectors, is what they want.\n\n"
    "NATO wants two systems that cooperate. Nobody spoke of a third way."
)


@pytest.fixture
def text(member):
    return make.document(member("analyst"), TEXT)


def correct(client, document, text, **typed):
    path = f"/w/desk/documents/{document.pk}/text/"
    expected = client.get(path).context["form"]["expected"].value()
    return client.post(path, {"expected": expected, "text": text.replace("\n", "\r\n"), **typed}, follow=True)


def test_quotations_move_with_their_words_and_say_what_is_written_now(as_role, member, text):
    sectors = quote(text, "one system, divided into sectors", by=member("analyst"))
    cooperate = quote(text, "two systems that cooperate", by=member("analyst"))
    page = correct(as_role("analyst"), text, TEXT.replace("spokesmen", "spokesman").replace("into", "in"))
    assert "Every quotation is found" in page.content.decode()
    text.refresh_from_db()
    for excerpt, words in ((sectors, "one system, divided in sectors"), (cooperate, "two systems that cooperate")):
        excerpt.refresh_from_db()
        assert (excerpt.exact, excerpt.state) == (words, "anchored")
        assert text.text[excerpt.start : excerpt.end] == words


def test_what_is_not_found_is_unresolved_listed_and_still_quoted(as_role, desk):
    table = make.Table(by=make.lead_of(desk))
    page = correct(as_role("lead"), table.digest, "Another text altogether.").content.decode()
    excerpt = Excerpt.objects.get()
    assert (excerpt.state, excerpt.exact) == ("unresolved", "one system, divided into sectors")
    assert "One quotation is not found" in page and f"/w/desk/excerpts/{excerpt.pk}/words/" in page
    assert page.count(table.said.words) > 1, "beside the quotation stands who rests on it"
    assert table.said.reports.get().quotations.get().excerpt == excerpt


def test_what_was_lost_is_found_again_when_its_words_come_back(as_role, member, text):
    excerpt = quote(text, "one system, divided into sectors", by=member("analyst"))
    client = as_role("analyst")
    correct(client, text, "Nothing.")
    correct(client, text, "Before it. " + TEXT)
    excerpt.refresh_from_db()
    assert (excerpt.state, excerpt.start) == ("anchored", TEXT.index("one system") + 11)


def test_its_passages_are_those_of_the_text_as_it_reads_now_also_after_undo(member, text):
    analyst = member("analyst")
    excerpt = quote(text, "two systems that cooperate", by=analyst)
    correct_text(text, by=analyst, expected=text.version, text="One.\n\nTwo.\n\nThree.")
    assert [passage.text for passage in Passage.objects.all()] == ["One.", "Two.", "Three."]
    undo(analyst.did, by=analyst)
    text.refresh_from_db()
    excerpt.refresh_from_db()
    assert text.text == TEXT and excerpt.state == "anchored"
    assert [passage.text for passage in Passage.objects.all()] == TEXT.split("\n\n")


def test_a_long_text_in_another_script_is_sent_letter_by_letter(as_role, text):
    response = as_role("analyst").get(f"/w/desk/documents/{text.pk}/text/")
    assert response.context["form"].is_multipart()  # URL-encoded, it is three times as long, and refused


def test_only_who_brought_it_in_and_leads_correct_it(as_role, desk, text):
    other = make.document(make.member(desk, "analyst"))
    assert as_role("analyst").get(f"/w/desk/documents/{other.pk}/text/").status_code == 403
    assert correct(as_role("lead"), text, "Mended.").status_code == 200


@pytest.mark.parametrize("written", ["", " \n ", "a\0b"])
def test_a_text_of_nothing_is_refused(as_role, text, written):
    response = correct(as_role("analyst"), text, written)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["text"])
    text.refresh_from_db()
    assert text.text == TEXT


def test_the_second_of_two_people_loses_nothing(as_role, text):
    client, path = as_role("lead"), f"/w/desk/documents/{text.pk}/text/"
    expected = client.get(path).context["form"]["expected"].value()
    client.post(path, {"expected": expected, "text": "Theirs."})
    response = client.post(path, {"expected": expected, "text": "Mine."})
    assert response.status_code == 409 and "Mine.</textarea>" in response.content.decode()


WORDS = st.lists(
    st.sampled_from(["one", "system", "two", "they", "want", "that,", "Monday.", "NATO", "عاد", "Москва", "🕊️"]),
    max_size=40,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS.filter(bool), st.data())
def test_none_is_ever_dropped_each_is_found_or_listed(member, words, data):
    """Anchored and unresolved are all there are, whatever is corrected, however often."""
    analyst = member("analyst")
    text = make.document(analyst, " ".join(words))
    cuts = {}
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(words) - 1))
        end = data.draw(st.integers(start + 1, len(words)))
        begins = len(" ".join([*words[:start], ""])) if start else 0
        excerpt = quote(text, " ".join(words[start:end]), by=analyst, near=begins)
        cuts[excerpt.pk] = excerpt.exact
    for _ in range(data.draw(st.integers(1, 3))):
        at, to = sorted(data.draw(st.tuples(*[st.integers(0, len(words))] * 2)))
        words = [*words[:at], *data.draw(WORDS), *words[to:]] or ["nothing"]
        text.refresh_from_db()
        correct_text(text, by=analyst, expected=text.version, text=" ".join(words))
    kept = {excerpt.pk: excerpt for excerpt in Excerpt.objects.filter(document=text)}
    assert kept.keys() == cuts.keys()
    for pk, excerpt in kept.items():
        if excerpt.state == Excerpt.State.ANCHORED:
            assert text.text[excerpt.start : excerpt.end] == excerpt.exact
        else:
            assert excerpt.state == Excerpt.State.UNRESOLVED and excerpt.exact
        assert pk in cuts
