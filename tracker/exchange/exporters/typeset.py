"""What typst sets: pictures as PNG for Word, a paper as PDF. It gets data, never markup made of what people typed."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import Any

from tracker.exchange.exporters import press
from tracker.exchange.exporters.glyphs import FONTS, Printer
from tracker.exchange.paper import Picture

SHARP = 192  # dots to the inch: printed at two thirds of its size, a drawing comes to 300
PATIENCE = 120  # seconds
SEATS = BoundedSemaphore(2)  # a process each, whose memory others need too
DRAWINGS = """
#for (name, wide) in json("data.json") {
  page(width: wide * 0.75pt, height: auto, margin: 0pt, image(name, width: 100%))
}
"""
PAPER = Path(__file__).with_name("paper.typ")


def pdf(data: Mapping[str, Any], drawings: Sequence[str], moment: datetime) -> bytes:
    """The paper in `data` as tagged PDF, of that moment."""
    how = {"format": "pdf", "pdf_standards": ["ua-1"], "timestamp": int(moment.timestamp())}
    return typeset(PAPER.read_text(), data, drawings, how)[0]


def pngs(pictures: Sequence[Picture]) -> list[bytes]:
    """Each picture as a file, in their order."""
    if not pictures:
        return []
    data = [(named(number), each.width) for number, each in enumerate(pictures, 1)]
    drawings = [lettered(each.svg, Printer()) for each in pictures]
    return typeset(DRAWINGS, data, drawings, {"format": "png", "ppi": SHARP})


def typeset(template: str, data: Any, drawings: Sequence[str], how: Mapping[str, Any]) -> list[bytes]:
    """The files that come of a template, which finds what is said in data.json, and each drawing under its name."""
    files = {"main.typ": template, "data.json": json.dumps(data)}
    files |= {named(number): svg for number, svg in enumerate(drawings, 1)}
    given = json.dumps({"files": files, "how": how}).encode()
    with SEATS, TemporaryDirectory() as folder:
        command = [sys.executable, "-I", press.__file__, str(FONTS), folder]
        done = subprocess.run(command, input=given, capture_output=True, timeout=PATIENCE, check=False, env={})
        if done.returncode:
            raise RuntimeError(done.stderr.decode(errors="replace"))
        return [path.read_bytes() for path in sorted(Path(folder).iterdir(), key=lambda path: int(path.name))]


def named(number: int) -> str:
    return f"picture{number}.svg"


def lettered(svg: str, printer: Printer) -> str:
    """The drawing with letters that there are: a stand-in holds no sign that SVG would act on."""
    return printer.words(svg, short=True).replace(
        '<tspan class="b" dx="4"', '<tspan class="b"'
    )  # it would end too far right
