"""Home, a statement, the documents, and the history: pages that show several rooms."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tracker.accounts.access import MemberRequest, find, member_view, within
from tracker.accounts.permissions import Can
from tracker.agenda.models import Negotiation
from tracker.agenda.when import resolve
from tracker.annotations.queries import said_of
from tracker.base.errors import Unknown, told
from tracker.base.forms import CarryForm
from tracker.base.htmx import form_page, page
from tracker.base.pagination import stretch
from tracker.desk import queries, shown
from tracker.desk.forms import Asking
from tracker.history import operations, words
from tracker.history.models import Change
from tracker.history.notices import saved
from tracker.sources.models import Document
from tracker.statements.models import Statement


def home(request: HttpRequest) -> HttpResponse:
    """My workspaces and their negotiations; where there is only one, that one."""
    desks = queries.desks(request.user)
    if only := shown.home.only(desks):
        return redirect(only)
    return page(request, "desk/home.html", {"desks": shown.home.lines(desks)})


@member_view(Can.READ)
def statement(request: MemberRequest, pk: int) -> HttpResponse:
    """One statement whole. It shows all of its record: the point in time only travels along."""
    record = queries.record(find(request.member, Statement, pk=pk))
    issue, negotiation, when = record.statement.issue, None, None
    if issue:
        negotiation = find(request.member, Negotiation, pk=issue.negotiation_id)
        when = resolve(request, negotiation)
    context = {
        "layout": "negotiation.html" if issue else "base.html",
        "negotiation": negotiation,
        "when": when,
        "statement": record.statement,
        "shown": shown.statement.page(record, request.member, when),
    }
    return page(request, "desk/statement.html", context, status=when.status if when else 200)


@member_view(Can.READ)
def documents(request: MemberRequest) -> HttpResponse:
    """What was written, the newest first."""
    listed = queries.with_statement_count(within(request.member.workspace, Document))
    shown_page = Paginator(listed, 50).get_page(request.GET.get("page"))
    return page(request, "desk/documents.html", {"page": shown_page})


@member_view(Can.READ)
def document(request: MemberRequest, pk: int) -> HttpResponse:
    """A text with its excerpts marked, and the statements cut from it."""
    reader = queries.reader(find(request.member, Document, pk=pk))
    context = {
        "document": reader.document,
        "shown": shown.document.page(reader, request.member),
        "talk": said_of(reader.document),
    }
    return page(request, "desk/document.html", context)


@member_view(Can.READ)
def original(request: MemberRequest, pk: int) -> FileResponse:
    """The file as it was uploaded: to be kept, never to be shown by the browser as a page of ours."""
    document = find(request.member, Document, pk=pk)
    try:
        file = document.file.open("rb")
    except (ValueError, OSError):
        raise Unknown(
            _("The original of this document is not kept here."), [(document.title, document.get_absolute_url())]
        ) from None
    kind = f"text/plain; charset={document.encoding}" if document.encoding else "application/octet-stream"
    return FileResponse(file, as_attachment=True, filename=shown.document.filename(document), content_type=kind)


@member_view(Can.READ)
def history(request: MemberRequest) -> HttpResponse:
    """What was done, the newest first: all of it, or to one record."""
    member = request.member
    form = Asking(request.GET, member.workspace)
    form.is_valid()
    listed = queries.changes(within(member.workspace, Change), form.cleaned_data, member.workspace.zone)
    lines = stretch(listed, request.GET)
    context = {"form": form, "shown": shown.history.page(lines, form, member)}
    return page(request, "desk/history.html", context, status=422 if form.errors else 200)


@member_view(Can.READ)
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """What one operation did, row by row and column by column."""
    done = find(request.member, Change, pk=pk)
    return page(request, "desk/change.html", {"shown": shown.history.whole(done, request.member)})


@member_view(Can.MANAGE)
def restore(request: MemberRequest, pk: int) -> HttpResponse:
    """The record is again as that change left it."""
    done = find(request.member, Change, pk=pk)
    form = CarryForm(request.POST if request.method == "POST" else None)
    if form.carry(partial(operations.restore, done, by=request.member)):
        return saved(request, shown.history.address(done, request.member), _("That version is back."))
    return form_page(
        request, form, title=_("Bring this version back?"), verb=_("Bring it back"),
        back=shown.history.line_address(done), kicker=done.target_name,
        sentence=shown.history.will_be(done, request.member),
    )  # fmt: skip


@member_view(Can.DISCUSS)
def undo(request: MemberRequest, pk: int) -> HttpResponse:
    """What was done last is undone."""
    done = find(request.member, Change, pk=pk)
    request.member.require(operations.may_undo(done, request.member))
    form = CarryForm(request.POST if request.method == "POST" else None)
    if form.carry(partial(operations.undo, done, by=request.member)):
        messages.success(request, _("Undone."))
        return redirect(shown.history.after_undo(request, done))
    if form.errors and request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return told(request, 409, " ".join(map(str, form.non_field_errors())))
    return form_page(
        request, form, title=_("Undo?"), verb=_("Undo"), back=shown.history.address(done, request.member),
        sentence=words.sentence(done),
    )  # fmt: skip
