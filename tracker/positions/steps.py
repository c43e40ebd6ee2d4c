"""Positions through time, drawn: a step from each reading to the next, over the issue's scale.

Elastic like every chart: time runs in per cent, the scale in pixels. What states no value has no height on a scale:
silences stand in lanes of their own below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.agenda.ruler import ticks
from tracker.positions.charts import COLOURS, LETTER, NOTHING, SILENCES, Option, join, line, plain, short

TOP, HEIGHT = 36, 250  # pixels: where the high end of the scale lies, and how far down the low end
LANE = 34  # of a party that says nothing for a while: its words, and its line under them
GUTTER = 200  # beside the scale, for the words of its options
DASHES = ("", "7 4", "2 3", "11 3 2 3", "5 2", "9 6", "1 4", "14 4")  # by mark: of two on one line both are seen
FOOT = 26  # below all, for the days
MARK = 14
ROOM = 0.14  # of the width, behind the last day: for the names
WIDE = 544  # pixels: the least at which what is `inner` is shown
NARROW = 300  # pixels: what fits on a phone fits everywhere
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Spell:
    """What one reading holds from `first` until the next takes effect. Numbers are per cent of the scale."""

    first: date
    end: date  # of its date: the day after the last one on which it may have begun
    look: str  # value, neutral, ambivalent, declined, unknown
    words: str  # for who listens or points: "NATO, 8 Jun 2011: two systems"
    href: str = ""
    stated: float | None = None
    inferred: bool = False
    low: float | None = None
    high: float | None = None
    low_bound: str = "none"
    high_bound: str = "none"

    @property
    def vague(self) -> bool:
        """Whether its first day is not known exactly."""
        return self.end - self.first > DAY


@dataclass(frozen=True)
class Track:
    """One party's spells, oldest first."""

    party: str
    symbol: int
    spells: Sequence[Spell]

    @property
    def mark(self) -> int:
        return mark_of(self.symbol)

    @property
    def colour(self) -> str:
        return colour_of(self.symbol)

    @property
    def silent(self) -> bool:
        return any(spell.stated is None for spell in self.spells)


@dataclass(frozen=True)
class Spoken:
    """A statement, where it speaks for a point of the scale."""

    symbol: int  # its party's
    day: date
    at: float  # per cent of the scale
    words: str
    href: str


@dataclass(frozen=True)
class Slip:
    """A reading that another took the place of, or nothing."""

    symbol: int
    day: date
    at: float
    words: str
    href: str


class Held(NamedTuple):
    """A meeting."""

    name: str
    first: date
    end: date  # the day after its last


@dataclass(frozen=True)
class Frame:
    """The time that is drawn: from `first` to `last`; nothing is drawn behind `until`, which nobody has seen yet."""

    first: date
    last: date
    until: date
    top: int = TOP
    height: int = HEIGHT

    def at(self, day: date) -> float:
        """Where a day stands, in per cent."""
        return min(100.0, max(0.0, 100 * (day - self.first).days / max(1, (self.last - self.first).days)))

    def y(self, value: float) -> float:
        """How far down a point of the scale lies: its high end is up."""
        return round(self.top + self.height * (1 - min(100.0, max(0.0, value)) / 100), 1)


