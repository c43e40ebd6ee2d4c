"""Rows under headings, as words, numbers and dates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

Value = str | int | float | date | None


@dataclass(frozen=True)
class Sheet:
    """Headings and rows, which may come one by one. Numbers are numbers; nothing known is None."""

    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
