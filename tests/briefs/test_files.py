"""The files of an edition are made of what was frozen, after it was issued; once there, they never change."""

import zipfile
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests import make
from tests.briefs.test_brief import path
from tests.briefs.test_issue import issue
from tracker.base import serving
from tracker.briefs import operations, tasks
from tracker.briefs.models import EditionFile, FileOrder
from tracker.briefs.paper import frozen
from tracker.exchange.exporters import pdf, typeset
from tracker.exchange.formats import papers

pytestmark = [pytest.mark.django_db, pytest.mark.read]
ALL = {each.slug for each in papers()}


@pytest.fixture
def issued(table):
    """As somebody has just issued it, and nothing is made yet."""
    return make.edition(table.by, make.brief(table.by, table.talks, text="As it was."), files=False)


@pytest.fixture
def broken(monkeypatch):
    """What sets a PDF fails."""

    def fail(*_given):
        raise RuntimeError("out of memory")

    monkeypatch.setattr(typeset, "typeset", fail)


def there(edition):
    return set(edition.files.values_list("format", flat=True))


def ask(client, edition, form):
    return client.post(path(edition.brief, "order_file", number=edition.number), {"format": form}, follow=True)


def says(client, edition, form):
    page = client.get(edition.get_absolute_url())
    return next(file for file in page.context["files"] if file.format == form)


def test_who_issues_waits_for_no_file(table, as_role, broken):
    brief = make.brief(table.by, table.talks)
    client = as_role("reviewer")
    response = issue(client, brief)
    assert response.status_code == 302
    edition = brief.editions.get()
    assert there(edition) == set()
    page = client.get(edition.get_absolute_url()).content.decode()
    assert "Being made: Markdown, Word, PDF and HTML." in page
    assert 'hx-trigger="every 2s"' in page


def test_each_file_is_offered_as_soon_as_it_is_there(issued, as_role):
    tasks.make_file.call(issued.orders.get(format="md").pk)
    client = as_role("reader")
    file = issued.files.get()
    assert (there(issued), set(issued.orders.values_list("format", flat=True))) == ({"md"}, ALL - {"md"})
    assert says(client, issued, "md").sha256 == file.sha256 == tasks.checksum(bytes(file.content))
    assert file.sha256 in client.get(issued.get_absolute_url()).content.decode()
    assert client.get(f"{issued.get_absolute_url()}?format=md").content == bytes(file.content)
    refused = client.get(f"{issued.get_absolute_url()}?format=pdf")
    assert refused.status_code == 404
    assert "That file is not there yet." in refused.content.decode()


def test_a_file_is_named_as_its_brief_in_whatever_writing(table, as_role):
    edition = make.edition(table.by, make.brief(table.by, table.talks, "ПРО в Европе: Łódź"), files=False)
    tasks.make_file.call(edition.orders.get(format="md").pk)
    sent = as_role("reader").get(f"{edition.get_absolute_url()}?format=md")
    assert edition.files.get().name == "про-в-европе-łódź_edition-1.md"
    assert unquote(sent["Content-Disposition"]) == "attachment; filename*=utf-8''про-в-европе-łódź_edition-1.md"


def test_one_that_could_not_be_made_says_so_and_can_be_tried_again(issued, as_role, broken, monkeypatch, caplog):
    make.files_of(issued)
    client = as_role("reader")
    assert there(issued) == ALL - {"pdf"}
    page = client.get(issued.get_absolute_url()).content.decode()
    assert "It could not be made. What was issued is not harmed by that." in page
    assert "Not there: PDF. The others are whole." in page
    assert "every 2s" not in page
    assert "out of memory" in caplog.text
    monkeypatch.undo()
    ask(client, issued, "pdf")
    assert says(client, issued, "pdf").goes_on
    make.files_of(issued)
    assert there(issued) == ALL


def test_one_too_long_is_told_in_words_though_it_was_not_when_it_was_issued(issued, as_role, monkeypatch):
    monkeypatch.setattr(pdf, "MOST", 1)
    make.files_of(issued)
    assert "A file as PDF holds at most 1 paragraphs" in says(as_role("reader"), issued, "pdf").says


