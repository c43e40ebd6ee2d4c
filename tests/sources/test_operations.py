import hashlib

import pytest
from django.contrib.postgres.search import SearchQuery
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from tests import make
from tracker.history.models import Change
from tracker.sources import queries
from tracker.sources.anchors import Ambiguous, NotFound
from tracker.sources.models import Document, Excerpt, Outlet, Passage
from tracker.sources.operations import add_document, add_outlet, quote

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def lead(desk):
    return make.lead_of(desk)


# Outlets --------------------------------------------------------------------------------------------------------------


def test_an_outlet_is_there_with_its_grade_and_why(lead):
    ria = add_outlet(by=lead, name="RIA Novosti", kind="agency", reliability="B", why="Mostly right.")
    assert (str(ria), ria.get_reliability_display(), ria.why) == ("RIA Novosti", "B: usually reliable", "Mostly right.")
    assert Change.objects.get(verb="outlet.added").target_name == "RIA Novosti"


def test_what_an_analyst_adds_is_new_until_a_lead_has_seen_it(lead):
    analyst = make.member(lead.workspace, "analyst")
    assert add_outlet(by=analyst, name="Interfax").is_new
    assert not add_outlet(by=lead, name="TASS").is_new


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "ria  novósti"}, "“RIA Novosti” is here already"),
        ({"name": "x" * 301}, "at most 300 characters"),
        ({"name": ""}, "cannot be blank"),
        ({"name": "Other", "reliability": "G"}, "not a valid choice"),
        ({"name": "Other", "kind": "blog"}, "not a valid choice"),
    ],
)
def test_an_outlet_that_is_not_one_is_refused(lead, fields, words):
    add_outlet(by=lead, name="RIA Novosti")
    with pytest.raises(ValidationError, match=words):
        add_outlet(by=lead, **fields)
    assert Outlet.objects.count() == 1


def test_an_outlet_is_found_in_whatever_case_it_is_written(lead):
    ria = add_outlet(by=lead, name="RIA Novosti")
    assert queries.outlet_named(lead.workspace, " ria NOVOSTI ") == ria
    assert queries.outlet_named(make.workspace("other"), "RIA Novosti") is None


# Documents ------------------------------------------------------------------------------------------------------------


def test_the_text_is_stored_as_written_but_for_line_ends_marks_and_nuls(lead):
    text = add_document(by=lead, title="Speech", text="\ufeffOne.\r\n\r\nT\0wo.\r  e\u0301 \u00ad🇷🇺 ")
    assert text.text == "One.\n\nTwo.\n  e\u0301 \u00ad🇷🇺 "


def test_its_passages_are_its_paragraphs_and_stand_where_they_say(lead):
    text = add_document(by=lead, title="Speech", text="One system.\n\n  Two systems,\nno less.\n\n\nNo shield.\n")
    passages = list(text.passages.all())
    assert [passage.text for passage in passages] == ["One system.", "Two systems,\nno less.", "No shield."]
    assert all(text.text[passage.start : passage.end] == passage.text for passage in passages)


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "They were negotiating.", "negotiated"),
        ("ru", "Они вели переговоры о системах.", "система"),
        ("fr", "Les négociations à Évian.", "negociation"),
        ("pl", "Rozmowy w Gdańsku.", "gdansku"),
    ],
)
def test_its_words_are_found_by_their_stems_and_without_accents(lead, language, text, word):
    add_document(by=lead, title="Speech", text=text, language=language)
    config = f"tracker_{language}" if language != "pl" else "tracker_simple"
    assert Passage.objects.filter(search=SearchQuery(word, config=config)).exists()


def test_a_book_in_one_paragraph_is_stored_and_searched(lead):
    book = " ".join(f"word{n}" for n in range(150_000))
    text = add_document(by=lead, title="Book", text=book)
    assert len(text.text) > 1_300_000
    found = Passage.objects.get(search=SearchQuery("word149999", config="tracker_en"))
    assert found.text.endswith("word149999")


