"""What typst sets: pictures as PNG for Word, a paper as PDF. It gets data, never markup made of what people typed."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from tracker.exchange.exporters.glyphs import FONTS, Printer
from tracker.exchange.paper import Picture

SHARP = 192  # dots to the inch: printed at two thirds of its size, a drawing comes to 300
DRAWINGS = b"""
#for (name, wide) in json("data.json") {
  page(width: wide * 0.75pt, height: auto, margin: 0pt, image(name, width: 100%))
}
"""
PAPER = Path(__file__).with_name("paper.typ")


@cache
def fonts() -> typst.Fonts:
    """The shipped ones and no others, so that a file is the same wherever it is made."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def pdf(data: Mapping[str, Any], drawings: Sequence[str], moment: datetime) -> bytes:
    """The paper in `data` as tagged PDF; its pictures are named picture1.svg and so on."""
    return compiled(
        PAPER.read_bytes(), data, drawings, format="pdf", pdf_standards=["ua-1"], timestamp=int(moment.timestamp())
    )[0]


def pngs(pictures: Sequence[Picture]) -> list[bytes]:
    """Each picture as a file, in their order."""
    if not pictures:
        return []
    data = [[named(number), each.width] for number, each in enumerate(pictures, 1)]
    return compiled(DRAWINGS, data, [lettered(each.svg, Printer()) for each in pictures], format="png", ppi=SHARP)


def compiled(template: bytes, data: Any, drawings: Sequence[str], **how: Any) -> list[bytes]:
    files = {"main.typ": template, "data.json": json.dumps(data).encode()}
    files |= {named(number): svg.encode() for number, svg in enumerate(drawings, 1)}
    made: Any = typst.compile(files, font_paths=fonts(), ignore_system_fonts=True, **how)
    return made if isinstance(made, list) else [made]


def named(number: int) -> str:
    return f"picture{number}.svg"


def lettered(svg: str, printer: Printer) -> str:
    """The drawing with letters that there are: a stand-in holds no sign that SVG would act on."""
    return printer.words(svg, short=True)
