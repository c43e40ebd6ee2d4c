"""What briefs are made from: which blocks stand in them at the beginning."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import Workspace
from tracker.briefs.models import Block, OwnTemplate

Kind = Block.Kind


@dataclass(frozen=True)
class Template:
    """One beginning."""

    slug: str
    name: str | Promise
    serves: str | Promise
    blocks: tuple[tuple[str, str], ...]  # the kind of each, and its text


def empty(*kinds: str) -> tuple[tuple[str, str], ...]:
    """Blocks of these kinds, in which nothing is written yet."""
    return tuple((kind, "") for kind in kinds)


TEMPLATES = {
    each.slug: each
    for each in (
        Template(
            "note",
            _("One-page note"),
            _("Your judgement, all issues at a glance, what moved."),
            empty(Kind.TEXT, Kind.COMPARISON, Kind.MOVEMENT),
        ),
        Template(
            "full",
            _("Full comparison"),
            _("Your judgement, all issues at a glance, then each with its scale, its evidence and what was said."),
            empty(Kind.TEXT, Kind.COMPARISON, Kind.MOVEMENT, Kind.ISSUE, Kind.COVERAGE),
        ),
        Template(
            "round",
            _("Round report"),
            _("What came of a round: what moved, where each stands, what was announced, what to hear before the next."),
            empty(Kind.TEXT, Kind.MOVEMENT, Kind.COMPARISON, Kind.SCALE, Kind.PLEDGES, Kind.COVERAGE),
        ),
    )
}


def templates(workspace: Workspace) -> dict[str, Template]:
    """Those that there are in a workspace, its own last, by what the form calls them."""
    own = OwnTemplate.objects.filter(workspace=workspace)
    return TEMPLATES | {f"own-{each.pk}": kept(each) for each in own}


def kept(own: OwnTemplate) -> Template:
    kinds = [str(Kind(kind).label) for kind, _text in own.blocks]
    return Template(f"own-{own.pk}", own.name, ", ".join(kinds) or say("Nothing in it."), tuple(map(tuple, own.blocks)))
