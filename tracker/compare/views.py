"""The grid, the side by side, what moved, and what is worked out of all that; and the views of them that are kept."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.accounts.access import MemberRequest, find, member_view
from tracker.accounts.permissions import Can
from tracker.actors.models import Party
from tracker.agenda.models import Issue, Negotiation
from tracker.agenda.queries import with_options
from tracker.agenda.when import NOW, When, resolve
from tracker.base.forms import Removing
from tracker.base.htmx import form_page, page
from tracker.base.pagination import Bounded
from tracker.compare import movement as moved
from tracker.compare import moves, operations, queries, quotes, saved, window
from tracker.compare.columns import columns as read
from tracker.compare.filters import narrowed
from tracker.compare.forms import More, NoteForm, SaveViewForm, ViewForm, asked
from tracker.compare.model import modelled, weighed
from tracker.compare.models import SavedView
from tracker.compare.pairs import measured, party_named, picked
from tracker.compare.perception import regards
from tracker.compare.shown import noted
from tracker.compare.shown.distances import distances_page
from tracker.compare.shown.edit_cell import cell_again, saved_here, short_form
from tracker.compare.shown.grid import grid_made, stretch
from tracker.compare.shown.model import issue_named, model_page
from tracker.compare.shown.perception import perception_page
from tracker.compare.shown.saved import Menu, lines
from tracker.compare.shown.side import drawings_of, further, side, side_made
from tracker.compare.through_time import through_time
from tracker.history import notices
from tracker.history.unchanged import once
from tracker.positions import pictures
from tracker.positions.forms import ReviseForm
from tracker.positions.models import Position
from tracker.positions.operations import revise
from tracker.positions.proposals import proposed
from tracker.positions.queries import WHOLE, laid, on_record


@member_view(Can.READ)
def grid(request: MemberRequest, n: str) -> HttpResponse:
    """Issues down, parties across."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    columns, narrow = read(request.GET, negotiation, when), narrowed(request.GET, since=when.since is not None)

    def make() -> dict[str, str]:
        seen = window.looked_at(window.lay_out(negotiation, columns, **when.asked), columns, narrow)
        return grid_made(request, seen, columns, narrow, when)

    made = drawn_once(request, when, lambda: make() | time_bar(request, when))
    context = {"negotiation": negotiation, "when": when, "menu": Menu(request, negotiation), "made": made}
    return page(request, "compare/grid.html", context, status=when.status)


@member_view(Can.READ)
def cells(request: MemberRequest, n: str) -> HttpResponse:
    """More of the grid's cells: of some issues, from one column on, as the rows of a table."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    columns, asked = read(request.GET, negotiation, when), More(request.GET)

    def make() -> dict[str, str]:
        comparison, record = window.lay_out(negotiation, columns, **when.asked), request.member.may(Can.RECORD)
        rows = window.stretch(comparison, columns, asked.issues, asked.start)
        return {"rows": stretch(rows, comparison, columns, when, asked.start, record=record)}

    return HttpResponse(drawn_once(request, when, make)["rows"])


def time_bar(request: MemberRequest, when: When) -> dict[str, str]:
    """The ruler and the fields of the page's point in time."""
    return {"time": render_to_string("ui/time.html", {"negotiation": when.negotiation, "when": when}, request)}


def drawn_once(request: MemberRequest, when: When, make: Callable[[], Mapping[str, str]]) -> Mapping[str, str]:
    """What was drawn for the first who asked; all that it is drawn from beside the records is the same."""
    alike = request.get_full_path(), request.member.role, when.today, get_language()
    return once(request.member.workspace_id, alike, make)


@member_view(Can.READ)
def newest(request: MemberRequest, n: str, pk: int) -> HttpResponse:
    """The newest quotation behind one cell of the grid."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    position = within(negotiation, request, pk)
    return page(request, "compare/newest.html", {"quote": quotes.newest(position, when.day, when.moment)})


@member_view(Can.RECORD)
def edit_cell(request: MemberRequest, n: str, pk: int) -> HttpResponse:
    """The cell as a short form; once that is saved, the cell again and what it changes in the head of its row."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    position, columns = laid(within(negotiation, request, pk)), read(request.GET, negotiation, when)
    if position.party not in columns.shown:
        raise Http404("That party is no column of the grid at this address.")
    form = ReviseForm(request.POST or None, record=on_record(position, when.day, NOW))
    context: dict[str, Any] = {"position": position}
    reading = None if form.as_it_was else form.carry(lambda **_: revise(position, by=request.member, **form.judged))
    if reading or form.as_it_was:
        comparison = window.lay_out(negotiation, columns, **when.asked)
        (row,) = window.one(comparison, columns, position)
        context |= cell_again(comparison, row, position, columns, when)
        if reading:
            notices.tell(request, saved_here(reading, form.judged["evidence"], row, position, when), form)
    else:
        context |= short_form(form, position, request.member, when)
    return page(request, "compare/edit_cell.html", context, status=form.status)


