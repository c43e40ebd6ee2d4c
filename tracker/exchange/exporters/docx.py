"""Word: real styles, a heading for each issue, one table at a glance, sources as endnotes, the day on every page."""

import re
from collections.abc import Sequence
from datetime import UTC
from typing import IO, Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from tracker.base.direction import isolated, leftwards
from tracker.exchange.exporters.endnotes import Endnotes, field
from tracker.exchange.tables import Cited, Held, Section, Sheet, Source, Summary

SANS, SERIF = "Calibri", "Cambria"  # found, or stood in for, wherever Word files are opened
INK, QUIET, LINE = RGBColor(0x15, 0x18, 0x1B), RGBColor(0x5C, 0x64, 0x6C), "C3C6C5"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WIDTH = Cm(16.6)  # between the margins of A4


def write(table: Summary, out: IO[bytes]) -> None:
    Writer(table).document.save(out)


def text(words: str) -> str:
    """The words on one line, without what XML cannot hold."""
    return " ".join(NOT_XML.sub("", words).split())


class Writer:
    def __init__(self, table: Summary) -> None:
        self.document = Document()
        styles(self.document)
        noted = {each.number: note(each) for each in table.sources}
        self.notes = Endnotes(self.document, noted, heading=text(table.headings["sources"]))
        self.frame(table)
        self.properties(table)
        self.line("Title", table.title)
        self.line("Subtitle", table.sentence)
        if table.about:
            self.line("Normal", table.about)
        for name, words in table.facts:
            self.named("Fact", name, words)
        if table.overview.rows:
            self.line("Heading 1", table.headings["overview"])
            for words in table.distances:
                self.line("Normal", words)
            self.grid(table.overview)
        for each in table.sections:
            self.issue(each)
        self.line("Heading 1", table.headings["keys"])
        for name, lines in table.keys:
            self.line("Key", name)
            for words in lines:
                self.line("List Bullet", words)

    # Parts of the page -----------------------------------------------------------------------------------------------
    def frame(self, table: Summary) -> None:
        """A4, with what it is and the day it shows at the head of every page, and the page's number at its foot."""
        page = self.document.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.2)
        page.top_margin, page.bottom_margin = Cm(2.4), Cm(2.2)
        head, foot = page.header.paragraphs[0], page.footer.paragraphs[0]
        for paragraph in (head, foot):
            paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
        left, right = table.running
        head.add_run(f"{text(left)}\t{text(right)}")
        foot.add_run(f"{text(dict(table.facts).get(table.made, ''))}\t")
        for counted in ("PAGE", "NUMPAGES"):
            foot.add_run(" / " if counted == "NUMPAGES" else "")
            foot.add_run()._r.extend(field(f" {counted} ", "1"))

    def properties(self, table: Summary) -> None:
        """What a folder of files lists: what it is, who made it and when, in place of what the template says."""
        core = self.document.core_properties
        core.title, core.subject = text(table.title)[:255], text(table.running[1])[:255]
        core.author = core.last_modified_by = text(table.author)[:255]
        core.created = core.modified = table.moment.astimezone(UTC)  # the format knows no other zone
        core.comments = ""

    def line(self, style: str, words: str) -> Paragraph:
        paragraph = self.document.add_paragraph(style=style)
        self.say(paragraph, words)
        return paragraph

    def say(self, paragraph: Paragraph, words: str, *, bold: bool = False) -> Run:
        """The words, in the direction they begin in."""
        words = text(words)
        run = paragraph.add_run(words)
        run.bold = bold or None
        if leftwards(words):
            if not paragraph.text.removesuffix(words):
                paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
        return run

    def named(self, style: str, name: str, words: str) -> Paragraph:
        paragraph = self.document.add_paragraph(style=style)
        self.say(paragraph, f"{text(name)}: ", bold=True).text = f"{text(name)}: "
        self.say(paragraph, words)
        return paragraph

    def grid(self, sheet: Sheet) -> None:
        """The table at a glance: its head is repeated on each page, and no row is cut."""
        grid = self.document.add_table(rows=1, cols=len(sheet.headings))
        grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        widths = columns(len(sheet.headings))
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = width
        self.row(grid.rows[0], sheet.headings, widths, bold=True)
        grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cells in sheet.rows:
            self.row(grid.add_row(), ["" if cell is None else str(cell) for cell in cells], widths)
        grid._tbl.tblPr.append(borders())

    def row(self, row: Any, words: Sequence[str], widths: Sequence[int], *, bold: bool = False) -> None:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for number, (cell, said, width) in enumerate(zip(row.cells, words, widths, strict=True)):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.style = "Cell"
            self.say(paragraph, said, bold=bold or number == 0)

    # An issue --------------------------------------------------------------------------------------------------------
    def issue(self, section: Section) -> None:
        self.line(f"Heading {min(section.depth + 1, 9)}", f"{section.number} {section.title}")
        if section.question:
            self.line("Question", section.question)
        if section.verdict:
            paragraph = self.named("Verdict", section.verdict, f"{section.result} {section.moved}")
            paragraph.runs[0].text = f"{text(section.verdict)}. "
        for each in section.held:
            self.held(each)
        for name, words in section.notes:
            paragraph = self.named("Normal", name, words)
            paragraph.runs[0].text = f"{text(name)}. "
        for one in section.cited:
            self.cited(one)

    def held(self, held: Held) -> None:
        paragraph = self.document.add_paragraph(style="Held")
        self.say(paragraph, f"{isolated(held.party)}: {held.says}", bold=True)
        if held.figure:
            self.say(paragraph, held.figure).text = f" ({text(held.figure)})"
        self.cite(paragraph, held.sources)
        for words in filter(None, [held.summary, held.facts]):
            self.line("Held more", words)

    def cited(self, cited: Cited) -> None:
        quote = self.line("Quote", f"“{cited.words}”" if cited.verbatim else cited.words)
        if cited.language:
            spoken(quote.runs[0], cited.language)
        if cited.gloss:
            self.line("Told", cited.gloss)
        self.cite(self.line("Told", cited.told), cited.sources)

    def cite(self, paragraph: Paragraph, sources: Sequence[int]) -> None:
        for number in sources:
            self.notes.cite(paragraph, number)


