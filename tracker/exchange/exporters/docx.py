"""Word: real styles, a heading for each issue, contents, tables, pictures, sources as endnotes, the day on every page.

python-docx makes the file around the words; the words are written as they come, so that a long paper takes no more
memory than a short one, and a hundredth of the time.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from io import BytesIO
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tracker.base.direction import isolated, leftwards
from tracker.base.spool import Spool
from tracker.exchange.exporters import columns, endnotes, numbering, typeset
from tracker.exchange.exporters.markdown import web
from tracker.exchange.exporters.word import WIDTH, begun
from tracker.exchange.exporters.wordml import (
    BOLD,
    SLANTED,
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
from tracker.exchange.paper import (
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
    gathered,
    leads,
    parts,
    spaced,
)  # fmt: skip

DOCUMENT, RELATIONS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
NUMBERING = "word/numbering.xml"
ACROSS = round(WIDTH * 25.3 / 16.6)  # between the margins of A4 that lies on its side
PIXEL = 9525  # EMU
KEPT = "<w:keepNext/>"  # on the page of what follows
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
        self.notes = endnotes.Endnotes(self.note)
        self.pictures: list[Picture] = []
        self.headings: list[tuple[int, str]] = []
        self.lists: list[tuple[int, int | None]] = []  # how deep each is, and its first number
        self.ways: dict[type, Callable[[Any], str]] = {
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

    def blocks(self) -> Iterator[str]:
        """All of them; what lies across the page has pages of its own, and so a section."""
        lay = False
        for together, lies in gathered(self.paper.blocks):
            if lies and not lay:
                yield ending(self.section)
            for block in together:
                yield self.ways[type(block)](block)
            if lay := lies:
                yield ending(on_its_side(self.section))
        if self.notes.used:
            yield self.heading(Heading(self.paper.headings["sources"]))

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
        """Links, with pages that an office works out: Word when it prints or is asked to, others when they open it.

        A field round them all would have Word ask its reader before it shows the paper, and others show no pages.
        """
        stop = f'<w:tabs><w:tab w:val="right" w:pos="{round(WIDTH / 635)}"/></w:tabs>'
        for number, (level, words) in enumerate(self.headings, 1):
            if level <= DEEP:
                page = worked_out(f" PAGEREF heading{number} \\h ", "")
                link = f'<w:hyperlink w:anchor="heading{number}">{run(words)}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
                yield paragraph(f"toc{level}", link, layout=stop)

    def told(self, made: ZipFile, name: str) -> bytes:
        """A part of the file around the words: two of them name the pictures, one the lists."""
        content = made.read(name)
        if name == NUMBERING and self.lists:
            return numbering.with_lists(content.decode(), self.lists).encode()
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
        words, level = plain(str(block.words)), min(block.level, 9)
        self.headings.append((level, words))
        number = len(self.headings)
        named = bookmark(f"heading{number}", number, "".join(self.runs(block.words)))
        return paragraph(f"Heading{level}", named, turned=leftwards(words))

    def prose(self, block: Prose) -> str:
        runs, turned = self.runs(block.words, block.sources), leftwards(str(block.words))
        return paragraph(LOOKS[block.look], *runs, turned=turned, layout=KEPT if leads(block.words) else "")

    def noted(
        self, style: str, line: Line, sources: Sequence[int] = (), look: str = "", clean: Callable[[str], str] = plain
    ) -> str:
        """A paragraph with its citations, each where it was typed."""
        return paragraph(style, *self.runs(line, sources, look, clean), turned=leftwards(str(line)))

    def runs(
        self, line: Line, sources: Sequence[int] = (), look: str = "", clean: Callable[[str], str] = plain
    ) -> Iterator[str]:
        turned = leftwards(str(line))
        for words, cited, stress in parts(line, sources):
            own = "" if any(map(str.isalpha, words)) else "<w:rtl/>"  # a full stop goes with the line
            signs = own if turned else ""
            yield run(spaced(words, clean), look + STRESSED[stress] + signs) + self.notes.cite(cited)

    def bullets(self, block: Bullets) -> str:
        name = said("Key", block.name) if block.name else ""
        lines = "".join(self.noted("ListBullet", line) for line in block.lines)
        if not block.boxed:
            return name + lines
        return framed(name + lines or paragraph("Normal"), WIDTH) + paragraph("Fact")

    def points(self, block: Points, depth: int = 0) -> str:
        """Each list is numbered by itself, so that Word goes on in it and begins anew in the next."""
        self.lists.append((depth, block.first))
        layout, made = numbering.item(len(self.lists), depth), []
        for each in block.lines:
            words = self.runs(each.words)
            made.append(paragraph("ListParagraph", *words, turned=leftwards(str(each.words)), layout=layout))
            made += [self.points(below, depth + 1) for below in each.below]
        return "".join(made)

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
        rows, headings = list(block.rows()), block.sheet.headings
        shares = columns.shares(columns.letters(headings, columns.values(rows), wide=block.wide))
        widths = [round((ACROSS if block.wide else WIDTH) * share) for share in shares]
        style = "Densecell" if columns.dense(headings) else "Cell"
        made = [row([headed(style, each) for each in headings], widths, head=True)]
        for cells in rows:
            held = [
                self.noted(style, columns.words(value), cited, "" if at else BOLD, close)
                for at, (value, cited) in enumerate(cells)
            ]
            made.append(row(held, widths))
        return table(widths, made) + ("" if block.wide else paragraph("Fact"))

    def picture(self, block: Picture) -> str:
        self.pictures.append(block)
        number = len(self.pictures)
        wide = min(round(block.width * PIXEL), WIDTH)
        high = round(block.height * PIXEL * wide / (block.width * PIXEL))
        return paragraph("Drawing", drawing(number, plain(block.words), wide, high))

    def note(self, number: int) -> str:
        return note(self.paper.sources[number - 1])


STRESSED: dict[Stress, str] = {"": "", "strong": BOLD, "emphasis": SLANTED, "both": BOLD + SLANTED}
DEEP = 3  # levels of headings in the contents
LOOKS = {"plain": "Normal", "question": "Question", "aside": "Aside", "assessment": "Assessment"}


def named(style: str, name: str, words: str) -> str:
    words = plain(words)
    return paragraph(style, run(name, BOLD), run(words))


def headed(style: str, words: str) -> str:
    """A cell at the head of a table, which does not stand alone at the end of a page."""
    return paragraph(style, run(close(words), BOLD), turned=leftwards(words), layout=KEPT)


def close(words: str) -> str:
    """As narrow lines need it: a day and a figure are not parted."""
    return tied(plain(words))


def note(source: Source) -> str:
    """What it is, where it stands, and how far to trust it; an address of the web is a link."""
    words = " ".join(f"{plain(part)}." for part in (source.title, source.origin) if part)
    address, found = plain(source.address), web(plain(source.address))
    link = worked_out(f' HYPERLINK "{found}" ', address) if found else run(address)
    return run(" ").join(filter(None, [run(words), link, run(plain(source.trust))]))


def ending(section: str) -> str:
    """The last of a section, which takes no room."""
    thin = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{thin}{section}</w:pPr></w:p>"


def on_its_side(section: str) -> str:
    """The same page, lying."""
    return re.sub(r'<w:pgSz w:w="(\d+)" w:h="(\d+)"/>', r'<w:pgSz w:w="\2" w:h="\1" w:orient="landscape"/>', section)
