"""Undoing a note on a pair, which is only added to: a note more, with what was said before."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.agenda.operations import alone
from tracker.base.models import keep
from tracker.compare.models import PairNote
from tracker.history.models import Change
from tracker.history.operations import undoing


def undo_note(done: Change, *, by: Membership) -> Change:
    """From the same day on the note says again what it did; refused where somebody has written since."""
    with undoing(done, by=by):
        row = PairNote.objects.filter(workspace=by.workspace, pk=done.details.get("row")).first()
        if row is None:
            raise ValidationError(_("This stays in the record. Record what holds now instead."))
        alone(row.issue.negotiation)
        others = PairNote.objects.filter(issue=row.issue, one=row.one, other=row.other).exclude(pk=row.pk)
        if others.filter(recorded_at__gte=row.recorded_at).exists():
            raise ValidationError(_("Somebody has changed this since. Look at it, and change what is wrong."))
        before = others.in_force(row.effective_on, row.recorded_at).first()
        new = PairNote(workspace=by.workspace, issue=row.issue, one=row.one, other=row.other, recorded_by=by)
        new.text = before.text if before else ""
        new.effective = row.effective
        keep(new)
    undone: Change = by.did
    return undone


UNDO = {"pair.noted": undo_note}
