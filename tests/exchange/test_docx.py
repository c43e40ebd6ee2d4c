"""The summary as a Word file: read back as Word reads it, and opened by an office that is not ours."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests import make
from tracker.exchange.exporters.docx import write
from tracker.exchange.exporters.wordml import plain as text
from tracker.exchange.paper import Bullets, Cited, Grid, Heading, Held, Paper, Picture, Prose, Remark, Source
from tracker.exchange.tables import Sheet

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
MOMENT = datetime(2026, 3, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))  # in UTC it is February still
HOSTILE = "<w:p/> &amp; \x00\x0b\ud800\ufffe =1+1 {{x}} \u202e"


def summary(words="What they want.", *, parties=("NATO", "Russia"), wide=False):
    rows = [[words, *(words for _ in parties), "100 %", "Blocked"]]
    blocks = [
        Heading("At a glance"),
        Prose(words),
        Grid(Sheet(["Issue", *parties, "Gap", "Verdict"], rows), "All issues", wide),
        Heading("1 The shield"),
        Heading(f"1.1 {words}", 2),
        Prose(words, "question"),
        Remark("Blocked", f"{words} {words}", "verdict"),
        *(Held(party, words, "10 on a scale of 0 to 100", words, words, (1, 2)) for party in parties),
        Remark("What they share", words),
        Cited(words, True, "ar", "", words, (2,)),
        Cited(words, False, "", words, words, (1,)),
        Bullets("Dissent", [words], boxed=True),
        Bullets("Verdicts", [words]),
    ]
    return Paper(
        title=words,
        about=words,
        sentence=words,
        facts=[("As of", "5 July 2011"), ("Made", "today, by Ana")],
        blocks=[block for block in blocks if words or not isinstance(block, Prose)],
        sources=[Source(1, words, "Agency, 2011", "https://example.org/1", "B"), Source(2, "Two", "", "", "")],
        headings={"sources": "Sources"},
        running=("Missile defence", "As of 5 July 2011, as known 6 July 2011"),
        made="Made",
        moment=MOMENT,
        author="Ana",
        handling="TLP:AMBER",
    )


def written(table):
    out = io.BytesIO()
    write(table, out)
    return out.getvalue()


def opened(file):
    return docx.Document(io.BytesIO(file))


def notes(file):
    """The notes as they are printed, by their number."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(file)).read("word/endnotes.xml"))
    found = root.findall(qn("w:endnote"))
    return {note.get(qn("w:id")): "".join(note.itertext(qn("w:t"))).strip() for note in found}


def test_each_issue_has_a_heading_and_every_paragraph_a_style_of_its_own():
    said = [(paragraph.style.name, paragraph.text) for paragraph in opened(written(summary())).paragraphs]
    assert ("Heading 1", "1 The shield") in said
    assert ("Heading 2", "1.1 What they want.") in said
    assert ("Verdict", "Blocked. What they want. What they want.") in said
    assert "Normal" not in {style for style, words in said if words.startswith(("NATO", "“"))}


def test_quotation_marks_stand_only_round_verbatim_words():
    said = [paragraph.text for paragraph in opened(written(summary())).paragraphs if paragraph.style.name == "Quote"]
    assert said == ["“What they want.”", "What they want."]


def test_sources_are_notes_numbered_as_they_are_cited_and_cited_again_by_their_number():
    file = written(summary())
    found = notes(file)
    assert found["1"] == "What they want.. Agency, 2011. https://example.org/1 B"
    assert found["2"] == "Two."
    assert set(found) == {"-1", "0", "1", "2"}
    assert found["-1"] == ""  # no line: they stand under a heading
    assert opened(file).paragraphs[-1].text == "Sources" and opened(file).paragraphs[-1].style.name == "Heading 1"
    body = zipfile.ZipFile(io.BytesIO(file)).read("word/document.xml").decode()
    assert re.findall(r'w:endnoteReference w:id="(\d)"', body) == ["1", "2"]
    assert re.findall(r"NOTEREF source(\d)", body) == ["1", "2", "2", "1"]


def test_the_address_of_a_source_is_a_link_where_it_is_one_of_the_web():
    addresses = ['https://example.org/a?b=<c>&d="e"', "javascript:alert(1)"]
    sources = [Source(number, "One", "", address, "") for number, address in enumerate(addresses, 1)]
    file = written(replace(summary(), sources=sources))
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(file)).read("word/endnotes.xml"))
    assert [each.text for each in root.iter(qn("w:instrText"))] == [
        ' HYPERLINK "https://example.org/a?b=%3Cc%3E&d=%22e%22" '
    ]
    assert [notes(file)[number] for number in ("1", "2")] == [f"One. {address}" for address in addresses]


