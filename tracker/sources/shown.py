"""What the list of outlets shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.accounts.models import Membership
from tracker.sources import queries
from tracker.sources.models import Outlet


@dataclass(frozen=True)
class OutletLine:
    outlet: Outlet
    counts: queries.Counts
    new: bool
    may: bool


def outlets(listed: Iterable[Outlet], member: Membership) -> list[OutletLine]:
    found = list(listed)
    counts = queries.outlet_counts(found)
    return [OutletLine(outlet, counts[outlet.pk], outlet.is_new, member.may(member.mends(outlet))) for outlet in found]
