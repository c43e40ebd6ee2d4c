"""The comparison drawn: each reading as a shape on the issue's scale."""

from collections.abc import Container, Sequence
from operator import attrgetter

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.actors.models import Party
from tracker.agenda.models import Issue, Meeting
from tracker.agenda.when import When
from tracker.analysis.stands import Stand, normalise
from tracker.base.numbers import figure
from tracker.compare.moves import on_scale
from tracker.compare.queries import Cell, Row
from tracker.compare.words import apart, listed, percent, scaled
from tracker.positions.charts import Gap, Option, Shape, Zone, dumbbell, scale
from tracker.positions.charts import cell as draw_cell
from tracker.positions.models import Reading
from tracker.positions.steps import Held, Slip, Spell, Spoken, Track
from tracker.positions.steps import history as steps
from tracker.positions.weights import point
from tracker.positions.words import at, holds, measured
from tracker.statements.models import Holder


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


def hundred(value: float | None) -> float | None:
    return None if value is None else round(100 * value, 4)


def cell(of: Cell) -> SafeString:
    """The scale in a grid's cell."""
    return draw_cell(shape(of))


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


def status_quo(issue: Issue) -> float | None:
    """Where things are today, in per cent of the scale."""
    if issue.status_quo is None or issue.minimum is None or issue.maximum is None:
        return None
    return hundred(normalise(issue.status_quo, issue.minimum, issue.maximum))


# Through time --------------------------------------------------------------------------------------------------------
def history(
    of: Row, readings: Sequence[Reading], when: When, *, said: Sequence[Holder] = (), slips: Sequence[Reading] = ()
) -> SafeString:
    """The readings of all parties on an issue, which took effect, as steps; each mark leads to its reading.

    `said`: who held which statement, each a stroke that leads to it; `slips`: readings that no longer stand.
    """
    by_party: dict[int, list[Reading]] = {}
    for reading in sorted(readings, key=attrgetter("effective_on", "recorded_at", "pk")):
        by_party.setdefault(reading.position.party_id, []).append(reading)
    tracks = [
        Track(str(cell.party), cell.party.symbol, [spell(each, of.issue, when) for each in by_party[cell.party.pk]])
        for cell in of.cells
        if cell.party.pk in by_party
    ]
    held = {each.option_id for each in readings}
    return steps(
        tracks,
        worded(of.issue, held),
        [
            Held(each.place or each.name, each.held_on, each.held_before)
            for each in when.meetings
            if each.status != Meeting.Status.CANCELLED
        ],
        day=when.day,
        title=_("%(issue)s through time") % {"issue": of.issue},
        description=told(tracks),
        ids=f"history-{of.issue.pk}",
        quo=status_quo(of.issue),
        spoken=list(filter(None, (spoken(each, of.issue, when) for each in said))),
        slips=list(filter(None, (slip(each, of.issue, when) for each in slips))),
    )


def spoken(holder: Holder, issue: Issue, when: When) -> Spoken | None:
    """A statement for a point of the scale, in the words of the party's own."""
    statement, share = holder.statement, point(holder.statement, issue)
    if share is None:
        return None
    return Spoken(
        symbol=holder.party.symbol,
        day=statement.said_on,
        at=100 * share,
        words=f"{holder.party}, {statement.said}: {statement.words}",
        href=reverse("desk:statement", kwargs={"ws": when.negotiation.workspace.slug, "pk": statement.pk}),
    )


def slip(reading: Reading, issue: Issue, when: When) -> Slip | None:
    drawn = spell(reading, issue, when)
    if drawn.stated is None:
        return None
    words = _("%(reading)s; corrected or withdrawn since") % {"reading": drawn.words}
    return Slip(reading.position.party.symbol, drawn.first, drawn.stated, words, drawn.href)


def spell(reading: Reading, issue: Issue, when: When) -> Spell:
    position, scale = reading.position, (reading.minimum, reading.maximum)
    stood = at(reading, issue)
    path = reverse("positions:detail", kwargs={"ws": when.negotiation.workspace.slug, "pk": position.pk})
    return Spell(
        first=reading.effective_on,
        end=reading.effective_before,
        look=reading.stance,
        words=f"{position.party}, {reading.effective}: {stood}",
        href=f"{path}{'?' if when.query else ''}{when.query}#reading-{reading.pk}",
        stated=shared(reading.stated, *scale),
        inferred=reading.basis != Reading.Basis.STATED,
        low=shared(reading.low, *scale),
        high=shared(reading.high, *scale),
        low_bound=reading.low_bound,
        high_bound=reading.high_bound,
    )


def shared(value: float | None, minimum: float | None, maximum: float | None) -> float | None:
    """A point of a scale in per cent of it."""
    share = on_scale(value, minimum, maximum)
    return None if share is None else hundred(share)


def told(tracks: Sequence[Track]) -> str:
    """The steps in sentences, for those who listen; the table beside the drawing says more."""
    said = [f"{'; '.join(spell.words for spell in track.spells)}." for track in tracks]
    return " ".join(said)


def options(of: Row) -> list[Option]:
    """The worded options: where, in which words, and whether somebody holds it."""
    return worded(of.issue, {each.reading.option_id for each in of.cells if each.reading})


def worded(issue: Issue, held: Container[int | None]) -> list[Option]:
    return [
        Option(at, option.words, option.pk in held, figure(option.value))
        for option in issue.options.all()
        if (at := shared(option.value, issue.minimum, issue.maximum)) is not None
    ]


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
