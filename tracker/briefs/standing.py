"""What of a brief is not settled: positions that nobody has approved, and challenges that are open."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.agenda.models import Issue
from tracker.annotations.models import Comment, Thread
from tracker.base.direction import isolated
from tracker.briefs import live
from tracker.briefs.models import Block
from tracker.briefs.proof import Proof
from tracker.compare.comparison import Cell
from tracker.compare.words import listed
from tracker.exchange.words import lower, review_words, unapproved
from tracker.positions.models import Position, Review

NAMED = 6  # positions, or what is challenged; of more their number is told
SHOWS_NONE = {Block.Kind.TEXT, Block.Kind.PLEDGES}


@dataclass(frozen=True)
class Doubt:
    """Something that is not settled, and of which positions or issues."""

    words: str
    about: Sequence[tuple[str, Position | Issue]]

    @property
    def first(self) -> Sequence[tuple[str, Position | Issue]]:
        return self.about if self.more == 0 else self.about[:NAMED]

    @property
    def more(self) -> int:
        """How many are not named."""
        rest = len(self.about) - NAMED
        return rest if rest > 1 else 0

    @property
    def sentence(self) -> str:
        more = [_("%(n)s more") % {"n": self.more}] if self.more else []
        return f"{self.words}: {listed([*(name for name, _of in self.first), *more])}."


@dataclass(frozen=True)
class Challenge:
    """A challenge that is open: how it begins, and what it is about."""

    comment: Comment
    what: str
    about: Position | Issue


@dataclass(frozen=True)
class Standing:
    """How settled the positions are that a brief shows."""

    doubts: list[Doubt]
    challenges: list[Challenge]

    @property
    def sentence(self) -> str:
        """For who reads no further; empty where all is settled."""
        return " ".join(doubt.sentence for doubt in self.doubts)


def standing(of: Proof) -> Standing:
    issues = shown(of)
    cells = [cell for row in of.comparison.leaves for cell in row.cells if row.issue.pk in issues]
    disputed = list(challenges(of, issues, cells))
    return Standing([*unsettled(cells), *challenged(disputed)], disputed)


def unsettled(cells: list[Cell]) -> Iterator[Doubt]:
    """Those that a colleague questions come first."""
    held = [cell for cell in cells if cell.reading and cell.position]
    found = [cell for cell in held if cell.review != Review.State.APPROVED]
    found.sort(key=lambda cell: cell.review != Review.State.QUESTIONED)
    if found:
        told = unapproved([cell.review for cell in held], _("positions in this brief"))
        yield Doubt(told[:1].upper() + told[1:], [(named(cell), cell.position) for cell in found if cell.position])


def named(cell: Cell) -> str:
    """ "NATO on “Libya” (proposed)"."""
    return _("%(party)s on “%(issue)s” (%(state)s)") % {
        "party": isolated(cell.party),
        "issue": isolated(cell.issue.title),
        "state": lower(review_words(cell.review)),
    }


def challenged(disputed: list[Challenge]) -> Iterator[Doubt]:
    if disputed:
        counted = ngettext(
            "%(n)s challenge by a colleague is open (see Dissent)",
            "%(n)s challenges by colleagues are open (see Dissent)",
            len(disputed),
        )
        about = dict.fromkeys((each.what, each.about) for each in disputed)
        yield Doubt(counted % {"n": len(disputed)}, list(about))


def shown(of: Proof) -> dict[int, Issue]:
    """The issues that the brief shows, by id."""
    kinds = [block for block in of.blocks if block.kind not in SHOWS_NONE]
    return {row.issue.pk: row.issue for block in kinds for row in live.rows(block, of, branches=True)}


def challenges(of: Proof, issues: dict[int, Issue], cells: list[Cell]) -> Iterator[Challenge]:
    """The open ones on a position, a reading in force or an issue that the brief shows."""
    positions = {cell.position.pk: cell for cell in cells if cell.position}
    readings = {cell.reading.pk: cell for cell in cells if cell.reading}
    for comment in begun(of, positions, readings, issues):
        thread = comment.thread
        cell = positions.get(thread.position_id or 0) or readings.get(thread.reading_id or 0)
        if cell and cell.position:
            values = {"party": isolated(cell.party), "issue": isolated(cell.issue.title)}
            yield Challenge(comment, _("the position of %(party)s on “%(issue)s”") % values, cell.position)
        elif thread.issue_id:
            yield Challenge(comment, f"“{isolated(issues[thread.issue_id].title)}”", issues[thread.issue_id])


def begun(
    of: Proof, positions: Collection[int], readings: Collection[int], issues: Collection[int]
) -> QuerySet[Comment]:
    """The first comment that stands in each open challenge to one of these, the oldest challenge first."""
    moment = of.when.moment
    about = Q(thread__position__in=positions) | Q(thread__reading__in=readings) | Q(thread__issue__in=issues)
    still = Q(thread__settled_at__isnull=True) | Q(thread__settled_at__gt=moment)
    found = Comment.objects.filter(
        about,
        still,
        thread__workspace=of.brief.workspace,
        thread__kind=Thread.Kind.CHALLENGE,
        thread__opened_at__lte=moment,
        removed_at__isnull=True,
        at__lte=moment,
    )
    first = found.select_related("thread", "author__user").order_by("thread__opened_at", "thread_id", "at", "id")
    return first.distinct("thread__opened_at", "thread_id")
