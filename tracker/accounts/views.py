"""Drafts: what somebody types into a form is kept while they type."""

import json

from django.http import HttpResponse, JsonResponse

from tracker.accounts import operations
from tracker.accounts.access import MemberRequest, member_view, within
from tracker.accounts.models import Draft
from tracker.accounts.permissions import Can


@member_view(Can.READ)
def draft(request: MemberRequest) -> HttpResponse:
    """The draft of the form named: GET finds it (204 if there is none), POST keeps it, or without fields drops it."""
    if request.method != "POST":
        found = within(request.member.workspace, Draft).of(request.member, request.GET.get("form", "")).first()
        if found is None:
            return HttpResponse(status=204)
        at = found.kept_at.astimezone(request.member.workspace.zone)
        return JsonResponse({"fields": found.fields, "at": f"{at:%H:%M}", "day": f"{at:%-d %b %Y}"})
    try:
        fields = [(str(name), str(value).replace("\0", "")) for name, value in json.loads(request.POST["fields"])]
    except (KeyError, ValueError, TypeError):
        return HttpResponse(status=400)
    operations.keep_draft(request.POST.get("form", ""), fields, by=request.member)
    return HttpResponse(status=204)
