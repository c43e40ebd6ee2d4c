"""Which issues a page of the comparison shows, and in which order: read from the address, the same on all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.agenda.models import IssueState
from tracker.analysis.stands import ASSUMED_SALIENCE
from tracker.analysis.verdict import Verdict
from tracker.compare.comparison import SAME, Cell, Row
from tracker.positions.models import Reading, Review

ORDERS = [
    ("", gettext_lazy("Agenda")),
    ("gap", gettext_lazy("Widest gap")),
    ("salience", gettext_lazy("Salience")),
    ("movement", gettext_lazy("Movement")),
]
SHOWS = [
    ("differ", gettext_lazy("Where they differ")),
    ("walls", gettext_lazy("Firm red lines")),
    ("moved", gettext_lazy("Moved since")),
    ("waiting", gettext_lazy("Something waits")),
    ("stale", gettext_lazy("Stale evidence")),
]
VERDICTS = [
    (Verdict.AGREED.value, gettext_lazy("Agreed")),
    (Verdict.AGREED_IN_SUBSTANCE.value, gettext_lazy("Agreed in substance")),
    (Verdict.BRIDGEABLE.value, gettext_lazy("Bridgeable")),
    (Verdict.BLOCKED.value, gettext_lazy("Blocked")),
    (Verdict.NOT_COMPARABLE.value, gettext_lazy("Not comparable")),
]
ANY = [("", gettext_lazy("any"))]
NEEDS_A_DAY = {"order": "movement", "show": "moved"}  # they ask what moved since a day, which has to be chosen
R = TypeVar("R", bound=Row)


class NarrowForm(forms.Form):
    """The fields of an address that narrow and order; what is no choice of theirs is told, and left out."""

    order = forms.ChoiceField(label=gettext_lazy("Order"), choices=ORDERS, required=False)
    show = forms.MultipleChoiceField(
        label=gettext_lazy("Only"), choices=SHOWS, required=False, widget=forms.CheckboxSelectMultiple
    )
    state = forms.ChoiceField(label=gettext_lazy("Issue"), choices=ANY + IssueState.State.choices, required=False)
    verdict = forms.ChoiceField(label=gettext_lazy("Verdict"), choices=ANY + VERDICTS, required=False)
    review = forms.ChoiceField(label=gettext_lazy("Review"), choices=ANY + Review.State.choices, required=False)
    firmness = forms.ChoiceField(label=gettext_lazy("Firmness"), choices=ANY + Reading.Firmness.choices, required=False)


@dataclass(frozen=True)
class Narrowed:
    """What the address asks for. All of it must hold for an issue to be shown.

    Of a row it reads issue, below, cells, gap, verdict, dropped and state; of a cell reading, before, stand, stood,
    moved, review, waiting and backing.stale_since.
    """

    order: str = ""  # gap, salience, movement; empty: the agenda's
    show: frozenset[str] = frozenset()
    state: str = ""
    verdict: str = ""
    review: str = ""
    firmness: str = ""
    since: bool = False  # whether a day to compare with is chosen
    ignored: tuple[str, ...] = ()  # what the address asks for and nobody offers
    undated: tuple[str, ...] = ()  # what it asks for, in words, that needs a day to compare with
    form: NarrowForm = field(default_factory=NarrowForm, compare=False, repr=False)

    @property
    def active(self) -> bool:
        """Whether it may hide anything."""
        return bool(self.show or self.state or self.verdict or self.review or self.firmness)

    @property
    def asked(self) -> list[tuple[str, str]]:
        """What holds of the address, as names and values."""
        ones = [(name, getattr(self, name)) for name in ("order", "state", "verdict", "review", "firmness")]
        return [*((name, value) for name, value in ones if value), *(("show", value) for value in sorted(self.show))]

    @property
    def fields(self) -> list[tuple[str, Any, Any, str]]:
        """The fields with one choice each that narrow: their names, labels and choices, and what is chosen."""
        fields = self.form.fields
        return [
            (name, fields[name].label, fields[name].choices, getattr(self, name))  # type: ignore[attr-defined]
            for name in ("state", "verdict", "review", "firmness")
        ]

    @property
    def finer(self) -> bool:
        """Whether any of these is chosen."""
        return any(chosen for *_field, chosen in self.fields)

    @property
    def query(self) -> str:
        """The same as part of an address."""
        return urlencode(self.asked)

    @property
    def ignored_words(self) -> str:
        """What is left out of the address, in sentences; empty: nothing."""
        said = []
        if self.undated:
            said.append(_("Choose a day to compare with for %(what)s.") % {"what": ", ".join(self.undated)})
        if self.ignored:
            said.append(_("Not understood, and left out: %(what)s.") % {"what": ", ".join(self.ignored)})
        return " ".join(said)

    def hidden_words(self, shown: int, total: int) -> str:
        """How many issues are shown, and how many are not."""
        if not self.active:
            return ngettext("%(n)s issue shown", "All %(n)s issues shown", total) % {"n": total}
        numbers = {"n": shown, "total": total, "hidden": total - shown}
        return _("%(n)s of %(total)s issues shown; %(hidden)s hidden by the filter") % numbers

    def keeps(self, row: Row) -> bool:
        """Whether the issue is shown; a branch is where one below it is."""
        if row.is_branch:
            return any(self.keeps(each) for each in row.below)
        return (
            all(SHOWN[word](row, self) for word in self.show)
            and (not self.state or self.state == state_of(row))
            and (not self.verdict or self.verdict == row.verdict)
            and (not self.review or any(review_of(cell) == self.review for cell in row.cells))
            and (
                not self.firmness or any(cell.reading and cell.reading.firmness == self.firmness for cell in row.cells)
            )
        )

    def kept(self, rows: Iterable[R]) -> list[R]:
        """Those of the rows that are shown, in the order they come in."""
        return [row for row in rows if self.keeps(row)] if self.active else list(rows)

    def sort(self, rows: Sequence[R]) -> list[R]:
        """The rows in the order asked for. In any but the agenda's the branches are left out: they head nothing."""
        if not self.order:
            return list(rows)
        return sorted((row for row in rows if not row.is_branch), key=self.place)

    def place(self, row: Row) -> tuple[Any, ...]:
        """What is dropped comes last, and before it what cannot be measured; equals stay in the agenda's order."""
        sizes = {"gap": lambda: row.gap, "salience": lambda: salience(row), "movement": lambda: movement(row, self)}
        size = sizes[self.order]()
        return row.dropped, size is None, -(size or 0.0)


