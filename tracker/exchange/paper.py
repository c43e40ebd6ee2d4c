"""What a superior reads and checks, as words, tables and pictures. No paper knows a format, and no format a model."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Literal, NamedTuple

from tracker.exchange.tables import Sheet, Value

TLP = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")  # who may read it; any words will do
Named = tuple[str, str]  # what it is, and what is said of it
ProseLook = Literal["plain", "question", "aside", "assessment"]
Stress = Literal["", "strong", "emphasis", "both"]


class Part(NamedTuple):
    """Words, the numbers of the sources that are cited behind them, and how they stand out."""

    words: str
    sources: Sequence[int] = ()
    stress: Stress = ""


@dataclass(frozen=True)
class Noted:
    """Words with their citations where they were typed. A part keeps the space that parts it from the one before."""

    parts: Sequence[Part]

    def __str__(self) -> str:
        return "".join(part.words for part in self.parts)


Line = str | Noted


def parts(line: Line, sources: Sequence[int] = ()) -> list[Part]:
    """The line part by part, at its end the sources of the whole."""
    found: list[Part] = [*line.parts] if isinstance(line, Noted) else [Part(line.lstrip())]
    return [*found, Part("", sources)] if sources else found


def leads(line: Line) -> bool:
    """Whether it leads to what follows, and stands on the same page."""
    return str(line).rstrip().endswith(":")


def spaced(words: str, clean: Callable[[str], str]) -> str:
    """A part as `clean` makes it, with the space before it."""
    return f" {clean(words)}" if words[:1].isspace() else clean(words)


@dataclass(frozen=True)
class Heading:
    """The words above a part; a part at level 1 begins a chapter. Contents leave its citations out."""

    words: Line
    level: int = 1


@dataclass(frozen=True)
class Prose:
    """A paragraph: ours, or as its writer typed it."""

    words: Line
    look: ProseLook = "plain"  # question: what the issue asks; aside: small; assessment: rests on no statement
    sources: Sequence[int] = ()


@dataclass(frozen=True)
class Remark:
    """A paragraph that begins with its name: a verdict with what it comes to, what divides two parties, a note."""

    name: str
    words: str
    look: Literal["note", "verdict"] = "note"


@dataclass(frozen=True)
class Bullets:
    """Lines under a name, which may be empty; boxed where they must not be overlooked."""

    name: str
    lines: Sequence[Line]
    boxed: bool = False


@dataclass(frozen=True)
class Point:
    """A line of a list, and the lists below it."""

    words: Line
    below: "Sequence[Points]" = ()


@dataclass(frozen=True)
class Points:
    """A list as its writer typed it, numbered from `first` on, or without numbers."""

    lines: Sequence[Point]
    first: int | None = None

    def __iter__(self) -> Iterator[Line]:
        """Every line, as it is read."""
        for point in self.lines:
            yield point.words
            for each in point.below:
                yield from each


@dataclass(frozen=True)
class Held:
    """One party on one issue."""

    party: str
    says: str  # the worded option, or the word for a silence
    figure: str  # "100 on a scale of 0 to 100"
    summary: str
    facts: str  # how far it would go, since when, how sure, on what evidence
    sources: Sequence[int]


@dataclass(frozen=True)
class Cited:
    """A statement in the words we have, and a line that says whose they are and how they reached us."""

    words: str
    verbatim: bool  # only then do quotation marks stand round the words
    language: str
    gloss: str  # "Translation by M. Kay: …"
    told: str
    sources: Sequence[int]


@dataclass(frozen=True)
class Grid:
    """A table; `words` names it for who cannot see it. A wide one lies across the page where there are pages."""

    sheet: Sheet
    words: str
    wide: bool = False
    sources: Sequence[Sequence[int]] = ()  # of each row, cited in its last cell

    def rows(self) -> Iterator[list[tuple[Value, Sequence[int]]]]:
        """Each value with what is cited behind it."""
        for row, sources in zip_longest(self.sheet.rows, self.sources, fillvalue=()):
            yield [*((value, ()) for value in row[:-1]), *((value, sources) for value in row[-1:])]


@dataclass(frozen=True)
class Picture:
    """A drawing as a whole SVG document; `words` say what it shows. Sizes in pixels, 96 to the inch."""

    svg: str
    words: str
    width: float
    height: float


class TooLong(ValueError):
    """A paper of more parts than a format holds, which holds `most`: blocks, and the rows and lines of them."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


Block = Heading | Prose | Remark | Bullets | Points | Held | Cited | Grid | Picture


FEW_WORDS = 1_200  # letters that go with a table to a page that lies


def gathered(blocks: Iterable[Block]) -> Iterator[tuple[Sequence[Block], bool]]:
    """Each block by itself, and whether it lies; with a wide table also the heading above it, and few words between."""
    held: list[Heading | Prose] = []
    for block in blocks:
        if not held and not isinstance(block, Heading):  # as nearly all of them
            yield [block], isinstance(block, Grid) and block.wide
        elif isinstance(block, Grid) and block.wide:
            yield [*held, block], True
            held = []
        elif isinstance(block, Heading | Prose) and goes_with(held, block):
            held.append(block)
        else:
            yield from (([each], False) for each in held)
            held = [block] if isinstance(block, Heading) else []
            if not held:
                yield [block], False
    yield from (([each], False) for each in held)


def goes_with(held: Sequence[Heading | Prose], block: Heading | Prose) -> bool:
    """Whether the block stands under these headings, or is another of them, and they are still few words."""
    if isinstance(block, Heading):
        return all(isinstance(each, Heading) for each in held)
    return bool(held) and sum(len(str(each.words)) for each in [*held, block]) < FEW_WORDS


@dataclass(frozen=True)
class Source:
    """A document that something on the paper rests on."""

    number: int
    title: str
    origin: str  # author, outlet, day
    address: str
    trust: str  # "Reliability B: usually reliable"


@dataclass(frozen=True)
class Paper:
    """The blocks are read once, from the first to the last; only then all `sources` are there."""

    title: str
    about: str
    sentence: str  # what it comes to, for who stops there
    facts: Sequence[Named]
    blocks: Iterable[Block]
    sources: Sequence[Source]
    headings: Mapping[str, str]  # of its parts: sources
    running: Named  # at the head of every page: what it is, and as of when, as known when
    made: str  # which of the facts says who made it, and when
    moment: datetime  # the same, for a program that sorts files
    author: str
    handling: str = ""  # who may read it ("TLP:AMBER"), on every page
    caution: str = ""  # what of it is not settled, for who stops at its head
