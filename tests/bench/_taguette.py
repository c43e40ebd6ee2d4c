"""The yardstick: a Taguette of our own, asked as a browser asks it.

It takes part where its program is on the PATH, or named in TAGUETTE. It serves many users from a database of its own on
the server that ours is on, as an office would run it; its environment needs psycopg2 for that.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg

from tracker.postgres.address import parameters

TAGS = 200  # of the project
SETTINGS = """\
NAME, DOMAIN, BIND_ADDRESS, PORT, BASE_PATH = "Yardstick", "localhost", "127.0.0.1", {port}, "/"
DATABASE, SECRET_KEY, MULTIUSER, REGISTRATION_ENABLED = {database!r}, "as long as the benchmark takes", True, True
EMAIL, MAIL_SERVER, TOS_FILE = "yardstick@example.org", {{"host": "localhost", "port": 25}}, None
X_HEADERS, COOKIES_PROMPT, HTML_OUT_SIZE_LIMIT = False, False, 200_000_000
"""


@contextmanager
def taguette(body: str) -> "Iterator[Taguette | None]":
    """One that serves, with a project, its tags and a document that reads so; none where there is no Taguette."""
    program = shutil.which(os.environ.get("TAGUETTE", "taguette"))
    if not program:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder, database_of_its_own() as tables, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        log, settings = Path(folder, "log"), Path(folder, "settings.py")
        address = (
            f"postgresql://{tables['user']}@/{tables['dbname']}?host={quote(tables['host'])}&port={tables['port']}"
        )
        settings.write_text(SETTINGS.format(port=port, database=address))
        env = {**os.environ, "HOME": folder, "PYTHONUNBUFFERED": "1"}
        python, making = str(Path(program).parent / "python"), "from taguette.database import connect; connect({!r})"
        with log.open("w") as out:
            said: Any = {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": out, "env": env}
            subprocess.run([python, "-c", making.format(address)], check=True, **said)
            with subprocess.Popen([program, "server", str(settings)], **said) as running:
                try:
                    wait_for(port, log)
                    yield Taguette(port, body, tables)
                finally:
                    running.terminate()


@contextmanager
def database_of_its_own() -> Iterator[dict[str, Any]]:
    """An empty database beside ours; dropped afterwards."""
    name, there = f"bench_{os.getpid()}_taguette", parameters()
    with psycopg.connect(**there, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield {**there, "dbname": name}
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def wait_for(port: int, log: Path) -> None:
    for _n in range(300):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"Taguette does not serve: {log.read_text()[-500:]}")


class Taguette:
    """One user's browser, with a project, its tags and a document."""

    def __init__(self, port: int, body: str, tables: dict[str, Any]) -> None:
        self.port, self.body, self.tables = port, body, tables
        self.line, self.cookies, self.made = HTTPConnection("127.0.0.1", port, timeout=60), dict[str, str](), 0
        self.ask("GET", "/register")
        self.form("/register", login="analyst", password1="as long as it takes", password2="as long as it takes")
        self.ask("GET", "/project/new")
        self.project = self.form("/project/new", name="Talks", description="")
        self.api = f"/api/project/{self.project}"
        named = [{"path": f"Architecture {n}", "description": ""} for n in range(TAGS)]
        self.tag, *_others = [json.loads(self.post(f"{self.api}/tag/new", each))["id"] for each in named]
        self.document = self.bring_in()

    def bring_in(self, page: str = "") -> int:
        """That web page, or the document once more, as its form of upload sends it."""
        parts = {"name": "Dispatch", "description": "", "file": page or self.body}
        body = "".join(part(name, value) for name, value in parts.items()) + "--edge--\r\n"
        done = json.loads(self.ask("POST", f"{self.api}/document/new", body, "multipart/form-data; boundary=edge"))
        return int(done["created"])

    def fill(self, documents: int, places: Sequence[tuple[int, int]]) -> None:
        """So many documents in all, each with a highlight at these places, written into its tables."""
        with psycopg.connect(**self.tables) as tables:
            tables.execute(
                "INSERT INTO documents (name, description, filename, created, project_id, text_direction, contents)"
                " SELECT name, description, filename, created, project_id, text_direction, contents"
                " FROM documents, generate_series(2, %s) WHERE documents.id = %s",
                [documents, self.document],
            )
            for start, end in places:
                tables.execute(
                    "INSERT INTO highlights (document_id, start_offset, end_offset, snippet)"
                    " SELECT id, %s, %s, %s FROM documents",
                    [start, end, f"<p>{self.body[start:end]}</p>"],
                )
            tables.execute(
                "INSERT INTO highlight_tags (highlight_id, tag_id) SELECT id, %s + id %% %s FROM highlights",
                [self.tag, TAGS],
            )
        with psycopg.connect(**self.tables, autocommit=True) as tables:
            tables.execute("ANALYZE")

    def open(self) -> None:
        """The page of the document, and the two calls that its script makes."""
        self.ask("GET", f"/project/{self.project}/document/{self.document}")
        self.ask("GET", f"{self.api}/document/{self.document}/contents")
        self.ask("GET", f"{self.api}/document/{self.document}")

    def highlight(self) -> None:
        start = 20 + 80 * (self.made % 250)
        self.made += 1
        place = {"start_offset": start, "end_offset": start + 60, "tags": [self.tag]}
        self.post(f"{self.api}/document/{self.document}/highlight/new", place)

    def post(self, path: str, said: Any) -> str:
        return self.ask("POST", path, json.dumps(said), "application/json")

    def form(self, path: str, **said: str) -> str:
        said["_xsrf"] = self.cookies.get("_xsrf", "")
        return self.ask("POST", path, urlencode(said), "application/x-www-form-urlencoded")

    def fetch(self, path: str) -> int:
        """A file that it makes: how long it is."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.line.request("GET", path, headers={"Cookie": cookies})
        answer = self.line.getresponse()
        length = len(answer.read())
        if answer.status >= 400:
            raise RuntimeError(f"Taguette answers {answer.status} to {path}")
        return length

    def ask(self, method: str, path: str, body: str | None = None, kind: str = "text/plain") -> str:
        """The answer's text; of a redirect, the last number in where it leads."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Content-Type": kind, "Cookie": cookies, "X-XSRFToken": self.cookies.get("_xsrf", "")}
        self.line.request(method, path, body.encode() if body else None, headers)
        answer = self.line.getresponse()
        said = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status >= 400:
            raise RuntimeError(f"Taguette answers {answer.status} to {path}: {said[:300]}")
        return said if answer.status < 300 else (re.findall(r"\d+", answer.headers["Location"]) or [""])[-1]


def part(name: str, value: str) -> str:
    """One field of a form that carries a file."""
    is_file = '; filename="d.html"\r\nContent-Type: text/html' if name == "file" else ""
    return f'--edge\r\nContent-Disposition: form-data; name="{name}"{is_file}\r\n\r\n{value}\r\n'
