"""The addresses that are kept as views: what of one is kept, what it says in words, and which a member sees."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.forms import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.accounts.models import Membership
from tracker.agenda.models import Negotiation
from tracker.agenda.queries import meetings
from tracker.agenda.when import When, WhenForm, day_of
from tracker.base.dates import DomainDate
from tracker.base.prepared import prepared
from tracker.compare.columns import KEPT
from tracker.compare.filters import NarrowForm
from tracker.compare.models import SavedView

NARROWS = {name: field.label for name, field in NarrowForm.base_fields.items()}
NAMES = (*KEPT, *NARROWS)  # of an address: all that changes what the page shows
DAYS = ("as_of", "known_at")
FOLDED = {
    "closed": lambda n: ngettext("%(n)s branch folded", "%(n)s branches folded", n) % {"n": n},
    "fold": lambda n: ngettext("%(n)s bloc folded", "%(n)s blocs folded", n) % {"n": n},
}
CELLS = {"dense": gettext_lazy("Small cells"), "full": gettext_lazy("Full cells")}


@dataclass(frozen=True)
class Address:
    """An address of the grid or the side by side: the page, and what of its query is kept."""

    page: str
    given: QueryDict

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [(name, value) for name in self.given for value in self.given.getlist(name) if name in NAMES and value]

    @property
    def query(self) -> str:
        """What is kept, in the order in which it was given."""
        kept = QueryDict(mutable=True)
        for name, value in self.pairs:
            kept.appendlist(name, value)
        return kept.urlencode()

    @property
    def is_dated(self) -> bool:
        """Whether it stays at a day, or at what was known then."""
        return any(name in DAYS for name, _value in self.pairs)

    @property
    def undated(self) -> "Address":
        """The same, which shows the day on which it is opened."""
        given = self.given.copy()
        for name in DAYS:
            given.pop(name, None)
        return replace(self, given=given)


def address(view: SavedView) -> Address:
    return Address(view.page, QueryDict(view.query))


class Words:
    """What addresses of one negotiation say, in words."""

    def __init__(self, negotiation: Negotiation) -> None:
        self.negotiation = negotiation
        self.today = timezone.localdate(timezone=negotiation.workspace.zone)

    @cached_property
    def parties(self) -> dict[str, str]:
        return {party.slug: str(party) for party in self.negotiation.table}

    @cached_property
    def meetings(self) -> dict[str, str]:
        return {meeting.slug: meeting.name for meeting in meetings([self.negotiation.pk])}

    def shows(self, asked: Address) -> str:
        """What it shows: "Parties: NATO, Russia. Order: Widest gap."; without the day."""
        whole = {
            SavedView.Page.GRID: _("All parties and all issues"),
            SavedView.Page.SIDE_BY_SIDE: _("The first parties at the table"),
        }
        found = [*self.parts(asked)] or [whole[SavedView.Page(asked.page)]]
        return " ".join(f"{part}." for part in found)

    def parts(self, asked: Address) -> Iterator[str]:
        given = QueryDict(asked.query)
        said = _("%(name)s: %(what)s")
        if parties := given.getlist("party"):
            yield said % {"name": _("Parties"), "what": ", ".join(self.parties.get(each, each) for each in parties)}
        for name, label in NARROWS.items():
            offered = dict(NarrowForm.base_fields[name].choices)  # type: ignore[attr-defined]  # all are of choices
            if chosen := [str(offered[each]) for each in given.getlist(name) if each in offered]:
                yield said % {"name": label, "what": ", ".join(chosen)}
        for name, counted in FOLDED.items():
            if folded := given.getlist(name):
                yield counted(len(folded))
        if given.get("cells") in CELLS:
            yield str(CELLS[given["cells"]])
        if since := given.get("since"):
            yield said % {"name": _("Compared with"), "what": self.meetings.get(since) or day_words(since)}

    def day(self, asked: Address) -> str:
        """The day it shows: "as of 31 May 2012"."""
        if not asked.is_dated:
            return _("as of the day it is opened")
        given = {name: value for name, value in asked.pairs if name in DAYS}
        form = WhenForm(QueryDict(urlencode(given)), self.negotiation, self.today)
        form.is_valid()
        said = []
        if "as_of" in given:
            said.append(_("as of %(day)s") % {"day": day_words(given["as_of"])})
        if "known_at" in given:
            known = When(self.negotiation, form, self.today, "").known or given["known_at"]
            said.append(_("as known %(at)s") % {"at": known})
        return get_text_list(said, _("and"))


def day_words(typed: str) -> str:
    """A day of an address as people write it; what is no day as it is."""
    try:
        return str(DomainDate.day(day_of(typed)))
    except ValidationError:
        return typed


def views(negotiation: Negotiation, member: Membership) -> list[SavedView]:
    """The views of that negotiation that the member sees, by name."""
    found = shown_to(negotiation.pk, member.pk)
    for view in found:
        view.negotiation, view.workspace = negotiation, member.workspace
    return found


@prepared
def shown_to(negotiation: int, member: int) -> QuerySet[SavedView]:
    return SavedView.objects.filter(negotiation=negotiation).shown_to(member).select_related("owner__user")
