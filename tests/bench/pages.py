"""Each page of the demo: server time, queries, and how it compares with a page that does nothing."""

import time
from collections.abc import Callable
from statistics import median

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.bench._own import database

TIMES = 31


def main() -> None:
    with database():
        table()


def table() -> None:
    """A line for each page, each measured in turn with the trivial one."""
    pages = demo()
    client = Client(headers={"Accept-Encoding": "gzip", "Host": "localhost"})
    reader = get_user_model().objects.get(email="reader@example.org")
    client.force_login(reader, "django.contrib.auth.backends.ModelBackend")
    trivial = reverse("healthz")
    print(f"{'page':28} {'median ms':>9} {'cpu ms':>7} {'queries':>8} {'ratio':>6}")
    for name, path in pages.items():
        queries = asked(client, path)
        wall, cpu, nothing = timed(lambda path=path: client.get(path), lambda: client.get(trivial))
        print(f"{name:28} {wall:9.1f} {cpu:7.1f} {queries:8} {wall / nothing:6.1f}")


def asked(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200, path
    return len(queries)


def timed(act: Callable[[], object], trivial: Callable[[], object]) -> tuple[float, float, float]:
    """The medians of the act, wall and processor, and of the trivial one in between, in milliseconds."""
    act(), trivial()
    found = []
    for _n in range(TIMES):
        start, busy = time.perf_counter(), time.process_time()
        act()
        middle, spent = time.perf_counter(), time.process_time()
        trivial()
        found.append((middle - start, spent - busy, time.perf_counter() - middle))
    wall, cpu, nothing = (1000 * median(column) for column in zip(*found, strict=True))
    return wall, cpu, nothing


def demo() -> dict[str, str]:
    """The demo dossier is loaded: the addresses of its pages, by name."""
    from tracker.agenda.models import Issue, Negotiation
    from tracker.exchange.demo.loader import load, read
    from tracker.positions.models import Position
    from tracker.sources.models import Document
    from tracker.statements.models import Statement

    load(read())
    talks = {"ws": "demo", "n": Negotiation.objects.get().slug}
    position, document, statement = Position.objects.first(), Document.objects.first(), Statement.objects.first()
    side, export = reverse("compare:side_by_side", kwargs=talks), reverse("exchange:export", kwargs=talks)
    day = "as_of=2012-05-31"
    issue = Issue.objects.filter(options__isnull=False).first()
    return {
        "overview": reverse("desk:overview", kwargs=talks),
        "grid": f"{reverse('compare:grid', kwargs=talks)}?{day}",
        "side by side": f"{side}?{day}",
        "side by side, since Lisbon": f"{side}?{day}&since=lisbon-2010",
        "export, Markdown": f"{export}?{day}",
        "export, CSV": f"{export}?{day}&format=csv&show=yes",
        "export, Markdown file": f"{export}?{day}&format=md",
        "export, CSV file": f"{export}?{day}&format=csv",
        "position": reverse("positions:detail", kwargs={"ws": "demo", "pk": position.pk}),
        "issue": reverse("desk:issue", kwargs={**talks, "slug": issue.slug}),
        "party": reverse("desk:party", kwargs={"ws": "demo", "slug": "russia"}),
        "movement": f"{reverse('compare:movement', kwargs=talks)}?{day}&since=lisbon-2010",
        "statements": reverse("desk:statements", kwargs={"ws": "demo"}),
        "waiting": reverse("desk:waiting", kwargs=talks),
        "history": reverse("desk:history", kwargs={"ws": "demo"}),
        "documents": reverse("desk:documents", kwargs={"ws": "demo"}),
        "document": reverse("desk:document", kwargs={"ws": "demo", "pk": document.pk}),
        "statement": reverse("desk:statement", kwargs={"ws": "demo", "pk": statement.pk}),
    }


if __name__ == "__main__":
    main()