def test_every_page_says_what_it_is_as_of_and_as_known_when_and_who_may_read_it():
    page = opened(written(summary())).sections[0]
    head, foot = ([cell.text for cell in part.tables[0].rows[0].cells] for part in (page.header, page.footer))
    assert head == ["Missile defence", "As of 5 July 2011, as known 6 July 2011\nTLP:AMBER"]
    assert (foot[0], foot[1].splitlines()[1]) == ("today, by Ana", "TLP:AMBER")


def test_its_properties_say_what_it_is_who_made_it_and_when():
    core = opened(written(replace(summary(), title="Missile\vdefence", author="Ana\x00 " + "x" * 300))).core_properties
    assert core.title == "Missiledefence"
    assert core.author == core.last_modified_by == f"Ana {'x' * 251}"
    assert core.subject == "As of 5 July 2011, as known 6 July 2011"
    assert core.created == core.modified == datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
    assert core.comments == ""


def test_the_table_repeats_its_head_and_cuts_no_row():
    table = opened(written(summary())).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Issue", "NATO", "Russia", "Gap", "Verdict"]
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)


def test_words_from_right_to_left_run_so():
    paragraph = next(p for p in opened(written(summary("قضية السلاح"))).paragraphs if p.style.name == "Question")
    assert paragraph._p.xpath("./w:pPr/w:bidi")
    assert paragraph.runs[0]._r.xpath("./w:rPr/w:rtl")


def test_quoted_words_are_in_their_language_and_their_translation_is_not():
    said = [p for p in opened(written(summary("قضية السلاح"))).paragraphs if p.style.name in ("Quote", "Told")]
    assert said[0].runs[0]._r.xpath("./w:rPr/w:lang/@w:bidi") == ["ar"]
    assert not any(paragraph._p.xpath(".//w:lang") for paragraph in said[1:])


def test_a_sentence_about_a_party_with_an_arabic_name_runs_to_the_right():
    paragraph = next(
        p for p in opened(written(summary(parties=("مصر", "Russia")))).paragraphs if p.style.name == "Held"
    )
    assert paragraph.text.startswith("\u2068مصر\u2069: ")
    assert not paragraph._p.xpath("./w:pPr/w:bidi")


@given(st.text(max_size=60))
def test_whatever_people_typed_is_in_the_file_and_the_file_is_sound(words):
    document = opened(written(summary(words)))
    question = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Question"]
    assert question == ([text(words)] if words else [])


@pytest.mark.parametrize("number", [1, 2, 3, 12])
def test_any_number_of_parties_fits_the_page(number):
    table = summary(parties=[f"Party {n}" for n in range(number)])
    grid = opened(written(table)).tables[0]
    assert abs(sum(cell.width for cell in grid.rows[0].cells) - 16.6 * 360_000) < 6_000  # EMU: a sixth of a millimetre


def test_a_table_too_wide_for_the_page_lies_on_its_side_and_the_rest_stands():
    across = [section.page_width > section.page_height for section in opened(written(summary(wide=True))).sections]
    assert across == [False, True, False]


def test_what_stands_over_such_a_table_lies_with_it():
    body = opened(written(summary(wide=True))).element.body
    ends = [bool(each.xpath("./w:pPr/w:sectPr")) for each in body]
    lying = ends[: ends.index(True, ends.index(True) + 1)][ends.index(True) + 1 :]
    there = list(body)[ends.index(True) + 1 :][: len(lying)]
    said = ["".join(each.itertext(qn("w:t"))) for each in there[:2]]
    assert said == ["At a glance", "What they want."]
    assert there[-1].tag == qn("w:tbl") and len(there) == 3


def test_no_heading_and_no_head_of_a_table_ends_a_page():
    document = opened(written(summary()))
    assert all(document.styles[f"Heading {level}"].paragraph_format.keep_with_next for level in range(1, 10))
    assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in document.tables[0].rows[0].cells)


def test_it_opens_without_a_question_and_says_on_which_page_a_chapter_is():
    """Word asks its reader where a field is to be made anew, or all are."""
    file = zipfile.ZipFile(io.BytesIO(written(replace(summary(), blocks=[Heading(f"Part {n}") for n in range(5)]))))
    body, settings = (file.read(f"word/{name}.xml").decode() for name in ("document", "settings"))
    assert "w:dirty" not in body and "updateFields" not in settings
    assert re.findall(r"PAGEREF (\w+)", body) == re.findall(r'w:bookmarkStart w:id="\d+" w:name="(heading\d+)"', body)
    section = etree.fromstring(body.encode()).find(f".//{qn('w:body')}/{qn('w:sectPr')}")
    order = [etree.QName(each).localname for each in section]
    assert order[:4] == ["headerReference", "footerReference", "endnotePr", "pgSz"]


