"""The buttons that weigh a statement, and what their form sends."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.agenda.when import When
from tracker.positions import words
from tracker.positions.models import Evidence, Position, Reading
from tracker.statements.models import Statement

# Relation, its two keys, and whether it needs a reading in force.
JUDGEMENTS = [
    (Evidence.Relation.SUPPORTS, "1", "s", True),
    (Evidence.Relation.QUALIFIES, "2", "q", True),
    (Evidence.Relation.CONTRADICTS, "3", "c", True),
    (Evidence.Relation.DOES_NOT_BEAR, "5", "x", False),
]


@dataclass(frozen=True)
class Weighing:
    """What can be said of one statement for one position."""

    id: str  # of its line on the page
    fields: list[tuple[str, Any]]  # name and value of the hidden ones
    judgements: list[tuple[str, str, str, str]]  # relation, its words, figure and letter of its keys
    moves: str  # the address that revises by it
    moves_words: str
    note: str = ""


def weighing(
    position: Position, reading: Reading | None, statement: Statement, when: When, *, seen: int = 0, note: str = ""
) -> Weighing:
    """For the position, against `reading`; where nothing is in force only what needs nothing is offered."""
    revise = reverse("positions:revise", kwargs={"ws": when.negotiation.workspace.slug, "pk": position.pk})
    return Weighing(
        id=line(position.pk, statement.pk),
        fields=[
            ("position", position.pk),
            ("statement", statement.pk),
            ("reading", reading.pk if reading else ""),
            ("expected", position.version),
            ("seen", seen),
        ],
        judgements=[
            (str(relation), str(relation.label), figure, letter)
            for relation, figure, letter, needs in JUDGEMENTS
            if reading or not needs
        ],
        moves=f"{revise}?statement={statement.pk}{'&' + when.now if when.now else ''}",
        moves_words=_("Moves it") if reading else _("Record a reading"),
        note=note,
    )


def line(position: Any, statement: Any) -> str:
    """The id of a statement's line."""
    return f"waits-{position}-{statement}"


def asked(statement: Statement | None, reading: Reading | None, position: Position) -> str:
    """What is to be weighed, against what."""
    where = words.at(reading, position.issue) if reading else _("nothing on record")
    said = [statement.words] if statement else []
    return " ".join([*said, _("We hold: %(where)s.") % {"where": where}])


def weighed(done: Evidence) -> str:
    """What the notice says."""
    how = {
        Evidence.Relation.SUPPORTS: _("Supports what we hold of %(position)s."),
        Evidence.Relation.QUALIFIES: _("Qualifies what we hold of %(position)s."),
        Evidence.Relation.CONTRADICTS: _("Contradicts what we hold of %(position)s."),
        Evidence.Relation.DOES_NOT_BEAR: _("Does not bear on %(position)s."),
        Evidence.Relation.NOT_WEIGHED: _("Waits again to be weighed for %(position)s."),
    }
    return how[Evidence.Relation(done.relation)] % {"position": done.position}
