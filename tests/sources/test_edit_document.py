"""What is known of a document beside its text."""

import pytest

from tests import make
from tracker.sources.models import Document, Passage

pytestmark = pytest.mark.django_db


def post(client, document, **typed):
    path = f"/w/desk/documents/{document.pk}/edit/"
    form = client.get(path).context["form"]
    return client.post(path, {name: form[name].value() or "" for name in form.fields} | typed)


@pytest.fixture
def text(member):
    return make.document(member("analyst"), title="Dispach", published="July 2011")


def test_who_brought_it_in_mends_it_and_its_date_stays_as_exact_as_it_was(as_role, desk, text):
    ria = make.outlet(make.lead_of(desk))
    response = post(as_role("analyst"), text, title="Dispatch", outlet=ria.pk, address="example.org/a", rights="Ours.")
    assert response["Location"] == text.get_absolute_url()
    text.refresh_from_db()
    assert (text.title, text.outlet, str(text.published), text.address, text.rights) == (
        "Dispatch", ria, "Jul 2011", "https://example.org/a", "Ours."
    )  # fmt: skip


def test_other_analysts_do_not_and_leads_do(as_role, desk, text):
    other = make.document(make.member(desk, "analyst"))
    assert as_role("analyst").get(f"/w/desk/documents/{other.pk}/edit/").status_code == 403
    assert post(as_role("lead"), text, title="Dispatch").status_code == 302


def test_in_another_language_its_words_are_found_by_other_stems(as_role, text):
    post(as_role("analyst"), text, language="fr")
    assert {passage.language for passage in Passage.objects.filter(document=text)} == {"fr"}


def test_a_language_we_know_by_its_code_only_is_kept(as_role, member):
    text = make.document(member("analyst"), language="tlh")
    assert post(as_role("analyst"), text, title="Qapla").status_code == 302
    assert Document.objects.get().language == "tlh"


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"title": ""}, "title"), ({"title": "x" * 40_000}, "title"), ({"published": "30 June 2011 or so"}, "published"),
     ({"outlet": "999"}, "outlet"), ({"language": "klingon"}, "language"), ({"rights": "y" * 4_001}, "rights")],
)  # fmt: skip
def test_what_is_wrong_is_told_beside_the_field(as_role, text, typed, field):
    response = post(as_role("analyst"), text, **typed)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_the_second_of_two_people_sees_theirs(as_role, text):
    client, path = as_role("lead"), f"/w/desk/documents/{text.pk}/edit/"
    form = client.get(path).context["form"]
    mine = {name: form[name].value() or "" for name in form.fields}
    client.post(path, {**mine, "title": "Theirs"})
    response = client.post(path, {**mine, "author": "Mine"})
    assert response.status_code == 409
    assert [part.key for part in response.context["form"].theirs] == ["title", "author"]
