"""My workspaces and negotiations, a line each; what changed, and what waits for me."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import User, Workspace
from tracker.actors.models import Party
from tracker.agenda.models import Meeting, Negotiation
from tracker.desk import words
from tracker.desk.queries.home import Desk, Mine, News, Talks
from tracker.desk.shown.news import Line
from tracker.desk.shown.news import lines as news_lines
from tracker.positions.models import Reading

UTC_ZONE = ZoneInfo("UTC")

MOST_PARTIES = 8  # named in a line
MOST_NEWS = 10


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
    """Its overview; of one that has ended as it was on the last day, which is what a newcomer wants to see."""
    overview = negotiation.get_absolute_url()
    ended = negotiation.ends and negotiation.ends.last < now
    return f"{overview}?as_of={negotiation.ends.last.isoformat()}" if ended else overview


@dataclass(frozen=True)
class Waits:
    """One thing that waits."""

    words: str
    href: str
    detail: str


@dataclass(frozen=True)
class Page:
    sentence: str
    desks: list[ShownDesk]
    news: list[Line]
    many: bool  # workspaces: each line says of which
    since: str
    to_weigh: list[Waits]
    questioned: list[Waits]
    to_review: list[Waits]
    more_to_review: int


def page(desks: Sequence[Desk], news: News, mine: Mine, user: User) -> Page:
    """Everything on the first page of somebody who works in these workspaces."""
    spaces = {desk.workspace.pk: desk.workspace for desk in desks}
    zone = desks[0].workspace.zone if desks else UTC_ZONE
    return Page(
        sentence=words.home(news, mine, zone) if desks else "",
        desks=lines(desks),
        news=news_lines(news.changes, spaces, user, news.since, MOST_NEWS),
        many=len(desks) > 1,
        since=words.moment(news.since, zone) if news.since else "",
        to_weigh=[to_weigh(talks, number) for talks, number in mine.to_weigh],
        questioned=[reading(each, spaces[each.workspace_id]) for each in mine.questioned],
        to_review=[reading(each, spaces[each.workspace_id]) for each in mine.to_review],
        more_to_review=mine.to_review_count - len(mine.to_review),
    )


def to_weigh(negotiation: Negotiation, number: int) -> Waits:
    """How many statements wait in a negotiation; where they are listed, or without such a page its grid."""
    where = {"ws": negotiation.workspace.slug, "n": negotiation.slug}
    try:
        href = reverse("desk:waiting", kwargs=where)
    except NoReverseMatch:
        href = reverse("compare:grid", kwargs=where)
    said = ngettext("%(n)s statement to weigh", "%(n)s statements to weigh", number) % {"n": number}
    return Waits(said, href, negotiation.title)


def reading(given: Reading, workspace: Workspace) -> Waits:
    path = reverse("positions:detail", kwargs={"ws": workspace.slug, "pk": given.position_id})
    said = _("%(party)s on %(issue)s") % {"party": given.position.party, "issue": given.position.issue}
    by = _("of %(day)s, recorded by %(who)s") % {"day": given.effective, "who": given.recorded_by}
    return Waits(said, f"{path}?as_of={given.effective.last.isoformat()}#reading-{given.pk}", by)


def today(workspace: Workspace) -> date:
    return timezone.now().astimezone(workspace.zone).date()
