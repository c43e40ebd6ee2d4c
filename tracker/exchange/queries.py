"""What members ordered."""

from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from tracker.accounts.models import Membership
from tracker.agenda.models import Negotiation
from tracker.exchange.models import Download
from tracker.history.models import Change


class Wish(NamedTuple):
    """What a file is to hold, by the page and the address that ask for it."""

    negotiation: Negotiation | None
    page: str
    query: str


def downloads(member: Membership) -> QuerySet[Download]:
    """Those of the member; `at`: when each was ordered."""
    found = Download.objects.filter(member=member).select_related("negotiation", "workspace")
    return found.annotate(at=F("ordered_at"))


def going(member: Membership) -> list[Download]:
    """Those that the member waits for."""
    begun = Download.objects.filter(member=member, state__in=(Download.State.WAITING, Download.State.RUNNING))
    return [each for each in begun.select_related("workspace") if each.goes_on]


def same(member: Membership, wish: Wish) -> Download | None:
    """The member’s file of that wish that is being made, or was made and would be made the same again."""
    asked = Download.objects.filter(member=member, **wish._asdict()).select_related("workspace")
    for each in asked.filter(~Q(state__in=(Download.State.FAILED, Download.State.CANCELLED)))[:1]:
        if each.goes_on or (each.state == Download.State.READY and not outdated(each)):
            return each
    return None


def outdated(download: Download) -> bool:
    """Whether something was done since it was ordered, or it is of a day that is over."""
    zone, dated = download.workspace.zone, QueryDict(download.query).get("as_of")
    if not dated and download.ordered_at.astimezone(zone).date() != timezone.now().astimezone(zone).date():
        return True
    return Change.objects.filter(workspace=download.workspace, at__gt=download.ordered_at).exists()
