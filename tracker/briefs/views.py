"""Briefs: made, edited, looked at, issued; their editions; and what a link shows."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tracker.accounts.access import MemberRequest, find, member_view
from tracker.accounts.permissions import Can
from tracker.agenda.models import Negotiation
from tracker.agenda.when import resolve
from tracker.base.dates import DomainDate
from tracker.base.errors import Unknown
from tracker.base.forms import CarryForm, Removing
from tracker.base.htmx import form_page, page
from tracker.briefs import operations, queries, shown
from tracker.briefs.forms import (
    AddForm,
    BlockForm,
    BriefForm,
    IssueForm,
    MakeForm,
    MoveForm,
    ShareForm,
    ShareViewForm,
    TemplateForm,
    issues_of,
)
from tracker.briefs.models import Block, Brief, Edition, EditionFile, OwnTemplate, ShareLink
from tracker.briefs.outside import MINUTE, page_of, too_often
from tracker.briefs.paper import frozen
from tracker.briefs.proof import proof
from tracker.briefs.standing import standing
from tracker.briefs.templates import templates
from tracker.compare.models import SavedView
from tracker.exchange.views import download
from tracker.history.notices import saved, tell


@member_view(Can.READ)
def briefs(request: MemberRequest, n: str) -> HttpResponse:
    """The briefs of a negotiation, and what one is made from."""
    negotiation = find(request.member, Negotiation, slug=n)
    when = resolve(request, negotiation)
    meetings = {meeting.slug: meeting.name for meeting in when.meetings}
    found = list(shown.briefs.lines(queries.briefs(negotiation), negotiation, meetings))
    offered = shown.briefs.offered(request.member) if request.member.may(Can.RECORD) else []
    context = {"negotiation": negotiation, "when": when, "lines": found, "templates": offered}
    return page(request, "briefs/briefs.html", context, status=when.status)


@member_view(Can.RECORD)
def make(request: MemberRequest, n: str) -> HttpResponse:
    """There is a brief more."""
    negotiation = find(request.member, Negotiation, slug=n)
    back = reverse("briefs:briefs", kwargs={"ws": request.member.workspace.slug, "n": n})
    offered = templates(request.member.workspace)
    template, when = offered.get(request.GET.get("template", ""), offered["note"]), resolve(request, negotiation)
    first = {
        "template": template.slug,
        "title": _("%(negotiation)s: %(name)s") % {"negotiation": negotiation, "name": str(template.name).lower()},
        "parties": [party.slug for party in negotiation.counted[:2]],
        "as_of": None if when.is_today else DomainDate.day(when.day),
    }
    form = MakeForm(request.POST or None, negotiation=negotiation, templates=offered, initial=first)
    if made := form.carry(partial(operations.make_brief, negotiation, by=request.member)):
        return saved(request, made, _("Made. Now write what you judge."))
    return form_page(
        request, form, title=_("Make a brief"), verb=_("Make"), back=back,
        layout="negotiation.html", negotiation=negotiation, kicker=_("Briefs"),
    )  # fmt: skip


@member_view(Can.READ)
def brief(request: MemberRequest, n: str, pk: int) -> HttpResponse:
    """What stands in the brief, how it will print, and what was issued of it."""
    return desk(request, within(request, n, pk))


def within(request: MemberRequest, n: str, pk: int) -> Brief:
    """A brief of that negotiation, or 404."""
    found = find(request.member, Brief, "negotiation", pk=pk, negotiation__slug=n)
    found.negotiation.workspace = request.member.workspace
    return found


def block_of(request: MemberRequest, n: str, pk: int, block: int) -> Block:
    found = find(request.member, Block, "issue", "party", pk=block, brief=pk)
    found.brief = within(request, n, pk)
    return found


def desk(request: MemberRequest, brief: Brief, **more: Any) -> HttpResponse:
    """The page of a brief; with `form` and `open` one of its blocks is open to be edited."""
    of = proof(brief)
    editions = shown.edition.editions(of.editions, request.member.workspace.zone)
    context = {**shown.brief.editor(of, request.member), "editions": editions, "add": AddForm(), **more}
    if "form" in more:
        context["offers"] = shown.brief.offers(of)
    status = context["form"].status if "form" in more else context["add"].status
    return page(request, "briefs/brief.html", context, parts=["block-form", "brief-desk"], status=status)


def after(request: MemberRequest, brief: Brief, words: str) -> HttpResponse:
    """The page of the brief, which says what was done; for htmx its part."""
    tell(request, words)
    if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return desk(request, within(request, brief.negotiation.slug, brief.pk), told=True)
    return redirect(brief)


def not_so(request: MemberRequest, brief: Brief) -> HttpResponse:
    """The page of the brief as it is now: somebody was there first."""
    if request.method == "POST":
        messages.error(request, _("Somebody changed this block meanwhile: nothing was done. This is how it is now."))
    return redirect(brief)


@member_view(Can.RECORD)
def edit(request: MemberRequest, n: str, pk: int) -> HttpResponse:
    """The brief is called otherwise, or compares others."""
    brief = within(request, n, pk)
    form = BriefForm(request.POST or None, negotiation=brief.negotiation, record=brief)
    if form.carry(partial(operations.edit_brief, brief, by=request.member)):
        return saved(request, brief, form=form)
    return form_page(request, form, title=_("Settings of the brief"), verb=_("Save"), **around(brief))


@member_view(Can.RECORD)
def remove(request: MemberRequest, n: str, pk: int) -> HttpResponse:
    """The brief is gone, if nothing was issued of it."""
    brief = within(request, n, pk)
    form = Removing(request.POST or None, record=brief)
    if form.carry(partial(operations.remove_brief, brief, by=request.member)):
        where = {"ws": request.member.workspace.slug, "n": n}
        return saved(request, reverse("briefs:briefs", kwargs=where), _("Removed."))
    title = _("Remove %(name)s?") % {"name": brief}
    sentence = _("Its texts go with it. A brief of which an edition was issued stays.")
    return form_page(request, form, title=title, verb=_("Remove"), sentence=sentence, danger=True, **around(brief))


@member_view(Can.RECORD)
def keep_template(request: MemberRequest, n: str, pk: int) -> HttpResponse:
    """Briefs can be made from the blocks of this one."""
    brief = within(request, n, pk)
    form = TemplateForm(request.POST or None, initial={"name": brief.title[:100]})
    if form.carry(partial(operations.keep_template, brief, by=request.member)):
        return saved(request, brief, _("Kept. It stands among the templates now."))
    sentence = _("Its blocks and texts go along, not which issues and parties they are about.")
    title = _("Keep it as a template")
    return form_page(request, form, title=title, verb=_("Keep"), sentence=sentence, **around(brief))


@member_view(Can.RECORD)
def remove_template(request: MemberRequest, n: str, pk: int) -> HttpResponse:
    """No brief is made from the template any more."""
    negotiation, template = find(request.member, Negotiation, slug=n), find(request.member, OwnTemplate, pk=pk)
    request.member.require(request.member.mends(template))
    back = reverse("briefs:briefs", kwargs={"ws": request.member.workspace.slug, "n": n})
    form = CarryForm(request.POST if request.method == "POST" else None)
    if form.carry(partial(operations.remove_template, template, by=request.member)):
        return saved(request, back, _("Removed."))
    return form_page(
        request, form, title=_("Remove %(name)s?") % {"name": template}, verb=_("Remove"), back=back, danger=True,
        sentence=_("Briefs that were made from it stay as they are."), layout="negotiation.html",
        negotiation=negotiation, kicker=_("Briefs"),
    )  # fmt: skip


def around(brief: Brief) -> dict[str, Any]:
    """What stands around a form about a brief."""
    return {
        "layout": "negotiation.html",
        "negotiation": brief.negotiation,
        "kicker": _("Briefs"),
        "back": brief.get_absolute_url(),
    }


# Its blocks -----------------------------------------------------------------------------------------------------------
@member_view(Can.RECORD)
def add_block(request: MemberRequest, n: str, pk: int) -> HttpResponse:
    """The brief has one block more, which is open to be edited."""
    brief = within(request, n, pk)
    form = AddForm(request.POST or None)
    made = form.carry(partial(operations.add_block, brief, by=request.member))
    if made is None:
        return desk(request, brief, add=form)
    tell(request, _("Added at the end."))
    opens = made.kind in (Block.Kind.TEXT, Block.Kind.QUOTATIONS, Block.Kind.SCALE, Block.Kind.ISSUE)
    return redirect(shown.brief.where(request.member, "edit_block", brief, block=made.pk) if opens else brief)


@member_view(Can.RECORD)
def edit_block(request: MemberRequest, n: str, pk: int, block: int) -> HttpResponse:
    """The block says something else, or is about something else."""
    found = block_of(request, n, pk, block)
    negotiation = found.brief.negotiation
    form = BlockForm(request.POST or None, record=found, issues=issues_of(negotiation), parties=negotiation.table)
    if form.carry(partial(operations.edit_block, found, by=request.member)):
        return saved(request, found.brief)
    return desk(request, found.brief, form=form, open=found, back=found.brief.get_absolute_url())


@member_view(Can.RECORD)
def move_block(request: MemberRequest, n: str, pk: int, block: int) -> HttpResponse:
    """The block stands one place earlier or later."""
    found = block_of(request, n, pk, block)
    form = MoveForm(request.POST or None)
    if form.carry(partial(operations.move_block, found, by=request.member)):
        return after(request, found.brief, _("Moved."))
    return not_so(request, found.brief)


@member_view(Can.RECORD)
def remove_block(request: MemberRequest, n: str, pk: int, block: int) -> HttpResponse:
    """The block is gone."""
    found = block_of(request, n, pk, block)
    form = Removing(request.POST or None, record=found)
    if form.carry(partial(operations.remove_block, found, by=request.member)):
        return after(request, found.brief, _("Removed."))
    return not_so(request, found.brief)


# Editions -------------------------------------------------------------------------------------------------------------
@member_view(Can.APPROVE)
def issue(request: MemberRequest, n: str, pk: int) -> HttpResponse:
    """The brief as it reads now is an edition."""
    brief = within(request, n, pk)
    of = proof(brief)
    number = of.before.number + 1 if of.before else 1
    form = IssueForm(request.POST or None, now=operations.seen(of))
    if made := form.carry(partial(operations.issue, brief, by=request.member)):
        messages.success(request, _("Issued."))
        return redirect(made)
    context = {**around(brief), "brief": brief, "form": form, "number": number, "sentence": shown.brief.freezes(of)}
    context["doubts"] = shown.brief.doubts(standing(of), brief)
    return page(request, "briefs/issue.html", context, parts=["issue-form"], status=form.status)


@member_view(Can.READ)
def edition(request: MemberRequest, n: str, pk: int, number: int) -> HttpResponse:
    """An edition as it was issued, with its files, which come as they are made; with a format one of these."""
    found = issued(request, n, pk, number)
    if form := request.GET.get("format", ""):
        if file := queries.file(found, form):
            return file_of(file)
        raise Unknown(_("That file is not there yet."), [(str(found), found.get_absolute_url())])
    files = shown.edition.files(found)
    handed = queries.links(edition=found) if request.member.may(Can.APPROVE) else []
    paper: Any = SimpleLazyObject(lambda: frozen(found))  # not for who waits for a file
    context = {
        "negotiation": found.brief.negotiation,
        "edition": found,
        "paper": paper,
        "sentence": shown.edition.issued(found),
        "preview": SimpleLazyObject(lambda: shown.brief.leaf(paper)),
        "files": files,
        "going": any(each.goes_on for each in files),
        "progress": shown.edition.progress(files),
        "links": list(shown.links.lines(handed, request.member)),
        "editions": shown.edition.editions(queries.editions(found.brief), request.member.workspace.zone),
        "shares": request.member.may(Can.APPROVE),
    }
    return page(request, "briefs/edition.html", context, parts=["edition-files"])


@member_view(Can.READ)
def order_file(request: MemberRequest, n: str, pk: int, number: int) -> HttpResponse:
    """A file of the edition that is not there will be made."""
    found = issued(request, n, pk, number)
    if request.method == "POST":
        try:
            operations.order_file(found, by=request.member, form=request.POST.get("format", ""))
        except ValidationError as reason:
            messages.info(request, " ".join(reason.messages))
    return redirect(found)


def issued(request: MemberRequest, n: str, pk: int, number: int) -> Edition:
    found = find(request.member, Edition, "brief__negotiation", "issued_by__user", brief=pk, number=number)
    if found.brief.negotiation.slug != n:
        raise Http404("That brief belongs to another negotiation.")
    for each in (found.brief, found.brief.negotiation):
        each.workspace = request.member.workspace
    return found


def file_of(found: EditionFile) -> HttpResponse:
    return download(found.media, bytes(found.content), found.name)


# Links ----------------------------------------------------------------------------------------------------------------
@never_cache
@member_view(Can.APPROVE)
def share(request: MemberRequest, n: str, pk: int, number: int) -> HttpResponse:
    """A link that shows the edition to whoever has it: shown once."""
    found = issued(request, n, pk, number)
    return handed_out(request, found.brief.negotiation, found.get_absolute_url(), edition=found)


@never_cache
@member_view(Can.APPROVE)
def share_view(request: MemberRequest, n: str, pk: int) -> HttpResponse:
    """A link that shows a view that is kept, as a paper, to whoever has it: shown once."""
    view = find(request.member, SavedView, "negotiation", pk=pk, negotiation__slug=n)
    if view.is_private and view.owner_id != request.member.pk:
        raise Http404("That view is somebody else's.")
    back = reverse("compare:views", kwargs={"ws": request.member.workspace.slug, "n": n})
    return handed_out(request, view.negotiation, back, view=view)


def handed_out(request: MemberRequest, negotiation: Negotiation, back: str, **of: Any) -> HttpResponse:
    member = request.member
    kind = ShareViewForm if "view" in of else ShareForm
    form = kind(request.POST or None, today=timezone.localdate(timezone=member.workspace.zone))
    made = form.carry(partial(operations.share, by=member, **of))
    context: dict[str, Any] = {"form": form, "negotiation": negotiation, "back": back, **of}
    if made:
        context["link"] = request.build_absolute_uri(reverse("briefs:shared", kwargs={"token": made[1]}))
        context["until"] = f"{made[0].expires_at.astimezone(member.workspace.zone):%-d %B %Y}"
    context["links"] = list(shown.links.lines(queries.links(**of), member))
    return page(request, "briefs/share.html", context, status=form.status)


@member_view(Can.APPROVE)
def links(request: MemberRequest) -> HttpResponse:
    """Every link of the workspace that is neither over nor taken back, to be taken back."""
    member = request.member
    found = list(shown.links.lines(queries.live_links(member.workspace, timezone.now()), member))
    return page(request, "briefs/links.html", {"links": found, "sentence": shown.links.lead_out(found)})


@member_view(Can.APPROVE)
def revoke(request: MemberRequest, pk: int) -> HttpResponse:
    """A link shows nothing any more."""
    link = find(request.member, ShareLink, "edition__brief__negotiation", "view__negotiation", pk=pk)
    negotiation, back = shown.links.led_back(link, request.member)
    if request.GET.get("of") == "all":  # from the list of all links one goes on with the next
        back = reverse("briefs:links", kwargs={"ws": request.member.workspace.slug})
    form = CarryForm(request.POST if request.method == "POST" else None)
    if form.carry(partial(operations.revoke, link, by=request.member)):
        messages.success(request, _("Taken back."))
        return redirect(back)
    return form_page(
        request, form, title=_("Take back the link?"), verb=_("Take back"), back=back, danger=True,
        sentence=_("Who has it sees nothing any more."), layout="negotiation.html", negotiation=negotiation,
        kicker=_("Briefs"),
    )  # fmt: skip


@login_not_required
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """What a link shows, to anybody who has it, and nothing else."""
    link = queries.opened_by(token, timezone.now())
    if link is None:
        response = page(request, "briefs/no_share.html", status=404)
    elif too_often(link):
        response = page(request, "briefs/too_often.html", status=429)
        response["Retry-After"] = str(MINUTE)
    else:
        response = shown_by(request, link)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def shown_by(request: HttpRequest, link: ShareLink) -> HttpResponse:
    if link.edition and (form := request.GET.get("format", "")):
        found = queries.file(link.edition, form)
        return file_of(found) if found else page(request, "briefs/no_share.html", status=404)
    if request.method == "GET":
        operations.count_opening(link)
    files = shown.edition.downloads(link.edition, request.path) if link.edition else {}
    until = f"{link.expires_at.astimezone(link.workspace.zone):%-d %B %Y}"
    return page(request, "briefs/shared.html", {"until": until, **page_of(link), **files})
