"""Home, a negotiation at a glance, issues, parties, statements, documents, history: pages that show several rooms."""

from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tracker.accounts import operations as accounts
from tracker.accounts.access import MemberRequest, find, member_view, within
from tracker.accounts.models import User
from tracker.accounts.permissions import Can
from tracker.actors.models import Party, Speaker
from tracker.agenda import operations as agenda
from tracker.agenda.models import Negotiation
from tracker.agenda.when import When, resolve
from tracker.annotations.queries import said_of
from tracker.base.errors import Unknown, told
from tracker.base.forms import CarryForm
from tracker.base.htmx import form_page, onward, page
from tracker.base.pagination import stretch
from tracker.compare import moves
from tracker.compare.glance import glance
from tracker.compare.queries import compare
from tracker.compare.shown.past import in_time
from tracker.desk import forms, queries, shown
from tracker.desk import statements as listing
from tracker.desk.asked import past, statements_asked, within_talks
from tracker.desk.undo import UNDO
from tracker.history import operations, words
from tracker.history.models import Change
from tracker.history.notices import saved, tell
from tracker.positions import pictures
from tracker.positions import waiting as piles
from tracker.positions.forms import WeighForm
from tracker.positions.operations import weigh
from tracker.sources import operations as sources
from tracker.sources.files import limited
from tracker.sources.models import Document, Excerpt, Outlet
from tracker.sources.queries import translator as translator_of
from tracker.sources.shown import words as shown_words
from tracker.statements import ledger
from tracker.statements.models import Statement

DOCUMENTS = 50  # on a page


def home(request: HttpRequest) -> HttpResponse:
    """My workspaces and negotiations, what changed, what waits; where there is only one negotiation, that one."""
    user = cast(User, request.user)
    since = accounts.arrive(user, timezone.now())
    members = queries.home.memberships(user)
    desks = queries.home.desks(members)
    if (only := shown.home.only(desks)) and not request.GET.get("all"):
        return redirect(only)
    news, mine = queries.home.news(members, user, since), queries.home.mine(members, desks)
    return page(request, "desk/home.html", {"shown": shown.home.page(desks, news, mine, user)})


@member_view(Can.READ)
def workspace(request: MemberRequest) -> HttpResponse:
    """The negotiations of the workspace."""
    (desk,) = queries.home.desks([request.member])
    return page(request, "desk/workspace.html", {"desk": shown.home.lines([desk])[0]})


@member_view(Can.READ)
def overview(request: MemberRequest, n: str) -> HttpResponse:
    """A negotiation at a glance: what it comes to, what moved, what comes next, where we know nothing."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    comparison = glance(negotiation, **when.asked)
    newest = queries.home.newest_moves(comparison, when.moment)
    moved = moves.moves(newest, when.day, when.moment, counted=comparison.counted)
    changes = queries.home.latest_changes(request.member.workspace, when.moment)
    asked = queries.home.questioned_in(negotiation, request.member)
    context = {
        "negotiation": negotiation,
        "when": when,
        "shown": shown.overview.page(comparison, moved, changes, asked if when.is_today else [], when, request.member),
        **in_time(comparison, when),
    }
    return page(request, "desk/overview.html", context, status=when.status)


@member_view(Can.READ)
def issue(request: MemberRequest, n: str, slug: str) -> HttpResponse:
    """One issue: everybody on its scale, how far apart, how it came to that, what was said."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    comparison = compare(negotiation, None, **when.asked)
    row = shown.issue.chosen(slug, comparison, when)
    record = queries.issue.on_issue(row, when.day, when.moment, slips="corrections" in request.GET)
    context: dict[str, Any] = {
        "negotiation": negotiation,
        "when": when,
        "row": row,
        "shown": shown.issue.page(row, comparison, record, when, request.member),
        **in_time(comparison, when),
    }
    context["pictures"] = shown.issue.pictures(context["shown"], when)
    file = pictures.asked(request, context["pictures"], n, slug, when.day.isoformat())
    return file or page(request, "desk/issue.html", context, status=when.status)


@member_view(Can.READ)
def coverage(request: MemberRequest, n: str) -> HttpResponse:
    """Of whom we know how much on what, and whom to hear first."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    comparison = compare(negotiation, None, **when.asked)
    context = {
        "negotiation": negotiation,
        "when": when,
        "shown": shown.coverage.page(comparison, when),
        **in_time(comparison, when),
    }
    return page(request, "desk/coverage.html", context, status=when.status)


@member_view(Can.READ)
def pledges(request: MemberRequest, n: str) -> HttpResponse:
    """What was announced, until when, and what became of it."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    entries = ledger.ledger(negotiation, when.day, when.moment, "statement__holders__party")
    context = {
        "negotiation": negotiation,
        "when": when,
        "shown": shown.pledges.page(entries, ledger.records(entries), when, request.member),
        "today": when.address(as_of=None, known_at=None),
    }
    return page(request, "desk/pledges.html", context, status=when.status)


