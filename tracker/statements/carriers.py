"""How a statement reached us: the texts that carry it, the outlets between, and the words that are quoted.

Rows rather than records: a page shows hundreds of them and changes none.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from tracker.base.dates import DomainDate


class DocumentRow(NamedTuple):
    """Document without its text."""

    pk: int
    title: str
    author: str
    published_on: date | None
    published_before: date | None
    address: str
    language: str
    outlet: str | None
    reliability: str | None  # of that outlet

    @property
    def published(self) -> DomainDate | None:
        return dated(self.published_on, self.published_before)

    def __str__(self) -> str:
        return self.title


class RelayRow(NamedTuple):
    """Relay: one outlet in the chain, from the text outward."""

    outlet_id: int
    outlet: str
    reliability: str
    label: str
    published_on: date | None
    published_before: date | None

    @classmethod
    def read(cls, row: Sequence[Any]) -> "RelayRow":
        """From the same columns as JSON, which has no dates."""
        pk, outlet, reliability, label, first, end = row
        dates = [day and date.fromisoformat(day) for day in (first, end)]
        return cls(pk, outlet, reliability, label, *dates)

    @property
    def published(self) -> DomainDate | None:
        return dated(self.published_on, self.published_before)

    def __str__(self) -> str:
        return self.label or self.outlet


class ExcerptRow(NamedTuple):
    """Excerpt: words that are quoted of a text."""

    pk: int
    exact: str
    translation: str
    translator: str
    document_id: int
    state: str


class ReportRow(NamedTuple):
    """Report: one text, or our own record without any, that carries a statement, and how."""

    mode: str
    direct: bool  # a direct record: nobody in between
    document: DocumentRow | None
    chain: list[RelayRow]
    quoted: list[ExcerptRow]


def dated(first: date | None, end: date | None) -> DomainDate | None:
    return DomainDate(first, end) if first and end else None
