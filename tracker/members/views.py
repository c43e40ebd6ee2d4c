"""Who works here and in which role, who is asked in, and the settings of the workspace."""

from functools import partial
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tracker.accounts.access import MemberRequest, find, member_view
from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.base.errors import told
from tracker.base.forms import CarryForm
from tracker.base.htmx import form_page, page
from tracker.history.notices import saved
from tracker.members import operations, queries, shown
from tracker.members.forms import BackForm, InviteForm, OfMember, RoleForm, SettingsForm, SignUpForm
from tracker.members.models import Invitation
from tracker.members.words import NEVER, NO_LONGER

BACKEND = "django.contrib.auth.backends.ModelBackend"


# Members --------------------------------------------------------------------------------------------------------------
@member_view(Can.READ)
def people(request: MemberRequest) -> HttpResponse:
    """Who works here, who left, who is asked in, and what each role may do."""
    found = queries.people(request.member.workspace)
    return page(request, "members/people.html", {"shown": shown.page(found, request.member)})


@member_view(Can.MANAGE)
def give_role(request: MemberRequest, pk: int) -> HttpResponse:
    """A member has another role."""
    member = find(request.member, Membership, pk=pk)
    form = RoleForm(posted(request), member=member, by=request.member)
    if form.carry(partial(operations.give_role, member, by=request.member)):
        return saved(request, everybody(request))
    title = _("Role of %(name)s") % {"name": member}
    return form_page(request, form, title=title, verb=_("Save"), back=everybody(request), kicker=_("Members"))


@member_view(Can.MANAGE)
def switch_off(request: MemberRequest, pk: int) -> HttpResponse:
    """A member gets in no more."""
    member = find(request.member, Membership, pk=pk)
    form = OfMember(posted(request), member=member, by=request.member)
    if form.carry(partial(operations.switch_off, member, by=request.member)):
        return saved(request, everybody(request), _("Switched off."))
    return form_page(
        request, form, title=_("Switch off %(name)s?") % {"name": member}, verb=_("Switch off"),
        back=everybody(request), kicker=_("Members"), danger=True,
        sentence=_(
            "They get in no more, and links that they made show nothing. What they recorded stays, under their name. A "
            "lead can let them back in."
        ),
    )  # fmt: skip


@member_view(Can.MANAGE)
def let_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Who was switched off is a member again."""
    member = find(request.member, Membership, pk=pk)
    form = BackForm(posted(request), initial={"role": member.role})
    if form.carry(partial(operations.admit, member.user, by=request.member)):
        return saved(request, everybody(request), _("Let back in."))
    title = _("Let %(name)s back in?") % {"name": member}
    return form_page(request, form, title=title, verb=_("Let back in"), back=everybody(request), kicker=_("Members"))


@never_cache
@member_view(Can.MANAGE)
def reset_link(request: MemberRequest, pk: int) -> HttpResponse:
    """A link by which a member chooses a new password: shown once."""
    member = find(request.member, Membership, pk=pk)
    form = CarryForm(posted(request))
    path = form.carry(partial(operations.make_reset_link, member, by=request.member))
    context = {"form": form, "member": member, "back": everybody(request)}
    return page(request, "members/reset_link.html", context | whole(request, path), status=form.status)


# Invitations ----------------------------------------------------------------------------------------------------------
@never_cache
@member_view(Can.MANAGE)
def invite(request: MemberRequest) -> HttpResponse:
    """A link that lets somebody in, once: shown once."""
    form = InviteForm(posted(request))
    made = form.carry(partial(operations.invite, by=request.member))
    path = reverse("members:invitation", kwargs={"token": made[1]}) if made else None
    context = {"form": form, "made": made and made[0], "back": everybody(request)}
    return page(request, "members/invite.html", context | whole(request, path), status=form.status)


@member_view(Can.MANAGE)
def revoke(request: MemberRequest, pk: int) -> HttpResponse:
    """The link of an invitation lets nobody in any more."""
    asked = find(request.member, Invitation, pk=pk)
    form = CarryForm(posted(request))
    if form.carry(partial(operations.revoke, asked, by=request.member)):
        messages.success(request, _("Taken back."))
        return redirect(everybody(request))
    return form_page(
        request, form, title=_("Take back the invitation for %(name)s?") % {"name": asked}, verb=_("Take back"),
        back=everybody(request), kicker=_("Members"), danger=True, sentence=_("Its link lets nobody in any more."),
    )  # fmt: skip


@never_cache
@login_not_required
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who was asked in comes in: by making an account, or signed in already."""
    if not ratelimit.consume(request, action="invitation"):
        return told(request, 429)
    asked = queries.invitation(token)
    if asked is None or asked.state != "open":
        words = NO_LONGER[asked.state] if asked else NEVER
        return page(request, "members/no_invitation.html", {"words": words}, status=410 if asked else 404)
    known: Any = request.user if request.user.is_authenticated else None
    form: Any = CarryForm(posted(request)) if known else SignUpForm(posted(request), email=asked.email)
    if known:
        done = form.carry(partial(operations.accept, asked, known))
    elif done := form.carry(partial(operations.sign_up, asked)):
        login(request, done, BACKEND)
    if done:
        messages.success(request, _("You are a member of %(name)s now.") % {"name": asked.workspace})
        return redirect("desk:home")
    return page(request, "members/invitation.html", {"form": form, "asked": asked}, status=form.status)


# Settings -------------------------------------------------------------------------------------------------------------
@member_view(Can.READ)
def settings(request: MemberRequest) -> HttpResponse:
    """What the workspace is called, which time it keeps, how it weighs evidence."""
    return page(request, "members/settings.html", {"weights": shown.weights(request.member)})


@member_view(Can.MANAGE)
def edit_settings(request: MemberRequest) -> HttpResponse:
    """The workspace is called otherwise, or weighs evidence otherwise."""
    back = reverse("members:settings", kwargs={"ws": request.member.workspace.slug})
    form = SettingsForm(posted(request), record=request.member.workspace)
    if form.carry(partial(operations.edit_settings, by=request.member)):
        return saved(request, back)
    return page(request, "members/edit_settings.html", {"form": form, "back": back}, parts=["settings-form"],
                status=form.status)  # fmt: skip


def posted(request: HttpRequest) -> Any:
    """What was sent: also by a form without fields."""
    return request.POST if request.method == "POST" else None


def whole(request: HttpRequest, path: str | None) -> dict[str, str]:
    """The link that is shown once."""
    return {"link": request.build_absolute_uri(path)} if path else {}


def everybody(request: MemberRequest) -> str:
    return reverse("members:people", kwargs={"ws": request.member.workspace.slug})
