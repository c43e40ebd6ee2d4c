"""Home, a statement, and the documents: pages that show several rooms."""

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
from tracker.base.errors import Unknown, told
from tracker.base.forms import CarryForm
from tracker.base.htmx import form_page, page
from tracker.desk import queries, shown
from tracker.history import operations as history
from tracker.history import words
from tracker.history.models import Change
from tracker.history.notices import tell
from tracker.positions import undo as positions
from tracker.positions import waiting as piles
from tracker.positions.forms import WeighForm
from tracker.positions.operations import weigh
from tracker.sources.models import Document
from tracker.statements.models import Statement

# What undoes an operation whose rows are only added to; any other is undone by its rows before and after.
UNDO = {**positions.UNDO}


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
    context = {"document": reader.document, "shown": shown.document.page(reader, request.member)}
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
def waiting(request: MemberRequest, n: str) -> HttpResponse:
    """What no one has weighed yet; posting weighs one statement for one position."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    form = WeighForm(request.POST if request.method == "POST" else None, member=request.member)
    done = None
    if form.is_bound:
        request.member.require(Can.RECORD)
        done = form.carry(partial(weigh, by=request.member))
    listed = piles.listed(
        negotiation, when.day, when.moment, number=request.GET.get("page"), **shown.waiting.filters(request)
    )
    if done:
        tell(request, shown.waiting.weighed(done, listed.every))
        if not request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
            return redirect(request.get_full_path())
    context = {
        "negotiation": negotiation,
        "when": when,
        "page": listed.page,
        "shown": shown.waiting.page(listed, request.member, when, form),
        "waiting_count": listed.every,
        "answered": form.is_bound,
    }
    return page(request, "desk/waiting.html", context, parts=["waiting"], status=max(form.status, when.status))


@member_view(Can.DISCUSS)
def undo(request: MemberRequest, pk: int) -> HttpResponse:
    """What was done last is undone."""
    done = find(request.member, Change, pk=pk)
    request.member.require(history.may_undo(done, request.member))
    form = CarryForm(request.POST if request.method == "POST" else None)
    undoes = UNDO.get(done.verb, history.undo)
    if form.carry(lambda: undoes(done, by=request.member)):
        messages.success(request, _("Undone."))
        return redirect(shown.history.after_undo(request, done))
    if form.errors and request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return told(request, 409, " ".join(map(str, form.non_field_errors())))
    return form_page(
        request, form, title=_("Undo?"), verb=_("Undo"), back=shown.history.address(done, request.member),
        sentence=words.sentence(done),
    )  # fmt: skip
