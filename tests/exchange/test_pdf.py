"""The summary as PDF: opened by two programs that are not ours, and read page by page."""

import io
import os
import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from hashlib import sha256

import pypdfium2
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.exchange.test_docx import MOMENT, summary
from tracker.exchange.exporters import pdf, typeset
from tracker.exchange.exporters.glyphs import FONTS, Printer, printed
from tracker.exchange.paper import Cited, Grid, Heading, Held, Picture, Prose, Remark, TooLong
from tracker.exchange.tables import Sheet

WITH_POPPLER = pytest.mark.skipif(
    not shutil.which("pdftotext") and os.environ.get("CI") != "true", reason="no poppler: install poppler-utils"
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="40"><text x="4" y="20" font-family="Inter">{1}</text>'
    '<rect width="{0}" height="4"/></svg>'
)
SYNTAX = '#panic() $x$ @ref <label> *b* _i_ `c` = H \\ // /* [x] #read("/etc/passwd") ~ -- \' " {x}'
MANY = [Heading(f"Part {n}", 1 + n % 3) for n in range(6)]


def written(paper):
    out = io.BytesIO()
    pdf.write(paper, out)
    return out.getvalue()


def pages(file):
    """What stands on each page."""
    document = pypdfium2.PdfDocument(file)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def squeezed(words):
    """The words without spaces, and without the hyphen with which the reader ends a broken line."""
    return re.sub(r"[\s\u200b\u2060\ufffe\x02]|\xad", "", unicodedata.normalize("NFKC", words))


def poppler(program, file, *how, tmp_path):
    (tmp_path / "paper.pdf").write_bytes(file)
    done = subprocess.run([program, *how], cwd=tmp_path, check=True, timeout=60, capture_output=True)
    return done.stdout.decode()


def body(*blocks):
    return replace(summary(), blocks=blocks)


def test_every_word_of_the_paper_is_on_a_page():
    said = squeezed("".join(pages(written(summary()))))
    for words in ("NATO: What they want. (10 on a scale", "“What they want.”", "Blocked.", "Dissent", "example.org/1"):
        assert squeezed(words) in said


def test_the_day_the_handling_and_the_number_stand_on_every_page_the_lying_one_too():
    file = written(replace(summary(wide=True), blocks=[*summary(wide=True).blocks, *[Prose("Long. " * 400)] * 8]))
    found = pages(file)
    assert len(found) > 4
    for number, page in enumerate(found, 1):
        assert "Missile defence" in page
        assert "As of 5 July 2011, as known 6 July 2011" in page
        assert page.count("TLP:AMBER") == 2
        assert "today, by Ana" in page
        assert f"{number} / {len(found)}" in page


def test_a_wide_table_lies_across_pages_of_its_own_and_the_rest_stands():
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(written(summary(wide=True)))]
    assert [wide > high for wide, high in sizes] == [False, True, False]


def test_its_heading_and_few_words_lie_with_it_and_do_not_stay_behind():
    first, lying, _rest = pages(written(summary(wide=True)))
    assert "At a glance What they want. Issue NATO" in lying
    assert "At a glance" not in first


def test_a_long_table_repeats_its_head_and_cuts_no_row():
    rows = [[f"Issue {n}", f"begin{n} {'middle ' * 40} end{n}"] for n in range(40)]
    found = pages(written(body(Grid(Sheet(["Number", "Said of it"], rows), "All"))))
    assert len(found) > 2
    assert all("Said of it" in page for page in found[:-1])
    for n in range(40):
        assert any(f"begin{n} " in page and f"end{n}" in page for page in found)


def test_contents_lead_to_every_heading_of_a_long_paper_and_a_short_one_has_none():
    def links(paper):
        return written(paper).count(b"/Subtype /Link") + written(paper).count(b"/Subtype/Link")

    few, many = body(*MANY[:2]), body(*MANY)
    many, few = (replace(paper, sources=[]) for paper in (many, few))
    assert [title.get_title() for title in pypdfium2.PdfDocument(written(many)).get_toc()] == [
        f"Part {n}" for n in range(6)
    ]
    assert links(few) == 0
    assert links(many) == 4  # of the first two levels


def test_a_citation_leads_to_its_source_and_a_source_to_its_address():
    file = written(body(Prose("It is so.", sources=[2, 1, 9])))
    assert "Itisso.[2][1]" in squeezed(pages(file)[0])
    assert b"https://example.org/1" in file


