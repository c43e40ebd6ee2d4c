"""What a new reading costs: the operation and the whole request, beside a bare INSERT and a highlight in Taguette.

Taguette takes part where its program is on the PATH, or named in TAGUETTE; it serves one user, from an empty folder.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment, teardown_test_environment
from django.urls import reverse

from tests.bench._own import database, in_turn

TIMES = 101
GOAL = 0.8  # of a highlight
BODY = "".join(
    f"<p>Paragraph {n}: one system, divided into sectors, is what they say they want.</p>" for n in range(300)
)


def main() -> None:
    with database(), highlight() as mark:
        acts = product() | {"bare INSERT with commit": bare_insert()}
        found = in_turn(acts | ({"highlight in Taguette": mark} if mark else {}), TIMES)
    for name, median in found.items():
        print(f"{name:28} {median:8.2f} ms")
    for yardstick in list(found)[2:]:
        for name in list(found)[:2]:
            goal = f" (goal: at most {GOAL})" if yardstick == "highlight in Taguette" else ""
            print(f"{name} / {yardstick}: {found[name] / found[yardstick]:.2f}{goal}")
    if not mark:
        print(f"Taguette is not here: the goal is at most {GOAL} x its highlight.")


def product() -> dict[str, Callable[[], object]]:
    """On the demo dossier: the operation, with a statement as its evidence, and the request that carries it.

    Each revises another position than the time before: nobody has revised one a hundred times.
    """
    from tests import make
    from tracker.accounts.models import Membership
    from tracker.exchange.demo.loader import load, read
    from tracker.positions import operations
    from tracker.positions.models import Evidence, Reading

    load(read())
    analyst = Membership.objects.get(user__email="analyst@example.org", workspace__slug="demo")
    supported = Evidence.objects.filter(reading__stance="value", relation="supports").select_related("reading")
    each = list(supported.order_by("position_id", "-pk").distinct("position_id"))
    in_turn = cycle(each)

    def operation() -> Reading:
        evidence = next(in_turn)
        position, last = evidence.position, evidence.reading
        return operations.revise(
            position,
            by=analyst,
            expected=position.version,
            effective=make.when("1 June 2012"),
            evidence=[operations.Bears(evidence.statement, "supports")],
            stance="value",
            stated=last.stated,
            summary=last.summary,
        )

    client = Client(headers={"Host": "localhost"})
    client.force_login(get_user_model().objects.get(pk=analyst.user_id), "django.contrib.auth.backends.ModelBackend")
    setup_test_environment()  # so that the form can be read off its page
    forms = []
    for evidence in each:
        path = reverse("positions:revise", kwargs={"ws": "demo", "pk": evidence.position_id})
        forms.append((evidence.position, path, make.filled(client, path)))
    teardown_test_environment()
    forms_in_turn = cycle(forms)

    def request() -> None:
        position, path, typed = next(forms_in_turn)
        shown = {"csrfmiddlewaretoken": token_hex(32)}  # as a page that was shown anew: it is saved once
        sent = urlencode(typed | shown | {"expected": position.version}, doseq=True)
        assert client.post(path, sent, content_type="application/x-www-form-urlencoded").status_code == 302
        position.version += 1

    return {"positions.revise": operation, "the request that revises": request}


def bare_insert() -> Callable[[], object]:
    """The limit: one row of one table that keeps no rules, on disk."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, words text)")

    def insert() -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bare (words) VALUES (%s)", ["What they want, in a sentence or two."])

    return insert


# The yardstick --------------------------------------------------------------------------------------------------------
@contextmanager
def highlight() -> Iterator[Callable[[], object] | None]:
    """Makes one more highlight in one document of a Taguette of our own; none where there is no Taguette."""
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
                yield Taguette(port, token(log)).highlight
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

    def __init__(self, port: int, token: str) -> None:
        self.line, self.cookies, self.made = HTTPConnection("127.0.0.1", port, timeout=60), dict[str, str](), 0
        self.ask("GET", f"/?token={token}")
        self.ask("GET", "/project/new")
        form = {"name": "Talks", "description": "", "_xsrf": self.cookies.get("_xsrf", "")}
        self.project = self.ask("POST", "/project/new", urlencode(form), "application/x-www-form-urlencoded")
        self.api = f"/api/project/{self.project}"
        self.tag = json.loads(self.post(f"{self.api}/tag/new", {"path": "Architecture", "description": ""}))["id"]
        parts = {"name": "Dispatch", "description": "", "file": BODY}
        body = "".join(part(name, value) for name, value in parts.items()) + "--edge--\r\n"
        done = json.loads(self.ask("POST", f"{self.api}/document/new", body, "multipart/form-data; boundary=edge"))
        self.document = done["created"]

    def highlight(self) -> None:
        start = 20 + 80 * (self.made % 250)
        self.made += 1
        place = {"start_offset": start, "end_offset": start + 60, "tags": [self.tag]}
        self.post(f"{self.api}/document/{self.document}/highlight/new", place)

    def post(self, path: str, said: Any) -> str:
        return self.ask("POST", path, json.dumps(said), "application/json")

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


if __name__ == "__main__":
    main()
