"""What `./run` does once its environment stands; here, because on an empty database it makes the demo."""

import os

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection

from tracker.accounts.models import Workspace
from tracker.base.serving import collect, end_tidily, listen, number, refuse_if_away, serve, shown
from tracker.base.tables import prepare
from tracker.exchange.tasks import sweep
from tracker.postgres import server

DEMO = ("lead", "reviewer", "analyst", "reader")


class Command(BaseCommand):
    help = "Prepares the database and the static files, makes the demo in an empty database, and serves."
    requires_system_checks = ()  # `./run check` does them; here they would only be waited for

    def handle(self, **options):
        host, port = os.environ.get("HOST") or "127.0.0.1", number("PORT", 8000)
        workers = number("WEB_WORKERS", 2)
        with listen(host, port) as listener:
            end_tidily()
            try:
                server.attach()
            except server.CannotStart as reason:
                raise CommandError(str(reason)) from None
            refuse_if_away()
            self.prepare()
            self.stdout.write(f"\nParley is at http://{shown(host)}:{port}/ (stop with Ctrl-C)")
            self.stdout.write(how_to_sign_in())
            self.stdout.flush()
            serve(listener, workers, sweep)

    def prepare(self):
        """Tables, static files, and on a database with no workspace the demo."""
        prepare()
        collect()
        if not Workspace.objects.exists():
            self.stdout.write("Making the demo dossier ...")
            self.stdout.flush()
            call_command("load_demo")
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # each worker opens its own


def how_to_sign_in():
    password = settings.TRACKER_DATA / "demo-password"
    if not password.exists():
        return "Sign in with your e-mail address. A password is chosen anew by: ./run manage reset_link EMAIL\n"
    people = ", ".join(f"{name}@example.org" for name in DEMO)
    return f"Sign in as {people}; password: {password.read_text().strip()} (kept in {password})\n"
