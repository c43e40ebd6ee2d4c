"""What the templates of this room print, made ready: no template has to think."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from itertools import combinations
from typing import Any
from urllib.parse import quote_plus, urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.actors.models import Party
from tracker.agenda.when import When
from tracker.analysis.verdict import RULE, Verdict
from tracker.base.dates import DomainDate
from tracker.base.direction import isolated
from tracker.base.shown import Shown
from tracker.compare import drawings, words
from tracker.compare.queries import Cell, Comparison, Row
from tracker.compare.quotes import quotes
from tracker.positions.charts import Shape
from tracker.positions.charts import cell as draw
from tracker.positions.models import Reading, Review
from tracker.positions.words import holds, measured
from tracker.statements.queries import grade_words
from tracker.statements.quotes import Quote

WINDOW = 4  # parties whose columns a window holds


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
    since: str = ""  # "4 Jul 2011"
    in_force: str = ""  # "since 4 Jul 2011", or while the day shown lies inside it, "some time in May 2012"
    leads: str = ""  # from where nothing is on record: "2 waiting", or "Record one"
    borrowed: str = ""  # "as NATO, no line of its own"
    inferred: bool = False
    by_statements: str = ""  # "by its statements 62", in the side by side where it differs from what we hold
    peek: Quote | None = None  # the newest quotation, in the grid
    quotes: list[Quote] = field(default_factory=list)  # all of them, in the side by side

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
    line: SafeString | str = ""
    shared: str = ""
    divides: str = ""
    moves: list[str] = field(default_factory=list)
    rests: str = ""  # "rests on a reading not yet approved"
    counted: str = ""  # "9 quotations, 3 independent roots"


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
        shown.leads = shown.waiting or _("Record one")
        if given.bloc and given.bloc.reading:
            shown.borrowed = _("as %(bloc)s, no line of its own") % {"bloc": isolated(given.bloc.party)}
            shown.says = says(given.bloc)
        return shown
    bounds = {reading.low_bound, reading.high_bound}
    shown.wall = "firm" if Reading.Bound.FIRM in bounds else "assumed" if Reading.Bound.ASSUMED in bounds else ""
    shown.assumed = shown.wall == "assumed"
    shown.firmness = str(reading.get_firmness_display()) if reading.firmness else ""
    shown.mutual = reading.mutual
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
    shown.since = str(reading.effective)
    shown.in_force = shown.while_inside or _("since %(day)s") % {"day": shown.since}
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
    path = reverse("positions:detail", kwargs={"ws": workspace, "pk": given.position.pk})
    return f"{path}?{when.query}" if when.query else path


def row(comparison: Comparison, given: Row, when: When) -> ShownRow:
    """One issue, made ready for the grid."""
    pair, negotiation = given.widest, comparison.negotiation
    cells = [cell(comparison, each, when) for each in given.cells]
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
        standing="" if state else spread or _("nothing to compare"),
        state=state,
        branch=words.branch(given) if given.is_branch else "",
    )


def drawn(comparison: Comparison, given: ShownRow) -> ShownRow:
    """The same with a drawing and the newest quotation in each cell."""
    for shown, each in zip(given.cells, given.row.cells, strict=True):
        shown.svg = drawings.cell(each)
        shown.peek = next(quotes(comparison, each), None)
    return given


def section(comparison: Comparison, given: Row, when: When) -> ShownRow:
    """One issue, made ready for the side by side."""
    shown, pair = row(comparison, given, when), given.widest
    if given.issue.scaled:
        shown.svg = drawings.row(given)
    shown.line = drawings.line(given)
    if pair:
        shown.shared, shown.divides = words.shared(pair), words.divides(pair)
        if pair.gap is None:
            shown.gap_words = words.why_no_gap(pair)
    if what := words.rests_on(given):
        shown.rests = _("rests on %(what)s") % {"what": what}
    shown.moves = [moves(comparison, each) for each in given.cells if words.moved(comparison, each)]
    for each, of in zip(shown.cells, given.cells, strict=True):
        each.quotes = list(quotes(comparison, of))
        each.by_statements = words.by_statements(comparison, of)
    quoted = sum(len(each.quotes) for each in shown.cells)
    if quoted:
        shown.counted = ngettext("%(n)s quotation", "%(n)s quotations", quoted) % {"n": quoted}
    return shown


def moves(comparison: Comparison, given: Cell) -> str:
    """What a party's move was, from where to where."""
    kind = words.moved(comparison, given)
    if given.before and given.reading and given.before.stated is not None and given.reading.stated is not None:
        ends = (measured(value, given.issue) for value in (given.before.stated, given.reading.stated))
        return _("%(party)s %(kind)s, from %(was)s to %(now)s") % dict(
            zip(("party", "kind", "was", "now"), (isolated(given.party), kind, *ends), strict=True)
        )
    return f"{isolated(given.party)}: {kind}"


