"""Positions drawn: elastic SVG, x in per cent and letters in pixels, so that type never shrinks.

Attributes carry the light colours, so that a drawing survives outside the page; classes override them on it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import NamedTuple

from django.utils.safestring import SafeString

from tracker.base.direction import isolated

COLOURS = ("#14508f", "#b84a00", "#00756a", "#7449bd", "#7d5e00", "#a13d63", "#4f6b0f", "#565d64")
SILENCES = {
    "neutral": "Neutral: content with any outcome",
    "ambivalent": "Ambivalent: says both",
    "declined": "Declined to say",
    "unknown": "No longer known",
    "none": "Nothing on record",
}
LETTER = 6.5  # pixels, the mean width of a letter at 12 px
NARROW = 220  # pixels of a scale on a phone
ABREAST = 13  # pixels from mark to mark of those at one point
NOTHING = SafeString("")


@dataclass(frozen=True)
class Shape:
    """One party's reading as drawn. Numbers are per cent of the issue's scale, 0 to 100."""

    party: str  # name in the gutter
    symbol: int  # 1 to 8: colour, mark and line pattern
    look: str  # value, neutral, ambivalent, declined, unknown, none
    stated: float | None = None
    inferred: bool = False
    low: float | None = None
    high: float | None = None
    low_bound: str = "none"  # none, assumed, firm; a wall at `low`, forbidden ground from 0 up to it
    high_bound: str = "none"  # the same at `high`, up to 100
    was: float | None = None  # where it stood at the date compared with
    figure: str = ""  # "50", "12 years": printed beside the mark

    @property
    def colour(self) -> str:
        return COLOURS[(self.symbol - 1) % len(COLOURS)]

    @property
    def mark(self) -> int:
        return (self.symbol - 1) % len(COLOURS) + 1

    @property
    def sentence(self) -> str:
        """What the drawing shows, for those who listen."""
        if self.look != "value" or self.stated is None:
            return SILENCES.get(self.look, SILENCES["none"])
        says = [f"{self.figure or number(self.stated)}, at {number(self.stated)} of 100"]
        if self.figure in ("", number(self.stated)):
            says = [f"{number(self.stated)} of 100"]
        if self.inferred:
            says[0] += ", inferred"
        if self.low is not None or self.high is not None:
            low = "the low end" if self.low is None else number(self.low)
            high = "the high end" if self.high is None else number(self.high)
            says.append(f"accepts {low} to {high}")
        for bound, value, way in ((self.low_bound, self.low, "down"), (self.high_bound, self.high, "up")):
            if bound != "none" and value is not None:
                assumed = ", assumed" if bound == "assumed" else ""
                says.append(f"red line from {number(value)} {way}{assumed}")
        if self.was is not None:
            says.append(f"was {number(self.was)}")
        return "; ".join(says)


class Zone(NamedTuple):
    """Where all could agree, or, with low above high, the ground between them."""

    low: float
    high: float
    label: str = ""
    assumed: bool = False


class Option(NamedTuple):
    """A worded point of the scale: where, in per cent, in which words, whether somebody holds it, what it is called."""

    at: float
    words: str
    held: bool
    figure: str = ""  # "2012": the point as the issue's own scale counts it

    @property
    def called(self) -> str:
        return self.figure or number(self.at)


class Gap(NamedTuple):
    one: float
    other: float
    label: str = ""


def cell(shape: Shape, *, ticked: bool = True) -> SafeString:
    """The scale of a grid cell, 20 px high. Nothing on record has none: the cell is a hole.

    Where there are thousands, the ticks at its ends are left out.
    """
    if shape.look == "none":
        return NOTHING
    silent = shape.look in ("declined", "unknown")
    return plain(
        f'<svg class="party-{shape.mark}" width="100%" height="20" role="img" aria-label="{escape(shape.sentence)}">'
        f"{NOTHING if silent else line('axis', 0, 100, 10, 10, '#83898e')}"
        f"{join(line('tick', end, end, 6, 14, '#83898e') for end in (0, 100)) if ticked else NOTHING}"
        f"{body(shape, y=10, half=4, wall=9, mark=14)}</svg>"
    )


def scale(
    shapes: Sequence[Shape],
    options: Sequence[tuple[float, str, bool] | Option],
    *,
    title: str,
    description: str,
    ids: str,
    zone: Zone | None = None,
    gap: Gap | None = None,
    quo: float | None = None,
) -> SafeString:
    """All parties on the issue's one scale: a lane each, the options in words under the axis, (per cent, words, held).

    `quo`: how things are today, a dotted line.
    A zone of agreement says more than the gap: with both, the bracket stays away.
    """
    if zone and zone[0] <= zone[1]:
        gap = None
    top = 41 if gap or zone else 22  # the first lane; above it the bracket or the zone's label
    floor = top - 11 + 30 * len(shapes)
    words, depth = axis([Option(*option) for option in options], floor)
    ids = escape(ids)
    return plain(
        f'<svg width="100%" height="{depth}" role="img" aria-labelledby="{ids}-t {ids}-d">'
        f'<title id="{ids}-t">{escape(title)}</title><desc id="{ids}-d">{escape(description)}</desc>'
        f"{ground(Zone(*zone), floor) if zone else NOTHING}"
        f"{line('quo', quo, quo, 20, floor, '#5c646c', dash='1 3') if quo is not None else NOTHING}"
        f"{join(lane(shape, top + 30 * row) for row, shape in enumerate(shapes))}"
        f"{bracket(Gap(*gap)) if gap else NOTHING}{line('axis', 0, 100, floor, floor, '#83898e')}{words}</svg>"
    )


def dumbbell(shapes: Sequence[Shape], *, label: str) -> SafeString:
    """One line of "how far apart": marks joined by a bar, the first party's walls above it, the others' below."""
    held = [shape for shape in shapes if shape.look == "value" and shape.stated is not None]
    ends = [shape.stated for shape in held if shape.stated is not None]
    parts = [line("gridline", 0, 100, 13, 13, "#e1e2df")]
    parts += [line("gridline", x, x, 0, 26, "#e1e2df") for x in (0, 50, 100)]
    if len(ends) > 1:
        parts.append(line("bar-gap", min(ends), max(ends), 13, 13, "#3f464d", 2))
    for row, shape in enumerate(shapes):
        top, foot = (1, 13) if row == 0 else (13, 25)
        parts += [wall(at, bound, top, foot) for bound, at, _, _ in walls(shape)]
    for shape, dx in abreast(held):
        ring = NOTHING if shape.was is None else was(shape, 13)
        mark = point(shape, shape.stated or 0, 13, 15, dx=dx)
        parts.append(plain(f'<g class="party-{shape.mark}">{ring}{mark}</g>'))
    return plain(f'<svg width="100%" height="26" role="img" aria-label="{escape(label)}">{join(parts)}</svg>')


def abreast(shapes: Sequence[Shape]) -> list[tuple[Shape, float]]:
    """Each with how many pixels its mark steps aside, so that of those at one point every mark is seen."""
    found: list[tuple[Shape, float]] = []
    for x, group in groupby(sorted(shapes, key=at), key=at):
        here = list(group)
        last = len(here) - 1
        outwards = last / 2 if 5 < x < 95 else min(last / 2, 0.5)  # at an end of the scale most stand inwards
        before = last - outwards if x >= 95 else outwards
        found += [(shape, ABREAST * (place - before)) for place, shape in enumerate(here)]
    return found


def at(shape: Shape) -> float:
    """The point it states, as near as the eye can tell."""
    return round(shape.stated or 0.0)


def covered(look: str, label: str = "") -> SafeString:
    """How well we know a cell, 20 px square: full, one root, stale, no evidence; each silence has its own look."""
    drawn = COVERED.get(look, COVERED["none"])
    said = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return plain(f'<svg class="covered" width="20" height="20" {said}>{drawn}</svg>')


EDGE = '<rect class="axis" x="3" y="3" width="14" height="14" fill="none" stroke="#83898e"/>'
ENDS = '<circle class="axis" cx="{}" cy="10" r="2.5" fill="none" stroke="#83898e"/>'
COVERED = {
    "full": '<rect class="heat" x="3" y="3" width="14" height="14" fill="#5c646c"/>',
    "thin": f'{EDGE}<rect class="heat" x="3" y="12" width="14" height="5" fill="#5c646c"/>',
    "stale": f'{EDGE}<path class="heat" d="M3 17 17 3v14z" fill="#5c646c"/>',
    "bare": EDGE,
    "neutral": '<path class="brace" d="M3 7.5h14M3 12.5h14" stroke="#3f464d"/>',
    "ambivalent": f'{ENDS.format(4.5)}{ENDS.format(15.5)}<path class="brace" d="M7 10h6" stroke="#3f464d"/>',
    "declined": '<path class="brace thick" d="M3 10h14" stroke="#3f464d" stroke-width="2.5"/>',
    "unknown": '<path class="brace" d="M3 10h14" stroke="#3f464d" stroke-dasharray="1.5 3"/>',
    "none": '<rect class="axis hole" x="3" y="3" width="14" height="14" fill="none" stroke="#83898e" '
    'stroke-dasharray="2 2"/>',
}


# Parts ----------------------------------------------------------------------------------------------------------------
def body(shape: Shape, *, y: int, half: int, wall: int, mark: int) -> SafeString:
    """The shape itself on the line `y`: a band `half` high each way, walls, marks."""
    if shape.look == "declined":
        return line("quo", 0, 100, y, y, "#5c646c", dash="1 3")
    if shape.look == "unknown":
        return join([line("axis lost", 0, 100, y, y, "#83898e", dash="2 5"), was(shape, y)])
    if shape.look == "neutral":
        return band(shape, "range soft", 0, 100, y, half)
    if shape.look == "ambivalent":
        ends = (0.0 if shape.low is None else shape.low, 100.0 if shape.high is None else shape.high)
        hollow = [point(shape, end, y, mark - 1, hollow=True) for end in ends]
        return join([line("step", *ends, y, y, shape.colour, 2.5), *hollow])
    if shape.stated is None:
        return NOTHING
    return join(
        [
            *(forbidden(bound, start, end, y, half) for bound, _, start, end in walls(shape)),
            *bands(shape, y, half),
            *(wall_at(at, bound, y, wall) for bound, at, _, _ in walls(shape)),
            trail(shape, y),
            was(shape, y),
            point(shape, shape.stated, y, mark),
        ]
    )


def bands(shape: Shape, y: int, half: int) -> list[SafeString]:
    """What it would accept. An end not known is the end of the scale, lightly hatched; neither known: no band."""
    low, high, stated = shape.low, shape.high, shape.stated or 0.0
    if low is None and high is None:
        return []
    if low is None:
        known = min(stated, high or 0.0)
        return [band(shape, "range open", 0, known, y, half), band(shape, "range", known, high or 0.0, y, half)]
    if high is None:
        known = max(stated, low)
        return [band(shape, "range", low, known, y, half), band(shape, "range open", known, 100, y, half)]
    return [band(shape, "range", low, high, y, half)]


def band(shape: Shape, look: str, low: float, high: float, y: int, half: int) -> SafeString:
    if high <= low and look != "range":
        return NOTHING
    edge = "" if look == "range" else f' stroke="{shape.colour}" stroke-dasharray="3 2"'
    size = f'width="{percent(max(0.0, held(high) - held(low)))}" height="{2 * half}"'
    return plain(
        f'<rect class="{look}" x="{percent(low)}" y="{y - half}" {size} rx="1" '
        f'fill="{shape.colour}" fill-opacity=".3"{edge}/>'
    )


def walls(shape: Shape) -> list[tuple[str, float, float, float]]:
    """Each red line: how sure, where, and the ground it forbids."""
    if shape.look != "value":
        return []
    both = [(shape.low_bound, shape.low, 0.0, shape.low), (shape.high_bound, shape.high, shape.high, 100.0)]
    return [
        (bound, at, start or 0.0, end or 0.0) for bound, at, start, end in both if bound != "none" and at is not None
    ]


def wall(x: float, bound: str, top: float, foot: float) -> SafeString:
    if bound == "assumed":
        return line("wall assumed", x, x, top, foot, "#b0002e", 3, dash="4 3")
    return line("wall", x, x, top, foot, "#b0002e", 3)


def wall_at(x: float, bound: str, y: int, half: int) -> SafeString:
    return wall(x, bound, y - half, y + half)


def forbidden(bound: str, start: float, end: float, y: int, half: int) -> SafeString:
    look = "hatch assumed" if bound == "assumed" else "hatch"
    size = f'width="{percent(held(end) - held(start))}" height="{2 * half}"'
    return plain(f'<rect class="{look}" x="{percent(start)}" y="{y - half}" {size} fill="url(#hatch)"/>')


def point(shape: Shape, x: float, y: int, size: int, *, hollow: bool = False, dx: float = 0) -> SafeString:
    hollow = hollow or shape.inferred
    ink = f'fill="#fff" stroke="{shape.colour}" stroke-width="2"' if hollow else f'fill="{shape.colour}"'
    at = f'x="{percent(x)}" y="{y}" width="{size}" height="{size}"'
    return plain(
        f'<use class="point{" inferred" if hollow else ""}" href="#m{shape.mark}" {at} '
        f'transform="translate({dx - size / 2:g} {-size / 2:g})" {ink}/>'
    )


def was(shape: Shape, y: int) -> SafeString:
    if shape.was is None:
        return NOTHING
    at = f'cx="{percent(shape.was)}" cy="{y}"'
    return plain(f'<circle class="was" {at} r="3" fill="#fff" stroke="{shape.colour}"/>')


def trail(shape: Shape, y: int) -> SafeString:
    if shape.was is None or shape.stated is None:
        return NOTHING
    return line("trail", shape.was, shape.stated, y, y, shape.colour)


def lane(shape: Shape, y: int) -> SafeString:
    """A party's lane in the shared scale: name and figure in the gutter, its shape on the line."""
    grid = line("gridline", 0, 100, y, y, "#e1e2df") if shape.look in ("value", "neutral", "ambivalent") else NOTHING
    silence = SILENCES[shape.look] if shape.look in ("declined", "unknown", "none") else ""
    said = f'<text class="t q halo" x="0" dx="12" y="{y + 4}">{silence}</text>' if silence else NOTHING
    drawn = body(shape, y=y, half=6, wall=12, mark=18)
    return plain(f'<g class="party-{shape.mark}">{grid}{drawn}{said}{gutter(shape, y)}</g>')


