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
        *(stroke(at, place, row, floor) for place, row, _anchor, (at, _said) in apart(marks)),
        *(lane(shape, TOP + LANE * row) for row, shape in enumerate(shapes)),
        *(label(at, said, row, anchor) for _place, row, anchor, (at, said) in apart(marks)),
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


def stroke(at: float, place: int, row: int, floor: int) -> SafeString:
    """Through all lanes, behind the parties' marks; the second is dashed."""
    return line("model", at, at, 15 + 16 * row, floor, "#15181b", 1.5, dash="5 3" if place else "")


def label(at: float, words: str, row: int, anchor: str) -> SafeString:
    text = '<text class="t b halo" x="{}" y="{}" dx="{}" text-anchor="{}">{}</text>'
    return format_html(text, percent(at), 10 + 16 * row, 4 if anchor == "start" else -4, anchor, words)
