"""The ruler of time: the meetings of a negotiation, and the day the page shows. Every meeting is a link to its day."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

WIDTH = 360  # pixels: the narrowest the ruler gets on a page; what fits here fits everywhere
HIT = 24  # pixels: what a finger needs of each mark, side to side
LETTER = 6.4  # pixels, the mean width of a letter at 12 px
NOTHING: SafeString = mark_safe("")


class Meeting(NamedTuple):
    name: str
    first: date
    end: date  # the day after its last, as in every domain date
    status: str = "held"  # planned, held, cancelled
    url: str = ""  # where its link leads; empty: `href` of its last day

    @property
    def last(self) -> date:
        return max(self.first, self.end - timedelta(days=1))

    @property
    def label(self) -> str:
        name = self.name if len(self.name) <= 22 else self.name[:21].rstrip() + "…"
        return name if self.status == "held" else f"{name}, {self.status}"

    @property
    def when(self) -> str:
        if self.first == self.last:
            return spoken(self.first)
        return f"{spoken(self.first)} to {spoken(self.last)}"


def ruler(
    meetings: Sequence[tuple[str, date, date, str, str]],
    *,
    first: date,
    last: date,
    day: date,
    href: Callable[[date], str] | None = None,
) -> SafeString:
    """Time from `first` to `last` as a line, its meetings as links, `day` marked. `href` makes a day's address."""
    held = sorted((Meeting(*meeting) for meeting in meetings), key=lambda meeting: (meeting.first, meeting.name))
    near, none = (last - first) / 4, timedelta(0)  # a day far from the meetings stands at the end: they keep their room
    first, last = (day if none < first - day <= near else first), (day if none < day - last <= near else last)
    span = Span(first, max(last, first + timedelta(days=1)))
    now = span.at(day)
    before = [meeting for meeting in held if meeting.last < day][-1:]
    after = [meeting for meeting in held if meeting.first > day][:1]
    keys = dict.fromkeys(before, "[") | dict.fromkeys(after, "]")
    labels, sides = placed(held, span, day), dict(zip(held, apart([span.at(each.first) for each in held]), strict=True))
    return format_html(
        '<svg class="ruler" width="100%" height="44" role="group" aria-label="{}">'
        '<line class="axis" x1="0" x2="100%" y1="24" y2="24" stroke="#83898e"/>{}{}'
        '<line class="nowline" x1="{}" x2="{}" y1="4" y2="28" stroke="#15181b" stroke-width="2"/>{}{}</svg>',
        f"Time from {spoken(first)} to {spoken(last)}; the page shows {spoken(day)}",
        join(tick(span.at(each)) for each in ticks(first, last)),
        ends(span, now),
        *(percent(now), percent(now)),
        text("t b", now, 41, spoken(day), leaning(now, len(spoken(day)))),
        join(link(each, span, labels.get(each), sides[each], keys.get(each, ""), href, day) for each in held),
    )


class Span(NamedTuple):
    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day stands, in per cent."""
        return min(100.0, max(0.0, 100 * (day - self.first).days / (self.last - self.first).days))


def placed(meetings: Sequence[Meeting], span: Span, day: date) -> dict[Meeting, tuple[str, int]]:
    """How each label that finds room stands at its mark. Those nearest to the day choose first."""
    now = WIDTH * span.at(day) / 100
    taken = [(now - 4, now + 4)]
    found: dict[Meeting, tuple[str, int]] = {}
    for meeting in sorted(meetings, key=lambda meeting: abs((meeting.first - day).days)):
        length, x = LETTER * len(meeting.label), WIDTH * span.at(meeting.first) / 100
        for anchor, dx, start in (("middle", 0, x - length / 2), ("end", -5, x - 5 - length), ("start", 5, x + 5)):
            free = all(start > right + 6 or start + length < left - 6 for left, right in taken[1:])
            clear = start > taken[0][1] or start + length < taken[0][0]
            if free and clear and start >= -4 and start + length <= WIDTH + 4:
                taken.append((start, start + length))
                found[meeting] = (anchor, dx)
                break
    return found


def apart(marks: Sequence[float]) -> list[float]:
    """How many pixels the ground that one clicks on steps aside for its neighbours', while it touches its mark."""
    places = [WIDTH * mark / 100 for mark in marks]
    stand = list(places)
    for _again in range(min(len(stand), 8)):
        for one, other in pairwise(range(len(stand))):
            lack = (HIT - stand[other] + stand[one]) / 2
            if lack > 0:
                stand[one] = max(stand[one] - lack, places[one] - HIT / 2)
                stand[other] = min(stand[other] + lack, places[other] + HIT / 2)
    return [round(now - place, 1) for now, place in zip(stand, places, strict=True)]


