"""The door: the only way from an address to a member, and from a member to a record."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from tracker.accounts.models import Membership, Workspace, WorkspaceOwned
from tracker.accounts.permissions import Can


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
            return view(request, **kwargs)

        door.permission = permission  # type: ignore[attr-defined]  # the walk over all addresses reads it
        return door

    return decorate


def find[M: WorkspaceOwned](member: Membership, model: type[M], **lookup: Any) -> M:
    """The record in the member's workspace, or 404."""
    record = cast(M, get_object_or_404(within(member.workspace, model), **lookup))
    record.workspace = member.workspace  # known already: nobody has to ask for it again
    return record


def within[M: WorkspaceOwned](workspace: Workspace, model: type[M]) -> Any:
    """All records of `model` in `workspace`, as its own QuerySet."""
    return model._default_manager.filter(workspace=workspace)
