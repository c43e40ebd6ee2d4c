"""What an address asks of a list: the negotiation it is shown in, the point in time, the wishes and the order."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tracker.accounts.access import MemberRequest, within
from tracker.agenda.models import Negotiation
from tracker.agenda.when import When, resolve
from tracker.base.errors import Unknown
from tracker.desk import statements as listing
from tracker.desk.forms.statements import FilterForm


@dataclass(frozen=True)
class Asked:
    """Which statements, in which order."""

    form: FilterForm
    negotiation: Negotiation | None
    when: When | None

    @property
    def wanted(self) -> dict[str, Any]:
        return self.form.wanted | ({"negotiation": self.negotiation.slug} | past(self.when) if self.negotiation else {})

    @property
    def order(self) -> listing.Order:
        return listing.ORDERS[self.form.sorted_by]


def statements_asked(request: MemberRequest) -> Asked:
    negotiation, when = within_talks(request)
    return Asked(FilterForm(request.GET, request.member.workspace, negotiation), negotiation, when)


def within_talks(request: MemberRequest) -> tuple[Negotiation, When] | tuple[None, None]:
    """The negotiation that the address names, with its point in time: in it a page that all of them share is shown."""
    named = request.GET.get("n", "")[:60].replace("\0", "")
    if not named:
        return None, None
    every = {each.slug: each for each in within(request.member.workspace, Negotiation)}
    if named not in every:
        offers = [(each.title, f"{request.path}?n={slug}") for slug, each in every.items()]
        raise Unknown(_("There is no negotiation “%(name)s”.") % {"name": named}, offers)
    negotiation = every[named]
    negotiation.workspace = request.member.workspace
    return negotiation, resolve(request, negotiation)


def past(when: When | None) -> dict[str, Any]:
    """What leaves out of a list what came after the day shown, or was recorded after the moment."""
    return {} if when is None or when.is_today else {"day": when.day, "known": when.moment}