def gutter(shape: Shape, y: int) -> SafeString:
    """Name and figure beside the lane, on one line where they fit, else on two."""
    figure = shape.figure or (shape.look if shape.look in ("neutral", "ambivalent") else "")
    name, figure = short(shape.party, 13), short(figure, 13)
    together = len(name) + len(figure) <= 11
    at, name, figure = y + 4 if together or not figure else y - 2, escape(isolated(name)), escape(figure)
    own = f'<text class="t own" x="0" dx="-12" y="{at}" text-anchor="end" fill="{shape.colour}">{name}'
    if not figure:
        return plain(f"{own}</text>")
    if together:
        return plain(f'{own} <tspan class="b" dx="4" fill="#15181b">{figure}</tspan></text>')
    return plain(f'{own}</text><text class="t b" x="0" dx="-12" y="{y + 12}" text-anchor="end">{figure}</text>')


def ground(zone: Zone, floor: int) -> SafeString:
    """Green where all could agree; hatched grey between ranges that miss each other."""
    low, high = sorted((held(zone.low), held(zone.high)))
    if zone.low > zone.high:
        size = f'width="{percent(high - low)}" height="{floor - 20}"'
        return plain(f'<rect class="void" x="{percent(low)}" y="20" {size} fill="url(#cross)"/>')
    look, dashes = ("zone assumed", ' stroke-dasharray="4 3"') if zone.assumed else ("zone", "")
    size = f'width="{percent(high - low)}" height="{floor - 20}"'
    return plain(
        f'<rect class="{look}" x="{percent(low)}" y="20" {size} fill="#e6f3ea" stroke="#17633a"{dashes}/>'
        f"{labelled(zone.label, low, high)}"
    )


