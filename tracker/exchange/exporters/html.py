"""HTML: one file that needs nothing else, to read on a screen and to print; whatever people typed stands as typed.

A page of ours shows the same parts (static/css/exchange.css); their classes begin with p-, since it has others.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import IO, Any

from tracker.base.direction import leftwards
from tracker.exchange.exporters import columns
from tracker.exchange.exporters.markdown import web
from tracker.exchange.exporters.wordml import shortened
from tracker.exchange.paper import (
    Bullets,
    Cited,
    Grid,
    Heading,
    Held,
    Line,
    Paper,
    Picture,
    Point,
    Points,
    Prose,
    Remark,
    Source,
    Stress,
    gathered,
    parts,
    spaced,
)  # fmt: skip
from tracker.exchange.tables import Value

ALONE = (  # it asks nobody for anything, and runs nothing, whatever stands in it
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)
STYLED = re.compile("<style>.*?</style>")
STYLE = Path(__file__).with_name("paper.css")
TOGETHER = "\N{WORD JOINER}"  # no line begins with a citation
LOOKS = {
    "plain": "p-plain", "question": "p-question", "aside": "p-aside", "assessment": "p-assessment",
    "verdict": "p-result", "note": "p-remark",
}  # fmt: skip
STRESSED: dict[Stress, str] = {
    "strong": "<strong>{}</strong>", "emphasis": "<em>{}</em>", "both": "<strong><em>{}</em></strong>",
}  # fmt: skip
NOT_SHOWN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(55296, 57344)], "")


def write(paper: Paper, out: IO[bytes]) -> None:
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" '
        f'content="only light">{ALONE}<title>{text(paper.title)}</title>'
    )
    running = "".join(f"<span>{text(words)}</span>" for words in (*paper.running, paper.handling) if words)
    out.write(f'<!doctype html><html lang="en-GB"><head>{head}<meta name="robots" content="noindex">'.encode())
    out.write(f"<style>{STYLE.read_text()}{on_every_page(paper)}</style></head>".encode())
    out.write(f'<body><header class="p-running">{running}</header><main>\n'.encode())
    out.writelines(f"{part}\n".encode() for part in whole(paper))
    out.write(b"</main></body></html>\n")


def on_every_page(paper: Paper) -> str:
    """What stands at the head and the foot of each page that is printed: a browser is told in its style."""
    name, day = string(shortened(paper.running[0])), string(paper.running[1])
    made, handling = string(dict(paper.facts).get(paper.made, "")), string(paper.handling)
    quiet, loud = "font: 8pt sans-serif; color: #5c646c", "font: bold 9pt sans-serif; color: #15181b"
    boxes = [
        ("top-left", name, quiet),
        ("top-center", handling, loud),
        ("top-right", day, quiet),
        ("bottom-left", made, quiet),
        ("bottom-center", handling, loud),
        ("bottom-right", 'counter(page) " / " counter(pages)', quiet),
    ]
    said = (f"@{box} {{ content: {what}; {look} }}" for box, what, look in boxes if what != '""')  # others get its room
    return f"@page {{ {' '.join(said)} }}"


def string(words: str) -> str:
    """The words as a string of a style, with nothing in them that would end it."""
    plain = " ".join(words.translate(NOT_SHOWN).split())
    return '"{}"'.format("".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in plain))


def text(words: str) -> str:
    """The words, with nothing in them that HTML would act on."""
    return escape(words.translate(NOT_SHOWN))


def whole(paper: Paper, *, level: int = 1) -> Iterator[str]:
    """What is read, from the title to the sources; the title is a heading of that level."""
    if paper.handling:
        yield f'<p class="p-handling">{text(paper.handling)}</p>'
    yield f"<h{level}>{text(paper.title)}</h{level}>"
    yield f'<p class="p-sentence">{text(paper.sentence)}</p>'
    if paper.caution:
        yield f'<p class="p-caution">{text(paper.caution)}</p>'
    if paper.about:
        yield f'<p dir="auto">{text(paper.about)}</p>'
    facts = "".join(f"<li><b>{text(name)}:</b> {text(words)}</li>" for name, words in paper.facts)
    yield f'<ul class="p-facts">{facts}</ul>'
    yield from written(paper.blocks, level)
    if paper.sources:
        yield f"<h{level + 1}>{text(paper.headings['sources'])}</h{level + 1}>"
        yield f'<ol class="p-sources">{"".join(map(source, paper.sources))}</ol>'


def written(blocks: Any, level: int = 1) -> Iterator[str]:
    """Each block; the parties of one issue are one list."""
    listed = False
    for together, lies in gathered(blocks):
        if listed != isinstance(together[0], Held):
            listed = not listed
            yield '<ul class="p-positions">' if listed else "</ul>"
        made = (WAYS[type(block)](block, level) for block in together)
        if lies:
            yield f'<section class="p-lying">{"".join(made)}</section>'
        else:
            yield from made
    if listed:
        yield "</ul>"


def heading(block: Heading, level: int) -> str:
    name = f"h{min(block.level + level, 6)}"
    return f"<{name}>{noted(block.words)}</{name}>"


def prose(block: Prose, _level: int) -> str:
    typed = turned(block.words) if block.look == "plain" else ' dir="auto"'
    return f'<p class="{LOOKS[block.look]}"{typed}>{noted(block.words, block.sources)}</p>'


def turned(line: Line) -> str:
    """From which side it is read: ours from the left, also where it begins with a name that runs from the right."""
    return ' dir="rtl"' if leftwards("".join(part.words for part in parts(line))) else ""


def remark(block: Remark, _level: int) -> str:
    return f'<p class="{LOOKS[block.look]}"><strong>{text(block.name)}.</strong> {text(block.words)}</p>'


def bullets(block: Bullets, _level: int) -> str:
    name = f"<p><strong>{text(block.name)}</strong></p>" if block.name else ""
    lines = "".join(f"<li>{noted(line)}</li>" for line in block.lines)
    return f'<div class="{"p-boxed" if block.boxed else "p-lines"}">{name}<ul>{lines}</ul></div>'


def points(block: Points, _level: int = 0) -> str:
    name = "ul" if block.first is None else "ol"
    start = "" if block.first in (None, 1) else f' start="{block.first}"'
    lines = "".join(f"<li{turned(each.words)}>{noted(each.words)}{below(each)}</li>" for each in block.lines)
    return f'<{name} class="p-points"{start}>{lines}</{name}>'


def below(point: Point) -> str:
    return "".join(map(points, point.below))


def grid(block: Grid, _level: int) -> str:
    head = "".join(f'<th scope="col">{text(heading)}</th>' for heading in block.sheet.headings)
    found = list(block.rows())
    letters = columns.letters(block.sheet.headings, columns.values(found), wide=block.wide)
    widths = "".join(f'<col width="{share:.1%}">' for share in columns.shares(letters))
    rows = "".join(f"<tr>{''.join(cell(*each) for each in row)}</tr>" for row in found)
    table = f"<table><colgroup>{widths}</colgroup><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    look = f"p-grid{' p-across' if block.wide else ''}{' p-dense' if columns.dense(block.sheet.headings) else ''}"
    return f'<div class="{look}" role="region" tabindex="0" aria-label="{text(block.words)}">{table}</div>'


def cell(value: Value, cited: Sequence[int]) -> str:
    return f"<td>{noted(columns.words(value), cited)}</td>"


def position(held: Held, _level: int) -> str:
    figure = f" ({text(held.figure)})" if held.figure else ""
    said = f"<p><strong>{text(held.party)}: {text(held.says)}</strong>{figure}{references(held.sources)}</p>"
    summary = f'<p dir="auto">{text(held.summary)}</p>' if held.summary else ""
    facts = f'<p class="p-aside">{text(held.facts)}</p>' if held.facts else ""
    return f"<li>{said}{summary}{facts}</li>"


def citation(cited: Cited, _level: int) -> str:
    language = f' lang="{text(cited.language)}"' if cited.language else ""
    words = f"“{text(cited.words)}”" if cited.verbatim else text(cited.words)
    direction = "rtl" if leftwards(cited.words) else "auto"
    gloss = f"<p>{text(cited.gloss)}</p>" if cited.gloss else ""
    told = f"<p>— {text(cited.told)}{references(cited.sources)}</p>"
    return f'<blockquote><p dir="{direction}"{language}>{words}</p>{gloss}{told}</blockquote>'


def picture(block: Picture, level: int) -> str:
    """It has its own title and description within; and its own looks, unless it stands in a page that has them."""
    return f'<figure tabindex="0">{block.svg if level == 1 else STYLED.sub("", block.svg)}</figure>'


WAYS: dict[type, Callable[[Any, int], str]] = {  # the level is that of the title
    Heading: heading,
    Prose: prose,
    Remark: remark,
    Bullets: bullets,
    Points: points,
    Grid: grid,
    Held: position,
    Cited: citation,
    Picture: picture,
}


def noted(line: Line, sources: Sequence[int] = ()) -> str:
    """The words with their citations, each where it was typed."""
    return "".join(
        f"{stressed(words, stress) if stress else text(words)}{references(cited)}"
        for words, cited, stress in parts(line, sources)
    )


def stressed(words: str, stress: Stress) -> str:
    return spaced(words, lambda each: STRESSED[stress].format(text(each.strip())))


def references(numbers: Sequence[int]) -> str:
    return "".join(f'{TOGETHER}<a class="p-ref" href="#source-{number}">[{number}]</a>' for number in numbers)


def source(given: Source) -> str:
    said = "".join(f"{text(words)}. " for words in (given.title, given.origin) if words)
    found = web(given.address)
    address = f'<a href="{escape(found)}" rel="noreferrer">{escape(found)}</a>' if found else text(given.address)
    return f'<li id="source-{given.number}">{said}{address} {text(given.trust)}</li>'
