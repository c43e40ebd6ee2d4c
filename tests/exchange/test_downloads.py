"""Files that take long: ordered, made by the worker, told of, fetched."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests import make
from tracker.exchange import forms, lists, operations, tasks
from tracker.exchange.models import KEPT, SILENT, Download
from tracker.exchange.operations import MOST

pytestmark = pytest.mark.django_db
EXPORT, MINE = "/w/desk/n/{}/export/", "/w/desk/downloads/"


@pytest.fixture
def table(desk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make.Table(by=make.lead_of(desk)).read()


@pytest.fixture
def large(table, monkeypatch):
    """Anything at all is too large to wait for."""
    monkeypatch.setattr(forms, "LARGE", 0)
    return EXPORT.format(table.talks.slug)


def work():
    """As the worker does, but on the connection of the test."""
    for result in DBTaskResult.objects.ready():
        result.task.call(*result.task_result.args)
        result.set_successful(None)


def text(response):
    return b"".join(response.streaming_content).decode()


def test_a_large_export_is_ordered_made_told_of_and_fetched(large, as_role):
    reader = as_role("reader")
    asked = reader.get(large, {"format": "md", "as_of": "2011-07-05"}, follow=True)
    assert asked.redirect_chain == [(MINE, 302)]
    assert "1 file is being made." in asked.content.decode()
    work()
    page = reader.get("/", follow=True).content.decode()
    address = re.search(rf'is ready. <a href="({MINE}\d+/)">Download</a>', page)[1]
    assert "is ready" not in reader.get("/", follow=True).content.decode()  # it is told once
    file = reader.get(address)
    assert "missile-defence" in file["Content-Disposition"]
    assert "- As of: 5 July 2011" in text(file)
    assert "Nothing is being made." in reader.get(MINE).content.decode()


def test_the_file_is_the_one_that_would_have_come_at_once(table, as_role, monkeypatch):
    reader, address = as_role("reader"), EXPORT.format(table.talks.slug)
    for format in ("csv", "html"):
        at_once = reader.get(address, {"format": format, "as_of": "2011-07-05"}).content.decode()
        with monkeypatch.context() as patch:
            patch.setattr(forms, "LARGE", 0)
            reader.get(address, {"format": format, "as_of": "2011-07-05"})
        work()
        made = text(reader.get(f"{MINE}{Download.objects.first().pk}/"))
        assert re.sub(r"\d\d:\d\d", "", made) == re.sub(r"\d\d:\d\d", "", at_once)


def test_the_chooser_of_a_large_export_says_so_and_shows_no_beginning(large, as_role):
    page = as_role("reader").get(large).content.decode()
    assert "made in the background" in page
    assert "Order" in page
    assert "Preview" not in page


def test_what_is_ordered_twice_is_made_once(large, as_role):
    reader = as_role("reader")
    for _ in range(2):
        reader.get(large, {"format": "md"})
    assert Download.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_nor_is_it_made_twice_where_both_orders_come_at_once():
    table = make.Table()
    order = partial(operations.order, table.talks, by=table.by, query="format=md", name="talks.md")

    def second():
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '100ms'")
            order()
        finally:
            connection.close()

    with transaction.atomic(), ThreadPoolExecutor(1) as threads:
        order()
        with pytest.raises(OperationalError, match="lock timeout"):
            threads.submit(second).result()
    assert Download.objects.count() == 1


def test_who_waits_for_many_files_orders_no_more(large, as_role):
    reader = as_role("reader")
    for day in range(1, MOST + 2):
        answer = reader.get(large, {"format": "md", "as_of": f"2011-07-0{day}"}, follow=True)
    assert f"You wait for {MOST} files already." in answer.content.decode()
    assert Download.objects.count() == MOST


def test_a_cancelled_file_is_not_made(large, as_role):
    reader = as_role("reader")
    reader.get(large, {"format": "md"})
    ordered = Download.objects.get()
    reader.post(f"{MINE}{ordered.pk}/cancel/")
    work()
    ordered.refresh_from_db()
    assert (ordered.state, ordered.file.name) == ("cancelled", "")
    reader.post(f"{MINE}{ordered.pk}/again/")
    work()
    assert Download.objects.first().state == "ready"


def test_cancelled_while_it_is_made_it_stops_and_leaves_no_file(large, as_role, monkeypatch, tmp_path):
    as_role("reader").get(large, {"format": "md"})
    monkeypatch.setattr(tasks, "BEAT", 0)
    blocks = tasks.blocks

    def cancelled(paper, watch):
        Download.objects.update(state="cancelled")
        return blocks(paper, watch)

    monkeypatch.setattr(tasks, "blocks", cancelled)
    work()
    assert Download.objects.get().state == "cancelled"
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_one_that_fails_says_so_and_the_next_is_made(large, as_role, monkeypatch):
    reader = as_role("reader")
    reader.get(large, {"format": "md"})
    reader.get(large, {"format": "csv"})
    monkeypatch.setattr(tasks, "blocks", lambda *_: 1 / 0)
    work()
    assert sorted(Download.objects.values_list("state", flat=True)) == ["failed", "ready"]
    page = reader.get(MINE).content.decode()
    assert "could not be made" in page
    assert "Nothing on record is harmed." in page


def test_one_whose_maker_was_killed_can_be_ordered_again(large, as_role):
    reader = as_role("reader")
    reader.get(large, {"format": "md"})
    Download.objects.update(state="running", beat_at=timezone.now() - 2 * SILENT)
    assert "It was interrupted. Order it again." in reader.get(MINE).content.decode()
    reader.post(f"{MINE}{Download.objects.get().pk}/again/")
    work()
    assert sorted(Download.objects.values_list("state", flat=True)) == ["failed", "ready"]


def test_ordered_again_it_is_called_by_the_day_it_is_of(large, as_role):
    reader = as_role("reader")
    reader.get(large, {"format": "md"})
    Download.objects.update(state="failed", name="missile-defence_2011-07-05.md")
    reader.post(f"{MINE}{Download.objects.get().pk}/again/")
    work()
    assert f"_{timezone.localdate().isoformat()}." in Download.objects.first().name


def test_files_go_when_they_were_kept_long_enough(large, as_role, tmp_path):
    reader = as_role("reader")
    reader.get(large, {"format": "md"})
    work()
    Download.objects.update(ordered_at=timezone.now() - KEPT - timedelta(1))
    reader.get(large, {"format": "csv"})
    work()
    assert [each.name.rpartition(".")[2] for each in Download.objects.all()] == ["csv"]
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".csv"]


def test_what_another_ordered_is_not_there(large, as_role):
    as_role("reader").get(large, {"format": "md"})
    pk = Download.objects.get().pk
    for path in (f"{MINE}{pk}/", f"{MINE}{pk}/cancel/"):
        assert as_role("analyst").get(path).status_code == 404
    assert "talks" not in as_role("analyst").get(MINE).content.decode().partition("<main")[2]


def test_a_long_list_of_statements_is_ordered_too_and_is_the_same_file(table, as_role, monkeypatch):
    reader, address = as_role("reader"), "/w/desk/statements/export/?format=csv&q=shield"
    at_once = text(reader.get(address))
    monkeypatch.setattr(lists, "LONG", -1)
    assert reader.get(address).url == MINE
    work()
    assert text(reader.get(f"{MINE}{Download.objects.get().pk}/")) == at_once
    assert "http://testserver/w/desk/statements/" in at_once or at_once.count("\n") == 1
