"""What was kept long enough is gone."""

from typing import Any

from django.core.management import BaseCommand

from tracker.exchange.models import KEPT
from tracker.exchange.tasks import sweep


class Command(BaseCommand):
    help = f"Removes ordered files that are older than {KEPT.days} days, and what is left of the tasks that made them."

    def handle(self, *args: Any, **options: Any) -> None:
        gone = sweep()
        if options["verbosity"]:
            self.stdout.write(f"Files that are gone: {gone:,}.")
