"""Everything that changes what is negotiated; adding issues and parties makes positions, so that is their room's."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.agenda.models import Filing, Issue, IssueState, Meeting, Negotiation
from tracker.base.dates import DomainDate
from tracker.base.models import keep, moment, new_slug
from tracker.history.operations import change
from tracker.sources import operations as sources
from tracker.sources.models import Document, Outlet
from tracker.sources.queries import outlet_named


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


def set_state(
    issue: Issue, *, by: Membership, state: str, effective: DomainDate, at: datetime | None = None
) -> IssueState:
    """From `effective` on the issue is open, agreed in principle, agreed or dropped."""
    by.require(Can.RECORD, issue)
    with change(by, "issue.state_set", at=at) as line:
        new = IssueState(workspace=by.workspace, issue=issue, state=state, recorded_by=by, **moment(at))
        new.effective = effective
        keep(new)
        line.about(issue, state=state, effective=effective.iso())
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
    listed = list(negotiations)
    by.require(Can.RECORD, outlet, *listed)
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
    listed = list(negotiations)
    by.require(Can.RECORD, document, *listed)
    with change(by, "document.refiled") as line:
        filings = Filing.objects.filter(workspace=by.workspace, document=document)
        there = set(filings.values_list("negotiation", flat=True))
        filings.exclude(negotiation__in=listed).delete()
        for negotiation in listed:
            if negotiation.pk not in there:
                Filing.objects.get_or_create(workspace=by.workspace, negotiation=negotiation, document=document)
        line.about(document, listed=[str(each) for each in listed])
    return document
