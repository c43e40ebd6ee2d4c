"""The agenda to be arranged, and the options of an issue."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.agenda.models import Issue, Negotiation, Option
from tracker.agenda.tree import STEPS, Line, Tree
from tracker.base.numbers import figure
from tracker.positions import queries

DEEPEST = 12  # levels that are set in; deeper ones stand below each other, told apart by their numbers


@dataclass(frozen=True)
class Movable:
    """One issue with the steps it can take."""

    line: Line
    indent: int
    closed: bool  # it has answers of its own, so nothing can stand under it
    steps: list[tuple[str, str, bool]]  # which way, its words, whether it can


def lines(negotiation: Negotiation, tree: Tree) -> list[Movable]:
    closed = queries.answered(negotiation)
    words = {"up": _("Up"), "down": _("Down"), "in": _("Under the one above"), "out": _("Out of its branch")}

    def can(issue: Issue, step: str) -> bool:
        place = tree.step(issue, step)
        return bool(place) and not (step == "in" and place and place.parent and place.parent.pk in closed)

    return [
        Movable(
            line,
            min(line.depth, DEEPEST),
            line.issue.pk in closed,
            [(step, words[step], can(line.issue, step)) for step in STEPS],
        )
        for line in tree
    ]


def moved(tree: Tree, issue: Issue) -> str:
    """Such as "“Sectors” is 2.3 now, under “Architecture”."."""
    values = {"issue": issue, "number": tree.line(issue).number, "branch": issue.parent}
    if issue.parent:
        return _("“%(issue)s” is %(number)s now, under “%(branch)s”.") % values
    return _("“%(issue)s” is %(number)s now.") % values


@dataclass(frozen=True)
class ShownOption:
    option: Option
    figure: str
    rests: str
    may_mend: bool


def options(issue: Issue, member: Membership) -> dict[str, Any]:
    """The options, the highest first, as they stand on a scale drawn upright."""
    found = queries.options(issue)
    return {
        "options": [
            ShownOption(each, figure(each.value), rests(each), member.may(member.mends(each))) for each in found[::-1]
        ],
        "sentence": sentence(issue, found),
        "may_add": issue.scaled and not queries.is_branch(issue),
    }


def rests(option: Any) -> str:
    """What says this option, in words."""
    counts = [
        ngettext("%(n)d reading", "%(n)d readings", option.reading_count) % {"n": option.reading_count},
        ngettext("%(n)d statement", "%(n)d statements", option.statement_count) % {"n": option.statement_count},
    ]
    return ", ".join(
        words for words, n in zip(counts, (option.reading_count, option.statement_count), strict=True) if n
    )


def sentence(issue: Issue, found: list[Option]) -> str:
    if issue.minimum is None or issue.maximum is None:
        return _("This issue has no scale yet, so nothing can stand on it. A lead types its two ends.")
    ends = {"low": figure(issue.minimum), "high": figure(issue.maximum), "unit": issue.unit}
    scale = _("The scale runs from %(low)s to %(high)s") % ends + (f" ({issue.unit})" if issue.unit else "")
    bare = [figure(end) for end in (issue.minimum, issue.maximum) if end not in {each.value for each in found}]
    if bare:
        return _("%(scale)s. Without words yet: %(ends)s.") % {"scale": scale, "ends": ", ".join(bare)}
    return _("%(scale)s; both ends are worded.") % {"scale": scale}
