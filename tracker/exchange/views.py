"""Ways out: what is on record, as a file."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from tracker.accounts.access import MemberRequest, find, member_view
from tracker.accounts.permissions import Can
from tracker.agenda.models import Negotiation
from tracker.agenda.when import resolve
from tracker.base.htmx import page
from tracker.compare import queries as comparing
from tracker.exchange import shown
from tracker.exchange.formats import FORMATS, Format, filename, made, written
from tracker.exchange.forms import ExportForm, chosen, wanted
from tracker.exchange.questions import questions


@member_view(Can.READ)
def export(request: MemberRequest, n: str) -> HttpResponse:
    """With a format the file, without one (or with `show`) the page where it is chosen."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    form = wanted(request.GET, when)
    parties = chosen(request.GET.getlist("party"), negotiation.table, request.path, when.query)
    comparison = comparing.compare(negotiation, parties, **when.asked)
    if form and when.status == 200 and "show" not in request.GET:
        return download(form, made(form, comparison, when, made_by=str(request.member)), filename(form, comparison))
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
    return download(FORMATS["csv"], content, f"{negotiation.slug}_to-hear_{when.day.isoformat()}.csv")


def download(chosen: Format, content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=chosen.media)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response
