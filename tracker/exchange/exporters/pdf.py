"""PDF: tagged for who hears it (PDF/UA-1), contents, pictures as drawings, the day and the handling on every page.

Typst sets it, by the template paper.typ, from data: whatever people typed is a string there, and never markup.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import IO, Any

from tracker.exchange.exporters import columns, typeset
from tracker.exchange.exporters.glyphs import Printer
from tracker.exchange.exporters.markdown import web
from tracker.exchange.exporters.wordml import plain, shortened, tied
from tracker.exchange.paper import (
    Block,
    Bullets,
    Cited,
    Grid,
    Heading,
    Held,
    Line,
    Paper,
    Part,
    Picture,
    Points,
    Prose,
    Remark,
    Source,
    TooLong,
    gathered,
    leads,
    parts,
    spaced,
)  # fmt: skip
from tracker.exchange.tables import Value

LISTED, DEEP = 4, 2  # headings from which contents are worth their place, and their levels
MOST = 6_000  # blocks, rows and lines: some hundred pages, and nearly a gigabyte while they are set
LONG = 24  # letters from which a word is broken where a line ends
WHOLE = 1_200  # letters of a block that is kept on one page
LINES = 20  # of a row that is kept on one page
LANGUAGE = re.compile(r"([a-z]{2,3})(?:-(?:[A-Za-z]{4}-)?([A-Z]{2}))?\b")
ANYWHERE = "\N{ZERO WIDTH SPACE}"
PARTS = re.compile(r"[^/?&=_.,;:-]*[/?&=_.,;:-]*")  # of an address: a line ends behind a sign, if it must end within

Data = dict[str, Any]


def write(paper: Paper, out: IO[bytes]) -> None:
    """Raises `TooLong`, since all pages are set at once."""
    words = Words(paper)
    blocks = [
        {"lies": lies, "blocks": [words.block(block) for block in together]}
        for together, lies in gathered(fitting(paper.blocks))
    ]
    out.write(typeset.pdf({**words.front(), "blocks": blocks}, words.drawings, paper.moment))


def fit(paper: Paper) -> None:
    """Raises `TooLong` where `write` would, without setting anything: its blocks are read."""
    for _block in fitting(paper.blocks):
        pass


def fitting(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same blocks. Raises `TooLong` at the first that is too much."""
    parts = 0
    for block in blocks:
        rows: Sequence[Any] = ()
        if isinstance(block, Grid):
            rows = list(block.sheet.rows)
            block = replace(block, sheet=replace(block.sheet, rows=rows))  # which may be read once
        elif isinstance(block, Bullets):
            rows = block.lines
        elif isinstance(block, Points):
            rows = list(block)
        parts += 1 + len(rows)
        if parts > MOST:
            raise TooLong(MOST)
        yield block


