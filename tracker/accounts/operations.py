"""What somebody types is kept until they save it; a workspace always has somebody who leads it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.accounts.models import FORM_LENGTH, Draft, Membership, Sent, User, Workspace
from tracker.base.models import keep

A_VISIT = timedelta(hours=1)  # who was away for longer comes back
SELDOM = timedelta(minutes=10)  # a visit that goes on is written down no more often


def keep_draft(form: str, fields: Sequence[tuple[str, str]], *, by: Membership) -> Draft | None:
    """`by` finds these fields again in that form. Without fields: no draft."""
    if not fields:
        Draft.objects.of(by, form).delete()
        return None
    draft, _new = Draft.objects.update_or_create(
        workspace=by.workspace, member=by, form=form[:FORM_LENGTH], defaults={"fields": list(fields)}
    )
    return draft


def forget_sent(member: int | None) -> None:
    """What that member saved is undone: the same form may be saved once more."""
    Sent.objects.filter(member=member).exclude(leads_to="").delete()  # empty: the form that is being saved now


def call_oneself(user: User, *, name: str, email: str) -> User:
    """`user` is called so and signs in by that address; the lines of history keep the name they were written under."""
    user.name, user.email = name, email.lower()
    user.full_clean(exclude=["password"])
    return keep(user)


def keep_a_lead(workspace: Workspace) -> None:
    """Refuse what leaves the workspace without a lead; until this is decided, nobody else lowers one."""
    Workspace.objects.select_for_update(no_key=True).get(pk=workspace.pk)
    if not Membership.objects.active().filter(workspace=workspace, role=Membership.Role.LEAD).exists():
        raise ValidationError(_("Somebody has to lead the workspace: give another member that role first."))


REMEMBERED = timedelta(days=1)  # how long a form that was sent is known when it comes again


def arrive(user: User, now: datetime) -> datetime | None:
    """`user` is here; the answer is when they were here before this visit, if ever. What changed since is news."""
    before, was = user.last_here_at, user.here_at
    if was is not None and now - was < SELDOM:
        return before
    came_back = was is not None and now - was >= A_VISIT
    last = was if came_back else before
    Sent.objects.filter(member__user=user, at__lt=now - REMEMBERED).delete()
    User.objects.filter(pk=user.pk, here_at=was).update(here_at=now, last_here_at=last)
    return last
