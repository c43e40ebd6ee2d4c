"""One's own account; drafts, which keep what somebody types into a form while they type."""

import json
from functools import partial
from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tracker.accounts import operations
from tracker.accounts.access import MemberRequest, member_view, within
from tracker.accounts.forms import AccountForm
from tracker.accounts.models import Draft
from tracker.accounts.permissions import Can
from tracker.base.errors import told
from tracker.base.htmx import page


def account(request: HttpRequest) -> HttpResponse:
    """One's own name and e-mail address."""
    user: Any = request.user
    if request.method == "POST" and not ratelimit.consume(request, action="account"):
        return told(request, 429)
    form = AccountForm(request.POST if request.method == "POST" else None, user=user)
    if form.carry(partial(operations.call_oneself, user)):
        messages.success(request, _("Saved."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    return page(request, "accounts/account.html", {"form": form}, status=form.status)


@member_view(Can.READ)
def draft(request: MemberRequest) -> HttpResponse:
    """The draft of the form named: GET finds it (204 if there is none), POST keeps it and says when, or without
    fields drops it.
    """
    if request.method != "POST":
        found = within(request.member.workspace, Draft).of(request.member, named(request.GET)).first()
        if found is None:
            return HttpResponse(status=204)
        return JsonResponse({"fields": found.fields} | when(found))
    try:
        fields = [(storable(name), storable(value)) for name, value in json.loads(request.POST["fields"])]
    except (KeyError, ValueError, TypeError, RecursionError):
        return HttpResponse(status=400)
    kept = operations.keep_draft(named(request.POST), fields, by=request.member)
    return JsonResponse(when(kept)) if kept else HttpResponse(status=204)


def when(draft: Draft) -> dict[str, str]:
    """The moment it was kept, by the clock of the workspace, whatever the one of the reader's computer says."""
    at = draft.kept_at.astimezone(draft.workspace.zone)
    return {"at": f"{at:%H:%M}", "day": f"{at:%-d %b %Y}"}


def named(sent: QueryDict) -> str:
    """The form that is meant."""
    return sent.get("form", "").replace("\0", "")


def storable(value: Any) -> str:
    """As text that the database takes: no NUL, no halves of letters."""
    return str(value).replace("\0", "").encode("utf-8", "replace").decode()
