"""The views that are kept: the menu of the pages they lead to, and the list of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.accounts.access import MemberRequest
from tracker.accounts.models import Membership
from tracker.agenda.models import Negotiation
from tracker.compare import operations, saved
from tracker.compare.models import SavedView


@dataclass(frozen=True)
class Item:
    """One view in the menu."""

    name: str
    href: str
    page: str
    whose: str  # "private", "shared by Jonas Weber"


class Menu:
    """What the menu of a page offers. It is asked for only where it is shown: not with a part of the page."""

    def __init__(self, request: MemberRequest, negotiation: Negotiation) -> None:
        self.member, self.negotiation = request.member, negotiation
        match = request.resolver_match
        self.here = saved.Address(match.url_name if match and match.url_name else "", request.GET)

    @cached_property
    def items(self) -> list[Item]:
        return [
            Item(view.name, view.get_absolute_url(), view.get_page_display(), whose(view, self.member))
            for view in saved.views(self.negotiation, self.member)
        ]

    @property
    def save(self) -> str:
        """Where what is shown now gets a name."""
        where = {"ws": self.member.workspace.slug, "n": self.negotiation.slug}
        return f"{reverse('compare:save_view', kwargs=where)}?" + urlencode(
            {"page": self.here.page, "query": self.here.query}
        )


def whose(view: SavedView, member: Membership) -> str:
    if view.is_private:
        return _("private")
    if view.owner_id == member.pk:
        return _("shared by you")
    return _("shared by %(who)s") % {"who": view.owner}


@dataclass(frozen=True)
class Line:
    """One view in the list."""

    view: SavedView
    shows: str
    day: str
    whose: str
    mends: bool  # whether who looks may change it


def lines(negotiation: Negotiation, member: Membership) -> Iterator[Line]:
    """The views that the member sees, by name."""
    words = saved.Words(negotiation)
    for view in saved.views(negotiation, member):
        asked = saved.address(view)
        mends = member.may(operations.mends(view, member))
        yield Line(view, words.shows(asked), words.day(asked), whose(view, member), mends)
