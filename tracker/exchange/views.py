"""Ways out: what is on record, as a file; and ways in."""

from collections.abc import Callable
from functools import partial
from typing import IO

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from tracker.accounts.access import MemberRequest, find, member_view
from tracker.accounts.permissions import Can
from tracker.agenda.models import Negotiation
from tracker.agenda.when import resolve
from tracker.base.errors import Unknown
from tracker.base.htmx import page
from tracker.base.pagination import stretch
from tracker.base.sent import Watch, sent
from tracker.compare import queries as comparing
from tracker.desk.asked import statements_asked
from tracker.desk.queries.sources import reader
from tracker.exchange import lists, operations, queries, ready, shown
from tracker.exchange.annotations import marks
from tracker.exchange.archive.contents import held, left_out
from tracker.exchange.archive.write import write
from tracker.exchange.exporters import jsonld
from tracker.exchange.formats import FORMATS, filename, made, written
from tracker.exchange.forms import (
    AnnotationsForm,
    ExportForm,
    ask,
    filled,
    handled,
    list_format,
    query_of,
    scope_of,
    too_long,
    wanted,
)
from tracker.exchange.models import Download
from tracker.exchange.paper import TooLong
from tracker.exchange.queries import Wish, same
from tracker.exchange.questions import questions
from tracker.exchange.sizes import size
from tracker.history.models import Change
from tracker.history.notices import saved
from tracker.sources import operations as sources
from tracker.sources.models import Document
from tracker.statements.offers import number

NOT_MADE_YET = 409  # so that a program takes no page for the file; once that is made, the address leads to it


@member_view(Can.READ)
def export(request: MemberRequest, n: str) -> HttpResponse:
    """With a format the file, without one (or with `show`) the page where it is chosen. What is large is ordered:
    who asks for it at once is told so on that page, and by its status.
    """
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    file, scope, form = wanted(request.GET, when), scope_of(request.GET, when), ExportForm(when)
    at_once, chosen = bool(file) and "show" not in request.GET, file or FORMATS["md"]
    asked = ask(request.GET, when, form, made_by=str(request.member))
    holds = size(asked, scope, chosen)
    if holds.too_much and at_once:
        form.refuse(holds.too_much)
    context = {"negotiation": negotiation, "when": when, "form": form}
    name = filename(chosen, scope, asked)
    if form.is_valid() and holds.large:
        wish = Wish(negotiation, Download.Page.EXPORT, query_of(request.GET, chosen))
        if elsewhere := later(request, wish, name, shown.about(asked, scope), at_once=at_once):
            return elsewhere
        context |= shown.later(wish, same(request.member, wish))
    elif form.is_valid():
        asked = filled(asked)
        try:
            if at_once:
                return download(chosen.media, made(chosen, scope, asked), name)
        except TooLong as reason:
            form.refuse(too_long(chosen, reason))
    context |= shown.chooser(asked, scope, chosen, form, holds)
    status = NOT_MADE_YET if form.is_valid() and holds.large and at_once else form.status
    return page(request, "exchange/export.html", context, status=status)


def later(request: MemberRequest, wish: Wish, name: str, about: str, *, at_once: bool) -> HttpResponse | None:
    """A file that takes long is made once its reader says so (POST). Where the same is there already: there."""
    if request.method == "POST":
        try:
            ordered = operations.order(wish, by=request.member, name=name, holds=about, site=site(request))
            ready.expect(request, ordered)
        except ValidationError as reason:
            messages.info(request, " ".join(reason.messages))
        return redirect("exchange:downloads", ws=request.member.workspace.slug)
    found = same(request.member, wish) if at_once else None
    return redirect(found.place) if found and found.state == Download.State.READY else None


def site(request: MemberRequest) -> str:
    return request.build_absolute_uri("/")


@member_view(Can.READ)
def downloads(request: MemberRequest) -> HttpResponse:
    """The files that I ordered, the newest first."""
    listed, going = stretch(queries.downloads(request.member), request.GET), queries.going(request.member)
    context = shown.downloads(listed, len(going), request.member)
    return page(request, "exchange/downloads.html", context, parts=["downloads"])


@member_view(Can.READ)
def file(request: MemberRequest, pk: int) -> HttpResponseBase:
    """One of them, if it is there."""
    ordered = mine(request, pk)
    try:
        content = ordered.file.open("rb")
    except (ValueError, OSError):
        offers = [(_("Your files"), ordered.get_absolute_url())]
        raise Unknown(_("That file is not there, or not any more."), offers) from None
    return FileResponse(content, as_attachment=True, filename=ordered.name)


