"""Links: who made which, until when it works, and what it shows to whoever has it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.actors.models import Party
from tracker.agenda.models import Negotiation
from tracker.agenda.when import NAMES
from tracker.base.direction import isolated
from tracker.base.forms import shown as moment
from tracker.briefs.models import ShareLink
from tracker.briefs.paper import frozen
from tracker.briefs.proof import at
from tracker.compare import queries as comparing
from tracker.compare.forms import chosen
from tracker.compare.models import SavedView
from tracker.exchange.asked import Asked
from tracker.exchange.paper import Paper
from tracker.exchange.summary import summary


@dataclass(frozen=True)
class ShownLink:
    """One link, as whoever may take it back sees it."""

    link: ShareLink
    what: str
    href: str  # of what it shows, where the member sees that
    handling: str
    notes: str  # whether our notes go along, of a view
    made: str
    state: str
    ends: str
    opened: str
    works: bool
    live: bool  # neither over nor taken back


def lines(found: Iterable[ShareLink], member: Membership) -> Iterator[ShownLink]:
    now, zone = timezone.now(), member.workspace.zone
    for link in found:
        link.workspace = member.workspace
        live = link.revoked_at is None and link.expires_at > now
        what, href = target(link, member)
        made = _("%(at)s, by %(who)s") % {"at": moment(link.made_at, zone), "who": isolated(link.made_by)}
        yield ShownLink(
            link,
            what,
            href,
            link.edition.handling if link.edition else link.handling,
            noted(link),
            made,
            state(link, now),
            moment(link.expires_at, zone),
            opened(link),
            live and link.shows,
            live,
        )


def target(link: ShareLink, member: Membership) -> tuple[str, str]:
    """What it shows; what is another's alone has no name."""
    if link.edition:
        link.edition.workspace = member.workspace
        values = {"title": isolated(link.edition.title), "n": link.edition.number}
        return _("%(title)s, edition %(n)s") % values, link.edition.get_absolute_url()
    assert link.view  # noqa: S101  # exactly one of the two
    if link.view.is_private and link.view.owner_id != member.pk:
        return _("A view that is somebody’s alone"), ""
    link.view.workspace = member.workspace
    return _("%(view)s, as it is") % {"view": isolated(link.view)}, link.view.get_absolute_url()


def noted(link: ShareLink) -> str:
    if link.edition:
        return ""
    return _("with our notes") if link.with_notes else _("without our notes")


def state(link: ShareLink, now: datetime) -> str:
    if link.revoked_at:
        values = {"at": moment(link.revoked_at, link.workspace.zone), "who": isolated(link.revoked_by)}
        return _("taken back on %(at)s by %(who)s") % values
    if link.expires_at <= now:
        return _("over")
    if link.orphaned:
        return _("shows nothing: %(who)s may make no links any more") % {"who": isolated(link.made_by)}
    if link.hidden:
        return _("shows nothing: the view is somebody else’s alone")
    return _("works")


def opened(link: ShareLink) -> str:
    if not link.opened:
        return _("never opened")
    told = ngettext("opened once", "opened %(n)s times", link.opened) % {"n": link.opened}
    if not link.last_opened_at:
        return told
    return _("%(opened)s, last on %(at)s") % {"opened": told, "at": moment(link.last_opened_at, link.workspace.zone)}


def lead_out(found: list[ShownLink]) -> str:
    """How many links lead out of the workspace."""
    working = sum(each.works for each in found)
    if not working:
        return _("No link shows anything outside.")
    told = ngettext(
        "%(n)s link shows something to whoever has it.", "%(n)s links show something to whoever has them.", working
    )
    return told % {"n": working}


def paper_of(link: ShareLink) -> Paper:
    """What a link shows: an edition as it was issued, a view as it is now."""
    if link.edition:
        return frozen(link.edition)
    assert link.view  # noqa: S101  # exactly one of the two
    return of_view(link.view, link)


def of_view(view: SavedView, link: ShareLink) -> Paper:
    """The comparison at the address that is kept, as a paper, as it is now; with our notes only if the link says so."""
    given, negotiation = QueryDict(view.query), view.negotiation
    days = {name: given.get(name, "") for name in NAMES}
    when = at(negotiation, days, timezone.localdate(timezone=negotiation.workspace.zone), "")
    comparison = comparing.compare(negotiation, parties_of(view, given.getlist("party")), **when.asked)
    if not link.with_notes:
        comparison.leave_out_notes()
    return summary(Asked(comparison, when, str(link.made_by), link.handling))


def parties_of(view: SavedView, slugs: list[str]) -> list[Party] | None:
    """Those that the page of the view shows; none: all at the table. For who is gone, nobody else is shown instead."""
    table = {party.slug: party for party in view.negotiation.table}
    if any(slugs):
        return [table[slug] for slug in dict.fromkeys(slugs) if slug in table]
    return chosen([], list(table.values()), "", "") if view.page == SavedView.Page.SIDE_BY_SIDE else None


def led_back(link: ShareLink, member: Membership) -> tuple[Negotiation, str]:
    """The negotiation of what a link shows, and a page where its links are listed."""
    link.workspace = member.workspace
    _what, href = target(link, member)
    if link.edition:
        return link.edition.brief.negotiation, href
    assert link.view  # noqa: S101  # exactly one of the two
    path = {"ws": member.workspace.slug, "n": link.view.negotiation.slug, "pk": link.view.pk}
    every = reverse("briefs:links", kwargs={"ws": member.workspace.slug})
    return link.view.negotiation, reverse("briefs:share_view", kwargs=path) if href else every
