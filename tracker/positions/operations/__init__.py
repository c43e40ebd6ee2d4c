"""Everything that changes what we hold a party to want; also seats and issues, since each makes positions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.agenda.models import Option
from tracker.agenda.queries import children
from tracker.agenda.when import NOW
from tracker.base.dates import DomainDate
from tracker.base.models import keep, keep_all, moment
from tracker.base.numbers import figure
from tracker.base.prepared import Among, prepared
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
from tracker.statements.models import Holder, Statement


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
        new_evidence(position, evidence, by=by, reading=reading, at=at)
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
        judged.setdefault("why", Reading.Why.CORRECTED)
        reading = read(slip.position, by=by, effective=effective, at=at, replaces=slip, **judged)
        new_evidence(slip.position, evidence, by=by, reading=reading, at=at)
        line.about(slip.position, reading=reading.pk, replaces=slip.pk)
    return reading


def withdraw(slip: Reading, *, by: Membership, expected: int, reason: str, at: datetime | None = None) -> Reading:
    """Nothing stands in the place of `slip`: what came before it is in force again."""
    by.require(Can.RECORD, slip)
    with change(by, "reading.withdrawn", why=reason, at=at) as line:
        slip.position.claim(expected)
        reading = void(slip, by=by, reason=reason, at=at)
        line.about(slip.position, withdrew=slip.pk)
    return reading


def void(slip: Reading, *, by: Membership, reason: str, at: datetime | None = None) -> Reading:
    """A row that puts nothing in the place of `slip`; the caller has claimed the position."""
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
    if children(issue.pk):
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
    if outside := shut_out(judged.get("stated"), judged.get("low"), judged.get("high")):
        raise ValidationError({outside[0]: outside[1]})
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


def shut_out(stated: float | None, low: float | None, high: float | None) -> tuple[str, str] | None:
    """Which end of its range shuts out a party's own position, and that in words; none where it lies inside."""
    below = stated is not None and low is not None and stated < low
    above = stated is not None and high is not None and stated > high
    upside_down = low is not None and high is not None and low > high  # another fault, told elsewhere
    if upside_down or not (below or above):
        return None
    if low is None:
        words = _("Its own position, %(stated)s, lies outside what you say it accepts, %(high)s and down.")
    elif high is None:
        words = _("Its own position, %(stated)s, lies outside what you say it accepts, %(low)s and up.")
    else:
        words = _("Its own position, %(stated)s, lies outside what you say it accepts, %(low)s to %(high)s.")
    values = {"stated": stated, "low": low, "high": high}
    return "low" if below else "high", words % {name: figure(at) for name, at in values.items() if at is not None}


# Evidence and review --------------------------------------------------------------------------------------------------
def weigh(
    position: Position,
    statement: Statement,
    *,
    by: Membership,
    relation: str,
    note: str = "",
    reading: Reading | None = None,
    expected: int | None = None,
    seen: int | None = None,
    at: datetime | None = None,
) -> Evidence:
    """The statement, which the position's party holds, bears on it in this way; the newest word counts.

    It makes no reading. `expected`: the version of the position that the writer saw; `seen`: the newest row on that
    statement, 0 for none. Who saw less than there is now is told.
    """
    by.require(Can.RECORD, position, statement, reading)
    with change(by, "evidence.weighed", at=at) as line:
        if expected is not None:
            nobody_was_first(position, statement, by=by, expected=expected, seen=seen or 0)
        (evidence,) = new_evidence(position, [Bears(statement, relation, note)], by=by, reading=reading, at=at)
        line.about(position, statement=statement.pk, relation=relation, evidence=evidence.pk)
    return evidence


def nobody_was_first(position: Position, statement: Statement, *, by: Membership, expected: int, seen: int) -> None:
    """The position is this writer's until the transaction ends; refused where somebody judged meanwhile."""
    held = Position.objects.select_for_update().get(pk=position.pk)
    newest = Evidence.objects.filter(position=position, statement=statement).order_by("-recorded_at", "-pk").first()
    if newest and newest.pk != seen:
        words = (
            _("You weighed this statement in another window: %(how)s.")
            if newest.recorded_by_id == by.pk
            else _("While you read, %(who)s weighed this statement: %(how)s.")
        )
        how = str(newest.get_relation_display()).lower()
        raise ValidationError(words % {"who": newest.recorded_by, "how": how}, code=OVERTAKEN)
    if held.version != expected:
        last = Reading.objects.filter(position=position).order_by("-recorded_at", "-pk").first()
        words = (
            _("You changed what we hold here in another window. Look at it, and weigh again.")
            if last and last.recorded_by_id == by.pk
            else _("While you read, %(who)s changed what we hold here. Look at it, and weigh again.")
        )
        raise ValidationError(words % {"who": last.recorded_by if last else _("somebody")}, code=OVERTAKEN)


OVERTAKEN = "overtaken"  # code of a refusal: a colleague was first


def new_evidence(
    position: Position, links: Sequence[Bears], *, by: Membership, reading: Reading | None, at: datetime | None
) -> Sequence[Evidence]:
    """A row for each; the caller has claimed the position."""
    held = set(held_of([link.statement.pk for link in links], position.party_id)) if links else set()
    if any(link.statement.pk not in held for link in links):
        raise ValidationError(_("Evidence is what the party itself holds, or is told to hold."))
    rows = [
        Evidence(
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
        for link in links
    ]
    return keep_all(Evidence, rows) if rows else rows


@prepared
def held_of(statements: Collection[int], party: int) -> QuerySet[Holder, int]:
    """Those of these statements that the party holds."""
    return Holder.objects.filter(Among("statement", statements), party=party).values_list("statement", flat=True)


def review(
    reading: Reading,
    *,
    by: Membership,
    state: str,
    note: str = "",
    seen: int | None = None,
    at: datetime | None = None,
) -> Review:
    """The reading is proposed, questioned or approved; only those who may approve do, and nobody their own.

    `seen`: the newest review that the writer saw, 0 for none; who saw another is told.
    """
    by.require(Can.APPROVE if state == Review.State.APPROVED else Can.DISCUSS, reading)
    if state == Review.State.APPROVED and reading.recorded_by_id == by.pk:
        raise ValidationError(_("Somebody else approves what you recorded."))
    with change(by, f"reading.{state}", why=note, at=at) as line:
        Position.objects.select_for_update().get(pk=reading.position_id)  # one at a time
        reviewable(reading, state, by=by, seen=seen, known=at or NOW)
        done = Review(workspace=by.workspace, reading=reading, state=state, by=by, note=note, **moment(at, "at"))
        keep(done)
        line.about(reading.position, reading=reading.pk, review=done.pk)
    return done


def reviewable(reading: Reading, state: str, *, by: Membership, seen: int | None, known: datetime) -> None:
    """Refused where it says nothing new, or where the reading is not the one that stands any more."""
    last = Review.objects.filter(reading=reading).newest(known).first()
    if last and seen is not None and seen != last.pk:
        values = {"who": last.by, "state": str(last.get_state_display()).lower()}
        words = (
            _("You reviewed this in another window: %(state)s.")
            if last.by_id == by.pk
            else _("While you read, %(who)s reviewed this: %(state)s.")
        )
        raise ValidationError(words % values, code=OVERTAKEN)
    if reading.withdrawn or reading.replaced_by.filter(recorded_at__lt=known).exists():
        raise ValidationError(_("Another reading stands in its place, or it is withdrawn: review what stands."))
    if last and last.state == state:
        raise ValidationError(_("It is %(state)s already.") % {"state": str(last.get_state_display()).lower()})