def frame(tracks: Sequence[Track], meetings: Sequence[Held], day: date) -> Frame:
    """From what happened first to what is known to come; a day far behind all that is not drawn."""
    begun = [spell.first for track in tracks for spell in track.spells]
    near = [away(min(begun), -200), away(max(*begun, day), 400)] if begun else [away(day, -400), away(day, 400)]
    seen = [meeting for meeting in meetings if near[0] <= meeting.first and meeting.end <= near[1]]
    days = begun + [meeting.first for meeting in seen] + [meeting.end - DAY for meeting in seen]
    first, last = min([*days, day]), max(days, default=day)
    span = max((last - first).days, 30)
    until = min(day, away(last, span // 5))
    return Frame(first, away(max(last, until), max(1, round(ROOM * span / (1 - ROOM)))), until)


def away(day: date, days: int) -> date:
    """So many days later or earlier, as far as the calendar goes."""
    return date.fromordinal(min(date.max.toordinal(), max(1, day.toordinal() + days)))


def history(
    tracks: Sequence[Track],
    options: Sequence[Option],
    meetings: Sequence[Held],
    *,
    day: date,
    title: str,
    description: str,
    ids: str,
    quo: float | None = None,
    spoken: Sequence[Spoken] = (),
    slips: Sequence[Slip] = (),
) -> SafeString:
    """Every party's readings as steps, with the ranges it would accept as bands; `day` is the last one drawn.

    `spoken`: statements, as small strokes; `slips`: what was corrected or withdrawn since, crossed out.
    """
    shown = frame(tracks, meetings, day)
    silent = [track for track in tracks if track.silent]
    floor = TOP + HEIGHT
    foot = floor + LANE * len(silent) + (8 if silent else 0)
    parts = [
        *ahead(shown, foot),
        *(line("gridline", 0, 100, shown.y(option.at), shown.y(option.at), "#e1e2df") for option in options),
        *gatherings(meetings, shown, foot),
        line("quo", 0, 100, shown.y(quo), shown.y(quo), "#5c646c", dash="1 3") if quo is not None else NOTHING,
        *(part for track in tracks for part in grounds(track, shown)),
        *(steps(track, shown) for track in sorted(tracks, key=lambda track: bool(DASHES[track.mark - 1]))),
        *(lane(track, shown, floor + 8 + LANE * row + LANE // 2) for row, track in enumerate(silent)),
        *(stroke(each, shown) for each in spoken if shown.first <= each.day <= shown.until),
        *(crossed(each, shown) for each in slips if shown.first <= each.day <= shown.until),
        *(marks(track, shown) for track in tracks),
        line("nowline", at, at, TOP - 14, foot + 6, "#15181b", 2) if (at := shown.at(shown.until)) < 100 else NOTHING,
        line("axis", 0, 100, foot, foot, "#83898e"),
        names(tracks, shown),
        scale(options, shown),
        days(shown, foot),
    ]
    return format_html(
        '<svg width="100%" height="{}" role="group" aria-labelledby="{}-t {}-d"><title id="{}-t">{}</title>'
        '<desc id="{}-d">{}</desc>{}</svg>',
        *(foot + FOOT, ids, ids, ids, title, ids, description, join(parts)),
    )


# The ground ----------------------------------------------------------------------------------------------------------
def ahead(shown: Frame, foot: int) -> list[SafeString]:
    """Nobody has seen what lies behind the day shown."""
    x = shown.at(shown.until)
    return [rect("ahead", x, 100 - x, TOP - 8, foot - TOP + 8, 'fill="url(#cross)" fill-opacity=".5"')]


def gatherings(meetings: Sequence[Held], shown: Frame, foot: int) -> list[SafeString]:
    """A dashed line for each meeting, a band for one whose day is not known; its name where there is room."""
    parts: list[SafeString] = []
    taken = -100.0
    for meeting in sorted(meetings, key=lambda meeting: meeting.first):
        if meeting.end <= shown.first or meeting.first > shown.last:
            continue
        x, wide = shown.at(meeting.first), shown.at(meeting.end) - shown.at(meeting.first)
        if (meeting.end - meeting.first).days > 7:
            parts.append(rect("meetband", x, wide, TOP - 8, foot - TOP + 8, 'fill="#ecebe4"'))
        else:
            parts.append(line("meet", x, x, TOP - 18, foot, "#5c646c", dash="3 3"))
        name = short(meeting.name, 18)
        length = 100 * LETTER * len(name) / NARROW / 2
        if x - length / 2 > taken + 1:
            anchor = "start" if x < 6 else "end" if x > 94 else "middle"
            parts.append(text("t q inner", x, 10, name, anchor))
            taken = x + length
    return parts


def scale(options: Sequence[Option], shown: Frame) -> SafeString:
    """The worded options beside the scale; those that somebody held choose their place first."""
    placed: list[float] = []
    parts: list[SafeString] = []
    for option in sorted(options, key=lambda option: (not option.held, option.at not in (0, 100), option.at)):
        if all(abs(shown.y(option.at) - other) >= 15 for other in placed):
            placed.append(shown.y(option.at))
            aside = 18 + round(LETTER * len(option.called))
            low, words = shown.y(option.at) + 4, short(option.words, int((GUTTER - aside) / LETTER))
            parts.append(format_html(TEXT, "t q", "0%", low, -10, "end", option.called))
            parts.append(format_html(TEXT, "t inner", "0%", low, -aside, "end", words))
    return join(parts)


def days(shown: Frame, foot: int, taken: float = 0) -> SafeString:
    """Some of the first days of months, or of years, under the axis, whose last pixels may be taken already."""
    end, near = min(96, 100 - 100 * taken / WIDE), 100 - 100 * taken / NARROW
    found = ticks(shown.first, shown.last)
    every = max(1, -(-len(found) // 6))
    parts = []
    for place, tick in enumerate(found[::every]):
        x = shown.at(tick)
        if x > end:
            continue
        look = "t q" if place % 2 == 0 and x <= near else "t q inner"
        anchor = "start" if x < 4 else "middle"
        parts += [line("tick", x, x, foot, foot + 5, "#83898e"), text(look, x, foot + 19, f"{tick:%b %Y}", anchor)]
    return join(parts)


# The parties ---------------------------------------------------------------------------------------------------------
def until(track: Track, place: int, shown: Frame) -> date:
    """The day on which a spell ends: the next begins, or the day shown has come."""
    following = track.spells[place + 1 :]
    return min(following[0].first, shown.until) if following else shown.until


def grounds(track: Track, shown: Frame) -> list[SafeString]:
    """What it would accept as bands; its red lines with the ground just behind them."""
    parts = []
    for place, spell in enumerate(track.spells):
        if spell.stated is None:
            continue
        x, end = shown.at(spell.first), shown.at(until(track, place, shown))
        if spell.low is not None or spell.high is not None:
            low = 0.0 if spell.low is None else spell.low
            high = 100.0 if spell.high is None else spell.high
            look = f"bandr party-{track.mark}"
            fill = f'fill="{track.colour}" fill-opacity=".13"'
            parts.append(rect(look, x, end - x, shown.y(high), shown.y(low) - shown.y(high), fill))
        for bound, at, side in ((spell.low_bound, spell.low, 0), (spell.high_bound, spell.high, -10)):
            if bound != "none" and at is not None:
                assumed = " assumed" if bound == "assumed" else ""
                parts.append(rect(f"hatch{assumed}", x, end - x, shown.y(at) + side, 10, 'fill="url(#hatch)"'))
                dash = "4 3" if assumed else ""
                parts.append(line(f"wall{assumed}", x, end, shown.y(at), shown.y(at), "#b0002e", 3, dash=dash))
    return parts


def steps(track: Track, shown: Frame, *, dashed: bool = True) -> SafeString:
    """The stated position as a line that changes in steps; dashed in its party's way where others are beside it."""
    parts = []
    for place, spell in enumerate(track.spells):
        if spell.stated is None:
            continue
        x, end = shown.at(spell.first), shown.at(until(track, place, shown))
        dash = DASHES[track.mark - 1] if dashed else ""
        parts.append(line("step", x, end, shown.y(spell.stated), shown.y(spell.stated), track.colour, 2.5, dash=dash))
        before = track.spells[place - 1] if place else None
        if before and before.stated is not None and before.stated != spell.stated:
            parts.append(
                line("step", x, x, shown.y(before.stated), shown.y(spell.stated), track.colour, 2.5, dash=dash)
            )
    return format_html('<g class="party-{}">{}</g>', track.mark, join(parts))


def marks(track: Track, shown: Frame, size: int = MARK, still: int = MARK) -> SafeString:
    """A mark where each reading takes effect, which leads to it; a bar where the day is not known exactly.

    `still`: the size where it stands at the same point as before.
    """
    parts = []
    for place, spell in enumerate(track.spells):
        if spell.stated is None:
            continue
        same = place > 0 and track.spells[place - 1].stated == spell.stated
        x, high = shown.at(spell.first), shown.y(spell.stated)
        bar = NOTHING
        if spell.vague:
            wide = shown.at(min(spell.end, shown.last)) - x
            bar = rect("vague", x, wide, high - 5, 10, f'fill="{track.colour}" fill-opacity=".35"')
        parts.append(linked(spell, x, high, join([bar, mark(track, spell, x, high, still if same else size)])))
    return format_html('<g class="party-{}">{}</g>', track.mark, join(parts))


def stroke(spoken: Spoken, shown: Frame) -> SafeString:
    """A statement: small, so that many are seen beside the readings they stand behind."""
    x, high = shown.at(spoken.day), shown.y(spoken.at)
    drawn = upright("said", x, high, 7, colour_of(spoken.symbol))
    return format_html('<g class="party-{}">{}</g>', mark_of(spoken.symbol), linked(spoken, x, high, drawn))


def crossed(slip: Slip, shown: Frame) -> SafeString:
    """A reading that no longer stands: hollow, with a stroke through it."""
    x, high, colour = shown.at(slip.day), shown.y(slip.at), colour_of(slip.symbol)
    ring = plain(f'<circle class="slip" cx="{percent(x)}" cy="{high:g}" r="5" fill="#fff" stroke="{colour}"/>')
    drawn = join([ring, upright("slip", x, high, 9, colour)])
    return format_html('<g class="party-{}">{}</g>', mark_of(slip.symbol), linked(slip, x, high, drawn))


def upright(look: str, x: float, middle: float, half: int, colour: str) -> SafeString:
    """A stroke of so many pixels up and down."""
    ends = f'y1="{middle - half:g}" y2="{middle + half:g}"'
    return plain(f'<line class="{look}" x1="{percent(x)}" x2="{percent(x)}" {ends} stroke="{colour}"/>')


def mark_of(symbol: int) -> int:
    return (symbol - 1) % len(COLOURS) + 1


def colour_of(symbol: int) -> str:
    return COLOURS[mark_of(symbol) - 1]


def mark(track: Track, spell: Spell, x: float, high: float, size: int = MARK) -> SafeString:
    look, ink = "stmt", f'fill="{track.colour}"'
    if spell.inferred:
        look, ink = "point inferred", f'fill="#fff" stroke="{track.colour}" stroke-width="2"'
    wide = f'width="{size}" height="{size}" transform="translate({-size / 2:g} {-size / 2:g})"'
    return plain(f'<use class="{look}" href="#m{track.mark}" x="{percent(x)}" y="{high:g}" {wide} {ink}/>')


def linked(spell: Spell | Spoken | Slip, x: float, high: float, drawn: SafeString) -> SafeString:
    """What is drawn, as a link wide enough for a finger."""
    if not spell.href:
        return format_html("<g><title>{}</title>{}</g>", spell.words, drawn)
    return format_html(
        '<a href="{}" aria-label="{}"><title>{}</title>'
        '<rect class="hit" x="{}" y="{}" width="24" height="24" transform="translate(-12 -12)" fill="none"/>{}</a>',
        *(spell.href, spell.words, spell.words, percent(x), f"{high:g}", drawn),
    )


def lane(track: Track, shown: Frame, middle: int) -> SafeString:
    """When the party said what has no place on the scale: four silences, four looks."""
    parts = []
    free = 0.0
    for place, spell in enumerate(track.spells):
        if spell.stated is not None:
            continue
        x, end = shown.at(spell.first), shown.at(until(track, place, shown))
        drawn = [silence(track, spell.look, x, end, middle + 7)]
        word = SILENCES.get(spell.look, SILENCES["none"]).partition(":")[0]
        words = f"{track.party}: {word[:1].lower()}{word[1:]}"
        if x >= free:
            anchor = "end" if x > 60 else "start"
            drawn.append(text("t own halo", x if anchor == "start" else end, middle - 4, words, anchor))
            free = x + 100 * LETTER * len(words) / NARROW if anchor == "start" else end
        parts.append(linked(spell, x, middle + 7, join(drawn)))
    return format_html('<g class="party-{}">{}</g>', track.mark, join(parts))


def silence(track: Track, look: str, x: float, end: float, middle: int, size: int = MARK) -> SafeString:
    if look == "neutral":
        edge = f'fill="{track.colour}" fill-opacity=".3" stroke="{track.colour}" stroke-dasharray="3 2"'
        return rect("range soft", x, end - x, middle - 4, 8, edge)
    if look == "ambivalent":
        ends = [mark(track, AMBIVALENT, at, middle, size) for at in (x, end)]
        return join([line("step", x, end, middle, middle, track.colour, 2.5), *ends])
    if look == "declined":
        return line("quo", x, end, middle, middle, "#5c646c", dash="1 3")
    return line("axis lost", x, end, middle, middle, "#83898e", dash="2 5")


AMBIVALENT = Spell(date.min, date.min, "ambivalent", "", inferred=True)  # a hollow mark


def names(tracks: Sequence[Track], shown: Frame) -> SafeString:
    """Whose line it is, behind its end; pushed apart where two end at the same point."""
    ends = [
        (shown.y(last.stated), track)
        for track in tracks
        if track.spells and (last := track.spells[-1]).stated is not None and last.first <= shown.until
    ]
    x, parts, free = percent(shown.at(shown.until)), [], 0.0
    for high, track in sorted(ends, key=lambda end: end[0]):
        low = max(high + 4, free)
        free = low + 14
        name = short(track.party, 16)
        own = format_html(' fill="{}"', track.colour)
        kind = "t own halo" if len(name) < 8 else "t own halo inner"  # on a phone it would stand beside the page
        look = format_html('<text class="{}" x="{}" y="{}" dx="12"{}>{}</text>', kind, x, f"{low:g}", own, name)
        parts.append(format_html('<g class="party-{}">{}</g>', track.mark, look))
    return join(parts)


# Parts ---------------------------------------------------------------------------------------------------------------
TEXT = '<text class="{}" x="{}" y="{}" dx="{}" text-anchor="{}">{}</text>'


def text(look: str, x: float, low: float, words: str, anchor: str, dx: int = 0) -> SafeString:
    return format_html(TEXT, look, percent(x), f"{low:g}", dx, anchor, words)


def rect(look: str, x: float, wide: float, top: float, high: float, rest: str) -> SafeString:
    """Of our own words and numbers only."""
    size = f'x="{percent(x)}" y="{top:g}" width="{percent(max(0.0, wide))}" height="{max(0.0, high):g}"'
    return plain(f'<rect class="{look}" {size} {rest}/>')


def percent(value: float) -> str:
    return f"{round(value, 2):g}%"