def labelled(words: str, low: float, high: float) -> SafeString:
    """The zone's label above it; on a phone, where it would run out of the drawing there, from the nearer side on."""
    x, anchor = above(low, high, edge=25)
    wide = 100 * len(words) * LETTER / NARROW
    begins = x - wide * {"start": 0, "middle": 0.5, "end": 1}[anchor]
    side = (0.0, "start") if low + high < 100 else (100.0, "end")
    places = [("", x, anchor)] if 0 <= begins <= 100 - wide else [(" roomy", x, anchor), (" tight", *side)]
    return join(
        plain(
            f'<text class="t green halo{look}" x="{percent(at)}" y="11" text-anchor="{leans}" fill="#17633a">'
            f"{escape(words)}</text>"
        )
        for look, at, leans in places
    )


def above(low: float, high: float, *, edge: float) -> tuple[float, str]:
    """Where a label of that stretch stands, and how: in its middle, unless that lies within `edge` of an end."""
    middle = (low + high) / 2
    return (low, "start") if middle < edge else (high, "end") if middle > 100 - edge else (middle, "middle")


def bracket(gap: Gap) -> SafeString:
    low, high = sorted((held(gap.one), held(gap.other)))
    x, anchor = above(low, high, edge=8)
    ends = [(low, high, 14), (low, low, 20), (high, high, 20)]
    drawn = join(line("brace", start, end, 14, foot, "#3f464d") for start, end, foot in ends)
    return plain(
        f'{drawn}<text class="t b halo" x="{percent(x)}" y="9" text-anchor="{anchor}">{escape(gap.label)}</text>'
    )


