"""A statement as both pages show it: its words, where they stand, and why it counts or not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from tracker.agenda.when import When
from tracker.base.shown import Shown
from tracker.positions import words
from tracker.positions.models import Position
from tracker.positions.shown.weighing import Weighing
from tracker.statements.carriers import ReportRow
from tracker.statements.models import Statement
from tracker.statements.quotes import Quote, quote


@dataclass(frozen=True)
class Place(Shown):
    """Where quoted words stand in a text."""

    title: str
    href: str


@dataclass(frozen=True)
class Item(Shown):
    """One statement with its words, where they stand, and how it bears."""

    pk: int
    quote: Quote
    places: list[Place]
    worth: str = ""  # why it counts or does not
    note: str = ""
    departs: str = ""  # how far a statement that waits lies from what we hold, where that may be a move
    judged: str = ""  # "Does not bear, on the reading of 20 Nov 2010"
    weigh: str = ""  # the address that weighs it anew, for those who may
    weighing: Weighing | None = None  # the buttons that weigh it here


def item(statement: Statement, position: Position, when: When, **further: Any) -> Item:
    """The statement as the position's page shows it; `further`: what else the item says of it."""
    workspace = when.negotiation.workspace.slug
    shown = quote(statement, position.party, workspace=workspace)
    return Item(
        pk=statement.pk,
        quote=replace(shown, href=travelling(shown.href, when)),
        places=places(statement.carriers, workspace),
        worth=words.worth(statement, shown.why, position.issue),
        **further,
    )


def places(carriers: Iterable[ReportRow], workspace: str) -> list[Place]:
    """Each text that carries the statement; at the quoted words where there are any."""
    found = []
    for carrier in carriers:
        document = carrier.document
        if document is None:
            continue
        address = reverse("desk:document", kwargs={"ws": workspace, "pk": document.pk})
        found.append(Place(document.title, f"{address}#excerpt-{carrier.quoted[0].pk}" if carrier.quoted else address))
    return found


def travelling(path: str, when: When) -> str:
    """An address of the negotiation, with the point in time."""
    return f"{path}?{when.query}" if when.query else path
