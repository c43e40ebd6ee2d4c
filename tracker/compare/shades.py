"""Every distance of a crowd: small squares without numbers, one path for each shade, in which who stands near to whom
makes a pattern.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.actors.models import Party
from tracker.compare.heat import ASIDE, marked
from tracker.positions.charts import join, plain

WIDE, LEAST, MOST = 1000, 4, 24  # pixels: of the whole, of one square at least and at most
TOP, KEY = 40, 22  # pixels: above the squares, of a shade in the key
LINE = 14  # pixels from name to name
SHADES = (0.07, 0.16, 0.25, 0.34, 0.44, 0.55, 0.66, 0.77, 0.88, 1.0)  # how dark, by tenths of the way


def shades(
    parties: Sequence[Party],
    values: Mapping[tuple[int, int], float | None],
    hrefs: Sequence[str],
    of: int | None,
    *,
    title: str,
    description: str,
    ids: str,
) -> SafeString:
    """Each pair twice, by the places of the two, the lower one first; a row is a link to the pairs of its party.

    Whoever listens or types has the table: the links are for who points. `of`: the place of who is framed and named.
    """
    size = len(parties)
    side = max(LEAST, min(MOST, WIDE // max(1, size)))
    wide, high = ASIDE + side * size + 2, TOP + side * size + 2
    apart = -(-LINE // side)  # rows from name to name
    named = [at for at in range(0, size, apart) if of is None or at == of or abs(at - of) >= apart]
    named += [of] if of is not None and of not in named else []
    drawn = [
        key(),
        *(marked(parties[at], TOP + side * at + side // 2) for at in named),
        paths(size, values, side),
        *(frames(of, size, side) if of is not None else ()),
        *(row(party, at, size, side, hrefs[at]) for at, party in enumerate(parties)),
    ]
    return plain(
        f'<svg width="{wide}" height="{high}" role="group" aria-labelledby="{ids}-t {ids}-d">'
        f'<title id="{ids}-t">{escape(title)}</title><desc id="{ids}-d">{escape(description)}</desc>'
        f"{join(drawn)}</svg>"
    )


def paths(size: int, values: Mapping[tuple[int, int], float | None], side: int) -> SafeString:
    """The squares of one shade that follow each other in a row are one stroke, as wide as a square is high."""
    strokes: dict[int, list[str]] = defaultdict(list)
    for down in range(size):
        line = [None if at == down else values[min(at, down), max(at, down)] for at in range(size)]
        steps = [None if value is None else shade(value) for value in line]
        start = 0
        for at in range(1, size + 1):
            step = steps[start]
            if at == size or steps[at] != step:
                if step is not None:
                    strokes[step].append(f"M{start} {down}h{at - start}")
                start = at
    drawn = (
        plain(f'<path class="shade" stroke="#15181b" stroke-opacity="{SHADES[step]}" d="{"".join(strokes[step])}"/>')
        for step in sorted(strokes)
    )
    return plain(f'<g fill="none" transform="translate({ASIDE} {TOP + side / 2:g}) scale({side})">{join(drawn)}</g>')


def shade(value: float) -> int:
    return min(len(SHADES) - 1, int(value * len(SHADES) + 1e-9))


def key() -> SafeString:
    """What each shade means, above the squares."""
    boxes = [
        plain(
            f'<rect class="far" x="{ASIDE + KEY * step}" y="0" width="{KEY}" height="12" fill="#15181b"'
            f' fill-opacity="{dark}"/>'
        )
        for step, dark in enumerate(SHADES)
    ]
    ends = [(0, "start", _("0 the same")), (KEY * len(SHADES), "end", _("1 opposite ends"))]
    words = [
        plain(f'<text class="t q" x="{ASIDE + x}" y="26" text-anchor="{anchor}">{escape(said)}</text>')
        for x, anchor, said in ends
    ]
    return join([*boxes, *words])


def frames(of: int, size: int, side: int) -> list[SafeString]:
    """Round the row and the column of the party that is asked for."""
    whole, at = side * size, side * of
    return [
        plain(f'<rect class="ring" {box} fill="none" stroke="#15181b" stroke-width="1.5"/>')
        for box in (
            f'x="{ASIDE}" y="{TOP + at}" width="{whole}" height="{side}"',
            f'x="{ASIDE + at}" y="{TOP}" width="{side}" height="{whole}"',
        )
    ]


def row(party: Party, at: int, size: int, side: int, href: str) -> SafeString:
    return plain(
        f'<a href="{escape(href)}" tabindex="-1" aria-hidden="true"><title>{escape(str(party))}</title>'
        f'<rect x="{ASIDE}" y="{TOP + side * at}" width="{side * size}" height="{side}" fill="none"'
        f' pointer-events="all"/></a>'
    )
