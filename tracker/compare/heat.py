"""Every distance between parties as a square: the darker, the farther apart; its number is written in it.

Drawn in pixels, since a number needs its room: what is wider than the window scrolls.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from tracker.actors.models import Party
from tracker.base.direction import isolated
from tracker.positions.charts import COLOURS, join, plain, short

ASIDE, WIDE, HIGH, TOP = 128, 64, 40, 44  # pixels: for the names beside, of a square, for the heads above
STEPS = (0.06, 0.2, 0.36, 0.66, 0.88)  # how dark, by fifths of the way; none between, on which no letter is read well
DARK = 3  # from this step on the letters are light


@dataclass(frozen=True)
class Square:
    """Two parties: how far apart, 0 to 1; None where too little is known to say."""

    value: float | None
    words: str  # for who listens or points
    href: str = ""
    picked: bool = False


def heat(
    parties: Sequence[Party],
    squares: Mapping[tuple[int, int], Square],
    *,
    title: str,
    description: str,
    ids: str,
) -> SafeString:
    """Each pair twice, as in a table of distances between towns; by the places of the two, the lower one first."""
    size = len(parties)
    drawn = [
        square(
            squares[min(down, across), max(down, across)], ASIDE + WIDE * across, TOP + HIGH * down, again=across > down
        )
        for down in range(size)
        for across in range(size)
        if down != across
    ]
    heads = [part for place, party in enumerate(parties) for part in (beside(party, place), above(party, place))]
    wide, high = ASIDE + WIDE * size + 2, TOP + HIGH * size + 2
    return plain(
        f'<svg width="{wide}" height="{high}" role="group" aria-labelledby="{ids}-t {ids}-d">'
        f'<title id="{ids}-t">{escape(title)}</title><desc id="{ids}-d">{escape(description)}</desc>'
        f"{join(heads)}{join(drawn)}</svg>"
    )


def step(value: float) -> int:
    return min(len(STEPS) - 1, int(value * len(STEPS) + 1e-9))


def square(of: Square, x: int, y: int, *, again: bool) -> SafeString:
    """Told once to who listens, though it is drawn twice."""
    box = f'x="{x + 1}" y="{y + 1}" width="{WIDE - 2}" height="{HIGH - 2}"'
    place = f'x="{x + WIDE // 2}" y="{y + HIGH // 2 + 4}" text-anchor="middle"'
    if of.value is None:
        rect = f'<rect class="axis hole" {box} fill="none" stroke="#83898e" stroke-dasharray="2 2"/>'
        words = f'<text class="t q" {place}>–</text>'
    else:
        dark = step(of.value)
        rect = f'<rect class="far" {box} fill="#15181b" fill-opacity="{STEPS[dark]}"/>'
        words = f'<text class="t b{" turned" if dark >= DARK else ""}" {place}>{of.value:.2f}</text>'
    if of.picked:
        rect += f'<rect class="ring" {box} fill="none" stroke="#15181b" stroke-width="2"/>'
    hidden = ' tabindex="-1" aria-hidden="true"' if again else f' aria-label="{escape(of.words)}"'
    return plain(f'<a href="{escape(of.href)}"{hidden}><title>{escape(of.words)}</title>{rect}{words}</a>')


def mark(party: Party, x: int, y: int) -> str:
    sign = (party.symbol - 1) % len(COLOURS) + 1
    return f'<use class="point" href="#m{sign}" x="{x}" y="{y}" width="14" height="14" fill="{COLOURS[sign - 1]}"/>'


def beside(party: Party, place: int) -> SafeString:
    return marked(party, TOP + HIGH * place + HIGH // 2)


def marked(party: Party, middle: int) -> SafeString:
    """Its mark and its name, at the left of a row."""
    return named(party, mark(party, 0, middle - 7), f'x="20" y="{middle + 4}"', 13)


def above(party: Party, place: int) -> SafeString:
    middle = ASIDE + WIDE * place + WIDE // 2
    return named(party, mark(party, middle - 7, 4), f'x="{middle}" y="34" text-anchor="middle"', 8)


def named(party: Party, sign: str, at: str, letters: int) -> SafeString:
    number = (party.symbol - 1) % len(COLOURS) + 1
    name = escape(isolated(short(str(party), letters)))
    return plain(
        f'<g class="party-{number}"><title>{escape(str(party))}</title>{sign}'
        f'<text class="t own" {at} fill="{COLOURS[number - 1]}">{name}</text></g>'
    )
