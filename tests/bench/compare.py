"""The comparison among a million readings and among ten thousand, each page beside its bare SQL.

The bare SQL of a page are the statements that it asks of what it shows, by psycopg alone: rows are fetched, and nothing
is made of them. Who is signed in is not among them. The three dossiers stand in the database that TRACKER_DATA or
DATABASE_URL names, and are only read; `MADE` says how they are made. What takes long is asked once.
"""

import os
import re
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from django.db import connection
from django.test import Client

from tests.bench._own import in_turn, standing
from tracker.history import unchanged

MADE = """
./run manage scale --workspace large --statements 1000000 --documents 5000 --parties 200 --issues 500 \\
    --readings-per-position 10 --members 12
./run manage scale --workspace small --statements 10000 --documents 200 --parties 20 --issues 50 \\
    --readings-per-position 10 --members 8
./run manage scale --workspace even --statements 15000 --documents 200 --parties 3 --issues 500 \\
    --readings-per-position 10 --members 8"""
AGAIN = "50 issues, asked again"
LARGE, SMALL, EVEN = "large", "small", "even"  # the last: the agenda of the first, 10,000 of its 15,000 are of the two
DAY, KNOWN = date(2021, 6, 30), datetime(2022, 1, 1, tzinfo=UTC)
THEN = f"as_of={DAY}&known_at={KNOWN:%Y-%m-%dT%H:%MZ}"
TWO, ROWS, COLUMNS = slice(1, 3), 40, 60  # parties; issues and parties of a window

PAGES = {  # of each its workspace and its address
    "50 issues": (LARGE, "compare/?{two}"),
    "500 issues": (LARGE, "compare/?{two}&all=yes"),
    "50 issues of 10k": (EVEN, "compare/?{two}"),
    "50 issues of 10k, agenda of 50": (SMALL, "compare/?{two}"),
    "window": (LARGE, f"grid/?{THEN}&{{many}}"),
    "more cells": (LARGE, f"grid/cells/?{THEN}&issues={{issues}}&from={COLUMNS}"),
}
GOALS = [  # this, divided by that, is at most so much
    ("50 issues", "SQL of 50 issues", 8),
    ("500 issues", "SQL of 500 issues", 6),
    ("50 issues", "50 issues of 10k", 1.3),
    ("50 issues", "50 issues of 10k, agenda of 50", 1.3),
    ("window", "SQL of window", 6),
    ("more cells", "SQL of more cells", 6),
    (AGAIN, "50 issues", 0.25),
]
TIMES, LONG = 15, 3.0  # seconds

ASIDE = re.compile(r'FROM "?(django|accounts|auth|pg)_')  # who is signed in


def main() -> None:
    with standing():
        if not {LARGE, SMALL, EVEN} <= workspaces():
            print(f"This database lacks the dossiers that are compared. They are made so:{MADE}")
            return
        acts: dict[str, Callable[[], object]] = {}
        for name, (space, address) in PAGES.items():
            acts[name] = page(space, address)
            acts[f"SQL of {name}"] = bare(acts[name])
        acts[AGAIN] = page(*PAGES["50 issues"], kept=True)
        found = measured(acts)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    for this, that, goal in GOALS:
        if this in found and that in found:
            print(f"{this} / {that}: {found[this] / found[that]:.2f} (goal: at most {goal})")


def measured(acts: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The median of each in milliseconds, in turn; of one that takes long, the one time that it was asked."""
    once: dict[str, float] = {}
    for name, act in acts.items():
        start = time.perf_counter()
        try:
            said = act()
        except RuntimeError as reason:
            print(f"{name:32} {reason} after {time.perf_counter() - start:.1f} s")
            continue
        once[name] = 1000 * (time.perf_counter() - start)
        print(f"{name:32} {once[name]:10.1f} ms at first, {said}", flush=True)
    quick = {name: act for name, act in acts.items() if once.get(name, 1e9) < 1000 * LONG}
    found = once | in_turn(quick, TIMES)
    for name, median in found.items():
        print(f"{name:32} {median:10.1f} ms{'' if name in quick else ', asked once'}")
    return found


def page(space: str, address: str, *, kept: bool = False) -> Callable[[], str]:
    """The page, asked as a reader of that workspace asks it: drawn each time, or `kept` from the time before."""
    from tracker.accounts.models import Membership

    member = Membership.objects.select_related("user").get(workspace__slug=space, role="reader")
    client = Client(raise_request_exception=False, headers={"Accept-Encoding": "gzip", "Host": "localhost"})
    client.force_login(member.user, "django.contrib.auth.backends.ModelBackend")
    talks = of(space)
    two, many = ("&".join(f"party={each.slug}" for each in talks.table[some]) for some in (TWO, slice(COLUMNS)))
    issues = ".".join(map(str, leaves(talks)[:ROWS]))
    path = f"{talks.get_absolute_url()}{address.format(two=two, many=many, issues=issues)}"

    shelf = unchanged.Shelf()

    def ask() -> str:
        unchanged.shelf = shelf if kept else unchanged.Shelf()
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"answers {answer.status_code}")
        return f"{len(answer.content):,} bytes sent"

    return ask


def bare(page: Callable[[], str]) -> Callable[[], str]:
    """The statements of that page by psycopg alone, one after the other."""
    asked = []

    def keep(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        page()
    shown = [(sql, params) for sql, params in asked if sql.lstrip()[:6] in ("SELECT", "WITH w") and not aside(sql)]

    def ask() -> str:
        with connection.connection.cursor() as cursor:
            found = sum(len(cursor.execute(sql, params).fetchall()) for sql, params in shown)
        return f"{len(shown)} statements, {found:,} rows"

    return ask


def aside(sql: str) -> bool:
    """Whether a statement asks first of all who is signed in."""
    first = re.search(r"FROM (\S+)", sql)
    return bool(first and ASIDE.match(first[0]))


def leaves(talks) -> list[int]:
    """The issues that head no others, in the agenda's order."""
    from tracker.agenda.queries import agenda
    from tracker.agenda.tree import Tree

    return [line.issue.pk for line in Tree(agenda(talks)) if not line.is_branch]


def of(space: str):
    from tracker.agenda.models import Negotiation

    return Negotiation.objects.select_related("workspace").get(workspace__slug=space)


def workspaces() -> set[str]:
    """Those that there are; none where there are no tables."""
    from tracker.accounts.models import Workspace

    there = Workspace._meta.db_table in connection.introspection.table_names()
    return set(Workspace.objects.values_list("slug", flat=True)) if there else set()


if __name__ == "__main__":
    main()
