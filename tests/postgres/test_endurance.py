"""The launcher, for as long as it takes: with --long."""

import http.client
import os
import random
import re
import signal
import subprocess
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from urllib.parse import urlencode

import psycopg
import pytest

from tests.postgres.conftest import page, python, until, workers
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


# The desk at work -----------------------------------------------------------------------------------------------------
CLIENTS, REVISIONS = 8, 1000
PEOPLE = ["analyst@example.org", "reviewer@example.org", "lead@example.org"]
FIELD = re.compile(r'<(?:input|textarea)[^>]* name="(expected|seen|csrfmiddlewaretoken)"[^>]* value="([^"]*)"')


class Analyst:
    """Somebody who revises one position again and again, and takes note of what was acknowledged."""

    def __init__(self, address, email, position, number):
        self.host, self.number, self.email = address.removeprefix("http://"), number, email
        self.path = f"/w/demo/positions/{position}/revise/"
        self.cookies, self.acknowledged, self.tried = {}, [], 0

    def ask(self, method, path, fields=None):
        """The status, where to, and the page; 0 where no answer came."""
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Host": self.host}
        if fields:
            sent |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.host}"}
        connection = http.client.HTTPConnection(self.host, timeout=40)
        try:
            connection.request(method, path, urlencode(fields) if fields else None, sent)
            answer = connection.getresponse()
            body = answer.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, "", ""
        finally:
            connection.close()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer.status, answer.getheader("Location", ""), body

    def sign_in(self):
        while "sessionid" not in self.cookies:
            _, _, body = self.ask("GET", "/login/")
            token = dict(FIELD.findall(body)).get("csrfmiddlewaretoken", "")
            typed = {"csrfmiddlewaretoken": token, "login": self.email, "password": "demo-password-1"}
            self.ask("POST", "/login/", typed)

    def work(self, enough):
        hidden = {}
        while not enough():
            if not hidden:
                status, _, body = self.ask("GET", self.path)
                hidden = dict(FIELD.findall(body)) if status == 200 else {}
                if not hidden:
                    time.sleep(0.1)
                    continue
            self.tried += 1
            words = f"Revision {self.number}-{self.tried}."
            typed = {"effective": "1 June 2012", "why": "clarified", "stance": "neutral", "summary": words}
            typed |= {"basis": "stated", "confidence": "low", "low_bound": "none", "high_bound": "none"} | hidden
            status, _, body = self.ask("POST", self.path, typed)
            assert status in (0, 302, 409, 503), (status, body[:2000])
            if status == 302:
                self.acknowledged.append(words)
            hidden = dict(FIELD.findall(body)) if status == 409 else {}


def test_readings_acknowledged_survive_the_death_of_server_and_database_and_none_is_half_written(folder, serving):
    process = serving(TRACKER_DATA=str(folder), TRACKER_DEMO_PASSWORD="demo-password-1")
    page(process)
    threading.Thread(target=process.stdout.read, daemon=True).start()  # what it logs would fill the pipe
    at = Server(folder)
    with psycopg.connect(at.url()) as db:
        positions = [pk for (pk,) in db.execute(
            "SELECT position_id FROM positions_reading GROUP BY position_id ORDER BY position_id LIMIT 4"
        )]  # fmt: skip
        versions = dict(db.execute("SELECT id, version FROM positions_position").fetchall())
    team = [Analyst(process.address, PEOPLE[n % len(PEOPLE)], positions[n % len(positions)], n) for n in range(CLIENTS)]
    for each in team:
        each.sign_in()
    deadline = time.monotonic() + 15 * 60

    def enough():
        return sum(len(each.acknowledged) for each in team) >= REVISIONS or time.monotonic() > deadline

    with ThreadPoolExecutor(CLIENTS) as at_work:
        done = [at_work.submit(each.work, enough) for each in team]
        chance, crashes = random.Random(3), 0
        while not enough() and not any(each.done() and each.exception() for each in done):
            time.sleep(chance.uniform(5, 12))  # a worker takes some seconds to come back
            until(lambda: at.ask() == "ready", 60)
            victim = chance.choice([at.pid(), *workers(process)])  # the database, or one of those that answer
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
            crashes += 1
        for each in done:
            each.result()
    until(lambda: at.ask() == "ready", 60)
    acknowledged = [words for each in team for words in each.acknowledged]
    with psycopg.connect(at.url()) as db:
        rows = db.execute("SELECT id, position_id, summary FROM positions_reading WHERE summary LIKE 'Revision %'")
        rows = rows.fetchall()
        told = db.execute("SELECT details->'reading' FROM history_change WHERE verb = 'position.revised'").fetchall()
        after = dict(db.execute("SELECT id, version FROM positions_position").fetchall())
    process.terminate()
    process.wait(timeout=30)
    assert at.ask() == "away"
    assert len(acknowledged) >= REVISIONS
    assert crashes >= 8
    found = Counter(summary for *_, summary in rows)
    assert set(acknowledged) <= set(found)
    assert set(found.values()) == {1}
    assert len(found) - len(acknowledged) <= crashes * CLIENTS  # saved, but the word did not arrive
    ours = Counter(position for _, position, _ in rows)
    assert {pk: after[pk] - versions[pk] for pk in positions} == dict(ours)  # each claimed its version once
    assert {pk for pk, *_ in rows} <= {pk for (pk,) in told}  # each has its line in the history
