"""All quotations as a file: how long it takes beside Taguette and beside a bare COPY, what memory, and who waits.

5,000 quotations in 200 texts, in a database of its own, ours served by two workers as `./run` serves it; then, where
the workspace `exports` is there, its 200,000: what the workers grow by, and another user's slowest page meanwhile.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles

import psycopg
from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests.bench._own import BODY, database, in_turn, standing
from tests.bench._taguette import Taguette, taguette
from tests.bench.readers import served, wait_for
from tracker.postgres.address import url

TIMES, DOCUMENTS, EACH = 7, 200, 25
SIZE = {
    "statements": 5_000,
    "documents": DOCUMENTS,
    "parties": 20,
    "issues": 50,
    "readings_per_position": 3,
    "members": 8,
}
MANY = "--statements 200000 --documents 5000 --parties 200 --issues 500 --readings-per-position 1 --members 8"
FORMATS = ("csv", "xlsx", "docx", "md", "html")
GOALS = {"csv": 0.12, "xlsx": 0.4, "docx": 0.1}  # of Taguette's time
COPIED, GROWN, WAITED = 4, 40, 5  # times the bare COPY; MB; times a page's p95
CALIBRE = 9.8  # seconds that Taguette took for Word with it, on a quiet day
IDLE = 20


def main() -> None:
    with database(), taguette(BODY) as theirs:
        beside(theirs)
    with standing():
        from tracker.accounts.models import Workspace

        if Workspace.objects.filter(slug="exports").exists():
            meanwhile()
        else:
            print(f"For memory and waiting: ./run manage scale {MANY} --workspace exports")


# Beside others --------------------------------------------------------------------------------------------------------
def beside(theirs: Taguette | None) -> None:
    call_command("scale", workspace="small", verbosity=0, **SIZE)
    cookie = signed_in("small")
    alone = psycopg.connect(address(), autocommit=True, options="-c work_mem=32MB -c jit=off")
    with served() as port, alone as line:
        acts: dict[str, Callable[[], object]] = {
            f"ours, {each}": asker(port, cookie, "small", each) for each in FORMATS
        }
        acts["bare COPY of the same"] = bare(line)
        if theirs:
            theirs.fill(DOCUMENTS, [(80 * n, 80 * n + 60) for n in range(EACH)])
            path = f"/project/{theirs.project}/export/highlights/."
            for each in ("csv", "xlsx"):
                acts[f"Taguette, {each}"] = lambda each=each: theirs.fetch(f"{path}{each}")
        found = in_turn(acts, TIMES)
    for name, took in found.items():
        print(f"{name:32}{took:10.0f} ms")
    print(f"CSV / COPY {found['ours, csv'] / found['bare COPY of the same']:.2f} (goal: at most {COPIED})")
    for each in ("csv", "xlsx") if theirs else ():
        ratio = found[f"ours, {each}"] / found[f"Taguette, {each}"]
        print(f"{each} / Taguette {ratio:.3f} (goal: at most {GOALS[each]})")
    took = found["ours, docx"] / 1000
    print(
        f"Word {took:.2f} s; beside {CALIBRE} s of Taguette with Calibre {took / CALIBRE:.3f} (goal: {GOALS['docx']})"
    )
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


def bare(line: psycopg.Connection) -> Callable[[], object]:
    """The same question as COPY, by psycopg alone, and nothing made of what it says."""
    from tracker.exchange.quotations import Quotations
    from tracker.statements.models import Statement

    found = Quotations(Statement.objects.filter(workspace__slug="small"), "said_on", False, "/", "UTC")
    question, params = found.asked(", ".join(column.sql for column in found.columns))

    def ask() -> int:
        with line.cursor().copy(f"COPY ({question}) TO STDOUT WITH (FORMAT csv)", params) as rows:
            return sum(len(each) for each in rows)

    return ask


def address() -> str:
    return url().replace("/parley?", f"/{connection.settings_dict['NAME']}?")


def signed_in(slug: str) -> str:
    from tracker.accounts.models import Membership

    client, member = Client(), Membership.objects.filter(workspace__slug=slug).order_by("-pk")[0]
    client.force_login(member.user, "django.contrib.auth.backends.ModelBackend")
    return f"sessionid={client.cookies['sessionid'].value}"


def asker(port: int, cookie: str, slug: str, form: str) -> Callable[[], int]:
    return getter(port, cookie, f"/w/{slug}/statements/export/?format={form}")


def getter(port: int, cookie: str, path: str) -> Callable[[], int]:
    """Asks for it, as a browser that takes it packed; gives back how long it was."""

    def ask() -> int:
        line = HTTPConnection("127.0.0.1", port, timeout=1200)  # a new one: the server closes what is idle
        line.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
        answer = line.getresponse()
        length = 0
        while piece := answer.read(1 << 16):
            length += len(piece)
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} to {path}")
        line.close()
        return length

    return ask


# Meanwhile ------------------------------------------------------------------------------------------------------------
def meanwhile() -> None:
    cookie, pages = signed_in("exports"), addresses()
    with watched() as (port, workers):
        ask = {page: getter(port, cookie, page) for page in pages}
        for _n in range(3):
            each_once(ask)
        idle = [each_once(ask) for _n in range(IDLE)]
        usual = {page: quantiles([took[page] for took in idle], n=20)[-1] for page in pages}
        for page in pages:
            print(f"{page:64} idle p50 {median(took[page] for took in idle):7.0f} ms, p95 {usual[page]:7.0f} ms")
        for form in FORMATS:
            one(form, asker(port, cookie, "exports", form), ask, usual, workers)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


def one(
    form: str,
    export: Callable[[], int],
    ask: dict[str, Callable[[], int]],
    usual: dict[str, float],
    workers: list[int],
) -> None:
    """One export in a thread, while somebody else goes round the pages, and the workers are weighed."""
    before, grown, slowest, length = weights(workers), 0.0, dict.fromkeys(ask, 0.0), [0]
    start = time.perf_counter()
    thread = threading.Thread(target=lambda: length.append(export()))
    thread.start()
    weighing = threading.Event()

    def weigh() -> None:
        nonlocal grown
        while not weighing.wait(0.05):
            grown = max(grown, *(now - then for now, then in zip(weights(workers), before, strict=True)))

    scale = threading.Thread(target=weigh)
    scale.start()
    while thread.is_alive():
        for page, took in each_once(ask).items():
            slowest[page] = max(slowest[page], took)
    took = time.perf_counter() - start
    weighing.set()
    scale.join()
    page = max(slowest, key=lambda page: slowest[page] / usual[page])
    size, ratio = length[-1] / 1e6, slowest[page] / usual[page]
    print(f"{form:5}{took:7.1f} s, {size:7.1f} MB; a worker grew by {grown:.0f} MB (goal: at most {GROWN})")
    print(f"     slowest page {ratio:.1f} x its p95 (goal: at most {WAITED}): {slowest[page]:.0f} ms, {page}")


def each_once(ask: dict[str, Callable[[], int]]) -> dict[str, float]:
    took = {}
    for page, get in ask.items():
        start = time.perf_counter()
        get()
        took[page] = 1000 * (time.perf_counter() - start)
    return took


def addresses() -> list[str]:
    from tracker.agenda.models import Negotiation
    from tracker.sources.models import Document

    talks = Negotiation.objects.get(workspace__slug="exports")
    document = Document.objects.filter(workspace__slug="exports").order_by("pk")[0]
    two = "&".join(f"party={party.slug}" for party in talks.table[1:3])
    side = f"{talks.get_absolute_url()}compare/?{two}"
    return [side, "/w/exports/statements/", "/w/exports/documents/", document.get_absolute_url()]


@contextmanager
def watched() -> Iterator[tuple[int, list[int]]]:
    """The product serves; the numbers of its workers' processes."""
    with served() as port:
        wait_for(port)
        parent = next(
            int(path.parent.name)
            for path in Path("/proc").glob("[0-9]*/environ")
            if f"PORT={port}\0".encode() in read(path) and b"serve" in read(path.with_name("cmdline"))
        )
        workers = [int(each) for path in Path(f"/proc/{parent}/task").glob("*/children") for each in read(path).split()]
        workers = [each for each in workers if b"manage.py" in read(Path(f"/proc/{each}/cmdline"))]
        yield port, workers


def read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def weights(workers: list[int]) -> list[float]:
    """What each worker has in memory, in MB, with whatever processes it has started."""
    pages = os.sysconf("SC_PAGE_SIZE") / 1e6
    return [int(read(Path(f"/proc/{each}/statm")).split()[1]) * pages for each in workers]


if __name__ == "__main__":
    main()