class Words:
    """The paper as the template takes it; what could not be printed, and what is drawn, is known behind the blocks."""

    def __init__(self, paper: Paper) -> None:
        self.paper, self.printer = paper, Printer()
        self.drawings: list[str] = []
        self.headings: list[int] = []
        self.ways: Mapping[type, Callable[[Any], Data]] = {
            Heading: self.heading,
            Prose: self.prose,
            Remark: self.remark,
            Bullets: self.bullets,
            Points: self.points,
            Grid: self.grid,
            Held: self.held,
            Cited: self.cited,
            Picture: self.picture,
        }

    def text(self, words: str, longest: int = LONG) -> str:
        """The words in letters that there are; a word too long for a line ends where the line does."""
        whole = tied(self.printer.words(words))
        return re.sub(rf"[^ ]{{{longest + 1},}}", lambda word: broken(word[0], longest), whole)

    def front(self) -> Data:
        """What stands on the first page, at the head and foot of every page, and behind all blocks."""
        paper = self.paper
        sources = [self.source(each) for each in paper.sources]
        title = self.text(paper.title)
        said = {
            "title": title,
            "about": self.text(paper.about),
            "sentence": self.text(paper.sentence),
            "caution": self.text(paper.caution),
            "facts": [[self.text(name), self.text(words)] for name, words in paper.facts],
            "running": [self.text(shortened(paper.running[0])), self.text(paper.running[1])],
            "handling": self.text(paper.handling),
            "made": self.text(dict(paper.facts).get(paper.made, "")),
            "sources": sources,
            "sourced": self.text(paper.headings["sources"]),
        }
        return {
            **said,
            "name": plain(paper.title) or title or "-",  # PDF/UA wants one
            "author": plain(paper.author),
            "contents": len(self.headings) >= LISTED,
            "deep": DEEP,
            "unprinted": self.printer.sentence,
        }

    def block(self, block: Any) -> Data:
        return self.ways[type(block)](block)

    # Each kind of block ----------------------------------------------------------------------------------------------
    def heading(self, block: Heading) -> Data:
        """No level is left out, or who hears it would look for what is missing."""
        level = min(block.level, (self.headings or [0])[-1] + 1)
        self.headings.append(level)
        words = self.noted(block.words)
        bare = not any(part.words.strip() for part in words)
        return {"kind": "heading", "words": [Part("–"), *words] if bare else words, "level": level}

    def prose(self, block: Prose) -> Data:
        words = self.noted(block.words, block.sources)
        return {"kind": "prose", "words": words, "look": block.look, "leads": leads(block.words)}

    def noted(self, line: Line, sources: Sequence[int] = (), longest: int = LONG) -> list[Part]:
        """The words with their citations, each where it was typed."""
        clean = partial(self.text, longest=longest)
        return [Part(spaced(words, clean), list(cited), stress) for words, cited, stress in parts(line, sources)]

    def remark(self, block: Remark) -> Data:
        name, words = self.text(block.name), self.text(block.words)
        return {"kind": "remark", "name": f"{name}.", "words": words, "look": block.look}

    def bullets(self, block: Bullets) -> Data:
        name, lines = self.text(block.name), [self.noted(line) for line in block.lines]
        together = whole(name, *map(str, block.lines))
        return {"kind": "bullets", "name": name, "lines": lines, "boxed": block.boxed, "whole": together}

    def points(self, block: Points) -> Data:
        lines = [{"words": self.noted(each.words), "below": [*map(self.points, each.below)]} for each in block.lines]
        return {"kind": "points", "first": block.first, "lines": lines, "whole": whole(*map(str, block))}

    def held(self, held: Held) -> Data:
        names = ("party", "says", "figure", "summary", "facts")
        said = {name: self.text(getattr(held, name)) for name in names}
        return {"kind": "held", **said, "cites": list(held.sources), "whole": whole(*said.values())}

    def cited(self, cited: Cited) -> Data:
        words, gloss, told = map(self.text, (cited.words, cited.gloss, cited.told))
        spoken = LANGUAGE.match(cited.language)
        return {
            "kind": "cited",
            "words": f"“{words}”" if cited.verbatim else words,
            "language": spoken.groups() if spoken else ["en", "GB"],
            "gloss": gloss,
            "told": told,
            "cites": list(cited.sources),
            "whole": whole(words, gloss, told),
        }

    def grid(self, block: Grid) -> Data:
        found = list(block.rows())
        rows = columns.values(found)
        letters = columns.letters(block.sheet.headings, rows, wide=block.wide)
        longest = [max(2, round(each)) for each in letters]
        figures = [all(isinstance(value, int | float | None) for value in column) for column in zip(*rows, strict=True)]
        return {
            "kind": "grid",
            "widths": columns.shares(letters),
            "headings": [self.text(*each) for each in zip(block.sheet.headings, longest, strict=True)],
            "figures": figures or [False] * len(letters),
            "rows": [
                (
                    [
                        self.noted(columns.words(value), cited, long)
                        for (value, cited), long in zip(row, longest, strict=True)
                    ],
                    fits(values, letters),
                )
                for row, values in zip(found, rows, strict=True)
            ],
            "dense": columns.dense(block.sheet.headings),
        }

    def picture(self, block: Picture) -> Data:
        self.drawings.append(typeset.lettered(block.svg, self.printer))
        return {
            "kind": "picture",
            "file": typeset.named(len(self.drawings)),
            "words": plain(block.words) or "-",
            "width": block.width * 0.75,
        }

    def source(self, given: Source) -> Data:
        said = [f"{self.text(words)}." for words in (given.title, given.origin) if words]
        return {
            "number": given.number,
            "words": " ".join(said),
            "address": self.text(given.address),
            "link": web(plain(given.address)),
            "trust": self.text(given.trust),
        }


def broken(word: str, longest: int) -> str:
    parts = (part if len(part) <= longest else ANYWHERE.join(part) for part in PARTS.findall(word))
    return ANYWHERE.join(parts)


def whole(*words: str) -> bool:
    """Whether so many words stand together on one page."""
    return sum(map(len, words)) < WHOLE


def fits(row: Sequence[Value], letters: Sequence[float]) -> bool:
    """Whether the row takes so few lines that no page need cut it."""
    return all(len(columns.words(value)) < LINES * room for value, room in zip(row, letters, strict=True))
