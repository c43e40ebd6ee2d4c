"""What an analyst types into a brief: paragraphs, headings, lists, words that stand out; [S12] cites statement 12."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from unicodedata import east_asian_width

from tracker.exchange.paper import Stress

NUMBER = r"[Ss]\s?\d{1,18}"
EMPTY_LINE = re.compile(r"\n\s*\n")
WHOLE = rf"(?![^\[\]]*{EMPTY_LINE.pattern})"  # no empty line up to the bracket that ends it
CITED = re.compile(rf"\s?\[{WHOLE}\s*({NUMBER}(?:(?:\s*[,;&]\s*|\s+(?i:and)\s+|\s+){NUMBER})*)\s*\]")
NEARLY = re.compile(r"\[\s*[Ss]\s?\d+\b(?!(?:\s+[a-z][a-z-]*)+\s*\])[^\[\]]*\]")  # not "[S300 missiles]"
HEADING = re.compile(r"(#{1,4})\s+(.+)")
ITEM = re.compile(r"(\s*)(?:[-*•]|(\d{1,3})[.)])\s+(.+)")
PARTED = re.compile(r"\n\n(?![ \t]+(?:[-*•]|\d{1,3}[.)])\s)")  # what is moved in belongs to the list above it
MARK = re.compile(r"(?<!\*)\*{1,3}(?!\*)")
STRESSES: tuple[Stress, ...] = ("", "emphasis", "strong", "both")  # by the number of asterisks
LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)")
STEP, DEEPEST = 2, 3  # spaces that make a list below a line of another, and how many stand one below the other


class Said(NamedTuple):
    """Words, the numbers of the statements that are cited behind them, and how they stand out."""

    words: str
    numbers: tuple[int, ...]
    stress: Stress


@dataclass(frozen=True)
class Line:
    """Some words, part by part."""

    parts: tuple[Said, ...]

    @property
    def words(self) -> str:
        return "".join(part.words for part in self.parts).strip()

    @property
    def plain(self) -> bool:
        """Whether it is words and no more."""
        return not self.cites and not any(part.stress for part in self.parts)

    @property
    def cites(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(number for part in self.parts for number in part.numbers))

    @property
    def asserts(self) -> bool:
        """Whether it says that something is so: a question does not."""
        return bool(self.words) and not self.words.endswith(("?", ":"))


@dataclass(frozen=True)
class Item:
    """A line with the lists that stand below it."""

    line: Line
    below: "tuple[Part, ...]" = ()


@dataclass(frozen=True)
class Part:
    """A paragraph, a heading of some level, or a list, which is numbered from `first` or has no numbers."""

    kind: str  # paragraph, heading, list
    items: tuple[Item, ...]
    level: int = 0
    first: int | None = None

    @property
    def line(self) -> Line:
        return self.items[0].line

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of them, as they are read."""
        return tuple(self.walked())

    def walked(self) -> Iterator[Line]:
        for item in self.items:
            yield item.line
            for part in item.below:
                yield from part.walked()


def line(typed: str) -> Line:
    """The words without citations and asterisks, parted where these stood; a space stands before the second part.

    A link is its words and its address: on paper nothing else would lead there.
    """
    parts, space = [], ""
    for run, stress in stressed(LINK.sub(addressed, typed)):
        words, found = CITED.split(space + run)[::2], [*CITED.findall(run), ""]
        numbers = (tuple(map(int, re.findall(r"\d+", each))) for each in found)
        parts += [Said(evened(each), cites, stress) for each, cites in zip(words, numbers, strict=True)]
        space = " " if words[-1].strip() and words[-1][-1].isspace() else ""
    return Line(tuple(part for part in parts if part.words or part.numbers))


def addressed(link: re.Match[str]) -> str:
    return link[0] if CITED.fullmatch(f"[{link[1]}]") else f"{link[1]} ({link[2]})"


def stressed(typed: str) -> Iterator[tuple[str, Stress]]:
    """The words run by run: *so* with emphasis, **so** strong, ***so*** both."""
    at = on = 0
    for mark in marks(typed):
        yield typed[at : mark.start()], STRESSES[on]
        on, at = on ^ len(mark[0]), mark.end()
    yield typed[at:], STRESSES[on]


def marks(typed: str) -> list[re.Match[str]]:
    """The asterisks round words, which touch these and no others; all others stand as typed."""
    found: list[re.Match[str]] = []
    begun: dict[int, re.Match[str]] = {}  # by their number
    for mark in MARK.finditer(typed):
        before, behind = typed[max(mark.start() - 1, 0) : mark.start()], typed[mark.end() : mark.end() + 1]
        first = begun.get(len(mark[0]))
        if first and not (before.isspace() or before in "([" or in_word(behind)):
            found += [first, mark]
            begun = {size: each for size, each in begun.items() if each.start() < first.start()}
        elif not (in_word(before) or behind.isspace() or behind in ")].,;:!?"):
            begun[len(mark[0])] = mark
    return sorted(found, key=re.Match.start)


