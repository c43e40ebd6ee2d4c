"""A list that somebody typed is numbered in every format that is read, begins anew, and holds lists below its lines."""

import io
import os
import re
import subprocess
from dataclasses import replace

import docx
import pypdfium2
import pytest
from markdown_it import MarkdownIt

from tests.exchange.test_docx import OFFICE, summary
from tracker.exchange import formats
from tracker.exchange.exporters import pdf
from tracker.exchange.paper import Bullets, Held, Point, Points, Prose, TooLong

DEEPER = Points([Point("in Brussels"), Point("in Moscow", [Points([Point("by May")], 1)])])
PAPER = replace(
    summary(),
    blocks=[
        Points([Point("Ask."), Point("Offer centres", [DEEPER]), Point("Wait")], 1),
        Points([Point("Begin anew"), Point("End")], 1),
        Prose("Later:"),
        Points([Point("Fourth"), Point("Fifth")], 4),
    ],
    sources=[],
)
SHOWN = ["1. Ask.", "2. Offer centres", "in Brussels", "in Moscow", "1. by May", "3. Wait", "1. Begin anew", "2. End",
         "4. Fourth", "5. Fifth"]  # fmt: skip


def written(format, paper=PAPER):
    return formats.written(formats.FORMATS[format], paper)


def numbered(html):
    """Its lines as a browser numbers them."""
    found, open_lists = [], []
    for tag, start, words in re.findall(r"<(/?[ou]l|li)[^>]*?(?: start=.(\d+).)?>(?:\s*<p>)?([^<]*)", html):
        if tag == "li":
            own = open_lists[-1]
            own[1] += 1
            found.append(f"{own[1]}. {words.strip()}" if own[0] == "ol" else words.strip())
        elif tag.startswith("/"):
            open_lists.pop()
        else:
            open_lists.append([tag, int(start or 1) - 1])
    return found


def test_a_browser_numbers_it():
    assert set(numbered(written("html").decode())) >= set(SHOWN)


def test_who_shows_markdown_numbers_it():
    found = numbered(MarkdownIt("commonmark").render(written("md").decode()))
    assert [each for each in found if each in SHOWN] == SHOWN


def test_who_shows_markdown_numbers_a_list_below_a_line_that_begins_later_and_one_behind_it():
    below = [Points([Point("Fourth"), Point("Fifth")], 4), Points([Point("Second")], 2), Points([Point("Dash")])]
    paper = replace(PAPER, blocks=[Points([Point("Offer", below), Point("Wait")])])
    found = numbered(MarkdownIt("commonmark").render(written("md", paper).decode()))
    assert found[-6:] == ["Offer", "4. Fourth", "5. Fifth", "2. Second", "Dash", "Wait"]


@pytest.mark.parametrize(
    "before",
    [[], [Bullets("", ["On record"])], [Points([Point("On record")])], [Held("NATO", "On record", "", "", "", ())]],
    ids=["facts", "bullets", "points", "positions"],
)
def test_what_was_typed_is_no_line_of_the_list_before_it(before):
    paper = replace(PAPER, blocks=[*before, Points([Point("Typed")]), Bullets("", ["Counted"])])
    html = MarkdownIt("commonmark").render(written("md", paper).decode())
    assert re.search("</ul>.*<ul>\\s*<li>Typed</li>\\s*</ul>.*<ul>\\s*<li>Counted</li>", html, re.DOTALL), html


def printed(content):
    """Its lines as they stand on the page, without the marks of those that have no number."""
    page = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    lines = (re.sub(r"[^\w.)]+", " ", line).strip() for line in page.splitlines())
    return [line for line in lines if line in SHOWN]


def test_it_is_numbered_in_pdf():
    assert printed(written("pdf")) == SHOWN


def test_word_numbers_it_itself_each_list_from_its_own_first_number():
    document = docx.Document(io.BytesIO(written("docx")))
    listed = [each for each in document.paragraphs if each.style.name == "List Paragraph"]
    assert [each.text.strip() for each in listed][1] == "Offer centres"
    place = [(each._p.pPr.numPr.numId.val, each._p.pPr.numPr.ilvl.val) for each in listed]
    (first, second, third, fourth, fifth) = dict.fromkeys(number for number, _depth in place)
    assert place == [(first, 0), (first, 0), (second, 1), (second, 1), (third, 2), (first, 0),
                     (fourth, 0), (fourth, 0), (fifth, 0), (fifth, 0)]  # fmt: skip
    numbers = document.part.numbering_part.element
    begins = {num.numId: [over.startOverride.val for over in num.lvlOverride_lst] for num in numbers.num_lst}
    assert [begins[each] for each in (first, second, third, fourth, fifth)] == [[1], [], [1], [1], [4]]


def opened(paper, folder):
    """The Word file, as an office prints it."""
    (folder / "points.docx").write_bytes(written("docx", paper))
    profile = f"-env:UserInstallation=file://{folder}/office"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "points.docx"]
    subprocess.run(command, cwd=folder, check=True, timeout=120, capture_output=True)
    return (folder / "points.pdf").read_bytes()


@pytest.mark.skipif(not OFFICE and os.environ.get("CI") != "true", reason="no LibreOffice: install libreoffice-writer")
def test_an_office_numbers_it_so(tmp_path):
    assert printed(opened(PAPER, tmp_path)) == SHOWN


def test_its_lines_count_towards_what_a_pdf_holds(monkeypatch):
    monkeypatch.setattr(pdf, "MOST", 5)
    with pytest.raises(TooLong):
        written("pdf", replace(PAPER, blocks=PAPER.blocks[:1]))


LED = [
    Prose("They want:"),
    Points([Point("Centres")]),
    Prose("So it is."),
    Prose("They want:"),
    Points([Point("Peace")]),
]


def test_what_leads_to_a_list_stands_on_its_page():
    pages = pypdfium2.PdfDocument(written("pdf", replace(PAPER, blocks=LED * 40)))
    ends = [page.get_textpage().get_text_range().rpartition("today, by Ana")[0] for page in pages]
    assert len(ends) > 4
    assert not [each for each in ends if each.rstrip().endswith("They want:")]
    document = docx.Document(io.BytesIO(written("docx", replace(PAPER, blocks=LED))))
    kept = {each.text: each.paragraph_format.keep_with_next for each in document.paragraphs}
    assert (kept["They want:"], kept["So it is."]) == (True, None)


@pytest.mark.skipif(not OFFICE and os.environ.get("CI") != "true", reason="no LibreOffice: install libreoffice-writer")
def test_an_office_sets_it_apart_from_the_list_before_it(tmp_path):
    paper = replace(PAPER, blocks=[Bullets("", ["Record"]), Points([Point("Typed"), Point("Second")])])
    page = pypdfium2.PdfDocument(opened(paper, tmp_path))[0].get_textpage()
    record, typed, second = (
        page.get_charbox(page.search(word).get_next()[0])[1] for word in ("Record", "Typed", "Second")
    )
    assert record - typed > typed - second + 3
