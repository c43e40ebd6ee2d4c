"""Which formats there are: the kind of content each takes, and who writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.exchange.asked import Asked
from tracker.exchange.exporters import csv, docx, html, json, markdown, pdf, xlsx
from tracker.exchange.scopes import Scope


@dataclass(frozen=True)
class Format:
    """One way out."""

    slug: str  # also how the file's name ends
    name: str | Promise
    serves: str | Promise  # what it is for
    media: str
    takes: str  # paper, sheet, book or data: what a scope makes for it
    write: Callable[[Any, IO[bytes]], None]


FORMATS = {
    each.slug: each
    for each in (
        Format(
            "md",
            _("Markdown"),
            _("A summary to read and to check: what it comes to, each issue with its evidence, numbered sources."),
            "text/markdown; charset=utf-8",
            "paper",
            markdown.write,
        ),
        Format(
            "docx",
            _("Word"),
            _("The summary for a superior: headings, a table at a glance, the quotations, sources as endnotes."),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "paper",
            docx.write,
        ),
        Format(
            "pdf",
            _("PDF"),
            _("The summary as it will be printed: contents, tables, pictures, the sources at the end."),
            "application/pdf",
            "paper",
            pdf.write,
        ),
        Format(
            "html",
            _("HTML"),
            _("The summary as one file for any browser, on the screen or on paper; it needs nothing else."),
            "text/html; charset=utf-8",
            "paper",
            html.write,
        ),
        Format(
            "xlsx",
            _("Excel"),
            _("A sheet each: the grid, the positions, the statements with their words, the sources, a codebook."),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "book",
            xlsx.write,
        ),
        Format(
            "csv",
            _("CSV"),
            _("One row for each issue and party, for a spreadsheet or a script. A cell never starts a formula."),
            "text/csv; charset=utf-8",
            "sheet",
            csv.write,
        ),
        Format(
            "json",
            _("JSON"),
            _("All that is on record of the negotiation, with the comparison, for a program; it comes back in."),
            "application/json",
            "data",
            json.write,
        ),
    )
}


def papers() -> list[Format]:
    """Those that take a paper."""
    return [each for each in FORMATS.values() if each.takes == "paper"]


def made(chosen: Format, scope: Scope, asked: Asked) -> bytes:
    """The file's bytes."""
    return written(chosen, scope.made[chosen.takes](asked))


def written(chosen: Format, table: Any) -> bytes:
    out = BytesIO()
    chosen.write(table, out)
    return out.getvalue()


def filename(chosen: Format, scope: Scope, asked: Asked) -> str:
    """What is in it and as of when: it sorts well in a folder."""
    comparison = asked.comparison
    parties = "-".join(party.slug for party in comparison.parties) if len(comparison.parties) <= 3 else ""
    about = "-".join(row.issue.slug for row in asked.issues) if len(asked.issues) <= 2 else ""
    what = "" if scope.slug == "comparison" else scope.slug
    stem = "_".join(filter(None, [comparison.negotiation.slug, what, about, parties, comparison.day.isoformat()]))
    return f"{stem[:200]}.{chosen.slug}"
