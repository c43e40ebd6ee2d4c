"""What was done to a statement is undone with all its rows."""

import pytest

from tests.statements.test_edit import laid, opened, rows, said, save  # noqa: F401
from tests.statements.test_record_form import opened as opened_new
from tests.statements.test_record_form import place, plain
from tests.statements.test_record_form import save as save_new
from tracker.actors.models import Speaker
from tracker.sources.models import Excerpt, Outlet
from tracker.statements.models import Statement

pytestmark = pytest.mark.django_db


def undo(client, response):
    """As the notice offers."""
    page = client.get(response["Location"]).content.decode()
    address = page.partition('class="undo" href="')[2].partition('"')[0]
    assert "Undone." in client.post(address, follow=True).content.decode()


def test_a_recorded_statement_goes_with_the_names_that_came_with_it(as_role, table):
    client, before = as_role("analyst"), Statement.objects.count()
    form = opened_new(client, document=table.text.pk, **place("Our partners say"))
    typed = {"speaker": "Somebody New", "report-0-relay-1-outlet": "Nowhere Wire", "condition-0-text": "if so",
             "pledge_what": "a shield", "holders": [table.nato.pk, table.us.pk]}  # fmt: skip
    undo(client, save_new(client, form, **plain(table, **typed)))
    assert Statement.objects.count() == before and not Excerpt.objects.filter(document=table.text).exists()
    assert not Speaker.objects.filter(name="Somebody New").exists()
    assert not Outlet.objects.filter(name="Nowhere Wire").exists()


def test_an_edited_statement_is_as_it_was(as_role, table, said):  # noqa: F811
    client, before = as_role("analyst"), rows(said)
    typed = {"words": "Else.", "holders": [table.us.pk], "report-0-quote-0": "owe each other help", "pledge_what": "",
             "pledge_due": "", "pledge_seen_by": "", "condition-0-text": "", "condition-0-on": "",
             "report-0-relay-1-outlet": "", "report-0-relay-1-label": "", "issue": table.issue.pk,
             "said": "1 July 2011"}  # fmt: skip
    undo(client, save(client, said, opened(client, said), **typed))
    assert rows(said) == before
    said = Statement.objects.get(pk=said.pk)
    assert said.words == "They want sectors." and said.pledge.what == "a shield"


def test_a_removed_statement_is_there_again(as_role, table, said):  # noqa: F811
    client, before = as_role("analyst"), rows(said)
    undo(client, client.post(f"/w/desk/statements/{said.pk}/remove/", {"expected": said.version}))
    assert rows(said) == before and Statement.objects.get(pk=said.pk).pledge.seen_by == "at the parade"
