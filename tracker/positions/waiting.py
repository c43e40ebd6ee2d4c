"""What waits to be weighed in a negotiation, position by position, in a fixed number of queries."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Max, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from tracker.actors.models import Party
from tracker.agenda import queries as agenda
from tracker.agenda.models import Issue, Negotiation
from tracker.base.errors import Unknown
from tracker.base.prepared import Among, prepared
from tracker.positions import queries, weights
from tracker.positions.models import Evidence, Position, Reading, Review
from tracker.positions.queries import Backing, backing, in_force, states, unweighed
from tracker.statements.models import Holder, Statement
from tracker.statements.queries import statements, with_reports

AT_ONCE = 25  # statements on a page
NOTHING = "none"  # what `review_state` calls a position without a reading


@dataclass(frozen=True)
class Pile:
    """How much of a party waits on an issue."""

    party: Party
    issue: Issue
    number: int
    newest: date


@dataclass
class Stack:
    """What waits at one position, as far as the page shows it, beside the reading in force."""

    position: Position
    number: int
    reading: Reading | None
    review: Review | None
    statements: list[Statement]
    backing: Backing  # of that reading, where a statement lies far from it


@dataclass
class Waiting:
    """One page of what waits."""

    parties: list[Party]  # who can be asked for, in the order of the columns
    issues: list[Issue]
    piles: list[Pile]  # what the filter lets through, the newest first
    every: int  # statements, whatever is filtered
    page: Page[int]
    stacks: list[Stack]
    seen: dict[tuple[int, int], int]  # the newest row on a position and a statement, which has been taken back

    @property
    def number(self) -> int:
        return int(self.page.paginator.count)


def listed(
    negotiation: Negotiation,
    day: date,
    known: datetime,
    *,
    party: str = "",
    issue: str = "",
    review: str = "",
    number: str | None = None,
) -> Waiting:
    """One page, by number, of what waits: of a party, on an issue (by slug), or where the reading is in that review.

    Only who sits at the table has positions, and only leaves of the agenda have. Raises `Unknown` for other slugs.
    """
    parties = negotiation.table
    issues = agenda.agenda(negotiation)
    branches = {each.parent_id for each in issues}
    leaves = [each for each in issues if each.pk not in branches]
    asked(party, parties, "party")
    asked(issue, leaves, "issue")
    every = piles(parties, leaves, day, known)
    wanted = [pile for pile in every if party in ("", pile.party.slug) and issue in ("", pile.issue.slug)]
    if review:
        wanted = in_review(wanted, review, day, known)
    page = Paginator(range(sum(pile.number for pile in wanted)), AT_ONCE).get_page(number)
    stacks, seen = filled(wanted, page, day, known, negotiation.workspace.half_life)
    return Waiting(parties, leaves, wanted, sum(pile.number for pile in every), page, stacks, seen)


def asked(slug: str, among: Sequence[Party] | Sequence[Issue], name: str) -> None:
    if slug and all(each.slug != slug for each in among):
        offers = [(str(each), f"?{name}={each.slug}") for each in among]
        raise Unknown(_("This negotiation has nothing called “%(name)s”.") % {"name": slug}, offers)


def piles(parties: Sequence[Party], issues: Sequence[Issue], day: date, known: datetime) -> list[Pile]:
    """What waits by party and issue, the newest first, then in the order given."""
    whose, what = {party.pk: party for party in parties}, {issue.pk: issue for issue in issues}
    rows = counted(whose, what, day, known)
    found = {(party, issue): (number, newest) for party, issue, number, newest in rows}
    listed = [
        Pile(party, issue, *found[party.pk, issue.pk])
        for issue in issues
        for party in parties
        if (party.pk, issue.pk) in found
    ]
    return sorted(listed, key=lambda pile: pile.newest, reverse=True)


@prepared
def counted(
    parties: Collection[int], issues: Collection[int], day: date, known: datetime
) -> QuerySet[Holder, tuple[int, int, int, date]]:
    """How much waits, as rows of party, issue, number and the newest day."""
    held = unweighed(day, known).filter(Among("party", parties), Among("issue", issues)).order_by()
    return held.values_list("party", "issue").annotate(Count("statement"), Max("said_on"))


def in_review(wanted: Sequence[Pile], state: str, day: date, known: datetime) -> list[Pile]:
    """Those whose reading in force is in that state of review."""
    positions = positions_of(wanted)
    found = in_force(list(positions.values()), day, known)
    reviews = states(found.values(), known)
    in_state = {place for place, each in positions.items() if review_state(found.get(each.pk), reviews) == state}
    return [pile for pile in wanted if (pile.party.pk, pile.issue.pk) in in_state]


def filled(
    wanted: Sequence[Pile], page: Page[int], day: date, known: datetime, half_life: int
) -> tuple[list[Stack], dict[tuple[int, int], int]]:
    """The statements of that page, each at its position."""
    first, last = max(page.start_index() - 1, 0), page.end_index()
    piles: list[Pile] = []
    skipped = begins = 0
    for pile in wanted:
        if begins < last and begins + pile.number > first:
            skipped = skipped if piles else first - begins
            piles.append(pile)
        begins += pile.number
    rows = held(piles, skipped, last - first, day, known)
    named = statements({statement for _party, _issue, statement in rows}, day, known)
    said = {statement.pk: statement for statement in with_reports(named, "held__party")}
    positions = positions_of(piles)
    readings = in_force(list(positions.values()), day, known)
    reviews = states(readings.values(), known)
    behind = backing(perhaps_moved(rows, said, positions, readings), day, known, half_life)
    stacks = []
    for pile in piles:
        place = pile.party.pk, pile.issue.pk
        if position := positions.get(place):
            reading = readings.get(position.pk)
            review = reviews.get(reading.pk) if reading else None
            here = [said[each] for *of, each in rows if tuple(of) == place]
            rests = behind.get(reading.pk, Backing()) if reading else Backing()
            stacks.append(Stack(position, pile.number, reading, review, here, rests))
    return stacks, taken_back(positions.values(), said)


def perhaps_moved(
    rows: Iterable[tuple[int, int, int]],
    statements: Mapping[int, Statement],
    positions: Mapping[tuple[int, int], Position],
    readings: Mapping[int, Reading],
) -> list[Reading]:
    """The readings from which a statement that waits lies far: only there it matters what stands behind them."""
    found = {}
    for party, issue, pk in rows:
        position = positions.get((party, issue))
        reading = readings.get(position.pk) if position else None
        if position and reading and weights.far(weights.point(statements[pk], position.issue), reading):
            found[reading.pk] = reading
    return list(found.values())


def held(piles: Sequence[Pile], skip: int, number: int, day: date, known: datetime) -> list[tuple[int, int, int]]:
    """So many (party, issue, statement) of these piles, the newest of each pile first."""
    if not piles:
        return []
    places = [Q(party=pile.party, issue=pile.issue) for pile in piles]
    any_of = places[0]
    for place in places[1:]:
        any_of |= place
    in_order = Case(*(When(place, then=Value(n)) for n, place in enumerate(places)))
    rows = unweighed(day, known).filter(any_of).order_by(in_order, "-said_on", "-statement")
    return list(rows.values_list("party", "issue", "statement")[skip : skip + number])


def positions_of(piles: Iterable[Pile]) -> dict[tuple[int, int], Position]:
    """The position of each pile, by its party's and issue's ids."""
    parties, issues = ({pile.party.pk: pile.party for pile in piles}, {pile.issue.pk: pile.issue for pile in piles})
    found = {}
    for position in queries.positions_of(parties, issues):
        position.party, position.issue = parties[position.party_id], issues[position.issue_id]
        found[position.party_id, position.issue_id] = position
    return found


def taken_back(positions: Iterable[Position], statements: Collection[int]) -> dict[tuple[int, int], int]:
    """The newest row on each of these statements that was weighed once and waits again, by position and statement."""
    newest = newest_rows([each.pk for each in positions], statements)
    return {(position, statement): pk for position, statement, pk in newest}


@prepared
def newest_rows(positions: Collection[int], statements: Collection[int]) -> QuerySet[Evidence, tuple[int, int, int]]:
    """The newest row on each of these pairs, as position, statement and row."""
    rows = Evidence.objects.filter(Among("position", positions), Among("statement", statements))
    newest = rows.order_by("position_id", "statement_id", "-recorded_at", "-pk").distinct("position_id", "statement_id")
    return newest.values_list("position", "statement", "pk")


def review_state(reading: Reading | None, reviews: dict[int, Review]) -> str:
    """What nobody has looked at is proposed."""
    if reading is None:
        return NOTHING
    return reviews[reading.pk].state if reading.pk in reviews else Review.State.PROPOSED
