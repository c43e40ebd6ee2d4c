"""Who negotiates and who speaks: the lists of parties and people, and what changes them."""

from functools import partial

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.access import MemberRequest, find, member_view, within
from tracker.accounts.permissions import Can
from tracker.actors import forms, operations, queries, shown
from tracker.actors.models import BlocMembership, Party, Post, Speaker
from tracker.base.forms import Removing, Seeing
from tracker.base.htmx import form_page, page
from tracker.history.notices import saved

PEOPLE = 50  # on a page
party_form_page = partial(form_page, kicker=gettext_lazy("Parties"))
person_form_page = partial(form_page, kicker=gettext_lazy("People"))


# Parties --------------------------------------------------------------------------------------------------------------
@member_view(Can.READ)
def parties(request: MemberRequest) -> HttpResponse:
    """Every party of the workspace, by name."""
    lines = shown.parties(queries.parties(request.member.workspace), request.member)
    return page(request, "actors/parties.html", {"lines": lines, "new": sum(line.new for line in lines)})


@member_view(Can.RECORD)
def add_party(request: MemberRequest) -> HttpResponse:
    """There is one party more."""
    form = forms.PartyForm(request.POST or None, initial={"symbol": queries.next_symbol(request.member.workspace)})
    if form.carry(partial(operations.add_party, by=request.member)):
        return saved(request, back(request))
    return party_form_page(request, form, title=_("Add a party"), verb=_("Add"), back=back(request))


@member_view(Can.RECORD)
def edit_party(request: MemberRequest, slug: str) -> HttpResponse:
    """The party is called otherwise."""
    party = find(request.member, Party, slug=slug)
    request.member.require(request.member.mends(party))
    form = forms.PartyForm(request.POST or None, record=party)
    if form.carry(partial(operations.edit_party, party, by=request.member)):
        return saved(request, back(request))
    return party_form_page(
        request, form, title=_("Edit %(name)s") % {"name": party}, verb=_("Save"), back=back(request)
    )


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
    return party_form_page(
        request, form, title=title, verb=_("Remove"), back=back(request), sentence=sentence, danger=True
    )


@member_view(Can.RECORD)
def name_party(request: MemberRequest, slug: str) -> HttpResponse:
    """The party has one name more."""
    party = find(request.member, Party, slug=slug)
    form = forms.NameForm(request.POST or None)
    if form.carry(partial(operations.name_also, party, by=request.member)):
        return saved(request, of_party(party))
    title = _("Another name of %(name)s") % {"name": party}
    return party_form_page(request, form, title=title, verb=_("Add"), back=of_party(party))


@member_view(Can.MANAGE)
def accept_parties(request: MemberRequest) -> HttpResponse:
    """A lead has seen what is new."""
    form = Seeing(request.POST or None)
    if form.carry(partial(operations.accept_parties, by=request.member)):
        return saved(request, back(request), _("Marked as seen."))
    title = _("Mark every new party and name as seen?")
    return party_form_page(request, form, title=title, verb=_("Mark as seen"), back=back(request))


# Blocs ----------------------------------------------------------------------------------------------------------------
@member_view(Can.MANAGE)
def join_bloc(request: MemberRequest, slug: str) -> HttpResponse:
    """The party belongs to a bloc."""
    party = find(request.member, Party, slug=slug)
    form = forms.JoinForm(request.POST or None, party=party)
    if form.carry(partial(operations.join_bloc, party, by=request.member)):
        return saved(request, of_party(party), form=form)
    title = _("Put %(party)s into a bloc") % {"party": party}
    sentence = _("A bloc is a party too. Its own position is not its members’.")
    return party_form_page(request, form, title=title, verb=_("Save"), back=of_party(party), sentence=sentence)


@member_view(Can.MANAGE)
def edit_stay(request: MemberRequest, pk: int) -> HttpResponse:
    """The party was in the bloc from then to then."""
    stay = find(request.member, BlocMembership, pk=pk)
    form = forms.StayForm(request.POST or None, record=stay)
    if form.carry(partial(operations.edit_stay, stay, by=request.member)):
        return saved(request, of_party(stay.party), form=form)
    return party_form_page(request, form, title=str(stay), verb=_("Save"), back=of_party(stay.party))


