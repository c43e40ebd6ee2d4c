"""The demo dossier, on a database that has no workspace yet."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from tracker.accounts.models import Workspace
from tracker.exchange.demo.loader import load, read
from tracker.exchange.demo.rows import BadDossier

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another


class Command(BaseCommand):
    help = "Loads the demo dossier into a database that has no workspace."

    def handle(self, **options):
        if Workspace.objects.exists():
            raise CommandError(
                "There is a workspace already, so the demo is not loaded: it would stand beside your work."
            )
        try:
            workspace = load(read(), password=password())
        except BadDossier as reason:
            raise CommandError(f"The demo dossier has a fault, and nothing of it is loaded. {reason}") from None
        if options["verbosity"]:
            self.stdout.write(f"The demo dossier is loaded: workspace {workspace}.")


def password() -> str:
    """The demo accounts' own: the one given, or one made once and kept for its owner's eyes."""
    kept: Path = settings.TRACKER_DATA / "demo-password"
    if given := os.environ.get("TRACKER_DEMO_PASSWORD"):
        kept.unlink(missing_ok=True)  # it would no longer be true
        return given
    if not kept.exists():
        made = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
        kept.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(made)
    return kept.read_text().strip()
