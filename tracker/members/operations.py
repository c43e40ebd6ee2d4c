"""Who works where: workspaces are opened, people asked in and let in, their roles given and taken."""

import secrets
from collections.abc import Mapping

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.accounts.adapter import reset_path
from tracker.accounts.models import Membership, User, Workspace
from tracker.accounts.operations import keep_a_lead
from tracker.accounts.permissions import Can
from tracker.base.models import keep
from tracker.history.operations import change
from tracker.members.models import GOOD_FOR, Invitation, secret
from tracker.members.words import NO_LONGER


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


def edit_settings(
    *,
    by: Membership,
    expected: int,
    name: str,
    time_zone: str,
    half_life: int,
    grade_weights: Mapping[str, float],
    mode_weights: Mapping[str, float],
) -> Workspace:
    """The workspace is called so, keeps that time, and weighs evidence like that, whatever day is shown."""
    by.require(Can.MANAGE)
    space = by.workspace
    with change(by, "workspace.edited") as line:
        space.claim(expected)
        space.name, space.time_zone, space.half_life = name, time_zone, half_life
        space.grade_weights, space.mode_weights = dict(grade_weights), dict(mode_weights)
        keep(space)
        line.about(space)
    return space


# Members --------------------------------------------------------------------------------------------------------------
def admit(user: User, *, role: str, by: Membership) -> Membership:
    """`user` works in the workspace of `by`, in that role; who had left is back."""
    by.require(Can.MANAGE)
    with change(by, "member.admitted") as line:
        member = entered(by.workspace, user, role)
        line.about(member, role=role)
    return member


def entered(workspace: Workspace, user: User, role: str) -> Membership:
    member = Membership.objects.select_for_update(no_key=True).filter(workspace=workspace, user=user).first()
    if member is None:
        member = Membership(workspace=workspace, user=user)
    elif member.is_active:
        raise ValidationError(_("%(name)s is a member already.") % {"name": user})
    member.role, member.is_active = role, True
    return keep(member)


def give_role(member: Membership, *, by: Membership, role: str, was: str) -> Membership:
    """`member` has that role from now on; refused where it is no longer the one that `by` has seen, or nobody leads."""
    by.require(Can.MANAGE, member)
    with change(by, "member.role_given") as line:
        as_seen(member, was)
        member.role = role
        keep(member)
        keep_a_lead(by.workspace)
        line.about(member, role=role, was=was)
    return member


def switch_off(member: Membership, *, by: Membership, was: str) -> Membership:
    """`member` gets in no more; what they recorded stays under their name. The last lead stays."""
    by.require(Can.MANAGE, member)
    with change(by, "member.switched_off") as line:
        as_seen(member, was)
        member.is_active = False
        keep(member)
        keep_a_lead(by.workspace)
        line.about(member)
    return member


def as_seen(member: Membership, role: str) -> None:
    """Nobody else changes this membership until the transaction ends; refused where somebody has already."""
    now = Membership.objects.select_for_update(no_key=True).get(pk=member.pk)
    if (now.role, now.is_active) != (role, True):
        words = str(now.get_role_display()) if now.is_active else _("switched off")
        told = _("Somebody changed this meanwhile: %(name)s is now %(what)s.") % {"name": member, "what": words}
        raise ValidationError(told)


def make_reset_link(member: Membership, *, by: Membership) -> str:
    """The path where `member` may choose a new password, once. Only for who works nowhere that `by` does not lead:
    who has the link can sign in as them.
    """
    by.require(Can.MANAGE, member)
    with change(by, "member.reset_link_made") as line:
        if not (member.is_active and member.user.is_active):
            raise ValidationError(_("%(name)s is switched off: let them back in first.") % {"name": member})
        led = Membership.objects.active().filter(user=by.user, role=Membership.Role.LEAD).values("workspace")
        if Membership.objects.active().filter(user=member.user).exclude(workspace__in=led).exists():
            raise ValidationError(
                _("%(name)s also works where you do not lead. Whoever runs this server can make the link.")
                % {"name": member}
            )
        line.about(member)
        return reset_path(member.user)


# Invitations ----------------------------------------------------------------------------------------------------------
def invite(*, by: Membership, role: str, email: str = "") -> tuple[Invitation, str]:
    """One person may come in by a link, in that role, for two weeks: the invitation, and the word in its link, which
    nobody finds again.
    """
    by.require(Can.MANAGE)
    with change(by, "invitation.made") as line:
        if email and Membership.objects.active().filter(workspace=by.workspace, user__email__iexact=email).exists():
            raise ValidationError({"email": _("Who signs in by that address is a member already.")})
        token = secrets.token_urlsafe(32)
        made = Invitation(
            workspace=by.workspace,
            role=role,
            email=email.lower(),
            hashed=secret(token),
            made_by=by,
            expires_at=timezone.now() + GOOD_FOR,
        )
        keep(made)
        line.about(made, role=role)
    return made, token


def revoke(invitation: Invitation, *, by: Membership) -> Invitation:
    """The link lets nobody in any more."""
    by.require(Can.MANAGE, invitation)
    with change(by, "invitation.revoked") as line:
        still_open(invitation)
        invitation.revoked_at = timezone.now()
        invitation.save(update_fields=["revoked_at"])
        line.about(invitation)
    return invitation


def accept(invitation: Invitation, user: User) -> Membership:
    """`user` is a member, in the role of the invitation, which is used up. Nobody does this for them."""
    if invitation.email and invitation.email != user.email.lower():
        raise ValidationError(_("This invitation is for another address than the one you sign in by."))
    newcomer = Membership(workspace=invitation.workspace, user=user, role=invitation.role)
    member = Membership.objects.filter(workspace=invitation.workspace, user=user).first() or newcomer
    with change(member, "member.joined") as line:
        still_open(invitation)
        if member.pk and member.is_active:
            raise ValidationError(_("You are a member already."))
        member.role, member.is_active = invitation.role, True
        keep(member)
        invitation.used_by, invitation.used_at = member, timezone.now()
        invitation.save(update_fields=["used_by", "used_at"])
        line.about(invitation.workspace, role=member.role, invited_by=str(invitation.made_by))
    return member


@transaction.atomic
def sign_up(invitation: Invitation, *, name: str, email: str, password: str) -> User:
    """There is an account of that person, who is a member by the invitation."""
    user = User(name=name, email=email.lower())
    adapter = get_adapter()
    try:
        adapter.clean_password(password, user=user)
    except ValidationError as weak:
        raise ValidationError({"password": weak.messages}) from weak
    user.set_password(password)
    user.clean_fields(exclude=["password"])
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as taken:
        words = _("No account can be made with this address. If you have one, sign in, and open the link again.")
        raise ValidationError({"email": words}) from taken
    accept(invitation, user)
    return user


def still_open(invitation: Invitation) -> None:
    """Nobody else uses it until the transaction ends; refused where it is used, revoked or too old."""
    now = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if now.state != "open":
        raise ValidationError(NO_LONGER[now.state])
