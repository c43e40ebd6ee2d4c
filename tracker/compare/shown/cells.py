"""One party on one issue, and the line of an issue, as the grid and the side by side print them."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.actors.models import Party
from tracker.agenda.when import When
from tracker.analysis.gaps import gap
from tracker.base.addresses import numbered
from tracker.base.dates import DomainDate
from tracker.base.direction import isolated
from tracker.base.shown import Shown
from tracker.compare import words
from tracker.compare.comparison import Cell, Comparison, Row
from tracker.history.diff import Piece
from tracker.positions.models import Reading
from tracker.positions.words import holds
from tracker.statements.queries import grade_words
from tracker.statements.quotes import Quote

ALL = slice(None)
LETTERS = 2800  # that fill half an A4 page, with the scale and the facts beside them


@dataclass
class ShownCell(Shown):
    """One party on one issue, as both pages print it."""

    party: Party
    look: str
    says: str  # the option, or the summary of a silence
    summary: str
    href: str
    svg: SafeString | str = ""
    wall: str = ""  # firm, assumed, or none
    assumed: bool = False  # its red line, where it has one
    firmness: str = ""
    mutual: bool = False
    waiting: str = ""
    count: int = 0
    statements: str = ""  # "5 statements"
    one_root: bool = False
    roots: str = ""
    roots_short: str = ""  # "3 roots"
    grade: str = ""
    grade_words: str = ""
    newest: str = ""
    stale: str = ""  # "stale since 3 January 2012"
    age: str = ""  # "newest 4 Jul, stale since 3 January 2012"
    review: str = ""
    moved: str = ""
    delta: str = ""
    while_inside: str = ""  # "some time in May 2012"
    in_force: str = ""  # "since 4 Jul 2011", or while the day shown lies inside it, "some time in May 2012"
    borrowed: str = ""  # "as NATO, no line of its own"
    dissent: str = ""  # of a bloc whose columns are folded: "Poland differs"
    inferred: bool = False
    by_statements: str = ""  # "by its statements 62", in the side by side where it differs from what we hold
    salience: str = ""  # "salience 80": how much the issue matters to it
    departs: str = ""  # "65 % from NATO": a member's own line
    nothing: str = ""  # "No position of NATO on record"
    quotes: list[Quote] = field(default_factory=list)  # the newest, in the side by side
    more: str = ""  # "7 more": those that are shown with the position

    @property
    def only(self) -> bool:
        """Whether all it rests on is one statement from one root."""
        return self.one_root and self.count == 1


@dataclass
class ShownRow(Shown):
    row: Row
    href: str
    cells: list[ShownCell]
    verdict: str
    gap: str
    gap_words: str
    gap_moved: str
    spread: str  # "NATO – Russia": whose gap it is
    standing: str  # the same, or that there is none; empty where the issue's state says more
    state: str
    branch: str
    svg: SafeString | str = ""
    shared: str = ""
    divides: str = ""
    moves: list[str] = field(default_factory=list)
    rests: str = ""  # "rests on a reading not yet approved"
    verdict_words: str = ""  # in the place of a verdict, where nobody is compared with another
    pieces: list[Piece] = field(default_factory=list)  # the words in which two like summaries differ
    pieces_of: str = ""  # whose are struck out and whose put in
    notes: list[tuple[str, str, str, str]] = field(
        default_factory=list
    )  # whose, what, by whom and since, where to edit
    add_note: str = ""  # where to write one on the pair
    counted: str = ""  # "9 quotations, 3 independent roots"
    fold: str = ""  # of a branch in the grid: the address that folds or unfolds it
    folded: bool = False

    @property
    def blank(self) -> bool:
        """Whether nobody has said anything: on paper that is one line."""
        return not self.counted and all(cell.look == "none" for cell in self.cells)

    @property
    def long(self) -> bool:
        """Whether it would fill so much of a page on paper that half a page could stay empty before it."""
        letters = [
            len(cell.says) + len(cell.summary) + sum(len(quote.words) for quote in cell.quotes) for cell in self.cells
        ]
        return max(letters, default=0) * len(self.cells) > LETTERS


def cell(comparison: Comparison, given: Cell, when: When) -> ShownCell:
    """One cell, made ready."""
    workspace, reading, behind = comparison.negotiation.workspace.slug, given.reading, given.backing
    shown = ShownCell(
        party=given.party,
        look=given.look,
        says=says(given),
        summary=reading.summary if reading else "",
        href=address(given, workspace, when),
        waiting=waits(given.waiting),
    )
    if reading is None:
        shown.nothing = words.silence(given)[:1].upper() + words.silence(given)[1:]
        if given.bloc and given.bloc.reading:
            shown.borrowed = _("as %(bloc)s, no line of its own") % {"bloc": isolated(given.bloc.party)}
            shown.says = says(given.bloc)
        return shown
    bounds = {reading.low_bound, reading.high_bound}
    shown.wall = "firm" if Reading.Bound.FIRM in bounds else "assumed" if Reading.Bound.ASSUMED in bounds else ""
    shown.assumed = shown.wall == "assumed"
    shown.firmness = str(reading.get_firmness_display()) if reading.firmness else ""
    shown.mutual = reading.mutual
    shown.salience = words.salience(reading)
    if given.departs_from and given.stand and given.departs_from.stand:
        far = words.percent(gap(given.stand, given.departs_from.stand))
        shown.departs = _("%(gap)s from %(bloc)s, its bloc") % {"gap": far, "bloc": isolated(given.departs_from.party)}
    shown.inferred = reading.basis != Reading.Basis.STATED
    shown.count, roots = behind.count, behind.roots
    shown.statements = ngettext("%(n)s statement", "%(n)s statements", behind.count) % {"n": behind.count}
    shown.one_root = behind.count > 0 and roots == 1
    if behind.count:
        many = ngettext("%(n)s independent root", "%(n)s independent roots", roots) % {"n": roots}
        shown.roots = _("only one root") if shown.one_root else many
    shown.roots_short = ngettext("%(n)s root", "%(n)s roots", roots) % {"n": roots}
    shown.grade = behind.grade
    shown.grade_words = grade_words(behind.grade) if behind.grade else ""
    shown.newest = short(behind.newest, when) if behind.newest else ""
    if behind.stale_since:
        shown.stale = _("stale since %(day)s") % {"day": f"{behind.stale_since:%-d %b %Y}"}
    if shown.newest:
        shown.age = ", ".join(filter(None, [_("newest %(day)s") % {"day": shown.newest}, shown.stale]))
    shown.review = given.review or "proposed"
    shown.moved = words.moved(comparison, given)
    if given.stand and given.stood and given.stand.value is not None and given.stood.value is not None:
        by = given.stand.value - given.stood.value
        shown.delta = f"{'→' if by > 0 else '←'} {round(abs(by) * 100):g}" if abs(by) > words.SAME else ""
    shown.while_inside = reading.effective.on(comparison.day)
    shown.dissent = words.dissent(given)
    shown.in_force = shown.while_inside or _("since %(day)s") % {"day": reading.effective}
    return shown


def says(given: Cell) -> str:
    """The largest words of a cell."""
    if given.reading is None:
        return _("Nothing on record")
    return holds(given.reading, given.issue) or given.reading.summary


def waits(number: int) -> str:
    return ngettext("%(n)s waiting", "%(n)s waiting", number) % {"n": number} if number else ""


def short(said: DomainDate, when: When) -> str:
    """A day within the year shown without its year."""
    written = str(said)
    return written.removesuffix(f" {when.day.year}") if said.precision == "day" else written


def address(given: Cell, workspace: str, when: When) -> str:
    if given.position is None:
        return ""
    path = numbered("positions:detail", workspace, given.position.pk)
    return f"{path}?{when.query}" if when.query else path


def row(comparison: Comparison, given: Row, when: When, *, places: slice = ALL) -> ShownRow:
    """One issue, made ready for the grid, with the cells of those columns."""
    pair, negotiation = given.widest, comparison.negotiation
    cells = [cell(comparison, each, when) for each in given.cells[places]]
    side = reverse("compare:side_by_side", kwargs={"ws": negotiation.workspace.slug, "n": negotiation.slug})
    parties = [pair.a.party.slug, pair.b.party.slug] if pair else []
    query = "&".join([*(f"party={slug}" for slug in parties), *filter(None, [when.query])])
    state = str(given.state.get_state_display()) if given.state and given.state.state != "open" else ""
    spread = f"{isolated(pair.a.party)} – {isolated(pair.b.party)}" if pair and given.gap is not None else ""
    return ShownRow(
        row=given,
        href=f"{side}?{query}#{given.issue.slug}",
        cells=cells,
        verdict="" if given.is_branch else given.verdict.value,
        gap=words.percent(given.gap),
        gap_words=words.apart(given.gap) if given.gap is not None else "",
        gap_moved=words.gap_moved(pair) if pair else "",
        spread=spread,
        standing="" if state or not given.cells else spread or _("nothing to compare"),
        state=state,
        branch=words.branch(given) if given.is_branch else "",
    )
