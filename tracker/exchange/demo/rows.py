"""One record of a dossier’s file: what is taken from it, and how a fault in it is told."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError

from tracker.base.dates import DomainDate, parse, parse_moment

NEEDED: Any = object()


class BadDossier(Exception):
    """The file cannot be loaded; the message is a sentence that names the record."""


class Row:
    """One record of the file. What is taken from it is used; what is left at the end is a slip of the pen."""

    def __init__(self, kind: str, given: Mapping[str, Any], name: str = "") -> None:
        if not isinstance(given, Mapping):
            raise BadDossier(f"A {kind} of the dossier is no table of names and values.")
        self.kind, self.left = kind, dict(given)
        self.name = name or str(next((given[key] for key in ("key", "slug", "email", "name") if key in given), ""))

    def __str__(self) -> str:
        return f"{self.kind} “{self.name}”".replace(" “”", "")

    def take(self, key: str, otherwise: Any = NEEDED) -> Any:
        if key not in self.left and otherwise is NEEDED:
            raise ValueError(f"it does not say its {key.replace('_', ' ')}.")
        return self.left.pop(key, otherwise)

    def day(self, key: str) -> DomainDate:
        """A date as people write it, or as TOML does."""
        return parse(str(self.take(key)))

    def maybe_day(self, key: str) -> DomainDate | None:
        return self.day(key) if self.left.get(key) else self.left.pop(key, None)

    def words(self, *needed: str, maybe: Sequence[str] = ()) -> dict[str, Any]:
        """These, under their own names; of those in `maybe` the ones that are given."""
        return {key: self.take(key) for key in needed} | {key: self.take(key) for key in maybe if key in self.left}


def capital(row: Row) -> str:
    words = str(row)
    return words[:1].upper() + words[1:]


def said(reason: Exception) -> str:
    """Why, as a sentence."""
    if isinstance(reason, ValidationError):
        return " ".join(reason.messages)
    if isinstance(reason, KeyError):
        return f"a part of it does not say its {str(reason.args[0]).replace('_', ' ')}."
    return str(reason)


def moment(written: Any, zone: ZoneInfo) -> datetime:
    """A moment with its offset, as text or as TOML's own."""
    return parse_moment(written.isoformat() if isinstance(written, date) else str(written), zone)


def moment_or_first(written: Any, zone: ZoneInfo) -> datetime:
    """For sorting: a record without a readable moment comes first, and is refused there by name."""
    try:
        return moment(written, zone)
    except ValueError:
        return datetime.min.replace(tzinfo=zone)
