"""A document goes while no statement rests on it, and comes back whole."""

import pytest

from tests import make
from tracker.agenda.operations import file_document
from tracker.history.operations import undo
from tracker.sources.models import Document, Passage
from tracker.sources.operations import quote, remove_document

pytestmark = pytest.mark.django_db


def test_who_brought_it_in_removes_it_with_its_bare_marks(as_role, member):
    analyst = member("analyst")
    text = make.document(analyst)
    quote(text, "one system", by=analyst)
    response = as_role("analyst").post(f"/w/desk/documents/{text.pk}/remove/", {"expected": text.version}, follow=True)
    assert response.redirect_chain[0][0] == "/w/desk/documents/" and "Removed." in response.content.decode()
    assert not Document.objects.exists()


def test_it_comes_back_with_passages_marks_places_and_its_original(member, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    lead = member("lead")
    text = make.document(lead, "Words as uploaded.", original=b"Words as uploaded.", filename="a.txt")
    quote(text, "as uploaded", by=lead)
    file_document(make.negotiation(lead), text, by=lead)
    pk = text.pk
    remove_document(text, by=lead, expected=text.version)
    assert not Passage.objects.exists()
    undo(lead.did, by=lead)
    back = Document.objects.get()
    assert (back.pk, back.excerpts.count(), back.filings.count(), back.passages.count()) == (pk, 1, 1, 1)
    with back.file.open("rb") as kept:
        assert kept.read() == b"Words as uploaded."


def test_one_that_a_statement_rests_on_stays_and_says_so(as_role, desk):
    table = make.Table(by=make.lead_of(desk))
    response = as_role("lead").post(f"/w/desk/documents/{table.digest.pk}/remove/", {"expected": table.digest.version})
    assert response.status_code == 422 and "while something rests on it" in response.content.decode()
    assert Document.objects.filter(pk=table.digest.pk).exists() and table.digest.excerpts.exists()


def test_other_analysts_do_not(as_role, desk, member):
    member("analyst")
    other = make.document(make.member(desk, "analyst"))
    path = f"/w/desk/documents/{other.pk}/remove/"
    assert as_role("analyst").post(path, {"expected": 1}).status_code == 403