def spoken(run: Run, language: str) -> None:
    """The words are in that language, for who reads them aloud or checks their spelling."""
    tag = OxmlElement("w:lang")
    tag.set(qn("w:bidi" if leftwards(run.text) else "w:val"), text(language))
    run._r.get_or_add_rPr().append(tag)


def note(source: Source) -> str:
    said = [f"{text(words)}." for words in (source.title, source.origin) if words]
    return " ".join(filter(None, [*said, text(source.address), text(source.trust)]))


def columns(number: int) -> list[int]:
    """The first column is the widest; the gap, before the verdict, the narrowest."""
    shares = [2.4] + [2.0] * (number - 1)
    if number > 3:
        shares[-2:] = [0.8, 1.5]
    return [int(WIDTH * share / sum(shares)) for share in shares]


def borders() -> Any:
    """Hairlines between the rows, none at the sides."""
    edges = OxmlElement("w:tblBorders")
    for name in ("top", "bottom", "insideH"):
        edge = OxmlElement(f"w:{name}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
            edge.set(qn(f"w:{key}"), value)
        edges.append(edge)
    return edges


def styles(document: Any) -> None:
    """The look of each kind of paragraph: sans for what we conclude, serif for what was said."""
    found = document.styles
    found.element.xpath("//w:docDefaults//w:lang")[0].set(qn("w:val"), "en-GB")

    def set_up(
        name: str, size: float, *, font: str = SANS, colour: RGBColor = INK, bold: bool = False,
        before: float = 0, after: float = 4, left: float = 0, keep: bool = False,
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
    set_up("Title", 20, bold=True, after=4)
    set_up("Subtitle", 13, after=8)
    for level in range(1, 10):
        set_up(f"Heading {level}", max(11, 15 - 1.5 * (level - 1)), bold=True, before=max(8, 18 - 3 * level), keep=True)
    set_up("Fact", 9.5, colour=QUIET, after=1)
    set_up("Question", 10.5, colour=QUIET, keep=True)
    set_up("Verdict", 10.5, after=6, keep=True)
    set_up("Held", 10.5, before=3, after=1, keep=True)
    set_up("Held more", 10, left=0.5, after=2)
    set_up("Quote", 10.5, font=SERIF, left=0.8, before=4, after=1, keep=True)
    set_up("Told", 9, colour=QUIET, left=0.8, after=4)
    set_up("Key", 10, bold=True, before=6, after=1, keep=True)
    set_up("Cell", 9, after=1, before=1)
    set_up("List Bullet", 9.5, after=1, left=0.6)
    set_up("Header", 8.5, colour=QUIET)
    set_up("Footer", 8.5, colour=QUIET)
