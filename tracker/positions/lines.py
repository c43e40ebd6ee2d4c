"""Three lines of one party: the latest, the strongest it ever took, and the official one. Often they are one."""

from collections.abc import Collection
from dataclasses import dataclass

from tracker.actors.models import OFFICIAL, Post
from tracker.agenda.models import Participation
from tracker.analysis.movement import reference
from tracker.analysis.stands import TOLERANCE, Stand, normalise
from tracker.positions.models import Position, Reading
from tracker.positions.queries import OnRecord
from tracker.positions.weights import stated
from tracker.statements.models import Statement


@dataclass(frozen=True)
class Lines:
    """What a position comes to, read three ways. The strongest is the farthest from what the others want."""

    latest: Reading
    strongest: Reading | None  # none where nothing measures it
    official: Reading | None  # the newest that rests on a direct record or on a post that binds
    softer: bool  # the latest is nearer to the others than the strongest


def lines(record: OnRecord) -> Lines | None:
    """The lines on the record's day as then known, in two queries; None where nothing is in force."""
    latest = record.in_force
    if latest is None:
        return None
    held = [each for each in record.readings if not each.withdrawn and each.pk not in record.successors]
    middle = reference_on(record)
    apart = {each.pk: far for each in held if (far := distance(each, middle)) is not None}
    # Of equals the newest, which comes first.
    strongest = max((each for each in held if each.pk in apart), key=lambda each: apart[each.pk], default=None)
    softer = bool(strongest and apart.get(latest.pk, 1.0) < apart[strongest.pk] - TOLERANCE)
    return Lines(latest, strongest, official(held, record), softer)


def distance(reading: Reading, middle: float | None) -> float | None:
    at = stated(reading)
    return None if at is None or middle is None else abs(at - middle)


def reference_on(record: OnRecord) -> float | None:
    """The mean of what the other counted parties state, 0 to 1; else the status quo."""
    position, issue = record.position, record.position.issue
    counted = Participation.objects.filter(negotiation=issue.negotiation_id, counted=True).exclude(
        party=position.party_id
    )
    theirs = Position.objects.filter(issue=issue, party__in=counted.values("party"))
    readings = Reading.objects.in_force(theirs, record.day, record.known)
    stands = [Stand(stance="value", value=at) for each in readings if (at := stated(each)) is not None]
    quo = issue.status_quo
    if quo is not None and issue.minimum is not None and issue.maximum is not None:
        quo = normalise(quo, issue.minimum, issue.maximum)
    return reference(stands, quo)


def official(held: Collection[Reading], record: OnRecord) -> Reading | None:
    """The newest of these readings that rests on a direct record, or on a speaker whose post bound the party."""
    supporting = {each.pk: record.behind[each.pk].supporting for each in held}
    speakers = {said.speaker_id for behind in supporting.values() for said in behind if said.speaker_id}
    posts = Post.objects.filter(speaker__in=speakers, party=record.position.party_id, authority__gte=OFFICIAL)
    binding: dict[int, list[Post]] = {}
    for post in posts:
        binding.setdefault(post.speaker_id, []).append(post)

    def binds(said: Statement) -> bool:
        own = any(carrier.direct for carrier in said.carriers)
        return own or any(said.said_on in post.during for post in binding.get(said.speaker_id or 0, []))

    return next((each for each in held if any(binds(said) for said in supporting[each.pk])), None)
