"""What members order, and what becomes of it."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.agenda.models import Negotiation
from tracker.base.models import keep
from tracker.exchange.models import Download
from tracker.exchange.tasks import make
from tracker.history.operations import change

GOING = ("waiting", "running")
MOST = 5  # files that a member may wait for at a time


def order(
    negotiation: Negotiation | None,
    *,
    by: Membership,
    query: str,
    name: str,
    page: str = Download.Page.EXPORT,
    site: str = "",
) -> Download:
    """What that page gives as a file for that query will be made in the background; `site` begins its addresses."""
    by.require(Can.READ, *filter(None, [negotiation]))
    asked = {"page": page, "negotiation": negotiation, "query": query}
    with change(by, "download.ordered", own=True) as line:
        Membership.objects.select_for_update(no_key=True).get(pk=by.pk)  # who asks twice at once waits here
        going = [each for each in Download.objects.filter(member=by, state__in=GOING) if each.goes_on]
        for same in going:
            if all(getattr(same, name) == value for name, value in asked.items()):
                line.about(same)
                return same
        if len(going) >= MOST:
            raise ValidationError(_("You wait for %(most)s files already. Cancel one, or wait.") % {"most": MOST})
        download = Download(workspace=by.workspace, member=by, name=name, site=site, **asked)
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
        same = {name: getattr(download, name) for name in ("query", "name", "page", "site")}
        anew = order(download.negotiation, by=by, **same)
        line.about(anew)
    return anew
