"""Workspaces as one file, while everybody goes on working."""

import os
import time
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from tracker.accounts.models import Workspace
from tracker.base.tables import made
from tracker.exchange.archive.manifest import Manifest
from tracker.exchange.archive.write import write


class Command(BaseCommand):
    help = "Writes all workspaces, or those named, into one archive, which ./run manage restore brings back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="an earlier one there stays until this is whole")
        parser.add_argument("--workspace", action="append", default=[], metavar="SLUG", help="again for each; else all")

    def handle(self, *args: Any, **options: Any) -> None:
        file, slugs, began = options["file"], options["workspace"], time.monotonic()
        there = set(Workspace.objects.values_list("slug", flat=True)) if made() else set()
        if unknown := sorted(set(slugs) - there):
            raise CommandError(
                f"There is no workspace “{unknown[0]}”. There are: {', '.join(sorted(there)) or 'none'}."
            )
        if not there:
            raise CommandError("There is no workspace, so nothing to write.")
        written = kept(file, slugs)
        if options["verbosity"]:
            for line in told(written, file, time.monotonic() - began):
                self.stdout.write(line)


def kept(file: Path, slugs: list[str]) -> Manifest:
    """The archive is at `file`, whole, and readable by its owner only; or nothing of it is."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as to:
            written = write(to, slugs)
            to.flush()
            os.fsync(to.fileno())
        draft.replace(file)
    except OSError as reason:
        raise CommandError(f"{file} cannot be written: {reason.strerror or reason}.") from None
    finally:
        draft.unlink(missing_ok=True)
    return written


def told(written: Manifest, file: Path, took: float) -> list[str]:
    lines = []
    for space in written.workspaces:
        files = sum(name.startswith(f"{space.slug}/files/") for name in written.members)
        lines.append(f"{space.slug}: {written.rows(space.slug):,} rows, {files:,} originals.")
        if space.missing:
            lines.append(
                f"  {len(space.missing):,} originals are not where their documents say, so they are not in it."
            )
    return [*lines, f"{file}: {file.stat().st_size:,} bytes, {took:,.1f} s."]
