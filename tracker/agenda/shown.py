"""What the templates of this room print, made ready: no template has to think."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.agenda import queries
from tracker.agenda.models import Issue, IssueState, Meeting, Negotiation, Participation
from tracker.agenda.when import When
from tracker.base.numbers import figure


@dataclass(frozen=True)
class Seat:
    """One party at the table."""

    seat: Participation
    capability: str
    counts: str
    first: bool
    last: bool


def table(negotiation: Negotiation, seats: list[Participation], when: When) -> dict[str, Any]:
    blocs = queries.blocs(seats, when.day)
    lines = [
        Seat(seat, figure(seat.capability), counts(seat, blocs.get(seat.party_id, [])), n == 1, n == len(seats))
        for n, seat in enumerate(seats, 1)
    ]
    meetings = when.meetings
    return {"when": when, "lines": lines, "meetings": meetings, "sentence": sentence(negotiation, seats, meetings)}


def counts(seat: Participation, blocs: list[str]) -> str:
    if seat.counted:
        return _("Counts")
    if blocs:
        return _("Does not count, as a member of %(bloc)s") % {"bloc": ", ".join(blocs)}
    return _("Does not count")


def sentence(negotiation: Negotiation, seats: list[Participation], meetings: list[Meeting]) -> str:
    """Who and when, in one line."""
    if not seats:
        return _("Nobody sits at its table yet. Two parties and an issue make the first comparison.")
    parties = ngettext("One party takes part", "%(n)d parties take part", len(seats)) % {"n": len(seats)}
    counted = sum(seat.counted for seat in seats)
    if counted != len(seats):
        parties += ", " + ngettext("of which one counts", "of which %(n)d count", counted) % {"n": counted}
    met = ngettext("one meeting", "%(n)d meetings", len(meetings)) % {"n": len(meetings)} if meetings else ""
    return _("%(parties)s; %(meetings)s.") % {"parties": parties, "meetings": met or _("no meeting is on the calendar")}


def state(issue: Issue, when: When) -> IssueState | None:
    return queries.state_of(issue, when.day, when.moment)


def state_sentence(now: IssueState | None) -> str:
    if now is None:
        return _("It is open. Earlier days stay as they were.")
    words = _("It is %(state)s since %(day)s. Earlier days stay as they were.")
    return words % {"state": str(now.get_state_display()).lower(), "day": now.effective}
