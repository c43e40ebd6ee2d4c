"""Dates as negotiations have them: a day, a month, a year, or some days, and how people type them."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal, Self

Precision = Literal["day", "month", "year", "days"]

FIRST_YEAR, LAST_YEAR = 1, 9998
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
HOW = 'Type a day, a month ("June 2011") or a year.'
ONE_DAY = timedelta(days=1)


class DateError(ValueError):
    """What was typed is no date; the message is a sentence for the person who typed it."""


@dataclass(frozen=True, order=True, slots=True)
class DomainDate:
    """The days from `first` up to, not including, `end`; sorted by first day, then by end.

    Raises ValueError when the range is empty or leaves the years 1 to 9998.
    """

    first: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.first:
            raise ValueError("A date ends after it begins.")
        if self.last.year > LAST_YEAR:
            raise ValueError(f"Years run from {FIRST_YEAR} to {LAST_YEAR}.")

    @classmethod
    def day(cls, day: date) -> Self:
        """This one day."""
        if day.year > LAST_YEAR:
            raise ValueError(f"Years run from {FIRST_YEAR} to {LAST_YEAR}.")
        return cls(day, day + ONE_DAY)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """The whole of a calendar month (1 to 12)."""
        return cls(date(year, month, 1), date(year + month // 12, month % 12 + 1, 1))

    @classmethod
    def year(cls, year: int) -> Self:
        """The whole of a calendar year."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @property
    def last(self) -> date:
        """The last day that belongs to it."""
        return self.end - ONE_DAY

    @property
    def precision(self) -> Precision:
        """How exactly it is known, read off its two ends."""
        if self.last == self.first:
            return "day"
        if self.first.day == self.end.day == 1:
            months = (self.end.year - self.first.year) * 12 + self.end.month - self.first.month
            if months == 1:
                return "month"
            if months == 12 and self.first.month == 1:
                return "year"
        return "days"

    def contains(self, day: date) -> bool:
        """Whether `day` is one of its days."""
        return self.first <= day < self.end

    def on(self, day: date) -> str:
        """What a cell says while `day` lies inside an imprecise date, else an empty string."""
        if self.precision == "day" or not self.contains(day):
            return ""
        return f"some time {'during' if self.precision == 'days' else 'in'} {self}"

    def iso(self) -> str:
        """The form for addresses and files: 2011-07-04, 2012-05, 2012, 2012-05-20/2012-05-21."""
        written = self.first.isoformat()
        match self.precision:
            case "day":
                return written
            case "month":
                return written[:7]
            case "year":
                return written[:4]
        return f"{written}/{self.last.isoformat()}"

    def __str__(self) -> str:
        first, last = self.first, self.last
        day, month, year = _written(last)
        match self.precision:
            case "day":
                return f"{day} {month} {year}"
            case "month":
                return f"{month} {year}"
            case "year":
                return year
        if first.year != last.year:
            return f"{' '.join(_written(first))} – {day} {month} {year}"
        if first.month != last.month:
            return f"{first.day} {_written(first)[1]} – {day} {month} {year}"
        return f"{first.day}–{day} {month} {year}"


def parse(text: str) -> DomainDate:
    """Read a date as people write it: "4 July 2011", "May 2012", "20-21 May 2012", "2012-05".

    Gives back what `str()` and `iso()` of a DomainDate write. Raises DateError, and nothing else.
    """
    shape, values = _shape(text)
    order = SHAPES.get(shape)
    if order is None:
        raise DateError(_why_not(shape))
    left, _, right = order.partition("-")
    earlier = _fields(left, values[: len(left)])
    if not right:
        return _span(earlier)
    later = _fields(right, values[len(left) :])
    first, last = _span(_with_year(earlier, later)), _span(_with_month(later, earlier))
    if last.end < first.end:
        raise DateError(f"{first} does not come before {last}. Write the earlier date first, each with its year.")
    return DomainDate(first.first, last.end)


def parse_moment(text: str, zone: tzinfo) -> datetime:
    """Read the moment up to which something was known, given back in `zone`.

    "2011-07-05" is the last microsecond of that day in `zone`; "2011-07-05T09:31+02:00" is that
    moment. Raises DateError for anything else, and for a moment that does not say its offset.
    """
    text = text.strip()
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            midnight = datetime.combine(date.fromisoformat(text) + ONE_DAY, time.min, zone)
            return (midnight.astimezone(UTC) - timedelta(microseconds=1)).astimezone(zone)
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(zone)
    except (ValueError, OverflowError):
        raise DateError(
            'This is not a moment we can read. Type a day ("2011-07-05") '
            'or a moment with its offset ("2011-07-05T09:31+02:00").'
        ) from None
    raise DateError(
        "Without its offset this moment means another instant in every zone. "
        'Type it with one ("2011-07-05T09:31+02:00"), or only the day.'
    )


