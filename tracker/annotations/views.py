"""The discussion of a record, in threads; a part of the record's own page, and a page without script."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.accounts.access import MemberRequest, find, member_view
from tracker.accounts.models import WorkspaceOwned
from tracker.accounts.permissions import Can
from tracker.agenda.when import NOW, resolve
from tracker.annotations import operations, queries, shown
from tracker.annotations.forms import Opening, Reply, Settling
from tracker.annotations.models import Thread
from tracker.base.errors import Unknown
from tracker.base.htmx import page
from tracker.base.models import Stale


@member_view(Can.READ)
def discussion(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """What we say to each other of a record; posting opens a thread."""
    if kind not in queries.KINDS:
        raise Unknown(_("Nothing of the kind “%(kind)s” can be discussed.") % {"kind": kind})
    about = find(request.member, queries.KINDS[kind], pk=pk)
    if request.method != "POST":
        return talk(request, about)
    request.member.require(Can.DISCUSS)
    form = Opening(request.POST)
    if not form.is_valid():
        return talk(request, about, typed={Opening: form}, status=form.status)
    thread = operations.open_thread(about, by=request.member, **form.cleaned_data)
    return heard(request, about, thread)


@member_view(Can.DISCUSS)
@require_POST
def comment(request: MemberRequest, pk: int) -> HttpResponse:
    """One more comment in a thread."""
    thread = find(request.member, Thread, pk=pk)
    form = Reply(request.POST, thread=thread)
    if not form.is_valid():
        return talk(request, queries.subject(thread), typed={(Reply, pk): form}, status=form.status)
    operations.comment(thread, by=request.member, **form.cleaned_data)
    return heard(request, queries.subject(thread), thread)


@member_view(Can.DISCUSS)
@require_POST
def settle(request: MemberRequest, pk: int) -> HttpResponse:
    """The thread is settled, and folded."""
    thread = find(request.member, Thread, pk=pk)
    form = Settling(request.POST, thread=thread)
    if form.is_valid():
        try:
            operations.settle(thread, by=request.member, **form.cleaned_data)
            return heard(request, queries.subject(thread), thread)
        except Stale:
            form.clash(thread)
        except ValidationError as reason:
            form.add_error(None, reason)
    return talk(request, queries.subject(thread), typed={(Settling, pk): form}, status=form.status)


def heard(request: MemberRequest, about: WorkspaceOwned, thread: Thread) -> HttpResponse:
    """What was said stands there: in the page people are on, or without script on the discussion's own."""
    about.workspace = request.member.workspace
    if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return talk(request, about, touched=thread)
    day = request.GET.get("as_of")
    return redirect(f"{shown.address(about)}{'?' + urlencode({'as_of': day}) if day else ''}#thread-{thread.pk}")


def talk(
    request: MemberRequest,
    about: WorkspaceOwned,
    *,
    typed: Mapping[object, forms.Form] | None = None,
    touched: Thread | None = None,
    status: int = 0,
) -> HttpResponse:
    """The discussion as it stands, with the form that has to be mended."""
    about.workspace = request.member.workspace
    negotiation = queries.negotiation_of(about)
    if negotiation:
        negotiation.workspace = request.member.workspace
    when = resolve(request, negotiation) if negotiation else None
    posted = request.method == "POST"  # who has just said something wants to see it
    known = NOW if when is None or posted else when.moment
    threads = queries.threads(about, when.day if when else date.max, known)
    context = {
        "layout": "negotiation.html" if negotiation else "base.html",
        "negotiation": negotiation,
        "when": when,
        "shown": shown.discussion(about, threads, request.member, typed or {}, touched, when, known),
    }
    status = status or (when.status if when else 200)
    with timezone.override(request.member.workspace.zone):
        return page(request, "annotations/discussion.html", context, parts=["discussion"], status=status)
