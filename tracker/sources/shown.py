"""What the list of outlets shows, and of an excerpt the form that changes it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf.locale import LANG_INFO

from tracker.accounts.models import Membership
from tracker.history import diff
from tracker.sources import queries
from tracker.sources.forms import AnchorForm, named
from tracker.sources.models import Document, Excerpt, Outlet


@dataclass(frozen=True)
class OutletLine:
    outlet: Outlet
    counts: queries.Counts
    new: bool
    may: bool


def outlets(listed: Iterable[Outlet], member: Membership) -> list[OutletLine]:
    found = list(listed)
    counts = queries.outlet_counts(found)
    return [OutletLine(outlet, counts[outlet.pk], outlet.is_new, member.may(member.mends(outlet))) for outlet in found]


@dataclass(frozen=True)
class Words:
    """Quoted words as `ui/quote.html` shows them: in their language, kept to themselves."""

    words: str
    language: str
    verbatim: bool = True


@dataclass(frozen=True)
class Likely:
    """A place where lost words may stand: what stands there, marked where it differs from them, and around it."""

    before: str
    pieces: list[diff.Piece]
    after: str
    value: str  # of the button that chooses it
    key: int


def likely(form: AnchorForm) -> list[Likely]:
    return [
        Likely(each.prefix, differing(form.record.exact, each.exact), each.suffix, named(each), n)
        for n, each in enumerate(form.likely, 1)
    ]


def differing(before: str, after: str) -> list[diff.Piece]:
    """What is there now; what was there stands above it."""
    return [piece for piece in diff.compare(before, after) if piece.kind != "out"]


def words(excerpt: Excerpt, document: Document) -> Words:
    return Words(excerpt.exact, document.language)


def language(code: str) -> str:
    """Its name; one that we do not know is called by its code."""
    return str(LANG_INFO.get(code, {}).get("name", code))
