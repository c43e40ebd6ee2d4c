"""The grid, made ready."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.actors.models import Party
from tracker.agenda.when import When
from tracker.compare import drawings, words
from tracker.compare.queries import Comparison, Row
from tracker.compare.quotes import quotes
from tracker.compare.shown.cells import ShownRow, row
from tracker.compare.shown.past import in_time
from tracker.positions.charts import Shape
from tracker.positions.charts import cell as draw
from tracker.positions.models import Review

WINDOW = 4  # parties whose columns a window holds


def drawn(comparison: Comparison, given: ShownRow) -> ShownRow:
    """The same with a drawing and the newest quotation in each cell."""
    for shown, each in zip(given.cells, given.row.cells, strict=True):
        shown.svg = drawings.cell(each)
        shown.peek = next(quotes(comparison, each), None)
    return given


@dataclass
class Grid:
    """The grid, made ready."""

    sentence: str
    columns: list[tuple[Party, str, str]]  # the party, its kind, "5 of 6 on record"
    rows: list[ShownRow]
    hidden: str
    by_gap: bool
    filtered: bool = False

    @property
    def steered(self) -> bool:
        """Whether its order and filter are offered: it shows something, or would without the filter."""
        return self.filled or self.filtered

    @property
    def filled(self) -> bool:
        """Whether there is anything to lay out: issues and parties."""
        return bool(self.rows and self.columns)

    @property
    def narrowed_to_nothing(self) -> bool:
        """Whether the filter is why nothing shows."""
        return self.filtered and not self.rows

    @property
    def many(self) -> bool:
        """Whether its columns are too many for a window, so that the sheet scrolls."""
        return len(self.columns) > WINDOW


def grid(comparison: Comparison, when: When, *, by_gap: bool, review: str = "") -> Grid:
    """Issues by parties, in the agenda's order or the widest gap first; those with a reading in that review."""
    rows = comparison.widest_first if by_gap else comparison.rows
    total = len(comparison.leaves)
    if review:
        rows = [row for row in rows if any(in_review(row, review) for row in (row.below or [row]))]
    left = sum(not row.is_branch for row in rows)
    kinds = {seat.party_id: str(seat.party.get_kind_display()) for seat in comparison.seats}
    return Grid(
        sentence=words.grid_sentence(comparison),
        columns=[
            (party, kinds[party.pk], _("%(n)s of %(total)s on record") % {"n": n, "total": total})
            for party, n in ((party, comparison.on_record[party.pk]) for party in comparison.parties)
        ],
        rows=[drawn(comparison, row(comparison, each, when)) for each in rows],
        hidden=_("%(n)s of %(total)s issues shown") % {"n": left, "total": total}
        if review
        else ngettext("%(n)s issue shown", "All %(n)s issues shown", total) % {"n": total},
        by_gap=by_gap,
        filtered=bool(review),
    )


def in_review(row: Row, state: str) -> bool:
    """Whether a reading on that issue is in that state; what nobody has looked at is proposed."""
    return any(cell.reading and (cell.review or Review.State.PROPOSED) == state for cell in row.cells)


def grid_page(comparison: Comparison, when: When, *, by_gap: bool, review: str = "") -> dict[str, Any]:
    """All that the grid's template needs beside the negotiation and the time."""
    return {
        "comparison": comparison,
        "grid": grid(comparison, when, by_gap=by_gap, review=review),
        "reviews": [
            (when.address(review=state or None), words, state == review)
            for state, words in [("", _("Any review")), *Review.State.choices]
        ],
        "agenda_order": when.address(order=None),
        "gap_order": when.address(order="gap"),
        "legend": legend(),
        "roots": words.roots(),
        **in_time(comparison, when),
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