@member_view(Can.READ)
def conditions(request: MemberRequest, n: str) -> HttpResponse:
    """Who makes what depend on what: loops, keystones, and what was said without any condition."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    record = queries.conditions.conditions(negotiation, when.day, when.moment)
    context: dict[str, Any] = {
        "negotiation": negotiation,
        "when": when,
        "shown": shown.conditions.page(record, when),
        "today": when.address(as_of=None, known_at=None),
    }
    context["pictures"] = pictures.picture("conditions", context["shown"].svg, when)
    file = pictures.asked(request, context["pictures"], n, when.day.isoformat())
    return file or page(request, "desk/conditions.html", context, status=when.status)


@member_view(Can.READ)
def party(request: MemberRequest, slug: str) -> HttpResponse:
    """One party: where it stands in each negotiation, who speaks for it, how it moved."""
    party = find(request.member, Party, slug=slug)
    seats = queries.party.seats(party)
    negotiation = shown.party.chosen(seats, request.GET.get("n", ""), request.path)
    at = negotiation or (seats[0].negotiation if seats else None)
    when = resolve(request, at) if at else None
    asked = when.asked if when else shown.party.now(request.member.workspace)
    record = queries.party.on_party(
        party, [seat.negotiation for seat in seats], asked["day"], asked["known"], asked["since"]
    )
    context = {
        "layout": "negotiation.html" if negotiation else "workspace.html",
        "negotiation": negotiation,
        "when": when,
        "party": party,
        "shown": shown.party.page(record, seats, when, asked, request.member),
        "today": when.address(as_of=None, known_at=None) if when else "",
    }
    return page(request, "desk/party.html", context, status=when.status if when else 200)


@member_view(Can.READ)
def issues(request: MemberRequest, n: str) -> HttpResponse:
    """The agenda as a tree, as of the day shown."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    agenda = queries.issues.agenda(negotiation, when.day, when.moment)
    context = {
        "negotiation": negotiation,
        "when": when,
        "lines": shown.issues.lines(agenda),
        "sentence": shown.issues.sentence(agenda, when),
        "parties": agenda.parties,
        "today": when.address(as_of=None, known_at=None),
    }
    return page(request, "desk/issues.html", context, status=when.status)


@member_view(Can.READ)
def statement(request: MemberRequest, pk: int) -> HttpResponse:
    """One statement whole. It shows all of its record: the point in time only travels along."""
    record = queries.statement.record(find(request.member, Statement, pk=pk))
    issue, negotiation, when = record.statement.issue, None, None
    if issue:
        negotiation = find(request.member, Negotiation, pk=issue.negotiation_id)
        when = resolve(request, negotiation)
    context = {
        "layout": "negotiation.html" if issue else "base.html",
        "negotiation": negotiation,
        "when": when,
        "statement": record.statement,
        "shown": shown.statement.page(record, request.member, when),
    }
    return page(request, "desk/statement.html", context, status=when.status if when else 200)


@member_view(Can.READ)
def statements(request: MemberRequest) -> HttpResponse:
    """Every statement that fits what is asked for."""
    workspace, asked = request.member.workspace, statements_asked(request)
    form, negotiation, when = asked.form, asked.negotiation, asked.when
    order = asked.order
    found = listing.listed(workspace, asked.wanted, listing.cursor(request.GET, order), order=order)
    context = {
        **around(negotiation, when),
        "form": form,
        "shown": shown.statements.page(found, form, request.GET, when),
    }
    status = max(422 if form.errors else 200, when.status if when else 200)
    return page(request, "desk/statements.html", context, parts=["listing"], status=status)


@member_view(Can.READ)
def documents(request: MemberRequest) -> HttpResponse:
    """What was written, the newest first."""
    workspace, (negotiation, when) = request.member.workspace, within_talks(request)
    form = forms.DocumentsForm(request.GET or None, workspace, negotiation)
    chosen = form.cleaned_data if form.is_valid() else {}
    wanted = chosen | ({"negotiation": negotiation} | past(when) if negotiation else {})
    listed = Paginator(queries.sources.documents(workspace, **wanted), DOCUMENTS).get_page(request.GET.get("page"))
    filtered = any(chosen.values())
    context = {
        **around(negotiation, when),
        "everything": f"{request.path}?{when.within}" if when else request.path,
        "page": listed,
        "form": form,
        "filtered": filtered,
        "sentence": shown.documents.sentence(listed.paginator.count, filtered),
    }
    status = max(422 if form.errors else 200, when.status if when else 200)
    return page(request, "desk/documents.html", context, status=status)


