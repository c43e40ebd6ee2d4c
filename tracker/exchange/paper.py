"""What a superior reads and checks, as words, tables and pictures. No paper knows a format, and no format a model."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.exchange.tables import Sheet

TLP = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")  # who may read it; any words will do
Named = tuple[str, str]  # what it is, and what is said of it


@dataclass(frozen=True)
class Heading:
    """The words above a part; a part at level 1 begins a chapter."""

    words: str
    level: int = 1


@dataclass(frozen=True)
class Prose:
    """A paragraph: ours, or as its writer typed it."""

    words: str
    look: str = "plain"  # plain, question (what the issue asks), aside (small), assessment (rests on no statement)
    sources: Sequence[int] = ()


@dataclass(frozen=True)
class Remark:
    """A paragraph that begins with its name: a verdict with what it comes to, what divides two parties, a note."""

    name: str
    words: str
    look: str = "note"  # note, verdict


@dataclass(frozen=True)
class Bullets:
    """Lines under a name, which may be empty; boxed where they must not be overlooked."""

    name: str
    lines: Sequence[str]
    boxed: bool = False


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


Block = Heading | Prose | Remark | Bullets | Held | Cited | Grid | Picture


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
