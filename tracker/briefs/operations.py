"""Everything that changes briefs; and what freezes them, and hands them out."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.actors.models import Party
from tracker.agenda.models import Issue, Negotiation
from tracker.base.models import Stale, keep, keep_all, remove
from tracker.base.names import tells_apart
from tracker.briefs.models import (
    GOOD_FOR_AT_MOST,
    Block,
    Brief,
    Citation,
    Edition,
    FileOrder,
    OwnTemplate,
    Seat,
    ShareLink,
)
from tracker.briefs.paper import brief_paper
from tracker.briefs.proof import Proof, proof
from tracker.briefs.tasks import checksum, make_file, too_long
from tracker.briefs.templates import Template
from tracker.briefs.typed import cited, uncited
from tracker.compare.models import SavedView
from tracker.exchange.exporters import pdf
from tracker.exchange.formats import FORMATS, papers
from tracker.exchange.kept import again, kept, written
from tracker.exchange.paper import Paper, TooLong
from tracker.history.operations import change
from tracker.statements.models import Statement

MOST = 60  # blocks of one brief


def alone(brief: Brief) -> None:
    """Nobody else changes its blocks or issues it until the transaction ends. Refused where it is gone."""
    if Brief.objects.select_for_update(no_key=True).filter(pk=brief.pk).first() is None:
        raise ValidationError(_("Somebody has removed this brief."))


# The brief ------------------------------------------------------------------------------------------------------------
def make_brief(
    negotiation: Negotiation,
    *,
    by: Membership,
    template: Template,
    title: str,
    parties: Sequence[Party] = (),
    as_of: date | None = None,
    since: str = "",
    handling: str = "",
    with_notes: bool = False,
) -> Brief:
    """There is a brief, with the blocks of its template."""
    by.require(Can.RECORD, negotiation, *parties)
    with change(by, "brief.made") as line:
        brief = Brief(workspace=by.workspace, negotiation=negotiation, title=title, recorded_by=by)
        brief.as_of, brief.since, brief.handling, brief.with_notes = as_of, since, handling, with_notes
        keep(brief)
        seat(brief, parties)
        blocks = [
            Block(workspace=by.workspace, brief=brief, place=place, kind=kind, text=text)
            for place, (kind, text) in enumerate(template.blocks)
        ]
        keep_all(Block, blocks)  # whose texts cite nothing yet
        line.about(brief)
    return brief


def seat(brief: Brief, parties: Sequence[Party]) -> None:
    seats = [
        Seat(workspace=brief.workspace, brief=brief, party=party, place=place) for place, party in enumerate(parties)
    ]
    keep_all(Seat, seats)


def edit_brief(
    brief: Brief,
    *,
    by: Membership,
    expected: int,
    title: str,
    parties: Sequence[Party],
    as_of: date | None,
    since: str,
    handling: str,
    with_notes: bool,
) -> Brief:
    """The brief is called so, and compares those parties, as of that day."""
    by.require(Can.RECORD, brief, *parties)
    with change(by, "brief.edited") as line:
        brief.claim(expected)
        brief.title, brief.as_of, brief.since, brief.handling = title, as_of, since, handling
        brief.with_notes = with_notes
        keep(brief)
        if [party.pk for party in brief.parties] != [party.pk for party in parties]:
            brief.seats.all().delete()
            seat(brief, parties)
        line.about(brief)
    return brief


def remove_brief(brief: Brief, *, by: Membership, expected: int) -> Brief:
    """The brief is gone, unless it was issued: what was issued stays."""
    by.require(Can.RECORD, brief)
    with change(by, "brief.removed") as line:
        alone(brief)
        brief.claim(expected)
        line.about(brief)
        if brief.editions.exists():
            raise ValidationError(_("It was issued, so it stays: others may have read it."))
        remove(brief)
    return brief


def keep_template(brief: Brief, *, by: Membership, name: str) -> OwnTemplate:
    """Briefs can be made from the blocks and texts of this one; not of which issues and parties these are."""
    by.require(Can.RECORD, brief)
    with change(by, "brief.template_kept") as line:
        tells_apart(name, OwnTemplate.objects.filter(workspace=by.workspace), "name")
        blocks = [[block.kind, uncited(block.text)] for block in brief.blocks.all()]
        template = keep(OwnTemplate(workspace=by.workspace, name=name, blocks=blocks, recorded_by=by))
        line.about(template)
    return template


def remove_template(template: OwnTemplate, *, by: Membership) -> OwnTemplate:
    """No brief is made from it any more; those that were stay."""
    by.require(by.mends(template), template)
    with change(by, "brief.template_removed") as line:
        line.about(template)
        remove(template)
    return template


# Its blocks -----------------------------------------------------------------------------------------------------------
def add_block(
    brief: Brief, *, by: Membership, kind: str, text: str = "", issue: Issue | None = None, party: Party | None = None
) -> Block:
    """The brief has one block more, its last."""
    by.require(Can.RECORD, brief, issue, party)
    with change(by, "brief.block_added") as line:
        alone(brief)
        last = brief.blocks.aggregate(last=Max("place"))["last"]
        if brief.blocks.count() >= MOST:
            raise ValidationError(_("A brief has at most %(n)s blocks.") % {"n": MOST})
        block = Block(workspace=by.workspace, brief=brief, place=0 if last is None else last + 1, kind=kind)
        block.text, block.issue, block.party = text, issue, party
        keep(block)
        cite(block)
        line.about(brief, block=str(block))
    return block


def edit_block(
    block: Block,
    *,
    by: Membership,
    expected: int,
    text: str = "",
    issue: Issue | None = None,
    party: Party | None = None,
) -> Block:
    """The block says this, or is about that."""
    by.require(Can.RECORD, block, issue, party)
    with change(by, "brief.block_edited") as line:
        alone(block.brief)
        block.claim(expected)
        block.text, block.issue, block.party = text, issue, party
        keep(block)
        cite(block)
        line.about(block.brief, block=str(block))
    return block


def cite(block: Block) -> None:
    """What its text cites is known as those statements, whatever their numbers become elsewhere."""
    block.citations.all().delete()
    found = Statement.objects.filter(workspace=block.workspace_id, pk__in=cited(block.text)).order_by("pk")
    rows = [
        Citation(workspace_id=block.workspace_id, block=block, label=f"S{pk}", statement_id=pk)
        for pk in found.values_list("pk", flat=True)
    ]
    keep_all(Citation, rows)


def move_block(block: Block, *, by: Membership, expected: int, up: bool) -> Block:
    """The block has changed places with its neighbour; at the end it stays where it is."""
    by.require(Can.RECORD, block)
    with change(by, "brief.block_moved") as line:
        alone(block.brief)
        block.claim(expected)
        every = list(block.brief.blocks.all())
        at = next(place for place, each in enumerate(every) if each.pk == block.pk)
        to = at - 1 if up else at + 1
        if 0 <= to < len(every):
            every[at], every[to] = every[to], every[at]
        for place, each in enumerate(every):
            each.place = place
        Block.objects.bulk_update(every, ["place"])
        block.place = to
        line.about(block.brief, block=str(block))
    return block


def remove_block(block: Block, *, by: Membership, expected: int) -> Brief:
    """The block is gone."""
    by.require(Can.RECORD, block)
    brief = block.brief
    with change(by, "brief.block_removed") as line:
        alone(brief)
        block.claim(expected)
        line.about(brief, block=str(block))
        remove(block)
    return brief


# Issuing --------------------------------------------------------------------------------------------------------------
def seen(of: Proof) -> str:
    """What of the brief somebody has seen: changes with each of its words and editions, not with what is on record."""
    number = of.before.number if of.before else 0
    versions = [of.brief.version, number, *(each for block in of.blocks for each in (block.pk, block.version))]
    return ".".join(map(str, versions))


def issue(brief: Brief, *, by: Membership, seen: str) -> Edition:
    """The brief as it reads now is an edition: its words and figures are frozen, and its files will be made of them.

    Refused while something in it is to be mended, or it is too long for one of the files. Raises `Stale` where it is
    not as `by` has seen it.
    """
    by.require(Can.APPROVE, brief)
    with change(by, "brief.issued") as line:
        alone(brief)
        brief.refresh_from_db()
        of = proof(brief, known=now())
        as_seen(of, seen)
        if not brief.blocks.exists():
            raise ValidationError(_("There is nothing in it yet. Add a block, then issue it."))
        if of.found:
            raise ValidationError([said for _block, said in of.found])
        number = of.before.number + 1 if of.before else 1
        made = brief_paper(of, made_by=str(by), number=number)
        frozen = kept(made.paper)
        not_too_long(again(frozen))
        content = written({"paper": frozen, "figures": made.figures})
        edition = Edition(
            workspace=by.workspace,
            brief=brief,
            number=number,
            title=brief.title,
            handling=brief.handling,
            as_of=of.when.day,
            known_at=of.when.moment,
            content=content,
            sha256=checksum(content.encode()),
            issued_by=by,
        )
        keep(edition)
        for each in papers():
            expect(edition, each.slug)
        line.about(brief, edition=number, sha256=edition.sha256)
    return edition


def as_seen(of: Proof, known: str) -> None:
    if seen(of) != known:
        raise Stale(of.brief)


def now() -> datetime:
    """By the database's clock, as what is recorded."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def not_too_long(paper: Paper) -> None:
    """Who issues it can still make it shorter; who waits for a file cannot."""
    try:
        pdf.fit(paper)
    except TooLong as reason:
        raise ValidationError(too_long(FORMATS["pdf"].name, reason.most)) from None


