"""A position: what we hold a party to want on an issue, and the form that says what it has become."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from tracker.accounts.access import MemberRequest, find, member_view
from tracker.accounts.permissions import Can
from tracker.agenda.when import NOW, resolve
from tracker.base.htmx import page
from tracker.positions import operations, queries, shown
from tracker.positions.forms import ReviseForm
from tracker.positions.models import Position


@member_view(Can.READ)
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    """Where a party stands on an issue, on what evidence, and where it stood before."""
    position = queries.laid(find(request.member, Position, pk=pk))
    negotiation = position.issue.negotiation
    when = resolve(request, negotiation)
    record = queries.on_record(position, when.day, when.moment, since=when.since)
    context = {
        "negotiation": negotiation,
        "when": when,
        "position": position,
        "shown": shown.detail.page(record, request.member, when),
    }
    return page(request, "positions/detail.html", context, status=when.status)


@member_view(Can.RECORD)
def revise(request: MemberRequest, pk: int) -> HttpResponse:
    """What the position has become, as of the day shown and as known now."""
    position = queries.laid(find(request.member, Position, pk=pk))
    negotiation = position.issue.negotiation
    when = resolve(request, negotiation)
    record = queries.on_record(position, when.day, NOW)
    form = ReviseForm(request.POST if request.method == "POST" else None, record=record)
    reading = form.carry(lambda **_: operations.revise(position, by=request.member, **form.judged))
    if reading:
        messages.success(request, shown.revise.saved(reading, when))
        return redirect(f"{position.get_absolute_url()}?{when.now}".rstrip("?"))
    context = {
        "negotiation": negotiation,
        "when": when,
        "position": position,
        "form": form,
        "shown": shown.revise.page(form, record, request.member, when),
    }
    status = form.status if form.is_bound else when.status
    return page(request, "positions/revise.html", context, parts=["revise-form"], status=status)
