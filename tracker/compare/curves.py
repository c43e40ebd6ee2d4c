"""Distances through time: a line for each pair that changes in steps, and below it on how much each rests.

Time runs in per cent, as in every chart. Where too little is on record a line is interrupted: nothing is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.analysis.distance import LEAST_COVERAGE, Distance
from tracker.positions.charts import COLOURS, join, line, plain, short
from tracker.positions.steps import DASHES, TEXT, Frame, Held, days, gatherings, text

HEIGHT, COVERED = 170, 48  # pixels: of the distances, of the coverage below them
BETWEEN = 30
NAME = 14  # from name to name behind the ends


@dataclass(frozen=True)
class Curve:
    """Two parties through time: in the colour of the one, with the dashes of the other."""

    one: str
    other: str
    symbols: tuple[int, int]
    course: Sequence[Distance]  # on each of the days

    @property
    def marks(self) -> tuple[int, int]:
        one, other = ((symbol - 1) % len(COLOURS) + 1 for symbol in self.symbols)
        return one, other

    @property
    def colour(self) -> str:
        return COLOURS[self.marks[0] - 1]

    @property
    def dash(self) -> str:
        return DASHES[self.marks[1] - 1]

    @property
    def last(self) -> Distance:
        return self.course[-1]


def curves(
    found: Sequence[Curve],
    on: Sequence[date],
    meetings: Sequence[Held],
    *,
    title: str,
    description: str,
    ids: str,
) -> SafeString:
    """The distances on these days, 0 below and 1 above, each standing until the next of them."""
    first, last = on[0], max(on[-1], on[0] + timedelta(days=30))
    upper = Frame(first, last, on[-1], height=HEIGHT)
    lower = Frame(first, last, on[-1], top=upper.top + HEIGHT + BETWEEN, height=COVERED)
    foot = lower.top + COVERED
    least = lower.y(100 * LEAST_COVERAGE)
    parts = [
        *(line("gridline", 0, 100, upper.y(at), upper.y(at), "#e1e2df") for at in (0, 50, 100)),
        *(beside(upper.y(at), words) for at, words in ((100, "1"), (50, "0.5"), (0, "0"))),
        line("gridline", 0, 100, lower.y(100), lower.y(100), "#e1e2df"),
        line("quo", 0, 100, least, least, "#5c646c", dash="1 3"),
        *(beside(lower.y(at), words) for at, words in ((100, "100\N{NO-BREAK SPACE}%"), (30, "30\N{NO-BREAK SPACE}%"))),
        *gatherings([each for each in meetings if each.first <= on[-1]], upper, foot),
        text("t q halo", 0, lower.top - 8, _("Coverage"), "start", 3),
        *(stroke(each, on, upper, [None if at.hidden else at.value for at in each.course]) for each in found),
        *(stroke(each, on, lower, [at.coverage for at in each.course], thin=True) for each in found),
        line("axis", 0, 100, foot, foot, "#83898e"),
        names(found, upper),
        days(upper, foot),
    ]
    return format_html(
        '<svg width="100%" height="{}" role="img" aria-labelledby="{}-t {}-d"><title id="{}-t">{}</title>'
        '<desc id="{}-d">{}</desc>{}</svg>',
        *(foot + 26, ids, ids, ids, title, ids, description, join(parts)),
    )


def beside(high: float, words: str) -> SafeString:
    return format_html(TEXT, "t q", "0%", f"{high + 4:g}", -8, "end", words)


def stroke(
    curve: Curve, on: Sequence[date], shown: Frame, values: Sequence[float | None], *, thin: bool = False
) -> SafeString:
    """From each day level to the next, and up or down on it."""
    wide, dash = (1.5 if thin else 2.5), curve.dash
    parts: list[SafeString] = []
    for place, value in enumerate(values):
        if value is None:
            continue
        x, high = shown.at(on[place]), shown.y(100 * value)
        end = shown.at(on[place + 1]) if place + 1 < len(on) else x
        before = values[place - 1] if place else None
        if before is not None and before != value:
            parts.append(line("step", x, x, shown.y(100 * before), high, curve.colour, wide, dash=dash))
        if end > x:
            parts.append(line("step", x, end, high, high, curve.colour, wide, dash=dash))
        elif before is None:
            parts.append(line("step", x, min(100, x + 0.4), high, high, curve.colour, wide))  # a single day
    look = "thin " if thin else ""
    return format_html('<g class="{}party-{}">{}</g>', look, curve.marks[0], join(parts))


def names(found: Sequence[Curve], shown: Frame) -> SafeString:
    """Whose line it is, behind its end; pushed apart where two end at the same point."""
    ends = [
        (shown.y(100 * each.last.value), each) for each in found if each.last.value is not None and not each.last.hidden
    ]
    parts, free, x = [], 0.0, f"{round(shown.at(shown.until), 2):g}%"
    for high, each in sorted(ends, key=lambda end: end[0]):
        middle = max(high, free)
        free = middle + NAME
        words = f"{short(each.one, 11)} – {short(each.other, 11)}"
        name = format_html('<text class="t halo inner" x="{}" y="{}" dx="42">{}</text>', x, f"{middle + 4:g}", words)
        parts.append(
            join([*(sign(number, x, middle, 8 + 15 * place) for place, number in enumerate(each.marks)), name])
        )
    return join(parts)


def sign(number: int, x: str, middle: float, dx: int) -> SafeString:
    colour = COLOURS[number - 1]
    return plain(
        f'<g class="party-{number}"><use class="stmt" href="#m{number}" x="{x}" y="{middle:g}" width="12" height="12" '
        f'transform="translate({dx} -6)" fill="{colour}"/></g>'
    )
