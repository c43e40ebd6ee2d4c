"""One statement with all that hangs on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from tracker.actors.models import Post
from tracker.agenda.when import NOW
from tracker.positions.models import Evidence, Position, Reading
from tracker.statements.models import Statement
from tracker.statements.queries import with_reports


@dataclass(frozen=True)
class Record:
    """A statement with all that hangs on it."""

    statement: Statement
    post: Post | None
    positions: dict[int, Position]  # by party
    replies: Sequence[Statement]
    evidence: Sequence[Any]  # the newest row for each reading, with `replaced`


def record(statement: Statement) -> Record:
    """The statement, the post its speaker held, the positions it may bear on and the readings it stands behind."""
    one = Statement.objects.filter(pk=statement.pk).select_related(
        "issue", "meeting", "coder__user", "replies_to__speaker", "pledge__ended_by"
    )
    conditions = ("conditions__issue", "conditions__meeting", "conditions__option")
    (whole,) = with_reports(one, "held__party", *conditions)
    posts = Post.objects.filter(speaker=whole.speaker_id).on(whole.said_on).select_related("party")
    parties = [held.party_id for held in whole.held]
    positions = Position.objects.filter(issue=whole.issue_id, party__in=parties)
    replaced = Reading.objects.filter(replaces=OuterRef("reading"))
    evidence = (
        Evidence.objects.filter(statement=whole)
        .newest(NOW)
        .annotate(replaced=Exists(replaced))
        .select_related("position__party", "position__issue", "reading", "recorded_by__user")
    )
    return Record(
        statement=whole,
        post=posts.first() if whole.speaker_id else None,
        positions={position.party_id: position for position in positions},
        replies=list(whole.replies.select_related("speaker").order_by("said_on", "pk")),
        evidence=list(evidence),
    )
