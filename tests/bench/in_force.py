"""What is in force of 2 parties x 500 issues: does it cost more among a million readings, or with a hundred a cell?"""

import random
from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

from django.db import connection, connections

from tests.bench._own import database, in_turn

TIMES = 41
ISSUES, ASKED = 500, 2  # of so many parties
SIZES = {  # so many parties, so many readings of each cell
    "1 a cell": (2, 1),
    "10 a cell": (2, 10),
    "100 a cell": (2, 100),
    "1,000 a cell": (2, 1000),
    "10 a cell, 100,000 cells": (200, 10),
}
RATIOS = [
    ("1 million / 10 thousand <= 1.3", "10 a cell, 100,000 cells", "10 a cell"),
    ("100 a cell / 1 a cell   <= 4", "100 a cell", "1 a cell"),
    ("1,000 a cell / 10 a cell", "1,000 a cell", "10 a cell"),
]
BACK_DATED, REPLACED, WITHDRAWN = 0.2, 0.05, 0.2  # the last: of those that replace
FIRST, DAYS = date(2011, 1, 1), 3650


def main() -> None:
    with database():
        table()


def table() -> None:
    """A line for each size, and one for each goal."""
    from tracker.agenda.when import NOW

    about = people()
    apart = {name: fill(f"size_{n}", about, *size) for n, (name, size) in enumerate(SIZES.items())}
    middle, last = FIRST + timedelta(days=DAYS // 2), FIRST + timedelta(days=DAYS)
    then = datetime.combine(middle, datetime.min.time(), UTC)
    asked = {
        "as of now, known now": (last, NOW),
        "as of then, known then": (middle, then),
        "as of now, known then": (last, then),
    }
    found = {}
    with ExitStack() as seen:
        views = {name: seen.enter_context(closing(only(schema))) for name, (schema, _) in apart.items()}
        for words, when in asked.items():
            found[words] = in_turn({name: question(view, *when) for name, view in views.items()}, TIMES)
    print(f"{'readings':>9}  {'median ms':32}" + "".join(f"{words:>24}" for words in asked))
    for name, (_, count) in apart.items():
        print(f"{count:9,}  {name:32}" + "".join(f"{found[words][name]:24.2f}" for words in asked))
    for words, more, fewer in RATIOS:
        print(f"{'':9}  {words:32}" + "".join(f"{found[when][more] / found[when][fewer]:24.2f}" for when in asked))


def only(schema: str) -> Any:
    """A connection that sees the tables in that schema, and not those of the same name."""
    view = connection.copy()
    view.settings_dict["OPTIONS"]["options"] += f" -c search_path={schema},public"
    return view


def question(view: Any, day: date, known: datetime) -> Callable[[], object]:
    """The project's own, asked over that connection."""
    from tracker.positions.models import Position
    from tracker.positions.queries import in_force

    positions = [Position(pk=pk) for pk in range(1, ASKED * ISSUES + 1)]

    def ask() -> int:
        usual, connections["default"] = connections["default"], view
        try:
            return len(in_force(positions, day, known))
        finally:
            connections["default"] = usual

    return ask


# Tables of one size stand in a schema of their own, so that all sizes can be asked in turn ----------------------------
def people() -> tuple[int, int]:
    """The parties and the issues are there; the ids of their workspace and of its one member."""
    from tests import make
    from tracker.actors.models import Party
    from tracker.agenda.models import Issue

    member = make.member()
    talks, space = make.negotiation(member), member.workspace
    names = range(1, max(parties for parties, _ in SIZES.values()) + 1)
    Party.objects.bulk_create(Party(pk=n, workspace=space, slug=n, name=f"Party {n}", kind="state") for n in names)
    numbers = range(1, ISSUES + 1)
    scale = {"negotiation": talks, "minimum": 0, "maximum": 100}
    Issue.objects.bulk_create(Issue(pk=n, workspace=space, slug=n, title=f"Issue {n}", **scale) for n in numbers)
    return space.pk, member.pk


def fill(schema: str, about: tuple[int, int], parties: int, depth: int) -> tuple[str, int]:
    """The positions of so many parties, with so many readings each and the corrections; and how many rows that is."""
    space, member = about
    cells = list(enumerate(product(range(1, parties + 1), range(1, ISSUES + 1)), start=1))
    copied(
        "positions_position",
        schema,
        "id, version, workspace_id, party_id, issue_id",
        [(pk, 1, space, *cell) for pk, cell in cells],
    )
    rows = readings(len(cells), depth, random.Random(7))
    order = sorted(range(len(rows)), key=lambda n: rows[n][0])  # they come in as they are recorded
    pks = {n: pk for pk, n in enumerate(order, start=1)}
    scale, ends = (0, 100), timedelta(days=1)
    lines = (
        (pks[n], space, position, day, day + ends, "value", n % 101, *scale, pks.get(slip), gone, member, at, *PLAIN)
        for n in order
        for at, position, day, slip, gone in [rows[n]]
    )
    copied("positions_reading", schema, COLUMNS, lines)
    return schema, len(rows)


COLUMNS = (
    "id, workspace_id, position_id, effective_on, effective_before, stance, stated, minimum, maximum, replaces_id,"
    " withdrawn, recorded_by_id, recorded_at,"
    " low_bound, high_bound, mutual, salience, confidence, confidence_reason, basis, why, summary"
)
PLAIN = ("none", "none", False, 80, "moderate", "", "stated", "clarified", "They want it so, as they have said since.")


def readings(cells: int, depth: int, chance: random.Random) -> list[tuple[datetime, int, date, int | None, bool]]:
    """When recorded, of which position, from which day on, in whose place, and whether it only takes that away."""
    rows: list[tuple[datetime, int, date, int | None, bool]] = []
    midnight = datetime.combine(FIRST, datetime.min.time(), UTC)
    for position in range(1, cells + 1):
        for _n in range(depth):
            day = chance.randrange(DAYS)
            late = chance.randrange(30, 700) if chance.random() < BACK_DATED else 0
            at = midnight + timedelta(days=day + late, seconds=chance.randrange(86400))
            rows.append((at, position, FIRST + timedelta(days=day), None, False))
            if chance.random() < REPLACED:
                meant = FIRST + timedelta(days=max(0, day - chance.randrange(30)))
                found_out = at + timedelta(days=chance.randrange(1, 200))
                rows.append((found_out, position, meant, len(rows) - 1, chance.random() < WITHDRAWN))
    return rows


def copied(name: str, schema: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
    """The table with all its rules and indexes, filled, and vacuumed as the server does by itself before long."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        cursor.execute(f"CREATE TABLE {schema}.{name} (LIKE public.{name} INCLUDING ALL)")
        with cursor.copy(f"COPY {schema}.{name} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(f"VACUUM ANALYZE {schema}.{name}")


if __name__ == "__main__":
    main()
