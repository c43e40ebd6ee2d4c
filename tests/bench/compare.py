"""The comparison among a million readings and among ten thousand, each page beside bare SQL that fetches its rows.

The two dossiers stand in the database that TRACKER_DATA or DATABASE_URL names, and are only read; `MADE` says how they
are made. What takes long is asked once.
"""

import os
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from itertools import islice

from django.db import connection
from django.test import Client

from tests.bench._own import in_turn, standing

MADE = """
./run manage scale --workspace large --statements 1000000 --documents 5000 --parties 200 --issues 500 \\
    --readings-per-position 10 --members 12
./run manage scale --workspace small --statements 10000 --documents 200 --parties 20 --issues 50 \\
    --readings-per-position 10 --members 8"""
LARGE, SMALL = "large", "small"
DAY, KNOWN = date(2021, 6, 30), datetime(2022, 1, 1, tzinfo=UTC)
THEN = f"as_of={DAY}&known_at={KNOWN:%Y-%m-%dT%H:%MZ}"
TWO, SCREEN, WINDOW = slice(1, 3), 50, (40, 60)  # parties, issues, parties by issues

# Of each page its address, and whose rows its SQL fetches: so many parties by so many issues, in their own order.
PAGES: dict[str, tuple[str, str, slice, int]] = {
    "50 issues": (LARGE, "compare/?{two}", TWO, SCREEN),
    "500 issues": (LARGE, "compare/?{two}&all=yes", TWO, 500),
    "50 issues of 10k": (SMALL, "compare/?{two}", TWO, SCREEN),
    "window": (LARGE, f"grid/?{THEN}", slice(0, WINDOW[0]), WINDOW[1]),
}
GOALS = [  # this, divided by that, is at most so much
    ("50 issues", "SQL of 50 issues", 8),
    ("500 issues", "SQL of 500 issues", 6),
    ("50 issues", "50 issues of 10k", 1.3),
    ("window", "SQL of window", 6),
]
TIMES, LONG = 15, 3.0  # seconds

FORCE = """
SELECT position.party_id, position.issue_id, reading.id, stance, stated, option_id, low, low_bound, high, high_bound,
    salience, effective_on, effective_before, summary
FROM positions_position position CROSS JOIN LATERAL (
    SELECT * FROM positions_reading told WHERE told.position_id = position.id
        AND told.effective_on <= %(day)s AND told.recorded_at <= %(known)s AND NOT told.withdrawn AND NOT EXISTS (
            SELECT 1 FROM positions_reading later WHERE later.replaces_id = told.id AND later.recorded_at <= %(known)s)
    ORDER BY told.effective_on DESC, told.recorded_at DESC, told.id DESC LIMIT 1) reading
WHERE position.party_id = ANY(%(parties)s) AND position.issue_id = ANY(%(issues)s)"""
BEHIND = """
SELECT evidence.reading_id, evidence.relation, statement.id, statement.words, statement.said_on, statement.act,
    statement.direction, speaker.name, report.mode, document.title, document.published_on, outlet.name,
    outlet.reliability, excerpt.exact
FROM positions_evidence evidence
JOIN statements_statement statement ON statement.id = evidence.statement_id
LEFT JOIN actors_speaker speaker ON speaker.id = statement.speaker_id
JOIN statements_report report ON report.statement_id = statement.id
LEFT JOIN sources_document document ON document.id = report.document_id
LEFT JOIN sources_outlet outlet ON outlet.id = document.outlet_id
LEFT JOIN statements_quotation quotation ON quotation.report_id = report.id
LEFT JOIN sources_excerpt excerpt ON excerpt.id = quotation.excerpt_id
WHERE evidence.reading_id = ANY(%s) AND evidence.recorded_at <= %s AND statement.said_on <= %s"""
COUNTS = """
SELECT reading_id, count(DISTINCT statement_id) FROM positions_evidence
WHERE reading_id = ANY(%s) AND recorded_at <= %s AND relation IN ('supports', 'qualifies', 'contradicts')
GROUP BY reading_id"""


def main() -> None:
    with standing():
        if not {LARGE, SMALL} <= workspaces():
            print(f"This database lacks the two dossiers that are compared. They are made so:{MADE}")
            return
        acts: dict[str, Callable[[], object]] = {}
        for name, (space, address, parties, issues) in PAGES.items():
            acts[f"SQL of {name}"] = rows(space, parties, issues, words="compare" in address)
            acts[name] = page(space, address)
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
            print(f"{name:24} {reason} after {time.perf_counter() - start:.1f} s")
            continue
        once[name] = 1000 * (time.perf_counter() - start)
        print(f"{name:24} {once[name]:10.1f} ms at first, {said}", flush=True)
    quick = {name: act for name, act in acts.items() if once.get(name, 1e9) < 1000 * LONG}
    found = once | in_turn(quick, TIMES)
    for name, median in found.items():
        print(f"{name:24} {median:10.1f} ms{'' if name in quick else ', asked once'}")
    return found


def page(space: str, address: str) -> Callable[[], str]:
    """The page, asked as a reader of that workspace asks it."""
    from tracker.accounts.models import Membership

    member = Membership.objects.select_related("user").get(workspace__slug=space, role="reader")
    client = Client(raise_request_exception=False, headers={"Accept-Encoding": "gzip", "Host": "localhost"})
    client.force_login(member.user, "django.contrib.auth.backends.ModelBackend")
    talks = of(space)
    two = "&".join(f"party={party.slug}" for party in talks.table[TWO])
    path = f"{talks.get_absolute_url()}{address.format(two=two)}"

    def ask() -> str:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"answers {answer.status_code}")
        return f"{len(answer.content):,} bytes sent"

    return ask


def rows(space: str, parties: slice, issues: int, *, words: bool) -> Callable[[], str]:
    """The rows that such a page shows: of each cell the reading in force, and what is said for it or how much."""
    from tracker.agenda.queries import agenda
    from tracker.agenda.tree import Tree

    talks = of(space)
    leaves = (line.issue.pk for line in Tree(agenda(talks)) if not line.is_branch)
    cells = {"parties": [party.pk for party in talks.table[parties]], "issues": list(islice(leaves, issues))}
    day, known = (date.today(), datetime(9999, 1, 1, tzinfo=UTC)) if words else (DAY, KNOWN)

    def ask() -> str:
        with connection.cursor() as cursor:
            cursor.execute(FORCE, {**cells, "day": day, "known": known})
            readings = cursor.fetchall()
            pks = [reading[2] for reading in readings]
            cursor.execute(*((BEHIND, [pks, known, day]) if words else (COUNTS, [pks, known])))
            return f"{len(readings):,} readings, {len(cursor.fetchall()):,} rows behind them"

    return ask


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
