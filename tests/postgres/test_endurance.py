"""The launcher, for as long as it takes: with --long."""

import os
import random
import signal
import subprocess
import threading
import time
from contextlib import suppress

import psycopg
import pytest

from tests.postgres.conftest import python, until
from tracker.postgres.server import Server

pytestmark = pytest.mark.long

WRITE_ON = """
import sys, time, psycopg
url, writer, deadline = sys.argv[1], int(sys.argv[2]), time.monotonic() + float(sys.argv[3])
n = 0
while time.monotonic() < deadline:
    try:
        with psycopg.connect(url, autocommit=True) as db:
            while time.monotonic() < deadline:
                n += 1
                db.execute("INSERT INTO kept VALUES (%s, %s)", [writer, n])
                print(writer, n, flush=True)
    except psycopg.OperationalError:
        time.sleep(0.05)
"""


def family(pid):
    """A process and all below it."""
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True).stdout.split()
    return [pid, *(one for child in children for one in family(int(child)))]


def test_crash_after_crash_under_four_writers_loses_nothing_acknowledged(folder):
    at = Server(folder)
    at.join()
    at.keep()
    with psycopg.connect(at.url()) as db:
        db.execute("CREATE TABLE kept (writer int, n int)")
    writers = [python(WRITE_ON, at.url(), number, 40) for number in range(4)]
    said = [[] for _ in writers]
    readers = [
        threading.Thread(target=lambda out=writer.stdout, into=into: into.extend(out))
        for writer, into in zip(writers, said, strict=True)
    ]
    for reader in readers:
        reader.start()
    chance, crashes = random.Random(1), 0
    deadline = time.monotonic() + 35
    while time.monotonic() < deadline:
        time.sleep(chance.uniform(0.2, 2))
        until(lambda: at.ask() == "ready", 30)
        pid = at.pid()
        for victim in chance.choice([[pid], family(pid), family(pid)[1:][-1:]]):  # it, all of it, or one part
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
        crashes += 1
    for writer, reader in zip(writers, readers, strict=True):
        assert writer.wait(timeout=30) == 0, writer.stderr.read()
        reader.join()
        writer.communicate()
    until(lambda: at.ask() == "ready", 30)
    acknowledged = {tuple(map(int, line.split())) for lines in said for line in lines}
    with psycopg.connect(at.url()) as db:
        found = set(db.execute("SELECT writer, n FROM kept").fetchall())
    at.leave()
    assert crashes >= 10
    assert len(acknowledged) > 1000
    assert acknowledged <= found
    assert len(found - acknowledged) <= crashes * len(writers)  # saved, but the word did not arrive


def test_whoever_comes_goes_or_is_killed_the_others_keep_their_server_and_the_last_one_stops_it(folder, hold):
    chance, inside = random.Random(2), []
    for _ in range(150):
        if len(inside) < 2 or (len(inside) < 8 and chance.random() < 0.5):
            inside.append(hold(folder))
            if chance.random() < 0.7:  # the others are still on their way in
                assert inside[-1].stdout.readline() == "in\n", inside[-1].stderr.read()
        else:
            leaving = inside.pop(chance.randrange(len(inside)))
            if chance.random() < 0.5:
                leaving.kill()
            leaving.communicate()
    for holder in inside[:-1]:
        holder.kill()
        holder.communicate()
    last = Server(folder)
    last.join()
    inside[-1].communicate()
    assert last.ask() == "ready"
    last.leave()
    assert last.ask() == "away"
