"""Everything that changes what we hold a party to want; also seats and issues, since each makes positions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.agenda.models import Option
from tracker.base.dates import DomainDate
from tracker.base.models import keep, moment
from tracker.history.operations import change
from tracker.positions.models import Evidence, Position, Reading, Review
from tracker.positions.operations.agenda import accept_option as accept_option
from tracker.positions.operations.agenda import add_issue as add_issue
from tracker.positions.operations.agenda import add_option as add_option
from tracker.positions.operations.agenda import edit_issue as edit_issue
from tracker.positions.operations.agenda import edit_option as edit_option
from tracker.positions.operations.agenda import move_issue as move_issue
from tracker.positions.operations.agenda import on_scale as on_scale
from tracker.positions.operations.agenda import remove_issue as remove_issue
from tracker.positions.operations.agenda import remove_option as remove_option
from tracker.positions.operations.agenda import seat as seat
from tracker.positions.operations.agenda import seat_newcomer as seat_newcomer
from tracker.positions.operations.agenda import unseat as unseat
from tracker.statements.models import Statement


# Readings -------------------------------------------------------------------------------------------------------------
class Judged(TypedDict, total=False):
    """What a reading says, apart from when."""

    stance: str
    stated: float | None
    option: Option | None
    low: float | None
    low_bound: str
    high: float | None
    high_bound: str
    mutual: bool
    salience: int | None
    firmness: str | None
    confidence: str
    confidence_reason: str
    basis: str
    why: str
    summary: str


@dataclass(frozen=True)
class Bears:
    """How a statement bears on a reading."""

    statement: Statement
    relation: str
    note: str = ""


def revise(
    position: Position,
    *,
    by: Membership,
    expected: int,
    effective: DomainDate,
    evidence: Sequence[Bears] = (),
    at: datetime | None = None,
    **judged: Unpack[Judged],
) -> Reading:
    """The position is what the new reading says, from `effective` on, on that evidence; earlier days stay as they were.

    `expected`: the version the writer saw; `Stale` if somebody has written since.
    """
    by.require(Can.RECORD, position, judged.get("option"), *(link.statement for link in evidence))
    with change(by, "position.revised", at=at) as line:
        position.claim(expected)
        reading = read(position, by=by, effective=effective, at=at, **judged)
        for link in evidence:
            new_evidence(position, link, by=by, reading=reading, at=at)
        line.about(position, reading=reading.pk, effective=effective.iso(), stance=reading.stance)
    return reading


def correct(
    slip: Reading,
    *,
    by: Membership,
    expected: int,
    effective: DomainDate,
    evidence: Sequence[Bears] = (),
    at: datetime | None = None,
    **judged: Unpack[Judged],
) -> Reading:
    """Another reading stands in the place of `slip`, as if it had been recorded right; as known before, it stays."""
    by.require(Can.RECORD, slip, judged.get("option"), *(link.statement for link in evidence))
    with change(by, "reading.corrected", at=at) as line:
        slip.position.claim(expected)
        reading = read(slip.position, by=by, effective=effective, at=at, replaces=slip, **judged)
        for link in evidence:
            new_evidence(slip.position, link, by=by, reading=reading, at=at)
        line.about(slip.position, reading=reading.pk, replaces=slip.pk)
    return reading


def withdraw(slip: Reading, *, by: Membership, expected: int, reason: str, at: datetime | None = None) -> Reading:
    """Nothing stands in the place of `slip`: what came before it is in force again."""
    by.require(Can.RECORD, slip)
    with change(by, "reading.withdrawn", why=reason, at=at) as line:
        slip.position.claim(expected)
        reading = Reading(
            workspace=by.workspace,
            position=slip.position,
            stance=Reading.Stance.UNKNOWN,
            summary=reason,
            why=Reading.Why.CORRECTED,
            replaces=slip,
            withdrawn=True,
            recorded_by=by,
            **moment(at),
        )
        reading.effective = slip.effective
        keep(reading)
        line.about(slip.position, withdrew=slip.pk)
    return reading


def read(
    position: Position,
    *,
    by: Membership,
    effective: DomainDate,
    at: datetime | None,
    replaces: Reading | None = None,
    **judged: Unpack[Judged],
) -> Reading:
    """One more reading, on the scale its issue has today; the caller has claimed the position."""
    issue, option = position.issue, judged.get("option")
    if issue.children.exists():
        raise ValidationError(_("Positions are recorded on the issues under this one."))
    if option and option.issue_id != issue.pk:
        raise ValidationError({"option": _("That option belongs to another issue.")})
    if option and judged.get("stated") is None:
        judged["stated"] = option.value
    if option and judged["stated"] != option.value:
        raise ValidationError({"stated": _("The option stands at another point of the scale than that value.")})
    for name in ("stated", "low", "high"):
        value = judged.get(name)
        if isinstance(value, float | int) and (
            issue.minimum is None or issue.maximum is None or not issue.minimum <= value <= issue.maximum
        ):
            raise ValidationError({name: on_scale(issue)})
    reading = Reading(
        workspace=by.workspace,
        position=position,
        minimum=issue.minimum,
        maximum=issue.maximum,
        replaces=replaces,
        recorded_by=by,
        **judged,
        **moment(at),
    )
    reading.effective = effective
    keep(reading)
    return reading


# Evidence and review --------------------------------------------------------------------------------------------------
def weigh(
    position: Position,
    statement: Statement,
    *,
    by: Membership,
    relation: str,
    note: str = "",
    reading: Reading | None = None,
    at: datetime | None = None,
) -> Evidence:
    """The statement, which the position's party holds, bears on it in this way; the newest word counts."""
    by.require(Can.RECORD, position, statement, reading)
    with change(by, "evidence.weighed", at=at) as line:
        evidence = new_evidence(position, Bears(statement, relation, note), by=by, reading=reading, at=at)
        line.about(position, statement=statement.pk, relation=relation)
    return evidence


def new_evidence(
    position: Position, link: Bears, *, by: Membership, reading: Reading | None, at: datetime | None
) -> Evidence:
    if not link.statement.holders.filter(party_id=position.party_id).exists():
        raise ValidationError(_("Evidence is what the party itself holds, or is told to hold."))
    evidence = Evidence(
        workspace=by.workspace,
        position=position,
        reading=reading,
        statement=link.statement,
        party_id=position.party_id,
        relation=link.relation,
        note=link.note,
        recorded_by=by,
        **moment(at),
    )
    keep(evidence)
    return evidence


def review(reading: Reading, *, by: Membership, state: str, note: str = "", at: datetime | None = None) -> Review:
    """The reading is proposed, questioned or approved; only those who may approve do, and nobody their own."""
    by.require(Can.APPROVE if state == Review.State.APPROVED else Can.DISCUSS, reading)
    if state == Review.State.APPROVED and reading.recorded_by_id == by.pk:
        raise ValidationError(_("Somebody else approves what you recorded."))
    with change(by, f"reading.{state}", why=note, at=at) as line:
        done = Review(workspace=by.workspace, reading=reading, state=state, by=by, note=note, **moment(at, "at"))
        keep(done)
        line.about(reading.position, reading=reading.pk)
    return done
