"""A model's outcome on an issue's scale: every party's position, and two strokes through all of their lanes."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.positions.charts import Option, Shape, axis, join, lane, line, percent

TOP, LANE = 52, 30  # pixels: of the first lane, from lane to lane


def weighing(
    shapes: Sequence[Shape],
    options: Sequence[Option],
    marks: Sequence[tuple[float, str]],
    *,
    title: str,
    description: str,
    ids: str,
) -> SafeString:
    """`marks`: where the model stands, in per cent of the scale, and its words; no party's colour is theirs."""
    floor = TOP - 11 + LANE * len(shapes)
    words, depth = axis(options, floor)
    parts = [
        *(lane(shape, TOP + LANE * row) for row, shape in enumerate(shapes)),
        *(mark(at, said, place, row, anchor, floor) for place, row, anchor, (at, said) in apart(marks)),
        line("axis", 0, 100, floor, floor, "#83898e"),
        words,
    ]
    return format_html(
        '<svg width="100%" height="{}" role="img" aria-labelledby="{}-t {}-d"><title id="{}-t">{}</title>'
        '<desc id="{}-d">{}</desc>{}</svg>',
        *(depth, ids, ids, ids, title, ids, description, join(parts)),
    )


def apart(marks: Sequence[tuple[float, str]]) -> list[tuple[int, int, str, tuple[float, str]]]:
    """Each with its place, the line and the side of its words, so that no stroke runs through the words of another."""
    highest = max(at for at, _words in marks)
    anchor, turned = ("end", -1) if highest > 75 else ("start", 1)
    order = sorted(range(len(marks)), key=lambda place: turned * marks[place][0])
    return [(place, row, anchor, marks[place]) for row, place in enumerate(order)]


def mark(at: float, words: str, place: int, row: int, anchor: str, floor: int) -> SafeString:
    """A stroke through all lanes with its words above it; the second of the marks is dashed."""
    low = 10 + 16 * row
    stroke = line("model", at, at, low + 5, floor, "#15181b", 1.5, dash="5 3" if place else "")
    text = '<text class="t b halo" x="{}" y="{}" dx="{}" text-anchor="{}">{}</text>'
    return join([stroke, format_html(text, percent(at), low, 4 if anchor == "start" else -4, anchor, words)])
