"""What the chooser prints, made ready."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markdown_it import MarkdownIt

from tracker.actors.models import Party
from tracker.agenda.when import When
from tracker.compare.queries import Comparison
from tracker.exchange import queries
from tracker.exchange.exporters.csv import plain
from tracker.exchange.formats import FORMATS, Format, filename, made
from tracker.exchange.tables import Sheet

FIRST = 12  # rows of a sheet that are shown


def chooser(
    comparison: Comparison, when: When, table: Sequence[Party], chosen: Format | None, *, made_by: str
) -> dict[str, Any]:
    """All that the chooser's template needs beside the negotiation, the time and its form."""
    form = chosen or FORMATS["md"]
    picked = {party.pk for party in comparison.parties}
    context: dict[str, Any] = {
        "parties": [(party, party.pk in picked) for party in table],
        "formats": [(each, each is form) for each in FORMATS.values()],
        "chosen": form,
    }
    if when.status != 200:
        return context | {"sentence": _("Nothing is downloaded yet: one of the days cannot be read.")}
    content = made(form, comparison, when, made_by=made_by)
    return context | {
        "sentence": rests(comparison),
        "name": filename(form, comparison),
        "size": len(content),
        "prose": prose(content) if form.slug == "md" else "",
        "sheet": first_rows(queries.sheet(comparison, when, made_by)) if form.slug == "csv" else None,
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


def prose(markdown: bytes) -> SafeString:
    """The file as it will be read; its headings stand below the page's own."""
    reader = MarkdownIt("js-default")
    tokens = reader.parse(markdown.decode())
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
    html = reader.renderer.render(tokens, reader.options, {})
    name = escape(_("All issues at a glance"))
    html = html.replace("<table>", f'<div class="wide" role="region" tabindex="0" aria-label="{name}"><table>')
    return mark_safe(html.replace("</table>", "</table></div>"))  # noqa: S308 - js-default lets nobody's HTML through


def first_rows(sheet: Sheet) -> dict[str, Any]:
    """The head of a sheet as the file has it, and how many rows follow."""
    more = len(sheet.rows) - FIRST
    rest = ngettext("and %(n)s more row", "and %(n)s more rows", more) % {"n": more} if more > 0 else ""
    return {
        "headings": sheet.headings,
        "rows": [[plain(value) for value in row] for row in sheet.rows[:FIRST]],
        "rest": rest or _("That is all of it."),
    }
