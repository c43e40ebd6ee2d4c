"""What members order, and what becomes of it."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.base.models import keep
from tracker.exchange import queries
from tracker.exchange.models import Download
from tracker.exchange.queries import Wish
from tracker.exchange.tasks import make
from tracker.history.operations import change

GOING = ("waiting", "running")
MOST = 5  # files that a member may wait for at a time


def order(wish: Wish, *, by: Membership, name: str, holds: str = "", site: str = "") -> Download:
    """What is wished for is made in the background, unless it is there; `site` begins its addresses.

    `holds`: what that is in words, by which its reader tells it from other files.
    """
    by.require(Can.READ, *filter(None, [wish.negotiation]))
    with change(by, "download.ordered", own=True) as line:
        Membership.objects.select_for_update(no_key=True).get(pk=by.pk)  # who asks twice at once waits here
        if found := queries.same(by, wish):
            line.about(found)
            return found
        if len(queries.going(by)) >= MOST:
            raise ValidationError(_("You wait for %(most)s files already. Cancel one, or wait.") % {"most": MOST})
        download = Download(workspace=by.workspace, member=by, name=name, holds=holds, site=site, **wish._asdict())
        keep(download)
        make.enqueue(download.pk)
        line.about(download)
    return download


def cancel(download: Download, *, by: Membership) -> Download:
    """It is not made; its maker stops at the next step."""
    by.require(Can.READ, download)
    with change(by, "download.cancelled", own=True) as line:
        going = Download.objects.filter(pk=download.pk, state__in=GOING)
        if not going.update(state=Download.State.CANCELLED, ended_at=timezone.now()):
            raise ValidationError(_("It has ended already."))
        line.about(download)
    return download


def order_again(download: Download, *, by: Membership) -> Download:
    """It is ordered anew, as it was."""
    by.require(Can.READ, download)
    with change(by, "download.ordered", own=True) as line:
        wish = Wish(download.negotiation, download.page, download.query)
        anew = order(wish, by=by, name=download.name, holds=download.holds, site=download.site)
        line.about(anew)
    return anew
