"""The comparison drawn: each reading as a shape on the issue's scale."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.actors.models import Party
from tracker.agenda.models import Issue
from tracker.analysis.stands import Stand
from tracker.compare.comparison import Cell, Row
from tracker.compare.words import apart, listed, percent, scaled
from tracker.positions.charts import Gap, Option, Shape, Zone, dumbbell, scale
from tracker.positions.charts import cell as draw_cell
from tracker.positions.models import Reading
from tracker.positions.spells import hundred, status_quo, worded
from tracker.positions.words import holds, measured


def shape(cell: Cell) -> Shape:
    """The reading of a cell as it is drawn; a bloc's own where the member has none."""
    return drawn(cell.reading, cell.stand, cell.party, cell.issue, was=cell.stood)


def drawn(
    reading: Reading | None, stand: Stand | None, party: Party, issue: Issue, *, was: Stand | None = None
) -> Shape:
    if reading is None or stand is None:
        return Shape(str(party), party.symbol, "none")
    before = was.value if was else None
    return Shape(
        party=str(party),
        symbol=party.symbol,
        look=reading.stance,
        stated=hundred(stand.value),
        inferred=reading.basis != Reading.Basis.STATED,
        low=hundred(stand.low),
        high=hundred(stand.high),
        low_bound=reading.low_bound,
        high_bound=reading.high_bound,
        was=None if before is None or before == stand.value else hundred(before),
        figure="" if reading.stated is None else measured(reading.stated, issue),
    )


def cell(of: Cell, *, ticked: bool = True) -> SafeString:
    """The scale in a grid's cell."""
    return draw_cell(shape(of), ticked=ticked)


def row(of: Row, *, spoken: bool = False, quo: bool = False) -> SafeString:
    """All parties on the issue's one scale, with the zone of agreement or the gap.

    `spoken`: only those on record; `quo`: with the status quo as a dotted line.
    """
    shapes = [shape(each) for each in of.cells if each.reading or not spoken]
    pair, common = of.widest, of.zone
    zone = None
    if common is not None and not common.empty and any(each.stand and each.stand.bounded for each in of.cells):
        zone = Zone(100 * common.low, 100 * common.high, zone_words(of), common.assumed)
    elif common is not None and common.empty:
        zone = Zone(100 * common.low, 100 * common.high, "", common.assumed)
    gap = None
    if pair and pair.gap and pair.a.stand and pair.b.stand:
        ends = hundred(pair.a.stand.value) or 0.0, hundred(pair.b.stand.value) or 0.0
        gap = Gap(*ends, _("gap %(gap)s") % {"gap": percent(pair.gap)})
    return scale(
        shapes,
        options(of),
        title=_("%(issue)s: where each party stands") % {"issue": of.issue.title},
        description=described(of),
        ids=f"scale-{of.issue.pk}",
        zone=zone,
        gap=gap,
        quo=status_quo(of.issue) if quo else None,
    )


def options(of: Row) -> list[Option]:
    """The worded options: where, in which words, and whether somebody holds it."""
    return worded(of.issue, {each.reading.option_id for each in of.cells if each.reading})


def zone_words(of: Row) -> str:
    common = of.zone
    if common is None:
        return ""
    low, high = (measured(scaled(end, of.issue), of.issue) for end in (common.low, common.high))
    words = _("zone of agreement %(low)s to %(high)s") % {"low": low, "high": high}
    return f"{words}, {_('assumed')}" if common.assumed else words


def described(of: Row) -> str:
    """The drawing in a sentence, for those who listen."""
    said = []
    for each in of.cells:
        words = shape(each).sentence
        option = holds(each.reading, of.issue) if each.reading else ""
        said.append(f"{each.party}: {option}, {words}" if option else f"{each.party}: {words}")
    said += together(of)
    if of.gap is not None:
        said.append(_("Gap %(gap)s, %(words)s") % {"gap": percent(of.gap), "words": apart(of.gap)})
    return ". ".join(said) + "."


def together(of: Row) -> list[str]:
    """Who stands at the same point as others."""
    by_point: dict[float, list[str]] = {}
    for each in of.cells:
        if each.stand and each.stand.value is not None:
            by_point.setdefault(each.stand.value, []).append(str(each.party))
    words = _("%(parties)s at the same point")
    return [words % {"parties": listed(parties)} for parties in by_point.values() if len(parties) > 1]


def line(of: Row) -> SafeString:
    """The issue as one line of "how far apart"."""
    return dumbbell([shape(each) for each in of.cells], label=described(of))
