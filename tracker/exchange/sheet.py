"""A comparison as a sheet: one row for each issue and party."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from tracker.agenda.when import When
from tracker.analysis.evidence import Weighted
from tracker.base.dates import DomainDate
from tracker.base.direction import isolated
from tracker.compare import words
from tracker.compare.comparison import Cell, Comparison, Row
from tracker.compare.movement import stood
from tracker.compare.quotes import quotes
from tracker.exchange.asked import Asked
from tracker.exchange.bibliography import documents
from tracker.exchange.tables import Sheet, Value
from tracker.exchange.words import between, borrowed, in_ours, look_words, review_words, says, verdict_of
from tracker.positions import weights
from tracker.positions.models import Reading


@dataclass
class Line:
    """One issue and party, with what the whole row says."""

    comparison: Comparison
    when: When
    row: Row
    cell: Cell
    branch: str

    @property
    def reading(self) -> Reading | None:
        return self.cell.reading

    @cached_property
    def alone(self) -> Weighted | None:
        return self.comparison.alone(self.cell)

    @property
    def pair(self) -> str:
        return verdict_of(self.row) if len(self.row.cells) > 1 else ""


def of_reading(value: Callable[[Reading], Value]) -> Callable[[Line], Value]:
    return lambda line: value(line.reading) if line.reading else None


def of_statements(value: Callable[[Weighted, Line], Value]) -> Callable[[Line], Value]:
    return lambda line: value(line.alone, line) if line.alone else None


def bound(end: str) -> Callable[[Line], Value]:
    return of_reading(lambda r: str(getattr(r, f"get_{end}_bound_display")()) if getattr(r, end) is not None else None)


def columns(comparison: Comparison) -> list[tuple[str, Callable[[Line], Value]]]:
    """Each heading with what stands under it."""
    return [
        (_("Issue number"), lambda line: line.row.number),
        (_("Branch"), lambda line: line.branch),
        (_("Issue"), lambda line: line.row.issue.title),
        (
            _("State of the issue"),
            lambda line: str(line.row.state.get_state_display()) if line.row.state else _("Open"),
        ),
        (_("Party"), lambda line: str(line.cell.party)),
        (_("Stance"), lambda line: look_words(line.cell.look)),
        (_("Option"), lambda line: says(line.cell) if line.cell.look == "value" else borrowed(line.cell)),
        (_("Value"), of_reading(lambda r: r.stated)),
        (_("Scale from"), lambda line: line.row.issue.minimum),
        (_("Scale to"), lambda line: line.row.issue.maximum),
        (_("Unit"), lambda line: line.row.issue.unit),
        (_("Accepts from"), of_reading(lambda r: r.low)),
        (_("Lower end is"), bound("low")),
        (_("Accepts up to"), of_reading(lambda r: r.high)),
        (_("Upper end is"), bound("high")),
        (_("Red line binds both"), of_reading(lambda r: _("yes") if r.mutual else None)),
        (_("In force since"), of_reading(lambda r: day_or_words(r.effective))),
        (_("Why it changed"), of_reading(lambda r: str(r.get_why_display()))),
        (_("Salience"), of_reading(lambda r: r.salience)),
        (_("Firmness"), of_reading(lambda r: str(r.get_firmness_display()) if r.firmness else None)),
        (_("Confidence"), of_reading(lambda r: str(r.get_confidence_display()))),
        (_("Confidence because"), of_reading(lambda r: r.confidence_reason)),
        (_("Basis"), of_reading(lambda r: str(r.get_basis_display()))),
        (_("Summary"), of_reading(lambda r: r.summary)),
        (_("Supporting statements"), lambda line: line.cell.backing.count if line.reading else None),
        (_("Independent roots"), lambda line: line.cell.backing.roots if line.reading else None),
        (_("Best grade"), lambda line: line.cell.backing.grade),
        (_("Newest statement"), lambda line: day_or_words(line.cell.backing.newest)),
        (_("Stale since"), lambda line: line.cell.backing.stale_since),
        (_("Review"), lambda line: review_words(line.cell.review) if line.reading else None),
        (_("Statements waiting"), lambda line: line.cell.waiting),
        (_("Statements weighed"), weighed),
        (_("Sources"), sources_in_words),
        (_("Verdict"), lambda line: line.pair),
        (_("Gap in per cent of the scale"), lambda line: per_cent(line.row.gap)),
        (_("Gap between"), lambda line: between(line.row)),
        (_("As of"), lambda line: line.comparison.day),
        (_("As known at"), lambda line: line.when.moment.isoformat(timespec="seconds") if line.when.known else None),
        (_("Issue slug"), lambda line: line.row.issue.slug),
        (_("Party slug"), lambda line: line.cell.party.slug),
        (_("Verdict rests on"), lambda line: words.rests_on(line.row)),
        (_("Value by its statements"), of_statements(lambda found, line: weights.value(found, line.row.issue))),
        (_("Spread"), of_statements(lambda found, line: weights.spread(found, line.row.issue))),
        (_("Effective number"), of_statements(lambda found, _line: round(found.effective, 2))),
        *(moves(comparison) if comparison.since else ()),
    ]


def moves(comparison: Comparison) -> list[tuple[str, Callable[[Line], Value]]]:
    """What there is to say of the day compared with: behind all others, which keep their places."""
    return [
        (_("Position on %(then)s") % {"then": words.then(comparison)}, before),
        (_("Moved"), lambda line: words.moved(comparison, line.cell)),
        (_("Gap on %(then)s in per cent of the scale") % {"then": words.then(comparison)}, gap_then),
        (_("Change of the gap"), lambda line: words.gap_moved(line.row.widest) if line.row.widest else ""),
    ]


def before(line: Line) -> str:
    """Where the party stood on the day compared with."""
    reading = line.cell.before
    return stood(reading, line.row.issue) if reading else look_words("none")


def gap_then(line: Line) -> Value:
    """How far apart the two of the gap were on the day compared with."""
    return per_cent(line.row.widest.was) if line.row.widest else None


def day_or_words(found: DomainDate | None) -> Value:
    """A day as one; what is known less exactly as files write it."""
    if found is None:
        return None
    return found.first if found.precision == "day" else found.iso()


def per_cent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def weighed(line: Line) -> str:
    """The statements behind the reading, one a line: the words, who carries them, when they were said, the grade."""
    found = []
    for each in quotes(line.comparison, line.cell):
        told = " → ".join(isolated(step.name) for step in each.chain)
        said = _("“%(words)s”") % {"words": isolated(each.words)} if each.verbatim else isolated(each.words)
        tags = "".join(f"[{tag}] " for tag in each.tags)
        translated = f" [{in_ours(each.gloss)}]" if each.gloss else ""
        found.append(f"{tags}{said}{translated} ({', '.join(filter(None, [told, each.said, each.grade]))})")
    return "\n".join(found)


def sources_in_words(line: Line) -> str:
    found = documents(statement for _link, statement in line.cell.backing.weighed)
    return "\n".join(
        ", ".join(
            filter(None, [isolated(each.title), isolated(each.outlet or ""), str(each.published or ""), each.address])
        )
        for each in found
    )


def sheet(asked: Asked) -> Sheet:
    """One row for each issue and party, nothing on record included."""
    comparison, when = asked.comparison, asked.when
    headings = columns(comparison)
    if asked.handling:
        headings.append((_("Handling"), lambda _line: asked.handling))
    branches: dict[int, str] = {
        below.issue.pk: row.issue.title for row in comparison.rows if row.is_branch for below in row.below
    }
    lines = [
        Line(comparison, when, row, cell, branches.get(row.issue.pk, ""))
        for row in comparison.leaves
        for cell in row.cells
    ]
    return Sheet([heading for heading, _of in headings], [[of(line) for _heading, of in headings] for line in lines])
