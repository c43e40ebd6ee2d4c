"""What can be exported, and how each of it is made ready for a kind of format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.exchange import movement
from tracker.exchange.asked import Asked
from tracker.exchange.book import book
from tracker.exchange.data import data
from tracker.exchange.sheet import sheet
from tracker.exchange.summary import summary


@dataclass(frozen=True)
class Scope:
    """`made`: by the kind that a format takes, the content."""

    slug: str
    name: str | Promise
    made: Mapping[str, Callable[[Asked], Any]]


SCOPES = {
    each.slug: each
    for each in (
        Scope("comparison", _("The positions"), {"paper": summary, "sheet": sheet, "book": book, "data": data}),
        Scope(
            "movement",
            _("What moved"),
            {"paper": movement.paper, "sheet": movement.sheet, "book": movement.book, "data": data},
        ),
    )
}
