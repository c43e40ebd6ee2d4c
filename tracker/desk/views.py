"""Home, a negotiation at a glance, an issue, a party, a statement, the documents: pages that show several rooms."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.accounts import operations as accounts
from tracker.accounts.access import MemberRequest, find, member_view, within
from tracker.accounts.models import User
from tracker.accounts.permissions import Can
from tracker.actors.models import Party
from tracker.agenda.models import Negotiation
from tracker.agenda.when import resolve
from tracker.base.errors import Unknown, told
from tracker.base.forms import CarryForm
from tracker.base.htmx import form_page, page
from tracker.compare import moves
from tracker.compare.queries import compare
from tracker.compare.shown import in_time
from tracker.desk import queries, shown
from tracker.history import operations as history
from tracker.history import words
from tracker.history.models import Change
from tracker.sources.models import Document
from tracker.statements.models import Statement


def home(request: HttpRequest) -> HttpResponse:
    """My workspaces and negotiations, what changed, what waits; where there is only one negotiation, that one."""
    user = cast(User, request.user)
    since = accounts.arrive(user, timezone.now())
    members = queries.memberships(user)
    desks = queries.desks([member.workspace for member in members])
    if (only := shown.home.only(desks)) and not request.GET.get("all"):
        return redirect(only)
    news, mine = queries.news(members, user, since), queries.mine(members, desks)
    return page(request, "desk/home.html", {"shown": shown.home.page(desks, news, mine, user)})


@member_view(Can.READ)
def workspace(request: MemberRequest) -> HttpResponse:
    """The negotiations of the workspace."""
    (desk,) = queries.desks([request.member.workspace])
    return page(request, "desk/workspace.html", {"desk": shown.home.lines([desk])[0]})


@member_view(Can.READ)
def overview(request: MemberRequest, n: str) -> HttpResponse:
    """A negotiation at a glance: what it comes to, what moved, what comes next, where we know nothing."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    comparison = compare(negotiation, None, **when.asked)
    newest = moves.in_negotiation(negotiation, when.day, when.moment, since=when.since)[: queries.FEW]
    moved = moves.moves(list(newest), when.day, when.moment)
    changes = queries.latest_changes(request.member.workspace, when.moment, queries.NEWS)
    context = {
        "negotiation": negotiation,
        "when": when,
        "shown": shown.overview.page(comparison, moved, changes, when, request.member),
        **in_time(comparison, when),
    }
    return page(request, "desk/overview.html", context, status=when.status)


@member_view(Can.READ)
def issue(request: MemberRequest, n: str, slug: str) -> HttpResponse:
    """One issue: everybody on its scale, how far apart, how it came to that, what was said."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    comparison = compare(negotiation, None, **when.asked)
    row = shown.issue.chosen(slug, comparison, when)
    record = queries.on_issue(row, when.day, when.moment)
    context = {
        "negotiation": negotiation,
        "when": when,
        "row": row,
        "shown": shown.issue.page(row, comparison, record, when, request.member),
        **in_time(comparison, when),
    }
    return page(request, "desk/issue.html", context, status=when.status)


@member_view(Can.READ)
def party(request: MemberRequest, slug: str) -> HttpResponse:
    """One party: where it stands in each negotiation, who speaks for it, how it moved."""
    party = find(request.member, Party, slug=slug)
    seats = queries.seats(party)
    negotiation = shown.party.chosen(seats, request.GET.get("n", ""), request.path)
    at = negotiation or (seats[0].negotiation if seats else None)
    when = resolve(request, at) if at else None
    asked = when.asked if when else shown.party.now(request.member.workspace)
    record = queries.on_party(party, [seat.negotiation for seat in seats], asked["day"], asked["known"], asked["since"])
    context = {
        "layout": "negotiation.html" if negotiation else "workspace.html",
        "negotiation": negotiation,
        "when": when,
        "party": party,
        "shown": shown.party.page(record, seats, when, asked, request.member),
        "today": when.address(as_of=None, known_at=None) if when else "",
    }
    return page(request, "desk/party.html", context, status=when.status if when else 200)


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


@member_view(Can.DISCUSS)
def undo(request: MemberRequest, pk: int) -> HttpResponse:
    """What was done last is undone."""
    done = find(request.member, Change, pk=pk)
    request.member.require(history.may_undo(done, request.member))
    form = CarryForm(request.POST if request.method == "POST" else None)
    if form.carry(lambda: history.undo(done, by=request.member)):
        messages.success(request, _("Undone."))
        return redirect(shown.history.after_undo(request, done))
    if form.errors and request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return told(request, 409, " ".join(map(str, form.non_field_errors())))
    return form_page(
        request, form, title=_("Undo?"), verb=_("Undo"), back=shown.history.address(done, request.member),
        sentence=words.sentence(done),
    )  # fmt: skip
