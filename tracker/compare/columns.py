"""Which columns the grid has, and what of it is folded: read from the address."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.actors.models import Party
from tracker.agenda import queries as agenda
from tracker.agenda.models import Negotiation
from tracker.agenda.when import When
from tracker.base.errors import Unknown

MANY = 12  # columns beyond which a cell says less, unless asked otherwise
OWN = ("party", "cells")
KEPT = ("party", "fold", "closed", "cells", "as_of", "known_at", "since")


@dataclass(frozen=True)
class Columns:
    """The parties in the order shown, and what is folded."""

    given: QueryDict  # the address
    table: list[Party]  # all that could be a column
    named: list[Party]  # those that the address names, in its order; none: all
    members: dict[int, list[Party]]  # of each bloc at the table, that day, who sits there too; by the bloc's id
    closed: frozenset[str] = field(default_factory=frozenset)  # branches whose issues are folded away, by slug
    folded: frozenset[str] = field(default_factory=frozenset)  # blocs whose members are folded into them, by slug

    @property
    def shown(self) -> list[Party]:
        """The columns: the parties named, or all, without the members of a folded bloc that is shown itself."""
        chosen = self.named or self.table
        away = {member.pk for bloc in self.into(chosen) for member in self.members[bloc.pk]}
        return [party for party in chosen if party.pk not in away]

    def into(self, chosen: Sequence[Party]) -> list[Party]:
        """The blocs among them that hold their members' columns."""
        return [party for party in chosen if party.slug in self.folded and party.pk in self.members]

    def counted(self, bloc: Party) -> str:
        """How many members of a bloc sit at the table; empty: it is none."""
        found = len(self.members.get(bloc.pk, ()))
        return ngettext("%(n)s member", "%(n)s members", found) % {"n": found} if found else ""

    @property
    def told(self) -> str:
        """That somebody asked for no column at all; empty: they did not."""
        return _("No column was chosen, so all are shown.") if "party" in self.given and not self.named else ""

    @property
    def dense(self) -> bool:
        """Whether cells say less, so that more of them fit: as asked, or where the columns are many."""
        asked = self.given.get("cells")
        return asked == "dense" or (asked != "full" and len(self.shown) > MANY)

    @property
    def offered(self) -> list[tuple[Party, bool]]:
        """Every party and whether it is a column; the columns first, in their order."""
        chosen = self.named or self.table
        return [(party, True) for party in chosen] + [(party, False) for party in self.table if party not in chosen]

    @property
    def words(self) -> str:
        """How many of the parties are columns."""
        numbers = {"n": len(self.shown), "total": len(self.table)}
        return _("Columns: %(n)s of %(total)s") % numbers if numbers["n"] < numbers["total"] else _("Columns")

    @property
    def densities(self) -> list[tuple[str, str]]:
        return [("full", _("Full")), ("dense", _("Dense"))]

    @property
    def density(self) -> str:
        return "dense" if self.dense else "full"

    @property
    def others(self) -> list[tuple[str, str]]:
        """What of the address the choice of columns leaves as it is."""
        return [(name, value) for name in self.given for value in self.given.getlist(name) if name not in OWN]

    @property
    def all(self) -> str:
        """The address with every party as a column."""
        return urlencode(self.others)

    def toggled(self, name: str, slug: str) -> str:
        """The same address with that branch or bloc folded, or unfolded where it is."""
        given = self.given.copy()
        values = given.getlist(name)
        given.setlist(name, [each for each in values if each != slug] if slug in values else [*values, slug])
        return given.urlencode()

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What of the address stays when the grid is ordered or narrowed anew: its columns, its folds, the time."""
        return [(name, value) for name in KEPT for value in self.given.getlist(name) if value]

    @property
    def query(self) -> str:
        """The same as part of an address."""
        return urlencode(self.kept)


def columns(given: QueryDict, negotiation: Negotiation, when: When) -> Columns:
    """What the address says. Raises `Unknown`, which offers those at the table, for a party that is not."""
    table = negotiation.table
    by_slug, by_pk = {party.slug: party for party in table}, {party.pk: party for party in table}
    named: dict[str, Party] = {}
    for slug in filter(None, given.getlist("party")):
        if slug not in by_slug:
            raise Unknown(
                _("No party “%(name)s” takes part in this negotiation.") % {"name": slug},
                [(party.name, f"{when.path}?party={party.slug}&{when.query}".rstrip("&")) for party in table],
            )
        named[slug] = by_slug[slug]
    members: dict[int, list[Party]] = {}
    for stay in agenda.stays(list(by_pk), when.day):
        if stay.bloc_id in by_pk:
            members.setdefault(stay.bloc_id, []).append(by_pk[stay.party_id])
    return Columns(
        given=given,
        table=table,
        named=list(named.values()),
        members=members,
        closed=frozenset(given.getlist("closed")),
        folded=frozenset(given.getlist("fold")),
    )
