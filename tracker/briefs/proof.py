"""What a brief rests on when it is read: the day, the comparison, the statements that its texts cite."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Subquery
from django.db.models import When as Where
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.actors.models import Party
from tracker.agenda.models import Negotiation
from tracker.agenda.when import When, WhenForm
from tracker.analysis.likelihood import slips
from tracker.base.direction import isolated
from tracker.base.errors import Unknown
from tracker.briefs.models import BEFORE, Block, Brief, Citation, Edition
from tracker.briefs.typed import cited, nearly
from tracker.compare.comparison import Comparison
from tracker.compare.queries import against, compare
from tracker.compare.words import listed
from tracker.exchange.bibliography import Library, library
from tracker.statements.ledger import Entry, ledger
from tracker.statements.models import Statement
from tracker.statements.queries import statements, with_reports

NAMED = 6  # of the numbers that are no statements; of more their number is told
OFF = gettext_lazy("“%(words)s” is not on the scale: write %(instead)s.")
MIXED = gettext_lazy("One sentence says how likely and how sure (“%(sentence)s”): make two of it.")
NO_CITATION = gettext_lazy("“%(words)s” cites nothing: write [S12] for one statement, [S12, S13] for several.")


@dataclass
class Proof:
    """A brief as it reads at a moment: all that its parts are made of."""

    brief: Brief
    when: When
    blocks: Sequence[Block]
    editions: list[Edition]  # what was issued of it, the newest first, which alone has its content
    books: Library = field(init=False)

    def __post_init__(self) -> None:
        self.books = library(self.comparison)

    @property
    def before(self) -> Edition | None:
        """The edition issued last."""
        return self.editions[0] if self.editions else None

    @property
    def against(self) -> Edition | None:
        """The edition it is compared with: with its day, as it was known when that was issued."""
        return self.before if self.brief.since == BEFORE and self.when.since else None

    @cached_property
    def comparison(self) -> Comparison:
        table = {party.pk for party in self.brief.negotiation.table}
        parties = [party for party in self.brief.parties if party.pk in table] or self.brief.negotiation.counted
        asked, edition = self.when.asked, self.against
        if edition:
            asked["since_name"] = name_of(edition)
        then = edition.known_at if edition else None
        found = compare(self.brief.negotiation, parties, **asked, since_known=then)
        if not self.brief.with_notes:
            found.leave_out_notes()
        return found

    @cached_property
    def since_issued(self) -> Comparison:
        """The same against the edition issued last, if there is one, whatever the brief is compared with."""
        edition = self.before
        if edition is None or self.against:
            return self.comparison
        return against(self.comparison, edition.as_of, name_of(edition), edition.known_at)

    @cached_property
    def everybody(self) -> Comparison:
        """The same of all counted parties, for what is worked out of all of them: it is read already."""
        rows = [replace(row, cells=row.counted) for row in self.comparison.rows]
        seats = [seat for seat in self.brief.negotiation.seats if seat.counted]
        return replace(self.comparison, rows=rows, seats=seats)

    @cached_property
    def meant(self) -> dict[int, dict[int, int]]:
        """Which statement each block means by which number, by the block's id."""
        found: dict[int, dict[int, int]] = {block.pk: {} for block in self.blocks}
        for citation in Citation.objects.filter(block__in=found):
            found[citation.block_id][int(citation.label.removeprefix("S"))] = citation.statement_id
        return found

    @cached_property
    def entries(self) -> list[Entry]:
        """What was announced, where the brief tells of it."""
        told = any(block.kind == Block.Kind.PLEDGES for block in self.blocks)
        return ledger(self.brief.negotiation, self.when.day, self.when.moment) if told else []

    @cached_property
    def known(self) -> dict[int, Statement]:
        """The statements that its texts cite, and its pledges are made by, by id: those said by the day and recorded
        by then.
        """
        wanted = {pk for numbers in self.meant.values() for pk in numbers.values()}
        wanted |= {each.pledge.statement_id for each in self.entries}
        return {each.pk: each for each in with_reports(statements(wanted, self.when.day, self.when.moment))}

    def holders(self, statement: Statement) -> list[Party]:
        """Whose view it is; who sits at the table is read already."""
        return [self.at_table.get(each.party_id) or each.party for each in statement.held]

    @cached_property
    def at_table(self) -> dict[int, Party]:
        return {seat.party_id: seat.party for seat in self.brief.negotiation.seats}

    def cited(self, block: Block, number: int) -> Statement | None:
        """What the block means by that number, if it is on record on the day."""
        return self.known.get(self.meant[block.pk].get(number, 0))

    @property
    def found(self) -> list[tuple[Block, str]]:
        """What is to be mended before it can be issued, block by block."""
        return [(block, said) for block in self.blocks for said in self.of_block(block)]

    def of_block(self, block: Block) -> list[str]:
        said = []
        for slip in slips(block.text):
            values = {"words": slip.words, "instead": slip.instead, "sentence": isolated(slip.sentence)}
            said.append(OFF % values if slip.instead else MIXED % values)
        unknown = sorted(each for each in cited(block.text) if self.cited(block, each) is None)
        if unknown:
            named, more = [f"S{each}" for each in unknown[:NAMED]], len(unknown) - NAMED
            told = ngettext("%(which)s is no statement on record on %(day)s.",
                            "%(which)s are no statements on record on %(day)s.", len(unknown))  # fmt: skip
            which = listed([*named, _("%(n)s more") % {"n": more}] if more > 0 else named)
            said.append(told % {"which": which, "day": f"{self.when.day:%-d %B %Y}"})
        return [*said, *(NO_CITATION % {"words": words} for words in nearly(block.text))]


