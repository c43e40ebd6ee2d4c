"""Workspaces into an archive, member by member: what is in memory does not grow with what is written."""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from tracker.accounts.models import Workspace
from tracker.exchange.archive.manifest import MADE, NAME, Manifest, Member, Space, schema
from tracker.exchange.archive.rows import at_one_moment, give_numbers, lines
from tracker.exchange.archive.tables import tables

THE_SAME = (1980, 1, 1, 0, 0, 0)  # of every member, so that the same rows are the same bytes
QUICK = 3  # of the levels of compression: larger by a tenth than the best, in a third of the time
PIECE = 1 << 20  # bytes


def write(to: IO[bytes], slugs: Sequence[str] = ()) -> Manifest:
    """These workspaces, or all, as they were at one moment."""
    with at_one_moment(), ZipFile(to, "w", ZIP_DEFLATED, compresslevel=QUICK) as file:
        found = Manifest(schema(), [], {})
        spaces = Workspace.objects.order_by("slug")
        for space in spaces.filter(slug__in=slugs) if slugs else spaces:
            numbers = give_numbers(space.pk)
            found.workspaces.append(told := Space(space.slug, space.name, numbers))
            for name, pieces in members(space.pk, space.slug):
                found.members[name] = put(file, name, pieces)
            for sha256, paths in groupby(originals(space.pk), itemgetter(0)):
                if path := next((path for _, path in paths if default_storage.exists(path)), None):
                    name = f"{space.slug}/files/{sha256}"
                    found.members[name] = put(file, name, content(path))
                    found.members[name].rows = None
                else:
                    told.missing.append(sha256)
        put(file, MADE, [made().encode()])
        put(file, NAME, [found.write()])
    return found


def members(workspace: int, called: str) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Each table of the workspace: its name in the archive, and its rows. Their numbers are given already."""
    for table in tables():
        yield f"{called}/{table.label}.jsonl", lines(table, workspace, called)


def put(file: ZipFile, name: str, pieces: Iterable[bytes]) -> Member:
    entry = ZipInfo(name, THE_SAME)
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
    with file.open(entry, "w", force_zip64=True) as into:
        return tally(pieces, into)


def tally(pieces: Iterable[bytes], into: IO[bytes] | None = None) -> Member:
    """What these come to."""
    found, digest = Member(0, "", 0), hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
        found.bytes += len(piece)
        found.rows = (found.rows or 0) + piece.count(b"\n")
        if into:
            into.write(piece)
    found.sha256 = digest.hexdigest()
    return found


def originals(workspace: int) -> list[tuple[str, str]]:
    """Each original that a document has or had, by its SHA-256, and where it lies."""
    asked = [
        f"SELECT t.sha256, t.{column} FROM {each.name} t WHERE t.{column} <> '' AND {each.of(workspace)}"
        for each in tables()
        for column in each.files
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION '.join(asked)} ORDER BY 1, 2")
        return list(cursor.fetchall())


def content(path: str) -> Iterator[bytes]:
    with default_storage.open(path, "rb") as file:
        while piece := file.read(PIECE):
            yield piece


def made() -> str:
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    by = f"Parley {project['version']}"
    return json.dumps({"at": datetime.now(UTC).isoformat(timespec="seconds"), "by": by}) + "\n"
