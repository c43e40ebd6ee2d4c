"""A position: what we hold a party to want on an issue, and all that changes or judges it.

And whatever makes positions or ends them: seats, issues, and their options.
"""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.accounts.access import MemberRequest, find, member_view
from tracker.accounts.permissions import Can
from tracker.agenda.models import Issue, Negotiation, Option, Participation
from tracker.agenda.tree import Tree
from tracker.agenda.when import NOW, When, resolve
from tracker.base.errors import Unknown
from tracker.base.forms import Removing
from tracker.base.htmx import form_page, page
from tracker.history.notices import saved, tell
from tracker.positions import operations, pictures, queries, shown, words
from tracker.positions import reviews as reviewing
from tracker.positions.forms import CorrectForm, Picked, QueueForm, ReviewForm, ReviseForm, WeighForm, WithdrawForm
from tracker.positions.forms.agenda import IssueForm, MoveForm, OptionForm, SeatPartyForm
from tracker.positions.models import Position, Reading


# The table and the agenda ---------------------------------------------------------------------------------------------
@member_view(Can.MANAGE)
def seat(request: MemberRequest, n: str) -> HttpResponse:
    """One party more takes part."""
    negotiation = find(request.member, Negotiation, slug=n)
    back = to(request, negotiation, "agenda:table")
    form = SeatPartyForm(request.POST or None, negotiation=negotiation)

    def sit(*, party: Any, name: str, kind: str, **seated: Any) -> Participation:
        if party:
            return operations.seat(negotiation, party, by=request.member, **seated)
        return operations.seat_newcomer(negotiation, by=request.member, name=name, kind=kind, **seated)

    if made := form.carry(sit):
        return saved(request, back, _("%(party)s takes part.") % {"party": made.party})
    return form_page(
        request, form, title=_("Seat a party"), verb=_("Seat"), **around(negotiation, back, _("The table"))
    )


@member_view(Can.MANAGE)
def unseat(request: MemberRequest, n: str, slug: str) -> HttpResponse:
    """The party takes part no more, if none of its positions has a reading."""
    seat = find(request.member, Participation, negotiation__slug=n, party__slug=slug)
    back = to(request, seat.negotiation, "agenda:table")
    form = Removing(request.POST or None, record=seat)
    if form.carry(partial(operations.unseat, seat, by=request.member)):
        return saved(request, back, _("Its seat is free."))
    title = _("Take the seat from %(party)s?") % {"party": seat.party}
    sentence = _("Its empty positions here go with it; the party itself stays. Once one has a reading, the seat stays.")
    return form_page(
        request,
        form,
        title=title,
        verb=_("Unseat"),
        sentence=sentence,
        danger=True,
        **around(seat.negotiation, back, _("The table")),
    )


@member_view(Can.MANAGE)
def add_issue(request: MemberRequest, n: str) -> HttpResponse:
    """The agenda has one issue more, last in its branch."""
    negotiation = find(request.member, Negotiation, slug=n)
    back = to(request, negotiation, "desk:issues")
    tree = Tree(negotiation.issues.all())
    under = next((str(pk) for pk, each in tree.issues.items() if each.slug == request.GET.get("under")), "")
    form = IssueForm(request.POST or None, negotiation=negotiation, tree=tree, under=under)
    made = form.carry(lambda **_: operations.add_issue(negotiation, by=request.member, **form.given))
    if made:
        return saved(
            request,
            to(request, negotiation, "desk:issues", made.slug),
            _("“%(issue)s” is on the agenda.") % {"issue": made},
        )
    return form_page(request, form, title=_("Add an issue"), verb=_("Add"), **around(negotiation, back))


@member_view(Can.MANAGE)
def edit_issue(request: MemberRequest, n: str, slug: str) -> HttpResponse:
    """The issue is asked otherwise, or stands elsewhere."""
    issue = find(request.member, Issue, negotiation__slug=n, slug=slug)
    negotiation, tree = issue.negotiation, Tree(issue.negotiation.issues.all())
    back = to(request, negotiation, "desk:issues", issue.slug)
    form = IssueForm(request.POST or None, negotiation=negotiation, tree=tree, record=issue)
    if form.carry(lambda **_: operations.edit_issue(issue, by=request.member, **form.given)):
        return saved(request, back)
    title = _("Edit %(name)s") % {"name": issue}
    return form_page(request, form, title=title, verb=_("Save"), **around(negotiation, back))


