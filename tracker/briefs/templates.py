"""What briefs are made from: which blocks stand in them at the beginning."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.briefs.models import Block

Kind = Block.Kind


@dataclass(frozen=True)
class Template:
    """One beginning."""

    slug: str
    name: str | Promise
    serves: str | Promise
    kinds: tuple[str, ...]


TEMPLATES = {
    each.slug: each
    for each in (
        Template(
            "note",
            _("One-page note"),
            _("Your judgement, all issues at a glance, what moved."),
            (Kind.TEXT, Kind.COMPARISON, Kind.MOVEMENT),
        ),
        Template(
            "full",
            _("Full comparison"),
            _("Your judgement, all issues at a glance, then each with its scale, its evidence and what was said."),
            (Kind.TEXT, Kind.COMPARISON, Kind.MOVEMENT, Kind.ISSUE, Kind.COVERAGE),
        ),
        Template(
            "round",
            _("Round report"),
            _("What came of a round: what moved, where each stands, what was announced, what to hear before the next."),
            (Kind.TEXT, Kind.MOVEMENT, Kind.COMPARISON, Kind.SCALE, Kind.PLEDGES, Kind.COVERAGE),
        ),
    )
}
