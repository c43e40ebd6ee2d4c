"""Pages of a list that only grows at one end: each begins where another ended, and costs the same however far down."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import QueryDict

PLACES = ("before", "after")  # what an address calls the line it begins below, or ends above

COUNTED = 5_000  # lines of a list; what follows is found another way


class Bounded(Paginator):
    """Numbered pages of a list that may be longer than anybody turns pages: only so many of its lines are counted."""

    @cached_property
    def found(self) -> int:
        """How many there are; `COUNTED` and one: or more."""
        return int(self.object_list.order_by()[: COUNTED + 1].count())  # type: ignore[attr-defined]

    @cached_property
    def count(self) -> int:
        return min(self.found, COUNTED)

    @property
    def more(self) -> bool:
        """Whether the list goes on after the last page."""
        return self.found > COUNTED


@dataclass(frozen=True)
class Stretch:
    """Some lines of a list, the newest first, and the addresses of those on either side ("" where there is none)."""

    lines: list[Any]
    newest: str
    newer: str
    older: str


def stretch(listed: QuerySet[Any], given: QueryDict, *, size: int = 50) -> Stretch:
    """The lines of `listed` that the address asks for, by its moment `at` and its number."""
    place, asked = next(((name, given[name]) for name in PLACES if given.get(name)), ("", ""))
    found = cut(str(asked))
    up = bool(found) and place == "after"
    if found:
        at, pk = found
        beyond = Q(at__gt=at) | Q(at=at, pk__gt=pk) if up else Q(at__lt=at) | Q(at=at, pk__lt=pk)
        # The first condition says no more than the second; by it the index finds the place.
        listed = listed.filter(Q(at__gte=at) if up else Q(at__lte=at)).filter(beyond)
    lines = list(listed.order_by(*(("at", "pk") if up else ("-at", "-pk")))[: size + 1])
    more, lines = len(lines) > size, lines[:size]
    if up:
        lines.reverse()
    return Stretch(
        lines,
        newest=address(given, "", None) if found else "",
        newer=address(given, "after", lines[0]) if lines and (more if up else found) else "",
        older=address(given, "before", lines[-1]) if lines and (found if up else more) else "",
    )


def cut(place: str) -> tuple[datetime, int] | None:
    """The moment and number of a line; None for what is no place in a list."""
    at, _, pk = place.partition("~")
    try:
        moment, number = datetime.fromisoformat(at), int(pk)
    except ValueError:
        return None
    return (moment, number) if moment.tzinfo and 0 <= number < 2**63 else None


def address(given: QueryDict, place: str, line: Any) -> str:
    kept = [(name, value) for name, values in given.lists() if name not in PLACES for value in values]
    return "?" + urlencode([*kept, *([(place, f"{line.at.isoformat()}~{line.pk}")] if line else [])])
