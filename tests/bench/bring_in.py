"""What bringing in one document costs: the whole request, from the file to the row, its passages and its likeness.

Ours joins the texts of the demo dossier, in Taguette 200 with 25 marks each.
"""

import os
from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import count
from random import Random

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from tests import files
from tests.bench._own import BODY, database, in_turn
from tests.bench._taguette import taguette

TIMES = 41
DOCUMENTS, EACH = 200, 25  # that are in the yardstick before, and marks in each
PAGE, BARE, THEIRS = "a web page of 24 KB", "bare INSERT, tsvector and GIN", "a web page in Taguette"
GOAL = 0.25  # of Taguette's


def main() -> None:
    with database(), taguette(BODY) as theirs:
        acts = product() | {BARE: bare_insert()}
        if theirs:
            theirs.fill(DOCUMENTS, [(80 * n, 80 * n + 60) for n in range(EACH)])
            pages = [page(Random(-n)) for n in range(TIMES + 6)]
            acts[THEIRS] = lambda: theirs.bring_in(pages.pop())
        found = in_turn(acts, TIMES)
    for name, median in found.items():
        print(f"{name:34} {median:8.2f} ms")
    print(f"a web page / {BARE}: {found[PAGE] / found[BARE]:.1f}")
    if theirs:
        print(f"a web page / {THEIRS}: {found[PAGE] / found[THEIRS]:.2f} (goal: at most {GOAL})")


def product() -> dict[str, Callable[[], object]]:
    """The demo dossier; each request brings in a document that is not there yet."""
    from tracker.exchange.demo.loader import load, read

    load(read())
    client, number = Client(headers={"Host": "localhost"}), count()
    analyst = get_user_model().objects.get(email="analyst@example.org")
    client.force_login(analyst, "django.contrib.auth.backends.ModelBackend")

    def words() -> list[str]:
        return sentences(Random(next(number)))

    def bring(name: str, data: Callable[[], bytes]) -> Callable[[], None]:
        made = [data() for _ in range(TIMES + 6)]

        def request() -> None:
            file = BytesIO(made.pop())
            file.name = name
            answer = client.post("/w/demo/documents/add/", {"file": file})
            assert answer.status_code == 302
            client.cookies.pop("messages")  # nobody looks at what the next page would say

        return request

    def paged() -> bytes:
        lines = words()
        return files.pdf(
            *([(60, 800 - 14 * n, each[:90]) for n, each in enumerate(lines[at : at + 50])] for at in (0, 50, 90))
        )

    return {
        PAGE: bring("page.html", lambda: page(Random(next(number))).encode()),
        "a text of 24 KB": bring("page.txt", lambda: "\n\n".join(words()).encode()),
        "a Word file of 140 paragraphs": bring("page.docx", lambda: files.word(*words())),
        "a PDF of three pages": bring("page.pdf", paged),
    }


def page(chance: Random) -> str:
    return files.page(*sentences(chance))


def sentences(chance: Random) -> list[str]:
    """The paragraphs of a document of 24 KB: 25 words each."""
    return [" ".join(chance.choices(vocabulary(), k=25)) + "." for _ in range(140)]


def bare_insert() -> Callable[[], object]:
    """The limit: the text in one row, searchable, on disk."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bare ("
            "words text, search tsvector GENERATED ALWAYS AS (to_tsvector('english', words)) STORED);"
            "CREATE INDEX ON bare USING gin (search)"
        )
    made = [" ".join(Random(n).choices(vocabulary(), k=3500)) for n in range(TIMES + 6)]

    def insert() -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bare VALUES (%s)", [made.pop()])

    return insert


@cache
def vocabulary() -> list[str]:
    return ["".join(Random(n).choices("etaoinshrdlu", k=3 + n % 7)) for n in range(3000)]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    main()
