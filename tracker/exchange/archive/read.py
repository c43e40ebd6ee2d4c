"""An archive that is whole, or a sentence that says why it is not: nothing is written before all of it is read."""

import json
import re
import shutil
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.conf import settings

from tracker.exchange.archive import manifest
from tracker.exchange.archive.manifest import FORMAT, MADE, NAME, VERSION, Manifest
from tracker.exchange.archive.tables import numbered, tables
from tracker.exchange.archive.write import PIECE, tally

BROKEN = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
BOMB, THICK = 64 << 20, 300  # a member is no larger than this many bytes, or so many times what it takes packed


class Refused(Exception):
    """Why an archive is not brought in, in a sentence."""


class Archive:
    """A file whose members are all there, and come to what it says of them."""

    def __init__(self, path: Path | IO[bytes]) -> None:
        try:
            self.file = ZipFile(path)
        except OSError as reason:
            raise Refused(f"The file cannot be read: {reason.strerror or reason}.") from reason
        except BROKEN as reason:
            raise Refused("This is no archive of Parley, or not all of one: it cannot be opened as a zip.") from reason
        self.entries = {entry.filename: entry for entry in self.file.infolist()}
        if len(self.entries) != len(self.file.infolist()):
            raise Refused("Two members of the file have the same name, so it is no archive of Parley.")
        self.manifest = self.read_manifest()
        self.check_names()
        self.check_sizes()
        self.check_content()

    def pieces(self, name: str) -> Iterator[bytes]:
        with self.file.open(self.entries[name]) as member:
            while piece := member.read(PIECE):
                yield piece

    def read_manifest(self) -> Manifest:
        entry = self.entries.get(NAME)
        if entry is None or entry.file_size > manifest.LONGEST:
            raise Refused(f"This is no archive of Parley: it has no {NAME}.")
        try:
            told = json.loads(self.file.read(entry))
            kind, version = told["format"], told["version"]
        except (*BROKEN, KeyError, TypeError) as reason:
            raise Refused(f"The archive is damaged: its {NAME} cannot be read.") from reason
        if kind != FORMAT:
            raise Refused("This is no archive of Parley.")
        if version != VERSION:
            raise Refused(f"The archive is written in form {version}, and this Parley reads form {VERSION}.")
        self.check_schema(told.get("schema"))
        try:
            return manifest.read(told)
        except (KeyError, TypeError, ValueError, AttributeError) as reason:
            raise Refused(f"The archive is damaged: its {NAME} does not say what it must.") from reason

    @staticmethod
    def check_schema(theirs: Any) -> None:
        ours = manifest.schema()
        if theirs == ours:
            return
        known = theirs if isinstance(theirs, dict) else {}
        rooms = sorted(room for room in {*ours, *known} if ours.get(room) != known.get(room))
        differ = ", ".join(f"{room} ({known.get(room) or 'none'}, here {ours.get(room) or 'none'})" for room in rooms)
        raise Refused(
            f"The archive was made by another version of Parley, whose tables differ: {differ}. "
            "Bring it in with that version, then let that installation become this version."
        )

    def check_names(self) -> None:
        """Every member is told of, every table is there, and nothing has a name of its own choice."""
        told = self.manifest
        wanted = {f"{space.slug}/{table.label}.jsonl" for space in told.workspaces for table in tables()}
        files = {name for name in told.members if name not in wanted}
        slugs = [space.slug for space in told.workspaces]
        if not slugs or len(set(slugs)) != len(slugs) or not all(re.fullmatch("[-a-zA-Z0-9_]{1,60}", s) for s in slugs):
            raise Refused(f"The archive is damaged: its {NAME} names no workspaces.")
        if strange := sorted(name for name in files if not is_original(name, slugs)):
            raise Refused(f"The archive has a member that none of Parley’s has: “{strange[0][:100]}”.")
        if missing := sorted((wanted | set(told.members)) - set(self.entries) | (wanted - set(told.members))):
            raise Refused(f"The archive is not whole: “{missing[0]}” is missing.")
        if more := sorted(set(self.entries) - set(told.members) - {NAME, MADE}):
            raise Refused(f"The archive has a member that it does not tell of: “{more[0][:100]}”.")

    def check_sizes(self) -> None:
        """Unpacked it is as large as it says, and there is room for that."""
        for name, member in self.manifest.members.items():
            if fault := unlike(self.entries[name], member.bytes):
                raise Refused(f"The archive is damaged: “{name}” {fault}.")
        whole = sum(member.bytes for member in self.manifest.members.values())
        room = shutil.disk_usage(settings.TRACKER_DATA).free
        if whole > room:
            raise Refused(f"Unpacked the archive has {whole:,} bytes, and there is room for {room:,}.")
        labels = {table.label for table in numbered()}
        for space in self.manifest.workspaces:
            own = [member.bytes for name, member in self.manifest.members.items() if name.startswith(f"{space.slug}/")]
            if set(space.numbers) != labels or sum(space.numbers.values()) > sum(own):  # each is written somewhere
                raise Refused(f"The archive is damaged: it miscounts the rows of “{space.slug}”.")

    def check_content(self) -> None:
        for name, member in self.manifest.members.items():
            try:
                found = tally(self.pieces(name))
            except BROKEN as reason:
                raise Refused(f"The archive is damaged: “{name}” cannot be read.") from reason
            if found.sha256 != member.sha256 or (member.rows is not None and found.rows != member.rows):
                raise Refused(f"The archive is damaged: “{name}” is not what was written (its SHA-256 differs).")


def is_original(name: str, slugs: list[str]) -> bool:
    found = re.fullmatch("([^/]+)/files/[0-9a-f]{64}", name)
    return bool(found) and found[1] in slugs  # type: ignore[index]


def unlike(entry: ZipInfo, size: int) -> str:
    """In which way the entry is none of ours; empty if it is."""
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
        return "is no plain file"
    if entry.file_size > max(BOMB, THICK * entry.compress_size):
        return "is packed as no rows or texts can be"
    if entry.flag_bits & 1 or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "is packed in a way that Parley does not use"
    return "" if entry.file_size == size else f"has {entry.file_size:,} bytes instead of {size:,}"
