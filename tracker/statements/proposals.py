"""What a text itself says of words selected in it: who is named beside them, through whom they came, whether they are
quoted. Only proposals: each stands in the form, to be changed. No framework; offsets are code points.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.base.dates import DateError, DomainDate, parse

OPENING = "“„«"
CLOSING = "”»"
STRAIGHT = '"'  # opens and closes; an apostrophe is no quotation mark
BACK = 3  # paragraphs in which a name is looked for, above the words
AHEAD = 3_000  # characters in which the source is named, after the words
SHORT = 4  # letters from which on a last name alone is a name


@dataclass(frozen=True)
class Source:
    """Through whom the words came, as the text says in brackets: "(Interfax II, July 1)"."""

    outlet: str
    label: str
    published: DomainDate | None


def quoted(text: str, start: int, end: int) -> bool:
    """Whether the words stand in quotation marks, or have some around them."""
    if text[start:end].strip()[:1] in {*OPENING, STRAIGHT}:
        return True
    before = text[text.rfind("\n", 0, start) + 1 : start]
    opened = max(before.rfind(sign) for sign in OPENING)
    if before.count(STRAIGHT) % 2:
        opened = max(opened, before.rfind(STRAIGHT))
    return opened >= 0 and not any(sign in before[opened + 1 :] for sign in CLOSING)


SIGNS = OPENING + CLOSING + STRAIGHT
QUOTATION = re.compile(rf"[{SIGNS}]([^{SIGNS}]+)[{SIGNS}]")


def only_quotation(words: str) -> tuple[int, str] | None:
    """What is quoted in these words and where it begins, if that is once and most of them: "“…”, said the envoy"."""
    found = QUOTATION.search(words)
    if not found or len(found[1]) * 2 < len(words) or sum(words.count(sign) for sign in SIGNS) > 2:
        return None
    return found.start(1), found[1].rstrip(", ")


def paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """The lines that the words stand in."""
    until = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, until if until >= 0 else len(text)


def named(
    text: str, start: int, end: int, names: Mapping[str, int], aliases: Mapping[str, int] | None = None
) -> int | None:
    """Whose name is the one beside the words: in their own lines the nearest, among them one that is not quoted itself;
    of a quotation also one above.
    """
    first, until = paragraph(text, start, end)
    known = spoken(names) | dict(aliases or {})
    for _ in range(BACK + 1 if quoted(text, start, end) else 1):
        found = [
            (max(place.start - end, start - place.end, 0), place.start, whose)
            for place, whose in occurring(text[first:until], first, known)
            if not start <= place.start < end or not quoted(text, place.start, place.end)
        ]
        if found:
            return min(found)[2]
        if first == 0:
            return None
        start = end = until = first - 1
        first = text.rfind("\n", 0, until) + 1
    return None


@dataclass(frozen=True)
class Place:
    """Where a name stands."""

    start: int
    end: int


def spoken(names: Mapping[str, int]) -> dict[str, int]:
    """The names, and each last name that only one has."""
    last: dict[str, set[int]] = {}
    for name, whose in names.items():
        word = name.rpartition(" ")[2]
        if len(word) >= SHORT and word[:1].isupper():
            last.setdefault(word, set()).add(whose)
    return {word: whose.copy().pop() for word, whose in last.items() if len(whose) == 1} | dict(names)


def occurring(text: str, offset: int, names: Mapping[str, int]) -> Iterable[tuple[Place, int]]:
    """Each place where one of the names stands as a word of its own."""
    if not names:
        return
    longest_first = sorted(names, key=len, reverse=True)
    for found in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", text):
        yield Place(found.start() + offset, found.end() + offset), names[found[0]]


BRACKETS = re.compile(r"\(([^()\n]{2,200})\)")


def source(text: str, start: int, end: int, outlets: Iterable[str], year: int | None) -> Source | None:
    """The brackets that name an outlet we know, with what they call it and when it was out: the last ones among the
    words, else the first after them.
    """
    known = sorted(outlets, key=len, reverse=True)
    among, after = (list(BRACKETS.finditer(part)) for part in (text[start:end], text[end : end + AHEAD]))
    for brackets in [*reversed(among), *after]:
        words = brackets[1].strip()
        outlet = next((name for name in known if re.match(rf"{re.escape(name)}(?!\w)", words)), "")
        if outlet:
            label, _comma, when = words.rpartition(",")
            label = (label or words).strip()
            return Source(outlet, "" if label == outlet else label, dated(when.strip(), year))
    return None


def dated(words: str, year: int | None) -> DomainDate | None:
    """ "July 4", of the year in which the text was published."""
    for written in [words, *([f"{words} {year}"] if year else [])]:
        try:
            return parse(written)
        except DateError:
            continue
    return None
