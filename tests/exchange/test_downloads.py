"""Files that take long: ordered, made by the worker, told of, fetched."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from html import unescape

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests import make
from tracker.accounts.models import Membership
from tracker.base import serving
from tracker.exchange import lists, operations, sizes, tasks
from tracker.exchange.models import KEPT, SILENT, Download
from tracker.exchange.operations import MOST
from tracker.exchange.queries import Wish

pytestmark = pytest.mark.django_db
EXPORT, MINE = "/w/desk/n/{}/export/", "/w/desk/downloads/"
BUTTON = re.compile(
    r'<form class="acts" method="post" action="([^"]+)">.*?<button class="btn main">Make the file<', re.S
)


@pytest.fixture
def table(desk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make.Table(by=make.lead_of(desk)).read()


@pytest.fixture
def large(table, monkeypatch):
    """Anything at all is too large to wait for."""
    monkeypatch.setattr(sizes, "AT_ONCE", 0)
    return EXPORT.format(table.talks.slug)


def work():
    """As the worker does, but on the connection of the test."""
    for result in DBTaskResult.objects.ready():
        result.task.call(*result.task_result.args)
        result.set_successful(None)


def order(client, address, **query):
    """The page that the address shows, and its one button pressed."""
    shown = client.get(address, query).content.decode()
    return client.post(address.partition("?")[0] + unescape(BUTTON.search(shown)[1]), follow=True)


def text(response):
    return b"".join(response.streaming_content).decode()


def test_a_large_export_is_ordered_made_told_of_and_fetched(large, as_role):
    reader = as_role("reader")
    asked = order(reader, large, format="md", as_of="2011-07-05")
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
            patch.setattr(sizes, "AT_ONCE", 0)
            order(reader, address, format=format, as_of="2011-07-05")
        work()
        made = text(reader.get(f"{MINE}{Download.objects.first().pk}/"))
        assert re.sub(r"\d\d:\d\d", "", made) == re.sub(r"\d\d:\d\d", "", at_once)


def test_the_chooser_of_a_large_export_says_so_and_shows_no_beginning(large, as_role):
    for query in ("", "?format=pdf", "?format=csv&what=movement", "?format=json"):
        page = as_role("reader").get(large + query).content.decode()
        assert "made in the background" in page
        assert BUTTON.search(page)
        assert "Preview" not in page
    assert "2 positions: 2 parties on 1 issue" in as_role("reader").get(large).content.decode()
    assert "more than 0 readings that took effect" in as_role("reader").get(f"{large}?what=movement").content.decode()
    assert not Download.objects.exists()  # nobody has asked for it yet


def test_a_program_that_asks_for_a_large_file_takes_no_page_for_it(large, as_role):
    reader, asked = as_role("reader"), f"{large}?format=csv"
    assert (reader.get(asked).status_code, reader.get(f"{asked}&show=yes").status_code) == (409, 200)
    assert reader.get(f"{asked}&as_of=never").status_code == 422
    reader.post(asked)
    assert reader.get(asked).status_code == 409  # it is being made
    work()
    assert "Russia" in text(reader.get(reader.get(asked).url))


def test_what_is_ordered_twice_is_made_once(large, as_role):
    reader = as_role("reader")
    button = f"{large}?format=md"
    for _ in range(2):
        reader.post(button)
    assert Download.objects.count() == 1
    waits = reader.get(button)
    assert waits.status_code == 409
    assert f'and it is being made. <a href="{MINE}">Your files</a>' in waits.content.decode()
    work()
    assert reader.get(f"{large}?party=&format=md").url == f"{MINE}{Download.objects.get().pk}/"  # and there is the file
    assert "nothing has changed since" in reader.get(large, {"format": "md", "show": "yes"}).content.decode()
    reader.post(button)
    assert Download.objects.count() == 1


def test_a_file_made_before_something_changed_or_on_another_day_is_made_anew(large, table, as_role, monkeypatch):
    reader = as_role("reader")
    for asked in ({"format": "md"}, {"format": "md", "as_of": "2011-07-05"}):
        order(reader, large, **asked)
        work()
        assert reader.get(large, asked).status_code == 302
    tomorrow = timezone.now() + timedelta(1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert BUTTON.search(reader.get(large, {"format": "md"}).content.decode())  # it was of yesterday
    assert reader.get(large, asked).status_code == 302
    make.issue(table.by, table.talks, "Another")
    assert BUTTON.search(reader.get(large, asked).content.decode())


@pytest.mark.django_db(transaction=True)
def test_nor_is_it_made_twice_where_both_orders_come_at_once():
    table = make.Table()
    order = partial(operations.order, Wish(table.talks, "export", "format=md"), by=table.by, name="talks.md")

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
        answer = order(reader, large, format="md", as_of=f"2011-07-0{day}")
    assert f"You wait for {MOST} files already." in answer.content.decode()
    assert Download.objects.count() == MOST


def test_a_cancelled_file_is_not_made(large, as_role):
    reader = as_role("reader")
    order(reader, large, format="md")
    ordered = Download.objects.get()
    reader.post(f"{MINE}{ordered.pk}/cancel/")
    work()
    ordered.refresh_from_db()
    assert (ordered.state, ordered.file.name) == ("cancelled", "")
    reader.post(f"{MINE}{ordered.pk}/again/")
    work()
    assert Download.objects.first().state == "ready"


def test_cancelled_while_it_is_made_it_stops_and_leaves_no_file(large, as_role, monkeypatch, tmp_path):
    order(as_role("reader"), large, format="md")
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
    order(reader, large, format="md")
    order(reader, large, format="csv")
    monkeypatch.setattr(tasks, "blocks", lambda *_: 1 / 0)
    work()
    assert sorted(Download.objects.values_list("state", flat=True)) == ["failed", "ready"]
    page = reader.get(MINE).content.decode()
    assert "could not be made" in page
    assert "Nothing on record is harmed." in page


def test_one_whose_maker_was_killed_can_be_ordered_again(large, as_role):
    reader = as_role("reader")
    order(reader, large, format="md")
    Download.objects.update(state="running", beat_at=timezone.now() - 2 * SILENT)
    assert "It was interrupted. Order it again." in reader.get(MINE).content.decode()
    reader.post(f"{MINE}{Download.objects.get().pk}/again/")
    work()
    assert sorted(Download.objects.values_list("state", flat=True)) == ["failed", "ready"]


@pytest.mark.parametrize("state", ["running", "waiting"])
def test_who_comes_after_a_maker_that_was_killed_says_so_at_once(large, as_role, state):
    reader = as_role("reader")
    order(reader, large, format="md")
    Download.objects.update(state=state, beat_at=timezone.now())
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["here:8000"])
    serving.give_up("there:8000")
    assert "1 file is being made." in reader.get(MINE).content.decode()  # by somebody else, who lives
    serving.give_up("here:8000")
    page = reader.get(MINE).content.decode()
    assert "Nothing is being made." in page
    assert "Failed. It was interrupted." in page
    assert "Order again" in page
    assert not DBTaskResult.objects.running().exists()


def test_ordered_again_it_is_called_by_the_day_it_is_of(large, as_role):
    reader = as_role("reader")
    order(reader, large, format="md")
    Download.objects.update(state="failed", name="missile-defence_2011-07-05.md")
    reader.post(f"{MINE}{Download.objects.get().pk}/again/")
    work()
    assert f"_{timezone.localdate().isoformat()}." in Download.objects.first().name


def test_files_go_when_they_were_kept_long_enough_and_so_does_what_is_left_of_their_tasks(large, as_role, tmp_path):
    reader, old = as_role("reader"), timezone.now() - KEPT - timedelta(1)
    for format in ("md", "html"):
        order(reader, large, format=format)
    work()
    Download.objects.update(ordered_at=old)
    DBTaskResult.objects.update(finished_at=old)
    left = tmp_path / "exports" / "2020" / "01" / "of-talks-that-are-gone.csv"
    left.parent.mkdir(parents=True)
    left.write_text("no row tells of it")
    os.utime(left, (old.timestamp(), old.timestamp()))
    order(reader, large, format="csv")
    work()
    call_command("prune_downloads", verbosity=0)
    assert [each.name.rpartition(".")[2] for each in Download.objects.all()] == ["csv"]
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".csv"]
    assert DBTaskResult.objects.count() == 1


def test_a_task_whose_worker_was_killed_goes_too_and_one_under_way_stays(large, as_role):
    order(as_role("reader"), large, format="md")
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now() - KEPT + timedelta(1))
    call_command("prune_downloads", verbosity=0)
    assert DBTaskResult.objects.exists()
    DBTaskResult.objects.update(started_at=timezone.now() - KEPT - timedelta(1))
    call_command("prune_downloads", verbosity=0)
    assert not DBTaskResult.objects.exists()


def test_for_who_left_meanwhile_nothing_is_made(large, as_role):
    order(as_role("reader"), large, format="md")
    Membership.objects.filter(role="reader").update(is_active=False)
    work()
    assert (Download.objects.get().state, Download.objects.get().file.name) == ("cancelled", "")


def test_five_hundred_files_are_turned_page_by_page_in_the_hours_of_the_workspace(as_role, member, desk):
    reader, at = as_role("reader"), datetime(2030, 1, 1, 23, 30, tzinfo=UTC)
    Download.objects.bulk_create(
        Download(
            workspace=desk, member=member("reader"), name=f"file-{n:03}.md", state="failed" if n % 2 else "cancelled"
        )
        for n in range(500)
    )
    Download.objects.update(ordered_at=at)
    type(desk).objects.filter(pk=desk.pk).update(time_zone="Asia/Tokyo")
    seen, address = [], MINE
    while address:
        page = reader.get(address).content.decode()
        seen += re.findall(r'scope="row"><bdi>(file-\d+)', page)
        older = re.search(r'rel="next" href="([^"]+)"', page)
        address = MINE + unescape(older[1]) if older else ""
    assert seen == [f"file-{n:03}" for n in reversed(range(500))]
    assert "2 Jan 2030, 08:30" in page and 'rel="prev"' in page


def test_two_files_of_one_name_are_told_apart_by_what_they_hold_and_who_may_read_them(large, table, as_role):
    reader = as_role("reader")
    make.issue(table.by, table.talks, "Costs")
    asked = {"format": "md", "as_of": "2011-07-05"}
    order(reader, large, **asked, handling="TLP:AMBER")
    order(reader, large, **asked, handling="TLP:CLEAR")
    order(reader, large, **asked, party="russia", issue=table.issue.slug, what="movement", since="2011-01-02")
    rows = reader.get(MINE).context["rows"]
    assert [row.handling for row in rows] == ["", "TLP:CLEAR", "TLP:AMBER"]
    assert rows[1].download.holds == "The positions; all parties; all issues"
    about = f"What moved; Russia; 1 {table.issue.title}; compared with 2 January 2011"
    assert rows[0].download.holds == about
    page = reader.get(MINE).content.decode()
    assert '<span class="tag"><bdi>TLP:AMBER</bdi></span>' in page
    assert about in page
    Download.objects.update(state="failed")
    reader.post(f"{MINE}{rows[0].download.pk}/again/")
    assert reader.get(MINE).context["rows"][0].download.holds == about


def test_what_another_ordered_is_not_there(large, as_role):
    order(as_role("reader"), large, format="md")
    pk = Download.objects.get().pk
    for path in (f"{MINE}{pk}/", f"{MINE}{pk}/cancel/"):
        assert as_role("analyst").get(path).status_code == 404
    assert "talks" not in as_role("analyst").get(MINE).content.decode().partition("<main")[2]


def test_a_long_list_of_statements_is_ordered_too_and_is_the_same_file(table, as_role, monkeypatch):
    reader, address = as_role("reader"), "/w/desk/statements/export/?format=csv&words=shield"
    at_once = text(reader.get(address))
    monkeypatch.setattr(lists, "LONG", -1)
    asked = reader.get(address)
    assert asked.status_code == 409
    assert "more than" in asked.content.decode()
    assert not Download.objects.exists()
    order(reader, address)
    assert "Those that fit: Words: shield; " in reader.get(MINE).content.decode()
    assert "and it is being made" in reader.get(address).content.decode()
    work()
    assert reader.get(address).url == f"{MINE}{Download.objects.get().pk}/"
    assert text(reader.get(f"{MINE}{Download.objects.get().pk}/")) == at_once
    assert "http://testserver/w/desk/statements/" in at_once or at_once.count("\n") == 1


def test_a_format_that_is_set_as_pages_is_large_sooner_and_a_dossier_by_its_statements(table, as_role, monkeypatch):
    reader, address = as_role("reader"), EXPORT.format(table.talks.slug)
    monkeypatch.setattr(sizes, "SET", 1)
    assert BUTTON.search(reader.get(address, {"format": "docx"}).content.decode())
    assert reader.get(address, {"format": "html"})["Content-Disposition"]
    monkeypatch.setattr(sizes, "RECORDS", 1)
    assert "2 statements" in reader.get(address, {"format": "json"}).content.decode()
    monkeypatch.setattr(sizes, "MOST_RECORDS", 1)
    refused = reader.post(f"{address}?format=json")
    assert refused.status_code == 422
    assert "JSON holds at most 1 statements" in refused.content.decode()
    assert not Download.objects.exists()


def test_few_moves_that_are_judged_by_many_readings_of_others_are_large(table, as_role, monkeypatch):
    monkeypatch.setattr(sizes, "BESIDE", 1)
    monkeypatch.setattr(sizes, "AT_ONCE", 1)
    asked = {"format": "csv", "what": "movement", "party": "nato"}
    assert BUTTON.search(as_role("reader").get(EXPORT.format(table.talks.slug), asked).content.decode())
    monkeypatch.setattr(sizes, "BESIDE", 2)
    assert as_role("reader").get(EXPORT.format(table.talks.slug), asked)["Content-Disposition"]
