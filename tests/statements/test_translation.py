"""The form of a statement asks what quoted words say in our language, where their text is in another."""

import pytest

from tests import make
from tests.statements.test_record_form import PATH, Desk, filled, opened, plain, save
from tracker.history.models import Change
from tracker.history.operations import undo
from tracker.sources.models import Excerpt
from tracker.sources.operations import move_excerpt, quote, translate
from tracker.statements.models import Statement

pytestmark = pytest.mark.django_db

RUSSIAN = "Он сказал: мы хотим одну систему. Потом он уехал."
WANTED = {"start": 11, "end": 33}
QUOTED = RUSSIAN[11:33]


@pytest.fixture(scope="module")
def laid(ground):
    desk = Desk(make.member())
    desk.russian = make.document(desk.by, RUSSIAN, language="ru", title="Депеша")
    return desk


def begun(client, table):
    return opened(client, document=table.russian.pk, **WANTED)


def recorded(client, table, **typed):
    assert save(client, begun(client, table), **plain(table, **typed)).status_code == 302
    return Excerpt.objects.get(document=table.russian)


def test_it_is_saved_with_the_excerpt_and_undone_with_the_statement(as_role, member, table):
    client = as_role("analyst")
    ours = {"report-0-translation-0": "we want one system", "report-0-translator-0": "M. Kay"}
    excerpt = recorded(client, table, **ours)
    assert (excerpt.exact, excerpt.translation, excerpt.translator) == (QUOTED, "we want one system", "M. Kay")
    done = Change.objects.get(verb="statement.recorded", target_id=Statement.objects.latest("pk").pk)
    undo(done, by=member("lead"))
    assert not Excerpt.objects.filter(document=table.russian).exists()


def test_it_is_asked_only_of_a_text_in_another_language(as_role, table):
    client = as_role("analyst")
    assert begun(client, table).reports[0].passages[0].translates
    page = client.get(PATH, {"document": table.text.pk, "start": 0, "end": 6})
    assert not page.context["form"].reports[0].passages[0].translates
    assert "What it says in our language" not in page.content.decode()


def test_a_text_that_is_chosen_in_the_form_is_asked_for_it_too(as_role, table):
    client = as_role("analyst")
    sent = filled(opened(client), **{"report-0-document": table.russian.pk, "again": "look"})
    form = client.post(PATH, sent.urlencode(), content_type="application/x-www-form-urlencoded").context["form"]
    assert form.reports[0].passages[0].translates


def test_nothing_typed_is_no_translation_and_no_report(as_role, table):
    assert recorded(as_role("analyst"), table).translator == ""
    assert not Change.objects.filter(verb="excerpt.translated").exists()


def test_it_is_edited_with_the_statement(as_role, member, table):
    client = as_role("analyst")
    recorded(client, table, **{"report-0-translation-0": "we want one system"})
    said = Statement.objects.latest("pk")
    form = client.get(f"/w/desk/statements/{said.pk}/edit/").context["form"]
    assert form.reports[0]["translation-0"].value() == "we want one system"
    sent = filled(form, **{"report-0-translation-0": "we want a single system", "report-0-translator-0": "M. Kay"})
    client.post(f"/w/desk/statements/{said.pk}/edit/", sent)
    excerpt = Excerpt.objects.get(document=table.russian)
    assert (excerpt.translation, excerpt.translator) == ("we want a single system", "M. Kay")


def test_words_that_are_translated_already_come_with_it_and_are_not_overwritten_unseen(as_role, table):
    client = as_role("analyst")
    before = begun(client, table)
    known = quote(table.russian, QUOTED, by=table.by, translation="theirs", translator="R. Aziz")
    response = save(client, before, **plain(table, **{"report-0-translation-0": "mine"}))
    assert response.status_code == 422
    (told,) = response.context["form"].reports[0].errors["translation-0"]
    assert "theirs" in told and "R. Aziz" in told
    again = response.context["form"]
    assert save(client, again, **plain(table)).status_code == 302
    known.refresh_from_db()
    assert known.translation == "mine"
    assert begun(client, table).reports[0]["translation-0"].value() == "mine"


def test_a_colleague_who_translates_meanwhile_is_not_overwritten(as_role, table):
    client = as_role("analyst")
    excerpt = recorded(client, table, **{"report-0-translation-0": "mine"})
    path = f"/w/desk/statements/{Statement.objects.latest('pk').pk}/edit/"
    form = client.get(path).context["form"]
    translate(excerpt, by=table.by, expected=excerpt.version, translation="theirs", translator="R. Aziz")
    assert client.post(path, filled(form)).status_code == 422
    excerpt.refresh_from_db()
    assert excerpt.translation == "theirs"


def test_words_that_a_colleague_moved_meanwhile_are_not_moved_back_unseen(as_role, table):
    client = as_role("analyst")
    excerpt = recorded(client, table)
    path = f"/w/desk/statements/{Statement.objects.latest('pk').pk}/edit/"
    form = client.get(path).context["form"]
    move_excerpt(excerpt, by=table.by, expected=excerpt.version, quotation="хотим одну систему")
    told = client.post(path, filled(form))
    assert told.status_code == 422 and "хотим одну систему" in str(told.context["form"].reports[0].errors)
    excerpt.refresh_from_db()
    assert excerpt.exact == "хотим одну систему"
    assert client.post(path, filled(told.context["form"])).status_code == 302
    assert Statement.objects.latest("pk").reports.get().quotations.get().excerpt.exact == QUOTED