def within(negotiation: Negotiation, request: MemberRequest, pk: int) -> Position:
    """A position on an issue of that negotiation, or 404."""
    position = find(request.member, Position, *WHOLE, pk=pk)
    if position.issue.negotiation_id != negotiation.pk:
        raise Http404("That position belongs to another negotiation.")
    return position


@member_view(Can.READ)
def side_by_side(request: MemberRequest, n: str) -> HttpResponse:
    """Two to six parties in columns, issue by issue."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    seen = partial(asked, request.GET, when, writes=request.member.may(Can.RECORD))
    if "picture" in request.GET:
        scales = drawings_of(side(seen())[1], when)
        if file := pictures.asked(request, scales, n, "side-by-side", when.day.isoformat()):
            return file
    made = drawn_once(request, when, lambda: side_made(request, seen()) | time_bar(request, when))
    context = {"negotiation": negotiation, "when": when, "menu": Menu(request, negotiation), "made": made}
    return page(request, "compare/side_by_side.html", context, parts=["pairs"], status=when.status)


@member_view(Can.READ)
def sections(request: MemberRequest, n: str) -> HttpResponse:
    """A further screen of issues, fetched when it comes into view."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    asks = asked(request.GET, when, writes=request.member.may(Can.RECORD))
    made = drawn_once(request, when, lambda: {"sections": SafeString("".join(further(asks).drawn()))})
    return page(request, "compare/sections.html", {"made": made}, status=when.status)


@member_view(Can.RECORD)
def note(request: MemberRequest, n: str, slug: str, a: str, b: str) -> HttpResponse:
    """What we say of two parties on an issue, beside what the rule says of them."""
    issue = find(request.member, Issue, negotiation__slug=n, slug=slug)
    parties = [
        find(request.member, Party, slug=each, participations__negotiation=issue.negotiation_id) for each in (a, b)
    ]
    if a == b:
        raise Http404("A note is on two parties.")
    when = resolve(request, issue.negotiation)
    now = queries.pair_note(issue, parties, when.day, when.moment)
    back = noted.back(issue, parties, when)
    form = NoteForm(request.POST or None, initial=noted.initial(issue, parties, now, when))
    if form.carry(partial(operations.note_pair, issue, parties, by=request.member)):
        return notices.saved(request, back, form=form)
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
    pages = Bounded(took_effect.select_related("recorded_by__user"), 50)
    listed = pages.get_page(request.GET.get("page"))
    with_options(reading.position.issue for reading in listed)
    found = moves.moves(list(listed), when.day, when.moment)
    waiting = proposed(negotiation, when.day, when.moment, party=party)
    rows = moved.movement_page(listed, pages.more, found, waiting, when, party, request.member)
    context = {"negotiation": negotiation, "when": when, **rows}
    return page(request, "compare/movement.html", context, status=when.status)


@member_view(Can.READ)
def distances(request: MemberRequest, n: str) -> HttpResponse:
    """Every pair of counted parties: how far apart, what that rests on, how it came about."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    counted = negotiation.counted
    of = party_named(request.GET.get("of", ""), counted, when)
    picks = picked(request.GET.getlist("pair"), counted, when, of)
    comparison = measured(negotiation, when.asked)
    course = through_time(comparison, picks, when.meetings) if picks else None
    laid_out = distances_page(comparison, when, picks, course, of)
    context = {"negotiation": negotiation, "when": when, **laid_out}
    file = pictures.asked(request, context["shown"].pictures, n, "distances", when.day.isoformat())
    return file or page(request, "compare/distances.html", context, status=when.status)


@member_view(Can.READ)
def perception(request: MemberRequest, n: str) -> HttpResponse:
    """What parties tell of each other, beside what each says itself."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    comparison = queries.compare(negotiation, None, **when.asked)
    shown = perception_page(comparison, regards(comparison), when)
    context = {"negotiation": negotiation, "when": when, **shown}
    return page(request, "compare/perception.html", context, status=when.status)


