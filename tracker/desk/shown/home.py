"""My workspaces and negotiations, a line each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.accounts.models import Workspace
from tracker.actors.models import Party
from tracker.agenda.models import Meeting, Negotiation
from tracker.desk.queries import Desk, Talks

MOST_PARTIES = 8  # named in a line


@dataclass(frozen=True)
class ShownTalks:
    """A negotiation in one line."""

    title: str
    href: str
    parties: list[Party]
    more: int  # parties that are not named
    facts: list[str]


@dataclass(frozen=True)
class ShownDesk:
    workspace: Workspace
    talks: list[ShownTalks]
    opens: str  # where a lead opens a negotiation; empty for others


def only(desks: Sequence[Desk]) -> str:
    """Where to go straight away: the one negotiation of the one workspace, if there is no other."""
    if len(desks) == 1 and len(desks[0].talks) == 1:
        return address(desks[0].talks[0].negotiation, today(desks[0].workspace))
    return ""


def lines(desks: Sequence[Desk]) -> list[ShownDesk]:
    return [
        ShownDesk(
            desk.workspace,
            [line(each, desk.workspace) for each in desk.talks],
            reverse("agenda:open_negotiation", kwargs={"ws": desk.workspace.slug}) if desk.leads else "",
        )
        for desk in desks
    ]


def line(talks: Talks, workspace: Workspace) -> ShownTalks:
    negotiation, now = talks.negotiation, today(workspace)
    parties = [seat.party for seat in negotiation.participations.all()]
    newest = _("Newest statement %(day)s") % {"day": talks.newest.said} if talks.newest else _("Nothing said yet")
    return ShownTalks(
        title=negotiation.title,
        href=address(negotiation, now),
        parties=parties[:MOST_PARTIES],
        more=max(0, len(parties) - MOST_PARTIES),
        facts=[newest, meeting_line(negotiation.meetings.all(), negotiation, now)],
    )


def meeting_line(meetings: Iterable[Meeting], negotiation: Negotiation, now: date) -> str:
    """The next meeting, else that it ended, else the last meeting."""
    held = [meeting for meeting in meetings if meeting.status != Meeting.Status.CANCELLED]
    if coming := next((meeting for meeting in held if meeting.held.last >= now), None):
        return _("Next: %(meeting)s, %(day)s") % {"meeting": coming.name, "day": coming.held}
    if negotiation.ends and negotiation.ends.last < now:
        return _("Ended %(day)s") % {"day": negotiation.ends}
    if held:
        last = max(held, key=lambda meeting: meeting.held.last)
        return _("Last: %(meeting)s, %(day)s") % {"meeting": last.name, "day": last.held}
    return _("No meeting planned")


def address(negotiation: Negotiation, now: date) -> str:
    """Its grid; of one that has ended as it was on the last day, which is what a newcomer wants to see."""
    grid = negotiation.get_absolute_url()
    ended = negotiation.ends and negotiation.ends.last < now
    return f"{grid}?as_of={negotiation.ends.last.isoformat()}" if ended else grid


def today(workspace: Workspace) -> date:
    return timezone.now().astimezone(workspace.zone).date()
