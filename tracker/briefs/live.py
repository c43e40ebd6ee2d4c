"""The live parts of a brief: what is on record, drawn up anew each time the brief is read."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from tracker.base.direction import isolated
from tracker.briefs.models import BEFORE, Block
from tracker.briefs.proof import Proof
from tracker.compare import drawings, words
from tracker.compare.comparison import Cell, Row
from tracker.compare.coverage import ToHear, to_hear
from tracker.compare.model import modelled
from tracker.compare.shown.model import at, rests, who, why_none
from tracker.desk.shown.overview import LEAST, why
from tracker.exchange import paper, sections, summary
from tracker.exchange.pictures import drawn
from tracker.exchange.tables import Sheet
from tracker.exchange.words import lower
from tracker.positions import pictures
from tracker.statements.ledger import Outcome

FIRST = 10  # lines of what is worth most to hear


def comparison(block: Block, of: Proof) -> Iterator[paper.Block]:
    """How far apart they are, and every issue that can be compared as one line; the others are named below."""
    if not of.comparison.leaves:
        return
    yield paper.Heading(_("At a glance"))
    yield from map(paper.Prose, summary.distances(of.comparison))
    several = len(of.comparison.parties) > 1
    without = [row for row in of.comparison.leaves if several and row.gap is None and not row.agreed]
    if len(without) < len(of.comparison.leaves):
        yield glance(of, {row.issue.pk for row in without})
    silent = [row for row in without if not any(cell.reading for cell in row.cells)]
    for told, those in (
        (_("Nothing to compare yet on %(issues)s."), [row for row in without if row not in silent]),
        (_("Nothing on record of anybody on %(issues)s."), silent),
    ):
        if those:
            yield paper.Prose(told % {"issues": words.listed([isolated(row.issue.title) for row in those])})


def glance(of: Proof, without: set[int]) -> paper.Grid:
    """The table of all issues but those."""
    sheet = summary.overview(of.comparison)
    rows = [line for row, line in zip(of.comparison.leaves, sheet.rows, strict=True) if row.issue.pk not in without]
    wide = len(of.comparison.parties) > summary.ACROSS
    return paper.Grid(Sheet(sheet.headings, rows), _("All issues at a glance"), wide=wide)


def issue(block: Block, of: Proof) -> Iterator[paper.Block]:
    """One issue with its evidence, or with no issue named all of them."""
    if block.issue is None:
        yield paper.Heading(_("Issue by issue"))
    for row in rows(block, of, branches=True):
        for each in sections.section(of.comparison, row, of.books):
            if isinstance(each, paper.Heading):
                yield replace(each, level=each.level + 1 if block.issue is None else 1)
            else:
                yield each


def rows(block: Block, of: Proof, *, branches: bool = False) -> Iterator[Row]:
    """The rows that a block is about: its issue, what stands below it, or all."""
    every = of.comparison.rows
    own = next((row for row in every if block.issue and row.issue.pk == block.issue.pk), None)
    wanted = {own.issue.pk, *(row.issue.pk for row in own.below)} if own else set()
    for row in every:
        if (branches or not row.is_branch) and (block.issue is None or row.issue.pk in wanted):
            yield row


def movement(block: Block, of: Proof) -> Iterator[paper.Block]:
    """Who moved on what since the day compared with, and what became of the gaps."""
    if of.comparison.since is None:
        yield paper.Heading(_("What moved"))
        first = of.brief.since == BEFORE and not of.before
        why = _("There is no edition before this one: the next says what moved.")
        yield paper.Prose(why if first else _("What moved is told against an earlier day: none is chosen."), "aside")
        return
    yield paper.Heading(moved_since(of))
    shown = list(rows(block, of))
    lines = [line for row in shown for line in moves(row, of)]
    lines += of_whom(shown, of, _("%(party)s, new on record: %(issues)s."), new)
    lines += of_whom(shown, of, _("%(party)s, no longer on record: %(issues)s."), gone)
    if lines:
        yield paper.Bullets("", lines)
    else:
        yield paper.Prose(_("Nothing moved that is on record."))


def moved_since(of: Proof) -> str:
    if not of.against:
        return _("What moved since %(since)s") % {"since": words.then(of.comparison)}
    values = {"n": of.against.number, "day": f"{of.against.as_of:%-d %b %Y}"}
    return _("What moved, or was learned, since edition %(n)s (as of %(day)s)") % values


def moves(row: Row, of: Proof) -> Iterator[str]:
    """Who moved on the issue, and what became of its gap."""
    moved = [cell for cell in row.cells if cell.before and words.moved(of.comparison, cell)]
    said = [went(cell, of) for cell in moved]
    pair = row.widest
    if moved and pair and pair.gap is not None and pair.was is not None and (gap := words.gap_moved(pair)):
        said.append(_("the gap is %(now)s (%(gap)s)") % {"now": words.percent(pair.gap), "gap": gap})
    if said:
        yield _("%(issue)s: %(what)s.") % {"issue": isolated(row.issue.title), "what": "; ".join(said)}


def of_whom(shown: list[Row], of: Proof, told: str, holds: Callable[[Cell], bool]) -> Iterator[str]:
    """Of whom on what that holds, party by party."""
    for place, party in enumerate(of.comparison.parties):
        found = [isolated(row.issue.title) for row in shown if holds(row.cells[place])]
        if found:
            yield told % {"party": isolated(party), "issues": words.listed(found)}


def new(cell: Cell) -> bool:
    """Whether there was nothing on record then."""
    return cell.reading is not None and cell.before is None


def gone(cell: Cell) -> bool:
    """Whether there was something on record then and is nothing now: it was withdrawn."""
    return cell.reading is None and cell.before is not None


def went(cell: Cell, of: Proof) -> str:
    """From where to where, since when and why; whether that was only learned since, or what stood then withdrawn."""
    said, reading, edition = sections.moves(of.comparison, cell), cell.reading, of.against
    if reading is None:
        return said
    values = {"said": said, "day": reading.effective, "why": lower(str(reading.get_why_display()))}
    if edition is None or reading.effective_on > edition.as_of:
        return _("%(said)s (%(day)s, %(why)s)") % values
    if reading.recorded_at > edition.known_at:
        return _("%(said)s (%(day)s, %(why)s; recorded since)") % values
    said = _("%(party)s: what stood then was withdrawn, and what is in force since %(day)s stands again")
    return said % {"party": isolated(cell.party), "day": reading.effective}


def scale(block: Block, of: Proof) -> Iterator[paper.Block]:
    """Everybody on the scale of an issue, or of every issue that somebody is on record on."""
    shown = [row for row in rows(block, of) if any(cell.reading for cell in row.cells) and row.issue.scaled]
    yield paper.Heading(_("Where each party stands"))
    for row in shown:
        if len(shown) > 1:
            yield paper.Heading(f"{row.number} {row.issue.title}", 2)
        drawing = drawn(drawings.row(row), left=pictures.SCALE)
        name = f"scale-{row.issue.pk}"
        yield replace(drawing, svg=drawing.svg.replace(name, f"{name}-{block.pk}"))  # it may stand there twice
    if not shown:
        yield paper.Prose(_("Nothing is on record to draw."))


def quotations(block: Block, of: Proof) -> Iterator[paper.Block]:
    """What was said, on an issue or by a party, the newest first."""
    yield paper.Heading(_("What was said"))
    found = False
    for row in rows(block, of):
        cells = [cell for cell in row.cells if block.party is None or cell.party.pk == block.party.pk]
        said = [each for cell in cells for each in sections.cites(of.comparison, cell, of.books)]
        if said:
            found = True
            yield paper.Heading(f"{row.number} {row.issue.title}", 2)
            yield from said
    if not found:
        yield paper.Prose(_("No statement is weighed for what is on record here."))


def coverage(block: Block, of: Proof) -> Iterator[paper.Block]:
    """What is not on record, and what to hear before the next meeting, worth most first."""
    yield paper.Heading(_("What we do not know"))
    shown = {party.pk for party in of.comparison.parties}
    wanted = [each for each in to_hear(of.comparison, of.when.meetings) if each.cell.party.pk in shown]
    wanted = [each for each in wanted if each.worth >= LEAST][:FIRST]
    for meeting, those in groupby(sorted(wanted, key=ahead), key=ahead):
        if meeting[1]:
            yield paper.Heading(_("To hear before %(meeting)s") % {"meeting": isolated(meeting[1])}, 2)
        yield paper.Bullets("", [unknown(each) for each in those])
    if not wanted:
        yield paper.Prose(_("Nothing that would be worth much."))


def ahead(each: ToHear) -> tuple[date, str]:
    """The meeting before which it is worth to hear it, the next first."""
    return (each.before.held_on, f"{each.before}, {each.before.held}") if each.before else (date.max, "")


def unknown(each: ToHear) -> str:
    cell = each.cell
    values = {"party": isolated(cell.party), "issue": isolated(cell.issue.title), "why": why(cell)}
    return _("%(party)s on %(issue)s: %(why)s.") % values


def pledges(block: Block, of: Proof) -> Iterator[paper.Block]:
    """What was announced, until when, and what became of it."""
    yield paper.Heading(_("Pledges and threats"))
    shown = {party.pk for party in of.comparison.parties}
    entries = [(each, said) for each in of.entries if (said := of.known.get(each.pledge.statement_id))]
    entries = [(each, said) for each, said in entries if any(holder.party_id in shown for holder in said.held)]
    if not entries:
        yield paper.Prose(_("Nothing that was announced can be checked yet."))
        return
    table, sources = [], []
    for each, statement in entries:
        whose = words.listed([str(party) for party in of.holders(statement)])
        became = _("Overdue") if each.overdue else str(Outcome(each.outcome).label)
        table.append([whose, each.pledge.what, str(statement.said), str(each.pledge.due or ""), became, ""])
        sources.append(of.books.cite([statement]))
    headings = [_("Party"), _("What"), _("Said"), _("Due"), _("What became of it"), _("Source")]
    yield paper.Grid(Sheet(headings, table), _("Pledges and threats"), sources=sources)


def model(block: Block, of: Proof) -> Iterator[paper.Block]:
    """Where a model expects the issues to settle, of all counted parties."""
    yield paper.Heading(_("What a model makes of it"))
    note = _("A model’s output, not a position of anybody: each position weighed by capability and salience.")
    yield paper.Prose(note, "aside")
    table, without = [], defaultdict[str, list[str]](list)
    for each in modelled(of.everybody):
        if block.issue and each.issue.pk != block.issue.pk:
            continue
        if each.shown is None:
            without[why_none(each)].append(isolated(each.issue.title))
        else:
            mean, median = at(each.shown.mean, each.issue), at(each.shown.median, each.issue)
            name = f"{each.row.number} {each.issue.title}"
            table.append([name, mean, median, who(each, each.shown.mean), rests(each)])
    if table:
        headings = [_("Issue"), _("Compromise"), _("Median"), _("Nearest to the compromise"), _("Rests on")]
        yield paper.Grid(Sheet(headings, table), _("The model, issue by issue"))
    if without:
        lines = [f"{words.listed(issues)}: {lower(why)}" for why, issues in without.items()]
        yield paper.Bullets(_("Of these it makes nothing"), lines)


WAYS: dict[str, Callable[[Block, Proof], Iterator[paper.Block]]] = {
    Block.Kind.COMPARISON: comparison,
    Block.Kind.ISSUE: issue,
    Block.Kind.MOVEMENT: movement,
    Block.Kind.SCALE: scale,
    Block.Kind.QUOTATIONS: quotations,
    Block.Kind.COVERAGE: coverage,
    Block.Kind.PLEDGES: pledges,
    Block.Kind.MODEL: model,
}