def test_the_original_is_kept_byte_by_byte_under_its_hash(lead):
    data = "Слова".encode("cp1251")
    text = add_document(by=lead, title="Speech", text="Слова", original=data, filename="../../x.TXT", encoding="cp1251")
    assert text.sha256 == hashlib.sha256(data).hexdigest()
    assert text.file.name.endswith(f"/{text.sha256[:16]}.TXT") and ".." not in text.file.name
    with text.file.open("rb") as kept:
        assert kept.read() == data
    assert queries.same_original(lead.workspace, text.sha256) == text
    assert queries.same_original(make.workspace("other"), text.sha256) is None


def test_what_was_typed_has_the_hash_of_its_text_and_no_file(lead):
    text = add_document(by=lead, title="Notes", text="Слова")
    assert text.sha256 == hashlib.sha256("Слова".encode()).hexdigest() and not text.file


@pytest.mark.parametrize("written", ["5 July 2011", "June 2011", "2011", "4–6 July 2011"])
def test_the_day_it_was_published_keeps_its_precision(lead, written):
    text = add_document(by=lead, title="Speech", text="Words.", published=make.when(written))
    assert Document.objects.get(pk=text.pk).published == make.when(written)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": "x" * 301}, "at most 300 characters"),
        ({"title": ""}, "cannot be blank"),
        ({"text": "\0\ufeff"}, "cannot be blank"),
        ({"address": "javascript:alert(1)"}, "Enter a valid URL"),
    ],
)
def test_a_document_that_is_not_one_is_refused_and_leaves_no_file(lead, settings, fields, words):
    fields = {"title": "Speech", "text": "Words.", "original": b"Words.", "filename": "speech.txt", **fields}
    with pytest.raises(ValidationError, match=words):
        add_document(by=lead, **fields)
    assert not Document.objects.exists() and not Change.objects.filter(verb="document.added").exists()
    assert not list(settings.MEDIA_ROOT.rglob("*.txt"))


def test_readers_bring_nothing_in_and_another_workspaces_outlet_publishes_nothing_here(lead):
    foreign = make.outlet(make.lead_of(make.workspace("other")))
    with pytest.raises(PermissionDenied, match="leads may record anything"):
        add_document(by=make.member(lead.workspace, "reader"), title="Speech", text="Words.")
    with pytest.raises(PermissionDenied, match="another workspace"):
        add_document(by=lead, title="Speech", text="Words.", outlet=foreign)


# Excerpts -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def text(lead):
    return make.document(lead, "They want one system. We want two systems. They want it still.")


def test_words_are_cut_where_they_stand_with_what_stands_on_either_side(lead, text):
    cut = quote(text, "we  want two systems".replace("we", "We"), by=lead)
    assert (cut.exact, cut.prefix, cut.suffix) == (
        "We want two systems", "They want one system. ", ". They want it still."
    )  # fmt: skip
    assert text.text[cut.start : cut.end] == cut.exact
    assert Change.objects.get(verb="excerpt.cut").details == {"document": text.title}


def test_the_same_words_are_found_again_and_not_cut_twice(lead, text):
    first = quote(text, "two systems", by=lead)
    again = quote(text, "two systems", by=lead, translation="deux systèmes", translator="M. K.")
    assert again == first and Excerpt.objects.count() == 1
    first.refresh_from_db()
    assert (first.translation, first.translator) == ("deux systèmes", "M. K.")


def test_words_that_occur_twice_need_a_place_or_their_neighbours(lead, text):
    with pytest.raises(Ambiguous):
        quote(text, "They want", by=lead)
    assert quote(text, "They want", by=lead, near=40).start == 43
    assert quote(text, "They want", by=lead, suffix=" one system").start == 0


def test_words_that_are_not_there_are_refused(lead, text):
    with pytest.raises(NotFound):
        quote(text, "three systems", by=lead)
    assert not Excerpt.objects.exists()


def test_readers_cut_nothing_and_nobody_cuts_in_another_workspace(lead, text):
    with pytest.raises(PermissionDenied):
        quote(text, "two systems", by=make.member(lead.workspace, "reader"))
    with pytest.raises(PermissionDenied):
        quote(text, "two systems", by=make.lead_of(make.workspace("other")))


def test_an_anchored_excerpt_is_as_long_as_its_words_says_the_database(lead, text):
    cut = quote(text, "two systems", by=lead)
    with pytest.raises(IntegrityError, match="as_long_as_its_words"), transaction.atomic():
        Excerpt.objects.filter(pk=cut.pk).update(end=cut.end + 1)
