"""The page of a brief: its blocks, the sheet as it will print, what keeps it from being issued, what it may cite."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.agenda.models import Issue
from tracker.base.direction import isolated
from tracker.briefs.models import Block, Brief
from tracker.briefs.paper import brief_paper
from tracker.briefs.proof import Proof
from tracker.briefs.standing import Standing
from tracker.exchange.exporters import html
from tracker.exchange.paper import Paper, Prose
from tracker.positions.models import Position

OFFERED = 80  # statements that a text is offered to cite
SHOWN = 600  # blocks of the preview
FIRST_WORDS = 160  # letters of a text in the list of blocks


@dataclass(frozen=True)
class ShownBlock:
    """One block in the list on the left."""

    block: Block
    name: str
    about: str
    words: str
    found: list[str]  # what is to be mended
    first: bool
    last: bool


def editor(of: Proof, member: Membership) -> dict[str, Any]:
    """All that the page of a brief prints but its forms."""
    brief, found = of.brief, [(block, of.of_block(block)) for block in of.blocks]
    made = brief_paper(of, made_by=str(member))
    paper = made.paper
    number = of.before.number + 1 if of.before else 1
    return {
        "negotiation": brief.negotiation,
        "brief": brief,
        "blocks": list(listed(found)),
        "paper": paper,
        "preview": begun(paper),
        "number": number,
        "doubts": doubts(made.standing, of.brief),
        "faults": sum(len(said) for _block, said in found),
        "sentence": sentence(of, sum(len(said) for _block, said in found)),
        "issues_it": member.may(Can.APPROVE),
    }


@dataclass(frozen=True)
class ShownDoubt:
    """What of a brief is not settled, with where to settle it."""

    words: str
    links: list[tuple[str, str]]
    more: int


def doubts(found: Standing, brief: Brief) -> list[ShownDoubt]:
    return [
        ShownDoubt(each.words, [(name, settled_at(record, brief)) for name, record in each.first], each.more)
        for each in found.doubts
    ]


def settled_at(record: Position | Issue, brief: Brief) -> str:
    ws = brief.workspace.slug
    if isinstance(record, Position):
        return reverse("positions:detail", kwargs={"ws": ws, "pk": record.pk})
    return reverse("desk:issue", kwargs={"ws": ws, "n": brief.negotiation.slug, "slug": record.slug})


def listed(found: list[tuple[Block, list[str]]]) -> Iterator[ShownBlock]:
    for place, (block, said) in enumerate(found):
        yield ShownBlock(
            block=block,
            name=str(block.get_kind_display()),
            about=block.about,
            words=shortened(block.text) or (_("Nothing written yet.") if block.kind == Block.Kind.TEXT else ""),
            found=said,
            first=place == 0,
            last=place == len(found) - 1,
        )


def shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= FIRST_WORDS else f"{words[:FIRST_WORDS].rsplit(' ', 1)[0]} …"


def begun(paper: Paper) -> SafeString:
    """The paper as far as a page can show it: of a very long one the beginning."""
    blocks = [*islice(paper.blocks, SHOWN + 1)]
    if len(blocks) > SHOWN:
        blocks[SHOWN:] = [Prose(_("It goes on: what is issued is whole."), "aside")]
    return leaf(replace(paper, blocks=blocks))


def leaf(paper: Paper) -> SafeString:
    """The paper as a page shows it."""
    return SafeString("".join(html.whole(paper, level=2)))


def sentence(of: Proof, faults: int) -> str:
    """As of when it reads, what was issued of it, and what keeps it from being issued."""
    day = f"{of.when.day:%-d %B %Y}"
    reads = _("It reads as of %(day)s.") if of.brief.as_of else _("It reads as of the day it is opened, %(day)s.")
    said = [reads % {"day": day}]
    if of.before:
        issued = f"{of.before.issued_at.astimezone(of.brief.workspace.zone):%-d %B %Y}"
        said.append(_("Edition %(n)s was issued on %(day)s.") % {"n": of.before.number, "day": issued})
    else:
        said.append(_("Nothing is issued of it yet."))
    if faults:
        said.append(
            ngettext("%(n)s thing is to be mended first.", "%(n)s things are to be mended first.", faults)
            % {"n": faults}
        )
    return " ".join(said)


@dataclass(frozen=True)
class Offer:
    """A statement that a text may cite."""

    number: int
    cite: str
    who: str
    words: str


def offers(of: Proof) -> list[Offer]:
    """The statements weighed for what the brief compares, issue by issue."""
    found: dict[int, Offer] = {}
    for row in of.comparison.leaves:
        for cell in row.cells:
            for _link, said in cell.backing.weighed:
                if said.pk not in found and len(found) < OFFERED:
                    who = _("%(party)s on %(issue)s, %(day)s")
                    values = {"party": isolated(cell.party), "issue": isolated(row.issue.title), "day": said.said}
                    found[said.pk] = Offer(said.pk, f"[S{said.pk}]", who % values, shortened(said.words))
    return list(found.values())


def freezes(of: Proof) -> str:
    """What issuing does."""
    day = f"{of.when.day:%-d %B %Y}"
    frozen = _("Text and figures are frozen as they are now, as of %(day)s, and the files made of them.") % {"day": day}
    return f"{frozen} {_('Nothing of it is ever changed; the next edition is compared with it.')}"


def where(member: Membership, name: str, brief: Brief, **more: Any) -> str:
    """An address of a brief."""
    path = {"ws": member.workspace.slug, "n": brief.negotiation.slug, "pk": brief.pk, **more}
    return reverse(f"briefs:{name}", kwargs=path)
