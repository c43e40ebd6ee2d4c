"""A position: what we hold a party to want on an issue, and all that changes or judges it."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.accounts.access import MemberRequest, find, member_view
from tracker.accounts.permissions import Can
from tracker.agenda.models import Negotiation
from tracker.agenda.when import NOW, When, resolve
from tracker.base.errors import Unknown
from tracker.base.htmx import form_page, page
from tracker.history.notices import saved, tell
from tracker.positions import operations, queries, shown, words
from tracker.positions import reviews as reviewing
from tracker.positions.forms import CorrectForm, Picked, QueueForm, ReviewForm, ReviseForm, WeighForm, WithdrawForm
from tracker.positions.models import Position, Reading


@member_view(Can.READ)
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    """Where a party stands on an issue, on what evidence, and where it stood before."""
    position = queries.laid(find(request.member, Position, pk=pk))
    negotiation = position.issue.negotiation
    when = resolve(request, negotiation)
    record = queries.on_record(position, when.day, when.moment, since=when.since)
    approvers = reviewing.approvers(request.member.workspace)
    context = {
        "negotiation": negotiation,
        "when": when,
        "position": position,
        "shown": shown.detail.page(record, request.member, when, approvers),
    }
    return page(request, "positions/detail.html", context, status=when.status)


def back(position: Position, when: When) -> str:
    """The position's page as of the day shown, as known now: with what was just saved."""
    return f"{position.get_absolute_url()}?{when.now}".rstrip("?")


@member_view(Can.RECORD)
def revise(request: MemberRequest, pk: int) -> HttpResponse:
    """What the position has become, as of the day shown and as known now; by a statement, if the address names one."""
    position = queries.laid(find(request.member, Position, pk=pk))
    negotiation = position.issue.negotiation
    when = resolve(request, negotiation)
    record = queries.on_record(position, when.day, NOW)
    moved_by = next((each for each in record.waiting if str(each.pk) == request.GET.get("statement")), None)
    form = ReviseForm(request.POST if request.method == "POST" else None, record=record, moved_by=moved_by)
    reading = form.carry(lambda **_: operations.revise(position, by=request.member, **form.judged))
    if reading:
        waiting = reverse("desk:waiting", kwargs={"ws": request.member.workspace.slug, "n": negotiation.slug})
        to = shown.travelling(waiting, when) if moved_by else back(position, when)
        return saved(request, to, shown.revise.saved(reading, when))
    context = {
        "negotiation": negotiation,
        "when": when,
        "position": position,
        "form": form,
        "shown": shown.revise.page(form, record, request.member, when),
    }
    status = form.status if form.is_bound else when.status
    return page(request, "positions/revise.html", context, parts=["revise-form"], status=status)


# One reading ---------------------------------------------------------------------------------------------------------
def laid(request: MemberRequest, pk: int) -> tuple[Reading, Position]:
    """A reading and its position, whole."""
    reading = find(request.member, Reading, pk=pk)
    reading.position = queries.laid(find(request.member, Position, pk=reading.position_id))
    return reading, reading.position


def gone(request: MemberRequest, position: Position) -> HttpResponse:
    """To the position's page, which says what stands in the reading's place."""
    messages.warning(request, _("Another reading stands in its place, or it is withdrawn: this is what stands."))
    return redirect(position)


@member_view(Can.RECORD)
def correct(request: MemberRequest, pk: int) -> HttpResponse:
    """Another reading takes the place of this one, which was a slip."""
    slip, position = laid(request, pk)
    if request.method != "POST" and not reviewing.stands(slip):
        return gone(request, position)
    negotiation = position.issue.negotiation
    when = resolve(request, negotiation)
    record = queries.on_record(position, max(when.day, slip.effective.last), NOW)
    form = CorrectForm(request.POST if request.method == "POST" else None, record=record, slip=slip)
    if form.carry(lambda **_: operations.correct(slip, by=request.member, **form.judged)):
        return saved(request, back(position, when), _("Corrected. The slip stays in the history."))
    sentence = words.corrects(slip, reviewing.after(slip, NOW))
    context = {
        "negotiation": negotiation,
        "when": when,
        "position": position,
        "form": form,
        "shown": shown.revise.page(
            form, record, request.member, when, kicker=_("Correct a reading"), sentence=sentence
        ),
    }
    status = form.status if form.is_bound else when.status
    return page(request, "positions/revise.html", context, parts=["revise-form"], status=status)


