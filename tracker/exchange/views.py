"""Ways out: what is on record, as a file; and ways in."""

from functools import partial
from tempfile import TemporaryFile

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from tracker.accounts.access import MemberRequest, find, member_view
from tracker.accounts.permissions import Can
from tracker.agenda.models import Negotiation
from tracker.agenda.when import resolve
from tracker.base.htmx import page
from tracker.base.stream import Streamed
from tracker.compare import queries as comparing
from tracker.desk.queries.sources import reader
from tracker.exchange import shown
from tracker.exchange.annotations import marks
from tracker.exchange.archive.contents import held, left_out
from tracker.exchange.archive.write import write
from tracker.exchange.exporters import jsonld
from tracker.exchange.formats import FORMATS, filename, made, written
from tracker.exchange.forms import AnnotationsForm, ExportForm, chosen, wanted
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
def archive_file(request: MemberRequest) -> Streamed:
    """The whole workspace as one file: written aside first, so that a slow line keeps no moment of the database."""
    slug, today = request.member.workspace.slug, timezone.localdate(timezone=request.member.workspace.zone)
    file = TemporaryFile(dir=settings.TRACKER_DATA)  # noqa: SIM115 - the answer closes it, and then it is gone
    write(file, [slug])
    file.seek(0)
    name = f"{slug}_{today.isoformat()}.zip"
    return Streamed(file, as_attachment=True, filename=name, content_type="application/zip")


def download(media: str, content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response