# Its files ------------------------------------------------------------------------------------------------------------
def order_file(edition: Edition, *, by: Membership, form: str) -> Edition:
    """The edition as a file of that format will be made; nothing is done where it is there, or on its way."""
    by.require(Can.READ, edition)
    with change(by, "edition.file_ordered", own=True) as line:
        alone(edition.brief)
        line.about(edition)
        if form not in {each.slug for each in papers()}:
            raise ValidationError(_("Editions are not made in that format."))
        on_its_way = any(order.goes_on for order in edition.orders.filter(format=form))
        if not on_its_way and not edition.files.filter(format=form).exists():
            edition.orders.filter(format=form).delete()
            expect(edition, form)
    return edition


def expect(edition: Edition, form: str) -> None:
    """The worker beside the server makes that file as soon as the transaction has ended."""
    order = FileOrder(workspace=edition.workspace, edition=edition, format=form)
    keep(order)
    make_file.enqueue(order.pk)


# Handing out ----------------------------------------------------------------------------------------------------------
def share(
    *,
    by: Membership,
    expires: date,
    edition: Edition | None = None,
    view: SavedView | None = None,
    handling: str = "",
    with_notes: bool = False,
) -> tuple[ShareLink, str]:
    """Whoever has the word that is given back sees that edition or view, until the end of the day `expires`.

    A view says on every page who may read it, and shows what we noted on its pairs only with `with_notes`.
    """
    by.require(Can.APPROVE, edition, view)
    with change(by, "link.made", own=private(view)) as line:
        still_may(by)
        if view and private(view) and view.owner_id != by.pk:
            raise PermissionDenied(_("This view is somebody else’s."))
        word = secrets.token_urlsafe(32)
        ends = datetime.combine(expires, datetime.max.time(), by.workspace.zone)
        if ends <= timezone.now():
            raise ValidationError({"expires": _("That day is over: choose a later one.")})
        if expires > (last := timezone.localdate(timezone=by.workspace.zone) + GOOD_FOR_AT_MOST):
            words = _("A link is good for a year at most: until %(day)s. Then make another.")
            raise ValidationError({"expires": words % {"day": f"{last:%-d %B %Y}"}})
        link = ShareLink(workspace=by.workspace, token_hash=hashed(word), edition=edition, view=view, made_by=by)
        link.expires_at, link.handling, link.with_notes = ends, handling, with_notes
        keep(link)
        line.about(edition.brief if edition else view, until=expires.isoformat())  # type: ignore[arg-type]
    return link, word


def still_may(by: Membership) -> None:
    """Nobody takes the leave to make links until the transaction ends; refused where somebody just has."""
    now = Membership.objects.select_for_update(no_key=True).get(pk=by.pk)
    if not (now.is_active and now.may(Can.APPROVE)):
        raise PermissionDenied(_("You may make no links any more."))


def private(view: SavedView | None) -> bool:
    """Whether nobody but its owner knows of the view: then no line of history names it."""
    return view is not None and view.is_private


def hashed(word: str) -> str:
    """All that is kept of the word of a link."""
    return checksum(word.encode())


def revoke(link: ShareLink, *, by: Membership) -> ShareLink:
    """The link shows nothing any more."""
    by.require(Can.APPROVE, link)
    with change(by, "link.revoked", own=private(link.view)) as line:
        if ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by) == 0:
            raise ValidationError(_("It is taken back already."))
        line.about(link.edition.brief if link.edition else link.view)  # type: ignore[arg-type]
    return link


def count_opening(link: ShareLink) -> None:
    """The link was opened once more."""
    ShareLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1, last_opened_at=timezone.now())
