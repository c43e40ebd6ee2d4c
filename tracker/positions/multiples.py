"""A party through time, small: a line for each issue, one below the other, over the same time."""

from collections.abc import Sequence
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.positions.charts import LETTER, NOTHING, join, line
from tracker.positions.steps import (
    DAY,
    Frame,
    Held,
    Track,
    days,
    frame,
    linked,
    marks,
    rect,
    silence,
    steps,
    text,
    until,
)

INSET, LOW = 7, 30  # pixels: where the high end lies, half a mark from the edge, and how far down the low end
HUSH = 14  # more, where it says nothing for a while: below the scale
SMALL, STILL = 10, 8  # of a mark: where it moved, and where it only said the same again


def together(tracks: Sequence[Track], meetings: Sequence[Held], day: date) -> Frame:
    """The time that small drawings share: a year or more, to the day shown, or to soon behind all that happened."""
    whole = frame(tracks, [meeting for meeting in meetings if meeting.first <= day], day)
    until = min(day, max(whole.until, whole.first + DAY * 365))
    return Frame(whole.first, max(until, whole.first + DAY), until, INSET, LOW)


def small(
    track: Track,
    shown: Frame,
    meetings: Sequence[Held],
    *,
    ends: tuple[str, str],
    title: str,
    description: str,
    ids: str,
) -> SafeString:
    """One party on one issue as a line of steps on its own scale; the ends of it are said beside it."""
    floor = INSET + LOW
    depth = floor + INSET + (HUSH if track.silent else 0)
    parts = [
        *(line("gridline", 0, 100, y, y, "#e1e2df") for y in (INSET, floor)),
        *(held for each in meetings if (held := gathering(each, shown, depth))),
        *(text("t q", 0, y + 4, words, "end", -8) for y, words in ((INSET, ends[1]), (floor, ends[0]))),
        steps(track, shown, dashed=False),
        silences(track, shown, floor + 12),
        marks(track, shown, SMALL, STILL),
    ]
    return format_html(
        '<svg width="100%" height="{}" role="group" aria-labelledby="{}-t {}-d"><title id="{}-t">{}</title>'
        '<desc id="{}-d">{}</desc>{}</svg>',
        *(depth, ids, ids, ids, title, ids, description, join(parts)),
    )


def gathering(meeting: Held, shown: Frame, depth: int) -> SafeString:
    """Faint, and without its name; none behind the day shown."""
    if meeting.end <= shown.first or meeting.first > shown.until:
        return NOTHING
    x, end = shown.at(meeting.first), shown.at(meeting.end)
    if (meeting.end - meeting.first).days > 7:
        return rect("meetband", x, end - x, 0, depth, 'fill="#ecebe4"')
    return line("meet faint", x, x, 0, depth, "#c9cbc6", dash="3 3")


def silences(track: Track, shown: Frame, middle: int) -> SafeString:
    """When it said nothing that has a place on the scale, in the looks of the four silences."""
    parts = []
    for place, spell in enumerate(track.spells):
        if spell.stated is None:
            x, end = shown.at(spell.first), shown.at(until(track, place, shown))
            parts.append(linked(spell, x, middle, silence(track, spell.look, x, end, middle, SMALL)))
    return format_html('<g class="party-{}">{}</g>', track.mark, join(parts))


def months(shown: Frame, day: date) -> SafeString:
    """The axis below small drawings, with the day shown at its end; not to scale where nothing happened for long."""
    last = f"{day:%-d %b %Y}" if day <= shown.until else f"… {day:%-d %b %Y}"
    return format_html(
        '<svg width="100%" height="24" aria-hidden="true">{}{}{}{}</svg>',
        line("axis", 0, 100, 1, 1, "#83898e"),
        days(shown, 1, LETTER * (len(last) + 6)),
        line("nowline", 100, 100, 0, 7, "#15181b", 2),
        text("t b", 100, 20, last, "end"),
    )