def around(negotiation: Negotiation | None, when: When | None) -> dict[str, Any]:
    """What the template around a page needs that is shown in a negotiation, or in none."""
    return {
        "layout": "negotiation.html" if negotiation else "workspace.html",
        "negotiation": negotiation,
        "when": when,
        "today": when.address(as_of=None, known_at=None) if when else "",
    }


@member_view(Can.RECORD)
def add_document(request: MemberRequest) -> HttpResponse:
    """A text is brought in, and opened in the reader; of several files, what was read is shown first."""
    if len(request.FILES.getlist("file")) > 1:
        return several(request)
    member, listed = request.member, asked_for(request)
    form = forms.DocumentForm(
        request.POST or None, request.FILES or None, member=member, initial={"negotiations": listed}
    )
    if request.method == "GET":
        limited.warm()
    if document := form.carry(partial(agenda.bring_in, by=member)):
        form.let_go()
        if form.twin and not form.twin.original:
            messages.warning(request, format_html("<span>{}</span>", form.twin_words))  # one piece, with its link
        return saved(request, document, shown.documents.brought_in(document), form)
    form.come_back()
    return page(request, "desk/add_document.html", {"form": form}, parts=["document-form"], status=form.status)


@member_view(Can.RECORD)
def add_documents(request: MemberRequest) -> HttpResponse:
    """Several files are read, looked at, and brought in."""
    return several(request)


def several(request: MemberRequest) -> HttpResponse:
    batch = forms.Several(request.POST, request.FILES, member=request.member, listed=asked_for(request))
    batch.carry(partial(agenda.bring_in, by=request.member))
    if batch.finished:
        messages.success(request, shown.documents.all_brought_in(batch.done, batch.left))
        return redirect("desk:documents", ws=request.member.workspace.slug)
    if not batch.rows:
        limited.warm()
    return page(
        request, "desk/add_documents.html", {"batch": batch}, parts=["several-form", "rows"], status=batch.status
    )


def asked_for(request: MemberRequest) -> Any:
    """The negotiation that the address names, or the only one: with it a text is to be listed."""
    every = within(request.member.workspace, Negotiation)
    named = [each for each in every if each.slug == request.GET.get("n")]
    return named or (list(every) if len(every) == 1 else [])


@member_view(Can.RECORD)
def file_document(request: MemberRequest, pk: int) -> HttpResponse:
    """The document is listed with other negotiations."""
    document = find(request.member, Document, pk=pk)
    listed = within(request.member.workspace, Negotiation).filter(filings__document=document)
    form = forms.FilingForm(request.POST or None, workspace=request.member.workspace, initial={"negotiations": listed})
    if form.carry(partial(agenda.refile, document, by=request.member)):
        return saved(request, document)
    title, to = _("List it with negotiations"), document.get_absolute_url()
    sentence = _("Where it is listed until a statement is recorded from it. Statements show wherever their issue is.")
    return form_page(request, form, title=title, kicker=document.title, verb=_("Save"), back=to, sentence=sentence)


@member_view(Can.READ)
def person(request: MemberRequest, pk: int) -> HttpResponse:
    """One who is quoted: the posts in time, and the newest of what they said."""
    voice = queries.sources.voice(find(request.member, Speaker, pk=pk))
    return page(request, "desk/person.html", {"shown": shown.person.page(voice, request.member)})


@member_view(Can.READ)
def outlet(request: MemberRequest, pk: int) -> HttpResponse:
    """Who published what, and how it was graded when."""
    press = queries.sources.press(find(request.member, Outlet, pk=pk))
    listed = Paginator(press.documents, DOCUMENTS).get_page(request.GET.get("page"))
    return page(request, "desk/outlet.html", {"shown": shown.outlet.page(press, request.member), "page": listed})


@member_view(Can.READ)
def document(request: MemberRequest, pk: int) -> HttpResponse:
    """A text with its excerpts marked, and the statements cut from it."""
    reader = queries.sources.reader(find(request.member, Document, "outlet", "recorded_by__user", pk=pk))
    negotiation, when = within_talks(request)
    form = forms.ReaderForm(request.GET, reader)
    context = {
        **around(negotiation, when),
        "layout": "negotiation.html" if negotiation else "base.html",
        "document": reader.document,
        "form": form,
        "shown": shown.document.page(reader, form.wanted, request.member, request.GET, when),
        "swapped": bool(request.htmx),  # type: ignore[attr-defined]  # set by django-htmx
        "talk": said_of(reader.document),
    }
    return page(request, "desk/document.html", context, parts=["reader"])


