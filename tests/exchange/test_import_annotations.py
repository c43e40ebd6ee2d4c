"""Annotations of a file become marks where their words surely stand: by whom, what is told of the others, and back."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.exchange.test_annotations import TEXT, laid, path  # noqa: F401
from tracker.history.models import Change
from tracker.sources.models import Excerpt

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(table):
    """The same text, in which nothing is marked."""
    return make.document(table.by, TEXT, title="A copy")


def send(client, document, data):
    data = data if isinstance(data, bytes) else json.dumps(data).encode()
    return client.post(path(document, "annotations/"), {"file": SimpleUploadedFile("a.jsonld", data)})


def about(exact, start=None, end=None, **sides):
    selectors = [{"type": "TextQuoteSelector", "exact": exact, **sides}]
    if start is not None:
        selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
    return {"type": "Annotation", "target": {"source": "https://a/x", "selector": selectors}}


def marked(document):
    rows = Excerpt.objects.filter(document=document)
    return list(rows.values_list("start", "end", "exact", "prefix", "suffix", "state"))


def test_what_was_exported_is_the_same_in_a_copy_and_is_not_made_twice(as_role, table, copy):
    client = as_role("analyst")
    file = client.get(path(table.text)).content
    response = send(client, copy, file)
    assert response["Location"] == copy.get_absolute_url() and marked(copy) == marked(table.text)
    assert Change.objects.filter(verb="excerpt.imported", target_id=copy.pk).count() == 1
    page = client.get(response["Location"]).content.decode()
    assert "3 marks imported." in page
    again = send(client, copy, file)
    assert again.status_code == 422 and "none of it is both new and surely found" in again.content.decode()
    assert len(marked(copy)) == 3
    address = page.partition('class="undo" href="')[2].partition('"')[0]
    assert "Undone." in client.post(address, follow=True).content.decode()
    assert marked(copy) == []


def test_the_place_is_a_hint_and_what_is_not_sure_is_listed_with_its_reason(as_role, copy):
    client, second = as_role("analyst"), TEXT.rindex("one shield")
    file = [
        about("one shield", prefix="again: "),  # by what stands before it
        about("one shield", 18, 28, suffix=" 🛡️, «"),
        about("Our partners", 50, 62),  # not there: the words decide
        about("one shield", 3, 13),  # twice in the text, at neither place
        about("say", prefix="nobody would ", suffix=" that"),
        about("two shields"),
        {"type": "Annotation", "target": "https://a/x"},
        about("go", 0, 10**30, prefix="and "),
        about("go", prefix="and "),
    ]
    response = send(client, copy, file)
    assert response.status_code == 302
    assert [row[:2] for row in marked(copy)] == [
        (0, 12),
        (18, 28),
        (second, second + 10),
        (len(TEXT) - 3, len(TEXT) - 1),
    ]
    page = client.get(response["Location"])
    assert [words for words, _ in page.context["unresolved"]] == ["one shield", "say", "two shields", ""]
    html = page.content.decode()
    assert "4 marks imported. 4 were not surely found." in html
    for why in ("occur 2 times", "These words are not in the text", "It quotes no words"):
        assert why in html
    assert client.get(copy.get_absolute_url() + "annotations/?done=999999").status_code == 404


def test_short_words_between_other_ones_are_not_sure(as_role, copy):
    response = send(as_role("analyst"), copy, about("Our", prefix="nobody, ", suffix=" allies"))
    assert response.status_code == 422 and "These words are short" in response.content.decode()
    assert response.context["unresolved"] and marked(copy) == []


def test_white_space_around_the_words_belongs_to_what_is_beside_them(as_role, copy):
    assert send(as_role("analyst"), copy, about(" Our ", suffix="partners")).status_code == 302
    assert [row[2] for row in marked(copy)] == ["Our"]


def test_whatever_stands_in_half_characters_is_shown_and_stored(as_role, copy):
    client = as_role("analyst")
    response = send(client, copy, [about("\ud800\0<b>"), about("Our partners")])
    assert response.status_code == 302
    assert "?\ufffd&lt;b&gt;" in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "This is no JSON."), (b"\xff\xfe{", "This is no JSON."), (b"{'a': 1}", "This is no JSON."),
        (b"[" * 200_000, "nested too deeply"), (b'{"a":' * 100_000 + b"1", "nested too deeply"),
        (b'{"type": "Annotation", "n": NaN}', "NaN stands where JSON has a number."),
        (b'{"type": "Annotation", "n": ' + b"9" * 5_000 + b"}", "This is no JSON."),
        (b'{"type": "Annotation", "type": "Annotation"}', "A name stands twice"),
        (b" " * 5_000_001, "larger than 5 MB"), (b"3", "no annotation"), (b"null", "no annotation"),
        ({}, "no annotation"), ([], "No annotation is in it."), ([1], "no annotation"), ([[[]]], "no annotation"),
        ({"type": "AnnotationCollection", "first": "https://a/1"}, "names its pages only"),
        ({"type": "AnnotationPage", "items": [{"type": "Note"}]}, "Annotation 1: it is of another type."),
        ([about("x")] * 1_001, "More than 1,000 annotations"), (about(3), "its “exact” is no text."),
        (about("x", prefix=[]), "its “prefix” is no text."), (about("x", -1, 3), "its “start” is no place"),
        (about("x", True, 3), "its “start” is no place"), (about("x", 1.5, 3), "its “start” is no place"),
        (about("x", 1, "3"), "its “end” is no place"), ({"type": "Annotation", "target": 3}, "its target is neither"),
        ({"type": "Annotation", "target": {"selector": [3]}}, "a selector is no object."),
        ({"type": [{}, 3]}, "no annotation"),
    ],
)  # fmt: skip
def test_what_is_no_file_of_annotations_is_said_in_a_sentence(as_role, copy, data, words):
    response = send(as_role("analyst"), copy, data)
    assert response.status_code == 422
    (error,) = response.context["form"].errors["file"]
    assert words in error and error.endswith("Nothing was imported.") and marked(copy) == []


def test_without_a_file_it_asks_for_one_and_readers_may_not(as_role, copy):
    assert as_role("analyst").post(path(copy, "annotations/"), {}).status_code == 422
    assert send(as_role("reader"), copy, about("Our partners")).status_code == 403
