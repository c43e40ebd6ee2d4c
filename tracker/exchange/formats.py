"""Which formats there are: the table each takes, and who writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.agenda.when import When
from tracker.compare.queries import Comparison
from tracker.exchange.book import book
from tracker.exchange.exporters import csv, docx, html, markdown, xlsx
from tracker.exchange.sheet import sheet
from tracker.exchange.summary import summary


@dataclass(frozen=True)
class Format:
    """One way out."""

    slug: str  # also how the file's name ends
    name: str | Promise
    serves: str | Promise  # what it is for
    media: str
    table: Callable[[Comparison, When, str], Any]
    write: Callable[[Any, IO[bytes]], None]


FORMATS = {
    each.slug: each
    for each in (
        Format(
            "md",
            _("Markdown"),
            _("A summary to read and to check: what it comes to, each issue with its evidence, numbered sources."),
            "text/markdown; charset=utf-8",
            summary,
            markdown.write,
        ),
        Format(
            "docx",
            _("Word"),
            _("The summary for a superior: headings, a table at a glance, the quotations, sources as endnotes."),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            summary,
            docx.write,
        ),
        Format(
            "html",
            _("HTML"),
            _("The summary as one file for any browser, on the screen or on paper; it needs nothing else."),
            "text/html; charset=utf-8",
            summary,
            html.write,
        ),
        Format(
            "xlsx",
            _("Excel"),
            _("A sheet each: the grid, the positions, the statements with their words, the sources, a codebook."),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            book,
            xlsx.write,
        ),
        Format(
            "csv",
            _("CSV"),
            _("One row for each issue and party, for a spreadsheet or a script. A cell never starts a formula."),
            "text/csv; charset=utf-8",
            sheet,
            csv.write,
        ),
    )
}


def made(chosen: Format, comparison: Comparison, when: When, *, made_by: str) -> bytes:
    """The file's bytes."""
    return written(chosen, chosen.table(comparison, when, made_by))


def written(chosen: Format, table: Any) -> bytes:
    out = BytesIO()
    chosen.write(table, out)
    return out.getvalue()


def filename(chosen: Format, comparison: Comparison) -> str:
    """What is compared, when, and how: it sorts well in a folder."""
    parties = "-".join(party.slug for party in comparison.parties) if len(comparison.parties) <= 3 else ""
    stem = "_".join(filter(None, [comparison.negotiation.slug, parties, comparison.day.isoformat()]))
    return f"{stem}.{chosen.slug}"
