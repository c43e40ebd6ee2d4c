"""The launcher, for as long as it takes: with --long."""

import os
import random
import signal
import subprocess
import sys
import threading
import time

import psycopg
import pytest

from tests.postgres.conftest import needs_root, python, until
from tracker.postgres import programs
from tracker.postgres.address import PROJECT
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
FILL = """
import sys, psycopg
from pathlib import Path
from tracker.postgres import server
at = server.Server(Path(sys.argv[1]))
at.join()
with psycopg.connect(at.url(), autocommit=True) as db:
    db.execute("CREATE TABLE kept (n int, text text)")
    n = 0
    try:
        while True:
            db.execute("INSERT INTO kept SELECT %s, string_agg(md5(i::text), '') FROM generate_series(1, 9999) i", [n])
            n += 1
    except psycopg.Error as error:
        print(type(error).__name__)
at.leave()
ballast = at.folder / "ballast"
try:
    with ballast.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
except OSError:
    pass
try:
    at.join()
    print("it started")
    at.leave()
except server.CannotStart as reason:
    print(reason)
ballast.unlink()
at.join()
with psycopg.connect(at.url()) as db:
    print(n, db.execute("SELECT count(*) FROM kept").fetchone()[0])
at.leave()
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
            try:
                os.kill(victim, signal.SIGKILL)
            except ProcessLookupError:
                pass
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


@needs_root
def test_on_a_disk_that_really_is_full_it_says_so_and_loses_nothing(place):
    disk = place / "disk"
    disk.mkdir()
    size = 120 if int(programs.version(programs.find()).split(".")[0]) >= 18 else 100
    script = f'mount -t tmpfs -o size={size}m none "$1" && exec "$2" -c "$3" "$1/data"'
    tried = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script, "sh", disk, sys.executable, FILL],
        cwd=PROJECT,
        env={key: value for key, value in os.environ.items() if key != "DATABASE_URL"},
        capture_output=True,
        text=True,
    )
    if "Operation not permitted" in tried.stderr or "ermission denied" in tried.stderr:
        pytest.skip("no disk may be mounted here")
    filled, refused, kept = tried.stdout.splitlines()
    assert filled == "DiskFull", tried.stdout + tried.stderr
    assert refused.startswith(f"The disk that holds {disk}/data")
    assert "is full: make room" in refused
    saved, found = kept.split()
    assert saved == found