def mine(request: MemberRequest, pk: int) -> Download:
    """What another ordered is not there."""
    found = find(request.member, Download, "negotiation", pk=pk)
    if found.member_id != request.member.pk:
        raise Http404
    return found


@member_view(Can.READ)
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    """It is not made."""
    return act(request, pk, operations.cancel, _("Cancelled."))


@member_view(Can.READ)
def order_again(request: MemberRequest, pk: int) -> HttpResponse:
    """It is ordered anew."""
    return act(request, pk, operations.order_again, _("Ordered again."))


def act(request: MemberRequest, pk: int, operation: Callable[..., Download], words: str) -> HttpResponse:
    ordered = mine(request, pk)
    if request.method == "POST":
        try:
            done = operation(ordered, by=request.member)
            if done.goes_on:
                ready.expect(request, done)
        except ValidationError as reason:
            words = " ".join(reason.messages)
        messages.info(request, words)
    return redirect(ordered)


@member_view(Can.READ)
def export_statements(request: MemberRequest) -> HttpResponseBase:
    """The list of statements that the same address without `export/` shows, all of it, as a file."""
    asked, form = statements_asked(request), list_format(request.GET)
    if not asked.form.is_valid() or (asked.when and asked.when.status != 200):  # the list says what is wrong
        there = reverse("desk:statements", kwargs={"ws": request.member.workspace.slug})
        return redirect(f"{there}?{request.GET.urlencode()}")
    listing = lists.listing(asked, request.GET, request.member, site(request), handled(request.GET))
    name = lists.filename(listing, form.slug)
    if listing.long:
        wish = Wish(asked.negotiation, Download.Page.STATEMENTS, query_of(request.GET, form))
        if elsewhere := later(request, wish, name, listing.holds, at_once=True):
            return elsewhere
        context = shown.later(wish, same(request.member, wish)) | shown.of_list(listing, name)
        return page(request, "exchange/export_statements.html", context, status=NOT_MADE_YET)
    return sent(request, partial(lists.write, listing, form.slug), media=form.media, name=name)


@member_view(Can.READ)
def to_hear(request: MemberRequest, n: str) -> HttpResponse:
    """What to find out, and before which meeting, as a file."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    comparison = comparing.compare(negotiation, None, **when.asked)
    content = written(FORMATS["csv"], questions(comparison, when))
    return download(FORMATS["csv"].media, content, f"{negotiation.slug}_to-hear_{when.day.isoformat()}.csv")


@member_view(Can.READ)
def annotations(request: MemberRequest, pk: int) -> HttpResponse:
    """What is marked in the document, with the statements that quote it, as W3C Web Annotations."""
    document = find(request.member, Document, pk=pk)
    content = jsonld.write(
        marks(reader(document), request.build_absolute_uri),
        address=request.build_absolute_uri(request.path),
        source=request.build_absolute_uri(document.get_absolute_url()),
        title=document.title,
        language=document.language,
    )
    return download(jsonld.MEDIA, content, f"document-{document.pk}_annotations.jsonld")


@member_view(Can.RECORD)
def import_annotations(request: MemberRequest, pk: int) -> HttpResponse:
    """What annotations of a file are about is marked in the document, where it is surely found."""
    document = find(request.member, Document, pk=pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AnnotationsForm(*sent, text=document.text)
    if form.carry(partial(sources.quote_all, document, by=request.member)):
        done = request.member.did
        to = f"{request.path}?done={done.pk}" if form.placed.unresolved else document
        return saved(request, to, shown.brought_in(done))
    done = find(request.member, Change, pk=number(request.GET["done"])) if request.GET.get("done") else None
    context = {"form": form, "document": document, "unresolved": shown.unresolved(form, document, done)}
    return page(request, "exchange/import_annotations.html", context, parts=["annotations-form"], status=form.status)


@member_view(Can.MANAGE)
def archive(request: MemberRequest) -> HttpResponse:
    """What an archive of the whole workspace holds, and how one is brought in."""
    context = {"held": held(request.member.workspace), "left_out": left_out()}
    return page(request, "exchange/archive.html", context)


@member_view(Can.MANAGE)
def archive_file(request: MemberRequest) -> HttpResponseBase:
    """The whole workspace as one file."""
    slug, today = request.member.workspace.slug, timezone.localdate(timezone=request.member.workspace.zone)

    def written_whole(file: IO[bytes], _watch: Watch) -> None:
        write(file, [slug])

    return sent(request, written_whole, media="application/zip", name=f"{slug}_{today.isoformat()}.zip")


def download(media: str, content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response
