"""What a comparison is: a negotiation’s issues by parties, with what each cell, pair and row of it comes to."""

from collections import Counter
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import combinations
from operator import itemgetter

from tracker.actors.models import Party
from tracker.agenda.models import Issue, IssueState, Negotiation, Participation
from tracker.analysis.distance import Change, Distance, change, distance
from tracker.analysis.evidence import Weighted
from tracker.analysis.gaps import Zone, gap, zone
from tracker.analysis.movement import reference, softened_or_hardened
from tracker.analysis.stands import Stand, normalise
from tracker.analysis.verdict import Shared, Verdict, shares, verdict
from tracker.compare.models import PairNote
from tracker.positions import weights
from tracker.positions.models import Position, Reading
from tracker.positions.queries import Backing

SAME = 0.0005  # of the scale: less than a tenth of a per cent is no gap and no move
first = itemgetter(0)


@dataclass
class Cell:
    """One party on one issue: the reading in force, what stands behind it, and where it stood before."""

    party: Party
    issue: Issue
    position: Position | None = None
    reading: Reading | None = None
    backing: Backing = field(default_factory=Backing)
    review: str = ""  # proposed, questioned, approved; empty: nobody has said
    waiting: int = 0  # statements that no evidence row mentions
    before: Reading | None = None  # in force on the day compared with
    before_supported: bool = False
    bloc: "Cell | None" = None  # with no reading of its own: its bloc's
    dissenting: list[Party] = field(default_factory=list)  # of a folded bloc: the members that stand elsewhere
    departs_from: "Cell | None" = None  # its bloc's, from which its own reading is more than a tenth of the scale away

    @property
    def look(self) -> str:
        """value, neutral, ambivalent, declined, unknown, or none: four silences that differ."""
        return self.reading.stance if self.reading else "none"

    @cached_property
    def stand(self) -> Stand | None:
        return stand(self.reading, supported=self.backing.count > 0)

    @cached_property
    def stood(self) -> Stand | None:
        """Where it stood on the day compared with."""
        return stand(self.before, supported=self.before_supported)

    @property
    def moved(self) -> bool:
        """Whether another reading was in force on the day compared with, or none."""
        return self.reading is not None and self.before is not None and self.reading.pk != self.before.pk


@dataclass
class Pair:
    """Two parties on one issue."""

    a: Cell
    b: Cell
    agreed: bool
    dropped: bool = False

    @cached_property
    def gap(self) -> float | None:
        """0 to 1 of the scale; none unless both state a value."""
        return gap(self.a.stand, self.b.stand) if self.a.stand and self.b.stand else None

    @cached_property
    def was(self) -> float | None:
        """The gap on the day compared with."""
        return gap(self.a.stood, self.b.stood) if self.a.stood and self.b.stood else None

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(self.a.stand, self.b.stand, agreed=self.agreed)

    @property
    def shared(self) -> Shared:
        return shares(self.a.stand, self.b.stand)

    @property
    def zone(self) -> "Zone[int] | None":
        return zone({cell.party.pk: cell.stand for cell in (self.a, self.b) if cell.stand})


@dataclass(frozen=True)
class Spoken:
    """What counted parties state on an issue, added up: where reading them one by one would be too much."""

    total: float  # of shares of the scale
    count: int
    parties: set[int]  # the ids of those that are counted

    def others(self, cell: Cell) -> list[Stand]:
        """What all but the cell's party state, as one stand at their mean."""
        own = cell.stand.value if cell.stand and cell.party.pk in self.parties else None
        total, count = (self.total, self.count) if own is None else (self.total - own, self.count - 1)
        return [Stand(stance="value", value=min(1.0, max(0.0, total / count)))] if count else []