@member_view(Can.MANAGE)
def remove_issue(request: MemberRequest, n: str, slug: str) -> HttpResponse:
    """The issue is gone, if nothing rests on it."""
    issue = find(request.member, Issue, negotiation__slug=n, slug=slug)
    back = to(request, issue.negotiation, "desk:issues", issue.slug)
    form = Removing(request.POST or None, record=issue)
    if form.carry(partial(operations.remove_issue, issue, by=request.member)):
        return saved(request, to(request, issue.negotiation, "desk:issues"), _("Removed."))
    title = _("Remove %(name)s?") % {"name": issue}
    sentence = _("Its options and empty positions go with it. A lead can bring it back from the history.")
    return form_page(
        request, form, title=title, verb=_("Remove"), sentence=sentence, danger=True, **around(issue.negotiation, back)
    )


@member_view(Can.MANAGE)
def arrange(request: MemberRequest, n: str) -> HttpResponse:
    """The agenda, an issue a line, each to be moved: by its buttons, by keys, by dragging. A post moves one."""
    negotiation = find(request.member, Negotiation, slug=n)
    form = MoveForm(request.POST if request.method == "POST" else None, tree=Tree(negotiation.issues.all()))
    moved = form.carry(
        lambda expected, **_: operations.move_issue(form.moved, by=request.member, expected=expected, **form.given)
    )
    tree = Tree(negotiation.issues.all()) if form.is_bound else form.tree
    if moved:
        tell(request, shown.agenda.moved(tree, moved))
        if not request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
            return redirect(to(request, negotiation, "positions:arrange", moved.slug))
    context = {"negotiation": negotiation, "form": form, "lines": shown.agenda.lines(negotiation, tree), "told": moved}
    return page(request, "positions/arrange.html", context, parts=["arrange"], status=form.status)


# Options --------------------------------------------------------------------------------------------------------------
@member_view(Can.READ)
def options(request: MemberRequest, n: str, slug: str) -> HttpResponse:
    """The worded points of an issue's scale, and what rests on each."""
    issue = find(request.member, Issue, negotiation__slug=n, slug=slug)
    listed = shown.agenda.options(issue, request.member)
    return page(request, "positions/options.html", {"negotiation": issue.negotiation, "issue": issue, **listed})


@member_view(Can.RECORD)
def add_option(request: MemberRequest, n: str, slug: str) -> HttpResponse:
    """The scale has one worded point more; an analyst's is new until a lead accepts it."""
    issue = find(request.member, Issue, negotiation__slug=n, slug=slug)
    back = of(request, issue)
    form = OptionForm(request.POST or None, issue=issue)
    if form.carry(partial(operations.add_option, issue, by=request.member)):
        return saved(request, back, _("Added."))
    title = _("Add an option to %(issue)s") % {"issue": issue}
    return form_page(request, form, title=title, verb=_("Add"), **around(issue.negotiation, back))


@member_view(Can.RECORD)
def edit_option(request: MemberRequest, n: str, slug: str, pk: int) -> HttpResponse:
    """The option is worded otherwise, or stands at another value."""
    option = find(request.member, Option, issue__negotiation__slug=n, issue__slug=slug, pk=pk)
    back = of(request, option.issue)
    request.member.require(request.member.mends(option))
    form = OptionForm(request.POST or None, issue=option.issue, record=option)
    if form.carry(partial(operations.edit_option, option, by=request.member)):
        return saved(request, back)
    return form_page(
        request, form, title=_("Edit the option"), verb=_("Save"), **around(option.issue.negotiation, back)
    )


@member_view(Can.MANAGE)
def accept_option(request: MemberRequest, n: str, slug: str, pk: int) -> HttpResponse:
    """A lead has seen the option."""
    option = find(request.member, Option, issue__negotiation__slug=n, issue__slug=slug, pk=pk)
    back = of(request, option.issue)
    form = Removing(request.POST or None, record=option)
    if form.carry(partial(operations.accept_option, option, by=request.member)):
        return saved(request, back, _("Accepted."))
    title = _("Accept “%(words)s”?") % {"words": option}
    return form_page(request, form, title=title, verb=_("Accept"), **around(option.issue.negotiation, back))


