"""One party: where it stands, who speaks for it, how it moved."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from tracker.actors.models import Alias, BlocMembership, Party, Post
from tracker.agenda import queries as agenda
from tracker.agenda.models import Negotiation, Participation
from tracker.base.prepared import Among, prepared
from tracker.compare.comparison import Cell
from tracker.compare.moves import Move, moves, took_effect
from tracker.compare.queries import arrange
from tracker.positions.models import Position, Reading
from tracker.positions.queries import backing, in_force, positions_of, review_states, waiting
from tracker.statements.models import Holder, Statement


@dataclass(frozen=True)
class OnParty:
    """All that is on record of a party on a day."""

    party: Party
    day: date
    cells: list[Cell]  # one for each leaf issue of each negotiation that it has a seat in
    voices: list[tuple[Post, Statement | None]]  # each post with the newest that its holder said for the party
    stays: list[BlocMembership]  # its own, in blocs
    members: list[BlocMembership]  # others' stays in it
    aliases: list[Alias]
    moves: list[Move]  # the newest
    readings: list[Reading]  # all that took effect, whatever the page compares with, newest first; the last MOST_DRAWN
    statement_count: int


MOST_DRAWN = 400  # readings of a party through time


def seats(party: Party) -> list[Participation]:
    """The negotiations in which the party has a seat."""
    found = seats_of(party.pk)
    for seat in found:
        seat.party, seat.negotiation.workspace = party, party.workspace
    return found


@prepared
def seats_of(party: int) -> QuerySet[Participation]:
    seats = Participation.objects.filter(party=party).select_related("negotiation")
    return seats.order_by("negotiation__title", "negotiation")


def on_party(
    party: Party, negotiations: Sequence[Negotiation], day: date, known: datetime, since: date | None
) -> OnParty:
    """Where the party stands on every issue, who speaks for it, whom it belongs to and how it moved."""
    stays = [each for each in stays_around(party.pk) if began(each.during, day)]
    own = [stay for stay in stays if stay.party_id == party.pk]
    positions = on_agenda(party, negotiations)
    posts = [each for each in posts_of(party.pk) if began(each.during, day)]
    said = newest_said({post.speaker_id for post in posts}, party.pk, day, known)
    newest = {each.speaker_id: each for each in said}
    readings = readings_of(party.pk, day, known)
    moved = [each for each in readings if since is None or each.effective_on > since][:10]
    issues = {position.issue_id: position.issue for position in positions}
    for reading in readings:
        reading.position.issue = issues.get(reading.position.issue_id, reading.position.issue)  # with its options
    return OnParty(
        party=party,
        day=day,
        cells=cells(party, positions, [stay.bloc_id for stay in own if day in stay.during], day, known),
        voices=[(post, newest.get(post.speaker_id)) for post in posts],
        stays=own,
        members=[stay for stay in stays if stay.bloc_id == party.pk],
        aliases=aliases(party.pk),
        moves=moves(moved, day, known) if moved else [],
        readings=readings,
        statement_count=next(iter(held(party.pk, day, known)), 0),
    )


@prepared
def stays_around(party: int) -> QuerySet[BlocMembership]:
    """The party's stays in blocs, and others' stays in it."""
    return BlocMembership.objects.filter(Q(party=party) | Q(bloc=party)).select_related("party", "bloc")


@prepared
def posts_of(party: int) -> QuerySet[Post]:
    return Post.objects.filter(party=party).select_related("speaker")


@prepared
def aliases(party: int) -> QuerySet[Alias]:
    return Alias.objects.filter(party=party)


@prepared
def newest_said(speakers: Collection[int], party: int, day: date, known: datetime) -> QuerySet[Statement]:
    """The newest that each of these speakers said for the party."""
    said = Statement.objects.filter(
        Among("speaker", speakers), holders__party=party, said_on__lte=day, recorded_at__lte=known
    )
    return said.defer("search").order_by("speaker_id", "-said_on", "-pk").distinct("speaker_id")


@prepared
def readings_of(party: int, day: date, known: datetime) -> QuerySet[Reading]:
    """The last of its readings that took effect, newest first."""
    return took_effect(day, known).filter(position__party=party)[:MOST_DRAWN]


@prepared
def held(party: int, day: date, known: datetime) -> QuerySet[Holder, int]:
    """How many statements it holds, in one row, if any."""
    found = Holder.objects.filter(party=party, said_on__lte=day, statement__recorded_at__lte=known).order_by()
    return found.values("party").annotate(number=Count("pk")).values_list("number", flat=True)


def on_agenda(party: Party, negotiations: Sequence[Negotiation]) -> list[Position]:
    """Its positions on the leaf issues of those negotiations, in the order of their agendas."""
    issues = agenda.with_options(agenda.issues([negotiation.pk for negotiation in negotiations]))
    found = {each.issue_id: each for each in positions_of([party.pk], [issue.pk for issue in issues])}
    ordered = []
    for negotiation in negotiations:
        for row in arrange(issue for issue in issues if issue.negotiation_id == negotiation.pk):
            if not row.is_branch and row.issue.pk in found:
                position = found[row.issue.pk]
                position.issue = row.issue
                ordered.append(position)
    return ordered


def began(during: Any, day: date) -> bool:
    """Whether a stretch of time had begun by that day; one without a beginning always had."""
    return during.lower is None or bool(during.lower <= day)


def cells(party: Party, positions: list[Position], blocs: list[int], day: date, known: datetime) -> list[Cell]:
    """Each position with its reading in force and what stands behind it; its bloc's where it has none of its own."""
    readings = in_force(positions, day, known)
    behind = backing(readings.values(), day, known, party.workspace.half_life)
    reviews = review_states(readings.values(), known)
    waits = waiting([party.pk], [position.issue_id for position in positions], day, known)
    found = []
    for position in positions:
        position.party = party
        cell = Cell(party, position.issue, position, waiting=waits[party.pk, position.issue_id])
        if reading := readings.get(position.pk):
            reading.position = position
            cell.reading, cell.backing = reading, behind[reading.pk]
            cell.review = reviews.get(reading.pk, "")
        found.append(cell)
    borrow(found, blocs, day, known)
    return found


def borrow(found: list[Cell], blocs: list[int], day: date, known: datetime) -> None:
    """Where the party has no line of its own, its bloc's is shown beside it."""
    bare = {cell.issue.pk: cell for cell in found if cell.reading is None}
    if not bare or not blocs:
        return
    theirs = list(Position.objects.filter(party__in=blocs, issue__in=bare).select_related("party"))
    lines = in_force(theirs, day, known)
    for position in theirs:
        if reading := lines.get(position.pk):
            cell = bare[position.issue_id]
            cell.bloc = Cell(position.party, cell.issue, position, reading)
