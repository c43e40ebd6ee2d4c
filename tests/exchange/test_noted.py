"""A citation stands where it was typed, in every format that is read: in a heading, a paragraph, a list, a cell."""

import io
import re
import time
from dataclasses import replace

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

from tests.exchange.test_docx import notes, summary
from tests.exchange.test_pdf import squeezed
from tracker.exchange import formats
from tracker.exchange.paper import Bullets, Grid, Heading, Noted, Part, Point, Points, Prose, Source
from tracker.exchange.tables import Sheet


def noted(parts):
    return Noted([Part(*each) for each in parts])


PAPER = replace(
    summary(),
    blocks=[
        Heading(noted([("What they want", [1]), (", and when", [])])),
        Prose(noted([("They want one system", [2]), (", we hear", [1, 2]), (", in 2011.", [])])),
        Bullets("", ["No more.", noted([("Two systems", [1]), (" of 10 %.", [])])]),
        Points([Point("No less."), Point(noted([("One system", [2]), (" for all.", [])]))], 1),
        Grid(Sheet(["Party", "Source"], [["NATO", ""], ["Russia", "Tass"]]), "Pledges", sources=[[2], [1, 2]]),
    ],
    sources=[Source(number, f"Paper {number}", "", "", "") for number in (1, 2)],
)
SAID = {
    "What they want[1], and when",
    "They want one system[2], we hear[1][2], in 2011.",
    "Two systems[1] of 10 %.",
    "One system[2] for all.",
    "[2]",
    "Tass[1][2]",
}


def from_docx(content):
    """Each note’s number on the paper stands for its mark, as a field repeats it where it is cited again."""
    document = docx.Document(io.BytesIO(content))
    papers = {number: re.search(r"Paper (\d)|$", words)[1] for number, words in notes(content).items()}
    cells = [cell for row in document.tables[0].rows for cell in row.cells]
    return {marked(each._p, papers) for each in (*document.paragraphs, *(c.paragraphs[0] for c in cells))}


def marked(paragraph, papers):
    said = ""
    for each in paragraph.iter(qn("w:t"), qn("w:endnoteReference"), qn("w:instrText")):
        if each.tag == qn("w:t"):
            raised = each.getparent().xpath("./w:rPr/w:vertAlign")
            said += "" if raised else each.text
        else:
            number = each.get(qn("w:id")) or re.search(r"NOTEREF source(\d)", each.text)[1]
            said += f"[{papers[number]}]"
    return said


def from_md(content):
    """Shown as Markdown is."""
    return from_html(MarkdownIt("commonmark").enable("table").render(content.decode()).encode())


def from_html(content):
    found = re.findall(r"<(h\d|p|li|td)[^>]*>(.*?)</\1>", content.decode(), re.DOTALL)
    words = (re.sub(r"<[^>]+>|\u2060", "", said).replace(" [", "[").replace("\xa0", " ") for _tag, said in found)
    return {each.strip() for each in words}