def link(
    meeting: Meeting,
    span: Span,
    label: tuple[str, int] | None,
    aside: float,
    key: str,
    href: Callable[[date], str] | None,
    day: date,
) -> SafeString:
    x, end = span.at(meeting.first), span.at(meeting.end)
    address = meeting.url or (href(meeting.last) if href else "")
    mark = format_html(
        '<rect class="hit" x="{}" y="14" width="{}" height="30" transform="translate({})" fill="none"/>{}'
        '<line class="meet" x1="{}" x2="{}" y1="14" y2="24" stroke="#5c646c"/>{}',
        *(percent(x), HIT, f"{aside - HIT / 2:g}"),
        format_html(
            '<rect class="meetband" x="{}" y="15" width="{}" height="9" fill="#ecebe4"/>', percent(x), percent(end - x)
        )
        if end - x > 1
        else NOTHING,
        *(percent(x), percent(x)),
        text("t q", x, 11, meeting.label, *label) if label else unplaced(meeting, x),
    )
    if not address:
        return mark
    names = {"[": "Earlier meeting", "]": "Later meeting"}
    told = f"{meeting.name}, {meeting.when}, {meeting.status}: show that day"
    return format_html(
        '<a href="{}" aria-label="{}"{}{}><title>{}</title>{}</a>',
        *(address, told),
        mark_safe(' aria-current="date"') if meeting.first <= day <= meeting.last else NOTHING,
        format_html(' data-key="{}" data-key-name="{}"', key, names[key]) if key else NOTHING,
        *(told, mark),
    )


def unplaced(meeting: Meeting, x: float) -> SafeString:
    """The label that found no room: it shows while one points at its mark or comes to it by key."""
    return text("t q spare", x, 11, meeting.label, leaning(x, len(meeting.label)))


def ends(span: Span, now: float) -> SafeString:
    """The month at each end, unless the day shown stands there."""
    room = 100 * LETTER * 15 / WIDTH
    return join(
        [
            text("t q", 0, 39, f"{span.first:%b %Y}", "start") if now > room else NOTHING,
            text("t q", 100, 39, f"{span.last:%b %Y}", "end") if now < 100 - room else NOTHING,
        ]
    )


def ticks(first: date, last: date) -> list[date]:
    """The first of each month; of each year, decade, century where months would be too many."""
    months = 12 * (last.year - first.year) + last.month - first.month
    if months <= 30:
        found = [
            date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(months + 1)
        ]
    else:
        step = 1 if months <= 30 * 12 else 10 if months <= 300 * 12 else 100
        found = [date(year, 1, 1) for year in range(first.year, last.year + 1) if year % step == 0]
    return [day for day in found if first <= day <= last]


def tick(x: float) -> SafeString:
    return format_html('<line class="tick" x1="{}" x2="{}" y1="24" y2="28" stroke="#83898e"/>', percent(x), percent(x))


def text(look: str, x: float, y: int, words: str, anchor: str, dx: int = 0) -> SafeString:
    return format_html(
        '<text class="{}" x="{}" y="{}" dx="{}" text-anchor="{}">{}</text>', look, percent(x), y, dx, anchor, words
    )


def leaning(x: float, letters: int) -> str:
    half = 50 * LETTER * letters / WIDTH
    return "start" if x < half else "end" if x > 100 - half else "middle"


def join(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def percent(value: float) -> str:
    return f"{round(value, 2):g}%"


def spoken(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"