def test_a_picture_is_in_the_file_with_words_for_who_cannot_see_it():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40"/></svg>'
    file = written(replace(summary(), blocks=[Picture(svg, 'NATO "at" 10 & Russia', 80, 40)]))
    (shape,) = opened(file).inline_shapes
    assert shape._inline.docPr.get("descr") == 'NATO "at" 10 & Russia'
    assert (shape.width, shape.height) == (80 * 9525, 40 * 9525)
    assert zipfile.ZipFile(io.BytesIO(file)).read("word/media/drawing1.png").startswith(b"\x89PNG")


def test_contents_name_every_heading_of_a_long_paper_and_lead_to_it():
    said = list(opened(written(replace(summary(), blocks=[Heading(f"Part {n}") for n in range(5)]))).paragraphs)
    listed = [p for p in said if p.style.name == "toc 1"]
    assert [p.text.strip() for p in listed] == [f"Part {n}" for n in range(5)]
    aims = [p._p.xpath("./w:hyperlink/@w:anchor")[0] for p in listed]
    there = [p._p.xpath("./w:bookmarkStart/@w:name")[0] for p in said if p.style.name == "Heading 1"]
    assert aims == there


def test_a_summary_of_nothing_is_a_file_too():
    nothing = replace(
        summary(), title="Talks", about="", sentence="Nothing is on record.", facts=[], blocks=[], sources=[]
    )
    assert opened(written(nothing)).paragraphs[0].text == "Talks"


@pytest.mark.skipif(not OFFICE and os.environ.get("CI") != "true", reason="no LibreOffice: install libreoffice-writer")
@pytest.mark.django_db
def test_another_office_opens_it_and_prints_every_word(demo, tmp_path):
    response = demo.browse("reader").get(
        demo.address, {"format": "docx", "as_of": "2011-07-05", "known_at": "2011-07-06"}
    )
    (tmp_path / "summary.docx").write_bytes(response.content)
    profile = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "summary.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=120, capture_output=True)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "summary.pdf")]
    printed = " ".join(" ".join(pages).split())
    assert "NATO and Russia: missile defence" in printed
    assert "One system or two" in printed
    assert "Global Security Newswire" in printed
    assert "As known: 6 Jul 2011" in printed
    numbers = re.search(r"At a glance (\d+) 1 The shield (\d+) ", printed)  # the contents, with pages
    assert all(
        f"{name}\r\n" in pages[int(number) - 1]
        for name, number in zip(["At a glance", "1 The shield"], numbers.groups(), strict=True)
    )


@pytest.mark.django_db
def test_a_reader_downloads_it_and_finds_the_verdict_the_words_and_the_day(demo):
    response = demo.browse("reader").get(demo.address, {"format": "docx", "as_of": "2011-07-05"})
    assert response["Content-Type"].endswith("wordprocessingml.document")
    assert ".docx" in response["Content-Disposition"]
    said = [paragraph.text for paragraph in opened(response.content).paragraphs]
    assert any(words.startswith("Blocked. ") for words in said)
    assert any(words.startswith("NATO: Two separate systems that cooperate (100 on a scale") for words in said)


@pytest.mark.django_db
def test_a_download_was_made_just_now_by_who_asked_for_it(demo):
    before = datetime.now(UTC).replace(microsecond=0)
    response = demo.browse("analyst").get(demo.address, {"format": "docx", "as_of": "2011-07-05"})
    document = opened(response.content)
    core = document.core_properties
    assert before <= core.created == core.modified <= datetime.now(UTC)
    assert core.author == "Jonas Weber"
    assert core.title == document.paragraphs[0].text.replace("\xa0", " ")
    assert core.comments == ""


@pytest.mark.django_db
@pytest.mark.parametrize(("what", "begins"), [("comparison", ""), ("movement", "What moved: ")])
def test_a_title_that_would_turn_the_day_behind_it_is_kept_to_itself(desk, as_role, what, begins):
    table = make.Table(by=make.lead_of(desk))
    type(table.talks).objects.filter(pk=table.talks.pk).update(title="Missile \u202edefence")
    address = f"/w/desk/n/{table.talks.slug}/export/?format=docx&as_of=2011-07-05&what={what}"
    said = {each.style.name: each.text for each in opened(as_role("reader").get(address).content).paragraphs}
    assert said["Title"] == f"{begins}\u2068Missile \u202edefence\u2069, 5\u00a0July 2011"
