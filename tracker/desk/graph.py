"""What depends on what, drawn: what must come first stands left, and arrows lead to what waits for it.

Elastic as the charts are: x in per cent, y and letters in pixels. Lines that join are needed together; a dashed one is
one way of several; a loop comes back round below. No line passes behind a box.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.base.direction import isolated
from tracker.positions.charts import COLOURS, LETTER, NOTHING, join, line, plain

NARROW, DEEP = 580, 180  # pixels: how narrow it gets, below which the table speaks; of each layer where there are many
WIDTHS = {1: 40.0, 2: 36.0, 3: 24.0, 4: 17.0}  # per cent of a box, by how many stand side by side
ASIDE, BESIDE = 4.0, 3.0  # per cent left free on both sides for what comes back round
ROW, HIGH, LANE = 14, 58, 24  # pixels: between boxes, of a box, of a line below
HEAD, ABREAST = 12, 14  # of an arrow’s head, from mark to mark
MOST_MARKS = 6
BACK = {"closed": "#b0002e", "open": "#7d5000"}


@dataclass(frozen=True)
class Box:
    """One subject."""

    key: str
    title: str
    note: str
    href: str


@dataclass(frozen=True)
class Arrow:
    """All of `needs` before `target`: whose condition that is, whether it is one way of several, and in which loop."""

    needs: tuple[str, ...]
    target: str
    symbols: tuple[int, ...]
    either: bool = False
    loop: str = ""  # closed, or open: with a way round

    @property
    def look(self) -> str:
        return " ".join(filter(None, ["dep", self.loop, "either" if self.either else ""]))

    @property
    def colour(self) -> str:
        return BACK.get(self.loop, "#3f464d")


@dataclass(frozen=True)
class Placed:
    """Where a box stands: its left and right edge in per cent, its middle in pixels."""

    left: float
    right: float
    middle: float
    layer: int


def drawing(boxes: Sequence[Box], arrows: Sequence[Arrow], *, title: str, description: str, ids: str) -> SafeString:
    """All boxes in layers from left to right, those that most depends on first as given."""
    layers = layered([box.key for box in boxes], arrows)
    places, floor = placed([box.key for box in boxes], arrows, layers)
    below = [each for each in arrows if any(layers[each.target] - layers[need] != 1 for need in each.needs)]
    lanes = {id(arrow): number for number, arrow in enumerate(below)}
    ports = spread(arrows, places)
    wide = max(layers.values()) + 1
    pixels = NARROW if wide in WIDTHS else DEEP * wide
    drawn = [arrow(each, places, ports[id(each)], floor, lanes.get(id(each)), pixels) for each in arrows]
    depth = floor + LANE * len(below) + 10
    return format_html(
        '<svg width="{}" height="{}" role="group" aria-labelledby="{}-t {}-d"><title id="{}-t">{}</title>'
        '<desc id="{}-d">{}</desc>{}{}</svg>',
        "100%" if wide in WIDTHS else f"{pixels}",
        *(f"{depth:g}", ids, ids, ids, title, ids, description),
        join(drawn),
        join(box(each, places[each.key], pixels) for each in boxes),
    )


# Where things stand ---------------------------------------------------------------------------------------------------
def layered(keys: Sequence[str], arrows: Iterable[Arrow]) -> dict[str, int]:
    """Each stands right of all it waits for; where they wait for each other, the first as given begins.

    What waits for nothing stands just left of what first waits for it, so that few lines pass behind another box.
    """
    waits: dict[str, set[str]] = {key: set() for key in keys}
    for each in arrows:
        waits[each.target].update(need for need in each.needs if need != each.target)
    found: dict[str, int] = {}
    left = list(keys)
    while left:
        ready = [key for key in left if waits[key] <= found.keys()] or left[:1]
        for key in ready:
            found[key] = max((found[need] + 1 for need in waits[key] if need in found), default=0)
        left = [key for key in left if key not in found]
    for key in keys:
        if not waits[key]:
            found[key] = min((found[each] - 1 for each in keys if key in waits[each] and found[each]), default=0)
    used = sorted(set(found.values()))
    return {key: used.index(layer) for key, layer in found.items()}


def placed(keys: Sequence[str], arrows: Sequence[Arrow], layers: dict[str, int]) -> tuple[dict[str, Placed], float]:
    """Each box as near as may be to what it waits for; and how far down they reach."""
    wide = max(layers.values()) + 1
    size = WIDTHS.get(wide, 66 / wide)
    step = (100 - ASIDE - BESIDE - size) / max(wide - 1, 1)
    found: dict[str, Placed] = {}
    floor = 0.0
    for layer in range(wide):
        here = [key for key in keys if layers[key] == layer]
        if layer:
            here.sort(key=lambda key: level(key, arrows, found))
        top = 4.0
        for key in here:
            high = tall(key, arrows)
            if layer and len(here) == 1:
                top = max(top, level(key, arrows, found) - high / 2)
            found[key] = Placed(ASIDE + layer * step, ASIDE + layer * step + size, top + high / 2, layer)
            top += high + ROW
        floor = max(floor, top - ROW)
    return found, floor


def tall(key: str, arrows: Iterable[Arrow]) -> float:
    """High enough that each arrow has a line of its own."""
    return max(HIGH, 22 * sum(each.target == key for each in arrows))


def level(key: str, arrows: Iterable[Arrow], found: dict[str, Placed]) -> float:
    middles = [found[need].middle for each in arrows if each.target == key for need in each.needs if need in found]
    return sum(middles) / len(middles) if middles else 0.0


def spread(arrows: Iterable[Arrow], places: dict[str, Placed]) -> dict[int, float]:
    """At which height each arrow arrives: from above above, from below below."""
    at: dict[str, list[Arrow]] = defaultdict(list)
    for each in arrows:
        at[each.target].append(each)
    found: dict[int, float] = {}
    for target, those in at.items():
        place = places[target]
        those.sort(key=lambda each: max(source(places[need], place) for need in each.needs))
        for number, each in enumerate(those):
            found[id(each)] = place.middle + 20 * (number - (len(those) - 1) / 2)
    return found


def source(need: Placed, target: Placed) -> float:
    """What comes back round comes from below."""
    return need.middle if need.layer < target.layer else 1e6


# What is drawn --------------------------------------------------------------------------------------------------------
def arrow(
    each: Arrow, places: dict[str, Placed], port: float, floor: float, number: int | None, pixels: float
) -> SafeString:
    """From each need to where they join, past the marks of those who say so, into the box.

    What comes back round, or from farther away, takes a line of its own below the `floor`, the one of that `number`.
    """
    target = places[each.target]
    gutter = target.left - max((p.right for p in places.values() if p.right < target.left), default=0.0)
    apart = 0.8 * ((number or 0) % 4)  # per cent, so that no two go down in one line
    knot = target.left - (0.7 * gutter if target.layer else 1.0 + apart)
    room = int((0.7 * gutter * pixels / 100 - HEAD) / ABREAST) if target.layer else MOST_MARKS
    lane = floor + LANE * (number or 0) + 22
    parts = [stroke(each, *ends) for ends in ways(each, places, knot, port, lane, apart)]
    head = f'<path class="{each.look} head" d="M0 0l-8-4v8z" fill="{each.colour}"/>'
    parts.append(at(target.left, port, plain(head)))
    if len(each.needs) > 1:
        dot = f'<circle class="{each.look} head" r="3.5" fill="{each.colour}"/>'
        parts.append(at(knot, port, plain(f'{dot}<text class="t b halo" y="-7" text-anchor="middle">and</text>')))
    marks = fitting(each.symbols, room)
    if target.layer:
        parts.append(at(target.left, port, signs(marks, -HEAD - ABREAST * len(marks))))
    else:  # there is no room left of the box
        parts.append(at(target.left, lane, signs(marks, 0)))
    if any(places[need].layer >= target.layer for need in each.needs):
        parts.append(at(target.left, lane, looped(each, 0 if target.layer else ABREAST * len(marks))))
    return format_html('<g class="arrow">{}</g>', join(parts))


def ways(
    each: Arrow, places: dict[str, Placed], knot: float, port: float, lane: float, apart: float
) -> list[tuple[float, float, float, float]]:
    """The lines it is made of, from x to x and from y to y: straight from the layer before, else down and round."""
    target = places[each.target]
    found = [(knot, target.left, port, port)]
    for need in {key: places[key] for key in each.needs}.values():
        if target.layer - need.layer == 1:
            found.append((need.right, knot, need.middle, port))
            continue
        aside, out = need.right + 0.4 + apart / 4, need.middle + 8
        found += [(need.right, aside, out, out), (aside, aside, out, lane)]
        found += [(knot, aside, lane, lane), (knot, knot, port, lane)]
    return found


def stroke(each: Arrow, x1: float, x2: float, y1: float, y2: float) -> SafeString:
    wide, dash = 2.5 if each.loop else 1.25, "5 4" if each.either else ""
    return line(each.look, x1, x2, round(y1, 1), round(y2, 1), each.colour, wide, dash=dash)


def fitting(symbols: Sequence[int], room: int) -> list[SafeString]:
    """The marks of those whose condition it is, as many as there is room for, and how many more."""
    room = max(1, room)
    kept = symbols if len(symbols) <= room else symbols[: room - 1]
    marks = []
    for symbol in kept:
        mark, colour = (symbol - 1) % len(COLOURS) + 1, COLOURS[(symbol - 1) % len(COLOURS)]
        use = f'<use class="point" href="#m{mark}" y="-7" width="14" height="14" fill="{colour}"/>'
        marks.append(plain(f'<g class="party-{mark}">{use}</g>'))
    if more := len(symbols) - len(kept):
        marks.append(plain(f'<text class="t b halo" y="4">+{more}</text>'))
    return marks


def signs(marks: Sequence[SafeString], x: float) -> SafeString:
    return join(
        format_html('<g transform="translate({} 0)">{}</g>', f"{x + ABREAST * number:g}", mark)
        for number, mark in enumerate(marks)
    )


def looped(each: Arrow, x: float) -> SafeString:
    if not each.loop:
        return NOTHING
    look = "t red halo" if each.loop == "closed" else "t amber halo"
    words = "a loop" if each.loop == "closed" else "a loop, with a way round"
    return format_html('<text class="{}" x="{}" y="-5" dx="4" fill="{}">{}</text>', look, f"{x:g}", each.colour, words)


def box(each: Box, place: Placed, pixels: float) -> SafeString:
    """Its name on up to two lines, and a note below."""
    letters = max(8, int((pixels * (place.right - place.left) / 100 - 18) / LETTER))
    lines = [("b", words) for words in wrap(each.title, letters, max_lines=2, placeholder="…")]
    lines += [("q", words) for words in wrap(each.note, letters + 1, max_lines=3 - len(lines), placeholder="…")]
    first = (HIGH - 15 * len(lines)) / 2 + 12
    words = [
        format_html('<text class="t {}" x="10" y="{}">{}</text>', look, f"{first + 15 * number:g}", isolated(words))
        for number, (look, words) in enumerate(lines)
    ]
    wide, top = round(place.right - place.left, 2), place.middle - HIGH / 2
    size = f'x="{round(place.left, 2)}%" y="{top:g}" width="{wide}%" height="{HIGH}"'
    rect = plain(f'<rect class="box" {size} rx="3" fill="#fff" stroke="#83898e"/>')
    name = format_html("<title>{}</title>", isolated(each.title))
    inside = join([name, rect, plain(f"<svg {size}>{join(words)}</svg>")])  # of its own, so that nothing sticks out
    return format_html('<a href="{}">{}</a>', each.href, inside) if each.href else format_html("<g>{}</g>", inside)


def at(x: float, y: float, drawn: SafeString) -> SafeString:
    """Drawn in pixels, from a place in per cent."""
    return format_html('<svg class="here" x="{}%" y="{}" overflow="visible">{}</svg>', round(x, 2), f"{y:g}", drawn)
