"""Markdown: prose that reads well as it is, and better where it is shown; whatever people typed is shown as typed."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, pairwise
from typing import IO, Any
from urllib.parse import quote

from tracker.exchange.paper import (
    Block,
    Bullets,
    Cited,
    Grid,
    Heading,
    Held,
    Line,
    Paper,
    Picture,
    Points,
    Prose,
    Remark,
    Source,
    Stress,
    parts,
    spaced,
)  # fmt: skip
from tracker.exchange.tables import Value

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

STRESSED: dict[Stress, str] = {"": "", "emphasis": "*", "strong": "**", "both": "***"}
APART = "<!-- -->"  # between signs that would be taken for others together

LISTS = (Bullets, Points, Held)


def write(paper: Paper, out: IO[bytes]) -> None:
    out.writelines(f"{line}\n".encode() for line in lines(paper))


def text(words: str, turn: str = RIGHTWARDS) -> str:
    """The words on one line, with nothing in them that Markdown or HTML would act on."""
    return turned(inert(words), turn)


def noted(line: Line, sources: Sequence[int] = (), turn: str = RIGHTWARDS) -> str:
    """The same with citations, each where it was typed; none begins an address there, or is taken for a link."""
    said, close = "", False
    for words, cited, stress in parts(line, sources):
        apart = APART if close and stress and not words[:1].isspace() else ""
        said += apart + spaced(words, partial(stressed, STRESSED[stress])) + references(cited)
        close = bool(stress) and not cited
    said = begun(said.lstrip())
    said = re.sub(r"(?<=\d\])([(\[])", r"\\\1", said)
    return turned(f"\\{said}" if said.startswith("[") else said, turn)


def stressed(sign: str, words: str) -> str:
    return f"{sign}{said}{sign}" if (said := within(words)) else ""


def inert(words: str) -> str:
    return begun(within(words))


def begun(line: str) -> str:
    """The line, with nothing at its start that would make it a list or a heading."""
    return AT_THE_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\", line)


def within(words: str) -> str:
    line = SPACES.sub(" ", CONTROLS.sub("", words)).strip()
    line = ENTITY.sub("&amp;", line).replace("<", "&lt;")
    return SIGNS.sub(r"\\\1", line)


def turned(line: str, turn: str) -> str:
    """The line kept to itself, where something in it is written from the right."""
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


def lines(paper: Paper) -> Iterator[str]:
    if paper.handling:
        yield f"**{text(paper.handling)}**"
        yield ""
    yield f"# {text(paper.title)}"
    yield from paragraph(f"**{text(paper.sentence)}**")
    if paper.caution:
        yield from paragraph(f"> {text(paper.caution)}")
    if paper.about:
        yield from paragraph(typed(paper.about))
    yield ""
    yield from (f"- {text(name)}: {text(words)}" for name, words in paper.facts)
    said = (block for block in paper.blocks if not isinstance(block, Picture))  # the words beside it say the same
    for before, block in pairwise(chain([None], said)):
        if not (isinstance(block, Held) and isinstance(before, Held)):  # those are one list
            yield ""
            if runs_on(before, block):
                yield from (APART, "")
        yield from WAYS[type(block)](block)
    if paper.sources:
        yield ""
        yield from heading(Heading(paper.headings["sources"]))
        yield ""
        yield from map(source, paper.sources)


def runs_on(before: Block | None, block: Block | None) -> bool:
    """Whether both would be shown as one list; the facts stand before the first."""
    named = isinstance(block, Bullets) and (block.name or block.boxed)
    return (before is None or isinstance(before, LISTS)) and isinstance(block, LISTS) and not named


def paragraph(words: str) -> Iterator[str]:
    yield from ("", words)


def heading(block: Heading) -> Iterator[str]:
    yield f"{'#' * min(block.level + 1, 6)} {noted(block.words)}"


def prose(block: Prose) -> Iterator[str]:
    yield noted(block.words, block.sources, RIGHTWARDS if block.look == "plain" else AS_IT_BEGINS)


def remark(block: Remark) -> Iterator[str]:
    yield f"**{text(block.name)}.** {text(block.words)}".rstrip()


def bullets(block: Bullets) -> Iterator[str]:
    quoted = "> " if block.boxed else ""
    if block.name:
        yield from (f"{quoted}**{text(block.name)}**", quoted.rstrip())
    yield from (f"{quoted}- {noted(line)}" for line in block.lines)


def points(block: Points) -> Iterator[str]:
    """A list below a line stands where the words of that begin."""
    for number, each in enumerate(block.lines, block.first or 0):
        mark = "- " if block.first is None else f"{number}. "
        yield f"{mark}{noted(each.words)}"
        for place, below in enumerate(each.below):
            said = chain(parting(below, first=not place), points(below))
            yield from (f"{' ' * len(mark)}{line}" if line else "" for line in said)


def parting(below: Points, *, first: bool) -> Sequence[str]:
    """What stands before a list below a line: only one that begins with 1 begins behind words without an empty line."""
    if not first:
        return "", APART, ""
    return () if below.first in (None, 1) else ("",)


def grid(block: Grid) -> Iterator[str]:
    yield row(text(heading) for heading in block.sheet.headings)
    yield row("---" for _heading in block.sheet.headings)
    yield from (row(cell(value, cited) for value, cited in cells) for cells in block.rows())


def cell(value: Value, cited: Sequence[int]) -> str:
    return noted("" if value is None else str(value), cited)


def row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def position(held: Held) -> Iterator[str]:
    figure = f" ({text(held.figure)})" if held.figure else ""
    yield f"- **{text(held.party)}: {text(held.says)}**{figure}{references(held.sources)}"
    for words in filter(None, [typed(held.summary), text(held.facts)]):
        yield from ("", f"  {words}")


def citation(cited: Cited) -> Iterator[str]:
    words = typed(cited.words)
    yield f"> “{words}”" if cited.verbatim else f"> {words}"
    if cited.gloss:
        yield from (">", f"> {text(cited.gloss)}")
    yield from (">", f"> — {text(cited.told)}{references(cited.sources)}")


WAYS: dict[type, Callable[[Any], Iterator[str]]] = {
    Heading: heading,
    Prose: prose,
    Remark: remark,
    Bullets: bullets,
    Points: points,
    Grid: grid,
    Held: position,
    Cited: citation,
}


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
