from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Event
from time import sleep

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests import make
from tracker.history import unchanged
from tracker.history.unchanged import once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def shelf(monkeypatch):
    """A shelf of the test's own."""
    monkeypatch.setattr(unchanged, "shelf", unchanged.Shelf())
    return unchanged.shelf


@pytest.fixture
def lead():
    return make.member(role="lead")


@pytest.fixture
def asked(lead):
    """What a workspace's records come to, with the number of times that it was worked out."""
    times = count(1)
    return lambda key="compare", of=lead: once(of.workspace_id, (key,), lambda: {"times": str(next(times))})["times"]


def test_what_is_asked_again_is_not_made_again_until_a_record_changes(lead, asked):
    assert [asked(), asked()] == ["1", "1"]
    make.party(lead)
    assert [asked(), asked()] == ["2", "2"]


def test_another_address_is_another_page(asked):
    assert [asked("one"), asked("other"), asked("one")] == ["1", "2", "1"]


def test_what_another_workspace_does_changes_nothing_here(asked):
    assert asked() == "1"
    make.party(make.member(make.workspace("elsewhere"), "lead"))
    assert asked() == "1"


def test_while_somebody_writes_nothing_is_kept(asked):
    given = {name: value for name, value in connection.get_connection_params().items() if name in PLACE}
    with psycopg.connect(**given) as other:
        other.execute("SELECT pg_current_xact_id()")  # as the first row that is written does
        assert [asked(), asked()] == ["1", "2"]


def test_what_somebody_began_to_make_while_another_wrote_is_given_to_nobody_else(asked, lead, shelf):
    given = {name: value for name, value in connection.get_connection_params().items() if name in PLACE}
    begun, go_on = Event(), Event()

    def make_slowly():
        begun.set()
        go_on.wait(5)
        return {"times": "old"}

    def unquiet():
        try:
            return once(lead.workspace_id, ("compare",), make_slowly)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, psycopg.connect(**given) as other:
        other.execute("SELECT pg_current_xact_id()")
        slow = pool.submit(unquiet)
        begun.wait(5)
        other.commit()
        assert asked() == "1"
        go_on.set()
        assert slow.result(5) == {"times": "old"}
    assert asked() == "1"


def test_a_long_address_takes_room_too(asked, shelf):
    asked("x" * 5_000)
    assert shelf.size > 5_000


PLACE = ("dbname", "user", "password", "host", "port")


def test_it_lasts_a_minute_at_most(asked, monkeypatch):
    assert asked() == "1"
    later = unchanged.time.monotonic() + unchanged.LONGEST + 1
    monkeypatch.setattr(unchanged.time, "monotonic", lambda: later)
    assert asked() == "2"


def test_what_was_asked_for_longest_ago_makes_room(asked, shelf, monkeypatch):
    asked("a")
    monkeypatch.setattr(unchanged, "MOST", 3 * shelf.size)
    asked("b"), asked("c")
    assert asked("a") == "1"
    assert asked("d") == "4"
    assert [asked("a"), asked("c"), asked("b")] == ["1", "3", "5"]
    assert len(shelf.made) == 3


def test_who_asks_while_it_is_made_waits_for_it(shelf):
    begun, go_on, times = Event(), Event(), count(1)

    def make():
        begun.set()
        go_on.wait(5)
        return {"times": str(next(times))}

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(shelf.alone, "key", make)
        begun.wait(5)
        second = pool.submit(shelf.alone, "key", make)
        sleep(0.05)
        go_on.set()
        assert first.result(5)["times"] == second.result(5)["times"] == "1"
    assert not shelf.making


def test_what_fails_is_tried_by_each(shelf):
    for _n in range(2):
        with pytest.raises(ZeroDivisionError):
            shelf.alone("key", lambda: 1 / 0)
    assert not shelf.making


# Where it is used -----------------------------------------------------------------------------------------------------
def signed_in(member):
    client = Client()
    client.force_login(member.user, "django.contrib.auth.backends.ModelBackend")
    return client


PAGES = ["side_by_side", "sections", "grid"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_comparison_is_drawn_once_for_all_readers_and_anew_after_a_change(cost, name):
    table = make.Table().read()
    path = reverse(f"compare:{name}", kwargs={"ws": table.by.workspace.slug, "n": table.talks.slug})
    path += "?party=nato&party=russia&as_of=2011-07-05"
    one, other = (signed_in(make.member(table.by.workspace, "reader")) for _n in range(2))
    first = cost(lambda: one.get(path))
    assert cost(lambda: other.get(path)) < first * 2 / 3
    assert "63.5" not in other.get(path).content.decode()
    make.reading(table.by, table.of_russia, 63.5)
    assert "63.5" in other.get(path).content.decode()


@pytest.mark.parametrize("name", ["side_by_side", "grid"])
def test_a_meeting_that_is_added_stands_on_the_ruler_of_a_comparison_that_was_drawn(name):
    table = make.Table().read()
    path = reverse(f"compare:{name}", kwargs={"ws": table.by.workspace.slug, "n": table.talks.slug})
    reader = signed_in(table.by)
    assert "Vienna" not in reader.get(path).content.decode()
    make.meeting(table.by, table.talks, name="Vienna")
    assert "Vienna" in reader.get(path).content.decode()


def test_who_may_write_is_not_shown_what_was_drawn_for_a_reader():
    table = make.Table().read()
    path = reverse("compare:side_by_side", kwargs={"ws": table.by.workspace.slug, "n": table.talks.slug})
    pages = [
        signed_in(each).get(path).content.decode() for each in (make.member(table.by.workspace, "reader"), table.by)
    ]
    assert ["Add our note" in page for page in pages] == [False, True]
