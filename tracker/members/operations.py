"""Who works where: workspaces are opened, and people let in."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership, User, Workspace
from tracker.accounts.permissions import Can
from tracker.base.models import keep
from tracker.history.operations import change


@transaction.atomic
def open_workspace(*, name: str, slug: str, lead: User, time_zone: str = "") -> Membership:
    """A workspace exists and `lead` leads it: the one operation that nobody can be asked to do, as nobody is in yet."""
    space = Workspace(name=name, slug=slug, time_zone=time_zone or settings.WORKSPACE_TIME_ZONE)
    space.full_clean()
    space.save()
    first = Membership.objects.create(workspace=space, user=lead, role=Membership.Role.LEAD)
    with change(first, "workspace.opened") as line:
        line.about(space)
    return first


def admit(user: User, *, role: str, by: Membership) -> Membership:
    """`user` works in the workspace of `by`, in that role; who had left is back."""
    by.require(Can.MANAGE)
    with change(by, "member.admitted") as line:
        member = Membership.objects.select_for_update().filter(workspace=by.workspace, user=user).first()
        if member is None:
            member = Membership(workspace=by.workspace, user=user)
        elif member.is_active:
            raise ValidationError(_("%(name)s is a member already.") % {"name": user})
        member.role, member.is_active = role, True
        keep(member)
        line.about(member, role=role)
    return member
