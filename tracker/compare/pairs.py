"""Which pairs are looked into, read from the address, and the order in which a table writes the parties."""

from collections.abc import Sequence
from itertools import combinations

from django.utils.translation import gettext as _

from tracker.actors.models import Party
from tracker.agenda.models import Negotiation
from tracker.agenda.when import Asked, When
from tracker.analysis.distance import Distance, every_distance
from tracker.analysis.order import near_together
from tracker.base.errors import Unknown
from tracker.compare.abreast import abreast
from tracker.compare.comparison import Comparison
from tracker.compare.filters import Narrowed

MOST = 6  # lines that can still be told apart
MOST_PARTIES = 24  # of whom a page shows each pair, or each on each issue, with its number

Pair = tuple[int, int]  # the places of two parties, the lower first


def named(pair: Pair, parties: Sequence[Party]) -> str:
    """How an address names it: nato,russia."""
    return ",".join(parties[place].slug for place in pair)


def crowd(parties: Sequence[Party]) -> bool:
    """Whether they are so many that nobody looks at each pair, or at each of them on each issue."""
    return len(parties) > MOST_PARTIES


def party_named(slug: str, parties: Sequence[Party], when: When) -> int | None:
    """The place of the party whose pairs the address asks for, if it names one.

    Raises `Unknown`, which offers the parties that there are, for any other.
    """
    found = next((place for place, party in enumerate(parties) if party.slug == slug), None)
    if slug and found is None:
        raise Unknown(_("No counted party here is called “%(name)s”.") % {"name": slug}, of_each(parties, when))
    return found


def of_each(parties: Sequence[Party], when: When) -> list[tuple[str, str]]:
    """Each party, and the address of its pairs."""
    return [(party.name, f"{when.path}?of={party.slug}&{when.query}".rstrip("&")) for party in parties]


def picked(given: Sequence[str], parties: Sequence[Party], when: When, of: int | None = None) -> list[Pair]:
    """The pairs named, each once and at most six; with none the first two parties, or `of` and the first other.

    Raises `Unknown` for any other. It offers the pairs that there are; of a crowd the parties, each with its own.
    """
    places = {party.slug: place for place, party in enumerate(parties)}
    found: list[Pair] = []
    for words in filter(None, given):
        one, _comma, other = words.partition(",")
        a, b = places.get(one), places.get(other)
        if a is None or b is None or a == b:
            offers = of_each(parties, when) if crowd(parties) else each_pair(parties, when)
            raise Unknown(_("No two counted parties here are called “%(name)s”.") % {"name": words}, offers)
        pair = min(a, b), max(a, b)
        if pair not in found:
            found.append(pair)
    first = [(0, 1) if not of else (0, of)] if len(parties) > 1 else []
    return found[:MOST] or first


def each_pair(parties: Sequence[Party], when: When) -> list[tuple[str, str]]:
    """Each pair, and the address that opens it."""
    return [
        (
            f"{parties[a]} – {parties[b]}",
            f"{when.path}?pair={named((a, b), parties)}&{when.query}".rstrip("&"),
        )
        for a, b in combinations(range(len(parties)), 2)
    ]


def measured(negotiation: Negotiation, asked: Asked) -> Comparison:
    """Where the counted parties stand on all issues: all that distances rest on, and nothing of what is behind it."""
    counted = negotiation.counted
    return abreast(negotiation, counted, Narrowed(), **asked)


def distances(comparison: Comparison) -> dict[Pair, Distance]:
    """Each pair of those compared."""
    rows = comparison.leaves
    stands = [[row.cells[place].stand for row in rows] for place in range(len(comparison.parties))]
    return every_distance(stands, [row.dropped for row in rows])


def seriated(found: dict[Pair, Distance], count: int) -> list[int]:
    """The places of the parties, so that near ones stand together; a distance that is hidden brings nobody near."""

    def far(a: int, b: int) -> float | None:
        between = found[min(a, b), max(a, b)]
        return None if between.hidden else between.value

    return near_together(count, far)
