"""Who negotiates: the list of parties, and what changes them."""

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.accounts.access import MemberRequest, find, member_view, within
from tracker.accounts.permissions import Can
from tracker.actors import operations
from tracker.actors.forms import PartyForm
from tracker.actors.models import Party
from tracker.base.forms import Removing
from tracker.base.htmx import form_page, page
from tracker.history.notices import saved


@member_view(Can.READ)
def parties(request: MemberRequest) -> HttpResponse:
    """Every party of the workspace, by name."""
    listed = within(request.member.workspace, Party).prefetch_related("aliases")
    return page(request, "actors/parties.html", {"parties": listed})


@member_view(Can.RECORD)
def add_party(request: MemberRequest) -> HttpResponse:
    """There is one party more."""
    form = PartyForm(request.POST or None, initial={"symbol": 1})
    if form.carry(partial(operations.add_party, by=request.member)):
        return saved(request, back(request))
    return form_page(request, form, title=_("Add a party"), verb=_("Add"), back=back(request))


@member_view(Can.RECORD)
def edit_party(request: MemberRequest, slug: str) -> HttpResponse:
    """The party is called otherwise."""
    party = find(request.member, Party, slug=slug)
    request.member.require(request.member.mends(party))
    form = PartyForm(request.POST or None, record=party)
    if form.carry(partial(operations.edit_party, party, by=request.member)):
        return saved(request, back(request))
    return form_page(request, form, title=_("Edit %(name)s") % {"name": party}, verb=_("Save"), back=back(request))


@member_view(Can.RECORD)
def remove_party(request: MemberRequest, slug: str) -> HttpResponse:
    """The party is gone, if nothing rests on it."""
    party = find(request.member, Party, slug=slug)
    request.member.require(request.member.mends(party))
    form = Removing(request.POST or None, record=party)
    if form.carry(partial(operations.remove_party, party, by=request.member)):
        return saved(request, back(request), _("Removed."))
    title = _("Remove %(name)s?") % {"name": party}
    sentence = _("Its other names go with it. A lead can bring it back from the history.")
    return form_page(request, form, title=title, verb=_("Remove"), back=back(request), sentence=sentence, danger=True)


def back(request: MemberRequest) -> str:
    return reverse("actors:parties", kwargs={"ws": request.member.workspace.slug})