@member_view(Can.RECORD)
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Nothing takes the place of this reading."""
    slip, position = laid(request, pk)
    if request.method != "POST" and not reviewing.stands(slip):
        return gone(request, position)
    when = resolve(request, position.issue.negotiation)
    form = WithdrawForm(request.POST if request.method == "POST" else None, initial={"expected": position.version})
    if form.carry(partial(operations.withdraw, slip, by=request.member)):
        return saved(request, back(position, when), _("Withdrawn. It stays in the history."))
    title = _("Withdraw the reading of %(day)s?") % {"day": slip.effective}
    sentence = words.withdraws(slip, reviewing.without(slip, NOW), reviewing.after(slip, NOW), position.issue)
    return form_page(
        request, form, title=title, verb=_("Withdraw"), back=back(position, when), kicker=str(position),
        sentence=sentence, danger=True, layout="negotiation.html", negotiation=position.issue.negotiation, when=when,
    )  # fmt: skip


@member_view(Can.DISCUSS)
def review(request: MemberRequest, pk: int) -> HttpResponse:
    """A colleague approves the reading, questions it, or proposes it again."""
    reading, position = laid(request, pk)
    if request.method != "POST" and not reviewing.stands(reading):
        return gone(request, position)
    when = resolve(request, position.issue.negotiation)
    last = reviewing.newest(reading)
    initial = {"state": request.GET.get("state"), "seen": last.pk if last else 0}
    form = ReviewForm(request.POST if request.method == "POST" else None, initial=initial)
    if done := form.carry(partial(operations.review, reading, by=request.member)):
        return saved(request, back(position, when), shown.reviews.said(done))
    judged = shown.reviews.judging(reading, last, request.member, reviewing.approvers(request.member.workspace))
    return form_page(
        request, form, title=_("Review the reading of %(day)s") % {"day": reading.effective}, verb=_("Save"),
        back=back(position, when), kicker=str(position), sentence=f"{reading.summary} {judged.why_not}",
        layout="negotiation.html", negotiation=position.issue.negotiation, when=when,
    )  # fmt: skip


# Evidence ------------------------------------------------------------------------------------------------------------
@member_view(Can.RECORD)
def weigh(request: MemberRequest, pk: int) -> HttpResponse:
    """How a statement that the address names bears on a reading: by default on the one in force."""
    position = queries.laid(find(request.member, Position, pk=pk))
    when = resolve(request, position.issue.negotiation)
    form = (
        WeighForm(request.POST, member=request.member) if request.method == "POST" else begun(request, position, when)
    )
    if done := form.carry(partial(operations.weigh, by=request.member)):
        return saved(request, back(position, when), shown.weighing.weighed(done))
    sentence = shown.weighing.asked(form.named("statement"), form.named("reading"), position)
    return form_page(
        request, form, title=_("How does it bear on what we hold?"), verb=_("Save"), back=back(position, when),
        kicker=str(position), sentence=sentence, layout="negotiation.html",
        negotiation=position.issue.negotiation, when=when,
    )  # fmt: skip


def begun(request: MemberRequest, position: Position, when: When) -> WeighForm:
    """The form as the statement was weighed last, if it was."""
    picked = Picked(request.GET, position=position)
    if not picked.is_valid():
        raise Unknown(_("That statement is not one of this party."), [(str(position), back(position, when))])
    initial = queries.judged(position, **picked.cleaned_data, day=when.day)
    return WeighForm(member=request.member, initial=initial)


# The queue -----------------------------------------------------------------------------------------------------------
@member_view(Can.READ)
def reviews(request: MemberRequest, n: str) -> HttpResponse:
    """The readings that nobody has approved, the oldest first; posting reviews one."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    form = QueueForm(request.POST if request.method == "POST" else None, member=request.member)
    done = None
    if form.is_bound:
        request.member.require(Can.DISCUSS)
        done = form.carry(partial(operations.review, by=request.member))
    if done:
        tell(request, shown.reviews.said(done))
        if not request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
            return redirect(request.get_full_path())
    asked = {name: request.GET.get(name, "") for name in ("state", "party")}
    listed = reviewing.listed(negotiation, when.moment, number=request.GET.get("page"), **asked)
    behind = queries.backing(listed, when.day, when.moment, request.member.workspace.half_life)
    newest, approvers = queries.states(listed, when.moment), reviewing.approvers(request.member.workspace)
    context = {
        "negotiation": negotiation,
        "when": when,
        "page": listed,
        "shown": shown.reviews.queue(listed, behind, newest, approvers, request.member, when, form),
        "answered": form.is_bound,
    }
    return page(request, "positions/reviews.html", context, parts=["reviews"], status=max(form.status, when.status))
