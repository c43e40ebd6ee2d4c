"""The grid and the side by side."""

from django.http import HttpResponse

from tracker.accounts.access import MemberRequest, find, member_view
from tracker.accounts.permissions import Can
from tracker.agenda.models import Negotiation
from tracker.agenda.when import resolve
from tracker.base.htmx import page
from tracker.compare import queries, shown
from tracker.compare.forms import chosen


@member_view(Can.READ)
def grid(request: MemberRequest, n: str) -> HttpResponse:
    """Issues down, parties across."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    comparison = queries.compare(negotiation, None, **when.asked)
    by_gap = request.GET.get("order") == "gap"
    grid = shown.grid_page(comparison, when, by_gap=by_gap, review=request.GET.get("review", ""))
    context = {"negotiation": negotiation, "when": when, **grid}
    return page(request, "compare/grid.html", context, parts=["sheet"], status=when.status)


@member_view(Can.READ)
def side_by_side(request: MemberRequest, n: str) -> HttpResponse:
    """Two to six parties in columns, issue by issue."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    table = queries.table(negotiation)
    parties = chosen(request.GET.getlist("party"), table, request.path, when.query)
    comparison = queries.compare(negotiation, parties, **when.asked)
    context = {"negotiation": negotiation, "when": when, **shown.side_page(comparison, when, table)}
    return page(request, "compare/side_by_side.html", context, parts=["pairs"], status=when.status)
