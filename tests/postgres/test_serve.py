"""What serving does and refuses: with real processes, real signals and a real port."""

import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import Mock
from urllib.request import Request, urlopen

import psycopg
import pytest
from django.core.management import CommandError

from tests.postgres.conftest import page, until, workers
from tracker.base.serving import collect, listen, number, shown, tend
from tracker.postgres.address import POOL
from tracker.postgres.server import Server

STOPS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]  # Ctrl-C, the system, a terminal that is closed


def taken(port):
    with socket.socket() as caller:
        return not caller.connect_ex(("127.0.0.1", port))


@pytest.mark.parametrize("stop", STOPS)
def test_however_it_is_stopped_it_stops_at_once_and_the_database_with_it(serving, home, stop):
    process = serving()
    assert "password" in page(process)
    assert Server(home).ask() == "ready"
    begun = time.monotonic()
    os.killpg(process.pid, stop)
    said, _ = process.communicate(timeout=10)
    assert process.returncode == 0
    assert time.monotonic() - begun < 5
    assert Server(home).ask() == "away"
    assert process.address in said
    assert "Traceback" not in said


def test_the_workers_do_not_share_a_connection(serving):
    process = serving()
    page(process)
    with ThreadPoolExecutor(8) as at_once:
        assert all("password" in answer for answer in at_once.map(page, [process] * 40))


@pytest.mark.long
def test_more_readers_than_there_are_connections_wait_and_are_served(serving, home):
    process = serving()
    page(process)
    with ThreadPoolExecutor(40) as at_once, psycopg.connect(**Server(home).parameters()) as other:
        other.execute("LOCK TABLE django_session")  # what each of them asks for
        known = Request(f"{process.address}/login/", headers={"Cookie": f"sessionid={'k' * 32}"})
        asked = [at_once.submit(urlopen, known, timeout=60) for _ in range(40)]
        time.sleep(POOL["timeout"] + 2)
        other.rollback()
        assert all(each.result().status == 200 for each in asked)


@pytest.mark.parametrize("stop", STOPS)
def test_it_can_be_stopped_before_it_has_begun(serving, home, stop):
    process = serving()
    time.sleep(0.7)
    os.killpg(process.pid, stop)
    said, _ = process.communicate(timeout=10)
    assert said == ""
    assert Server(home).ask() == "away"


def test_a_worker_that_dies_is_replaced_and_a_database_that_dies_comes_back(serving, home):
    process = serving()
    page(process)
    until(lambda: len(workers(process)) == 3)  # two answer, one does what takes long
    first = workers(process)
    os.kill(first[0], signal.SIGKILL)
    os.kill(Server(home).pid(), signal.SIGKILL)
    until(lambda: Server(home).ask() == "ready" and len(set(workers(process)) - {first[0]}) == 3, seconds=30)
    assert "password" in page(process)
    process.terminate()
    assert process.wait(timeout=30) == 0
    assert Server(home).ask() == "away"


def test_nothing_stays_behind_when_it_is_killed(serving, home):
    process = serving()
    page(process)
    process.kill()
    process.wait()
    until(lambda: Server(home).ask() == "away")
    assert not taken(int(process.address.rpartition(":")[2]))


def test_with_database_url_it_serves_from_there_and_starts_no_server(serving, home, place):
    at = Server(home)
    at.join()
    process = serving(DATABASE_URL=at.url(), TRACKER_DATA=str(place / "data"))
    assert "password" in page(process)
    assert not list((place / "data").glob("postgres*"))
    process.terminate()
    process.communicate(timeout=10)
    assert at.ask() == "ready"
    at.leave()


def test_a_database_that_is_away_is_named_with_the_reason(serving, place):
    process = serving(DATABASE_URL=f"postgresql:///parley?host={place}", TRACKER_DATA=str(place / "data"))
    said, _ = process.communicate(timeout=20)
    assert process.returncode == 1
    assert said.startswith("CommandError: The database that DATABASE_URL names cannot be reached: ")
    assert f"{place}/.s.PGSQL.5432" in said


def test_of_two_on_the_same_port_one_serves_and_the_other_says_why_it_does_not(serving):
    one = serving()
    port = int(one.address.rpartition(":")[2])
    two = serving(PORT=str(port))
    until(lambda: one.poll() is not None or two.poll() is not None)
    refused, serves = (one, two) if one.poll() is not None else (two, one)
    assert refused.returncode == 1
    assert refused.stdout.read() == (
        f"CommandError: Port {port} on 127.0.0.1 cannot be used (Address already in use): is Parley running already? "
        f"Choose another port, as in PORT={port + 1} ./run\n"
    )
    serves.address = one.address
    assert "password" in page(serves)


def test_static_files_are_gathered_again_only_when_one_of_them_has_changed(settings, tmp_path):
    ours, served = tmp_path / "static" / "a.css", tmp_path / "served" / "a.css"
    ours.parent.mkdir()
    ours.write_text("a {}")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [ours.parent], served.parent
    collect()
    assert served.read_text() == "a {}"
    served.unlink()
    collect()
    assert not served.exists()
    ours.write_text("b {}")
    os.utime(ours, (1, 1))
    collect()
    assert served.read_text() == "b {}"


def test_a_port_that_is_free_again_can_be_taken_at_once():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} .*PORT={port + 1} ./run"):
            listen("127.0.0.1", port)
    listen("127.0.0.1", port).close()


def test_a_host_that_is_none():
    with pytest.raises(CommandError, match="no address of this machine"):
        listen("no such host", 8000)


@pytest.mark.parametrize("given", ["0", "-1", "eighty", "65536", "8000.5", "²"])
def test_a_port_that_is_no_number(monkeypatch, given):
    monkeypatch.setenv("PORT", given)
    with pytest.raises(CommandError, match="PORT is"):
        number("PORT", 8000)


def test_nothing_given_means_the_usual(monkeypatch):
    monkeypatch.setenv("PORT", "")
    assert number("PORT", 8000) == 8000


def test_the_address_shown_is_one_a_browser_can_open():
    assert [shown(host) for host in ("127.0.0.1", "0.0.0.0", "::1")] == ["127.0.0.1", "localhost", "[::1]"]


def test_what_was_kept_is_looked_through_again_and_again_whatever_happens(monkeypatch):
    turns = []

    def tidy():
        turns.append("looked")
        raise OSError("The disk is gone.")

    def sleep(seconds):
        if len(turns) == 2:
            raise KeyboardInterrupt

    connections = Mock()
    monkeypatch.setattr("tracker.base.serving.time.sleep", sleep)
    monkeypatch.setattr("tracker.base.serving.connections", connections)
    with pytest.raises(KeyboardInterrupt):
        tend(tidy)
    assert turns == ["looked", "looked"]
    assert connections.close_all.call_count == 2