@dataclass
class Row:
    """One issue with a cell for each party. A branch has none: it heads the rows below it."""

    issue: Issue
    number: str  # "2.1"
    depth: int
    cells: list[Cell] = field(default_factory=list)
    state: IssueState | None = None
    below: list["Row"] = field(default_factory=list)  # a branch's leaves
    apart: frozenset[int] = frozenset()  # who is compared, by the party's id; nobody: all that are shown
    counted: list[Cell] = field(default_factory=list)  # of all counted parties, shown or not: what a move is judged by
    spoken: Spoken | None = None  # the same in short
    notes: list[PairNote] = field(default_factory=list)  # what analysts wrote on two of those shown

    @property
    def is_branch(self) -> bool:
        return bool(self.below)

    @property
    def agreed(self) -> bool:
        return bool(self.state and self.state.state == IssueState.State.AGREED)

    @property
    def dropped(self) -> bool:
        return bool(self.state and self.state.state == IssueState.State.DROPPED)

    @property
    def compared(self) -> list[Cell]:
        """The cells of those that are compared: a bloc or its members, never both."""
        return [cell for cell in self.cells if not self.apart or cell.party.pk in self.apart]

    @cached_property
    def pairs(self) -> list[Pair]:
        return [Pair(a, b, self.agreed, self.dropped) for a, b in combinations(self.compared, 2)]

    @cached_property
    def widest(self) -> Pair | None:
        """The pair with the widest gap, of equal ones the first; without any gap the first pair.

        Whoever stands lowest and whoever stands highest: of two hundred parties not all pairs are tried.
        """
        compared = self.compared
        known = [
            (cell.stand.value, place)
            for place, cell in enumerate(compared)
            if cell.stand and cell.stand.value is not None
        ]
        one, other = 0, 1
        if len(known) > 1:
            (least, low), (most, high) = min(known, key=first), max(known, key=first)
            one, other = sorted((low, high)) if least < most else (known[0][1], known[1][1])
        return Pair(compared[one], compared[other], self.agreed, self.dropped) if len(compared) > 1 else None

    @property
    def ends(self) -> tuple[list[Cell], list[Cell]]:
        """Of those compared, who stands at the low end of the widest gap, and who at the high one."""
        known = [(cell.stand.value, cell) for cell in self.compared if cell.stand and cell.stand.value is not None]
        values = [value for value, _cell in known]
        at = [[cell for value, cell in known if abs(value - end) <= SAME] for end in (min(values), max(values))]
        return at[0], at[1]

    @property
    def gap(self) -> float | None:
        return self.widest.gap if self.widest else None

    @property
    def verdict(self) -> Verdict:
        return self.widest.verdict if self.widest else Verdict.NOT_COMPARABLE

    @cached_property
    def zone(self) -> "Zone[int] | None":
        """What all the parties shown that say what they want could accept."""
        stands = {cell.party.pk: cell.stand for cell in self.cells if cell.stand and cell.stand.value is not None}
        return zone(stands) if len(stands) > 1 else None