def narrowed(given: QueryDict, *, since: bool) -> Narrowed:
    """What an address asks for; `since`: whether it names a day to compare with."""
    form = NarrowForm(given)
    known: dict[str, Any] = {}
    ignored, undated = [], []
    for name, choices in form.fields.items():
        offered = {str(value) for value, _words in choices.choices}  # type: ignore[attr-defined]  # all are of choices
        asked = [value for value in given.getlist(name) if value]
        late = set() if since else {NEEDS_A_DAY.get(name)}
        kept = [value for value in asked if value in offered - late]
        ignored += [f"{name}={value[:40]}" for value in asked if value not in offered]
        undated += [f"“{words}”" for value, words in choices.choices if value in late and value in asked]  # type: ignore[attr-defined]
        known[name] = frozenset(kept) if name == "show" else (kept or [""])[-1]
    return Narrowed(**known, since=since, ignored=tuple(ignored), undated=tuple(undated), form=form)


def state_of(row: Row) -> str:
    """An issue of which nobody has said what became of it is open."""
    return row.state.state if row.state else IssueState.State.OPEN


def review_of(cell: Cell) -> str:
    """What nobody has looked at is proposed; what is not there is in no review."""
    return (cell.review or Review.State.PROPOSED) if cell.reading else ""


def wall(cell: Cell) -> bool:
    """Whether it has a firm red line."""
    return cell.stand is not None and "firm" in (cell.stand.low_bound, cell.stand.high_bound)


def changed(cell: Cell, *, since: bool) -> bool:
    """Whether it came on record since the day compared with, or stands elsewhere now than it did then."""
    if not since or cell.stand is None:
        return False
    if cell.stood is None:
        return True
    if cell.stand.value is None or cell.stood.value is None:
        return cell.stand.stance != cell.stood.stance
    return abs(cell.stand.value - cell.stood.value) > SAME


def salience(row: Row) -> float | None:
    """How much the issue matters to those shown, on average; whose salience is not known counts as in a distance."""
    stands = [cell.stand for cell in row.cells if cell.stand]
    sizes = [ASSUMED_SALIENCE if stand.salience is None else stand.salience for stand in stands]
    return sum(sizes) / len(sizes) if sizes else None


def movement(row: Row, narrow: Narrowed) -> float | None:
    """How far whoever moved most has moved; a move that cannot be measured is less than any that can."""
    moves = [cell for cell in row.cells if changed(cell, since=narrow.since)]
    sizes = [
        abs(cell.stand.value - cell.stood.value)
        for cell in moves
        if cell.stand and cell.stood and cell.stand.value is not None and cell.stood.value is not None
    ]
    return max(sizes, default=0.0 if moves else None)


SHOWN = {
    "differ": lambda row, _narrow: row.gap is not None and row.gap > SAME,
    "walls": lambda row, _narrow: any(map(wall, row.cells)),
    "moved": lambda row, narrow: any(changed(cell, since=narrow.since) for cell in row.cells),
    "waiting": lambda row, _narrow: any(cell.waiting for cell in row.cells),
    "stale": lambda row, _narrow: any(cell.backing.stale_since for cell in row.cells),
}