@dataclass
class Grid:
    """The grid, made ready."""

    sentence: str
    columns: list[tuple[Party, str, str]]  # the party, its kind, "5 of 6 on record"
    rows: list[ShownRow]
    hidden: str
    by_gap: bool
    filtered: bool = False

    @property
    def steered(self) -> bool:
        """Whether its order and filter are offered: it shows something, or would without the filter."""
        return self.filled or self.filtered

    @property
    def filled(self) -> bool:
        """Whether there is anything to lay out: issues and parties."""
        return bool(self.rows and self.columns)

    @property
    def narrowed_to_nothing(self) -> bool:
        """Whether the filter is why nothing shows."""
        return self.filtered and not self.rows

    @property
    def many(self) -> bool:
        """Whether its columns are too many for a window, so that the sheet scrolls."""
        return len(self.columns) > WINDOW


def grid(comparison: Comparison, when: When, *, by_gap: bool, review: str = "") -> Grid:
    """Issues by parties, in the agenda's order or the widest gap first; those with a reading in that review."""
    rows = comparison.widest_first if by_gap else comparison.rows
    total = len(comparison.leaves)
    if review:
        rows = [row for row in rows if any(in_review(row, review) for row in (row.below or [row]))]
    left = sum(not row.is_branch for row in rows)
    kinds = {seat.party_id: str(seat.party.get_kind_display()) for seat in comparison.seats}
    return Grid(
        sentence=words.grid_sentence(comparison),
        columns=[
            (party, kinds[party.pk], _("%(n)s of %(total)s on record") % {"n": n, "total": total})
            for party, n in ((party, comparison.on_record[party.pk]) for party in comparison.parties)
        ],
        rows=[drawn(comparison, row(comparison, each, when)) for each in rows],
        hidden=_("%(n)s of %(total)s issues shown") % {"n": left, "total": total}
        if review
        else ngettext("%(n)s issue shown", "All %(n)s issues shown", total) % {"n": total},
        by_gap=by_gap,
        filtered=bool(review),
    )


def in_review(row: Row, state: str) -> bool:
    """Whether a reading on that issue is in that state; what nobody has looked at is proposed."""
    return any(cell.reading and (cell.review or Review.State.PROPOSED) == state for cell in row.cells)


@dataclass
class Side:
    """The side by side, made ready."""

    heading: str
    sentence: str
    table: list[Party]  # who can be compared
    parties: list[Party]  # who is
    sections: list[ShownRow]
    widest: list[ShownRow]
    distances: list[tuple[str, str, str, str]]  # its name, the figure, what it rests on, how it changed
    counts: list[tuple[str, int]]  # verdict, how many issues: those that occur

    @property
    def steered(self) -> bool:
        """Whether one can choose what is compared: there are issues, and parties to choose among."""
        return bool(self.sections) and self.seated

    @property
    def seated(self) -> bool:
        """Whether two sit at the table."""
        return len(self.table) > 1

    @property
    def compares(self) -> bool:
        """Whether there is a comparison: issues, and two parties."""
        return bool(self.sections) and len(self.parties) > 1

    @property
    def columns(self) -> str:
        """The class that says into how many columns a section parts; two need none."""
        return f"cols-{len(self.parties)}" if len(self.parties) > 2 else ""


def side(comparison: Comparison, when: When) -> Side:
    """Two to six parties over all issues."""
    sections = {each.issue.pk: section(comparison, each, when) for each in comparison.leaves}
    parties = words.listed([isolated(party) for party in comparison.parties])
    return Side(
        heading=_("%(parties)s, issue by issue") % {"parties": parties} if parties else str(when.negotiation),
        sentence=words.first_sentence(comparison),
        table=when.negotiation.table,
        parties=comparison.parties,
        sections=list(sections.values()),
        widest=[sections[each.issue.pk] for each in comparison.widest_first],
        distances=distances(comparison),
        counts=[(word.value, number) for word in Verdict if (number := comparison.verdicts[word])],
    )


