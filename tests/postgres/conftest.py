import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tracker.postgres import programs
from tracker.postgres.address import PROJECT, socket_folder
from tracker.postgres.server import Server

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may")
HOLD = """
import sys; from pathlib import Path; from tracker.postgres.server import attach
attach(Path(sys.argv[1])); print("in", flush=True); sys.stdin.read()
"""


@pytest.fixture(scope="session", autouse=True)
def hear():
    """A shell may have started us deaf to Ctrl-C, and deaf ears are inherited."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(autouse=True)
def own_server(monkeypatch):
    """These tests are about our own server, also where the others use another."""
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture(autouse=True, scope="session")
def hearing():
    """A shell may have started us deaf to Ctrl-C or to its own end: what these tests start must hear both."""
    before = [(each, signal.getsignal(each)) for each in (signal.SIGINT, signal.SIGHUP)]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, lambda *_: None)  # heard by us, and by those we start as if nothing had been said
    yield
    for each, handler in before:
        signal.signal(each, handler)


@contextmanager
def gone():
    """A folder that any user may enter, gone afterwards with all that belongs to it."""
    path = Path(tempfile.mkdtemp(prefix="test-parley-", dir="/tmp"))
    path.chmod(0o755)
    yield path
    for link in path.rglob("postgres-*"):
        if link.is_symlink() and link.resolve().match("/var/lib/parley-*"):
            shutil.rmtree(link.resolve())
    shutil.rmtree(path)


@pytest.fixture
def place():
    with gone() as path:
        yield path


@pytest.fixture
def folder(place):
    """Where a server may be made."""
    folder = place / "data"
    yield folder
    end(folder)


@pytest.fixture(scope="session")
def used():
    """A folder whose server has run before, shared by the tests that leave it whole."""
    with gone() as path:
        server = Server(path)
        server.join()
        server.leave()
        yield path
        end(path)


@pytest.fixture
def copied(used, folder):
    """The same, for a test that may spoil it."""
    subprocess.run(["cp", "-a", used, folder], check=True)
    return folder


@pytest.fixture
def hold():
    """Starts another process that uses the server of a folder until its standard input closes."""
    holders = []

    def start(folder, **env):
        holders.append(process := python(HOLD, folder, **env))
        return process

    yield start
    for holder in holders:
        holder.communicate()  # closes its input: it leaves as a process should


def environment(**more):
    return {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | more


class Helper(subprocess.Popen):
    """A process of a test, which never outlives it."""

    def communicate(self, input=None, timeout=30):
        try:
            return super().communicate(input, timeout)
        except subprocess.TimeoutExpired:
            self.kill()  # it did not leave when its input closed: then as a process should not
            return super().communicate()


def python(code, *arguments, **env):
    return Helper(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=PROJECT,
        env=environment(**env),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(folder):
    """No server of `folder` runs, whatever a failed test left behind."""
    pid = Server(folder).pid()
    if pid and programs.serves(pid):
        os.kill(pid, signal.SIGKILL)
    shutil.rmtree(socket_folder(folder), ignore_errors=True)


def until(true, seconds=10):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def a_program(folder, name, script):
    """Makes `name` a shell script where nothing of that name was, not even a link to be written through."""
    with (folder / name).open("x") as file:
        file.write(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.fixture(scope="session")
def home():
    """A folder whose database has been prepared by the first test that serves, for the others to find."""
    with gone() as path:
        yield path
        end(path)


@pytest.fixture
def serving(home):
    """Serves on a free port until the test is over; the process, its session, and its address."""
    started = []

    def serve(**env):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        env = {"TRACKER_DATA": str(home), "PORT": str(port), "WEB_WORKERS": "2"} | env
        process = subprocess.Popen(
            [sys.executable, PROJECT / "manage.py", "serve"],
            env=environment(**env),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        process.address = f"http://127.0.0.1:{port}"
        return process

    yield serve
    for process in started:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def page(process):
    """The sign-in page, as soon as it can be had, for a browser that says it is known: so the database is asked."""
    deadline = time.monotonic() + 60
    known = urllib.request.Request(f"{process.address}/login/", headers={"Cookie": f"sessionid={'k' * 32}"})
    while True:
        try:
            with urllib.request.urlopen(known, timeout=60) as answer:
                return answer.read().decode()
        except OSError:
            assert process.poll() is None, process.stdout.read()
            assert time.monotonic() < deadline, "there was no page in time"
            time.sleep(0.05)


def workers(process):
    """The processes that answer."""
    said = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(pid) for pid in said]
