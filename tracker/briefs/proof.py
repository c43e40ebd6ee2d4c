"""What a brief rests on when it is read: the day, the comparison, the statements that its texts cite."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.agenda.models import Negotiation
from tracker.agenda.when import When, WhenForm
from tracker.analysis.likelihood import slips
from tracker.base.direction import isolated
from tracker.base.errors import Unknown
from tracker.briefs.models import BEFORE, Block, Brief, Citation, Edition
from tracker.briefs.typed import cited
from tracker.compare.queries import Comparison, compare
from tracker.exchange.bibliography import Library, library
from tracker.statements.models import Statement
from tracker.statements.queries import statements, with_reports

OFF = gettext_lazy("“%(words)s” is not on the scale: write %(instead)s.")
MIXED = gettext_lazy("One sentence says how likely and how sure (“%(sentence)s”): make two of it.")


@dataclass
class Proof:
    """A brief as it reads at a moment: all that its parts are made of."""

    brief: Brief
    when: When
    blocks: Sequence[Block]
    before: Edition | None  # the edition issued last
    books: Library = field(init=False)

    def __post_init__(self) -> None:
        self.books = library(self.comparison)

    @cached_property
    def comparison(self) -> Comparison:
        table = {party.pk for party in self.brief.negotiation.table}
        parties = [party for party in self.brief.parties if party.pk in table]
        return compare(self.brief.negotiation, parties or self.brief.negotiation.counted, **self.when.asked)

    @cached_property
    def everybody(self) -> Comparison:
        """The same of all counted parties, for what is worked out of all of them."""
        return compare(self.brief.negotiation, self.brief.negotiation.counted, **self.when.asked)

    @cached_property
    def meant(self) -> dict[int, dict[int, int]]:
        """Which statement each block means by which number, by the block's id."""
        found: dict[int, dict[int, int]] = {block.pk: {} for block in self.blocks}
        for citation in Citation.objects.filter(block__in=found):
            found[citation.block_id][int(citation.label.removeprefix("S"))] = citation.statement_id
        return found

    @cached_property
    def known(self) -> dict[int, Statement]:
        """The statements that its texts cite, by id: those said by the day and recorded by then."""
        wanted = {pk for numbers in self.meant.values() for pk in numbers.values()}
        return {each.pk: each for each in with_reports(statements(wanted, self.when.day, self.when.moment))}

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
        day = f"{self.when.day:%-d %B %Y}"
        said += [_("S%(n)s is no statement on record on %(day)s.") % {"n": each, "day": day} for each in unknown]
        return said


def proof(brief: Brief, *, known: datetime | None = None) -> Proof:
    """The brief as it reads now; with `known`, as it read at that moment."""
    before = brief.editions.order_by("-number").defer("content").first()
    blocks = list(brief.blocks.select_related("issue", "party"))
    for block in blocks:
        block.brief = brief
    return Proof(brief, point_in_time(brief, before, known), blocks, before)


def point_in_time(brief: Brief, before: Edition | None, known: datetime | None) -> When:
    """As of its day, as known then, compared with what it is compared with."""
    since = brief.since
    if since == BEFORE:
        since = before.as_of.isoformat() if before else ""
    today = timezone.localdate(timezone=brief.workspace.zone)
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
