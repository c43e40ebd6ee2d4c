"""One issue: where everybody stands on it, how far apart, and how it came to that."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.actors.models import Party
from tracker.agenda.models import Issue
from tracker.agenda.when import When
from tracker.base.direction import isolated
from tracker.base.errors import Unknown
from tracker.base.forms import shown as moment
from tracker.base.numbers import figure
from tracker.compare import drawings
from tracker.compare.comparison import Cell, Comparison, Pair, Row
from tracker.compare.movement import ShownMove, rows
from tracker.compare.quotes import quotes
from tracker.compare.shown.cells import ShownCell
from tracker.compare.shown.cells import cell as shown_cell
from tracker.compare.words import apart, percent, why_no_gap
from tracker.desk import words
from tracker.desk.queries.issue import OnIssue
from tracker.desk.shown.overview import MOST_COLUMNS, AgendaRow, address, agenda_row
from tracker.positions import spells
from tracker.positions.pictures import HISTORY, SCALE, Picture, picture
from tracker.positions.words import accepts, by_statements, measured, red_lines
from tracker.statements.models import Statement
from tracker.statements.quotes import Quote

MOST_PAIRS = 10
MOST_WORDS = 4  # quotations beside the page


@dataclass(frozen=True)
class Stands:
    """One party on the issue, in words."""

    cell: ShownCell
    accepts: str
    walls: list[tuple[str, bool]]  # in words, and whether it is only assumed
    salience: str
    by_statements: str  # what they come to by themselves


@dataclass(frozen=True)
class Between:
    """Two parties on the issue."""

    a: Party
    b: Party
    verdict: str
    gap: str
    words: str
    href: str


@dataclass(frozen=True)
class Said:
    """One statement in a line."""

    statement: Statement
    href: str
    parties: list[Party]
    facts: list[str]


@dataclass(frozen=True)
class Page:
    kicker: str
    sentence: str
    verdict: str
    state: str
    leaves: list[AgendaRow]  # of a branch
    columns: list[Party]  # whose coverage they show
    svg: SafeString | str = ""
    zone: str = ""
    stands: list[Stands] = field(default_factory=list)
    silent: list[tuple[Party, str, str]] = field(default_factory=list)  # nothing on record: where, what else
    pairs: list[Between] = field(default_factory=list)
    more_pairs: int = 0
    history: SafeString | str = ""
    corrections: tuple[str, str] = ("", "")  # the address that shows or hides what was corrected, and its words
    moves: list[ShownMove] = field(default_factory=list)
    states: list[tuple[str, str, str]] = field(default_factory=list)  # which, from which day, recorded when
    said: list[Said] = field(default_factory=list)
    said_count: int = 0
    words: list[Quote] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    options: list[tuple[str, str, str]] = field(default_factory=list)  # figure, words, who holds it
    conditions: list[str] = field(default_factory=list)
    conditions_href: str = ""
    side: str = ""
    discussion: str = ""


def chosen(slug: str, comparison: Comparison, when: When) -> Row:
    """The issue that the address names; `Unknown`, which offers those on the agenda, for any other."""
    for row in comparison.rows:
        if row.issue.slug == slug:
            return row
    offers = [(row.issue.title, address(when, "desk:issue", slug=row.issue.slug)) for row in comparison.rows]
    raise Unknown(_("No issue “%(name)s” is on this agenda.") % {"name": slug}, offers)


def page(row: Row, comparison: Comparison, record: OnIssue, when: When, member: Membership) -> Page:
    """Everything on one issue, for the point in time in its links."""
    ws, n, issue = member.workspace.slug, comparison.negotiation.slug, row.issue
    pairs = sorted(row.pairs, key=lambda pair: (pair.gap is None, -(pair.gap or 0)))
    spoken = [cell for cell in row.cells if cell.reading]
    shown = {cell.party.pk: shown_cell(comparison, cell, when) for cell in row.cells}
    side = address(when, "compare:side_by_side")
    drawn = bool(spoken) and issue.scaled
    query = f"?{when.query}" if when.query else ""
    verdict = "" if row.is_branch or len(row.cells) < 2 else row.verdict.value
    discussion = reverse("annotations:discussion", kwargs={"ws": ws, "kind": "issues", "pk": issue.pk})
    return Page(
        kicker=kicker(row, comparison),
        sentence=words.issue(row),
        verdict=verdict,
        state=words.state(row, verdict),
        leaves=[agenda_row(each, when, MOST_COLUMNS) for each in row.below],
        columns=comparison.parties[:MOST_COLUMNS],
        svg=drawings.row(row, spoken=True, quo=True) if drawn else "",
        zone=words.zone(row) if drawn and row.zone and row.agreed else "",  # else the first sentence says it
        stands=[stands(comparison, cell, shown[cell.party.pk]) for cell in spoken],
        silent=[silent(cell, shown[cell.party.pk]) for cell in row.cells if cell.reading is None],
        pairs=[between(pair, side, when) for pair in pairs[:MOST_PAIRS]],
        more_pairs=max(0, len(pairs) - MOST_PAIRS),
        history=history(row, record, when),
        corrections=spells.corrections(record.slips, when),
        moves=rows(record.moves, ws, n, when.query),
        states=[
            (str(each.get_state_display()), str(each.effective), moment(each.recorded_at, member.workspace.zone))
            for each in reversed(record.states)
        ],
        said=[said(each, query, ws) for each in record.statements],
        said_count=record.statement_count,
        words=newest_words(comparison, spoken),
        facts=facts(row, when),
        options=options(row),
        conditions=conditions(record),
        conditions_href=address(when, "desk:conditions"),
        side=f"{side}#{issue.slug}",
        discussion=f"{discussion}{query}",
    )


def pictures(shown: Page, when: When) -> dict[str, Picture]:
    """What the page draws, as files."""
    return picture("scale", shown.svg, when, left=SCALE) | picture("history", shown.history, when, left=HISTORY)


def history(row: Row, record: OnIssue, when: When) -> SafeString | str:
    """The readings through time, the statements beside them, and on demand what was corrected."""
    if not record.moves or not row.issue.scaled:
        return ""
    for each in record.slips or ():
        each.position.issue = row.issue  # whose options are known already
    return spells.history(
        [cell.party for cell in row.cells],
        row.issue,
        [move.reading for move in record.moves],
        when,
        title=_("%(issue)s through time") % {"issue": row.issue},
        said=[(holder.party, holder.statement) for holder in record.spoken],
        slips=record.slips or (),
    )


def kicker(row: Row, comparison: Comparison) -> str:
    above = next((each for each in comparison.rows if each.issue.pk == row.issue.parent_id), None)
    number = _("Issue %(number)s") % {"number": row.number}
    return f"{number}, {above.issue.title}" if above else number


def stands(comparison: Comparison, cell: Cell, shown: ShownCell) -> Stands:
    reading, issue = cell.reading, cell.issue
    if reading is None:
        return Stands(shown, "", [], "", "")
    found = comparison.alone(cell)
    return Stands(
        cell=shown,
        accepts=accepts(reading, issue),
        walls=red_lines(reading, issue),
        salience="" if reading.salience is None else figure(reading.salience),
        by_statements=by_statements(found, reading, issue) if found else "",
    )


def silent(cell: Cell, shown: ShownCell) -> tuple[Party, str, str]:
    said = [f"{shown.says.rstrip('.')}: {shown.borrowed}" if shown.borrowed else "", shown.waiting]
    return cell.party, shown.href, ", ".join(filter(None, said))


def between(pair: Pair, side: str, when: When) -> Between:
    path = side.partition("?")[0]
    query = "&".join([f"party={pair.a.party.slug}", f"party={pair.b.party.slug}", *filter(None, [when.query])])
    return Between(
        a=pair.a.party,
        b=pair.b.party,
        verdict=pair.verdict.value,
        gap=percent(pair.gap) if pair.gap is not None else "–",
        words=apart(pair.gap) if pair.gap is not None else why_no_gap(pair),
        href=f"{path}?{query}#{pair.a.issue.slug}",
    )


def said(statement: Statement, query: str, ws: str) -> Said:
    path = reverse("desk:statement", kwargs={"ws": ws, "pk": statement.pk})
    direction = "" if statement.direction == Statement.Direction.NOT_STATED else str(statement.get_direction_display())
    facts = [str(statement.speaker or ""), direction, str(statement.get_act_display())]
    return Said(
        statement=statement,
        href=f"{path}{query}",
        parties=[held.party for held in statement.held],
        facts=[fact for fact in facts if fact],
    )


def conditions(record: OnIssue) -> list[str]:
    """How far it hangs on others, and others on it."""
    on, named = record.conditional, record.waited_for
    said = [
        ngettext("%(n)s statement on it sets a condition.", "%(n)s statements on it set a condition.", on) % {"n": on},
        ngettext("%(n)s statement depends on it.", "%(n)s statements depend on it.", named) % {"n": named},
    ]
    return [words for number, words in zip((on, named), said, strict=True) if number]


def newest_words(comparison: Comparison, spoken: Sequence[Cell]) -> list[Quote]:
    """The newest quotation that supports each party's reading, the newest of them first."""
    found: list[Quote] = []
    for cell in spoken:
        supporting = {statement.pk for statement in cell.backing.supporting}
        newest = (each for each in quotes(comparison, cell) if each.statement.pk in supporting)
        found += [*newest][:1]
    return sorted(found, key=lambda quote: quote.statement.said_on, reverse=True)[:MOST_WORDS]


