"""The list of briefs, and what one is made from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.agenda.models import Negotiation
from tracker.base.dates import DomainDate
from tracker.base.forms import shown as moment
from tracker.briefs.forms import day_of
from tracker.briefs.models import BEFORE, Brief, OwnTemplate
from tracker.briefs.templates import Template, templates


@dataclass(frozen=True)
class Line:
    """One brief in the list."""

    brief: Brief
    day: str
    since: str
    edition: str
    issued: str
    by: str


def lines(found: Iterable[Any], negotiation: Negotiation, meetings: dict[str, str]) -> Iterator[Line]:
    """`meetings`: their names by slug."""
    for brief in found:
        brief.negotiation, brief.workspace = negotiation, negotiation.workspace
        yield Line(
            brief=brief,
            day=str(DomainDate.day(brief.as_of)) if brief.as_of else _("the day it is read"),
            since=compared(brief.since, meetings),
            edition=str(brief.last or ""),
            issued=moment(brief.issued_at, negotiation.workspace.zone) if brief.last else _("not issued"),
            by=str(brief.recorded_by),
        )


def compared(since: str, meetings: dict[str, str]) -> str:
    """What a brief is compared with; a meeting that is gone has only its slug."""
    if since == BEFORE:
        return _("the edition before")
    day = None if since in meetings else day_of(since)
    return str(DomainDate.day(day)) if day else meetings.get(since, since)


@dataclass(frozen=True)
class Offered:
    """A template in the list."""

    template: Template
    own: int | None  # the number of one that the workspace keeps, and that the member may remove


def offered(member: Membership) -> list[Offered]:
    own = {f"own-{each.pk}": each for each in OwnTemplate.objects.filter(workspace=member.workspace)}
    removable = {slug: each.pk for slug, each in own.items() if member.may(member.mends(each))}
    return [Offered(each, removable.get(slug)) for slug, each in templates(member.workspace).items()]
