"""A negotiation that was exported as JSON, back in: in a workspace of its own."""

import json
from itertools import chain, count
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from tracker.accounts.models import Workspace
from tracker.base.tables import prepare
from tracker.exchange.demo.loader import load
from tracker.exchange.demo.rows import BadDossier
from tracker.exchange.dossier import FORMAT, VERSION


class Command(BaseCommand):
    help = "Opens a workspace with what a JSON export holds. Whoever is new here has no password until `reset_link`."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--workspace", default="", metavar="SLUG", help="a new one; else the file's own")

    def handle(self, *args: Any, file: Path, workspace: str, **options: Any) -> None:
        prepare()
        dossier = read(file)
        slug = workspace or str(dossier.get("workspace", {}).get("slug", ""))
        if Workspace.objects.filter(slug=slug).exists():
            raise CommandError(f"There is a workspace “{slug}” already: name another in --workspace.")
        named = str(dossier.get("workspace", {}).get("name", ""))
        name = apart(named)
        dossier["workspace"] = dossier.get("workspace", {}) | {"slug": slug} | ({"name": name} if named else {})
        try:
            made = load(dossier)
        except BadDossier as reason:
            raise CommandError(f"{reason} Nothing was imported.") from None
        except (TypeError, ValueError, AttributeError, LookupError):
            raise CommandError("This is no dossier that we can read. Nothing was imported.") from None
        if name != named:
            self.stdout.write(f"There is a workspace called {named} already, so this one is called {name}.")
        self.stdout.write(f"The dossier is in the workspace {made}: /w/{made.slug}/")


def apart(name: str) -> str:
    """The name, with a number where another workspace has it: people choose among them by it."""
    taken = set(Workspace.objects.filter(name__startswith=name[:290]).values_list("name", flat=True))
    others = (f"{name[:290]} ({n})" for n in count(2))
    return next(each for each in chain([name], others) if each not in taken)


def read(file: Path) -> dict[str, Any]:
    """What the file holds, if it is a dossier that we know how to read."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except OSError as reason:
        raise CommandError(f"{file} cannot be read: {reason.strerror or reason}.") from None
    except (ValueError, RecursionError):
        raise CommandError(f"{file} is no JSON. Nothing was imported.") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT or not isinstance(found.get("workspace"), dict):
        raise CommandError(f"{file} is no dossier that this product has exported. Nothing was imported.")
    if found.get("version") != VERSION:
        raise CommandError(f"{file} is a dossier of version {found.get('version')}; we read {VERSION}.")
    return {kind: value for kind, value in found.items() if kind not in ("format", "version", "asked", "comparison")}