def facts(row: Row, when: When) -> list[tuple[str, str]]:
    issue = row.issue
    found = []
    if issue.minimum is not None and issue.maximum is not None:
        ends = {"low": figure(issue.minimum), "high": measured(issue.maximum, issue)}
        found.append((_("Scale"), _("%(low)s to %(high)s") % ends))
        quo = _("not recorded") if issue.status_quo is None else worded(issue.status_quo, issue)
        found.append((_("Status quo"), quo))
    elif not row.is_branch:
        found.append((_("Scale"), _("none: it is only spoken of")))
    weights = [
        f"{isolated(cell.party)} {figure(cell.reading.salience)}"
        for cell in row.cells
        if cell.reading and cell.reading.salience is not None
    ]
    if weights:
        found.append((_("Salience"), ", ".join(weights[:6])))
    meeting = next((each for each in when.meetings if each.pk == issue.meeting_id), None)
    if meeting:
        found.append((_("About"), f"{meeting}, {meeting.held}"))
    return found


def worded(value: float, issue: Issue) -> str:
    """A point of the scale with its option's words, if it has any."""
    option = next((each.words for each in issue.worded if each.value == value), "")
    return f"{option} ({measured(value, issue)})" if option else measured(value, issue)


def options(row: Row) -> list[tuple[str, str, str]]:
    """The worded options, the high end first as in the drawing, and who holds each."""
    found = []
    for option in reversed(row.issue.worded):
        holders = [
            str(cell.party)
            for cell in row.cells
            if cell.reading and cell.reading.stated is not None
            and (cell.reading.option_id == option.pk or cell.reading.stated == option.value)
        ]  # fmt: skip
        found.append((measured(option.value, row.issue), option.words, ", ".join(holders)))
    return found