@dataclass
class Comparison:
    """A negotiation's issues by parties, at one point in time."""

    negotiation: Negotiation
    day: date
    known: datetime
    since: date | None
    seats: list[Participation]  # of the parties shown, in the order shown
    rows: list[Row]
    since_name: str = ""  # what people call that day: "Lisbon summit"
    since_known: datetime | None = None  # that day is shown as it was known at that moment, not as it is now
    itself: Party | None = None  # compared with itself: then in the first column, now in the second

    @cached_property
    def parties(self) -> list[Party]:
        """One for each column; who is compared with itself is called by the days."""
        if self.itself and self.since:
            return [on_day(self.itself, self.since), on_day(self.itself, self.day)]
        return [seat.party for seat in self.seats]

    @cached_property
    def leaves(self) -> list[Row]:
        return [row for row in self.rows if not row.is_branch]

    @cached_property
    def by_issue(self) -> dict[int, Row]:
        return {row.issue.pk: row for row in self.leaves}

    def leave_out_notes(self) -> None:
        """What analysts wrote on two parties is not shown with it."""
        for row in self.rows:
            row.notes = []

    @property
    def compared(self) -> list[int]:
        """The places of those that are compared: a bloc or its members, never both."""
        apart = next((row.apart for row in self.rows), frozenset())
        return [place for place, party in enumerate(self.parties) if not apart or party.pk in apart]

    @cached_property
    def counted(self) -> dict[int, set[int]]:
        """The ids of the counted parties, by the issue's id."""
        return {row.issue.pk: {cell.party.pk for cell in row.counted} for row in self.leaves}

    @cached_property
    def widest_first(self) -> list[Row]:
        """The leaves, widest gap first, those without a gap last."""
        return sorted(self.leaves, key=lambda row: (row.dropped, row.gap is None, -(row.gap or 0)))

    @cached_property
    def on_record(self) -> dict[int, int]:
        """How many issues each party has a reading on, by the party's id."""
        found = Counter(cell.party.pk for row in self.leaves for cell in row.cells if cell.reading)
        return {party.pk: found[party.pk] for party in self.parties}

    @cached_property
    def verdicts(self) -> Counter[Verdict]:
        """How many issues have which verdict, for the pair with the widest gap."""
        return Counter(row.verdict for row in self.leaves if not row.dropped)

    def between(self, one: int, other: int) -> Distance:
        """The distance of two of the parties shown, by their places."""
        return distance((row.cells[one].stand, row.cells[other].stand, row.dropped) for row in self.leaves)

    def changed(self, one: int, other: int) -> Change | None:
        """How that distance changed since the day compared with, over the issues known at both."""
        if self.since is None:
            return None
        return change(
            {row.issue.pk: (row.cells[one].stood, row.cells[other].stood, row.dropped) for row in self.leaves},
            {row.issue.pk: (row.cells[one].stand, row.cells[other].stand, row.dropped) for row in self.leaves},
        )

    def movement(self, cell: Cell) -> str:
        """Whether the party softened, hardened or only moved since the day compared with; empty if it did not."""
        if not (cell.moved and cell.stand and cell.stood):
            return ""
        if cell.stand.value is None or cell.stood.value is None:
            return "" if cell.stand.stance == cell.stood.stance else "moved"
        row = self.by_issue[cell.issue.pk]
        others: list[Stand | None] = [each.stand for each in row.counted if each.party.pk != cell.party.pk]
        if row.spoken:
            others += row.spoken.others(cell)
        quo = cell.issue.status_quo
        normal = None
        if quo is not None and cell.issue.minimum is not None and cell.issue.maximum is not None:
            normal = normalise(quo, cell.issue.minimum, cell.issue.maximum)
        return softened_or_hardened(cell.stood.value, cell.stand.value, reference(others, normal)) or ""

    def learned(self, reading: Reading) -> bool:
        """Whether a reading that is another than was known then took effect by then: it was learned, and is no move."""
        return bool(self.since and self.since_known and reading.effective_on <= self.since)

    def alone(self, cell: Cell) -> Weighted | None:
        """What the statements weighed for the cell's reading come to by themselves."""
        return weights.alone(cell.backing, cell.party, cell.issue, self.negotiation.workspace, self.day)

    @property
    def newest(self) -> date | None:
        """The day of the newest statement behind anything shown."""
        days = [cell.backing.last for row in self.leaves for cell in row.cells if cell.backing.last]
        return max(days, default=None)


def on_day(party: Party, day: date) -> Party:
    """The same party, called by a day."""
    twin = copy(party)
    twin.short_name = f"{day:%-d %b %Y}"
    return twin


def stand(reading: Reading | None, *, supported: bool) -> Stand | None:
    """The reading in numbers, on a scale of 0 to 1."""
    if reading is None:
        return None

    def at(value: float | None) -> float | None:
        if value is None or reading.minimum is None or reading.maximum is None:
            return None
        return normalise(value, reading.minimum, reading.maximum)

    return Stand(
        stance=reading.stance,  # type: ignore[arg-type]  # the same words
        value=at(reading.stated),
        option=reading.option_id,
        low=at(reading.low),
        high=at(reading.high),
        low_bound=reading.low_bound,  # type: ignore[arg-type]
        high_bound=reading.high_bound,  # type: ignore[arg-type]
        salience=reading.salience,
        supported=supported,
    )
