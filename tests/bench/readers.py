"""Many readers at once: how many openings of a page a second, and how long the slowest of a hundred waits.

Ours is served as `./run` serves it, by two workers; beside it Taguette, whose one process answers many users. Nothing
is changed meanwhile: what ours keeps of a comparison, as long as no record changes, is given to all but the first.
Both hold 200 texts of 24 KB with 25 marks each; the comparison is of 2 parties on 50 issues, among 10,000 readings.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from statistics import quantiles
from typing import NamedTuple

from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests.bench._own import BODY, database
from tests.bench._taguette import Taguette, taguette
from tests.bench.reader import EACH, SMALL, more, product
from tracker.postgres.address import url

CONNECTIONS, ROUNDS, SECONDS = (8, 32), 3, 5
TEXT, SIDES = "document", "side by side"
PAGE, OPENED = "Taguette, its page alone", "Taguette, the page and what it asks for"
FASTER, CALMER = 4, 0.3  # as many answers a second with 8 readers; as long a wait with 32
SIZE = {"statements": 10_000, "documents": 200, "parties": 20, "issues": 50, "readings_per_position": 10, "members": 8}


class Asked(NamedTuple):
    port: int
    cookie: str
    paths: list[str]


def main() -> None:
    with database(), taguette(BODY) as theirs:
        pages = ours()
        with served() as port:
            asked = {name: Asked(port, *page) for name, page in pages.items()}
            asked |= of(theirs) if theirs else {}
            found = {many: in_turn(asked, many) for many in CONNECTIONS}
    for many, pages in found.items():
        print(f"{f'{many} readers':40}{'a second':>10}{'p50 ms':>10}{'p99 ms':>10}{'refused':>10}")
        for name, page in pages.items():
            print(f"{name:40}{page.rate:10.1f}{page.part(50):10.0f}{page.part(99):10.0f}{page.refused:10}")
    few, crowd = (found[many] for many in CONNECTIONS)
    for name in (TEXT, SIDES) if theirs else ():
        for yardstick in (PAGE, OPENED):
            print(
                f"{name} / {yardstick}: {few[name].rate / few[yardstick].rate:.1f} x as many (goal: {FASTER} or more), "
                f"p99 {crowd[name].part(99) / crowd[yardstick].part(99):.2f} (goal: at most {CALMER})"
            )
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors, the readers' own among it")


def in_turn(asked: dict[str, Asked], many: int) -> dict[str, "Found"]:
    """What readers of each found, asked A B C, A B C."""
    found = {name: Found() for name in asked}
    for turn in range(-1, ROUNDS):  # the first only warms up
        for name, what in asked.items():
            told = what._asdict() | {"connections": many, "seconds": SECONDS if turn >= 0 else 1}
            command = [sys.executable, "-m", "tests.bench._load", json.dumps(told)]
            said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
            if turn >= 0:
                found[name].add(*json.loads(said))
    return found


@dataclass
class Found:
    """How long each opening took, in milliseconds, how many were refused, and in how many seconds all that was."""

    took: list[float] = field(default_factory=list)
    refused: int = 0
    seconds: float = 0

    def add(self, took: list[float], refused: int, seconds: float) -> None:
        self.took += took
        self.refused += refused
        self.seconds += seconds

    @property
    def rate(self) -> float:
        return len(self.took) / self.seconds

    def part(self, hundredth: int) -> float:
        return quantiles(self.took, n=100)[hundredth - 1] if len(self.took) > 1 else float("nan")


# Who is asked ---------------------------------------------------------------------------------------------------------
def ours() -> dict[str, tuple[str, list[str]]]:
    """The two pages are there to be asked for: of each its cookie and its address."""
    from tracker.accounts.models import Membership
    from tracker.agenda.models import Negotiation
    from tracker.sources.models import Document

    product()
    more(1, SMALL)
    call_command("scale", workspace="small", verbosity=0, **SIZE)
    document, talks = Document.objects.order_by("pk")[0], Negotiation.objects.get(workspace__slug="small")
    two = "&".join(f"party={party.slug}" for party in talks.table[1:3])
    found = {TEXT: (document.workspace, document.get_absolute_url())}
    found |= {SIDES: (talks.workspace, f"{talks.get_absolute_url()}compare/?{two}")}
    pages = {}
    for name, (workspace, path) in found.items():
        client, member = Client(), Membership.objects.filter(workspace=workspace).order_by("-pk")[0]
        client.force_login(member.user, "django.contrib.auth.backends.ModelBackend")
        pages[name] = f"sessionid={client.cookies['sessionid'].value}", [path]
    return pages


def of(theirs: Taguette) -> dict[str, Asked]:
    theirs.fill(SMALL, [(80 * n, 80 * n + 60) for n in range(EACH)])
    cookie = "; ".join(f"{name}={value}" for name, value in theirs.cookies.items())
    page = f"/project/{theirs.project}/document/{theirs.document}"
    calls = [f"{theirs.api}/document/{theirs.document}/contents", f"{theirs.api}/document/{theirs.document}"]
    return {PAGE: Asked(theirs.port, cookie, [page]), OPENED: Asked(theirs.port, cookie, [page, *calls])}


@contextmanager
def served() -> Iterator[int]:
    """The product serves the database of the benchmark, at that port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = url().replace("/parley?", f"/{connection.settings_dict['NAME']}?")
    env = {**os.environ, "DATABASE_URL": address, "PORT": str(port), "WEB_WORKERS": "2"}
    with subprocess.Popen([sys.executable, "manage.py", "serve"], env=env, stdout=subprocess.DEVNULL) as running:
        try:
            wait_for(port)
            yield port
        finally:
            running.terminate()


def wait_for(port: int) -> None:
    for _n in range(300):
        try:
            line = HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/healthz")
            if line.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("Ours does not serve.")


if __name__ == "__main__":
    main()
