"""What the pages of this room show, each in a fixed number of queries."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from tracker.actors.models import BlocMembership
from tracker.agenda.models import Filing, Issue, IssueState, Meeting, Negotiation, Option, Participation, options
from tracker.base.prepared import Among, prepared


@prepared
def negotiations(workspace: int) -> QuerySet[Negotiation]:
    return Negotiation.objects.filter(workspace=workspace)


@prepared
def filings(document: int) -> QuerySet[Filing]:
    """Each with the negotiation that the document is listed with."""
    return Filing.objects.filter(document=document).select_related("negotiation")


@prepared
def meetings(negotiations: Collection[int]) -> QuerySet[Meeting]:
    """The meetings of these negotiations, in their order."""
    return Meeting.objects.filter(Among("negotiation", negotiations))


def agenda(negotiation: Negotiation) -> list[Issue]:
    """The issues of a negotiation, in their order under each branch, with their options."""
    return with_options(issues_of(negotiation))


def issues_of(negotiation: Negotiation) -> list[Issue]:
    """The same without their options."""
    found = list(issues([negotiation.pk]))
    for issue in found:
        issue.negotiation = negotiation
    return found


@prepared
def issues(negotiations: Collection[int]) -> QuerySet[Issue]:
    """The issues of these negotiations, in their order under each branch."""
    return Issue.objects.filter(Among("negotiation", negotiations))


@prepared
def children(issue: int) -> QuerySet[Issue, int]:
    """One of the issues that stand under it, if any do."""
    return Issue.objects.filter(parent=issue).order_by().values_list("pk", flat=True)[:1]


def with_options(issues: Iterable[Issue]) -> list[Issue]:
    """The issues, each with its options at hand."""
    whole = list(issues)
    worded: dict[int, list[Option]] = {issue.pk: [] for issue in whole}
    for option in options(worded):
        worded[option.issue_id].append(option)
    for issue in whole:
        issue.worded = worded[issue.pk]
    return whole


@prepared
def states(negotiation: int, day: date, known: datetime) -> QuerySet[IssueState]:
    """The state in force of each of its issues that has one."""
    return IssueState.objects.filter(issue__negotiation=negotiation).in_force(day, known)


@prepared
def stays(parties: Collection[int], day: date) -> QuerySet[BlocMembership]:
    """The stays of these parties in blocs that include that day."""
    return BlocMembership.objects.filter(Among("party", parties)).on(day)


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
