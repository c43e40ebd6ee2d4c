"""The door: the only way from an address to a member, and from a member to a record."""

import json
from collections.abc import Callable, Sequence
from functools import cache, wraps
from hashlib import sha256
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import connection, models, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tracker.accounts.models import Draft, Membership, Sent, Workspace
from tracker.accounts.permissions import Can
from tracker.base.prepared import prepared

METHODS = ("GET", "HEAD", "POST")
CLAIM = """
INSERT INTO accounts_sent (workspace_id, member_id, form, leads_to, at) VALUES (%s, %s, %s, '', now())
ON CONFLICT (member_id, form) DO NOTHING
"""
LARGEST = models.BigIntegerField.MAX_BIGINT


class MemberRequest(HttpRequest):
    """A request that has passed the door."""

    member: Membership


def member_view(permission: Can) -> Callable[..., Callable[..., HttpResponseBase]]:
    """The view is for members of the workspace `ws` whose role has `permission`: others get 404 or 403."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        @login_required
        def door(request: Any, ws: str, **kwargs: Any) -> HttpResponseBase:
            request.member = only(membership(request.user.pk, ws), Membership)
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


@prepared
def membership(user: int, workspace: str) -> QuerySet[Membership]:
    """The active membership of that user in the workspace of that slug."""
    return Membership.objects.active().filter(user=user, workspace__slug=workspace).select_related("workspace", "user")


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
    form = {"member_id": request.member.pk, "form": fingerprint(request)}
    with transaction.atomic():
        if not claimed(request.member, form["form"]):
            messages.info(request, _("This was saved already."))
            first = Sent.objects.filter(**form).first()  # none where it was undone at this very moment
            return redirect(first.leads_to if first else request.get_full_path())
        response = view(request, **kwargs)
        if leads_to := address(response):
            Sent.objects.filter(**form).update(leads_to=leads_to)
        else:  # nothing was saved, or what it came to stands in the answer alone
            Sent.objects.filter(**form).delete()
    return response


def address(response: HttpResponseBase) -> str:
    """Where an answer leads, by itself or by htmx; empty where it is a page."""
    if isinstance(response, HttpResponseRedirect):
        return response.url
    return str(json.loads(response.headers["HX-Location"])["path"]) if "HX-Location" in response.headers else ""


def claimed(member: Membership, form: str) -> bool:
    """The form is this request's to save; not so if it was saved before. `get_or_create` would ask four times."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [member.workspace_id, member.pk, form])
        return bool(cursor.rowcount)


def fingerprint(request: HttpRequest) -> str:
    """Of a form as it was shown one time, with what was typed into it: Django writes another token into every page."""
    typed = [(name, values) for name, values in request.POST.lists() if name != "draft"]
    files = [(name, file.name, file.size) for name, given in request.FILES.lists() for file in given]
    return sha256(json.dumps([request.get_full_path(), typed, files]).encode()).hexdigest()


def find[M: models.Model](member: Membership, model: type[M], *along: str, **lookup: Any) -> M:
    """The record in the member's workspace, or 404; `along` is read with it, such as "issue__negotiation"."""
    names = tuple(lookup)
    asked = [field(model, name).get_prep_value(value) for name, value in lookup.items()]
    if any(isinstance(value, int) and abs(value) > LARGEST for value in asked):
        raise Http404("No record has such a number.")
    record: Any = only(records(model, along, names)(member.workspace_id, *asked), model)
    record.workspace = member.workspace  # known already: nobody has to ask for it again
    return cast(M, record)


def only[M: models.Model](found: Sequence[M], model: type[M]) -> M:
    if not found:
        raise Http404(f"No {model._meta.verbose_name} is there.")
    return found[0]


def field(model: Any, path: str) -> Any:
    """The field at the end of a path such as `issue__slug`."""
    for name in path.split("__"):
        found = model._meta.pk if name == "pk" else model._meta.get_field(name)
        model = found.related_model
    return found


@cache
def records(model: type[models.Model], along: Sequence[str], names: Sequence[str]) -> Callable[..., list[Any]]:
    """The question for a record of a workspace by what these fields hold."""

    def write(workspace: Any, *values: Any) -> Any:
        found = within(workspace, model).filter(**dict(zip(names, values, strict=True)))
        return found.select_related(*along) if along else found

    return prepared(write)


def within[M: models.Model](workspace: Workspace, model: type[M]) -> Any:
    """All records of `model` in `workspace`, as its own QuerySet."""
    return model._default_manager.filter(workspace=workspace)


def may(request: HttpRequest) -> dict[str, Any]:
    """For templates: `may.record` and so on, so that they hide what would be refused anyway."""
    member: Membership | None = getattr(request, "member", None)
    return {"may": {str(permission): bool(member and member.may(permission)) for permission in Can}}
