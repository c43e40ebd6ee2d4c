"""The yardstick: a Taguette of our own, asked as a browser asks it.

It takes part where its program is on the PATH, or named in TAGUETTE; it serves one user, from an empty folder.
"""

import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode


@contextmanager
def taguette(body: str) -> "Iterator[Taguette | None]":
    """One that serves, with a project, a tag and a document that reads so; none where there is no Taguette."""
    program = shutil.which(os.environ.get("TAGUETTE", "taguette"))
    if not program:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        log = Path(folder, "log")
        command = [program, "--no-browser", "--port", str(port), "--database", str(Path(folder, "db.sqlite3"))]
        with (
            log.open("w") as out,
            subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env={**os.environ, "HOME": folder, "PYTHONUNBUFFERED": "1"},
            ) as running,
        ):
            try:
                yield Taguette(port, token(log), body, Path(folder, "db.sqlite3"))
            finally:
                running.terminate()


def token(log: Path) -> str:
    """What it says in the address it prints once it serves."""
    for _n in range(300):
        if found := re.search(r"token=(\w+)", log.read_text()):
            return found[1]
        time.sleep(0.1)
    raise RuntimeError(f"Taguette does not serve: {log.read_text()[-500:]}")


class Taguette:
    """One user's browser, with a project, a tag and a document."""

    def __init__(self, port: int, token: str, body: str, database: Path) -> None:
        self.port, self.body, self.database = port, body, database
        self.line, self.cookies, self.made = HTTPConnection("127.0.0.1", port, timeout=60), dict[str, str](), 0
        self.ask("GET", f"/?token={token}")
        self.ask("GET", "/project/new")
        form = {"name": "Talks", "description": "", "_xsrf": self.cookies.get("_xsrf", "")}
        self.project = self.ask("POST", "/project/new", urlencode(form), "application/x-www-form-urlencoded")
        self.api = f"/api/project/{self.project}"
        self.tag = json.loads(self.post(f"{self.api}/tag/new", {"path": "Architecture", "description": ""}))["id"]
        self.document = self.bring_in()

    def bring_in(self) -> int:
        """The document once more, as its form of upload sends it."""
        parts = {"name": "Dispatch", "description": "", "file": self.body}
        body = "".join(part(name, value) for name, value in parts.items()) + "--edge--\r\n"
        done = json.loads(self.ask("POST", f"{self.api}/document/new", body, "multipart/form-data; boundary=edge"))
        return int(done["created"])

    def fill(self, documents: int, places: Sequence[tuple[int, int]]) -> None:
        """So many documents in all, each with a highlight at these places, written into its tables."""
        with closing(sqlite3.connect(self.database)) as tables, tables:
            (columns,) = [",".join(row[1] for row in tables.execute("PRAGMA table_info(documents)") if row[1] != "id")]
            tables.execute(
                f"WITH RECURSIVE more(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM more WHERE n < {documents}) "
                f"INSERT INTO documents ({columns}) SELECT {columns} FROM documents, more WHERE documents.id = ?",
                [self.document],
            )
            for start, end in places:
                tables.execute(
                    "INSERT INTO highlights (document_id, start_offset, end_offset, snippet)"
                    " SELECT id, ?, ?, ? FROM documents",
                    [start, end, f"<p>{self.body[start:end]}</p>"],
                )
            tables.execute("INSERT INTO highlight_tags (highlight_id, tag_id) SELECT id, ? FROM highlights", [self.tag])

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
        self.line.request(method, path, body, headers)
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