@member_view(Can.RECORD)
def move_excerpt(request: MemberRequest, pk: int) -> HttpResponse:
    """A quotation begins or ends elsewhere, for every statement that quotes it: they are named before."""
    excerpt = find(request.member, Excerpt, pk=pk)
    request.member.require(request.member.mends(excerpt))
    document = find(request.member, Document, pk=excerpt.document_id)
    sharing = queries.sources.quoting(excerpt.pk)
    translator = translator_of(request.member)
    form = forms.MoveForm(
        request.POST or None, record=excerpt, document=document, shared=len(sharing), translator=translator
    )
    to, in_text = document.get_absolute_url(), bool(request.GET.get("in_text"))
    if form.carry(lambda **_: sources.move_excerpt(excerpt, by=request.member, **form.given)):
        words_of = _("Saved. The statements quote these words.") if len(sharing) > 1 else _("Saved.")
        if not in_text:
            return saved(request, f"{to}#excerpt-{excerpt.pk}", words_of)
        tell(request, words_of)
        return onward(f"{to}?excerpt={excerpt.pk}", "#reader")
    context = {"form": form, "excerpt": excerpt, "document": document, "sharing": sharing, "back": to}
    context |= {"quote": shown_words(excerpt, document), "in_text": in_text}
    return page(request, "desk/move_excerpt.html", context, parts=["beside", "move-form"], status=form.status)


@member_view(Can.READ)
def original(request: MemberRequest, pk: int) -> FileResponse:
    """The file as it was uploaded: to be kept, never to be shown by the browser as a page of ours."""
    document = find(request.member, Document, pk=pk)
    try:
        file = document.file.open("rb")
    except (ValueError, OSError):
        raise Unknown(
            _("The original of this document is not kept here."), [(document.title, document.get_absolute_url())]
        ) from None
    name, kind = shown.document.filename(document), shown.document.content_type(document)
    return FileResponse(file, as_attachment=True, filename=name, content_type=kind)


@member_view(Can.READ)
def history(request: MemberRequest) -> HttpResponse:
    """What was done, the newest first: all of it, or to one record."""
    member = request.member
    form = forms.Asking(request.GET, member.workspace)
    form.is_valid()
    listed = queries.history.changes(within(member.workspace, Change), form.cleaned_data, member.workspace.zone)
    lines = stretch(listed, request.GET)
    context = {"form": form, "shown": shown.history.page(lines, form, member)}
    return page(request, "desk/history.html", context, status=422 if form.errors else 200)


@member_view(Can.READ)
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """What one operation did, row by row and column by column."""
    done = find(request.member, Change, pk=pk)
    return page(request, "desk/change.html", {"shown": shown.history.whole(done, request.member)})


@member_view(Can.MANAGE)
def restore(request: MemberRequest, pk: int) -> HttpResponse:
    """The record is again as that change left it."""
    done = find(request.member, Change, pk=pk)
    form = CarryForm(request.POST if request.method == "POST" else None)
    if form.carry(partial(operations.restore, done, by=request.member)):
        return saved(request, shown.history.address(done, request.member), _("That version is back."))
    return form_page(
        request, form, title=_("Bring this version back?"), verb=_("Bring it back"),
        back=shown.history.line_address(done), kicker=done.target_name,
        sentence=shown.history.will_be(done, request.member),
    )  # fmt: skip


@member_view(Can.READ)
def waiting(request: MemberRequest, n: str) -> HttpResponse:
    """What no one has weighed yet; posting weighs one statement for one position."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    form = WeighForm(request.POST if request.method == "POST" else None, member=request.member)
    done = None
    if form.is_bound:
        request.member.require(Can.RECORD)
        done = form.carry(partial(weigh, by=request.member))
    listed = piles.listed(
        negotiation, when.day, when.moment, number=request.GET.get("page"), **shown.waiting.filters(request)
    )
    if done:
        tell(request, shown.waiting.weighed(done, listed.every))
        if not request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
            return redirect(request.get_full_path())
    context = {
        "negotiation": negotiation,
        "when": when,
        "page": listed.page,
        "shown": shown.waiting.page(listed, request.member, when, form),
        "waiting_count": listed.every,
        "answered": form.is_bound,
    }
    return page(request, "desk/waiting.html", context, parts=["waiting"], status=max(form.status, when.status))


@member_view(Can.DISCUSS)
def undo(request: MemberRequest, pk: int) -> HttpResponse:
    """What was done last is undone."""
    done = find(request.member, Change, pk=pk)
    request.member.require(operations.may_undo(done, request.member))
    form = CarryForm(request.POST if request.method == "POST" else None)
    undoes, before = UNDO.get(done.verb, operations.undo), shown.history.places(done, request.member)
    if form.carry(partial(undoes, done, by=request.member)):
        accounts.forget_sent(done.member_id)
        messages.success(request, _("Undone."))
        return redirect(shown.history.after_undo(request, done, before))
    if form.errors and request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return told(request, 409, " ".join(map(str, form.non_field_errors())))
    return form_page(
        request, form, title=_("Undo?"), kicker=_("History"), verb=_("Undo"),
        back=shown.history.address(done, request.member), sentence=words.sentence(done),
    )  # fmt: skip
