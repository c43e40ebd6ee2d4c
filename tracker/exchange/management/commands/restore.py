"""What `backup`, or the page “Archive”, wrote is here again."""

import re
import time
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import connection

from tracker.accounts.models import Workspace
from tracker.base.tables import prepare
from tracker.exchange.archive.place import restore
from tracker.exchange.archive.read import Archive, Refused


class Command(BaseCommand):
    help = "Brings back the workspaces of an archive: all of it, or nothing and a sentence that says why."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--workspace", action="append", default=[], metavar="SLUG", help="again for each; else all")
        parser.add_argument("--as", dest="called", metavar="SLUG", help="the one workspace gets this address here")

    def handle(self, *args: Any, **options: Any) -> None:
        prepare()
        began = time.monotonic()
        try:
            archive = Archive(options["file"])
            called = chosen(archive, options["workspace"], options["called"])
            spaces = restore(archive, called)
        except Refused as reason:
            raise CommandError(f"{reason} Nothing is brought in.") from None
        if not connection.in_atomic_block:  # in a test it is one
            tidy()
        if options["verbosity"]:
            for slug in called:
                self.stdout.write(f"{called[slug]}: {archive.manifest.rows(slug):,} rows.")
            names = ", ".join(str(space) for space in spaces)
            self.stdout.write(
                f"{names}: as it was, {time.monotonic() - began:,.1f} s. Who is new here has no password:"
            )
            self.stdout.write("./run manage reset_link EMAIL lets one choose it.")


def chosen(archive: Archive, slugs: list[str], called: str | None) -> dict[str, str]:
    """The slugs of the workspaces that are wanted, and what each is called here."""
    inside = [space.slug for space in archive.manifest.workspaces]
    if unknown := sorted(set(slugs) - set(inside)):
        raise Refused(f"There is no workspace “{unknown[0]}” in it. There are: {', '.join(inside)}.")
    wanted = {slug: slug for slug in slugs or inside}
    if called is not None:
        if not re.fullmatch("[a-z0-9-]{1,60}", called):
            raise Refused(f"“{called}” is no address: it takes small letters, digits and dashes, at most 60.")
        if len(wanted) != 1:
            raise Refused("Say by --workspace which one of several gets the other address.")
        wanted = dict.fromkeys(wanted, called)
    taken = Workspace.objects.filter(slug__in=wanted.values()).values_list("slug", flat=True)
    if taken:
        raise Refused(f"There is a workspace “{taken[0]}” here already: say another address by --as.")
    return wanted


def tidy() -> None:
    """The planner knows how much there is now."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("ANALYZE")
        cursor.execute("RESET statement_timeout")
