"""What the chooser prints, made ready."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.agenda.queries import agenda
from tracker.base.direction import isolated
from tracker.base.forms import shown as moment
from tracker.base.numbers import figure
from tracker.base.pagination import Stretch
from tracker.compare.comparison import Comparison, Row
from tracker.compare.queries import arrange
from tracker.compare.words import listed
from tracker.exchange.asked import Asked
from tracker.exchange.dossier import Record
from tracker.exchange.exporters import html
from tracker.exchange.exporters.csv import plain
from tracker.exchange.formats import FORMATS, Format, filename
from tracker.exchange.forms import AnnotationsForm, ExportForm
from tracker.exchange.lists import LONG, Listing
from tracker.exchange.models import KEPT, Download
from tracker.exchange.paper import TLP, Paper
from tracker.exchange.queries import Wish
from tracker.exchange.scopes import SCOPES, Scope
from tracker.exchange.sizes import Size
from tracker.exchange.summary import then
from tracker.exchange.tables import Book, Sheet
from tracker.history.models import Change
from tracker.sources.models import Document

ROWS, BLOCKS = 12, 200  # how much of a file is shown
NAMED = 4  # parties, or issues, that a line names


def chooser(asked: Asked, scope: Scope, file: Format, form: ExportForm, holds: Size) -> dict[str, Any]:
    """All that the chooser's template needs beside the negotiation, the time and its form."""
    comparison, when = asked.comparison, asked.when
    picked = {party.pk for party in comparison.parties}
    issues = {row.issue.pk for row in asked.issues}
    context: dict[str, Any] = {
        "scopes": [(each, each is scope) for each in SCOPES.values()],
        "parties": [(party, party.pk in picked) for party in when.negotiation.table],
        "issues": [(row, row.issue.pk in issues) for row in arrange(agenda(when.negotiation))],
        "narrowed": len(issues),
        "formats": [(each, each is file) for each in FORMATS.values()],
        "labels": TLP,
        "chosen": file,
    }
    if not form.is_valid():
        return context | {"sentence": _("Nothing is downloaded yet: see what is said beside the fields.")}
    if holds.too_much:
        return context | {"sentence": holds.too_much}
    if holds.large:
        return context | {"sentence": waits(holds.words), "name": filename(file, scope, asked), "slow": True}
    content = scope.made[file.takes](asked)
    return context | {
        "sentence": rests(comparison),
        "name": filename(file, scope, asked),
        **FIRST[file.takes](content),
    }


def waits(holds: str) -> str:
    """That a large file is not there at once."""
    return _("It holds %(so_much)s. That takes a while, so it is made in the background.") % {"so_much": holds}


def later(wish: Wish, there: Download | None = None) -> dict[str, Any]:
    """What asks for it; or where the same is there, or being made."""
    zone = there.workspace.zone if there else None
    return {"query": wish.query, "there": there, "ordered": moment(there.ordered_at, zone) if there and zone else ""}


def of_list(listing: Listing, name: str) -> dict[str, Any]:
    """A list that is too long to wait for."""
    holds = _("more than %(n)s statements") % {"n": figure(LONG)}
    return {"title": listing.title, "sentence": waits(holds), "which": listing.sentence, "name": name}


def about(asked: Asked, scope: Scope) -> str:
    """What a file holds: "The positions; NATO and Russia; 1.2 Costs; compared with Sochi, 4 July 2011"."""
    comparison, when = asked.comparison, asked.when
    parties = [isolated(party) for party in comparison.parties]
    issues = [isolated(numbered(row)) for row in asked.issues]
    return "; ".join(
        [
            str(scope.name),
            _("all parties") if len(parties) == len(when.negotiation.table) else some(parties, _("%(n)s parties")),
            some(issues, _("%(n)s issues")) if issues else _("all issues"),
            *([_("as known %(at)s") % {"at": when.known}] if when.known else []),
            *([_("compared with %(day)s") % {"day": isolated(then(when))}] if when.since else []),
        ]
    )


def numbered(row: Row) -> str:
    return f"{row.number} {row.issue.title}"


def some(names: Sequence[str], many: str) -> str:
    """The names, or how many there are where that would be a long line."""
    return listed(names) if len(names) <= NAMED else many % {"n": len(names)}


@dataclass(frozen=True)
class ShownDownload:
    """A file that was ordered, as a row prints it."""

    download: Download
    handling: str
    ordered: str
    says: str
    share: int  # per cent that is done, where that is known
    bad: bool


def downloads(found: Stretch, going: int, member: Membership) -> dict[str, Any]:
    zone = member.workspace.zone
    rows = [
        ShownDownload(each, label(each), moment(each.ordered_at, zone), how_far(each), share(each), bad(each))
        for each in found.lines
    ]
    sentence = ngettext("%(n)s file is being made.", "%(n)s files are being made.", going) % {"n": going}
    days = ngettext("Files are kept for %(n)s day.", "Files are kept for %(n)s days.", KEPT.days) % {"n": KEPT.days}
    said = sentence if going else _("Nothing is being made.")
    return {"rows": rows, "listed": found, "going": going, "sentence": said, "days": days}


def label(download: Download) -> str:
    """Who may read it."""
    return " ".join(QueryDict(download.query).get("handling", "").split())


def bad(download: Download) -> bool:
    return download.state == Download.State.FAILED or download.interrupted


def how_far(download: Download) -> str:
    """Its state, and how far it is or why it failed."""
    if download.interrupted:
        return _("It was interrupted. Order it again.")
    said = str(download.get_state_display())
    if download.state == Download.State.RUNNING and download.steps:
        return _("%(state)s: part %(done)s of %(steps)s") % {
            "state": said, "done": min(download.done, download.steps), "steps": download.steps,
        }  # fmt: skip
    return f"{said}. {download.why}".rstrip() if download.why else said


def share(download: Download) -> int:
    return min(100, 100 * download.done // download.steps) if download.steps else 0


def rests(comparison: Comparison) -> str:
    """What the file will rest on."""
    cells = [cell for row in comparison.leaves for cell in row.cells]
    known = [cell for cell in cells if cell.reading]
    if not known:
        return _("No position is on record yet.")
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


def first_sheet(book: Book) -> dict[str, Any]:
    """Of a book its first sheet."""
    return first_rows(next(sheet for _name, sheet in book.sheets))


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
    return {"paper": SafeString("".join(html.whole(replace(paper, blocks=begun[:BLOCKS]), level=2))), "rest": rest}


def first_records(content: Record) -> dict[str, Any]:
    """How many records of each kind there are."""
    rows = [[kind, len(records)] for kind, records in content.items() if isinstance(records, list)]
    return {"headings": [_("Records"), _("Number")], "rows": rows}


FIRST: dict[str, Callable[[Any], dict[str, Any]]] = {
    "sheet": first_rows,
    "paper": first_blocks,
    "book": first_sheet,
    "data": first_records,
}


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