# A text is read in two steps. Its tokens make a shape: Y a number of four digits, N one of one or
# two, M a month's name, and the marks between them. The table says what each number of a known
# shape means: d day, m month, y year, ? day or month, - what parts the two ends of a range.

TOKENS = re.compile(r"\d+|[^\W\d_]+|[-/.]|\S")
BLANKED = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b|\b(?:of|the|from)\b|,|\.(?!\s*\d)|(?<=[^\W\d_])\.")
DASHES = re.compile(r"[‐‑‒–—―−]|\b(?:to|until|till|through)\b")

ISO = {"Y-N-N": "ymd", "Y-N": "ym", "Y": "y"}
WORDED = {"NMY": "dmy", "MNY": "mdy", "MY": "my", "YMN": "ymd", "YM": "ym", "Y": "y"}
FIGURES = {"N.N.Y": "dmy", "N/N/Y": "??y", "N-N-Y": "??y", "N/Y": "my", "N.Y": "my", "Y/N/N": "ymd"}


def _shapes() -> dict[str, str]:
    shapes = {
        f"{left}{mark}{right}": f"{meaning}-{other}"
        for family, marks in ((ISO, "/"), (WORDED, "-/"))
        for left, meaning in family.items()
        for right, other in family.items()
        for mark in marks
    }
    shapes |= {f"{one}-{one}": f"{meaning}-{meaning}" for one, meaning in (ISO | FIGURES).items()}
    shapes |= {"N-NMY": "d-dmy", "N/NMY": "d-dmy", "MN-NY": "md-dy", "MN/NY": "md-dy"}
    shapes |= {"NM-NMY": "dm-dmy", "MN-MNY": "md-mdy", "M-MY": "m-my", "M/MY": "m-my"}
    shapes |= {"N-N.N.Y": "d-dmy", "N.N-N.N.Y": "dm-dmy"}
    return shapes | ISO | WORDED | FIGURES


SHAPES = _shapes()


def _shape(text: str) -> tuple[str, list[int]]:
    """The shape of what was typed, and the number that each of its letters stands for."""
    if len(text) > 100:
        return "?", []
    folded = unicodedata.normalize("NFKC", text).casefold()
    shape, values = "", []
    for piece in TOKENS.findall(BLANKED.sub(" ", DASHES.sub("-", folded))):
        if piece in "-/.":
            shape += piece
        elif piece.isdecimal() and len(piece) <= 4:
            shape += "NN?Y"[len(piece) - 1]
            values.append(int(piece))
        elif month := _month(piece):
            shape += "M"
            values.append(month)
        else:
            shape += "?"
    return shape, values


def _month(word: str) -> int | None:
    """The month a word names, from its first three letters on."""
    if len(word) < 3:
        return None
    return next((m for m, name in enumerate(MONTHS, 1) if name.casefold().startswith(word)), None)


def _why_not(shape: str) -> str:
    if not shape:
        return f"The date is empty. {HOW}"
    if "?" not in shape and "Y" not in shape:
        return f"The year is missing, or has fewer than four digits. {HOW}"
    return f"We cannot read this as a date. {HOW}"


def _fields(order: str, values: Sequence[int]) -> dict[str, int]:
    """Which number is the day, which the month, which the year."""
    if order == "??y":
        one, two, _ = values
        if 1 <= one <= 12 and 1 <= two <= 12 and one != two:
            readings = f"{one} {MONTHS[two - 1]} or {two} {MONTHS[one - 1]}"
            raise DateError(f"This could be {readings}. Write the month as a word.")
        order = "mdy" if two > 12 else "dmy"
    return dict(zip(order, values, strict=True))


def _with_year(earlier: dict[str, int], later: dict[str, int]) -> dict[str, int]:
    """The earlier end of "20-21 May 2012", which leaves month and year to the later one."""
    return earlier if "y" in earlier else later | earlier


def _with_month(later: dict[str, int], earlier: dict[str, int]) -> dict[str, int]:
    """The later end of "May 20-21, 2012", which leaves its month to the earlier one."""
    return later if "d" not in later or "m" in later else later | {"m": earlier["m"]}


def _span(fields: dict[str, int]) -> DomainDate:
    """The day, month or year these numbers name, or a DateError that says what is wrong."""
    year, month, day = fields["y"], fields.get("m"), fields.get("d")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(f"Years run from {FIRST_YEAR} to {LAST_YEAR}. {HOW}")
    if month is None:
        return DomainDate.year(year)
    if not 1 <= month <= 12:
        raise DateError(f"There is no month {month}. {HOW}")
    if day is None:
        return DomainDate.month(year, month)
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        name = f"February {year}" if month == 2 else MONTHS[month - 1]
        raise DateError(f"{name} has {days} days. {HOW}")
    return DomainDate.day(date(year, month, day))


def _written(day: date) -> tuple[str, str, str]:
    return str(day.day), MONTHS[day.month - 1][:3], f"{day.year:04}"
