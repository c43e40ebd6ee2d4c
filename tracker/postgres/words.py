"""What is said to the person at the terminal when there is no database."""

import contextlib
import pwd
import re
import shutil
from pathlib import Path

SEGMENT = 16 * 1024**2  # bytes; with less room than one piece of its log PostgreSQL cannot start, and may not say why


class CannotStart(Exception):
    """Why there is no database, in one sentence."""


def explain(home: Path, said: str) -> str:
    """What went wrong, told from PostgreSQL's own words."""
    if "No space left on device" in said or "Disk quota exceeded" in said or shutil.disk_usage(home).free < SEGMENT:
        return full(home)
    if "could not create shared memory" in said or "could not resize shared memory" in said:
        return f"PostgreSQL was given too little shared memory by this system: {last_line(said)}"
    if re.search(r"PANIC|invalid (checkpoint|primary)|could not (open|read|locate|access) |corrupt|incompatible", said):
        return damaged(home, last_line(said))
    return f"PostgreSQL did not start: {last_line(said)} (all of it: {home / 'log'})"


def full(folder: Path) -> str:
    return f"The disk that holds {folder} is full: make room, and start again; nothing that was saved is lost."


def damaged(home: Path, why: str) -> str:
    return (
        f"The database in {home} is damaged ({why}): put the folder back from a copy, or move it away to begin with an "
        f"empty one."
    )


def name_of(uid: int) -> str:
    with contextlib.suppress(KeyError):
        return pwd.getpwuid(uid).pw_name
    return f"user {uid}"


def last_line(said: str) -> str:
    """The line that says most: the last FATAL, PANIC or error, else the last one."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if re.search(r"FATAL|PANIC|error:", line)]
    return re.sub(r"^[\d-]+ [\d:.]+ \w+ \[\d+\] ", "", (telling or lines or ["no reason was given"])[-1])
