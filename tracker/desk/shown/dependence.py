"""What hangs together, for the page of conditions: how subjects are called, and all of it drawn."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.agenda.when import When
from tracker.analysis.dependence import Loop
from tracker.base.direction import isolated
from tracker.compare.words import listed
from tracker.desk.graph import Arrow, Box, drawing
from tracker.desk.queries.conditions import Conditions, on_issue
from tracker.desk.shown.overview import address
from tracker.statements.models import Statement

MOST_DRAWN, MOST_ARROWS = 16, 18  # subjects, and what stands between them


class Names:
    """What subjects are called, and where they lead."""

    def __init__(self, record: Conditions, when: When) -> None:
        self.when = when
        self.query = f"?{when.query}" if when.query else ""
        self.found: dict[str, tuple[str, str]] = {}
        for each in record.conditions:
            for issue in filter(None, (each.statement.issue, each.issue, record.about.get(each.meeting_id or 0))):
                here = issue.negotiation_id == when.negotiation.pk
                self.found[on_issue(issue.pk)] = (
                    str(issue), address(when, "desk:issue", slug=issue.slug) if here else ""
                )  # fmt: skip
            own = (str(each.meeting or each.text), self.table if each.meeting else "")
            self.found.setdefault(record.subject(each), own)

    def name(self, subject: str) -> str:
        return isolated(self.found[subject][0])

    def href(self, subject: str) -> str:
        return self.found[subject][1]

    @property
    def table(self) -> str:
        return f"{address(self.when, 'agenda:table')}#meetings"

    @property
    def conditional(self) -> str:
        """The list of statements, with those alone that set a condition."""
        ws = self.when.negotiation.workspace.slug
        return f"{reverse('desk:statements', kwargs={'ws': ws})}?kind=conditional&{self.when.within}"

    def statement(self, said: Statement) -> str:
        ws = self.when.negotiation.workspace.slug
        return reverse("desk:statement", kwargs={"ws": ws, "pk": said.pk}) + self.query


# Drawn ----------------------------------------------------------------------------------------------------------------
def drawn(record: Conditions, names: Names, loops: Sequence[Loop]) -> tuple[SafeString, int]:
    """The loops, then that on which most depends with what waits for it; and how many arrows that leaves out."""
    arrows = merged(record, loops)
    rank = {each.subject: number for number, each in enumerate(record.dependence.keystones)}
    last = len(rank)
    arrows.sort(key=lambda each: (not each.loop, min(rank.get(need, last) for need in each.needs)))
    kept: list[Arrow] = []
    keys: dict[str, int] = {}
    for each in arrows:
        wanted = keys | dict.fromkeys((*each.needs, each.target), 0)
        if len(wanted) <= MOST_DRAWN and len(kept) < MOST_ARROWS:
            keys = wanted
            kept.append(each)
    if not kept:
        return SafeString(""), len(arrows)
    order = sorted(keys, key=lambda key: rank.get(key, last))
    boxes = [Box(key, names.found[key][0], note(key, record), names.href(key)) for key in order]
    svg = drawing(boxes, kept, title=_("What depends on what"), description=described(kept, names), ids="depends")
    return svg, len(arrows) - len(kept)


def merged(record: Conditions, loops: Sequence[Loop]) -> list[Arrow]:
    """One arrow for all that say the same; where all ways but one are shut, that is no choice."""
    found: dict[tuple[tuple[str, ...], str, bool, str], dict[int, int]] = {}
    for pk, groups in record.groups.items():
        said = record.statements[pk]
        target = on_issue(said.issue_id)
        for group in groups:
            needs = tuple(dict.fromkeys(map(record.subject, group)))
            key = (needs, target, len(groups) > 1, in_loop(pk, needs, loops))
            found.setdefault(key, {}).update({held.party.symbol: 0 for held in said.holders.all()})
    return [
        Arrow(needs, target, tuple(symbols), either, loop) for (needs, target, either, loop), symbols in found.items()
    ]


def in_loop(pk: int, needs: Iterable[str], loops: Sequence[Loop]) -> str:
    """Whether this group of the statement makes one step of a loop."""
    found = [
        loop.closed
        for loop in loops
        for place, step in enumerate(loop.steps)
        if pk in step and loop.subjects[(place + 1) % len(loop.subjects)] in needs
    ]
    return "" if not found else "closed" if any(found) else "open"


def note(key: str, record: Conditions) -> str:
    """Whether it has come about, and the one outcome that is wanted of it, or how many."""
    these = [each for each in record.conditions if record.subject(each) == key]
    fates = {record.fates[each.pk] for each in these}
    wanted = list(dict.fromkeys(each.option.words for each in these if each.option))
    words = wanted[0] if len(wanted) == 1 else ""
    if len(wanted) > 1:
        words = ngettext("%(n)s outcome wanted", "%(n)s outcomes wanted", len(wanted)) % {"n": len(wanted)}
    if key.startswith("words "):
        words = _("off the agenda")
    known = _("met") if fates == {"met"} else _("not met") if fates == {"failed"} else ""
    return ": ".join(filter(None, [known, words]))


def described(arrows: Iterable[Arrow], names: Names) -> str:
    """The same in a sentence for each arrow."""
    said = []
    for each in arrows:
        needs = listed([names.name(need) for need in each.needs])
        words = _("%(target)s may wait for %(needs)s") if each.either else _("%(target)s waits for %(needs)s")
        if each.needs == (each.target,):
            words = _("On %(target)s one waits for the others")
        loop = _(", in a loop") if each.loop else ""
        said.append(words % {"target": names.name(each.target), "needs": needs} + loop + ".")
    return " ".join(said)
