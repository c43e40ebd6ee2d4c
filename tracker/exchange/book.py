"""A comparison as a book for a spreadsheet: grid, positions, what was said, sources, and what the words mean."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.agenda.queries import with_options
from tracker.base.direction import isolated
from tracker.compare.comparison import Cell, Comparison, Row
from tracker.compare.quotes import quotes
from tracker.exchange import tables
from tracker.exchange.asked import Asked
from tracker.exchange.bibliography import Library, documents, library
from tracker.exchange.sheet import day_or_words, per_cent, sheet
from tracker.exchange.summary import assessment, facts, point_in_time, sentence, title, verdict_rules
from tracker.exchange.tables import Book, Properties, Sheet
from tracker.exchange.words import between, says_in_short, verdict_of
from tracker.positions.models import Evidence, Reading
from tracker.statements.carriers import DocumentRow
from tracker.statements.counting import CREDIBILITY, RELIABILITY
from tracker.statements.quotes import Quote, manner


def book(asked: Asked) -> Book:
    """All of it, a sheet each; the sources are those that the statements before them cite."""
    comparison, moment = asked.comparison, timezone.now()
    books = library(comparison)
    cited: dict[int, tuple[int, DocumentRow]] = {}
    return Book(
        title=title(asked),
        properties=properties(asked, moment),
        sheets=[
            (_("Grid"), grid(comparison)),
            (_("Positions"), sheet(asked)),
            (_("Statements"), statements(comparison, books, cited)),
            (_("Sources"), sources(cited)),
            (_("Codebook"), codebook(comparison)),
            (_("About"), about(comparison, facts(asked, moment))),
        ],
        handling=asked.handling,
    )


def properties(asked: Asked, moment: datetime) -> Properties:
    """What a folder of files lists of it."""
    when = point_in_time(asked.comparison, asked.when)
    return Properties(" — ".join(filter(None, [asked.handling, when])), asked.made_by, moment)


def grid(comparison: Comparison) -> Sheet:
    """A row for each issue, a column for each party, then how far apart they are."""
    several = len(comparison.parties) > 1
    results = [_("Gap in per cent of the scale"), _("Gap between"), _("Verdict")] if several else []
    headings = [_("Issue number"), _("Issue"), *(str(party) for party in comparison.parties), *results]
    return Sheet(headings, [across(row, several=several) for row in comparison.leaves])


def across(row: Row, *, several: bool) -> tables.Row:
    ends = [per_cent(row.gap), between(row), verdict_of(row)] if several else []
    return [row.number, row.issue.title, *(says_in_short(cell) for cell in row.cells), *ends]


def statements(comparison: Comparison, books: Library, cited: dict[int, tuple[int, DocumentRow]]) -> Sheet:
    """A row for each statement behind each position, with the words, who carried them, and how it bears on it."""
    headings = [
        _("Issue number"), _("Issue"), _("Party"), _("Relation"), _("Side"), _("Option"), _("Value"), _("Said on"),
        _("Speaker"), _("In our words"), _("Quotation"), _("Verbatim"), _("Language"), _("Translation"),
        _("Translated by"), _("Second-hand"), _("How carried"), _("From who spoke to our text"), _("Grade"),
        _("Counts less because"), _("Sources"), _("Statement"),
    ]  # fmt: skip
    return Sheet(headings, behind(comparison, books, cited))


def behind(comparison: Comparison, books: Library, cited: dict[int, tuple[int, DocumentRow]]) -> Iterator[tables.Row]:
    for row in comparison.leaves:
        for cell in row.cells:
            for (link, _said), quote in zip(cell.backing.weighed, quotes(comparison, cell), strict=True):
                yield [row.number, row.issue.title, *stated(cell, link, quote, books), *carried(quote, cited)]


def stated(cell: Cell, link: Evidence, quote: Quote, books: Library) -> tables.Row:
    said = quote.statement
    return [
        str(cell.party), str(link.get_relation_display()), str(said.get_direction_display()),
        said.option.words if said.option else None, said.value, day_or_words(said.said), books.speaker(said),
        said.words,
    ]  # fmt: skip


def carried(quote: Quote, cited: dict[int, tuple[int, DocumentRow]]) -> tables.Row:
    for document in documents([quote.statement]):
        cited.setdefault(document.pk, (len(cited) + 1, document))
    numbers = sorted(cited[document.pk][0] for document in documents([quote.statement]))
    quoted = quote.carrier.quoted if quote.carrier else []
    return [
        quote.words if quoted else None, _("yes") if quote.verbatim else _("no"), quote.language or None,
        quote.gloss.words if quote.gloss else None, quote.gloss.by if quote.gloss else None,
        _("yes") if quote.told else _("no"), manner(quote.carrier) if quote.carrier else None,
        " → ".join(isolated(step.name) for step in quote.chain), quote.grade, quote.why or None,
        ", ".join(map(str, numbers)), quote.statement.pk,
    ]  # fmt: skip


def sources(cited: dict[int, tuple[int, DocumentRow]]) -> Sheet:
    """The documents that carry these statements, numbered as the sheet before cites them."""
    headings = [_("Number"), _("Title"), _("Author"), _("Outlet"), _("Published on"), _("Address"), _("Language"),
                _("Reliability")]  # fmt: skip
    return Sheet(headings, listed(cited))


def listed(cited: dict[int, tuple[int, DocumentRow]]) -> Iterator[tables.Row]:
    for number, each in cited.values():
        day = day_or_words(each.published)
        yield [number, each.title, each.author, each.outlet, day, each.address, each.language, each.reliability]


def codebook(comparison: Comparison) -> Sheet:
    """What the names, the scales and the words of the other sheets mean."""
    return Sheet([_("Kind"), _("Name"), _("Meaning"), _("From"), _("To"), _("Unit")], [*names(comparison), *meanings()])


def names(comparison: Comparison) -> Iterator[tables.Row]:
    for party in comparison.parties:
        yield [_("Party"), str(party), f"{party.name} ({party.get_kind_display()})", None, None, None]
    for row, issue in zip(comparison.rows, with_options(row.issue for row in comparison.rows), strict=True):
        kind, of = _("Branch") if row.is_branch else _("Issue"), _("Option of %(issue)s") % {"issue": row.number}
        yield [kind, f"{row.number} {issue.title}", issue.question, issue.minimum, issue.maximum, issue.unit]
        yield from ([of, each.words, None, each.value, each.value, None] for each in issue.worded)


def meanings() -> Iterator[tables.Row]:
    verdicts = (line.partition(": ") for line in verdict_rules())
    for kind, pairs in (
        (_("Verdict"), [*((name, said) for name, _colon, said in verdicts), (_("(assessment)"), assessment())]),
        (_("Grade, the source’s letter"), RELIABILITY.items()),
        (_("Grade, the statement’s figure"), [(str(figure), said) for figure, said in CREDIBILITY.items()]),
        (_("Relation"), [(str(name), None) for name in Evidence.Relation.labels]),
        (_("Confidence"), [(str(name), None) for name in Reading.Confidence.labels]),
    ):
        yield from ([kind, name, said, None, None, None] for name, said in pairs)


def about(comparison: Comparison, told: list[tuple[str, str]]) -> Sheet:
    return Sheet([_("What"), _("What is said of it")], [(_("In a sentence"), sentence(comparison)), *told])
