"""A statement as both pages show it: its words, where they stand, and why it counts or not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse

from tracker.agenda.when import When
from tracker.positions import words
from tracker.positions.queries import OnRecord
from tracker.statements.models import Report, Statement
from tracker.statements.quotes import Quote, quote


@dataclass(frozen=True)
class Place:
    """Where quoted words stand in a text."""

    title: str
    href: str


@dataclass(frozen=True)
class Item:
    """One statement with its words, where they stand, and how it bears."""

    pk: int
    quote: Quote
    places: list[Place]
    worth: str = ""  # why it counts or does not
    note: str = ""
    judged: str = ""  # "Does not bear, on the reading of 20 Nov 2010"


def item(statement: Statement, record: OnRecord, when: When, *, note: str = "", judged: str = "") -> Item:
    workspace = when.negotiation.workspace.slug
    shown = quote(statement, record.position.party, workspace=workspace)
    return Item(
        pk=statement.pk,
        quote=replace(shown, href=travelling(shown.href, when)),
        places=places(statement.carriers, workspace),
        worth=words.worth(statement, shown.why, record.position.issue),
        note=note,
        judged=judged,
    )


def places(reports: Iterable[Report], workspace: str) -> list[Place]:
    """Each text that carries the statement; at the quoted words where there are any."""
    found = []
    for report in reports:
        if report.document_id is None or report.document is None:
            continue
        address = reverse("desk:document", kwargs={"ws": workspace, "pk": report.document_id})
        quoted = [quotation.excerpt_id for quotation in report.quoted]
        found.append(Place(report.document.title, f"{address}#excerpt-{quoted[0]}" if quoted else address))
    return found


def travelling(path: str, when: When) -> str:
    """An address of the negotiation, with the point in time."""
    return f"{path}?{when.query}" if when.query else path
