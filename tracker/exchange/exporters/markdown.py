"""Markdown: prose that reads well as it is, and better where it is shown; whatever people typed is shown as typed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import IO
from urllib.parse import quote

from tracker.exchange.tables import Cited, Held, Section, Sheet, Source, Summary

SIGNS = re.compile(r"([\\`*_\[\]>#|~$^])")
AT_THE_START = re.compile(r"^(?:([-+=:])|(\d{1,9})(?=[.)](?:\s|$)))")  # of a line: a list, a heading's underline
ENTITY = re.compile(r"&(?=#?\w+;)")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
SPACES = re.compile(r"[ \t\n\r\v\f\x85\u2028\u2029]+")  # not those that hold words together
ISOLATING = re.compile("[\u2066-\u2069]")
ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
RIGHTWARDS, AS_IT_BEGINS = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{FIRST STRONG ISOLATE}"
BEYOND = re.compile(r"[\u0590-\U0010ffff]")  # no sign below turns the direction of writing
TURNING = {"R", "AL", "RLE", "LRE", "RLO", "LRO", "RLI", "LRI", "FSI"}


def write(table: Summary, out: IO[bytes]) -> None:
    out.write(("\n".join(lines(table)).rstrip() + "\n").encode())


def text(words: str, turn: str = RIGHTWARDS) -> str:
    """The words on one line, with nothing in them that Markdown or HTML would act on."""
    line = SPACES.sub(" ", CONTROLS.sub("", words)).strip()
    line = ENTITY.sub("&amp;", line).replace("<", "&lt;")
    line = SIGNS.sub(r"\\\1", line)
    line = AT_THE_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\", line)
    if any(unicodedata.bidirectional(sign) in TURNING for sign in BEYOND.findall(line)):
        return f"{turn}{line if paired(line) else line.translate(ISOLATES)}\N{POP DIRECTIONAL ISOLATE}"
    return line


def paired(line: str) -> bool:
    """Whether what isolates a part of the line also ends in it, so that it cannot end what isolates the whole."""
    depth = 0
    for sign in ISOLATING.findall(line):
        depth += -1 if sign == "\N{POP DIRECTIONAL ISOLATE}" else 1
        if depth < 0:
            return False
    return depth == 0


def typed(words: str) -> str:
    """What one person wrote, in the direction that it begins in."""
    return text(words, AS_IT_BEGINS)


def lines(table: Summary) -> Iterator[str]:
    yield f"# {text(table.title)}"
    yield from paragraph(f"**{text(table.sentence)}**")
    if table.about:
        yield from paragraph(typed(table.about))
    yield ""
    yield from (f"- {text(name)}: {text(words)}" for name, words in table.facts)
    if table.overview.rows:
        yield from heading(2, table.headings["overview"])
        for words in table.distances:
            yield from paragraph(text(words))
        yield ""
        yield from grid(table.overview)
    for section in table.sections:
        yield from issue(section)
    yield from heading(2, table.headings["keys"])
    for name, explained in table.keys:
        yield from paragraph(f"**{text(name)}**")
        yield ""
        yield from (f"- {text(line)}" for line in explained)
    if table.sources:
        yield from heading(2, table.headings["sources"])
        yield ""
        for each in table.sources:
            yield source(each)


def heading(level: int, words: str) -> Iterator[str]:
    yield from ("", f"{'#' * min(level, 6)} {text(words)}")


def paragraph(words: str) -> Iterator[str]:
    yield from ("", words)


def grid(table: Sheet) -> Iterator[str]:
    yield row(text(heading) for heading in table.headings)
    yield row("---" for _heading in table.headings)
    yield from (row(text(str(cell)) for cell in cells) for cells in table.rows)


def row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def issue(section: Section) -> Iterator[str]:
    yield from heading(section.depth + 2, f"{section.number} {section.title}")
    if section.question:
        yield from paragraph(typed(section.question))
    if section.verdict:
        yield from paragraph(f"**{text(section.verdict)}.** {text(section.result)} {text(section.moved)}".rstrip())
    if section.held:
        yield ""
    for held in section.held:
        yield from position(held)
    for name, words in section.notes:
        yield from paragraph(f"**{text(name)}.** {text(words)}")
    for cited in section.cited:
        yield from citation(cited)


def position(held: Held) -> Iterator[str]:
    figure = f" ({text(held.figure)})" if held.figure else ""
    yield f"- **{text(held.party)}: {text(held.says)}**{figure}{references(held.sources)}"
    for words in filter(None, [typed(held.summary), text(held.facts)]):
        yield from ("", f"  {words}")


def citation(cited: Cited) -> Iterator[str]:
    words = typed(cited.words)
    yield from paragraph(f"> “{words}”" if cited.verbatim else f"> {words}")
    if cited.gloss:
        yield from (">", f"> {text(cited.gloss)}")
    yield from (">", f"> — {text(cited.told)}{references(cited.sources)}")


def references(numbers: Sequence[int]) -> str:
    return "".join(f" [{number}]" for number in numbers)


def source(given: Source) -> str:
    said = [f"{text(words)}." for words in (given.title, given.origin) if words]
    address = [link(given.address)] if given.address else []
    return " ".join([f"{given.number}.", *said, *address, text(given.trust)]).rstrip()


def link(address: str) -> str:
    """A web address as one; anything else as text."""
    return f"<{found}>" if (found := web(address)) else text(address)


def web(address: str) -> str:
    """The address where it is one of the web, with nothing in it that ends a link; else nothing."""
    return quote(address, safe=":/?#@!$&()*+,;=%~._-") if re.match(r"https?://", address, re.IGNORECASE) else ""
