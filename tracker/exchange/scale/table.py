"""Rows on their way into a table by COPY, which obeys every rule of the table.

Only the history is written by us, for all rows at once: its trigger opens a part of the transaction for each, and the
checks that wait for the end of the transaction make that slower with every row.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

from tracker.accounts.models import Workspace
from tracker.history.rows import event_models


class Table:
    """The new rows of one model. What is not told of them is what the model has by default.

    Values are given as PostgreSQL reads them: a date, a moment or a list is quickest as text.
    """

    def __init__(self, model: type[models.Model], workspace: Workspace, *told: str) -> None:
        fields = {field.attname: field for field in model._meta.concrete_fields if not field.generated}
        rest = [name for name in fields if name not in ("id", "workspace_id", *told)]
        self.name, self.columns = model._meta.db_table, ["id", *told, "workspace_id", *rest]
        self.same = (workspace.pk, *(fields[name].get_default() for name in rest))
        events = event_models().get(model)
        self.history = events._meta.db_table if events else ""
        kept = {field.attname for field in events._meta.concrete_fields} if events else ()
        self.kept = [name for name in self.columns if name in kept]
        self.rows: list[tuple[Any, ...]] = []
        self.copied = 0
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {self.name} IN SHARE ROW EXCLUSIVE MODE")  # ours are the next numbers
            cursor.execute(f"SELECT nextval(pg_get_serial_sequence('{self.name}', 'id'))")
            self.next = cursor.fetchone()[0]

    def number(self) -> int:
        """The id of a row that is still to come."""
        self.next += 1
        return self.next - 1

    def add(self, *told: Any) -> int:
        """A row, and its id."""
        return self.put(self.number(), *told)

    def put(self, number: int, *told: Any) -> int:
        self.rows.append((number, *told, *self.same))
        return number

    def copy(self) -> None:
        """The rows are in the database, and in its history."""
        if not self.rows:
            return
        first = min(row[0] for row in self.rows)
        with connection.cursor() as cursor, without_triggers(cursor, self.name):
            with cursor.copy(f"COPY {self.name} ({quoted(self.columns)}) FROM STDIN") as copy:
                for row in self.rows:
                    copy.write_row(row)
            if self.history:
                kept = quoted(self.kept)
                cursor.execute(
                    f"INSERT INTO {self.history} ({kept}, pgh_created_at, pgh_label, pgh_obj_id)"  # noqa: S608
                    f" SELECT {kept}, now(), 'insert', id FROM {self.name} WHERE id >= %s",
                    [first],
                )
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{self.name}', 'id'), {self.next})")
        self.copied += len(self.rows)
        self.rows.clear()


def quoted(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


@contextmanager
def without_triggers(cursor: Any, table: str) -> Iterator[None]:
    """Those of the history are at rest, as `pgtrigger.ignore` lets them."""
    cursor.execute(
        "SELECT set_config('pgtrigger.ignore', COALESCE(array_agg(tgname), '{}')::text, true) FROM pg_trigger"
        " WHERE tgrelid = %s::regclass AND tgname LIKE 'pgtrigger%%'",
        [table],
    )
    yield
    cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")


def copy_all(tables: Sequence[Table]) -> None:
    """So are those of all these, and no rule is put off longer."""
    for table in tables:
        table.copy()
    settle()


def settle() -> None:
    """What waits for the end of the transaction to be checked is checked now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def checked_at_the_end(tables: Sequence[str]) -> Iterator[None]:
    """That these refer only to what is there is checked once for all their rows, which is several times as quick.

    Until the transaction ends, nobody else sees the rules gone: whoever wants the tables waits.
    """
    settle()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),"
            " format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))"
            " FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%s::regclass[]) ORDER BY conname",
            [list(tables)],
        )
        rules = cursor.fetchall()
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for drop, _ in rules:
            cursor.execute(drop)
        yield
        settle()
        for _, add in rules:
            cursor.execute(add)
