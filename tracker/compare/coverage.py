"""Where we know least: what it would be worth to hear, of whom on what, and before which meeting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter

from tracker.agenda.models import Meeting
from tracker.analysis.coverage import coverage, freshness, worth_knowing
from tracker.analysis.gaps import gap
from tracker.compare.comparison import Cell, Comparison, Row


@dataclass(frozen=True)
class ToHear:
    """One party on one issue, of which more would be worth knowing."""

    cell: Cell
    worth: float  # 0 to 100
    assumed: bool  # nobody has said how much the issue matters
    before: Meeting | None


def known(cell: Cell) -> str:
    """How well a cell is covered, as its mark shows it: full, stale, thin (one root), bare (no evidence), or a silence.

    A silence that was heard is something on record; nothing on record is not.
    """
    if cell.look != "value":
        return cell.look
    if not cell.backing.count:
        return "bare"
    if cell.backing.stale_since:
        return "stale"
    return "thin" if cell.backing.roots < 2 else "full"


def to_hear(comparison: Comparison, meetings: Sequence[Meeting]) -> list[ToHear]:
    """Every counted party on every issue that is neither dropped nor agreed, what is worth most first."""
    ahead = coming(meetings, comparison.day)
    found = []
    for row in comparison.leaves:
        if row.dropped or row.agreed:
            continue
        others = Others.of(row)
        for cell in row.counted or row.cells:
            assumed = others.matters(cell) is None
            found.append(ToHear(cell, worth(comparison, cell, others), assumed, before(cell, ahead)))
    return sorted(found, key=lambda each: -each.worth)


def measured(comparison: Comparison, some: Iterable[ToHear]) -> list[ToHear]:
    """The same, now that more is known of what stands behind their cells."""
    others = {pk: Others.of(comparison.by_issue[pk]) for pk in {each.cell.issue.pk for each in some}}
    return [replace(each, worth=worth(comparison, each.cell, others[each.cell.issue.pk])) for each in some]


def worth(comparison: Comparison, cell: Cell, others: "Others") -> float:
    """0 to 100."""
    behind, half_life = cell.backing, comparison.negotiation.workspace.half_life
    age = (comparison.day - behind.last).days if behind.last else None
    fresh = freshness(age, half_life)
    return worth_knowing(others.matters(cell), others.farthest(cell), fresh, coverage(behind.roots))


@dataclass(frozen=True)
class Others:
    """What the counted parties state on one issue, in short: each is measured by it without asking all the others."""

    ends: list[Cell]  # the two that stand lowest and the two that stand highest
    salience: float | None  # how much it matters on average to those of whom that is known

    @classmethod
    def of(cls, row: Row) -> "Others":
        stated = [(cell.stand.value, cell) for cell in row.counted if cell.stand and cell.stand.value is not None]
        stated.sort(key=itemgetter(0))
        known = [cell.stand.salience for cell in row.counted if cell.stand and cell.stand.salience is not None]
        return cls([cell for _value, cell in stated[:2] + stated[-2:]], sum(known) / len(known) if known else None)

    def matters(self, cell: Cell) -> float | None:
        """How much the issue matters to the party; where that is not known, to the others on average."""
        return self.salience if cell.stand is None or cell.stand.salience is None else cell.stand.salience

    def farthest(self, cell: Cell) -> float | None:
        """How far the party stands from whichever other stands farthest; None where that cannot be measured."""
        if cell.stand is None:
            return None
        ends = [end.stand for end in self.ends if end.stand and end.party.pk != cell.party.pk]
        return max((apart for end in ends if (apart := gap(cell.stand, end)) is not None), default=None)


def coming(meetings: Sequence[Meeting], day: date) -> list[Meeting]:
    """The meetings on that day or after it that were not called off, the next first."""
    held = [each for each in meetings if each.held.last >= day and each.status != Meeting.Status.CANCELLED]
    return sorted(held, key=lambda each: (each.held_on, each.pk))


def before(cell: Cell, ahead: Sequence[Meeting]) -> Meeting | None:
    """The meeting that the issue is about, if it is still to come; else the next."""
    own = next((each for each in ahead if each.pk == cell.issue.meeting_id), None)
    return own or (ahead[0] if ahead else None)
