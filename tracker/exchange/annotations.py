"""The marks of a document as annotations, and annotations as marks of a document."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tracker.desk.queries.sources import Reader
from tracker.desk.shown.document import quoting
from tracker.exchange.exporters.jsonld import Body, Mark
from tracker.exchange.importers.jsonld import Quoted
from tracker.sources.anchors import Ambiguous, Anchor, NotFound, Text, Unsure
from tracker.sources.models import Excerpt
from tracker.statements.models import Statement

SHOWN = 200  # letters of words that were not found


def marks(reader: Reader, absolute: Callable[[str], str]) -> list[Mark]:
    """Every excerpt of the document with the statements that quote it; `absolute` makes whole addresses."""
    quoted, here = quoting(reader), reader.document.get_absolute_url()
    for said in reader.statements:
        said.workspace = reader.document.workspace
    return [
        Mark(
            address=absolute(f"{here}#excerpt-{each.pk}"),
            created=each.recorded_at,
            creator=str(each.recorded_by),
            exact=each.exact,
            prefix=each.prefix,
            suffix=each.suffix,
            place=(each.start, each.end) if each.state == Excerpt.State.ANCHORED else None,
            bodies=bodies(quoted.get(each.pk, []), absolute),
        )
        for each in reader.excerpts
    ]


def bodies(statements: Sequence[Statement], absolute: Callable[[str], str]) -> list[Body]:
    """What each statement says in our words, and tags: its issue and whose view it is."""
    described = [Body("describing", said.words, absolute(said.get_absolute_url())) for said in statements]
    tags = [str(tag) for said in statements for tag in (said.issue, *(held.party for held in said.held)) if tag]
    return described + [Body("tagging", tag) for tag in dict.fromkeys(tags)]


@dataclass
class Placed:
    """Where the words of a file surely stand in a text, and those that are not surely found, with the reason."""

    anchors: list[Anchor] = field(default_factory=list)
    unresolved: list[tuple[str, str]] = field(default_factory=list)


def place(text: str, quotations: Sequence[Quoted]) -> Placed:
    found, searched = Placed(), Text(text)
    for each in quotations:
        try:
            anchor = searched.surely(each.exact, start=each.start, end=each.end, prefix=each.prefix, suffix=each.suffix)
            found.anchors.append(anchor)
        except (NotFound, Ambiguous) as reason:
            found.unresolved.append((printable(each.exact), why(each, reason)))
    return found


def why(quoted: Quoted, reason: NotFound | Ambiguous) -> str:
    """Why words of a file are not surely found: who reads it did not choose them."""
    if not quoted.exact:
        return _("It quotes no words, so there is nothing to look for.")
    if isinstance(reason, Unsure):
        return str(reason)
    if isinstance(reason, NotFound):
        return _("These words are not in the text.")
    times = f"{len(reason.candidates)}{'+' if reason.more else ''}"
    return _("These words occur %(n)s times, and nothing in the file tells which are meant.") % {"n": times}


def printable(words: str) -> str:
    """Their beginning, without what no page and no database can hold: halves of characters, NUL."""
    return words[:SHOWN].encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
