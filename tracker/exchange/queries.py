"""What members ordered."""

from django.db.models import QuerySet

from tracker.accounts.models import Membership
from tracker.exchange.models import Download

SHOWN = 50


def downloads(member: Membership) -> QuerySet[Download]:
    """Those of the member, the newest first."""
    return Download.objects.filter(member=member).select_related("negotiation", "workspace")[:SHOWN]
