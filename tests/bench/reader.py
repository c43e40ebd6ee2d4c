"""What it costs to open a text with the 25 passages marked in it: among 200 texts and among 5,000; and in Taguette."""

from collections.abc import Callable
from gzip import decompress

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.bench._own import BODY, SENTENCE, database, in_turn
from tests.bench._taguette import taguette

TIMES = 41
SMALL, LARGE, EACH = 200, 5_000, 25  # texts, and passages in each
OF_TAGUETTE, GROWTH = 0.3, 1.2
OURS, NOTHING, THEIRS = "the text with its passages", "a page that does nothing", "the same in Taguette"


def main() -> None:
    with database(), taguette(BODY) as theirs:
        acts = product()
        if theirs:
            theirs.fill(SMALL, [(80 * n, 80 * n + 60) for n in range(EACH)])
            acts |= {THEIRS: theirs.open}
        more(1, SMALL)
        small = in_turn(acts, TIMES)
        more(SMALL, LARGE)
        large = in_turn(acts, TIMES)
    for name in acts:
        print(f"{name:28} {small[name]:8.2f} ms, later {large[name]:8.2f} ms")
    if theirs:
        print(f"ours / Taguette, of {SMALL} texts: {small[OURS] / small[THEIRS]:.2f} (goal: at most {OF_TAGUETTE})")
    grown = (large[OURS] / large[NOTHING]) / (small[OURS] / small[NOTHING])
    print(f"{LARGE:,} texts / {SMALL} texts: {grown:.2f}, by the page that does nothing (goal: at most {GROWTH})")


def product() -> dict[str, Callable[[], object]]:
    """One text of 24 KB, from which 25 statements are cut."""
    from tests import make
    from tracker.statements.operations import Reported

    member = make.member()
    nato = make.party(member, "NATO")
    talks = make.negotiation(member, parties=[nato])
    issue = make.issue(member, talks)
    document = make.document(member, "\n\n".join(f"Paragraph {n}: {SENTENCE}." for n in range(300)))
    for n in range(EACH):
        carried = Reported("verbatim", document, [f"Paragraph {n}: {SENTENCE}"])
        make.statement(member, issue, nato, reports=[carried])
    client = Client(headers={"Accept-Encoding": "gzip", "Host": "localhost"})
    client.force_login(get_user_model().objects.get(pk=member.user_id), "django.contrib.auth.backends.ModelBackend")
    path = reverse("desk:document", kwargs={"ws": member.workspace.slug, "pk": document.pk})
    assert decompress(client.get(path).content).count(b'id="excerpt-') == EACH
    return {OURS: lambda: client.get(path), NOTHING: lambda: client.get(reverse("healthz"))}


# As many texts as are wanted, each a copy of the first with all that hangs on it --------------------------------------
APART = 1_000_000  # from the id of a row to that of its copy
HANGS = {
    "sources_document": [],
    "sources_excerpt": ["document_id"],
    "statements_statement": [],
    "statements_holder": ["statement_id"],
    "statements_report": ["statement_id", "document_id"],
    "statements_quotation": ["report_id", "excerpt_id"],
}


def more(first: int, last: int) -> None:
    """The copies numbered from `first` up to `last` are there; no rule is asked: the first text keeps them all."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET statement_timeout = 0")
        for table, refers in HANGS.items():
            cursor.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'",
                [table],
            )
            columns = [name for (name,) in cursor.fetchall()]
            moved = [f'"{name}" + {APART} * n' if name in ["id", *refers] else f'"{name}"' for name in columns]
            named = ", ".join(f'"{name}"' for name in columns)
            copies = f"generate_series({first}::bigint, {last - 1}) n WHERE id < {APART}"
            cursor.execute(f"INSERT INTO {table} ({named}) SELECT {', '.join(moved)} FROM {table}, {copies}")
            cursor.execute(f"VACUUM ANALYZE {table}")
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("RESET statement_timeout")


if __name__ == "__main__":
    main()
