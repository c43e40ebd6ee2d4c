"""Where we know least: what it would be worth to hear, of whom on what, and before which meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.agenda.models import Meeting
from tracker.analysis.coverage import coverage, freshness, worth_knowing
from tracker.analysis.gaps import gap
from tracker.compare.queries import Cell, Comparison, Row


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
    half_life = comparison.negotiation.workspace.half_life
    ahead = coming(meetings, comparison.day)
    found = []
    for row in comparison.leaves:
        if row.dropped or row.agreed:
            continue
        for cell in row.counted or row.cells:
            behind = cell.backing
            age = (comparison.day - behind.newest.last).days if behind.newest else None
            salience = matters(cell, row)
            covered = coverage(behind.roots)
            worth = worth_knowing(salience, widest(cell, row), freshness(age, half_life), covered)
            found.append(ToHear(cell, worth, salience is None, before(cell, ahead)))
    return sorted(found, key=lambda each: -each.worth)


def matters(cell: Cell, row: Row) -> float | None:
    """How much the issue matters to the party; where that is not known, to the others on average."""
    if cell.stand and cell.stand.salience is not None:
        return cell.stand.salience
    others = [each.stand.salience for each in row.counted if each.stand and each.stand.salience is not None]
    return sum(others) / len(others) if others else None


def widest(cell: Cell, row: Row) -> float | None:
    """How far the party stands from whichever other stands farthest; None where that cannot be measured."""
    if cell.stand is None:
        return None
    others = [each.stand for each in row.counted if each.stand and each.party.pk != cell.party.pk]
    gaps = [apart for other in others if (apart := gap(cell.stand, other)) is not None]
    return max(gaps, default=None)


def coming(meetings: Sequence[Meeting], day: date) -> list[Meeting]:
    """The meetings on that day or after it that were not called off, the next first."""
    held = [each for each in meetings if each.held.last >= day and each.status != Meeting.Status.CANCELLED]
    return sorted(held, key=lambda each: (each.held_on, each.pk))


def before(cell: Cell, ahead: Sequence[Meeting]) -> Meeting | None:
    """The meeting that the issue is about, if it is still to come; else the next."""
    own = next((each for each in ahead if each.pk == cell.issue.meeting_id), None)
    return own or (ahead[0] if ahead else None)