def test_it_is_tagged_titled_dated_and_in_its_language():
    file = written(replace(summary(), title="Missile\x00 defence", author="Ana"))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in file or b"pdfuaid:part" in file
    assert b"/Lang (en-GB)" in file or b"/Lang(en-GB)" in file
    meta = pypdfium2.PdfDocument(file).get_metadata_dict()
    assert meta["Title"] == "Missile defence"
    assert meta["Author"] == "Ana"
    assert meta["CreationDate"].startswith("D:20260228233000")
    assert MOMENT.hour == 0


def test_the_same_paper_is_the_same_file():
    assert sha256(written(summary())).digest() == sha256(written(summary())).digest()


def test_a_picture_has_words_for_who_cannot_see_it_and_letters_that_can_be_searched():
    file = written(body(Picture(SVG.format(800, "Moscow"), 'NATO "at" 10', 800, 40)))
    assert b'NATO "at" 10' in file
    assert "Moscow" in pages(file)[0]


def test_many_pictures_are_made_at_once_each_of_its_own_size():
    found = typeset.pngs([Picture(SVG.format(wide, "x"), "", wide, 40) for wide in (100, 200, 50)])
    sizes = [int.from_bytes(png[16:20]) for png in found]
    assert sizes == [200, 400, 100]


def test_a_script_without_letters_is_named_on_the_first_page_and_where_it_stands():
    found = pages(written(body(*[Prose("Much. " * 300)] * 6, Cited("قضية السلاح", True, "ar", "", "NATO", ()))))
    assert "There are no letters here to print Arabic" in found[0]
    assert "“[Arabic text, 10 letters]”" in found[-1]


def test_latin_cyrillic_and_greek_are_printed_as_they_are():
    words = "Żółć, Đà Nẵng, Ελλάδα, Россия, Україна, 100 €, 5 → 7, “x” – −1"
    found = pages(written(body(Cited(words, False, "", "", "", ()))))[0]
    assert squeezed(words) in squeezed(found)
    assert "no letters here" not in found


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("NATO قضية السلاح، now", "NATO [Arabic text, 10 letters] now"),
        ("日本語テキスト", "[Japanese text, 7 letters]"),
        ("中文 и 中", "[Chinese text, 2 letters] и [Chinese text, 1 letter]"),
        ("a😀b", "a[grinning face]b"),
        ("𝐀 ﬁ", "A ﬁ"),
        (
            "\u2068مصر\u2069, \u2068عمان\u2069 and 🌍",
            "[Arabic text, 3 letters], [Arabic text, 4 letters] and [earth globe europe-africa]",
        ),
        ("a\u202eb\x00c\ud800d\ufeff", "abcd"),
    ],
)
def test_what_is_printed_for_signs_that_no_font_holds(typed, printed):
    assert Printer().words(typed) == printed


def test_the_fonts_are_the_published_ones_and_their_licence_is_with_them():
    for line in (FONTS / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        assert sha256((FONTS / name).read_bytes()).hexdigest() == digest
        assert name in (FONTS / "LICENCES.txt").read_text()
    assert len(list(FONTS.glob("*.ttf"))) == 3


def test_the_fonts_hold_what_their_tables_say():
    assert {"A", "ž", "Ω", "Ж", "→", "€", "−"} <= printed()
    assert not {"ق", "中", "\u202e", "\ue000"} & printed()


def test_every_sign_that_is_said_to_be_printed_is():
    signs = sorted(printed())
    lines = ["".join(signs[at : at + 60]) for at in range(0, len(signs), 60)]
    file = written(body(*(block for line in lines for block in (Prose(line), Cited(line, False, "", "", line, ())))))
    assert file.startswith(b"%PDF")  # PDF/UA allows no sign without its shape


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(exclude_categories=()), max_size=60))
@example(SYNTAX)
@example("\x00\ud800\ufffe\U0010ffff\u202e\ufeff")
@example("")
@example("x" * 10_000)
@example("/" * 30 + "\u0301" * 20)
def test_whatever_people_typed_is_on_the_page_and_nothing_of_it_is_run(words):
    file = written(summary(words, wide=len(words) % 2 == 1))
    found = squeezed("".join(pages(file)))
    shown = squeezed(Printer().words(words))
    assert not shown or shown[:20] in found or not shown[:20].isascii()


def test_typst_syntax_stands_as_it_was_typed():
    assert squeezed(SYNTAX) in squeezed("".join(pages(written(summary(SYNTAX)))))