def axis(options: Sequence[Option], floor: int) -> tuple[SafeString, int]:
    """Ticks and words under the axis, and how deep they reach. The two ends stand a line lower than the rest."""
    points = sorted({option.at: option for option in options}.values())
    inner = [option for option in points if 0 < option.at < 100]
    left = [option for option in points if option.at <= 0]
    right = [option for option in points if option.at >= 100]
    wide, narrow = fitting(inner, 736), fitting([option for option in inner if option.held], 544)
    parts = [tick(option.at, floor) for option in points]
    for option in inner:
        if option.at in wide:
            look = "t inner" if option.at in narrow else "t inner idle"
            place = f'x="{percent(option.at)}" y="{floor + 17}" text-anchor="{leaning(option.at)}"'
            parts.append(plain(f'<text class="{look}" {place}>{numbered(option)}</text>'))
    low = floor + (34 if inner else 17)
    letters = sum(len(short(option.words, 38)) for option in [*left[:1], *right[:1]])
    deep = low + (16 if left and right and letters > 26 else 0)
    if left:
        parts.append(plain(f'<text class="t" x="0%" y="{low}">{numbered(left[0])}</text>'))
    if right:
        words = f'{escape(short(right[0].words, 38))} <tspan class="q">{escape(right[0].called)}</tspan>'
        look = "t deep" if deep > low else "t"
        parts.append(plain(f'<text class="{look}" x="100%" y="{deep}" text-anchor="end">{words}</text>'))
    return join(parts), deep + 6


