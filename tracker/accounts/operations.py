"""What somebody types is kept until they save it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tracker.accounts.models import FORM_LENGTH, Draft, Membership, User

A_VISIT = timedelta(hours=1)  # who was away for longer comes back
SELDOM = timedelta(minutes=10)  # a visit that goes on is written down no more often


def keep_draft(form: str, fields: Sequence[tuple[str, str]], *, by: Membership) -> None:
    """`by` finds these fields again in that form. Without fields: no draft."""
    if not fields:
        Draft.objects.of(by, form).delete()
        return
    Draft.objects.update_or_create(
        workspace=by.workspace, member=by, form=form[:FORM_LENGTH], defaults={"fields": list(fields)}
    )


def arrive(user: User, now: datetime) -> datetime | None:
    """`user` is here; the answer is when they were here before this visit, if ever. What changed since is news."""
    before, was = user.last_here_at, user.here_at
    if was is not None and now - was < SELDOM:
        return before
    came_back = was is not None and now - was >= A_VISIT
    last = was if came_back else before
    User.objects.filter(pk=user.pk, here_at=was).update(here_at=now, last_here_at=last)
    return last