@member_view(Can.MANAGE)
def leave_bloc(request: MemberRequest, pk: int) -> HttpResponse:
    """The party left the bloc."""
    stay = find(request.member, BlocMembership, pk=pk)
    form = forms.LeaveForm(request.POST or None, record=stay)
    if form.carry(partial(operations.leave_bloc, stay, by=request.member)):
        return saved(request, of_party(stay.party), form=form)
    title = _("%(party)s leaves %(bloc)s") % {"party": stay.party, "bloc": stay.bloc}
    sentence = _("Earlier days show it as a member still.")
    return party_form_page(request, form, title=title, verb=_("Save"), back=of_party(stay.party), sentence=sentence)


@member_view(Can.MANAGE)
def remove_stay(request: MemberRequest, pk: int) -> HttpResponse:
    """The party was never in the bloc for that time."""
    stay = find(request.member, BlocMembership, pk=pk)
    form = Removing(request.POST or None, record=stay)
    if form.carry(partial(operations.remove_stay, stay, by=request.member)):
        return saved(request, of_party(stay.party), _("Removed."))
    title = _("Remove the stay of %(stay)s?") % {"stay": stay}
    sentence = _("For a stay that never was. One that is over gets its last day instead: “Leave”.")
    to = of_party(stay.party)
    return party_form_page(request, form, title=title, verb=_("Remove"), back=to, sentence=sentence, danger=True)


# People ---------------------------------------------------------------------------------------------------------------
@member_view(Can.READ)
def people(request: MemberRequest) -> HttpResponse:
    """Those who are quoted, by name."""
    workspace = request.member.workspace
    form = forms.PeopleForm(request.GET or None, workspace=workspace)
    chosen = form.cleaned_data if form.is_valid() else {}
    asked, today = chosen.pop("as_of", None), timezone.localdate(timezone=workspace.zone)
    day = asked.first if asked else today
    found = queries.people(workspace, **chosen)
    listed = Paginator(found, PEOPLE).get_page(request.GET.get("page"))
    new = within(workspace, Speaker).unseen().count() if request.member.may(Can.MANAGE) else 0
    context = {
        "page": listed,
        "lines": shown.people(listed, request.member, day),
        "sentence": shown.how_many(listed.paginator.count, any(chosen.values()), day),
        "form": form,
        "filtered": any(chosen.values()) or day != today,
        "new": new,
    }
    return page(request, "actors/people.html", context, status=422 if form.errors else 200)


@member_view(Can.RECORD)
def add_speaker(request: MemberRequest) -> HttpResponse:
    """There is one person more who is quoted."""
    form = forms.NewSpeakerForm(request.POST or None, member=request.member)
    if speaker := form.carry(partial(operations.add_speaker, by=request.member)):
        return saved(request, speaker, form=form)
    return person_form_page(request, form, title=_("Add a person"), verb=_("Add"), back=everybody(request))


@member_view(Can.RECORD)
def edit_speaker(request: MemberRequest, pk: int) -> HttpResponse:
    """The person is called otherwise."""
    speaker = find(request.member, Speaker, pk=pk)
    request.member.require(request.member.mends(speaker))
    form = forms.SpeakerForm(request.POST or None, record=speaker)
    if form.carry(partial(operations.edit_speaker, speaker, by=request.member)):
        return saved(request, speaker)
    title, to = _("Edit %(name)s") % {"name": speaker}, speaker.get_absolute_url()
    return person_form_page(request, form, title=title, verb=_("Save"), back=to)