def in_word(letter: str) -> bool:
    """Whether a word goes on there; writings without spaces do not part them."""
    return letter.isalnum() and east_asian_width(letter) not in "WF"


def evened(words: str) -> str:
    """With single spaces, and one before it where it is parted so from what it follows."""
    return (" " if words[:1].isspace() else "") + " ".join(words.split())


def cited(text: str) -> set[int]:
    """The numbers of all statements that a text cites."""
    return {int(number) for found in CITED.findall(text) for number in re.findall(r"\d+", found)}


def nearly(text: str) -> list[str]:
    """What looks like a citation and is none, as it stands there."""
    return list(dict.fromkeys(" ".join(found.split()) for found in NEARLY.findall(text) if not CITED.fullmatch(found)))


def renumbered(text: str, numbers: Mapping[int, int]) -> str:
    """The text with those numbers in its citations.

    In one from elsewhere a number that is not among them was no statement there, and may be another's here: it gets
    a question mark, and is no citation until somebody says what it means.
    """
    elsewhere = any(old != new for old, new in numbers.items())

    def named(number: re.Match[str]) -> str:
        here = numbers.get(int(number[0]))
        return f"{number[0]}?" if here is None and elsewhere else str(here or number[0])

    return CITED.sub(lambda found: re.sub(r"\d+", named, found[0]), text)


def uncited(text: str) -> str:
    """The text without its citations."""
    return CITED.sub("", text)


def parts(text: str) -> Iterator[Part]:
    """The text, part by part; an empty line ends a paragraph, lines that begin with a dash or a number are a list."""
    above: Part | None = None
    for part in chunks(text):
        if above and above.first is not None and part.first == above.first + len(above.items):
            above = replace(above, items=above.items + part.items)  # an empty line does not end it
            continue
        if above:
            yield above
        above = part
    if above:
        yield above


def chunks(text: str) -> Iterator[Part]:
    """The same, where an empty line ends a list, too."""
    for chunk in PARTED.split(EMPTY_LINE.sub("\n\n", text.replace("\r\n", "\n").expandtabs(4))):
        held: list[str] = []
        listed: list[Typed] = []
        for typed in filter(str.strip, chunk.split("\n")):
            heading, item = HEADING.fullmatch(typed.strip()), ITEM.fullmatch(typed.rstrip())
            if heading or item:
                yield from paragraph(held)
            if heading:
                yield from lists(listed)
                listed = []
                yield Part("heading", (Item(line(heading[2])),), len(heading[1]))
            elif item:
                listed.append(Typed(len(item[1]), int(item[2]) if item[2] else None, item[3]))
            elif listed:
                listed[-1].words += f" {typed.strip()}"  # an item that goes on in the next line
            else:
                held.append(typed.strip())
        yield from lists(listed)
        yield from paragraph(held)


def paragraph(held: list[str]) -> Iterator[Part]:
    if held:
        yield Part("paragraph", (Item(line(" ".join(held))),))
        held.clear()


@dataclass
class Typed:
    """A line of a list, as it was typed."""

    indent: int
    number: int | None
    words: str


type Nested = tuple[Typed, list[Typed]]  # a line, and what is moved in below it


def lists(listed: Sequence[Typed], depth: int = 1) -> Iterator[Part]:
    """The lines as lists, of numbers that go on or of dashes; those that are moved in stand below the one before."""
    found: list[Nested] = []
    edge = min((each.indent for each in listed), default=0)
    for each in listed:
        if found and depth < DEEPEST and each.indent >= edge + STEP:
            found[-1][1].append(each)
        else:
            found.append((each, []))
    for alike in runs(found):
        items = tuple(Item(line(own.words), tuple(lists(deeper, depth + 1))) for own, deeper in alike)
        yield Part("list", items, first=alike[0][0].number)


def runs(found: Iterable[Nested]) -> Iterator[list[Nested]]:
    """Those of one list: a number is the next, or the first again (“1. 1. 1.” has the paper count), or begins one."""
    run: list[Nested] = []
    for each in found:
        if run and not goes_on(run[0][0].number, run[-1][0].number, each[0].number):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def goes_on(first: int | None, last: int | None, number: int | None) -> bool:
    if last is None or number is None:
        return last == number
    return number == last + 1 or number == last == first
