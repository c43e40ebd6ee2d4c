"""Word: real styles, a heading for each issue, contents, tables, pictures, sources as endnotes, the day on every page.

python-docx makes the file around the words; the words are written as they come, so that a long paper takes no more
memory than a short one, and a hundredth of the time.
"""

import re
from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tracker.base.direction import isolated, leftwards
from tracker.base.spool import Spool
from tracker.exchange.exporters import columns, endnotes, typeset
from tracker.exchange.exporters.word import WIDTH, begun
from tracker.exchange.exporters.wordml import (
    BOLD,
    bookmark,
    drawing,
    framed,
    paragraph,
    plain,
    row,
    run,
    said,
    table,
    tied,
    worked_out,
)  # fmt: skip
from tracker.exchange.paper import Bullets, Cited, Grid, Heading, Held, Paper, Picture, Prose, Remark, Source

DOCUMENT, RELATIONS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
ACROSS = round(WIDTH * 25.3 / 16.6)  # between the margins of A4 that lies on its side
PIXEL = 9525  # EMU
LISTED = 4  # headings from which contents are worth their place
IN_MEMORY = 1_000_000  # bytes of the body, before a file takes them


def write(paper: Paper, out: IO[bytes]) -> None:
    document = begun(paper)
    endnotes.expect(document)
    shell = BytesIO()
    document.save(shell)
    with ZipFile(shell) as made, ZipFile(out, "w", ZIP_DEFLATED) as file, Spool(IN_MEMORY) as body:
        begins, ends = around(made.read(DOCUMENT).decode())
        words = Body(paper, section=ends.partition("</w:body>")[0])
        body.writelines(part.encode() for part in words.blocks())
        body.seek(0)
        with file.open(entry(paper, DOCUMENT), "w", force_zip64=True) as into:
            into.writelines(part.encode() for part in (begins, *words.front()))
            into.writelines(iter(lambda: body.read(1 << 16), b""))
            into.write(ends.encode())
        for name in made.namelist():
            if name != DOCUMENT:
                file.writestr(
                    entry(paper, name), "".join(words.notes.xml()) if name == endnotes.NAME else words.told(made, name)
                )
        for number, png in enumerate(typeset.pngs(words.pictures), 1):
            file.writestr(entry(paper, f"word/media/drawing{number}.png"), png)


def entry(paper: Paper, name: str) -> ZipInfo:
    """A part of the file, of the moment of the paper: the same paper is the same file whenever it is written."""
    part = ZipInfo(name, paper.moment.timetuple()[:6])
    part.compress_type = ZIP_DEFLATED
    return part


def around(document: str) -> tuple[str, str]:
    """What stands before the words, and what behind: the last section, which knows the head and foot of the page."""
    before, body, _rest = document.partition("<w:body>")
    return before + body, document[document.rindex("<w:sectPr") :]


