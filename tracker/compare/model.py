"""What a model makes of each issue: the parties' positions weighed by what they can do and how much they care."""

from dataclasses import dataclass

from tracker.actors.models import Party
from tracker.agenda.models import Issue, Negotiation
from tracker.agenda.when import Asked
from tracker.analysis.compromise import Outcome, Pull, nearest, outcome
from tracker.analysis.distance import LEAST_COVERAGE
from tracker.analysis.stands import TOLERANCE
from tracker.compare.abreast import abreast
from tracker.compare.comparison import Cell, Comparison, Row
from tracker.compare.filters import Narrowed
from tracker.compare.pairs import crowd
from tracker.compare.queries import compare


@dataclass(frozen=True)
class Input:
    """One party, as the model takes it."""

    cell: Cell
    pull: Pull
    why: str  # why it takes no part: silent, bare (no statement supports the reading), or empty

    @property
    def party(self) -> Party:
        return self.cell.party


@dataclass(frozen=True)
class Modelled:
    """One issue."""

    row: Row
    inputs: list[Input]
    outcome: Outcome | None

    @property
    def issue(self) -> Issue:
        return self.row.issue

    @property
    def taking(self) -> list[Input]:
        return [each for each in self.inputs if not each.why]

    @property
    def left(self) -> list[Input]:
        return [each for each in self.inputs if each.why]

    @property
    def shown(self) -> Outcome | None:
        """What may be shown: two positions at least, on enough of the weight there is."""
        found = self.outcome
        weighing = [each for each in self.taking if each.pull.weight]
        enough = found is not None and found.coverage >= LEAST_COVERAGE - TOLERANCE
        return found if enough and len(weighing) > 1 else None

    def nearest(self, point: float) -> list[Party]:
        """Who stands nearest to a point; several where they stand as near."""
        taking = self.taking
        return [taking[place].party for place in nearest(point, [each.pull.position or 0.0 for each in taking])]


def weighed(negotiation: Negotiation, asked: Asked, only: Issue | None = None) -> Comparison:
    """What goes into the model of each issue, or of one: all that is behind it, but of a crowd only in that of one."""
    counted = negotiation.counted
    if only is None and crowd(counted):
        day, known = asked["day"], asked["known"]
        return abreast(negotiation, counted, Narrowed(), day=day, known=known)
    return compare(negotiation, counted, **asked, only={only.pk} if only else None, beside=False)


def modelled(comparison: Comparison) -> list[Modelled]:
    """Each issue that is still on the agenda, of the counted parties that the comparison shows."""
    capability = {seat.party_id: seat.capability for seat in comparison.seats}
    found = []
    for row in comparison.leaves:
        if row.dropped or not row.cells:
            continue
        inputs = [taken(cell, capability[cell.party.pk]) for cell in row.cells]
        found.append(Modelled(row, inputs, outcome([each.pull for each in inputs])))
    return found


def taken(cell: Cell, capability: float) -> Input:
    """As in a distance, only a value that a statement supports counts."""
    stand = cell.stand
    value = stand.value if stand else None
    why = "silent" if value is None else "" if stand and stand.supported else "bare"
    return Input(cell, Pull(capability, stand.salience if stand else None, None if why else value), why)
