"""The XML of a Word file, as text: paragraphs, runs, notes. It grows as it is written, and nothing of it is kept."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn

from tracker.base.direction import leftwards

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
RUNNING = 64  # letters
TIED = re.compile(r"(?<=\d) (?=%|[A-Z][a-z]{2,8} \d{4}\b)")
# A run that is written from the right has its own sign for each.
BOLD, SLANTED, RAISED = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>", '<w:vertAlign w:val="superscript"/>'

# within a cell: a first column begins where the text above it begins
ROOM = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar>'


def plain(words: str) -> str:
    """The words on one line, without what XML cannot hold."""
    return " ".join(NOT_XML.sub("", words).split())


def shortened(words: str) -> str:
    """As it fits on one line at the head of a page, beside the day."""
    words = plain(words)
    return words if len(words) <= RUNNING else f"{words[: RUNNING - 1].rstrip()}…"


def tied(words: str) -> str:
    """A day stays with its month, and a figure with its sign, where a line ends."""
    return TIED.sub("\N{NO-BREAK SPACE}", words)


def run(words: str, look: str = "", spoken: str = "") -> str:
    """Words that stand as they are given, in the direction they begin in; `look` and `spoken` as XML says them."""
    if not words:
        return ""
    turned = "<w:rtl/>" if leftwards(words) else ""
    return (
        f'<w:r>{properties(look + turned + spoken)}<w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>'
    )


def properties(look: str) -> str:
    return f"<w:rPr>{look}</w:rPr>" if look else ""


def paragraph(style: str, *runs: str, turned: bool = False, layout: str = "") -> str:
    """A paragraph of that style's id; `turned` where it begins at the right."""
    bidi = "<w:bidi/>" if turned else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{layout}{bidi}</w:pPr>{"".join(runs)}</w:p>'


def said(style: str, words: str) -> str:
    """A paragraph of these words, in their direction."""
    words = plain(words)
    return paragraph(style, run(words), turned=leftwards(words))


def bookmark(name: str, number: int, inside: str) -> str:
    """What is inside, under a name that others refer to; the number is its own in the file."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def worked_out(code: str, shown: str, look: str = "") -> str:
    """What Word works out itself by `code`, and what stands there until it does."""
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve">{escape(code, quote=False)}</w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{escape(shown, quote=False)}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{properties(look)}{part}</w:r>" for part in parts)


def field(code: str, shown: str) -> list[Any]:
    """The same as elements, for a paragraph that python-docx holds: one for each run."""
    parts = []
    for name, words in (("begin", ""), ("instrText", code), ("separate", ""), ("t", shown), ("end", "")):
        part = OxmlElement(f"w:{name}" if words else "w:fldChar")
        if words:
            part.text = words
        else:
            part.set(qn("w:fldCharType"), name)
        parts.append(part)
    return parts


def table(widths: Sequence[int], rows: Sequence[str]) -> str:
    """Rows on a grid of so many EMU; hairlines between them, none at the sides."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="C3C6C5"/>' for edge in ("top", "bottom", "insideH")
    )
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{ROOM}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def row(cells: Sequence[str], widths: Sequence[int], *, head: bool = False) -> str:
    """A row that no page cuts; the head is repeated on each. A cell holds whole paragraphs."""
    repeated = "<w:tblHeader/>" if head else ""
    held = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{held}</w:tr>"


def framed(inside: str, width: int) -> str:
    """Whole paragraphs in a frame that a reader does not overlook."""
    sides = ("top", "left", "bottom", "right")
    edges = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="15181B"/>' for side in sides)
    size = f'w:w="{twips(width)}"'
    layout = f'<w:tblPr><w:tblW {size} w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr>'
    cell = f'<w:tc><w:tcPr><w:tcW {size} w:type="dxa"/></w:tcPr>{inside}</w:tc>'
    return f"<w:tbl>{layout}<w:tblGrid><w:gridCol {size}/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>"


def twips(emu: int) -> int:
    """Twentieths of a point."""
    return round(emu / 635)


def drawing(number: int, words: str, wide: int, high: int) -> str:
    """A picture in its line, with words for who cannot see it; sizes in EMU."""
    told, name = escape(words), f'id="{number}" name="Drawing {number}"'
    a, pic = (nsdecls(each).partition("=")[2].strip('"') for each in ("a", "pic"))
    return (
        f'<w:r><w:drawing><wp:inline {nsdecls("wp")} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr {name} descr="{told}"/>'
        f'<a:graphic xmlns:a="{a}"><a:graphicData uri="{pic}"><pic:pic xmlns:pic="{pic}">'
        f'<pic:nvPicPr><pic:cNvPr {name} descr="{told}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip {nsdecls("r")} r:embed="drawing{number}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        f"</wp:inline></w:drawing></w:r>"
    )
