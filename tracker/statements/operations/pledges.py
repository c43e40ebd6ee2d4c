"""What became of what was announced."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.base.dates import DomainDate
from tracker.history.operations import change
from tracker.statements.models import Pledge, Statement


def end(
    pledge: Pledge,
    *,
    by: Membership,
    expected: int,
    outcome: str,
    ended: DomainDate | None = None,
    ended_by: Statement | None = None,
    at: datetime | None = None,
) -> Pledge:
    """It was kept, broken or has lapsed from that day on, as that statement tells; or it is open again."""
    by.require(Can.RECORD, pledge, *filter(None, [ended_by]))
    still = outcome == Pledge.Outcome.OPEN
    if not still and ended is None:
        raise ValidationError({"ended": _("Say on which day.")})
    if not still and ended and ended.last < pledge.statement.said_on:
        raise ValidationError({"ended": _("That is before it was said.")})
    with change(by, "pledge.ended", at=at) as line:
        pledge.claim(expected)
        pledge.outcome = outcome
        pledge.ended_on = None if still or ended is None else ended.first
        pledge.ended_by = None if still else ended_by
        pledge.full_clean()
        pledge.save()
        line.about(pledge.statement, outcome=outcome)
    return pledge
