"""What every Word file of ours begins with: the page, the look of each kind of paragraph, the properties."""

from datetime import UTC
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from tracker.exchange.exporters.wordml import field, plain, shortened
from tracker.exchange.paper import Paper

SANS, SERIF = "Calibri", "Cambria"  # found, or stood in for, wherever Word files are opened
INK, SOFT, QUIET = RGBColor(0x15, 0x18, 0x1B), RGBColor(0x3F, 0x46, 0x4D), RGBColor(0x5C, 0x64, 0x6C)
AFTER_BORDERS = tuple(f"w:{name}" for name in ("shd", "tabs", "spacing", "ind", "jc", "outlineLvl"))  # in their order
AS_WIDE_AS_THE_PAGE = (
    f'<w:tblPr {nsdecls("w")}><w:tblW w:w="5000" w:type="pct"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
)
WIDTH = Cm(16.6)  # between the margins of A4


def begun(paper: Paper) -> Any:
    """A document without words, as python-docx makes it."""
    document = Document()
    styles(document)
    frame(document, paper)
    properties(document, paper)
    return document


def frame(document: Any, paper: Paper) -> None:
    """A4, with what it is and the day it shows at the head of every page, and the page's number at its foot."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.top_margin, page.bottom_margin = Cm(2.4), Cm(2.2)
    left, right = shortened(paper.running[0]), plain(paper.running[1])
    share = max(0.3, min(len(left) / (len(left) + len(right) or 1), 0.6))  # of the line, as each has words
    ends(page.header, left, paper.handling, share=share).add_run(right)
    number = ends(page.footer, plain(dict(paper.facts).get(paper.made, "")), paper.handling, share=0.7)
    for counted in ("PAGE", "NUMPAGES"):
        number.add_run(" / " if counted == "NUMPAGES" else "")
        number.add_run()._r.extend(field(f" {counted} ", "1"))


def ends(part: Any, left: str, handling: str, *, share: float) -> Any:
    """What stands at the left end of a head or foot, and at its right end who may read it; the paragraph above that.

    A table is as wide as the page, whether that stands or lies; a tab stop is not.
    """
    table = part.add_table(1, 2, WIDTH)
    layout = table._tbl.tblPr
    for each in list(layout):
        layout.remove(each)
    layout.extend(parse_xml(AS_WIDE_AS_THE_PAGE))
    last = part.paragraphs[0]  # nothing stands in it, but a head or foot ends with a paragraph
    last._p.addprevious(table._tbl)
    last.paragraph_format.line_spacing = Pt(1)
    cells = table.rows[0].cells
    for cell, column, width in zip(cells, table.columns, (share, 1 - share), strict=True):
        cell.width = column.width = round(WIDTH * width)
    one, other = (cell.paragraphs[0] for cell in cells)
    one.style = other.style = "Header"
    one.add_run(left)
    if handling:
        cells[1].add_paragraph(plain(handling), style="Handling").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    other.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return other


def above(thick: int) -> Any:
    """A rule above a paragraph, so many eighths of a point thick."""
    edges, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", str(thick)), ("space", "6"), ("color", str(INK))):
        top.set(qn(f"w:{name}"), value)
    edges.append(top)
    return edges


def properties(document: Any, paper: Paper) -> None:
    """What a folder of files lists: what it is, who made it and when, in place of what the template says."""
    core = document.core_properties
    core.title, core.subject = plain(paper.title)[:255], plain(paper.running[1])[:255]
    core.author = core.last_modified_by = plain(paper.author)[:255]
    core.created = core.modified = paper.moment.astimezone(UTC)  # the format knows no other zone
    core.comments, core.keywords = "", plain(paper.handling)[:255]


def styles(document: Any) -> None:
    """The look of each kind of paragraph: sans for what we conclude, serif for what was said."""
    found = document.styles
    found.element.xpath("//w:docDefaults//w:lang")[0].set(qn("w:val"), "en-GB")

    def set_up(
        name: str, size: float, *, font: str = SANS, colour: RGBColor = INK, bold: bool = False,
        before: float = 0, after: float = 4, left: float = 0, keep: bool = False, rule: int = 0,
    ) -> None:  # fmt: skip
        known = name in [style.name for style in found]
        style = found[name] if known else found.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if name != "Normal":
            style.base_style = found["Normal"]
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        style.font.color.rgb = colour
        look = style.element.get_or_add_rPr()
        for extra in (*look.xpath("./w:spacing | ./w:kern | ./w:u"), *style.element.xpath("./w:pPr/w:pBdr")):
            extra.getparent().remove(extra)
        if rule:
            style.element.get_or_add_pPr().insert_element_before(above(rule), *AFTER_BORDERS)
        for stop in style.element.xpath("./w:pPr/w:tabs"):
            stop.getparent().remove(stop)
        fonts = look.get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{key}"), font)
        layout = style.paragraph_format
        layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.12
        layout.left_indent, layout.keep_with_next, layout.widow_control = Cm(left), keep, True

    set_up("Normal", 10.5)
    set_up("Title", 20, bold=True, after=4, rule=16)
    set_up("Subtitle", 13, after=8)
    for level in range(1, 10):
        size, before = max(11, 15 - 1.5 * (level - 1)), max(8, 24 - 6 * level)
        set_up(f"Heading {level}", size, bold=True, before=before, keep=True, rule=10 if level == 1 else 0)
    set_up("Fact", 9.5, colour=QUIET, after=1)
    set_up("Question", 10.5, colour=QUIET, keep=True)
    set_up("Verdict", 10.5, after=6, keep=True)
    set_up("Held", 10.5, before=3, after=1, keep=True)
    set_up("Held more", 10.5, after=1)
    set_up("Held facts", 9.5, colour=SOFT, after=6)
    set_up("Quote", 10.5, font=SERIF, left=0.8, before=4, after=1, keep=True)
    set_up("Told", 9, colour=QUIET, left=0.8, after=4)
    set_up("Key", 10, bold=True, before=6, after=1, keep=True)
    set_up("Aside", 9, colour=QUIET, after=4)
    set_up("Assessment", 10.5)
    set_up("Boxed", 10, left=0.3, after=2)
    set_up("Drawing", 9, before=4, after=4)
    set_up("Handling", 9, bold=True)
    set_up("TOC Heading", 11, bold=True, before=10, after=2, keep=True)
    for level in (1, 2, 3):
        set_up(f"toc {level}", 9.5, left=0.5 * (level - 1), before=5 if level == 1 else 0, after=1)
    set_up("Cell", 9, after=2, before=2)
    set_up("Dense cell", 7.5, after=1, before=1)
    set_up("List Paragraph", 10.5, before=6, after=4)  # Word has none between its own lines
    set_up("List Bullet", 9.5, after=1, left=0.6)
    set_up("Header", 8.5, colour=QUIET)
    set_up("Footer", 8.5, colour=QUIET)
