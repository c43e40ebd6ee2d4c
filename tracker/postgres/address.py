"""Where the database is. Reads the environment and computes; starts nothing."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

NAME, USER, PORT = "parley", "postgres", "5432"
POOL = {"min_size": 2, "max_size": 12, "timeout": 10}  # connections of one process; seconds
CONNECTIONS, KEPT = 120, 20  # that our own server allows, and of them for commands, health and copies of the database
LIMITS = "-c statement_timeout=30s -c jit=off"  # our questions are short: compiling one takes longer than asking it
# What is asked again and again is planned once a connection: planning took half of the database's share of a page.
PREPARED = {"server_side_binding": True, "prepare_threshold": 5}  # times it was asked
PROJECT = Path(__file__).resolve().parents[2]


def default_folder(env: Mapping[str, str] = os.environ) -> Path:
    return Path(env.get("TRACKER_DATA") or PROJECT / ".data")


def socket_folder(folder: Path) -> Path:
    """Where the server of `folder` listens: under /tmp, because a socket's whole path has about 100 bytes."""
    word = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    return Path(f"/tmp/parley-{os.geteuid()}-{word}")  # noqa: S108 - checked by the server: ours, and closed to others


def parameters(folder: Path | None = None) -> dict[str, str]:
    """What psycopg needs to reach our own server, whether or not it runs."""
    return {"host": str(socket_folder(folder or default_folder())), "port": PORT, "user": USER, "dbname": NAME}


def url(folder: Path | None = None) -> str:
    """The same, as the address that psql and DATABASE_URL understand."""
    at = parameters(folder)
    return f"postgresql://{at['user']}@/{at['dbname']}?host={quote(at['host'], safe='')}&port={at['port']}"


def database(env: Mapping[str, str] = os.environ, *, pool: bool = True) -> dict[str, Any]:
    """Django's DATABASES["default"]: the server that DATABASE_URL names, else our own."""
    given = env.get("DATABASE_URL", "").strip()
    found = parse(given) if given else parameters(default_folder(env))
    options = " ".join(filter(None, [LIMITS, found.pop("options", "")]))  # the later word wins, so theirs does
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": found.pop("dbname"),
        "USER": found.pop("user", ""),
        "PASSWORD": found.pop("password", ""),
        "HOST": found.pop("host", ""),
        "PORT": found.pop("port", ""),
        "OPTIONS": {"options": options, **PREPARED, **({"pool": pool_of(env)} if pool else {}), **found},
    }


def pool_of(env: Mapping[str, str]) -> dict[str, int]:
    """The pool of each worker: all of them together stay within what our own server allows."""
    said = env.get("WEB_WORKERS", "")
    workers = int(said) if said.isascii() and said.isdigit() else 0  # what is no number, is refused by who serves
    most = max(1, min(POOL["max_size"], (CONNECTIONS - KEPT) // max(workers, 1)))
    return POOL | {"min_size": min(POOL["min_size"], most), "max_size": most}


def parse(address: str) -> dict[str, str]:
    """What an address such as postgres://user:password@host:5432/name?sslmode=require says, in libpq's words.

    Anything after the question mark is libpq's too: `?host=/run/postgresql` names a folder of sockets.
    """
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL must begin with postgres:// or postgresql://")
    try:
        port = parts.port
    except ValueError:
        raise ValueError("DATABASE_URL has a port that is no number from 0 to 65535") from None
    said = {
        "user": parts.username,
        "password": parts.password,
        "host": parts.hostname,
        "port": str(port or ""),
        "dbname": parts.path.lstrip("/"),
    }
    found = {key: unquote(value) for key, value in said.items() if value}
    found |= parse_qsl(parts.query, keep_blank_values=True)
    if not found.get("dbname"):
        raise ValueError("DATABASE_URL must name a database: postgres://user:password@host:5432/NAME")
    return found
