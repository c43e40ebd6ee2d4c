"""How a statement gets on record, is mended, and goes."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.accounts.access import MemberRequest, find, member_view
from tracker.accounts.permissions import Can
from tracker.agenda.models import Negotiation
from tracker.base.forms import Removing
from tracker.base.htmx import form_page, onward, page
from tracker.history.notices import saved, tell
from tracker.statements import operations, shown
from tracker.statements.beginning import back, begin
from tracker.statements.forms import ManyForm, ReportForm, StatementForm, WithReports
from tracker.statements.forms.pledge import PledgeForm
from tracker.statements.models import Pledge, Statement
from tracker.statements.operations import many, pledges

PARTS = ["beside", "statement-form", "choice", "worth", "replies"]


@member_view(Can.RECORD)
def record(request: MemberRequest) -> HttpResponse:
    """A statement is on record; or what was typed is one more report of a statement that was there."""
    sent = typed(request)
    begun = begin(request.GET, sent or QueryDict(), request.member)
    form = StatementForm(sent, member=request.member, negotiation=begun.negotiation, begun=begun.fields)
    if request.POST.get("twin"):
        reports = carried(request, begun.negotiation)
        if reports.carry(lambda **_: operations.add_reports(reports.statement, reports.reported, by=request.member)):
            return recorded(request, reports.statement, _("Added as another report."), reports)
        form.only_reports(reports)
    elif done := form.carry(lambda **_: operations.record(by=request.member, **form.given)):
        return recorded(request, done, shown.saved(done), form)
    context = {"title": _("Record a statement"), "back": back(begun, request.member), "begun": begun}
    return form_shown(request, form, begun.negotiation, **context)


@member_view(Can.RECORD)
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """The statement says something else, is somebody else's, or came another way."""
    statement = find(request.member, Statement, pk=pk)
    request.member.require(operations.mends(statement, request.member))
    sent = typed(request)
    begun = begin(QueryDict(), sent or QueryDict(), request.member)
    negotiation = begun.negotiation
    if statement.issue and not (sent and sent.get("negotiation")):
        negotiation = find(request.member, Negotiation, pk=statement.issue.negotiation_id)
    form = StatementForm(sent, member=request.member, negotiation=negotiation, record=statement)
    if done := form.carry(lambda expected, **_: operations.edit(statement, by=request.member, expected=expected,
                                                                **form.given)):  # fmt: skip
        return saved(request, done, shown.saved(done), form)
    context = {"title": _("Edit the statement"), "back": statement.get_absolute_url(), "statement": statement}
    return form_shown(request, form, negotiation, **context)


@member_view(Can.RECORD)
def edit_many(request: MemberRequest) -> HttpResponse:
    """All that were chosen have the same issue, meeting or coder; first it is shown what would change."""
    form = ManyForm(typed(request), asked=request.GET, member=request.member)
    back = reverse("desk:statements", kwargs={"ws": request.member.workspace.slug})
    back += f"?{form.back}" if form.back else ""
    if done := form.carry(partial(many.edit_many, by=request.member)):
        return saved(request, back, shown.changed(done))
    context = {"form": form, "shown": shown.many(form), "back": back, "layout": layout(None)}
    return page(request, "statements/edit_many.html", context, parts=["many-form"], status=form.status)


@member_view(Can.RECORD)
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """The statement is gone, if nothing rests on it."""
    statement = find(request.member, Statement, pk=pk)
    request.member.require(operations.mends(statement, request.member))
    form = Removing(request.POST or None, record=statement)
    if form.carry(partial(operations.remove, statement, by=request.member)):
        return saved(request, reverse("desk:statements", kwargs={"ws": request.member.workspace.slug}), _("Removed."))
    return form_page(
        request, form, title=_("Remove this statement?"), kicker=_("Statement"), verb=_("Remove"),
        back=statement.get_absolute_url(), danger=True,
        sentence=_("“%(words)s” Its reports go with it.") % {"words": statement.words},
    )  # fmt: skip


@member_view(Can.RECORD)
def report(request: MemberRequest, pk: int) -> HttpResponse:
    """One more text carries the statement."""
    statement = find(request.member, Statement, pk=pk)
    negotiation = find(request.member, Negotiation, pk=statement.issue.negotiation_id) if statement.issue else None
    form = ReportForm(request.POST or None, member=request.member, negotiation=negotiation, statement=statement)
    if form.carry(lambda **_: operations.add_reports(statement, form.reported, by=request.member)):
        return saved(request, statement, form=form)
    context = {"form": form, "statement": statement, "negotiation": negotiation, "layout": layout(negotiation)}
    return page(request, "statements/report.html", context, parts=["report-form"], status=form.status)


@member_view(Can.RECORD)
def pledge(request: MemberRequest, pk: int) -> HttpResponse:
    """What the statement announced was kept, broken, or has lapsed."""
    record = find(request.member, Pledge, statement=pk)
    negotiation = find(request.member, Negotiation, pk=record.statement.issue.negotiation_id)  # type: ignore[union-attr]
    ledger = reverse("desk:pledges", kwargs={"ws": request.member.workspace.slug, "n": negotiation.slug})
    ledger += f"?{request.GET.urlencode()}" if request.GET else ""  # the day that was shown
    form = PledgeForm(request.POST or None, record=record)
    if form.carry(partial(pledges.end, record, by=request.member)):
        return saved(request, f"{ledger}#pledge-{record.pk}")
    return form_page(
        request, form, title=record.what, verb=_("Save"), back=ledger, kicker=_("What became of it"),
        sentence=shown.pledged(record), negotiation=negotiation, layout="negotiation.html",
    )  # fmt: skip


def typed(request: MemberRequest) -> QueryDict | None:
    """What was sent, if anything was."""
    return request.POST if request.method == "POST" else None


def layout(negotiation: Negotiation | None) -> str:
    return "negotiation.html" if negotiation else "workspace.html"


def form_shown(
    request: MemberRequest, form: StatementForm, negotiation: Negotiation | None, **context: Any
) -> HttpResponse:
    context |= {
        "form": form,
        "negotiation": negotiation,
        "layout": layout(negotiation),
        "beside": shown.beside(form),
        "in_text": bool(request.GET.get("in_text")),
    }
    return page(request, "statements/record.html", context, parts=PARTS, status=form.status)


def carried(request: MemberRequest, negotiation: Negotiation | None) -> ReportForm:
    """The texts that were typed, as carriers of the statement on record that somebody picked."""
    twin = find(request.member, Statement, pk=request.POST["twin"] if request.POST["twin"].isdecimal() else 0)
    return ReportForm(request.POST, member=request.member, negotiation=negotiation, statement=twin)


def recorded(request: MemberRequest, statement: Statement, words: str, form: WithReports) -> HttpResponse:
    """On to the statement; where it was recorded beside its text, back to the words, which are marked now."""
    document = request.GET.get("document", "")
    if not request.GET.get("in_text") or not document.isdecimal():
        return saved(request, statement, words, form)
    tell(request, words, form)
    query = {"said": statement.pk} | ({"next": request.GET.get("end", "")} if request.POST.get("then") else {})
    path = reverse("desk:document", kwargs={"ws": request.member.workspace.slug, "pk": document})
    return onward(f"{path}?{urlencode(query)}", "#reader")
