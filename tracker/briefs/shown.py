"""What the pages of briefs print, made ready."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.agenda.models import Issue, Negotiation
from tracker.agenda.when import NAMES
from tracker.base.dates import DomainDate
from tracker.base.direction import isolated
from tracker.base.forms import shown as moment
from tracker.briefs.models import BEFORE, Block, Brief, Edition, FileOrder, OwnTemplate, ShareLink
from tracker.briefs.paper import brief_paper
from tracker.briefs.proof import Proof, at
from tracker.briefs.standing import Standing
from tracker.briefs.tasks import frozen
from tracker.briefs.templates import Template, templates
from tracker.compare import queries as comparing
from tracker.compare import words
from tracker.compare.models import SavedView
from tracker.exchange.asked import Asked
from tracker.exchange.exporters import html
from tracker.exchange.formats import FORMATS, papers
from tracker.exchange.paper import Paper, Prose
from tracker.exchange.summary import summary
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


# What a text may cite -------------------------------------------------------------------------------------------------
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


# The list -------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Line:
    """One brief in the list."""

    brief: Brief
    day: str
    since: str
    edition: str
    issued: str
    by: str


def lines(found: Iterable[Any], negotiation: Negotiation, meetings: dict[str, str]) -> Iterator[Line]:
    """`meetings`: their names by slug."""
    for brief in found:
        brief.negotiation, brief.workspace = negotiation, negotiation.workspace
        yield Line(
            brief=brief,
            day=str(DomainDate.day(brief.as_of)) if brief.as_of else _("the day it is read"),
            since=_("the edition before") if brief.since == BEFORE else meetings.get(brief.since, brief.since),
            edition=str(brief.last or ""),
            issued=moment(brief.issued_at, negotiation.workspace.zone) if brief.last else _("not issued"),
            by=str(brief.recorded_by),
        )


def freezes(of: Proof) -> str:
    """What issuing does."""
    day = f"{of.when.day:%-d %B %Y}"
    frozen = _("Text and figures are frozen as they are now, as of %(day)s, and the files made of them.") % {"day": day}
    return f"{frozen} {_('Nothing of it is ever changed; the next edition is compared with it.')}"


@dataclass(frozen=True)
class Offered:
    """A template in the list."""

    template: Template
    own: int | None  # the number of one that the workspace keeps, and that the member may remove


def offered(member: Membership) -> list[Offered]:
    own = {f"own-{each.pk}": each for each in OwnTemplate.objects.filter(workspace=member.workspace)}
    removable = {slug: each.pk for slug, each in own.items() if member.may(member.mends(each))}
    return [Offered(each, removable.get(slug)) for slug, each in templates(member.workspace).items()]


# Editions and links ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class ShownLink:
    """One link, as whoever may take it back sees it."""

    link: ShareLink
    what: str
    href: str  # of what it shows, where the member sees that
    handling: str
    notes: str  # whether our notes go along, of a view
    made: str
    state: str
    ends: str
    opened: str
    works: bool
    live: bool  # neither over nor taken back


def links(found: Iterable[ShareLink], member: Membership) -> Iterator[ShownLink]:
    now, zone = timezone.now(), member.workspace.zone
    for link in found:
        link.workspace = member.workspace
        live = link.revoked_at is None and link.expires_at > now
        what, href = target(link, member)
        made = _("%(at)s, by %(who)s") % {"at": moment(link.made_at, zone), "who": isolated(link.made_by)}
        yield ShownLink(
            link,
            what,
            href,
            link.edition.handling if link.edition else link.handling,
            noted(link),
            made,
            state(link, now),
            moment(link.expires_at, zone),
            opened(link),
            live and link.shows,
            live,
        )


def target(link: ShareLink, member: Membership) -> tuple[str, str]:
    """What it shows; what is another's alone has no name."""
    if link.edition:
        link.edition.workspace = member.workspace
        values = {"title": isolated(link.edition.title), "n": link.edition.number}
        return _("%(title)s, edition %(n)s") % values, link.edition.get_absolute_url()
    assert link.view  # noqa: S101  # exactly one of the two
    if link.view.is_private and link.view.owner_id != member.pk:
        return _("A view that is somebody’s alone"), ""
    link.view.workspace = member.workspace
    return _("%(view)s, as it is") % {"view": isolated(link.view)}, link.view.get_absolute_url()


def noted(link: ShareLink) -> str:
    if link.edition:
        return ""
    return _("with our notes") if link.with_notes else _("without our notes")


def state(link: ShareLink, now: datetime) -> str:
    if link.revoked_at:
        values = {"at": moment(link.revoked_at, link.workspace.zone), "who": isolated(link.revoked_by)}
        return _("taken back on %(at)s by %(who)s") % values
    if link.expires_at <= now:
        return _("over")
    if link.orphaned:
        return _("shows nothing: %(who)s may make no links any more") % {"who": isolated(link.made_by)}
    if link.hidden:
        return _("shows nothing: the view is somebody else’s alone")
    return _("works")


def opened(link: ShareLink) -> str:
    if not link.opened:
        return _("never opened")
    told = ngettext("opened once", "opened %(n)s times", link.opened) % {"n": link.opened}
    if not link.last_opened_at:
        return told
    return _("%(opened)s, last on %(at)s") % {"opened": told, "at": moment(link.last_opened_at, link.workspace.zone)}