@member_view(Can.RECORD)
def remove_speaker(request: MemberRequest, pk: int) -> HttpResponse:
    """The person is gone, if no statement is theirs."""
    speaker = find(request.member, Speaker, pk=pk)
    request.member.require(request.member.mends(speaker))
    form = Removing(request.POST or None, record=speaker)
    if form.carry(partial(operations.remove_speaker, speaker, by=request.member)):
        return saved(request, everybody(request), _("Removed."))
    title, to = _("Remove %(name)s?") % {"name": speaker}, speaker.get_absolute_url()
    sentence = _("Other names and posts go with the person. A lead can bring them back from the history.")
    return person_form_page(request, form, title=title, verb=_("Remove"), back=to, sentence=sentence, danger=True)


@member_view(Can.RECORD)
def name_speaker(request: MemberRequest, pk: int) -> HttpResponse:
    """The person has one name more."""
    speaker = find(request.member, Speaker, pk=pk)
    form = forms.NameForm(request.POST or None)
    if form.carry(partial(operations.name_also, speaker, by=request.member)):
        return saved(request, speaker)
    title, to = _("Another name of %(name)s") % {"name": speaker}, speaker.get_absolute_url()
    return person_form_page(request, form, title=title, verb=_("Add"), back=to)


@member_view(Can.MANAGE)
def accept_people(request: MemberRequest) -> HttpResponse:
    """A lead has seen who is new."""
    form = Seeing(request.POST or None)
    if form.carry(partial(operations.accept_people, by=request.member)):
        return saved(request, everybody(request), _("Marked as seen."))
    title = _("Mark every new person, name and post as seen?")
    return person_form_page(request, form, title=title, verb=_("Mark as seen"), back=everybody(request))


@member_view(Can.RECORD)
def add_post(request: MemberRequest, pk: int) -> HttpResponse:
    """The person holds one post more."""
    speaker = find(request.member, Speaker, pk=pk)
    form = forms.PostForm(request.POST or None, member=request.member)
    if form.carry(lambda party, **typed: operations.add_post(speaker, party, by=request.member, **typed)):
        return saved(request, speaker, form=form)
    title, to = _("Add a post of %(name)s") % {"name": speaker}, speaker.get_absolute_url()
    return person_form_page(request, form, title=title, verb=_("Add"), back=to)


@member_view(Can.RECORD)
def edit_post(request: MemberRequest, pk: int) -> HttpResponse:
    """The post was another, or of other days."""
    post = find(request.member, Post, pk=pk)
    request.member.require(request.member.mends(post))
    speaker = of_post(request, post)
    form = forms.PostForm(request.POST or None, record=post, member=request.member)
    if form.carry(partial(operations.edit_post, post, by=request.member)):
        return saved(request, speaker, form=form)
    title, to = _("Edit a post of %(name)s") % {"name": speaker}, speaker.get_absolute_url()
    return person_form_page(request, form, title=title, verb=_("Save"), back=to)


@member_view(Can.RECORD)
def remove_post(request: MemberRequest, pk: int) -> HttpResponse:
    """The person never held the post."""
    post = find(request.member, Post, pk=pk)
    request.member.require(request.member.mends(post))
    speaker = of_post(request, post)
    form = Removing(request.POST or None, record=post)
    if form.carry(partial(operations.remove_post, post, by=request.member)):
        return saved(request, speaker, _("Removed."))
    title, to = _("Remove the post %(post)s?") % {"post": post}, speaker.get_absolute_url()
    sentence = _("For a post that was never held. One that is over gets its last day instead.")
    return person_form_page(request, form, title=title, verb=_("Remove"), back=to, sentence=sentence, danger=True)


# Where they lead ------------------------------------------------------------------------------------------------------
def back(request: MemberRequest) -> str:
    return reverse("actors:parties", kwargs={"ws": request.member.workspace.slug})


def everybody(request: MemberRequest) -> str:
    return reverse("actors:people", kwargs={"ws": request.member.workspace.slug})


def of_party(party: Party) -> str:
    """The party's own page; while there is none, the list."""
    try:
        return reverse("desk:party", kwargs={"ws": party.workspace.slug, "slug": party.slug})
    except NoReverseMatch:
        return reverse("actors:parties", kwargs={"ws": party.workspace.slug})


def of_post(request: MemberRequest, post: Post) -> Speaker:
    return find(request.member, Speaker, pk=post.speaker_id)
