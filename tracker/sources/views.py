"""What was written: the list of outlets, and what changes outlets, documents and excerpts."""

from functools import partial

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.accounts.access import MemberRequest, find, member_view
from tracker.accounts.permissions import Can
from tracker.base.forms import Removing, Seeing
from tracker.base.htmx import form_page, page
from tracker.history.notices import saved
from tracker.sources import forms, operations, queries, shown
from tracker.sources.models import Document, Excerpt, Outlet

OUTLETS = 100  # on a page
outlet_form_page = partial(form_page, kicker=gettext_lazy("Outlets"))


# Outlets --------------------------------------------------------------------------------------------------------------
@member_view(Can.READ)
def outlets(request: MemberRequest) -> HttpResponse:
    """Who publishes what we read, and how reliable each is."""
    found = queries.outlets(request.member.workspace)
    listed = Paginator(found, OUTLETS).get_page(request.GET.get("page"))
    context = {
        "page": listed,
        "lines": shown.outlets(listed, request.member),
        "new": found.filter(is_new=True).count() if request.member.may(Can.MANAGE) else 0,
    }
    return page(request, "sources/outlets.html", context)


@member_view(Can.RECORD)
def add_outlet(request: MemberRequest) -> HttpResponse:
    """There is one outlet more."""
    form = forms.NewOutletForm(request.POST or None, initial={"reliability": Outlet.Reliability.F})
    if outlet := form.carry(partial(operations.add_outlet, by=request.member)):
        return saved(request, outlet)
    return outlet_form_page(request, form, title=_("Add an outlet"), verb=_("Add"), back=everyone(request))


@member_view(Can.RECORD)
def edit_outlet(request: MemberRequest, pk: int) -> HttpResponse:
    """The outlet is called otherwise, or is of another kind."""
    outlet = find(request.member, Outlet, pk=pk)
    request.member.require(request.member.mends(outlet))
    form = forms.OutletForm(request.POST or None, record=outlet)
    if form.carry(partial(operations.edit_outlet, outlet, by=request.member)):
        return saved(request, outlet)
    title, to = _("Edit %(name)s") % {"name": outlet}, outlet.get_absolute_url()
    return outlet_form_page(request, form, title=title, verb=_("Save"), back=to)


@member_view(Can.RECORD)
def regrade_outlet(request: MemberRequest, pk: int) -> HttpResponse:
    """The outlet is graded otherwise, for a reason."""
    outlet = find(request.member, Outlet, pk=pk)
    request.member.require(request.member.mends(outlet))
    form = forms.GradeForm(request.POST or None, record=outlet)
    if form.carry(partial(operations.regrade_outlet, outlet, by=request.member)):
        return saved(request, outlet, _("Saved. The older grade stays in the history."))
    title, to = _("Grade %(name)s") % {"name": outlet}, outlet.get_absolute_url()
    sentence = _("Every statement that came through it counts by this grade, also those recorded before.")
    return outlet_form_page(request, form, title=title, verb=_("Save"), back=to, sentence=sentence)


@member_view(Can.RECORD)
def remove_outlet(request: MemberRequest, pk: int) -> HttpResponse:
    """The outlet is gone, if nothing came through it."""
    outlet = find(request.member, Outlet, pk=pk)
    request.member.require(request.member.mends(outlet))
    form = Removing(request.POST or None, record=outlet)
    if form.carry(partial(operations.remove_outlet, outlet, by=request.member)):
        return saved(request, everyone(request), _("Removed."))
    title, to = _("Remove %(name)s?") % {"name": outlet}, outlet.get_absolute_url()
    sentence = _("A lead can bring it back from the history.")
    return outlet_form_page(request, form, title=title, verb=_("Remove"), back=to, sentence=sentence, danger=True)


@member_view(Can.MANAGE)
def accept_outlets(request: MemberRequest) -> HttpResponse:
    """A lead has seen what is new."""
    form = Seeing(request.POST or None)
    if form.carry(partial(operations.accept_outlets, by=request.member)):
        return saved(request, everyone(request), _("Marked as seen."))
    title = _("Mark every new outlet as seen?")
    return outlet_form_page(request, form, title=title, verb=_("Mark as seen"), back=everyone(request))


# Documents ------------------------------------------------------------------------------------------------------------
@member_view(Can.RECORD)
def edit_document(request: MemberRequest, pk: int) -> HttpResponse:
    """What is known of the document is otherwise; its text stays."""
    document = find(request.member, Document, pk=pk)
    request.member.require(request.member.mends(document))
    form = forms.AboutForm(request.POST or None, record=document, workspace=request.member.workspace)
    if form.carry(partial(operations.edit_document, document, by=request.member)):
        return saved(request, document, form=form)
    title, to = _("Edit what is known of it"), document.get_absolute_url()
    return form_page(request, form, title=title, kicker=document.title, verb=_("Save"), back=to)


