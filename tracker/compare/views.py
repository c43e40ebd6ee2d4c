"""The grid, the side by side, and what moved."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tracker.accounts.access import MemberRequest, find, member_view
from tracker.accounts.permissions import Can
from tracker.actors.models import Party
from tracker.agenda.models import Issue, Negotiation
from tracker.agenda.queries import with_options
from tracker.agenda.when import resolve
from tracker.base.htmx import form_page, page
from tracker.compare import movement as moved
from tracker.compare import moves, operations, queries
from tracker.compare.forms import NoteForm, asked
from tracker.compare.shown import noted
from tracker.compare.shown.grid import grid_page
from tracker.compare.shown.side import further, side_page
from tracker.history.notices import saved
from tracker.positions.proposals import proposed


@member_view(Can.READ)
def grid(request: MemberRequest, n: str) -> HttpResponse:
    """Issues down, parties across."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    comparison = queries.compare(negotiation, None, **when.asked)
    by_gap = request.GET.get("order") == "gap"
    grid = grid_page(comparison, when, by_gap=by_gap, review=request.GET.get("review", ""))
    context = {"negotiation": negotiation, "when": when, **grid}
    return page(request, "compare/grid.html", context, parts=["sheet"], status=when.status)


@member_view(Can.READ)
def side_by_side(request: MemberRequest, n: str) -> HttpResponse:
    """Two to six parties in columns, issue by issue."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    context = {
        "negotiation": negotiation,
        "when": when,
        **side_page(asked(request.GET, when, writes=request.member.may(Can.RECORD))),
    }
    return page(request, "compare/side_by_side.html", context, parts=["pairs"], status=when.status)


@member_view(Can.READ)
def sections(request: MemberRequest, n: str) -> HttpResponse:
    """A further screen of issues, fetched when it comes into view."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    return page(
        request,
        "compare/sections.html",
        {"side": further(asked(request.GET, when, writes=request.member.may(Can.RECORD)))},
        status=when.status,
    )


@member_view(Can.RECORD)
def note(request: MemberRequest, n: str, slug: str, a: str, b: str) -> HttpResponse:
    """What we say of two parties on an issue, beside what the rule says of them."""
    issue = find(request.member, Issue, negotiation__slug=n, slug=slug)
    parties = [
        find(request.member, Party, slug=each, participations__negotiation=issue.negotiation_id) for each in (a, b)
    ]
    when = resolve(request, issue.negotiation)
    now = queries.pair_note(issue, parties, when.day, when.moment)
    back = noted.back(issue, parties, when)
    form = NoteForm(request.POST or None, initial=noted.initial(issue, parties, now, when))
    if form.carry(partial(operations.note_pair, issue, parties, by=request.member)):
        return saved(request, back, form=form)
    title, verb = noted.title(issue, parties), _("Save the note")
    around = {"layout": "negotiation.html", "negotiation": issue.negotiation, "kicker": _("Side by side")}
    return form_page(request, form, title=title, verb=verb, back=back, **around)


@member_view(Can.READ)
def movement(request: MemberRequest, n: str) -> HttpResponse:
    """What moved, the newest first: each reading that took effect, against the one before it."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    party = moved.filtered(request.GET.get("party", ""), negotiation.table, when)
    took_effect = moves.in_negotiation(negotiation, when.day, when.moment, since=when.since, party=party)
    listed = Paginator(took_effect.select_related("recorded_by__user"), 50).get_page(request.GET.get("page"))
    with_options(reading.position.issue for reading in listed)
    found = moves.moves(list(listed), when.day, when.moment)
    waiting = proposed(negotiation, when.day, when.moment, party=party)
    rows = moved.movement_page(listed, found, waiting, when, party, request.member)
    context = {"negotiation": negotiation, "when": when, **rows}
    return page(request, "compare/movement.html", context, status=when.status)


@member_view(Can.READ)
def turn(request: MemberRequest, n: str) -> HttpResponse:
    """On to the same page on the day of the change before or after."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    later = request.GET.get("to") == "later"
    day = moves.change_beside(negotiation, when.day, when.moment, later=later)
    if day is None:
        messages.info(request, moved.none_beside(when, later=later))
    return redirect(moved.same_page(request.GET.get("back", ""), day, negotiation))
