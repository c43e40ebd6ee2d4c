"""What a party's statements come to by themselves, beside what we hold it to want."""

from collections.abc import Iterable
from datetime import date

from tracker.accounts.models import Workspace
from tracker.actors.models import Party
from tracker.agenda.models import Issue
from tracker.analysis.evidence import Voice, Weighted, departs, weighted
from tracker.analysis.stands import TOLERANCE, normalise
from tracker.base.numbers import rounded
from tracker.positions.models import Position, Reading
from tracker.positions.queries import Backing
from tracker.statements.models import Statement
from tracker.statements.queries import counts, grade, reliability

WORTH_A_WORD = 0.05  # of the scale


def alone(behind: Backing, party: Party, issue: Issue, space: Workspace, day: date) -> Weighted | None:
    """The value of all statements weighed for a reading that give a number, for, qualifying or against."""
    return weighted(voices((statement for _, statement in behind.weighed), party, issue, space, day), space.half_life)


def value(found: Weighted, issue: Issue) -> float:
    """Where they stand, on the issue's own scale."""
    low, span = scale(issue)
    return rounded(low + found.value * span, span)


def spread(found: Weighted, issue: Issue) -> float | None:
    """How wide they lie, in the issue's own measure; None: too few to say."""
    _low, span = scale(issue)
    return None if found.spread is None else rounded(found.spread * span, span)


def scale(issue: Issue) -> tuple[float, float]:
    """Where it begins, and how long it is."""
    low, high = issue.minimum or 0.0, issue.maximum or 0.0
    return low, high - low


def differs(found: Weighted, reading: Reading) -> bool:
    """Whether what they come to is worth a word on a page that has little room: more than 5 % from what we hold."""
    held = stated(reading)
    return held is not None and abs(found.value - held) > WORTH_A_WORD + TOLERANCE


def voices(statements: Iterable[Statement], party: Party, issue: Issue, space: Workspace, day: date) -> list[Voice]:
    return [
        Voice(at, good(statement, space), (day - statement.said.last).days)
        for statement in statements
        if (at := point(statement, issue)) is not None and counts(statement, party).number
    ]


def point(statement: Statement, issue: Issue) -> float | None:
    """Where on the scale it speaks for, 0 to 1: its value, else its option's; None where it names neither."""
    option = statement.option.value if statement.option else None
    return spoken(statement.value, statement.minimum, statement.maximum, option, issue)


def spoken(
    value: float | None, minimum: float | None, maximum: float | None, option: float | None, issue: Issue
) -> float | None:
    """The same of a value on its own scale, and of an option on the issue's."""
    if value is None:
        value, minimum, maximum = option, issue.minimum, issue.maximum
    return on_scale(value, minimum, maximum)


def good(statement: Statement, space: Workspace) -> float:
    """By its best chain and by how its words reached us, 0 to 1; our own record without a report is as good as any.

    An outlet's summary counts half by its own weight, and not once more.
    """
    modes = [space.mode_weights[carrier.mode] for carrier in statement.carriers]
    return float(space.grade_weights[reliability(statement)] * max(modes, default=1.0))


def far(at: float | None, reading: Reading | None) -> bool:
    """Whether a point lies so far from the reading that it may be a move, whatever the spread of its evidence says."""
    held = stated(reading) if reading else None
    return at is not None and held is not None and departs(at, held, None)


def may_move(statement: Statement, reading: Reading, behind: Backing, position: Position, day: date) -> float | None:
    """How far a statement that waits departs from the reading in force, in shares of the scale; None: not far enough.

    Only what gives a number on its own, and is graded no worse than what stands behind the reading, may move it.
    """
    party, issue, space = position.party, position.issue, position.workspace
    at, held = point(statement, issue), stated(reading)
    if at is None or held is None or not counts(statement, party).alone:
        return None
    if behind.grade and grade(statement)[::-1] > behind.grade[::-1]:
        return None
    found = alone(behind, party, issue, space, day)
    return at - held if departs(at, held, found.spread if found else None) else None


def stated(reading: Reading) -> float | None:
    return on_scale(reading.stated, reading.minimum, reading.maximum)


def on_scale(value: float | None, minimum: float | None, maximum: float | None) -> float | None:
    """A point as a share of its scale; None where one of the three is not known, or it lies off the scale."""
    if value is None or minimum is None or maximum is None or not minimum <= value <= maximum:
        return None
    return normalise(value, minimum, maximum)
