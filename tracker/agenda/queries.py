"""What the pages of this room show, each in a fixed number of queries."""

from datetime import date, datetime

from tracker.actors.models import BlocMembership
from tracker.agenda.models import Issue, IssueState, Participation


def blocs(seats: list[Participation], day: date) -> dict[int, list[str]]:
    """To which blocs at the same table each party belongs on `day`, by the party's id."""
    parties = [seat.party_id for seat in seats]
    found: dict[int, list[str]] = {}
    for stay in BlocMembership.objects.filter(party__in=parties, bloc__in=parties).on(day).select_related("bloc"):
        found.setdefault(stay.party_id, []).append(str(stay.bloc))
    return found


def state_of(issue: Issue, day: date, known: datetime) -> IssueState | None:
    """The state of the issue in force on `day`, as known at `known`; none: it is open."""
    state: IssueState | None = IssueState.objects.filter(issue=issue).in_force(day, known).first()
    return state
