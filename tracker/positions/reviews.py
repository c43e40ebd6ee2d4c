"""Which readings of a negotiation a colleague has still to look at, and who may approve."""

from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership, Workspace
from tracker.accounts.permissions import ROLES, Can
from tracker.agenda.models import Negotiation
from tracker.agenda.queries import with_options
from tracker.base.errors import Unknown
from tracker.base.prepared import prepared
from tracker.positions.models import Reading, Review

AT_ONCE = 25  # readings on a page
OPEN = (Review.State.PROPOSED, Review.State.QUESTIONED)


def unreviewed(negotiation: Negotiation, known: datetime) -> Any:
    """Its readings that stand and that nobody has approved, the oldest first, each with its `state`."""
    replaced = Reading.objects.filter(replaces=OuterRef("pk"), recorded_at__lte=known)
    newest = Review.objects.filter(reading=OuterRef("pk"), at__lte=known).order_by("-at", "-pk")
    return (
        Reading.objects.filter(position__issue__negotiation=negotiation, recorded_at__lte=known, withdrawn=False)
        .filter(~Exists(replaced))
        .annotate(state=Coalesce(Subquery(newest.values("state")[:1]), Value(str(Review.State.PROPOSED))))
        .exclude(state=Review.State.APPROVED)
        .order_by("recorded_at", "pk")
    )


def listed(
    negotiation: Negotiation, known: datetime, *, state: str = "", party: str = "", number: str | None = None
) -> Page[Reading]:
    """One page, by number, of those in that state, of that party."""
    found = unreviewed(negotiation, known)
    if state:
        found = found.filter(state=state) if state in OPEN else found.none()
    if party:
        if all(each.slug != party for each in negotiation.table):
            words = _("No party “%(name)s” takes part in this negotiation.") % {"name": party}
            raise Unknown(words, [(str(each), f"?party={each.slug}") for each in negotiation.table])
        found = found.filter(position__party__slug=party)
    rows = found.select_related("option", "recorded_by__user", "position__party", "position__issue")
    page = Paginator(rows, AT_ONCE).get_page(number)
    with_options(reading.position.issue for reading in page)
    return page


def approvers(workspace: Workspace) -> list[Membership]:
    """All who may approve."""
    return approving(workspace.pk)


@prepared
def approving(workspace: int) -> QuerySet[Membership]:
    roles = [role for role, may in ROLES.items() if Can.APPROVE in may]
    return Membership.objects.active().filter(workspace=workspace, role__in=roles).select_related("user")


def newest(reading: Reading) -> Review | None:
    """What was said of it last."""
    return Review.objects.filter(reading=reading).order_by("-at", "-pk").first()


def stands(reading: Reading) -> bool:
    """Whether nothing has taken its place."""
    return not reading.withdrawn and not reading.replaced_by.exists()


def without(slip: Reading, known: datetime) -> Reading | None:
    """What would be in force on the slip's first day if it did not stand."""
    readings = Reading.objects.filter(position=slip.position).exclude(pk=slip.pk)
    found: Reading | None = readings.candidates(slip.effective_on, known).select_related("option").first()
    return found


def after(slip: Reading, known: datetime) -> Reading | None:
    """The next reading after it that stands."""
    readings = Reading.objects.filter(position=slip.position, effective_on__gt=slip.effective_on).exclude(pk=slip.pk)
    found: Reading | None = readings.candidates(date.max, known).order_by("effective_on", "recorded_at").first()
    return found
