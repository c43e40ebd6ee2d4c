"""A synthetic dossier, in a workspace of its own: to measure with, and to try things on."""

import re
import time
from argparse import ArgumentTypeError
from random import Random

from django.core.management import BaseCommand, CommandError
from django.db import connection, transaction

from tracker.accounts.models import Workspace
from tracker.exchange.scale.ground import Ground, Size
from tracker.exchange.scale.record import Record


def count(typed: str) -> int:
    if not typed.isdecimal() or not int(typed):
        raise ArgumentTypeError(f"{typed} is not a whole number from 1 up.")
    return int(typed)


def percentage(typed: str) -> float:
    if not typed.isdecimal() or int(typed) > 100:
        raise ArgumentTypeError(f"{typed} is not a whole number from 0 to 100.")
    return int(typed)


def address(typed: str) -> str:
    if not re.fullmatch("[a-z0-9-]{1,60}", typed):
        raise ArgumentTypeError(f"“{typed}” is no address: it takes small letters, digits and dashes, at most 60.")
    return typed


class Command(BaseCommand):
    help = "Makes a synthetic dossier of that size, the same for the same seed."

    def add_arguments(self, parser):
        for name in ("statements", "documents", "parties", "issues", "readings-per-position", "members"):
            parser.add_argument(f"--{name}", type=count, required=True, metavar="N")
        parser.add_argument("--backdated", type=percentage, default=20, metavar="PCT", help="of the readings")
        parser.add_argument("--replaced", type=percentage, default=5, metavar="PCT", help="of the readings")
        parser.add_argument("--workspace", type=address, required=True, metavar="SLUG", help="a new one")
        parser.add_argument("--seed", type=int, default=1, metavar="N")

    def handle(self, workspace, seed, **options):
        if Workspace.objects.filter(slug=workspace).exists():
            raise CommandError(f"There is a workspace “{workspace}” already: name another in --workspace.")
        told = {name: options[name] for name in Size.__dataclass_fields__ if name in options}
        size, began = Size(readings=options["readings_per_position"], **told), time.monotonic()
        chance = Random(seed)  # noqa: S311 - the same for the same seed is what is wanted
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            rows = Record(Ground(workspace, size, chance), chance).fill()
        self.tidy()
        took = time.monotonic() - began
        if options["verbosity"]:
            each = f"{rows:,} rows in {took:,.0f} s, {rows / took:,.0f} a second, history not counted"
            self.stdout.write(f"Workspace {workspace}: {each}.")

    def tidy(self):
        """The planner knows how much there is, as it would before long by itself."""
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")  # in a test it is in one
            cursor.execute("RESET statement_timeout")
