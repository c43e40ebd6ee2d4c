"""The reading in force on its scale."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.actors.models import Party
from tracker.agenda.models import Issue
from tracker.base.numbers import figure
from tracker.positions import words
from tracker.positions.charts import Option, Shape, cell, scale
from tracker.positions.models import Reading
from tracker.positions.queries import OnRecord


def drawn(record: OnRecord) -> SafeString | str:
    """The reading on its scale, with its range and walls; the options' words under the axis."""
    reading, issue, party = record.in_force, record.position.issue, record.position.party
    if reading is None or not reading.scaled:
        return ""
    shape = shaped(reading, party, issue, was=was(record))
    title = _("%(party)s on %(issue)s") % {"party": party, "issue": issue}
    described = f"{words.holds(reading, issue)}: {shape.sentence}." if reading.stated is not None else shape.sentence
    return scale([shape], options(issue, reading), title=title, description=described, ids="scale")


def small(reading: Reading | None, party: Party, issue: Issue) -> SafeString | str:
    """The same as in the grid, 20 pixels high."""
    return cell(shaped(reading, party, issue)) if reading and reading.scaled else ""


def shaped(reading: Reading, party: Party, issue: Issue, *, was: float | None = None) -> Shape:
    return Shape(
        party=str(party),
        symbol=party.symbol,
        look=reading.stance,
        stated=hundredth(reading.stated, reading),
        inferred=reading.basis != Reading.Basis.STATED,
        low=hundredth(reading.low, reading),
        high=hundredth(reading.high, reading),
        low_bound=reading.low_bound,
        high_bound=reading.high_bound,
        was=was,
        figure="" if reading.stated is None else words.measured(reading.stated, issue),
    )


def options(issue: Issue, reading: Reading) -> list[Option]:
    """The worded options: where, in which words, and whether this one is held."""
    return [
        Option(at, option.words, option.pk == reading.option_id, figure(option.value))
        for option in issue.worded
        if (at := hundredth(option.value, reading)) is not None and 0 <= at <= 100
    ]


def was(record: OnRecord) -> float | None:
    """Where the mark stood on the day compared with, if it stood elsewhere."""
    before, reading = record.before, record.in_force
    if before is None or reading is None or before.stated == reading.stated:
        return None
    return hundredth(before.stated, before)


def hundredth(value: float | None, reading: Reading) -> float | None:
    """A point of the scale a reading was measured on, in per cent of it."""
    if value is None or reading.minimum is None or reading.maximum is None:
        return None
    return round(100 * (value - reading.minimum) / (reading.maximum - reading.minimum), 4)