@member_view(Can.RECORD)
def remove_option(request: MemberRequest, n: str, slug: str, pk: int) -> HttpResponse:
    """The option is gone, if nothing rests on it."""
    option = find(request.member, Option, issue__negotiation__slug=n, issue__slug=slug, pk=pk)
    back = of(request, option.issue)
    request.member.require(request.member.mends(option))
    form = Removing(request.POST or None, record=option)
    if form.carry(partial(operations.remove_option, option, by=request.member)):
        return saved(request, back, _("Removed."))
    title = _("Remove “%(words)s”?") % {"words": option}
    return form_page(
        request, form, title=title, verb=_("Remove"), danger=True, **around(option.issue.negotiation, back)
    )


def to(request: MemberRequest, negotiation: Negotiation, name: str, anchor: str = "") -> str:
    address = reverse(name, kwargs={"ws": request.member.workspace.slug, "n": negotiation.slug})
    return f"{address}#{anchor}" if anchor else address


def of(request: MemberRequest, issue: Issue) -> str:
    """The options of that issue."""
    ws, n = request.member.workspace.slug, issue.negotiation.slug
    return reverse("positions:options", kwargs={"ws": ws, "n": n, "slug": issue.slug})


def around(negotiation: Negotiation, back: str, kicker: str = "") -> dict[str, Any]:
    """What stands around a form about a seat, an issue or an option."""
    return {"layout": "negotiation.html", "negotiation": negotiation, "kicker": kicker or _("Agenda"), "back": back}


# One position ---------------------------------------------------------------------------------------------------------


@member_view(Can.READ)
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    """Where a party stands on an issue, on what evidence, and where it stood before."""
    position = queries.laid(find(request.member, Position, *queries.WHOLE, pk=pk))
    negotiation = position.issue.negotiation
    when = resolve(request, negotiation)
    record = queries.on_record(position, when.day, when.moment, since=when.since)
    approvers = reviewing.approvers(request.member.workspace)
    context: dict[str, Any] = {
        "negotiation": negotiation,
        "when": when,
        "position": position,
        "shown": shown.detail.page(record, request.member, when, approvers, slips="corrections" in request.GET),
    }
    context["pictures"] = shown.detail.pictures(context["shown"], when)
    file = pictures.asked(request, context["pictures"], str(position), when.day.isoformat())
    return file or page(request, "positions/detail.html", context, status=when.status)


def back(position: Position, when: When) -> str:
    """The position's page as of the day shown, as known now: with what was just saved."""
    return f"{position.get_absolute_url()}?{when.now}".rstrip("?")


@member_view(Can.RECORD)
def revise(request: MemberRequest, pk: int) -> HttpResponse:
    """What the position has become, as of the day shown and as known now; by a statement, if the address names one."""
    position = queries.laid(find(request.member, Position, *queries.WHOLE, pk=pk))
    negotiation = position.issue.negotiation
    when = resolve(request, negotiation)
    record = queries.on_record(position, when.day, NOW)
    asked = request.GET.get("statement")
    moved_by = next((each for each in record.waiting if str(each.pk) == asked), None) if asked else None
    form = ReviseForm(request.POST if request.method == "POST" else None, record=record, moved_by=moved_by)
    reading = form.carry(lambda **_: operations.revise(position, by=request.member, **form.judged))
    if reading:
        waiting = reverse("desk:waiting", kwargs={"ws": request.member.workspace.slug, "n": negotiation.slug})
        to = shown.travelling(waiting, when) if moved_by else back(position, when)
        return saved(request, to, shown.revise.saved(reading, when, form.judged["evidence"]), form)
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
    reading.position = queries.laid(find(request.member, Position, *queries.WHOLE, pk=reading.position_id))
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
        return saved(request, back(position, when), _("Corrected. The slip stays in the history."), form)
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
    approvers = reviewing.approvers(request.member.workspace)
    judged = shown.reviews.judging(reading, last, request.member, approvers, when)
    return form_page(
        request, form, title=_("Review the reading of %(day)s") % {"day": reading.effective}, verb=_("Save"),
        back=back(position, when), kicker=str(position), sentence=f"{reading.summary} {judged.why_not}",
        layout="negotiation.html", negotiation=position.issue.negotiation, when=when,
    )  # fmt: skip


# Evidence ------------------------------------------------------------------------------------------------------------
@member_view(Can.RECORD)
def weigh(request: MemberRequest, pk: int) -> HttpResponse:
    """How a statement that the address names bears on a reading: by default on the one in force."""
    position = queries.laid(find(request.member, Position, *queries.WHOLE, pk=pk))
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
