"""Which parties are compared, and which cells are wanted: read from the address."""

from collections.abc import Sequence

from django.http import QueryDict
from django.utils.translation import gettext as _

from tracker.actors.models import Party
from tracker.base.errors import Unknown

MOST = 6  # columns that can still be read side by side


def chosen(slugs: Sequence[str], table: Sequence[Party], path: str, query: str) -> list[Party]:
    """The parties named, each once and at most six; with fewer than two, the next at the table join them.

    Raises `Unknown`, which offers those that are at the table, for a name that is not.
    """
    by_slug = {party.slug: party for party in table}
    named: list[Party] = []
    for slug in filter(None, slugs):
        if slug not in by_slug:
            offers = [(party.name, f"{path}?party={party.slug}&{query}".rstrip("&")) for party in table]
            raise Unknown(_("No party “%(name)s” takes part in this negotiation.") % {"name": slug}, offers)
        if by_slug[slug] not in named:
            named.append(by_slug[slug])
    for party in table:
        if len(named) >= 2:
            break
        if party not in named:
            named.append(party)
    return named[:MOST]


class More:
    """The cells that a grid asks for when they come into view: of these issues, from this column on."""

    def __init__(self, given: QueryDict) -> None:
        issues, start = (str(given.get(name, "")) for name in ("issues", "from"))
        self.issues = {int(each) for each in issues.split(".") if is_id(each)}
        self.start = int(start) if is_id(start) else 0


def is_id(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) < 10
