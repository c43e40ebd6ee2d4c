"""What an export holds, as words, numbers and dates. No table knows a format, and no format knows a model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

Value = str | int | float | date | None
Named = tuple[str, str]  # what it is, and what is said of it


@dataclass(frozen=True)
class Sheet:
    """Headings and rows. Numbers are numbers; nothing known is None."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True)
class Source:
    """A document that something in the summary rests on."""

    number: int
    title: str
    origin: str  # author, outlet, day
    address: str
    trust: str  # "Reliability B: usually reliable"


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
class Held:
    """One party on one issue."""

    party: str
    says: str  # the worded option, or the word for a silence
    figure: str  # "100 on a scale of 0 to 100"
    summary: str
    facts: str  # how far it would go, since when, how sure, on what evidence
    sources: Sequence[int]


@dataclass(frozen=True)
class Section:
    """One issue, or a branch that heads the issues below it."""

    number: str
    title: str
    depth: int
    question: str = ""
    verdict: str = ""
    result: str = ""  # the gap, or why there is none
    moved: str = ""
    held: Sequence[Held] = ()
    notes: Sequence[Named] = ()  # what they share, what divides them
    cited: Sequence[Cited] = ()


@dataclass(frozen=True)
class Summary:
    """What a superior reads and checks."""

    title: str
    about: str
    sentence: str
    facts: Sequence[Named]
    distances: Sequence[str]
    overview: Sheet
    sections: Sequence[Section]
    keys: Sequence[tuple[str, Sequence[str]]]  # how to read it: what is explained, and its lines
    sources: Sequence[Source]
    headings: Mapping[str, str]  # of its parts: overview, keys, sources
    running: tuple[str, str]  # at the head of every page: what it is, and as of when, as known when
    made: str  # which of the facts says who made it, and when
    moment: datetime  # the same, for a program that sorts files
    author: str
