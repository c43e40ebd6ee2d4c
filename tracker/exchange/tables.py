"""Rows under headings, as words, numbers and dates; and sheets of them as a book."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

Value = str | int | float | date | None
Row = Sequence[Value]


@dataclass(frozen=True)
class Sheet:
    """Headings and rows, which may come one by one. Numbers are numbers; nothing known is None."""

    headings: Sequence[str]
    rows: Iterable[Row]


@dataclass(frozen=True)
class Properties:
    """What a folder of files lists of one: what it is about, who made it and when."""

    subject: str
    author: str
    moment: datetime


@dataclass(frozen=True)
class Book:
    """Sheets under their names, read once, from the first row of the first to the last of the last."""

    title: str
    properties: Properties
    sheets: Iterable[tuple[str, Sheet]]
    handling: str = ""  # who may read it, on every page that is printed
