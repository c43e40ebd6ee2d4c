"""The grid, made ready."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.accounts.access import MemberRequest
from tracker.accounts.permissions import Can
from tracker.actors.models import Party
from tracker.agenda.when import When
from tracker.compare import drawings, words
from tracker.compare.columns import Columns
from tracker.compare.comparison import Comparison, Row
from tracker.compare.filters import Narrowed
from tracker.compare.shown.cells import ShownRow, row
from tracker.compare.shown.past import in_time
from tracker.compare.shown.sheet import Writer
from tracker.compare.window import STRETCH, Window
from tracker.positions.charts import Shape
from tracker.positions.charts import cell as draw
from tracker.positions.words import roots

FEW = 4  # parties whose columns a window holds
PAPER = 10  # those that an A4 page holds; print.css hides what follows them


@dataclass(frozen=True)
class Column:
    """One party's column."""

    party: Party
    kind: str
    known: str = ""  # "5 of 6 on record"; empty where not all of it was read
    fold: str = ""  # of a bloc: the address with its members folded into it, or not
    folded: bool = False
    members: str = ""  # "3 members"


@dataclass
class Grid:
    """The grid, made ready."""

    sentence: str
    columns: list[Column]
    rows: list[ShownRow]
    hidden: str
    narrow: Narrowed
    dense: bool
    writer: Writer
    ahead: str  # the address of the cells that are still to come

    @property
    def steered(self) -> bool:
        """Whether its order and filter are offered: it shows something, or would without the filter."""
        return self.filled or self.narrow.active

    @property
    def filled(self) -> bool:
        """Whether there is anything to lay out: issues and parties."""
        return bool(self.rows and self.columns)

    @property
    def narrowed_to_nothing(self) -> bool:
        """Whether the filter is why nothing shows."""
        return self.narrow.active and not self.rows

    @property
    def many(self) -> bool:
        """Whether its columns are too many for a window, so that the sheet scrolls."""
        return len(self.columns) > FEW

    @property
    def over(self) -> str:
        """That its columns are too many for a page of paper; empty: they are not."""
        if len(self.columns) <= PAPER:
            return ""
        said = _("Printed are the first %(n)s of %(total)s columns: choose columns to print others.")
        return said % {"n": PAPER, "total": len(self.columns)}

    @property
    def body(self) -> SafeString:
        """All its rows as HTML."""
        write = self.writer
        return SafeString("".join(write.branch(line) if line.row.is_branch else write.row(line) for line in self.rows))


def grid(window: Window, columns: Columns, narrow: Narrowed, when: When, *, record: bool) -> Grid:
    """The window; `record`: whether who looks may change cells."""
    comparison = window.comparison
    total = len(comparison.leaves)
    shown = sum(not row.is_branch for row in narrow.kept(comparison.rows)) if narrow.active else total
    dense = columns.dense
    lines = [
        drawn(comparison, each, when, slice(STRETCH if each.issue.pk in window.first else 0), dense=dense)
        for each in window.rows
    ]
    for line in lines:
        if line.row.is_branch:
            line.folded = line.row.issue.slug in columns.closed
            line.fold = columns.toggled("closed", line.row.issue.slug)
    return Grid(
        sentence=words.grid_sentence(comparison),
        columns=heads(comparison, columns),
        rows=lines,
        hidden=narrow.hidden_words(shown, total),
        narrow=narrow,
        dense=dense,
        writer=writer(comparison, columns, record=record),
        ahead=columns.query,
    )


def writer(comparison: Comparison, columns: Columns, *, record: bool) -> Writer:
    """What writes the rows of that page, for who may change its cells or not."""
    workspace, width = comparison.negotiation.workspace.slug, len(comparison.parties)
    return Writer(workspace, width, record, columns.dense, roots())


def heads(comparison: Comparison, columns: Columns) -> list[Column]:
    """What stands above each column."""
    whole = all(row.cells for row in comparison.leaves)
    found, total = comparison.on_record if whole else {}, len(comparison.leaves)
    said = _("%(n)s of %(total)s on record")
    return [
        Column(
            party,
            str(party.get_kind_display()),
            said % {"n": found[party.pk], "total": total} if whole else "",
            fold=columns.toggled("fold", party.slug) if party.pk in columns.members else "",
            folded=party.slug in columns.folded,
            members=columns.counted(party),
        )
        for party in comparison.parties
    ]


def drawn(comparison: Comparison, given: Row, when: When, places: slice, *, dense: bool) -> ShownRow:
    """One issue with the cells of those columns, each with its drawing."""
    shown = row(comparison, given, when, places=places)
    for cell, each in zip(shown.cells, given.cells[places], strict=True):
        cell.svg = drawings.cell(each, ticked=not dense)
    return shown


def stretch(
    rows: Sequence[Row], comparison: Comparison, columns: Columns, when: When, start: int, *, record: bool
) -> SafeString:
    """Those rows with no more than the cells from one column on; from the first column on also with their heads."""
    write = writer(comparison, columns, record=record)
    places = slice(start, start + STRETCH)
    return SafeString(
        "".join(
            write.part_of(drawn(comparison, each, when, places, dense=columns.dense), head=not start) for each in rows
        )
    )


def grid_made(request: MemberRequest, window: Window, columns: Columns, narrow: Narrowed, when: When) -> dict[str, str]:
    """The grid as words that last until a record changes: what its page is laid out with."""
    shown = grid_page(window, columns, narrow, when, record=request.member.may(Can.RECORD))
    made: Grid = shown["grid"]
    return {"sentence": made.sentence, "sheet": render_to_string("compare/_sheet.html", shown, request)}


def grid_page(window: Window, columns: Columns, narrow: Narrowed, when: When, *, record: bool) -> dict[str, Any]:
    """All that the grid's template needs."""
    return {
        "negotiation": when.negotiation,
        "when": when,
        "comparison": window.comparison,
        "grid": grid(window, columns, narrow, when, record=record),
        "columns": columns,
        "gap_order": when.address(order="gap"),
        "legend": legend(),
        "roots": roots(),
        **in_time(window.comparison, when),
    }


def legend() -> list[tuple[SafeString, str]]:
    """How to read a cell's drawing."""
    example = partial(Shape, "", 2)
    return [
        (draw(example("value", 60, low=40, high=80)), _("Stated point, and the range it would accept")),
        (draw(example("value", 60, inferred=True)), _("Hollow: inferred by us, not stated")),
        (draw(example("value", 40, low=20, high=68, high_bound="firm")), _("Red line: nothing beyond is accepted")),
        (
            draw(example("value", 40, low=20, high=68, high_bound="assumed")),
            _("Red line, assumed by us"),
        ),
        (draw(example("ambivalent", low=20, high=80)), _("Ambivalent: says both")),
        (draw(example("neutral")), _("Neutral: content with any outcome")),
        (draw(example("declined")), _("Declined: asked, and would not say")),
    ]