def name_of(edition: Edition) -> str:
    return _("edition %(n)s") % {"n": edition.number}


def proof(brief: Brief, *, known: datetime | None = None) -> Proof:
    """The brief as it reads now; with `known`, as it read at that moment."""
    editions = issued(brief)
    before = editions[0] if editions else None
    blocks = list(brief.blocks.select_related("issue", "party"))
    for block in blocks:
        block.brief = brief
    return Proof(brief, point_in_time(brief, before, known), blocks, editions)


def issued(brief: Brief) -> list[Edition]:
    """What was issued of it, the newest first; only of that the content is read along."""
    newest = Edition.objects.filter(brief=brief).order_by("-number").values("pk")[:1]
    found = brief.editions.select_related("issued_by__user").defer("content").order_by("-number")
    editions: list[Any] = list(found.annotate(newest=Case(Where(pk=Subquery(newest), then="content"))))
    for each in editions[:1]:
        each.content, each.workspace = each.newest, brief.workspace
    return editions


def point_in_time(brief: Brief, before: Edition | None, known: datetime | None) -> When:
    """As of its day, as known then, compared with what it is compared with."""
    today, since = timezone.localdate(timezone=brief.workspace.zone), brief.since
    if since == BEFORE:
        since = before.as_of.isoformat() if before else ""
    given = {
        "as_of": brief.as_of.isoformat() if brief.as_of else "",
        "since": since,
        "known_at": known.isoformat() if known else "",
    }
    return at(brief.negotiation, given, today, brief.get_absolute_url())


def at(negotiation: Negotiation, given: Mapping[str, str], today: date, path: str) -> When:
    """The point in time that these words name; a meeting that is gone is no day to compare with."""
    try:
        return named(negotiation, given, today, path)
    except Unknown:
        return named(negotiation, {**given, "since": ""}, today, path)


def named(negotiation: Negotiation, given: Mapping[str, str], today: date, path: str) -> When:
    typed = {name: value for name, value in given.items() if value}
    form = WhenForm(QueryDict(urlencode(typed)), negotiation, today)
    form.is_valid()
    return When(negotiation, form, today, path)