def fitting(options: Sequence[Option], width: float) -> set[float]:
    """The options whose words find room on a line `width` pixels wide; those that somebody holds choose first."""
    taken: list[tuple[float, float]] = []
    placed = set()
    for at, words, *_ in sorted(options, key=lambda option: (not option.held, option.at)):
        length = LETTER * (len(short(words, 38)) + 4)
        middle = width * at / 100
        start = {"start": middle, "middle": middle - length / 2, "end": middle - length}[leaning(at)]
        if all(start >= end or start + length <= begin for begin, end in taken):
            taken.append((start, start + length))
            placed.add(at)
    return placed


def leaning(at: float) -> str:
    return "start" if at < 12 else "end" if at > 88 else "middle"


def tick(at: float, floor: int) -> SafeString:
    return line("tick", at, at, floor - 3, floor + 5, "#83898e")


def numbered(option: Option) -> SafeString:
    return plain(f'<tspan class="q">{escape(option.called)}</tspan> {escape(short(option.words, 38))}')


def line(
    look: str, x1: float, x2: float, y1: float, y2: float, colour: str, width: float = 1, *, dash: str = ""
) -> SafeString:
    ends = f'x1="{percent(x1)}" x2="{percent(x2)}" y1="{y1}" y2="{y2}"'
    wide = "" if width == 1 else f' stroke-width="{width:g}"'
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return plain(f'<line class="{look}" {ends} stroke="{colour}"{wide}{dashes}/>')


def plain(drawn: str) -> SafeString:
    """Markup of our own words and numbers; any text of theirs in it goes through `escape`."""
    return SafeString(drawn)


def join(parts: Iterable[SafeString]) -> SafeString:
    return SafeString("".join(parts))  # each part is safe already: that is its type


def held(value: float) -> float:
    """Kept on the scale."""
    return min(100.0, max(0.0, value))


def percent(value: float) -> str:
    return f"{round(held(value), 2):g}%"


def number(value: float) -> str:
    """12, 12.5, with a true minus."""
    return f"{round(value, 1):g}".replace("-", "\N{MINUS SIGN}")


def short(words: str, letters: int) -> str:
    return words if len(words) <= letters else words[: letters - 1].rstrip() + "…"