def from_pdf(content):
    """There the lines of a page are only letters in a row."""
    line = squeezed("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)))
    return {each for each in SAID if squeezed(each) in line}


READ = {"docx": from_docx, "md": from_md, "html": from_html, "pdf": from_pdf}


@pytest.mark.parametrize("format", READ)
def test_a_mark_stands_where_it_was_typed(format):
    assert READ[format](formats.written(formats.FORMATS[format], PAPER)) >= SAID


def test_a_full_stop_behind_a_mark_runs_with_its_line():
    paper = replace(PAPER, blocks=[Prose(noted([("قضية السلاح", [1]), (".", [])]))])
    said = docx.Document(io.BytesIO(formats.written(formats.FORMATS["docx"], paper))).paragraphs
    stop = next(each for each in said if "قضية" in each.text).runs[-1]
    assert stop.text == "." and stop._r.xpath("./w:rPr/w:rtl")


MANY = replace(PAPER, blocks=[*PAPER.blocks, *(Heading(f"Part {n}") for n in range(4))])


def test_contents_in_word_leave_the_marks_of_a_heading_out():
    said = docx.Document(io.BytesIO(formats.written(formats.FORMATS["docx"], MANY))).paragraphs
    listed = next(each for each in said if each.style.name == "toc 1")
    assert [each.text for each in listed.hyperlinks] == ["What they want, and when\t"]
    assert not listed._p.xpath(".//w:endnoteReference")


def test_so_they_do_in_pdf():
    file = pypdfium2.PdfDocument(formats.written(formats.FORMATS["pdf"], MANY))
    first = next(file.get_toc())
    assert first.get_title() == "What they want, and when"
    assert squeezed("What they want, and when. . .") in squeezed(file[0].get_textpage().get_text_range())


@pytest.mark.parametrize("behind", ["(2011).", "(http://example.org)", "[1]", "[]"])
def test_a_mark_is_no_link_in_markdown_whatever_follows_it(behind):
    paper = replace(PAPER, blocks=[Prose(noted([("They agreed", [1]), (behind, [])]))])
    content = formats.written(formats.FORMATS["md"], paper)
    assert f"They agreed[1]{behind}" in from_md(content)
    assert "<a" not in MarkdownIt().render(content.decode()).partition("Sources")[0]


def test_a_mark_that_begins_a_line_is_no_address_in_markdown():
    paper = replace(PAPER, blocks=[Prose(noted([("", [1]), (": http://example.org", [])]))])
    content = formats.written(formats.FORMATS["md"], paper)
    assert "[1]: http://example.org" in from_md(content)


STANDS_OUT = replace(
    PAPER,
    blocks=[
        Heading(noted([("What they want", []), (" in law", [], "strong")])),
        Prose(noted([("They want", [1]), (" one system", [2], "emphasis"), (", not", []), (" two", [], "both"),
                     (".", [])])),
        Points([Point(noted([("No more", [], "strong"), (" (", [], "strong"), ("so", [], "both"),
                             ("), they say", [], "strong"), (".", [])]))]),
    ],
)  # fmt: skip


def test_words_stand_out_in_html_and_where_markdown_is_shown():
    page = formats.written(formats.FORMATS["html"], STANDS_OUT).decode()
    shown = MarkdownIt().enable("html_inline").render(formats.written(formats.FORMATS["md"], STANDS_OUT).decode())
    for said in (page, shown):
        assert "What they want <strong>in law</strong></h2>" in said
        assert "<em>one system</em>" in said
        assert re.search(r", not (<strong><em>|<em><strong>)two<", said)
        assert "*" not in re.sub("<style>.*?</style>", "", said, flags=re.DOTALL)


def test_so_they_do_in_word():
    said = docx.Document(io.BytesIO(formats.written(formats.FORMATS["docx"], STANDS_OUT))).paragraphs
    runs = {run.text: (run.bold, run.italic) for each in said for run in each.runs if run.text.strip()}
    assert (runs[" in law"], runs[" one system"], runs[" two"]) == ((True, None), (None, True), (True, True))
    assert runs["They want"] == (None, None)


@pytest.mark.parametrize("format", READ)
def test_a_long_text_may_stand_out_in_many_pieces_or_in_one(format):
    pieces = [Part(" so", [], "emphasis"), Part(" and", [], "")] * 4000
    paper = replace(PAPER, blocks=[Prose(Noted(pieces)), Prose(noted([("so and " * 4000, [], "emphasis")]))])
    begun = time.process_time()
    assert formats.written(formats.FORMATS[format], paper)
    assert time.process_time() - begun < 3


def test_so_they_do_in_pdf_whose_words_can_be_searched():
    content = formats.written(formats.FORMATS["pdf"], replace(STANDS_OUT, blocks=[*STANDS_OUT.blocks, *MANY.blocks]))
    file = pypdfium2.PdfDocument(content)
    assert "What they want in law" in [each.get_title() for each in file.get_toc()]
    page = "".join(squeezed(each.get_textpage().get_text_range()) for each in file)
    assert squeezed("They want[1] one system[2], not two.") in page
    assert squeezed("No more (so), they say.") in page