@member_view(Can.RECORD)
def correct_text(request: MemberRequest, pk: int) -> HttpResponse:
    """The text reads otherwise; its excerpts follow, or are listed as not found."""
    document = find(request.member, Document, pk=pk)
    request.member.require(request.member.mends(document))
    form = forms.TextForm(request.POST or None, record=document)
    if form.carry(partial(operations.correct_text, document, by=request.member)):
        return saved(request, document, lost(request.member.did.details["lost"]))
    title, to = _("Correct the text"), document.get_absolute_url()
    sentence = _("Quotations follow the words they were cut from. What is not surely found is listed, never dropped.")
    return form_page(request, form, title=title, kicker=document.title, verb=_("Save"), back=to, sentence=sentence)


@member_view(Can.RECORD)
def remove_document(request: MemberRequest, pk: int) -> HttpResponse:
    """The document is gone, if no statement rests on it."""
    document = find(request.member, Document, pk=pk)
    request.member.require(request.member.mends(document))
    form = Removing(request.POST or None, record=document)
    if form.carry(partial(operations.remove_document, document, by=request.member)):
        to = reverse("desk:documents", kwargs={"ws": request.member.workspace.slug})
        return saved(request, to, _("Removed."))
    title, to = _("Remove %(name)s?") % {"name": document}, document.get_absolute_url()
    sentence = _("Marks that no statement quotes go with it. A lead can bring it back from the history.")
    return form_page(request, form, title=title, kicker=_("Documents"), verb=_("Remove"), back=to, sentence=sentence,
                     danger=True)  # fmt: skip


# Excerpts -------------------------------------------------------------------------------------------------------------
@member_view(Can.RECORD)
def reanchor(request: MemberRequest, pk: int) -> HttpResponse:
    """An excerpt that was lost is words of the text again."""
    excerpt = find(request.member, Excerpt, pk=pk)
    document = find(request.member, Document, pk=excerpt.document_id)
    form = forms.AnchorForm(request.POST or None, record=excerpt, document=document)
    to = document.get_absolute_url()
    if form.carry(partial(operations.reanchor, excerpt, by=request.member)):
        return saved(request, f"{to}#excerpt-{excerpt.pk}")
    context = {"form": form, "document": document, "back": to, "quote": shown.words(excerpt, document)}
    context |= {"likely": shown.likely(form), "lost": excerpt.state == Excerpt.State.UNRESOLVED}
    return page(request, "sources/reanchor.html", context, parts=["record-form"], status=form.status)


@member_view(Can.RECORD)
def translate(request: MemberRequest, pk: int) -> HttpResponse:
    """What quoted words say in our language is on record, with who translated them."""
    excerpt = find(request.member, Excerpt, pk=pk)
    document = find(request.member, Document, pk=excerpt.document_id)
    translator = queries.translator(request.member)
    form = forms.TranslationForm(request.POST or None, record=excerpt, translator=translator)
    to = f"{document.get_absolute_url()}#excerpt-{excerpt.pk}"
    if form.carry(partial(operations.translate, excerpt, by=request.member)):
        return saved(request, to)
    return form_page(request, form, title=_("Translate the quotation"), kicker=document.title, verb=_("Save"),
                     back=to, quote=shown.words(excerpt, document), history_of=excerpt)  # fmt: skip


@member_view(Can.RECORD)
def remove_excerpt(request: MemberRequest, pk: int) -> HttpResponse:
    """The words are no excerpt any more, if no statement quotes them."""
    excerpt = find(request.member, Excerpt, pk=pk)
    request.member.require(request.member.mends(excerpt))
    document = find(request.member, Document, pk=excerpt.document_id)
    form = Removing(request.POST or None, record=excerpt)
    to = document.get_absolute_url()
    if form.carry(partial(operations.remove_excerpt, excerpt, by=request.member)):
        return saved(request, to, _("Removed."))
    title, quote = _("Remove this mark?"), shown.words(excerpt, document)
    return form_page(request, form, title=title, kicker=document.title, verb=_("Remove"), back=to, quote=quote,
                     danger=True)  # fmt: skip


def everyone(request: MemberRequest) -> str:
    return reverse("sources:outlets", kwargs={"ws": request.member.workspace.slug})


def lost(number: int) -> str:
    """What is said after a text was corrected."""
    if not number:
        return _("Saved. Every quotation is found in the corrected text.")
    return ngettext(
        "Saved. One quotation is not found in the corrected text; it is listed beside it.",
        "Saved. %(n)d quotations are not found in the corrected text; they are listed beside it.",
        number,
    ) % {"n": number}
