"""An archive into the database: each row gets the number it has there, counted on from the last of ours.

So nothing is looked up; and nothing is kept that would not come out again as it went in.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

import psycopg
from django.contrib.auth.hashers import make_password
from django.core.exceptions import SuspiciousOperation
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.files.utils import validate_file_name
from django.db import DatabaseError, connection, transaction

from tracker.accounts.models import Workspace
from tracker.exchange.archive.manifest import Space
from tracker.exchange.archive.read import Archive, Refused
from tracker.exchange.archive.rows import LINES, give_numbers, lay
from tracker.exchange.archive.tables import CONTEXTS, PEOPLE, SPACE, Table, numbered, quoted, tables
from tracker.exchange.archive.write import members, originals, tally
from tracker.exchange.scale.table import checked_at_the_end, settle

MANY = 200_000  # rows: from here on it is quicker to check all of them at the end, while everybody waits


def restore(archive: Archive, called: dict[str, str]) -> list[Workspace]:
    """These workspaces of the archive are here, all or none; `called`: the slug each has there, and here."""
    chosen = [space for space in archive.manifest.workspaces if space.slug in called]
    bases = {space.slug: reserve_all(archive, space) for space in chosen}
    rows = sum(archive.manifest.rows(space.slug) for space in chosen)
    with kept_or_gone() as files, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        placed = [Place(archive, space, bases[space.slug], called[space.slug], cursor) for space in chosen]
        try:
            with rules(cursor, rows):
                for each in placed:
                    each.fill()
        except DatabaseError as reason:
            raise Refused(f"The rows break a rule: {said(reason)}") from reason
        for each in placed:
            each.put_files(files)
            each.compare()
    return list(Workspace.objects.filter(pk__in=[each.workspace for each in placed]).order_by("slug"))


# Numbers --------------------------------------------------------------------------------------------------------------
def reserve_all(archive: Archive, space: Space) -> dict[str, int]:
    """Before the first number that each table has for its rows: they are theirs, whether they are used or not."""
    wanted = {each: space.numbers[each.label] for each in numbered() if each.label not in (PEOPLE, CONTEXTS)}
    wanted |= {
        each: archive.manifest.members[f"{space.slug}/{each.label}.jsonl"].rows or 0
        for each in tables()
        if each.tracked
    }
    return {table.label: reserve(table, count) for table, count in wanted.items()}


@transaction.atomic
def reserve(table: Table, count: int) -> int:
    """So many numbers in a row; whoever adds a row waits for this moment, and not until all is in."""
    if not count:
        return 0
    with connection.cursor() as cursor:
        sequence = f"pg_get_serial_sequence('{table.name}', '{table.key}')"
        cursor.execute(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(f"SELECT nextval({sequence})")
        base: int = cursor.fetchone()[0] - 1
        try:
            cursor.execute(f"SELECT setval({sequence}, {base + count})")
        except DatabaseError as reason:
            raise Refused(f"There are not so many numbers left in {table.label}.") from reason
    return base


# Rows -----------------------------------------------------------------------------------------------------------------
class Place:
    """One workspace that is being brought in."""

    def __init__(self, archive: Archive, space: Space, bases: dict[str, int], called: str, cursor: Any) -> None:
        self.archive, self.space, self.bases, self.called, self.cursor = archive, space, bases, called, cursor
        self.workspace = bases[SPACE] + 1
        self.strangers = True  # nobody in it has been here before
        self.prefix = str(uuid4())[:-12]  # of the contexts: the rest is their number

    def fill(self) -> None:
        lay_lines(self.cursor)
        for table in tables():
            name = f"{self.space.slug}/{table.label}.jsonl"
            try:
                self.copy(name)
                self.meet() if table.label == PEOPLE else self.insert(table)
            except (DatabaseError, psycopg.Error) as reason:  # COPY is not told by Django
                raise Refused(f"A row of “{name}” breaks a rule: {said(reason)}") from reason

    def copy(self, name: str) -> None:
        """The lines of a member, as they are."""
        self.cursor.execute("TRUNCATE archive_lines")
        with self.cursor.copy(f"COPY archive_lines FROM STDIN {LINES}") as copy:
            for piece in self.archive.pieces(name):
                copy.write(piece)

    def insert(self, table: Table) -> None:
        written = table.written(self.number, self.lies)
        if table.label == SPACE:
            written["slug"] = f"'{self.called}'"
        if table.owned:
            written["workspace_id"] = str(self.workspace)
        columns, values = ", ".join(map(quoted, written)), ", ".join(written.values())
        self.cursor.execute(
            f"INSERT INTO {table.name} ({columns}) SELECT {values} FROM archive_lines,"
            f" json_to_record(line) AS t({record(table)})"
        )

    def meet(self) -> None:
        """Who signs in by that address already is that person; others get an account without a password."""
        self.cursor.execute("DELETE FROM archive_people")
        self.cursor.execute(
            "INSERT INTO archive_people SELECT t.id, t.email, t.name, t.is_active, t.joined_at FROM archive_lines,"
            " json_to_record(line) AS t(id bigint, email text, name text, is_active boolean, joined_at timestamptz)"
        )
        self.cursor.execute(
            "INSERT INTO accounts_user (email, name, is_active, joined_at, password)"
            " SELECT email, name, is_active, joined_at, %s FROM archive_people p WHERE NOT EXISTS"
            " (SELECT FROM accounts_user u WHERE lower(u.email) = lower(p.email)) ORDER BY n",
            [make_password(None)],
        )
        self.strangers = self.cursor.rowcount == self.space.numbers[PEOPLE]

    def number(self, label: str, value: str) -> str:
        """The id of a row that the archive names by this number."""
        if label == PEOPLE:
            same = "lower(u.email) = lower(p.email)"
            return f"(SELECT u.id FROM archive_people p JOIN accounts_user u ON {same} WHERE p.n = {value})"
        if label == CONTEXTS:
            return f"('{self.prefix}' || lpad(to_hex({value}), 12, '0'))::uuid"
        return f"({self.bases[label]} + {value})"

    def lies(self, path: str) -> str:
        return f"CASE {path} WHEN '' THEN '' ELSE 'w{self.workspace}/' || {path} END"

    # Files, and the proof ---------------------------------------------------------------------------------------------
    def put_files(self, files: list[str]) -> None:
        """The originals of its rows lie where these say."""
        for sha256, path in originals(self.workspace):
            name = f"{self.space.slug}/files/{sha256}"
            try:
                validate_file_name(path, allow_relative_path=True)  # also where nothing is put down
                default_storage.path(path)
                if sha256 in self.space.missing:
                    continue
                if name not in self.archive.entries:
                    raise Refused(f"The archive is not whole: “{name}” is missing.")
                files.append(path)
                with self.archive.file.open(name) as content:
                    kept = default_storage.save(path, File(content))
            except SuspiciousOperation as reason:
                raise Refused(f"A document lies at “{path[:100]}”, which is no place for it.") from reason
            if kept != path:
                files.append(kept)
                raise Refused(f"There is a file at “{path[:100]}” already.")

    def compare(self) -> None:
        """What is here now would be written as it was read."""
        lay(self.cursor)
        told = self.archive.manifest.members
        if give_numbers(self.workspace) != self.space.numbers:
            raise Refused("Rows of the archive name others that are not in it.")
        for name, pieces in members(self.workspace, self.space.slug):
            found = tally(pieces)
            known = name.endswith(f"/{PEOPLE}.jsonl") and not self.strangers  # who may be called otherwise here
            if found.rows != told[name].rows or (found.sha256 != told[name].sha256 and not known):
                raise Refused(f"“{name}” is not as Parley writes it: it would not come out as it went in.")


def record(table: Table) -> str:
    """The columns of a row as they stand in its line."""
    kinds = {name: str(field.db_type(connection)) for name, field in table.fields.items()}
    kinds |= dict.fromkeys(table.references, "bigint")
    return ", ".join(f"{quoted(name)} {kind}" for name, kind in kinds.items())


def lay_lines(cursor: Any) -> None:
    cursor.execute("CREATE TEMPORARY TABLE IF NOT EXISTS archive_lines (line json) ON COMMIT DROP")
    cursor.execute(
        "CREATE TEMPORARY TABLE IF NOT EXISTS archive_people"
        " (n bigint PRIMARY KEY, email text, name text, is_active boolean, joined_at timestamptz) ON COMMIT DROP"
    )


def said(reason: Exception) -> str:
    told = getattr(getattr(reason.__cause__ or reason, "diag", None), "message_primary", None) or str(reason)
    return f"{told[:1].upper()}{told[1:]}."


@contextmanager
def rules(cursor: Any, rows: int) -> Iterator[None]:
    """The history writes nothing: the archive holds what it wrote. What many rows refer to is checked once for all."""
    if rows < MANY:
        with at_rest(cursor):
            yield
            settle()
        return
    with checked_at_the_end([table.name for table in tables()]), switched_off(cursor):
        yield
        settle()


@contextmanager
def at_rest(cursor: Any) -> Iterator[None]:
    """The triggers of the history do nothing."""
    cursor.execute(
        "SELECT set_config('pgtrigger.ignore', COALESCE(array_agg(tgname), '{}')::text, true) FROM pg_trigger"
        " WHERE tgname LIKE 'pgtrigger%'"
    )
    yield
    cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")


@contextmanager
def switched_off(cursor: Any) -> Iterator[None]:
    """They are not even asked, which halves the time. Until the transaction ends nobody else sees them off."""
    cursor.execute(
        "SELECT format('ALTER TABLE %s', tgrelid::regclass), quote_ident(tgname) FROM pg_trigger"
        " WHERE tgname LIKE 'pgtrigger%'"
    )
    found = cursor.fetchall()
    for table, trigger in found:
        cursor.execute(f"{table} DISABLE TRIGGER {trigger}")
    yield
    for table, trigger in found:
        cursor.execute(f"{table} ENABLE TRIGGER {trigger}")


@contextmanager
def kept_or_gone() -> Iterator[list[str]]:
    """Files that are put down inside stay only if all went well."""
    files: list[str] = []
    try:
        yield files
    except BaseException:
        for each in files:
            with suppress(OSError, SuspiciousOperation):
                default_storage.delete(each)
        raise