def distances(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    """Each pair's distance with its coverage; no figure where too little is on record."""
    found = []
    parties: Sequence[Party] = comparison.parties
    for one, other in combinations(comparison.compared, 2):
        between = comparison.between(one, other)
        number = "–" if between.hidden or between.value is None else f"{between.value:.2f}"
        shown = comparison.since and not between.hidden  # no change of a figure that rests on too little
        since = words.change_words(comparison.changed(one, other), words.then(comparison)) if shown else ""
        names = {"names": f"{isolated(parties[one])} – {isolated(parties[other])}"}
        name = _("Distance %(names)s") % names if len(parties) > 2 else _("Distance")
        found.append((name, number, words.distance_words(between), since))
    return found


# The pages ------------------------------------------------------------------------------------------------------------
def grid_page(comparison: Comparison, when: When, *, by_gap: bool, review: str = "") -> dict[str, Any]:
    """All that the grid's template needs beside the negotiation and the time."""
    return {
        "comparison": comparison,
        "grid": grid(comparison, when, by_gap=by_gap, review=review),
        "reviews": [
            (when.address(review=state or None), words, state == review)
            for state, words in [("", _("Any review")), *Review.State.choices]
        ],
        "agenda_order": when.address(order=None),
        "gap_order": when.address(order="gap"),
        "legend": legend(),
        "roots": words.roots(),
        **in_time(comparison, when),
    }


def side_page(comparison: Comparison, when: When) -> dict[str, Any]:
    """All that the side by side's template needs beside the negotiation and the time."""
    chosen = comparison.parties
    here = "&".join([*(f"party={party.slug}" for party in chosen), *filter(None, [when.query])])
    full = urlencode({"as_of": when.day.isoformat(), "known_at": copied(when)})
    since = f"&since={quote_plus(when.since_slug)}" if when.since else ""
    issues = len(comparison.leaves)
    return {
        "comparison": comparison,
        "compared_with": words.then(comparison),
        "side": side(comparison, when),
        "here": here,
        "link": f"{when.path}?{'&'.join(f'party={party.slug}' for party in chosen)}&{full}{since}",
        "sinces": [
            (meeting.slug, f"{meeting.name}, {meeting.held}", when.since_slug == meeting.slug)
            for meeting in when.meetings
            if meeting.held.last <= when.day or when.since_slug == meeting.slug
        ],
        "shown": ngettext("%(n)s issue shown", "All %(n)s issues shown", issues) % {"n": issues},
        "rule": RULE,
        "roots": words.roots(),
        **in_time(comparison, when),
    }


def copied(when: When) -> str:
    """The moment that a copied link writes out: what was known then stays what the reader sees."""
    moment = when.form.cleaned_data.get("known_at") or timezone.now() + timedelta(seconds=1)
    return moment.isoformat(timespec="microseconds" if when.known else "seconds")


def in_time(comparison: Comparison, when: When) -> dict[str, Any]:
    """The line above a page that looks at another day, or that has nothing fresh to show."""
    newest = comparison.newest
    half_life = comparison.negotiation.workspace.half_life
    old = newest if newest and when.is_today and (when.day - newest).days > half_life else None
    return {
        "today": when.address(as_of=None, known_at=None),
        "old": old,
        "then": when.address(as_of=old.isoformat()) if old else "",
    }


def legend() -> list[tuple[SafeString, str]]:
    """How to read a cell's drawing."""
    example = partial(Shape, "", 2)
    return [
        (draw(example("value", 60, low=40, high=80)), _("Stated point, and the range it would accept")),
        (draw(example("value", 60, inferred=True)), _("Hollow: inferred by us, not stated")),
        (draw(example("value", 40, low=20, high=68, high_bound="firm")), _("Red line: nothing beyond is accepted")),
        (
            draw(example("value", 40, low=20, high=68, high_bound="assumed")),
            _("Red line, assumed by us"),
        ),
        (draw(example("ambivalent", low=20, high=80)), _("Ambivalent: says both")),
        (draw(example("neutral")), _("Neutral: content with any outcome")),
        (draw(example("declined")), _("Declined: asked, and would not say")),
    ]
