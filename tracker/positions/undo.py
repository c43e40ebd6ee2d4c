"""Undo of what is only ever added to: one more row takes it back, and what was known before stays known."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.agenda.when import NOW
from tracker.base.models import keep
from tracker.history.models import Change
from tracker.history.operations import undoing
from tracker.positions.models import Evidence, Reading, Review
from tracker.positions.operations import Bears, new_evidence, void

COPIED = [  # all that a reading says, on the scale it was measured on
    "effective_on", "effective_before", "stance", "stated", "option_id", "low", "low_bound", "high", "high_bound",
    "mutual", "minimum", "maximum", "salience", "firmness", "confidence", "confidence_reason", "basis", "why",
    "summary",
]  # fmt: skip


def revision(done: Change, *, by: Membership) -> Reading:
    """Nothing stands in the reading's place, and what was weighed with it alone waits again."""
    by.require(Can.RECORD, done)
    with undoing(done, by=by):
        reading = standing(found(done, "reading", Reading.objects), by)
        take_back_all(reading, by=by)
        return void(reading, by=by, reason=_("Undone."))


def correction(done: Change, *, by: Membership) -> Reading:
    """A copy of what was corrected stands in the place of the correction, on what it rested on."""
    by.require(Can.RECORD, done)
    with undoing(done, by=by):
        reading = standing(found(done, "reading", Reading.objects), by)
        slip = reading.replaces
        if slip is None:
            raise ValidationError(STAYS)
        take_back_all(reading, by=by)
        return copy(slip, in_place_of=reading, by=by)


def withdrawal(done: Change, *, by: Membership) -> Reading:
    """A copy of what was withdrawn stands again."""
    by.require(Can.RECORD, done)
    with undoing(done, by=by):
        slip = found(done, "withdrew", Reading.objects)
        return copy(slip, in_place_of=standing(slip.replaced_by.get(), by), by=by)


def weighing(done: Change, *, by: Membership) -> Evidence:
    """What was said of the statement before holds again; if nothing was, it waits again."""
    by.require(Can.RECORD, done)
    with undoing(done, by=by):
        row = found(done, "evidence", Evidence.objects)
        rows = Evidence.objects.filter(position=row.position, reading=row.reading, statement=row.statement)
        newest, *earlier = rows.order_by("-recorded_at", "-pk")[:2]
        if newest.pk != row.pk:
            raise ValidationError(SINCE)
        before = earlier[0] if earlier else None
        return take_back(row, by=by, to=before)


def review(done: Change, *, by: Membership) -> Review:
    """What was said of the reading before holds again, in the name of who said it."""
    with undoing(done, by=by):
        last = found(done, "review", Review.objects)
        newest, *earlier = Review.objects.filter(reading=last.reading).order_by("-at", "-pk")[:2]
        if newest.pk != last.pk or last.reading is None:
            raise ValidationError(SINCE)
        again = Review(workspace=by.workspace, reading=last.reading)
        if earlier:
            again.state, again.by, again.note = earlier[0].state, earlier[0].by, earlier[0].note
        else:
            again.state, again.by = Review.State.PROPOSED, last.reading.recorded_by
        return keep(again)


UNDO: dict[str, Callable[..., Any]] = {
    "position.revised": revision,
    "reading.corrected": correction,
    "reading.withdrawn": withdrawal,
    "evidence.weighed": weighing,
    "reading.proposed": review,
    "reading.questioned": review,
    "reading.approved": review,
}
SINCE = gettext_lazy("Somebody has changed this since. Look at it, and change what is wrong.")
STAYS = gettext_lazy("This stays in the record. Record what holds now instead.")


def found(done: Change, name: str, among: Any) -> Any:
    """The row that the change tells of under `name`."""
    row = among.filter(workspace=done.workspace_id, pk=done.details.get(name)).first()
    if row is None:
        raise ValidationError(STAYS)
    return row


def standing(reading: Reading, by: Membership) -> Reading:
    """The reading, if nothing stands in its place yet; its position is this writer's until the transaction ends."""
    reading.position.claim(reading.position.version)
    if reading.replaced_by.exists():
        raise ValidationError(SINCE)
    return reading


def copy(original: Reading, *, in_place_of: Reading, by: Membership) -> Reading:
    """The same reading once more, on the same evidence."""
    again = Reading(workspace=by.workspace, position=original.position, replaces=in_place_of, recorded_by=by)
    for name in COPIED:
        setattr(again, name, getattr(original, name))
    keep(again)
    links = [Bears(row.statement, row.relation, row.note) for row in evidence(original)]
    new_evidence(original.position, links, by=by, reading=again, at=None)
    return again


def evidence(reading: Reading) -> list[Evidence]:
    return list(Evidence.objects.filter(reading=reading).newest(NOW).select_related("statement"))


def take_back_all(reading: Reading, *, by: Membership) -> None:
    """What was weighed for that reading alone waits again."""
    for row in evidence(reading):
        take_back(row, by=by)


def take_back(row: Evidence, *, by: Membership, to: Evidence | None = None) -> Evidence:
    """The statement bears as it did in `to`; without that nobody has weighed it."""
    bears = Bears(row.statement, to.relation, to.note) if to else Bears(row.statement, Evidence.Relation.NOT_WEIGHED)
    (again,) = new_evidence(row.position, [bears], by=by, reading=row.reading, at=None)
    return again
