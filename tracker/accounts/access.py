"""The door: the only way from an address to a member, and from a member to a record."""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from hashlib import sha256
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import models, transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.accounts.models import Draft, Membership, Sent, Workspace
from tracker.accounts.permissions import Can

METHODS = ("GET", "HEAD", "POST")
REMEMBERED = timedelta(days=1)  # how long a form that was sent is known when it comes again


class MemberRequest(HttpRequest):
    """A request that has passed the door."""

    member: Membership


def member_view(permission: Can) -> Callable[..., Callable[..., HttpResponseBase]]:
    """The view is for members of the workspace `ws` whose role has `permission`: others get 404 or 403."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        @login_required
        def door(request: Any, ws: str, **kwargs: Any) -> HttpResponseBase:
            members = Membership.objects.active().select_related("workspace", "user")
            request.member = get_object_or_404(members, user=request.user, workspace__slug=ws)
            request.member.require(permission)
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            if request.method != "POST":
                return view(request, **kwargs)
            if request.POST.get("again"):
                return unsaved(view, request, kwargs)
            response = once(view, request, kwargs)
            if response.status_code < 400 and (form := request.POST.get("draft")):
                Draft.objects.of(request.member, form).delete()  # what was saved is no draft any more
            return response

        door.permission = permission  # type: ignore[attr-defined]  # the walk over all addresses reads it
        return door

    return decorate


def unsaved(view: Callable[..., HttpResponseBase], request: Any, kwargs: dict[str, Any]) -> HttpResponseBase:
    """What the view answers to a form that only comes back to be gone on with: whatever it does, nothing is saved."""
    with transaction.atomic():
        response = view(request, **kwargs)
        transaction.set_rollback(True)
    return response


def once(view: Callable[..., HttpResponseBase], request: Any, kwargs: dict[str, Any]) -> HttpResponseBase:
    """What the view answers. The same form sent a second time writes nothing, and leads where the first one led; sent
    at the same moment, it waits for that one.
    """
    if not request.POST.get("csrfmiddlewaretoken"):
        return view(request, **kwargs)
    member = request.member
    mine = Sent.objects.filter(member=member)
    mine.filter(at__lt=timezone.now() - REMEMBERED).delete()
    with transaction.atomic():
        sent, first = mine.get_or_create(
            form=fingerprint(request), defaults={"workspace": member.workspace, "member": member}
        )
        if not first:
            messages.info(request, _("This was saved already."))
            return redirect(sent.leads_to)
        response = view(request, **kwargs)
        if isinstance(response, HttpResponseRedirect):
            sent.leads_to = response.url
            sent.save(update_fields=["leads_to"])
        else:  # nothing was saved, or what it came to stands in the answer alone
            sent.delete()
    return response


def fingerprint(request: HttpRequest) -> str:
    """Of a form as it was shown one time, with what was typed into it: Django writes another token into every page."""
    typed = [(name, values) for name, values in request.POST.lists() if name != "draft"]
    files = [(name, file.name, file.size) for name, given in request.FILES.lists() for file in given]
    return sha256(json.dumps([request.get_full_path(), typed, files]).encode()).hexdigest()


def find[M: models.Model](member: Membership, model: type[M], **lookup: Any) -> M:
    """The record in the member's workspace, or 404."""
    record: Any = get_object_or_404(within(member.workspace, model), **lookup)
    record.workspace = member.workspace  # known already: nobody has to ask for it again
    return cast(M, record)


def within[M: models.Model](workspace: Workspace, model: type[M]) -> Any:
    """All records of `model` in `workspace`, as its own QuerySet."""
    return model._default_manager.filter(workspace=workspace)


def may(request: HttpRequest) -> dict[str, Any]:
    """For templates: `may.record` and so on, so that they hide what would be refused anyway."""
    member: Membership | None = getattr(request, "member", None)
    return {"may": {str(permission): bool(member and member.may(permission)) for permission in Can}}
