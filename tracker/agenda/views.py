"""A negotiation, the table with its seats, and the calendar with its meetings: the pages, and what changes them."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.accounts.access import MemberRequest, find, member_view
from tracker.accounts.permissions import Can
from tracker.agenda import operations, shown
from tracker.agenda.forms import MeetingForm, MoveSeatForm, NegotiationForm, SeatForm, StateForm
from tracker.agenda.models import Issue, Meeting, Negotiation, Participation
from tracker.agenda.when import resolve
from tracker.base.dates import DomainDate
from tracker.base.forms import Removing
from tracker.base.htmx import form_page, page
from tracker.history.notices import saved, tell


# The negotiation ------------------------------------------------------------------------------------------------------
@member_view(Can.MANAGE)
def open_negotiation(request: MemberRequest) -> HttpResponse:
    """There is one negotiation more; its table comes next."""
    form = NegotiationForm(request.POST or None)
    made = form.carry(partial(operations.open_negotiation, by=request.member))
    if made:
        return saved(request, to(request, made, "agenda:table"), _("Opened. Now seat the parties."), form=form)
    sentence = _("Next come the parties at its table, then the issues on its agenda.")
    return form_page(
        request,
        form,
        title=_("Open a negotiation"),
        verb=_("Open"),
        back=reverse("desk:home"),
        sentence=sentence,
        kicker=_("Negotiations"),
    )


@member_view(Can.MANAGE)
def edit_negotiation(request: MemberRequest, n: str) -> HttpResponse:
    """The negotiation is called and described otherwise."""
    negotiation = find(request.member, Negotiation, slug=n)
    form = NegotiationForm(request.POST or None, record=negotiation)
    if form.carry(partial(operations.edit_negotiation, negotiation, by=request.member)):
        return saved(request, to(request, negotiation, "agenda:table"), form=form)
    return form_page(request, form, title=_("Edit the negotiation"), verb=_("Save"), **around(request, negotiation))


@member_view(Can.MANAGE)
def remove_negotiation(request: MemberRequest, n: str) -> HttpResponse:
    """The negotiation is gone, if nothing rests on it."""
    negotiation = find(request.member, Negotiation, slug=n)
    form = Removing(request.POST or None, record=negotiation)
    if form.carry(partial(operations.remove_negotiation, negotiation, by=request.member)):
        return saved(request, reverse("desk:home"), _("Removed."))
    title = _("Remove %(name)s?") % {"name": negotiation}
    sentence = _("Its seats go with it. It stays while it has issues, meetings or documents.")
    return form_page(
        request, form, title=title, verb=_("Remove"), sentence=sentence, danger=True, **around(request, negotiation)
    )


# The table and the calendar -------------------------------------------------------------------------------------------
@member_view(Can.READ)
def table(request: MemberRequest, n: str) -> HttpResponse:
    """Who takes part and how, in the order of the columns; and the meetings. A post moves a column."""
    negotiation = find(request.member, Negotiation, slug=n)
    seats = negotiation.seats
    form = MoveSeatForm(request.POST if request.method == "POST" else None, seats=seats)
    moved = form.carry(
        lambda expected, **_: operations.move_seat(form.moved, by=request.member, expected=expected, place=form.place)
    )
    if moved:
        tell(request, _("%(party)s has another column now.") % {"party": form.moved.party})
        if not request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
            return redirect(to(request, negotiation, "agenda:table"))
        del negotiation.seats  # they stand in another order now
        seats = negotiation.seats
        form = MoveSeatForm(seats=seats)
    when = resolve(request, negotiation)
    context = {
        "negotiation": negotiation,
        "seats": seats,
        "form": form,
        "told": moved,
        **shown.table(negotiation, seats, when),
    }
    return page(request, "agenda/table.html", context, parts=["seats"], status=form.status)


@member_view(Can.MANAGE)
def edit_seat(request: MemberRequest, n: str, slug: str) -> HttpResponse:
    """The party takes part otherwise."""
    seat = find(request.member, Participation, negotiation__slug=n, party__slug=slug)
    form = SeatForm(request.POST or None, record=seat)
    if form.carry(partial(operations.edit_seat, seat, by=request.member)):
        return saved(request, to(request, seat.negotiation, "agenda:table"))
    title = _("The seat of %(party)s") % {"party": seat.party}
    return form_page(request, form, title=title, verb=_("Save"), **around(request, seat.negotiation))


@member_view(Can.RECORD)
def add_meeting(request: MemberRequest, n: str) -> HttpResponse:
    """There is one meeting more."""
    negotiation = find(request.member, Negotiation, slug=n)
    form = MeetingForm(request.POST or None, initial={"kind": Meeting.Kind.SESSION})
    if form.carry(partial(operations.add_meeting, negotiation, by=request.member)):
        return saved(request, to(request, negotiation, "agenda:table", "meetings"), form=form)
    return form_page(request, form, title=_("Add a meeting"), verb=_("Add"), **around(request, negotiation, "meetings"))


@member_view(Can.RECORD)
def edit_meeting(request: MemberRequest, n: str, slug: str) -> HttpResponse:
    """The meeting is called otherwise, or takes place elsewhere or at another time."""
    meeting = find(request.member, Meeting, negotiation__slug=n, slug=slug)
    form = MeetingForm(request.POST or None, record=meeting)
    if form.carry(partial(operations.edit_meeting, meeting, by=request.member)):
        return saved(request, to(request, meeting.negotiation, "agenda:table", "meetings"), form=form)
    title = _("Edit %(name)s") % {"name": meeting}
    return form_page(request, form, title=title, verb=_("Save"), **around(request, meeting.negotiation, "meetings"))


@member_view(Can.MANAGE)
def remove_meeting(request: MemberRequest, n: str, slug: str) -> HttpResponse:
    """The meeting is gone, if nothing names it."""
    meeting = find(request.member, Meeting, negotiation__slug=n, slug=slug)
    form = Removing(request.POST or None, record=meeting)
    if form.carry(partial(operations.remove_meeting, meeting, by=request.member)):
        return saved(request, to(request, meeting.negotiation, "agenda:table", "meetings"), _("Removed."))
    title = _("Remove %(name)s?") % {"name": meeting}
    sentence = _("One that was called off is better set to cancelled: then it stays on the ruler.")
    return form_page(
        request,
        form,
        title=title,
        verb=_("Remove"),
        sentence=sentence,
        danger=True,
        **around(request, meeting.negotiation, "meetings"),
    )


# The state of an issue ------------------------------------------------------------------------------------------------
@member_view(Can.RECORD)
def set_state(request: MemberRequest, n: str, slug: str) -> HttpResponse:
    """From a day on the issue is open, agreed in principle, agreed or dropped."""
    issue = find(request.member, Issue, negotiation__slug=n, slug=slug)
    when = resolve(request, issue.negotiation)
    now, back = shown.state(issue, when), to(request, issue.negotiation, "desk:issues", issue.slug)
    form = StateForm(
        request.POST or None, initial={"state": now.state if now else "open", "effective": DomainDate.day(when.day)}
    )
    if form.carry(partial(operations.set_state, issue, by=request.member)):
        return saved(request, back, form=form)
    title = _("What became of %(issue)s") % {"issue": issue}
    return form_page(
        request,
        form,
        title=title,
        verb=_("Set"),
        sentence=shown.state_sentence(now),
        **around(request, issue.negotiation) | {"back": back, "kicker": _("Agenda")},
    )


def to(request: MemberRequest, negotiation: Negotiation, name: str, anchor: str = "") -> str:
    address = reverse(name, kwargs={"ws": request.member.workspace.slug, "n": negotiation.slug})
    return f"{address}#{anchor}" if anchor else address


def around(request: MemberRequest, negotiation: Negotiation, anchor: str = "") -> dict[str, Any]:
    """What stands around a form about a seat, a meeting or the negotiation itself."""
    back = to(request, negotiation, "agenda:table", anchor)
    return {"layout": "negotiation.html", "negotiation": negotiation, "kicker": _("Table and calendar"), "back": back}
