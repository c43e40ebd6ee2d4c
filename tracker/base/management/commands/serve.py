"""What `./run` does once its environment stands."""

import os
import signal
import socket
import sys
from contextlib import closing

import uvicorn
from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command, get_commands
from django.db import connection
from uvicorn.supervisors import Multiprocess

from tracker.postgres import server

DEMO = ("lead", "reviewer", "analyst", "reader")


class Command(BaseCommand):
    help = "Prepares the database and the static files, makes the demo in an empty database, and serves."
    requires_system_checks = ()  # `./run check` does them; here they would only be waited for

    def handle(self, **options):
        host, port = os.environ.get("HOST") or "127.0.0.1", number("PORT", 8000)
        refuse_if_taken(host, port)
        end_tidily()
        try:
            server.keep()
        except server.CannotStart as reason:
            raise CommandError(str(reason)) from None
        self.prepare()
        self.stdout.write(f"\nParley is at http://{shown(host)}:{port}/ (stop with Ctrl-C)")
        self.stdout.write(how_to_sign_in())
        uvicorn.run(
            "tracker.asgi:application",
            host=host,
            port=port,
            workers=number("WEB_WORKERS", 2),
            http="httptools",
            loop="uvloop",
            access_log=False,
            log_level="warning",
            timeout_graceful_shutdown=2,
        )

    def prepare(self):
        """Tables, static files, and on a database with no workspace the demo."""
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")  # building an index may take longer than any page should
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if "load_demo" in get_commands() and not apps.get_model("accounts", "Workspace").objects.exists():
            self.stdout.write("Making the demo dossier ...")
            self.stdout.flush()
            call_command("load_demo")
        connection.close()
        if pool := getattr(connection, "pool", None):
            pool.close()  # the workers have their own


def end_tidily():
    """Ctrl-C, a stop by the system and a closed terminal all end the server, and the database with its last user."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit(0))
    if signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:  # under nohup it is ignored, and the server goes on
        signal.signal(signal.SIGHUP, lambda *_: sys.exit(0))
        Multiprocess.handle_hup = Multiprocess.handle_term  # which would only restart its workers


def refuse_if_taken(host, port):
    """Said before anything else is done: the commonest reason why a second start fails."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family)) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except PermissionError:
            raise CommandError(f"Port {port} is kept for the system: choose another, as in PORT=8001 ./run") from None
        except socket.gaierror:
            raise CommandError(f"HOST is {host}, which is no address of this machine.") from None
        except OSError as error:
            raise CommandError(
                f"Port {port} on {host} cannot be used ({error.strerror}): is Parley running already? "
                f"Choose another port, as in PORT={min(port + 1, 65535)} ./run"
            ) from None


def number(name, otherwise):
    given = os.environ.get(name) or str(otherwise)
    if not (given.isascii() and given.isdigit() and 0 < int(given) < 65536):
        raise CommandError(f"{name} is {given!r}, but must be a whole number, such as {otherwise}.")
    return int(given)


def shown(host):
    """The host as a browser on this machine would write it."""
    return {"0.0.0.0": "localhost", "::": "localhost"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104


def how_to_sign_in():
    password = settings.TRACKER_DATA / "demo-password"
    if not password.exists():
        return ""
    people = ", ".join(f"{name}@example.org" for name in DEMO)
    return f"Sign in as {people}; password: {password.read_text().strip()} (kept in {password})\n"
