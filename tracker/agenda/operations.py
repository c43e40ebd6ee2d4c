"""Everything that changes what is negotiated; adding issues and parties makes positions, so that is their room's."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.actors.models import BlocMembership, Party
from tracker.agenda.models import Filing, Issue, IssueState, Meeting, Negotiation, Participation
from tracker.base.dates import DomainDate
from tracker.base.models import keep, moment, new_slug, remove
from tracker.base.names import tells_apart
from tracker.history.operations import change
from tracker.sources import operations as sources
from tracker.sources.models import Document, Outlet
from tracker.sources.queries import outlet_named


def alone(negotiation: Negotiation) -> None:
    """Nobody else changes its table or its agenda until the transaction ends: rules over several rows hold."""
    Negotiation.objects.select_for_update(no_key=True).get(pk=negotiation.pk)


# Negotiations ---------------------------------------------------------------------------------------------------------


def open_negotiation(
    *,
    by: Membership,
    title: str,
    slug: str = "",
    summary: str = "",
    begins: DomainDate | None = None,
    ends: DomainDate | None = None,
) -> Negotiation:
    """There is a negotiation, with nobody at its table yet."""
    by.require(Can.MANAGE)
    with change(by, "negotiation.opened") as line:
        others = Negotiation.objects.filter(workspace=by.workspace)
        tells_apart(title, others, "title", field="title")
        negotiation = Negotiation(
            workspace=by.workspace,
            slug=slug or new_slug(title, others, "negotiation"),
            title=title,
            summary=summary,
        )
        negotiation.begins, negotiation.ends = begins, ends
        keep(negotiation)
        line.about(negotiation)
    return negotiation


def edit_negotiation(
    negotiation: Negotiation,
    *,
    by: Membership,
    expected: int,
    title: str,
    summary: str,
    begins: DomainDate | None,
    ends: DomainDate | None,
) -> Negotiation:
    """The negotiation is called and described so from now on; its slug stays."""
    by.require(Can.MANAGE, negotiation)
    with change(by, "negotiation.edited") as line:
        negotiation.claim(expected)
        negotiation.title, negotiation.summary = title, summary
        negotiation.begins, negotiation.ends = begins, ends
        keep(negotiation)
        line.about(negotiation)
    return negotiation


def remove_negotiation(negotiation: Negotiation, *, by: Membership, expected: int) -> Negotiation:
    """The negotiation is gone with its empty table; refused while it has issues, meetings or documents."""
    by.require(Can.MANAGE, negotiation)
    with change(by, "negotiation.removed") as line:
        negotiation.claim(expected)
        line.about(negotiation)
        issues, meetings, filings = (
            rows.count() for rows in (negotiation.issues, negotiation.meetings, negotiation.filings)
        )
        has = [
            ngettext("one issue", "%(n)d issues", issues) % {"n": issues} if issues else "",
            ngettext("one meeting", "%(n)d meetings", meetings) % {"n": meetings} if meetings else "",
            ngettext("one document", "%(n)d documents", filings) % {"n": filings} if filings else "",
        ]
        if any(has):
            words = _("It cannot go while something rests on it: %(what)s.")
            raise ValidationError(words % {"what": ", ".join(filter(None, has))})
        remove(negotiation)
    return negotiation


# The table ------------------------------------------------------------------------------------------------------------
def edit_seat(
    participation: Participation, *, by: Membership, expected: int, role: str, capability: float, counted: bool
) -> Participation:
    """The party takes part so: in that role, with that weight, counted in distances or not."""
    by.require(Can.MANAGE, participation)
    with change(by, "seat.edited") as line:
        alone(participation.negotiation)
        participation.claim(expected)
        participation.refresh_from_db(fields=["order"])  # its neighbour's move may have changed it since
        if counted:
            either_bloc_or_members(participation.negotiation, participation.party)
        participation.role, participation.capability, participation.counted = role, capability, counted
        keep(participation)
        line.about(participation.party, negotiation=participation.negotiation.title)
    return participation


def move_seat(participation: Participation, *, by: Membership, expected: int, place: int) -> Participation:
    """The party has the column of that place, counted from 0; the others keep their order."""
    by.require(Can.MANAGE, participation)
    with change(by, "seat.moved") as line:
        alone(participation.negotiation)
        participation.claim(expected)
        every = list(Participation.objects.filter(negotiation=participation.negotiation_id))
        others = [seat for seat in every if seat.pk != participation.pk]
        here = next(seat for seat in every if seat.pk == participation.pk)
        others.insert(max(0, place), here)
        changed = [seat for order, seat in enumerate(others) if seat.order != order]
        for order, seat in enumerate(others):
            seat.order = order
        Participation.objects.bulk_update(changed, ["order"])
        participation.order = here.order
        line.about(participation.party, negotiation=participation.negotiation.title)
    return participation


def either_bloc_or_members(negotiation: Negotiation, party: Party) -> None:
    """Refused where the party would count beside its bloc, or a bloc beside its members, as they are today."""
    today = timezone.now().astimezone(negotiation.workspace.zone).date()
    counted = negotiation.participations.filter(counted=True).exclude(party=party).values("party")
    stays = BlocMembership.objects.on(today).select_related("party", "bloc")
    words = _("%(bloc)s and %(member)s, which belongs to it, cannot both count: either a bloc or its members do.")
    both = stays.filter(party=party, bloc__in=counted) | stays.filter(bloc=party, party__in=counted)
    if stay := both.first():
        raise ValidationError({"counted": words % {"bloc": stay.bloc, "member": stay.party}})


# Meetings -------------------------------------------------------------------------------------------------------------
def add_meeting(
    negotiation: Negotiation,
    *,
    by: Membership,
    name: str,
    kind: str,
    held: DomainDate,
    place: str = "",
    status: str = Meeting.Status.PLANNED,
    slug: str = "",
) -> Meeting:
    """The negotiation has a meeting of that name."""
    by.require(Can.RECORD, negotiation)
    with change(by, "meeting.added") as line:
        meeting = Meeting(
            workspace=by.workspace,
            negotiation=negotiation,
            slug=slug or new_slug(name, negotiation.meetings.all(), "meeting"),
            name=name,
            kind=kind,
            place=place,
            status=status,
        )
        meeting.held = held
        keep(meeting)
        line.about(meeting)
    return meeting


def edit_meeting(
    meeting: Meeting,
    *,
    by: Membership,
    expected: int,
    name: str,
    kind: str,
    held: DomainDate,
    place: str,
    status: str,
) -> Meeting:
    """The meeting is called so, and takes place there and then; its slug stays."""
    by.require(Can.RECORD, meeting)
    with change(by, "meeting.edited") as line:
        meeting.claim(expected)
        meeting.name, meeting.kind, meeting.place, meeting.status = name, kind, place, status
        meeting.held = held
        keep(meeting)
        line.about(meeting)
    return meeting


def remove_meeting(meeting: Meeting, *, by: Membership, expected: int) -> Meeting:
    """The meeting is gone; refused while an issue, a statement or a condition names it."""
    by.require(Can.MANAGE, meeting)
    with change(by, "meeting.removed") as line:
        meeting.claim(expected)
        line.about(meeting)
        remove(meeting)
    return meeting


# Issue states and documents -------------------------------------------------------------------------------------------
def set_state(
    issue: Issue, *, by: Membership, state: str, effective: DomainDate, at: datetime | None = None
) -> IssueState:
    """From `effective` on the issue is open, agreed in principle, agreed or dropped."""
    by.require(Can.RECORD, issue)
    with change(by, "issue.state_set", at=at) as line:
        new = IssueState(workspace=by.workspace, issue=issue, state=state, recorded_by=by, **moment(at))
        new.effective = effective
        keep(new)
        line.about(issue, state=state, effective=effective.iso(), row=new.pk)
    return new


def file_document(negotiation: Negotiation, document: Document, *, by: Membership) -> Filing:
    """The document is listed with the negotiation."""
    by.require(Can.RECORD, negotiation, document)
    with change(by, "document.filed") as line:
        filing, _ = Filing.objects.get_or_create(workspace=by.workspace, negotiation=negotiation, document=document)
        line.about(document, negotiation=negotiation.title)
    return filing


def bring_in(
    *,
    by: Membership,
    outlet: Outlet | None = None,
    new_outlet: str = "",
    negotiations: Iterable[Negotiation] = (),
    **facts: Any,
) -> Document:
    """The text is in the workspace and listed with these negotiations; an outlet of that name is there too."""
    by.require(Can.RECORD, outlet)
    listed = list(negotiations)
    by.require(Can.RECORD, *listed)
    with change(by, "document.added") as line:
        if new_outlet:
            outlet = outlet_named(by.workspace, new_outlet) or sources.new_outlet(by=by, name=new_outlet)
        document = sources.new_document(by=by, outlet=outlet, **facts)
        Filing.objects.bulk_create(
            Filing(workspace=by.workspace, negotiation=each, document=document) for each in listed
        )
        line.about(document, outlet=str(outlet or ""), listed=[str(each) for each in listed])
    return document


def refile(document: Document, *, by: Membership, negotiations: Iterable[Negotiation]) -> Document:
    """The document is listed with these negotiations and no others."""
    by.require(Can.RECORD, document)
    listed = list(negotiations)
    by.require(Can.RECORD, *listed)
    with change(by, "document.refiled") as line:
        filings = Filing.objects.filter(workspace=by.workspace, document=document)
        there = set(filings.values_list("negotiation", flat=True))
        filings.exclude(negotiation__in=listed).delete()
        for negotiation in listed:
            if negotiation.pk not in there:
                Filing.objects.get_or_create(workspace=by.workspace, negotiation=negotiation, document=document)
        line.about(document, listed=[str(each) for each in listed])
    return document