def test_one_whose_maker_is_gone_is_interrupted_and_tried_again(issued, as_role):
    client = as_role("reader")
    issued.orders.update(begun_at=timezone.now())
    assert says(client, issued, "pdf").goes_on
    ask(client, issued, "pdf")
    assert issued.orders.get(format="pdf").begun_at  # it is on its way: nothing was done
    issued.orders.update(begun_at=timezone.now() - timedelta(minutes=6))
    assert says(client, issued, "pdf").says == "It was interrupted."
    ask(client, issued, "pdf")
    make.files_of(issued)
    assert there(issued) == {"pdf"}


def test_who_comes_after_a_maker_that_was_killed_says_so_at_once(issued, as_role):
    client, order = as_role("reader"), issued.orders.get(format="pdf")
    issued.orders.update(begun_at=timezone.now())
    DBTaskResult.objects.filter(args_kwargs__args=[order.pk]).update(status="RUNNING", worker_ids=["here:8000"])
    serving.give_up("here:8000")
    assert says(client, issued, "pdf").says == "It was interrupted."
    assert says(client, issued, "md").goes_on  # that one is somebody else's


def test_one_that_was_taken_for_interrupted_and_came_after_all_stands(issued, monkeypatch):
    slow = issued.orders.get(format="md")
    slow.begun_at = timezone.now() - timedelta(minutes=6)
    slow.save()
    operations.order_file(issued, by=issued.issued_by, form="md")
    tasks.add_file(slow, tasks.FORMATS["md"], b"Made at last.")
    make.files_of(issued)
    assert bytes(issued.files.get(format="md").content) == b"Made at last."
    assert not issued.orders.exists()


def test_asked_for_twice_it_is_made_once(issued):
    order = issued.orders.get(format="md")
    tasks.make_file.call(order.pk)
    tasks.make_file.call(order.pk)
    operations.order_file(issued, by=issued.issued_by, form="md")
    assert there(issued) == {"md"}
    assert not issued.orders.filter(format="md").exists()


def test_a_format_that_came_later_is_made_for_an_old_edition_too(issued, as_role):
    FileOrder.objects.all().delete()
    client = as_role("reader")
    assert says(client, issued, "html").again == "Make it"
    ask(client, issued, "html")
    make.files_of(issued)
    assert there(issued) == {"html"}
    refused = ask(client, issued, "exe").content.decode()
    assert "Editions are not made in that format." in refused


def test_made_later_of_what_was_frozen_it_is_the_same_file(table, issued, monkeypatch):
    make.files_of(issued)
    clock = SimpleNamespace(time=lambda: 0, localtime=lambda _now: (2031, 1, 1, 0, 0, 0))
    monkeypatch.setattr(zipfile, "time", clock)  # the only clock that a writer could ask
    make.reading(table.by, table.of_nato, 40, "5 July 2011", evidence=[table.answered])
    make.write(table.by, issued.brief, "As it is now.")
    for file in issued.files.all():
        chosen = tasks.FORMATS[file.format]
        assert tasks.checksum(tasks.written(chosen, frozen(issued))) == file.sha256, file.format


@pytest.mark.parametrize("change", ["UPDATE briefs_editionfile SET name = 'x'", "DELETE FROM briefs_editionfile"])
def test_the_database_lets_nobody_alter_a_file(issued, change):
    tasks.make_file.call(issued.orders.get(format="md").pk)
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    again = issued.files.get()
    again.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionFile.objects.bulk_create([again])


def test_a_stranger_has_nothing_made(table, issued, member):
    other = make.lead_of(make.workspace("other"))
    with pytest.raises(PermissionDenied):
        operations.order_file(issued, by=other, form="pdf")


def test_who_has_a_link_is_told_what_is_still_being_made(issued):
    _link, word = operations.share(by=issued.issued_by, expires=timezone.localdate(), edition=issued)
    where = reverse("briefs:shared", kwargs={"token": word})
    tasks.make_file.call(issued.orders.get(format="md").pk)
    page = Client().get(where)
    assert [name for name, _href in page.context["files"]] == ["Markdown"]
    assert "Still being made: Word, PDF and HTML." in page.content.decode()
    assert Client().get(f"{where}?format=pdf").status_code == 404
