"""Files read without harm: plain text here, whatever is packed or parsed in a process that is held to its limits."""

import atexit
import json
import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any

from tracker.sources.extract import LARGEST, Unreadable
from tracker.sources.files import Contents, is_plain, kind, read_text
from tracker.sources.files.language import language
from tracker.sources.files.limits import READY, SECONDS, TOO_MUCH

ROOT = Path(__file__).parents[3]
PATIENCE = SECONDS + 5  # the file's own process ends before
BUSY = "Other files are being read just now. Bring this one in again in a minute; nothing was imported."
AT_ONCE = BoundedSemaphore(2)  # files, each of which may take its 512 MB


def read(data: bytes, name: str, encoding: str = "") -> Contents:
    """What is written in the file, in which language; Unreadable, with a sentence for people, where nothing is."""
    if len(data) > LARGEST or not data:
        kind(data, name)  # which refuses it
    if is_plain(data, name):
        kind(data, name)
        found = read_text(data, name, encoding)
        return replace(found, language=language(found.text))
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise Unreadable(BUSY)
    try:
        for _ in range(2):  # the helper may just have gone, having had nothing to do
            if said := asked(data, name, encoding):
                break
        else:
            raise Unreadable(TOO_MUCH)
    finally:
        AT_ONCE.release()
    if words := said.get("refused"):
        raise Unreadable(str(words))
    return Contents(**said["read"])


def warm() -> None:
    """Somebody is about to bring in a file: what reads it makes ready meanwhile."""
    with LOCK:
        helper()


def asked(data: bytes, name: str, encoding: str) -> dict[str, Any] | None:
    """What the process says that reads this file; None where there was no such process."""
    line, theirs = socket.socketpair()
    with line:
        with LOCK, theirs:
            try:
                socket.send_fds(helper(), [b"f"], [theirs.fileno()])
            except OSError:
                forget()
                return None
        line.settimeout(PATIENCE)
        try:
            if line.recv(1) != READY:
                with LOCK:
                    forget()
                return None
            line.sendall(json.dumps([name, encoding]).encode() + b"\n" + data)
            line.shutdown(socket.SHUT_WR)
            with line.makefile("rb") as answer:
                said: dict[str, Any] = json.loads(answer.read())
                return said
        except (OSError, ValueError):  # it was ended, or never answered
            return {"refused": TOO_MUCH}


# The helper: one for each process that reads files, from the first file on --------------------------------------------
LOCK = Lock()
STARTED: list[tuple[int, subprocess.Popen[bytes], socket.socket]] = []


def helper() -> socket.socket:
    """The line to the process that forks for each file; it is started where there is none."""
    if STARTED and (STARTED[0][0] != os.getpid() or STARTED[0][1].poll() is not None):
        forget()
    if not STARTED:
        line, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(
                [sys.executable, "-m", "tracker.sources.files.child", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                cwd=ROOT,
                env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},  # no secrets
            )
        STARTED.append((os.getpid(), process, line))
    return STARTED[0][2]


@atexit.register
def forget() -> None:
    """The helper is another’s, or has gone; without its line it ends."""
    for mine, process, line in STARTED:
        line.close()
        if mine == os.getpid():
            process.kill()
            process.wait()
    STARTED.clear()
