"""A workspace is gone."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from tracker.accounts.models import Workspace
from tracker.exchange.archive.purge import purge


class Command(BaseCommand):
    help = "Removes a workspace with everything in it, its history and its originals too. Nothing brings it back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("workspace", metavar="SLUG")
        parser.add_argument("--yes", action="store_true", help="without it nothing is removed")

    def handle(self, *args: Any, **options: Any) -> None:
        space = Workspace.objects.filter(slug=options["workspace"]).first()
        if space is None:
            raise CommandError(f"There is no workspace “{options['workspace']}”.")
        if not options["yes"]:
            raise CommandError(
                f"{space} would be gone, with everything in it. Write it out first: ./run manage backup FILE "
                f"--workspace {space.slug}. Then say --yes."
            )
        gone = purge(space)
        if options["verbosity"]:
            self.stdout.write(f"{space} is gone: {gone:,} rows.")
