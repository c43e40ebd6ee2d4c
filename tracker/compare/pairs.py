"""Which pairs are looked into, read from the address, and the order in which a table writes the parties."""

from collections.abc import Sequence
from itertools import combinations

from django.utils.translation import gettext as _

from tracker.actors.models import Party
from tracker.agenda.when import When
from tracker.analysis.distance import Distance
from tracker.analysis.order import near_together
from tracker.base.errors import Unknown
from tracker.compare.comparison import Comparison

MOST = 6  # lines that can still be told apart

Pair = tuple[int, int]  # the places of two parties, the lower first


def named(pair: Pair, parties: Sequence[Party]) -> str:
    """How an address names it: nato,russia."""
    return ",".join(parties[place].slug for place in pair)


def picked(given: Sequence[str], parties: Sequence[Party], when: When) -> list[Pair]:
    """The pairs named, each once and at most six; with none the first two parties.

    Raises `Unknown`, which offers the pairs that there are, for any other.
    """
    every = {named(pair, parties): pair for pair in combinations(range(len(parties)), 2)}
    found: list[Pair] = []
    for words in filter(None, given):
        one, _comma, other = words.partition(",")
        pair = every.get(words) or every.get(f"{other},{one}")
        if pair is None:
            offers = [
                (f"{parties[a]} – {parties[b]}", f"{when.path}?pair={name}&{when.query}".rstrip("&"))
                for name, (a, b) in every.items()
            ]
            raise Unknown(_("No two counted parties here are called “%(name)s”.") % {"name": words}, offers)
        if pair not in found:
            found.append(pair)
    return found[:MOST] or list(every.values())[:1]


def distances(comparison: Comparison) -> dict[Pair, Distance]:
    """Each pair of those compared."""
    return {pair: comparison.between(*pair) for pair in combinations(range(len(comparison.parties)), 2)}


def seriated(found: dict[Pair, Distance], count: int) -> list[int]:
    """The places of the parties, so that near ones stand together; a distance that is hidden brings nobody near."""

    def far(a: int, b: int) -> float | None:
        between = found[min(a, b), max(a, b)]
        return None if between.hidden else between.value

    return near_together(count, far)
