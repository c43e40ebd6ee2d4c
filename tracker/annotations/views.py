"""The discussion of a record, in threads; a part of the record's own page, and a page without script."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

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
from tracker.annotations.forms import Assigning, Editing, Opening, Pressing, Reply, Said, Settling
from tracker.annotations.models import Comment, Thread
from tracker.base.errors import Unknown, told
from tracker.base.htmx import page
from tracker.history.notices import tell


@member_view(Can.READ)
def discussion(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """What we say to each other of a record; posting opens a thread."""
    if kind not in queries.KINDS:
        raise Unknown(_("Nothing of the kind “%(kind)s” can be discussed.") % {"kind": kind})
    about = find(request.member, queries.KINDS[kind], pk=pk)
    if request.method != "POST":
        return talk(request, about)
    request.member.require(Can.DISCUSS)
    form = Opening(request.POST, members=queries.taking_part(request.member.workspace))
    thread = form.carry(partial(operations.open_thread, about, by=request.member))
    if thread is None:
        return talk(request, about, typed={Opening: form})
    return heard(request, about, thread, _("Comment added."))


# Threads --------------------------------------------------------------------------------------------------------------
@member_view(Can.DISCUSS)
@require_POST
def comment(request: MemberRequest, pk: int) -> HttpResponse:
    """One more comment in a thread."""
    thread = find(request.member, Thread, pk=pk)
    form = Reply(request.POST, of=thread)
    return said(request, thread, form, partial(operations.comment, thread), _("Reply added."))


@member_view(Can.DISCUSS)
@require_POST
def settle(request: MemberRequest, pk: int) -> HttpResponse:
    """The thread is settled, and folded."""
    thread = find(request.member, Thread, pk=pk)
    form = Settling(request.POST, of=thread)
    return said(request, thread, form, partial(operations.settle, thread), _("Settled."))


@member_view(Can.DISCUSS)
@require_POST
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    """The thread is open again."""
    thread = find(request.member, Thread, pk=pk)
    form = Pressing(request.POST, of=thread)
    return said(request, thread, form, partial(operations.reopen, thread), _("Open again."))


@member_view(Can.DISCUSS)
@require_POST
def assign(request: MemberRequest, pk: int) -> HttpResponse:
    """The task is somebody's to do."""
    thread = find(request.member, Thread, pk=pk)
    form = Assigning(request.POST, of=thread, members=queries.taking_part(request.member.workspace))
    return said(request, thread, form, partial(operations.assign, thread), _("Saved."))


# Comments -------------------------------------------------------------------------------------------------------------
@member_view(Can.DISCUSS)
def edit_comment(request: MemberRequest, pk: int) -> HttpResponse:
    """One's comment says something else: in its place in the discussion, or on a page of its own."""
    comment = find(request.member, Comment, pk=pk)
    operations.require_author(comment, request.member)
    about = queries.subject(comment.thread)
    about.workspace = request.member.workspace
    form = Editing(
        request.POST if request.method == "POST" else None,
        of=comment,
        initial={"text": comment.text, "expected": comment.version},
    )
    if form.carry(partial(operations.edit_comment, comment, by=request.member)):
        return heard(request, about, comment.thread, _("Comment saved."), alone=True)
    context = {"form": form, "back": f"{shown.address(about)}#comment-{pk}"}
    response = page(request, "annotations/edit_comment.html", context, status=form.status)
    if request.method == "POST":  # what is wrong is said in the form, not in the place of the discussion
        response["HX-Retarget"] = response["HX-Reselect"] = f"#{form.id}"
    return response


@member_view(Can.DISCUSS)
@require_POST
def remove_comment(request: MemberRequest, pk: int) -> HttpResponse:
    """The comment is folded away."""
    comment = find(request.member, Comment, pk=pk)
    form = Pressing(request.POST, of=comment)
    return said(request, comment.thread, form, partial(operations.remove_comment, comment), _("Comment removed."))


@member_view(Can.MANAGE)
@require_POST
def restore_comment(request: MemberRequest, pk: int) -> HttpResponse:
    """The comment can be read again."""
    comment = find(request.member, Comment, pk=pk)
    form = Pressing(request.POST, of=comment)
    return said(request, comment.thread, form, partial(operations.restore_comment, comment), _("Comment restored."))


# What is answered -----------------------------------------------------------------------------------------------------
def said(request: MemberRequest, thread: Thread, form: Said, operation: Callable[..., Any], words: str) -> HttpResponse:
    """What was done in the thread stands there; what cannot be is said beside its field, or where a button was."""
    if form.carry(partial(operation, by=request.member)):
        return heard(request, queries.subject(thread), thread, words)
    if isinstance(form, Pressing):
        return told(request, 409, " ".join(str(each) for errors in form.errors.values() for each in errors))
    return talk(request, queries.subject(thread), typed={(type(form), thread.pk): form})


def heard(
    request: MemberRequest, about: WorkspaceOwned, thread: Thread, words: str, *, alone: bool = False
) -> HttpResponse:
    """What was said stands there: in the page people are on, or on the discussion's own: without script, and from the
    page of a form `alone`.
    """
    about.workspace = request.member.workspace
    tell(request, words)
    here = request.htmx.current_url_abs_path if request.htmx else ""  # type: ignore[attr-defined]  # set by django-htmx
    if request.htmx and not (alone and here.partition("?")[0] == request.path):  # type: ignore[attr-defined]
        return talk(request, about, touched=thread)
    day = request.GET.get("as_of")
    return redirect(f"{shown.address(about)}{'?' + urlencode({'as_of': day}) if day else ''}#thread-{thread.pk}")


def talk(
    request: MemberRequest,
    about: WorkspaceOwned,
    *,
    typed: Mapping[object, Any] | None = None,
    touched: Thread | None = None,
) -> HttpResponse:
    """The discussion as it stands, with the form that has to be mended, or gone on with."""
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
    status = next((form.status for form in (typed or {}).values()), when.status if when else 200)
    with timezone.override(request.member.workspace.zone):
        return page(request, "annotations/discussion.html", context, parts=["discussion"], status=status)