@member_view(Can.READ)
def model(request: MemberRequest, n: str) -> HttpResponse:
    """Where a model expects each issue to settle, or the one that the address names, with all that goes into it."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    only = issue_named(request.GET.get("issue", ""), when)
    comparison = weighed(negotiation, when.asked, only)
    context = {"negotiation": negotiation, "when": when, **model_page(comparison, modelled(comparison), when, only)}
    file = pictures.asked(request, context["shown"].pictures, n, "model", when.day.isoformat())
    return file or page(request, "compare/model.html", context, status=when.status)


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


# The views that are kept ----------------------------------------------------------------------------------------------
@member_view(Can.READ)
def views(request: MemberRequest, n: str) -> HttpResponse:
    """The views of a negotiation that the member sees: their own, and what is shared."""
    negotiation = find(request.member, Negotiation, slug=n)
    context = {"negotiation": negotiation, "lines": list(lines(negotiation, request.member))}
    return page(request, "compare/views.html", context)


@member_view(Can.READ)
def save_view(request: MemberRequest, n: str) -> HttpResponse:
    """An address of the grid or the side by side has a name."""
    negotiation = find(request.member, Negotiation, slug=n)
    address = saved.Address(request.GET.get("page", "grid"), QueryDict(request.GET.get("query", "")))
    if address.page not in SavedView.Page:
        raise Http404("No view is of such a page.")
    words, shares = saved.Words(negotiation), request.member.may(Can.RECORD)
    form = SaveViewForm(request.POST or None, shares=shares, address=address, day=words.day(address))
    made = form.carry(partial(operations.save_view, negotiation, by=request.member))
    if made:
        return notices.saved(request, made, _("Saved under “Views”."))
    shown = SavedView(
        workspace=request.member.workspace, negotiation=negotiation, page=address.page, query=address.query
    )
    around = about(request, negotiation) | {"kicker": shown.get_page_display(), "back": shown.get_absolute_url()}
    return form_page(request, form, title=_("Save this view"), verb=_("Save"), sentence=words.shows(address), **around)


@member_view(Can.READ)
def edit_view(request: MemberRequest, n: str, pk: int) -> HttpResponse:
    """The view is called otherwise, or is seen by others than before."""
    view = kept(request, n, pk)
    form = ViewForm(request.POST or None, record=view, shares=request.member.may(Can.RECORD))
    if form.carry(partial(operations.edit_view, view, by=request.member)):
        return notices.saved(request, about(request, view.negotiation)["back"])
    sentence = saved.Words(view.negotiation).shows(saved.address(view))
    title = _("Edit %(name)s") % {"name": view}
    return form_page(request, form, title=title, verb=_("Save"), sentence=sentence, **about(request, view.negotiation))


@member_view(Can.READ)
def remove_view(request: MemberRequest, n: str, pk: int) -> HttpResponse:
    """The view is gone; what it showed is not."""
    view = kept(request, n, pk)
    form = Removing(request.POST or None, record=view)
    around = about(request, view.negotiation)
    if form.carry(partial(operations.remove_view, view, by=request.member)):
        return notices.saved(request, around["back"], _("Removed."))
    title = _("Remove %(name)s?") % {"name": view}
    sentence = _("Only the name goes: what the view shows stays as it is.")
    return form_page(request, form, title=title, verb=_("Remove"), sentence=sentence, danger=True, **around)


def kept(request: MemberRequest, n: str, pk: int) -> SavedView:
    """The view, for those who may change it; another's private one is not there."""
    view = find(request.member, SavedView, "negotiation", pk=pk, negotiation__slug=n)
    if view.is_private and view.owner_id != request.member.pk:
        raise Http404("That view is somebody else's.")
    request.member.require(operations.mends(view, request.member))
    return view


def about(request: MemberRequest, negotiation: Negotiation) -> dict[str, Any]:
    """What stands around a form about a view."""
    back = reverse("compare:views", kwargs={"ws": request.member.workspace.slug, "n": negotiation.slug})
    return {"layout": "negotiation.html", "negotiation": negotiation, "kicker": _("Saved views"), "back": back}