class Body:
    """The words, in the order in which they are read; what they cite, show and are headed by is known behind them."""

    def __init__(self, paper: Paper, *, section: str) -> None:
        self.paper, self.section = paper, section
        self.notes = endnotes.Endnotes(self.note, heading=plain(paper.headings["sources"]))
        self.pictures: list[Picture] = []
        self.headings: list[tuple[int, str]] = []
        self.ways: dict[type, Callable[[Any], str]] = {
            Heading: self.heading,
            Prose: self.prose,
            Remark: self.remark,
            Bullets: bullets,
            Grid: self.grid,
            Held: self.held,
            Cited: self.cited,
            Picture: self.picture,
        }

    def blocks(self) -> Iterator[str]:
        for block in self.paper.blocks:
            yield self.ways[type(block)](block)

    def front(self) -> Iterator[str]:
        """What it is, what it comes to, what was asked for; and where to find what, if there is much."""
        paper = self.paper
        yield paragraph("Title", run(tied(plain(paper.title))), turned=leftwards(paper.title))
        yield said("Subtitle", paper.sentence)
        if paper.caution:
            yield framed(said("Normal", paper.caution), WIDTH) + paragraph("Fact")
        if paper.about:
            yield said("Normal", paper.about)
        for name, words in paper.facts:
            yield named("Fact", f"{plain(name)}: ", words)
        if len(self.headings) >= LISTED:
            yield from self.contents()

    def contents(self) -> Iterator[str]:
        """Word makes these anew when it is asked to; until then they are what they are."""
        begin = '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        code = f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{DEEP}" \\h \\z </w:instrText></w:r>'
        parted = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        stop = f'<w:tabs><w:tab w:val="right" w:pos="{round(WIDTH / 635)}"/></w:tabs>'
        for number, (level, words) in enumerate(self.headings, 1):
            if level <= DEEP:
                page = worked_out(f" PAGEREF heading{number} \\h ", "")
                link = f'<w:hyperlink w:anchor="heading{number}">{run(words)}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
                yield paragraph(f"toc{level}", begin + code + parted, link, layout=stop)
                begin = code = parted = ""
        yield paragraph("Fact", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')

    def told(self, made: ZipFile, name: str) -> bytes:
        """A part of the file around the words; two of them name the pictures."""
        content = made.read(name)
        if name == TYPES and self.pictures:
            return content.replace(b"<Default ", b'<Default Extension="png" ContentType="image/png"/><Default ', 1)
        if name == RELATIONS:
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
            more = "".join(
                f'<Relationship Id="drawing{number}" Type="{kind}" Target="media/drawing{number}.png"/>'
                for number in range(1, len(self.pictures) + 1)
            )
            return content.replace(b"</Relationships>", f"{more}</Relationships>".encode())
        return content

    # Each kind of block ----------------------------------------------------------------------------------------------
    def heading(self, block: Heading) -> str:
        words, level = plain(block.words), min(block.level, 9)
        self.headings.append((level, words))
        number = len(self.headings)
        return paragraph(f"Heading{level}", bookmark(f"heading{number}", number, run(words)), turned=leftwards(words))

    def prose(self, block: Prose) -> str:
        words = plain(block.words)
        return paragraph(LOOKS[block.look], run(words), self.notes.cite(block.sources), turned=leftwards(words))

    def remark(self, block: Remark) -> str:
        return named("Verdict" if block.look == "verdict" else "Normal", f"{plain(block.name)}. ", block.words)

    def held(self, held: Held) -> str:
        words = plain(f"{isolated(held.party)}: {held.says}")
        figure = run(f" ({plain(held.figure)})") if held.figure else ""
        first = paragraph("Held", run(words, BOLD), figure, self.notes.cite(held.sources), turned=leftwards(words))
        more = said("Heldmore", held.summary) if held.summary else ""
        return first + more + (said("Heldfacts", held.facts) if held.facts else "")

    def cited(self, cited: Cited) -> str:
        words = plain(f"“{cited.words}”" if cited.verbatim else cited.words)
        turned = leftwards(words)
        spoken = (
            f'<w:lang w:{"bidi" if turned else "val"}="{escape(plain(cited.language))}"/>' if cited.language else ""
        )
        quote = paragraph("Quote", run(words, spoken=spoken), turned=turned)
        gloss = said("Told", cited.gloss) if cited.gloss else ""
        told = plain(cited.told)
        whose = run("— ") + run(told) + self.notes.cite(cited.sources)
        return quote + gloss + paragraph("Told", whose, turned=leftwards(told))

    def grid(self, block: Grid) -> str:
        """A wide one has pages of its own, on their side."""
        values, headings = list(block.sheet.rows), block.sheet.headings
        shares = columns.shares(columns.letters(headings, values, wide=block.wide))
        widths = [round((ACROSS if block.wide else WIDTH) * share) for share in shares]
        style = "Densecell" if columns.dense(headings) else "Cell"
        rows = [row([cell(heading, BOLD, style) for heading in headings], widths, head=True)]
        for cells in values:
            held = (cell(columns.words(value), "" if at else BOLD, style) for at, value in enumerate(cells))
            rows.append(row(list(held), widths))
        if not block.wide:
            return table(widths, rows) + paragraph("Fact")
        ends = f"<w:p><w:pPr>{self.section}</w:pPr></w:p>"
        return ends + table(widths, rows) + f"<w:p><w:pPr>{on_its_side(self.section)}</w:pPr></w:p>"

    def picture(self, block: Picture) -> str:
        self.pictures.append(block)
        number = len(self.pictures)
        wide = min(round(block.width * PIXEL), WIDTH)
        high = round(block.height * PIXEL * wide / (block.width * PIXEL))
        return paragraph("Drawing", drawing(number, plain(block.words), wide, high))

    def note(self, number: int) -> str:
        return note(self.paper.sources[number - 1])


DEEP = 3  # levels of headings in the contents
LOOKS = {"plain": "Normal", "question": "Question", "aside": "Aside", "assessment": "Assessment"}


def named(style: str, name: str, words: str) -> str:
    words = plain(words)
    return paragraph(style, run(name, BOLD), run(words))


def bullets(block: Bullets) -> str:
    name = said("Key", block.name) if block.name else ""
    lines = "".join(said("ListBullet", line) for line in block.lines)
    if not block.boxed:
        return name + lines
    return framed(name + lines or paragraph("Normal"), WIDTH) + paragraph("Fact")


def cell(words: str, look: str, style: str) -> str:
    words = plain(words)
    return paragraph(style, run(tied(words), look), turned=leftwards(words))


def note(source: Source) -> str:
    words = [f"{plain(part)}." for part in (source.title, source.origin) if part]
    return " ".join(filter(None, [*words, plain(source.address), plain(source.trust)]))


def on_its_side(section: str) -> str:
    """The same page, lying."""
    return re.sub(r'<w:pgSz w:w="(\d+)" w:h="(\d+)"/>', r'<w:pgSz w:w="\2" w:h="\1" w:orient="landscape"/>', section)
