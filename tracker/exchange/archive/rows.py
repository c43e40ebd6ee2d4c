"""The rows of a workspace as lines of JSON, made in the database, as they all were at one moment."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from tracker.exchange.archive.tables import (
    CONTEXTS,
    LEFT_OUT,
    PEOPLE,
    Table,
    before_and_after,
    mentions,
    numbered,
    numbers,
    quoted,
    tables,
)

LINES = "(FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')"  # which JSON never holds: a row is its line, as it is
TOGETHER = 1 << 20  # bytes


@contextmanager
def at_one_moment() -> Iterator[None]:
    """Everything read inside is as it was at its beginning, however long it takes and whoever writes meanwhile."""
    own = not connection.in_atomic_block  # in a test it is a part of something
    with transaction.atomic(), connection.cursor() as cursor:
        if own:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL work_mem = '64MB'")
        lay(cursor)
        if own:
            cursor.execute("SET TRANSACTION READ ONLY")
        yield


def lay(cursor: Any) -> None:
    """There is a place for the numbers, in this transaction only."""
    for table in numbered():
        kind = "uuid" if table.label == CONTEXTS else "bigint"
        cursor.execute(
            f"CREATE TEMPORARY TABLE IF NOT EXISTS {numbers(table.label)} (id {kind} PRIMARY KEY, n bigint)"
            " ON COMMIT DROP"
        )


# Numbers --------------------------------------------------------------------------------------------------------------
def give_numbers(workspace: int) -> dict[str, int]:
    """Each row that the workspace has or names has a number, from 1 on in each table; how many have one.

    Also those that are gone have: nobody else will get theirs, and undo finds what it brings back.
    """
    with connection.cursor() as cursor:
        return {each.label: give(cursor, each, workspace) for each in in_their_order()}


def in_their_order() -> list[Table]:
    """People are named by members, contexts by changes: both are looked for with these."""
    return sorted(numbered(), key=lambda table: table.label == PEOPLE)


def give(cursor: Any, table: Table, workspace: int) -> int:
    name = numbers(table.label)
    cursor.execute(f"DELETE FROM {name}")
    cursor.execute(f"INSERT INTO {name} (id, n) {numbering(table, workspace)}")
    count: int = cursor.rowcount
    cursor.execute(f"ANALYZE {name}")
    return count


def numbering(table: Table, workspace: int) -> str:
    """Which rows, and in which order."""
    named = " UNION ".join(f"SELECT {each}" for each in namings(table, workspace))
    if table.label == PEOPLE:
        order, found = 'lower(p.email) COLLATE "C"', "JOIN accounts_user p USING (id)"
    elif table.label == CONTEXTS:
        order, found = "c.created_at NULLS LAST, u.first NULLS LAST, u.id", "LEFT JOIN pghistory_context c USING (id)"
        named = f"SELECT id, min(change) AS first FROM ({named}) AS every GROUP BY id"
    else:
        order, found = "u.id", ""
    return f"SELECT u.id, row_number() OVER (ORDER BY {order}) FROM ({named}) AS u {found} WHERE u.id IS NOT NULL"


def namings(table: Table, workspace: int) -> Iterator[str]:
    """Where the ids of that table stand, each as the end of a SELECT."""
    if table.label == CONTEXTS:
        yield f"t.context AS id, t.id AS change FROM history_change t WHERE t.workspace_id = {workspace}"
        for each in tables():
            if each.tracked:
                yield f"t.pgh_context_id, NULL::bigint FROM {each.name} t WHERE {each.of(workspace)}"
        return
    if table.label == PEOPLE:
        yield f"t.user_id AS id FROM accounts_membership t WHERE t.workspace_id = {workspace}"
    else:
        own = "true" if table.label not in LEFT_OUT else "false"  # of these only what a line of history names
        yield f"t.{table.key} AS id FROM {table.name} t WHERE {own} AND {table.of(workspace)}"
        for mention in mentions(table.label):
            yield f"{mention} t.workspace_id = {workspace}"
    for each in tables():
        for column, label in each.references.items() if each.tracked else ():
            if label == table.label:
                yield f"t.{quoted(column)} FROM {each.name} t WHERE {each.of(workspace)}"


class Join:
    """What stands in the place of an id: a column of the row is joined with the numbers, any other is looked up."""

    def __init__(self) -> None:
        self.joins: list[str] = []

    def number(self, label: str, value: str) -> str:
        if label in before_and_after():
            return f"row_number() OVER (ORDER BY {value})"
        if not re.fullmatch(r't\."\w+"', value):
            return f"(SELECT n FROM {numbers(label)} WHERE id = {value})"
        name = f"n{len(self.joins)}"
        self.joins.append(f"LEFT JOIN {numbers(label)} {name} ON {name}.id = {value}")
        return f"{name}.n"


def lies(path: str) -> str:
    """A file is told without the folder where we keep it."""
    return f"regexp_replace({path}, '^[^/]*/', '')"


# Lines ----------------------------------------------------------------------------------------------------------------
def lines(table: Table, workspace: int, called: str) -> Iterator[bytes]:
    """The rows of that table, many at a time; the numbers are given already. `called`: the slug that is written."""
    join = Join()
    written = table.written(join.number, lies)
    if table.label == "accounts.workspace":
        written["slug"] = f"'{called}'"  # letters, digits and dashes
    columns = ", ".join(f"{value} AS {quoted(name)}" for name, value in written.items())
    order = "1" if table.label in (PEOPLE, CONTEXTS) else f"t.{table.key}"
    joins = " ".join(join.joins)
    rows = f"SELECT {columns} FROM {table.name} t {joins} WHERE {table.of(workspace)} ORDER BY {order}"
    asked = f"COPY (SELECT row_to_json(r) FROM ({rows}) r) TO STDOUT {LINES}"
    with connection.cursor() as cursor, cursor.copy(asked) as copy:
        waiting, size = [], 0
        for line in copy:
            waiting.append(bytes(line))
            size += len(line)
            if size > TOGETHER:
                yield b"".join(waiting)
                waiting, size = [], 0
        yield b"".join(waiting)