@pytest.mark.parametrize("parties", [2, 12])
def test_long_words_stay_within_the_page(parties):
    names = [f"Party{n}" * 30 for n in range(parties)]
    file = written(summary("w" * 2_000, parties=names, wide=parties > 4))
    for page in pypdfium2.PdfDocument(file):
        text = page.get_textpage()
        width = page.get_size()[0]
        for at in range(0, text.count_chars(), 101):
            left, _bottom, right, _top = text.get_charbox(at)
            assert 40 <= left <= right <= width - 40


def test_a_long_handling_has_room_at_the_head_and_the_foot():
    words = "For the delegation, and the ministries that the letter names. " * 6
    (page,) = pypdfium2.PdfDocument(written(replace(summary(), handling=words, running=("W" * 90, "As of today"))))
    text = page.get_textpage()
    boxes = [text.get_charbox(at) for at in range(text.count_chars())]
    assert min(bottom for _left, bottom, _right, _top in boxes) > 15
    assert max(top for _left, _bottom, _right, top in boxes) < page.get_size()[1] - 15
    assert squeezed(text.get_text_range()).count(squeezed(words)) == 2


def test_a_paper_of_very_many_parts_is_refused_before_it_is_set():
    with pytest.raises(TooLong):
        written(body(*(Prose("x") for _ in range(pdf.MOST + 1))))
    with pytest.raises(TooLong):
        written(body(Grid(Sheet(["x"], [["x"]] * pdf.MOST), "x")))


def test_a_paper_of_nothing_is_a_file_too():
    nothing = replace(
        summary(), title="", about="", sentence="", facts=[], blocks=[], sources=[], author="", handling=""
    )
    assert len(pages(written(nothing))) == 1
    assert len(pages(written(body(Heading("", 3), Remark("", ""), Held("", "", "", "", "", ()))))) == 1
    assert len(pages(written(body(Grid(Sheet([], []), ""), Grid(Sheet(["a"], []), ""))))) == 1


@WITH_POPPLER
def test_who_hears_it_is_told_what_is_a_heading_a_table_a_quotation_and_a_list(tmp_path):
    told = poppler("pdfinfo", written(summary()), "-struct", "paper.pdf", tmp_path=tmp_path)
    kinds = re.findall(r"^ *([A-Z]\w*)", told, re.MULTILINE)
    assert [kind for kind in kinds if kind in ("H1", "H2")] == ["H1", "H1", "H2", "H1"]
    assert (kinds.count("Table"), kinds.count("TH"), kinds.count("BlockQuote"), kinds.count("LI")) == (1, 5, 2, 4)


@WITH_POPPLER
@pytest.mark.django_db
def test_a_reader_downloads_it_and_another_program_finds_the_same_figures_as_in_markdown(demo, tmp_path):
    asked = {"as_of": "2011-07-05", "known_at": "2011-07-06", "party": ["nato", "russia"]}
    reader = demo.browse("reader")
    response = reader.get(demo.address, asked | {"format": "pdf"})
    assert response["Content-Type"] == "application/pdf"
    assert ".pdf" in response["Content-Disposition"]
    text = squeezed(poppler("pdftotext", response.content, "-raw", "paper.pdf", "-", tmp_path=tmp_path))
    markdown = reader.get(demo.address, asked | {"format": "md"}).content.decode()
    found = re.findall(r"Gap \d+ %[^.]*\.|distance [\d.]+|\d+ on a scale of \d+ to \d+|coverage \d+ %", markdown)
    assert len(found) >= 15
    assert not [figure for figure in found if squeezed(figure) not in text]
    told = poppler("pdfinfo", response.content, "paper.pdf", tmp_path=tmp_path)
    assert re.search(r"Tagged: +yes", told)
    assert "595.276 x 841.89 pts (A4)" in told
    assert len(pypdfium2.PdfDocument(response.content)) == int(re.search(r"Pages: +(\d+)", told)[1])
    fonts = poppler("pdffonts", response.content, "paper.pdf", tmp_path=tmp_path)
    assert set(re.findall(r"\+([\w-]+)", fonts)) == {"Inter-Regular", "Inter-Bold", "SourceSerif4-Regular"}
    poppler("pdftoppm", response.content, "-r", "20", "-png", "paper.pdf", "page", tmp_path=tmp_path)
    assert len(list(tmp_path.glob("page-*.png"))) == len(pypdfium2.PdfDocument(response.content))


@pytest.mark.django_db
def test_who_asks_for_too_much_is_told_what_to_do(demo, monkeypatch):
    monkeypatch.setattr(pdf, "MOST", 20)
    response = demo.browse("reader").get(demo.address, {"format": "pdf", "as_of": "2011-07-05"})
    assert response.status_code == 422
    assert "A file as PDF holds at most 20 paragraphs" in response.content.decode()
