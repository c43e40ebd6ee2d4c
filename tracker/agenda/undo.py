"""Undoing what is only added to: a row more, which says what held before."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.agenda.models import IssueState
from tracker.agenda.operations import alone
from tracker.base.models import keep
from tracker.history.models import Change
from tracker.history.operations import undoing


def undo_state(done: Change, *, by: Membership) -> Change:
    """From the same day on the issue is again what it was; refused where its state was set once more since."""
    with undoing(done, by=by):
        row = IssueState.objects.filter(workspace=by.workspace, pk=done.details.get("row")).first()
        if row is None:
            raise ValidationError(_("This stays in the record. Record what holds now instead."))
        alone(row.issue.negotiation)
        others = IssueState.objects.filter(issue=row.issue).exclude(pk=row.pk)
        if others.filter(recorded_at__gte=row.recorded_at).exists():
            raise ValidationError(_("Somebody has changed this since. Look at it, and change what is wrong."))
        before = others.in_force(row.effective_on, row.recorded_at).first()
        new = IssueState(workspace=by.workspace, issue=row.issue, recorded_by=by)
        new.state = before.state if before else IssueState.State.OPEN
        new.effective = row.effective
        keep(new)
    undone: Change = by.did
    return undone


UNDO = {"issue.state_set": undo_state}
