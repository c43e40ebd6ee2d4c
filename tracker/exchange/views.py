"""Ways out: what is on record, as a file; and ways in."""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header

from tracker.accounts.access import MemberRequest, find, member_view
from tracker.accounts.permissions import Can
from tracker.agenda.models import Negotiation
from tracker.agenda.when import resolve
from tracker.base.htmx import page
from tracker.base.sent import sent
from tracker.compare import queries as comparing
from tracker.desk.asked import statements_asked
from tracker.desk.queries.sources import reader
from tracker.exchange import lists, shown
from tracker.exchange.annotations import marks
from tracker.exchange.exporters import jsonld
from tracker.exchange.formats import FORMATS, filename, made, written
from tracker.exchange.forms import AnnotationsForm, ExportForm, chosen, list_format, wanted
from tracker.exchange.questions import questions
from tracker.history.models import Change
from tracker.history.notices import saved
from tracker.sources import operations as sources
from tracker.sources.models import Document
from tracker.statements.offers import number


@member_view(Can.READ)
def export(request: MemberRequest, n: str) -> HttpResponse:
    """With a format the file, without one (or with `show`) the page where it is chosen."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    form = wanted(request.GET, when)
    parties = chosen(request.GET.getlist("party"), negotiation.table, request.path, when.query)
    comparison = comparing.compare(negotiation, parties, **when.asked)
    if form and when.status == 200 and "show" not in request.GET:
        return download(
            form.media, made(form, comparison, when, made_by=str(request.member)), filename(form, comparison)
        )
    context = {
        "negotiation": negotiation,
        "when": when,
        "form": ExportForm(when),
        **shown.chooser(comparison, when, form, made_by=str(request.member)),
    }
    return page(request, "exchange/export.html", context, status=when.status)


@member_view(Can.READ)
def export_statements(request: MemberRequest) -> HttpResponseBase:
    """The list of statements that the same address without `export/` shows, all of it, as a file."""
    asked, form = statements_asked(request), list_format(request.GET)
    if not asked.form.is_valid() or (asked.when and asked.when.status != 200):  # the list says what is wrong
        there = reverse("desk:statements", kwargs={"ws": request.member.workspace.slug})
        return redirect(f"{there}?{request.GET.urlencode()}")
    listing = lists.listing(asked, request.GET, request.member, request.build_absolute_uri("/"))
    write = partial(lists.write, listing, form.slug)
    return sent(request, write, media=form.media, name=lists.filename(listing, form.slug))


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


def download(media: str, content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response
