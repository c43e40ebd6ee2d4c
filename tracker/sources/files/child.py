"""The process in which files are opened: it forks for each of them, and what it forks is held to its limits.

Started by `limited.read`, with a socket to its parent as its only argument. It has one thread, so that forking is safe,
and has imported the libraries, so that it is quick. Why it is made so stands in docs/adr/0015.
"""

import gc
import json
import os
import resource
import select
import signal
import socket
import sys
from dataclasses import asdict

import docx
import pypdfium2

from tracker.sources.extract import Unreadable
from tracker.sources.files import pdf, read, web, word  # noqa: F401  # imported once, for all that is forked
from tracker.sources.files.language import language
from tracker.sources.files.limits import MEMORY, READY, SECONDS, TOO_MUCH

A_MOMENT = 0.025  # seconds in which most files are read
IDLE = 600  # seconds without a file after which the process ends
PAGE = b"<html><body><article><p>A page is read before there is a file.</p></article></body></html>"

NESTED = "This file is nested too deeply to be read. Save its text as plain text (.txt); nothing was imported."


def main(descriptor: int) -> None:
    """One fork stands ready for the next file; it is followed by another as soon as it has one."""
    rehearse()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's: when that has gone, so does this
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for what is forked
    gc.collect()
    gc.freeze()  # so that forks go on sharing what is imported
    with socket.socket(fileno=descriptor) as parent:
        parent.settimeout(IDLE)
        ended, waits = b"", False
        while not ended:
            tell, said = os.pipe()
            if os.fork() == 0:
                try:
                    os.close(tell)
                    stand_ready(parent, said, waits)
                finally:
                    os._exit(0)
            os.close(said)
            ended = os.read(tell, 1)  # nothing where it was closed: it has a file now, or was ended
            os.close(tell)
            if not ended:  # the file comes first; a second one does not have to wait for it
                waits = bool(select.select([parent], [], [], A_MOMENT)[0])


def stand_ready(parent: socket.socket, said: int, waits: bool) -> None:
    """Wait for a file, and read it; or say that the parent has gone, or wanted nothing for long."""
    gc.disable()  # it lives for one file
    if not waits:
        web.read_web(PAGE, "")  # so that the memory it will write to is its own before somebody waits for it
    try:
        lines = socket.recv_fds(parent, 1, 1)[1]
    except TimeoutError:
        lines = []
    if not lines:
        os.write(said, b"e")
        return
    os.close(said)
    parent.close()
    work(lines[0])


def rehearse() -> None:
    """Each library has done its first work, which takes longest, before there is a file."""
    web.read_web(PAGE, "")
    docx.Document()
    pypdfium2.PdfDocument.new().close()


def work(descriptor: int) -> None:
    """One file is read and answered, or the process ends."""
    limit()
    with socket.socket(fileno=descriptor) as line:
        line.sendall(READY)
        with line.makefile("rb") as sent:
            name, encoding = json.loads(sent.readline())
            data = sent.read()
        line.sendall(json.dumps(answer(data, name, encoding)).encode())


def answer(data: bytes, name: str, encoding: str) -> dict[str, object]:
    try:
        found = asdict(read(data, name, encoding))
        return {"read": found | {"language": language(found["text"]) or found["language"]}}
    except Unreadable as reason:
        return {"refused": str(reason)}
    except RecursionError:
        return {"refused": NESTED}
    except Exception:  # whatever a library says of a file that nobody foresaw
        return {"refused": TOO_MUCH}


def limit() -> None:
    """So much memory, so many seconds, no file written; the kernel sees to it."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)


if __name__ == "__main__":
    main(int(sys.argv[1]))
