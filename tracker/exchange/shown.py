"""What the chooser prints, made ready."""

from dataclasses import replace
from itertools import islice
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.agenda.when import When
from tracker.compare.queries import Comparison
from tracker.exchange.exporters import html
from tracker.exchange.exporters.csv import plain
from tracker.exchange.formats import FORMATS, Format, filename
from tracker.exchange.forms import AnnotationsForm
from tracker.exchange.paper import Paper
from tracker.exchange.tables import Book, Sheet
from tracker.history.models import Change
from tracker.sources.models import Document

ROWS, BLOCKS = 12, 200  # how much of a file is shown


def chooser(comparison: Comparison, when: When, chosen: Format | None, *, made_by: str) -> dict[str, Any]:
    """All that the chooser's template needs beside the negotiation, the time and its form."""
    form = chosen or FORMATS["md"]
    picked = {party.pk for party in comparison.parties}
    context: dict[str, Any] = {
        "parties": [(party, party.pk in picked) for party in when.negotiation.table],
        "formats": [(each, each is form) for each in FORMATS.values()],
        "chosen": form,
    }
    if when.status != 200:
        return context | {"sentence": _("Nothing is downloaded yet: one of the days cannot be read.")}
    content = form.table(comparison, when, made_by)
    return context | {
        "sentence": rests(comparison),
        "name": filename(form, comparison),
        **beginning(content),
    }


def rests(comparison: Comparison) -> str:
    """What the file will rest on."""
    cells = [cell for row in comparison.leaves for cell in row.cells]
    known = [cell for cell in cells if cell.reading]
    statements = {statement.pk for cell in known for _link, statement in cell.backing.weighed}
    positions = ngettext("%(known)s of %(all)s position is on record", "%(known)s of %(all)s positions are on record",
                         len(cells))  # fmt: skip
    behind = ngettext("%(n)s statement stands behind them", "%(n)s statements stand behind them", len(statements))
    said = f"{positions % {'known': len(known), 'all': len(cells)}}; {behind % {'n': len(statements)}}."
    unapproved = sum(1 for cell in known if cell.review != "approved")
    if not unapproved:
        return said
    more = ngettext("%(n)s position is not approved, which the file says.",
                    "%(n)s positions are not approved, which the file says.", unapproved)  # fmt: skip
    return f"{said} {more % {'n': unapproved}}"


def beginning(content: Sheet | Book | Paper) -> dict[str, Any]:
    """Of a book its first sheet."""
    if isinstance(content, Book):
        content = next(sheet for _name, sheet in content.sheets)
    return first_rows(content) if isinstance(content, Sheet) else first_blocks(content)


def first_rows(sheet: Sheet) -> dict[str, Any]:
    """The head of a sheet as the file has it, and how many rows follow."""
    every = list(sheet.rows)
    rows = [[plain(value) for value in row] for row in every[:ROWS]]
    rest = len(every) - ROWS
    more = ngettext("The file goes on for %(n)s more row.", "The file goes on for %(n)s more rows.", rest)
    return {"headings": sheet.headings, "rows": rows, "rest": more % {"n": rest} if rest > 0 else ""}


def first_blocks(paper: Paper) -> dict[str, Any]:
    """A paper as it will be read: of a long one the beginning."""
    begun = [*islice(paper.blocks, BLOCKS + 1)]
    rest = _("The file goes on.") if len(begun) > BLOCKS else ""
    return {"paper": SafeString("".join(html.parts(replace(paper, blocks=begun[:BLOCKS]), level=2))), "rest": rest}


def brought_in(done: Change) -> str:
    """What the notice says of annotations that were imported."""
    made, lost = done.details["made"], len(done.details["unresolved"])
    words = ngettext("One mark imported.", "%(n)s marks imported.", made) % {"n": made}
    if lost:
        words += " " + ngettext("One was not surely found.", "%(n)s were not surely found.", lost) % {"n": lost}
    return words


def unresolved(form: AnnotationsForm, document: Document, done: Change | None) -> list[tuple[str, str]]:
    """The words that were not surely found, now or in the import that the address names, each with the reason."""
    if form.is_bound:
        return form.placed.unresolved
    if done is None or done.verb != "excerpt.imported" or done.target_id != document.pk:
        return []
    return [(words, why) for words, why in done.details["unresolved"]]