def lead_out(found: list[ShownLink]) -> str:
    """How many links lead out of the workspace."""
    working = sum(each.works for each in found)
    if not working:
        return _("No link shows anything outside.")
    told = ngettext(
        "%(n)s link shows something to whoever has it.", "%(n)s links show something to whoever has them.", working
    )
    return told % {"n": working}


@dataclass(frozen=True)
class File:
    """One file of an edition, or what became of it."""

    format: str
    words: str  # "Word"
    name: str = ""
    size: str = ""
    sha256: str = ""
    says: str = ""  # of one that is not there
    goes_on: bool = False
    again: str = ""  # what the button says that has it made

    @property
    def there(self) -> bool:
        return bool(self.sha256)


def files(edition: Edition) -> list[File]:
    """Of each format the file, without its content, or that it is being made, or why it could not be."""
    found = edition.files.values_list("format", "name", "size", "sha256")
    there = {form: File(form, called(form), name, size(number), digest) for form, name, number, digest in found}
    orders = {order.format: order for order in edition.orders.all()}
    forms = dict.fromkeys([*(each.slug for each in papers()), *there])
    return [there.get(form) or missing(form, orders.get(form)) for form in forms]


def missing(form: str, order: FileOrder | None) -> File:
    if order is None:  # the format is younger than the edition, or this was brought in before the file was made
        return File(form, called(form), says=_("Not made yet."), again=_("Make it"))
    if order.goes_on:
        says = _("Is being made.") if order.begun_at else _("Waits its turn.")
        return File(form, called(form), says=says, goes_on=True)
    return File(form, called(form), says=order.why or _("It was interrupted."), again=_("Try again"))


def progress(found: list[File]) -> str:
    """How many of the files are there, as long as that is worth a sentence."""
    going = [each.words for each in found if each.goes_on]
    if going:
        told = _("Being made: %(formats)s. Each stands here as soon as it is there; you need not wait.")
        return told % {"formats": words.listed(going)}
    if lost := [each.words for each in found if not each.there]:
        return _("Not there: %(formats)s. The others are whole.") % {"formats": words.listed(lost)}
    return ""


def called(form: str) -> str:
    """What a format is called; one that is made no more, as it ends."""
    return str(FORMATS[form].name) if form in FORMATS else form


def size(number: int) -> str:
    return _("%(n)s KB") % {"n": max(1, round(number / 1024))}


@dataclass(frozen=True)
class Issued:
    """One edition in the list."""

    number: int
    day: str
    who: str


def editions(found: Iterable[Edition], zone: Any) -> list[Issued]:
    return [Issued(each.number, f"{each.issued_at.astimezone(zone):%-d %b %Y}", str(each.issued_by)) for each in found]


def issued(edition: Edition) -> str:
    """Who issued it when, and as of when it is."""
    zone = edition.workspace.zone
    values = {
        "at": f"{edition.issued_at.astimezone(zone):%-d %B %Y, %H:%M}",
        "who": isolated(edition.issued_by),
        "day": f"{edition.as_of:%-d %B %Y}",
    }
    return _("Issued on %(at)s by %(who)s, as of %(day)s. It stays as it is, whatever changes on record.") % values


# What a view shows to whoever has a link to it ------------------------------------------------------------------------
def of_view(view: SavedView, link: ShareLink) -> Paper:
    """The comparison at the address that is kept, as a paper, as it is now; with our notes only if the link says so."""
    given, negotiation = QueryDict(view.query), view.negotiation
    days = {name: given.get(name, "") for name in NAMES}
    when = at(negotiation, days, timezone.localdate(timezone=negotiation.workspace.zone), "")
    by_slug = {party.slug: party for party in negotiation.table}
    named = [by_slug[slug] for slug in dict.fromkeys(given.getlist("party")) if slug in by_slug]
    parties = named if given.getlist("party") else None  # of those who are gone, nobody else is shown instead
    comparison = comparing.compare(negotiation, parties, **when.asked)
    if not link.with_notes:
        for row in comparison.rows:
            row.notes = []
    return summary(Asked(comparison, when, str(link.made_by), link.handling))


def paper_of(link: ShareLink) -> Paper:
    """What a link shows: an edition as it was issued, a view as it is now."""
    if link.edition:
        return frozen(link.edition)
    assert link.view  # noqa: S101  # exactly one of the two
    return of_view(link.view, link)


def led_back(link: ShareLink, member: Membership) -> tuple[Negotiation, str]:
    """The negotiation of what a link shows, and a page where its links are listed."""
    link.workspace = member.workspace
    _what, href = target(link, member)
    if link.edition:
        return link.edition.brief.negotiation, href
    assert link.view  # noqa: S101  # exactly one of the two
    path = {"ws": member.workspace.slug, "n": link.view.negotiation.slug, "pk": link.view.pk}
    every = reverse("briefs:links", kwargs={"ws": member.workspace.slug})
    return link.view.negotiation, reverse("briefs:share_view", kwargs=path) if href else every


def downloads(edition: Edition, path: str) -> dict[str, Any]:
    """Each format with the address of its file; and which are still being made."""
    found = files(edition)
    there = [(each.words, f"{path}?{urlencode({'format': each.format})}") for each in found if each.there]
    return {"files": there, "going": words.listed([each.words for each in found if each.goes_on])}


def where(member: Membership, name: str, brief: Brief, **more: Any) -> str:
    """An address of a brief."""
    path = {"ws": member.workspace.slug, "n": brief.negotiation.slug, "pk": brief.pk, **more}
    return reverse(f"briefs:{name}", kwargs=path)
