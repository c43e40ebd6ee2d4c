"""Serving: the port, the workers that answer at it, and how all of them end."""

import gc
import logging
import os
import signal
import socket
import sys
import threading
import time
from importlib import import_module
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path

import psycopg
import uvicorn
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import connections
from django_tasks_db.models import DBTaskResult

from tracker.postgres import server

ANSWERS, TOILS = "answers", "toils"  # what the workers are called
logger = logging.getLogger(__name__)
TENDED = 6 * 3600  # seconds
NICE = 10  # what takes long gives way to what somebody waits for
STOPS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}  # Ctrl-C, a stop by the system, a terminal that is closed


def refuse_if_away():
    """A database of somebody else's is asked once, without the pool, which would only say that it waited."""
    if given := os.environ.get("DATABASE_URL", "").strip():
        try:
            psycopg.connect(given, connect_timeout=10).close()
        except psycopg.OperationalError as reason:
            raise CommandError(f"The database that DATABASE_URL names cannot be reached: {reason}") from None


def collect():
    """Static files are where they are served from; the work is done only when one of them has changed."""
    listed = [Path(storage.path(path)) for finder in get_finders() for path, storage in finder.list([])]
    found = "\n".join(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in sorted(listed))
    made_from = settings.STATIC_ROOT / ".made-from"
    if not made_from.exists() or made_from.read_text() != found:
        call_command("collectstatic", interactive=False, verbosity=0)
        made_from.write_text(found)


def listen(host, port):
    """The open port: first of all, since one that is taken is the commonest reason why a second start fails.

    Who calls before the workers are there, waits for them.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        if isinstance(error, PermissionError):
            raise CommandError(f"Port {port} is kept for the system: choose another, as in PORT=8001 ./run") from None
        if isinstance(error, socket.gaierror):
            raise CommandError(f"HOST is {host}, which is no address of this machine.") from None
        raise CommandError(
            f"Port {port} on {host} cannot be used ({error.strerror}): is Parley running already? "
            f"Choose another port, as in PORT={min(port + 1, 65535)} ./run"
        ) from None
    return listener


def end_tidily():
    """Whatever stops the server ends it as a process should end, and the database with its last user."""
    for stop in STOPS:
        if stop != signal.SIGHUP or signal.getsignal(stop) != signal.SIG_IGN:  # under nohup the server goes on
            signal.signal(stop, lambda *_: sys.exit(0))


# uvicorn's own workers each import everything anew, which takes longer than all the rest of a start together; these
# are forks of a process that has done so once.
fork = get_context("fork")


def serve(listener, workers, tidy):
    """So many workers answer what comes in, and one does what takes long, until this process ends; one that dies is
    replaced. `tidy` removes what was kept long enough.
    """
    from tracker.asgi import application

    import_module(settings.ROOT_URLCONF)  # else each worker would, at its first request
    config = uvicorn.Config(
        application, http="httptools", loop="uvloop", access_log=False, log_level="warning",
        timeout_graceful_shutdown=2,
    )  # fmt: skip
    address, port = listener.getsockname()[:2]
    name = f"{socket.gethostname()} {address}:{port}"[-64:]  # no other serves there at the same time
    # A signal waits while a fork is made, since what is raised within that is lost; keep's own thread never sees one.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    server.keep()
    gc.collect()
    gc.freeze()  # what is imported stays: no worker looks through it again for what can be thrown away
    try:
        while True:
            named = [child.name for child in active_children()]
            for _ in range(workers - named.count(ANSWERS)):
                fork.Process(name=ANSWERS, target=work, args=(config, listener)).start()
            if TOILS not in named:
                fork.Process(name=TOILS, target=toil, args=(tidy, name)).start()
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
            wait([worker.sentinel for worker in active_children()])
            time.sleep(0.2)  # a fault that ends each worker at once may not take the whole machine
            signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    finally:
        team = active_children()
        for worker in team:
            worker.terminate()
        for worker in team:
            worker.join(10)
            worker.kill()


def work(config, listener):
    """One worker, until it is told to stop, or its parent is gone, however that went."""
    worker = uvicorn.Server(config)
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, worker.handle_exit)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # the parent's business
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    threading.Thread(target=end_with, args=[parent_process()], daemon=True).start()
    try:
        worker.run(sockets=[listener])
    finally:
        server.detach()


def toil(tidy, name):
    """The worker that does what others have put off, one thing after the other; it ends as they do. `name` is its own
    in the database: who has it is the only one, and whoever had it before is gone.
    """
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the parent tells when it is time
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    threading.Thread(target=end_with, args=[parent_process()], daemon=True).start()
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    os.nice(NICE)
    threading.Thread(target=tend, args=(tidy,), daemon=True).start()
    try:
        give_up(name)
        call_command("db_worker", worker_id=name, interval=1, startup_delay=False, reload=False, verbosity=0)
    finally:
        server.detach()


def give_up(name):
    """What the worker of that name was doing when it was killed has failed: `interrupted`, beside each task, says so
    where people wait for it.
    """
    for lost in DBTaskResult.objects.running().filter(worker_ids__contains=name):
        try:
            import_module(lost.task_path.rpartition(".")[0]).interrupted(*lost.args_kwargs["args"])
        except Exception:
            logger.exception("Nobody could be told that %s was interrupted.", lost.task_path)
        lost.set_failed(InterruptedError(f"{name} was killed."))


def tend(tidy):
    """What was kept long enough is gone: now, and every few hours."""
    while True:
        try:
            tidy()
        except Exception:
            logger.exception("What was kept long enough could not be removed.")
        finally:
            connections.close_all()  # those of this thread: it needs none for hours
        time.sleep(TENDED)


def end_with(parent):
    wait([parent.sentinel])
    os.kill(os.getpid(), signal.SIGTERM)


def number(name, otherwise):
    given = os.environ.get(name) or str(otherwise)
    if not (given.isascii() and given.isdigit() and 0 < int(given) < 65536):
        raise CommandError(f"{name} is {given!r}, but must be a whole number, such as {otherwise}.")
    return int(given)


def shown(host):
    """The host as a browser on this machine would write it."""
    return {"0.0.0.0": "localhost", "::": "localhost"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
