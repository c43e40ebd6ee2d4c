"""The discussion of a record, in threads."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from tracker.accounts.access import MemberRequest, member_view
from tracker.accounts.permissions import Can


@member_view(Can.READ)
def discussion(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    return HttpResponse("")


@member_view(Can.DISCUSS)
@require_POST
def comment(request: MemberRequest, pk: int) -> HttpResponse:
    return HttpResponse("")


@member_view(Can.DISCUSS)
@require_POST
def settle(request: MemberRequest, pk: int) -> HttpResponse:
    return HttpResponse("")
