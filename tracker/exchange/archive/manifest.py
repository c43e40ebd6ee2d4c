"""What an archive says of itself: which workspaces, how many rows in each member, and what that must come to."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

FORMAT, VERSION = "Parley archive", 1
NAME, MADE = "manifest.json", "made.json"  # the second says when, and by what: it alone differs from time to time
LONGEST = 64 << 20  # bytes of a manifest


@dataclass
class Member:
    """One file of the archive."""

    bytes: int
    sha256: str
    rows: int | None = None  # None: an original


@dataclass
class Space:
    """One workspace in it."""

    slug: str
    name: str
    numbers: dict[str, int]  # the rows of each table that have a number, also those that are gone
    missing: list[str] = field(default_factory=list)  # originals that were not where their documents said


@dataclass
class Manifest:
    schema: dict[str, str]
    workspaces: list[Space]
    members: dict[str, Member]

    def write(self) -> bytes:
        told = {"format": FORMAT, "version": VERSION, **asdict(self)}
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()

    def rows(self, slug: str) -> int:
        return sum(each.rows or 0 for name, each in self.members.items() if name.startswith(f"{slug}/"))


def read(told: Any) -> Manifest:
    """`KeyError`, `TypeError` or `ValueError` where it is none."""
    members = {str(name): Member(**each) for name, each in told["members"].items()}
    spaces = [Space(**each) for each in told["workspaces"]]
    found = Manifest({str(room): str(last) for room, last in told["schema"].items()}, spaces, members)
    counts = [each.bytes for each in members.values()] + [each.rows or 0 for each in members.values()]
    counts += [n for space in spaces for n in space.numbers.values()]
    if not all(type(each) is int and each >= 0 for each in counts):
        raise ValueError("A size is not a number.")
    words = [each.sha256 for each in members.values()] + [space.slug for space in spaces]
    words += [sha256 for space in spaces for sha256 in space.missing]
    if not all(type(each) is str for each in words):
        raise TypeError("A name is not a word.")
    return found


def schema() -> dict[str, str]:
    """The last change of the tables of each room: rows fit only where it is the same."""
    rooms = {each.label for each in apps.get_app_configs() if each.name.startswith(("tracker.", "pghistory"))}
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    return {room: name for room, name in applied if room in rooms}
