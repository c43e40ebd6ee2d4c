"""Text out of files: read right, or refused in a sentence."""

import codecs
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.sources.extract import LONGEST, Decoded, Unreadable, decode, normalise, paragraphs

RUSSIAN = (
    "Россия настаивает на юридически обязывающих гарантиях: система не должна быть направлена против её "
    "стратегических сил. Без этого сотрудничества не будет, сказал министр после встречи в Сочи."
)
FRENCH = "« La Russie réclame des garanties juridiques », a déclaré l’ambassadeur à Genève ; l’œuvre n’a pas cessé."

lines = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]) | st.sampled_from("\n\r\t "))
encodings = st.sampled_from([None, "utf-8", "cp1252", "utf-16", "shift_jis", "idna", "hex", "no such", "a\0b", "utf-7"])


# Encodings -----------------------------------------------------------------------------------------------------------


@given(lines)
def test_a_text_in_utf_8_comes_out_as_it_went_in(text):
    try:
        assert decode(text.encode()) == Decoded(normalise(text), "utf-8", sure=True)
    except Unreadable as refusal:
        assert "empty" in str(refusal) and not text.strip()


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_says_how_a_file_is_read_and_is_no_part_of_it(mark, encoding):
    said = f"Гарантии 😀\r\n{FRENCH}"
    assert decode(mark + said.encode(encoding), "cp1251") == Decoded(normalise(said), encoding, sure=True)


def test_a_mark_that_lies_is_no_reason_to_guess():
    with pytest.raises(Unreadable, match="says it is UTF-8, and is not"):
        decode(codecs.BOM_UTF8 + RUSSIAN.encode("cp1251"))


def test_a_declared_encoding_is_believed_where_the_file_is_no_utf_8():
    assert decode(RUSSIAN.encode("koi8-r"), "KOI8-R") == Decoded(RUSSIAN, "koi8-r", sure=True)
    assert decode(RUSSIAN.encode(), "KOI8-R") == Decoded(RUSSIAN, "utf-8", sure=True)


def test_what_calls_itself_latin_1_is_read_as_windows_writes_it():
    assert decode(FRENCH.encode("cp1252"), "ISO-8859-1") == Decoded(FRENCH, "cp1252", sure=True)


def test_what_is_no_encoding_of_texts_is_not_believed():
    assert not decode("Genève réclame".encode("cp1252"), "unicode_escape").sure


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "cp866", "shift_jis", "gb18030"])
def test_an_undeclared_encoding_is_guessed_and_marked_as_a_guess(encoding):
    said = {"shift_jis": "ロシアは法的な保証を求めている。", "gb18030": "俄罗斯要求获得具有法律约束力的保证。"}
    text = said.get(encoding, RUSSIAN) * 3
    found = decode(text.encode(encoding))
    assert (found.text, found.sure) == (text, False)


def test_a_long_file_is_guessed_by_its_beginning_without_cutting_a_character():
    said = "ロシアは法的な保証を求めている。\n" * 8000
    assert decode(said.encode("shift_jis")).text == said


# What is refused -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "This file is empty"),
        (b" \r\n\t", "This file is empty"),
        (codecs.BOM_UTF16_LE + " \n".encode("utf-16-le"), "This file is empty"),
        (codecs.BOM_UTF8, "This file is empty"),
        (b"%PDF-1.7\n...", "This is a PDF, not plain text"),
        (b"PK\x03\x04" + b"x" * 99, "This is a Word, spreadsheet or zip file"),
        (b"\x1f\x8b\x08" + bytes(99), "This is a compressed file"),
        (b"one\0two", "This is not text"),
        (b"a long text, and yet " * 99 + b"\0", "This is not text"),
        ("no mark".encode("utf-16-le"), "This is not text"),
        (bytes(range(1, 32)) * 9, "We cannot tell how this text is encoded, or it is not text"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "says it is UTF-16-LE, and is not"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_is(data, words):
    with pytest.raises(Unreadable, match=words) as refusal:
        decode(data)
    assert "othing was imported." in str(refusal.value)


def test_a_file_that_is_too_large_is_refused_by_its_size():
    with pytest.raises(Unreadable, match="larger than 20 MB. Upload it in parts"):
        decode(b"a" * (20 * 1024**2 + 1))
    with pytest.raises(Unreadable, match="larger than 9 bytes"):
        decode(b"a" * 10, limit=9)
    assert decode(b"a" * 9, limit=9).text == "a" * 9


@given(st.one_of(st.binary(), st.builds(str.encode, lines, st.sampled_from(["utf-16", "utf-8", "utf-7"]))), encodings)
@example(b"\xff\xfe\x00\x00", None)
@example("\ufeff\ufeff\n".encode(), None)
def test_any_file_is_a_text_that_can_be_stored_or_a_sentence(data, declared):
    try:
        found = decode(data, declared)
    except Unreadable as refusal:
        assert str(refusal).endswith(".")
    else:
        assert "\0" not in found.text and "\r" not in found.text and found.text.strip()
        found.text.encode()  # no half pairs


# The text as it is stored --------------------------------------------------------------------------------------------


def test_line_ends_are_one_and_nothing_else_is_touched():
    assert normalise("\ufeffone\r\ntwo\rthree \0 \n\n\u00a0\tfour\u2028e\u0301") == (
        "one\ntwo\nthree  \n\n\u00a0\tfour\u2028e\u0301"
    )
    assert normalise("half \ud83d a pair") == "half \ufffd a pair"


@given(st.text(st.characters() | st.sampled_from("\r\n\0\ufeff\ud800")))
def test_what_is_normal_stays_as_it_is(text):
    once = normalise(text)
    assert normalise(once) == once


# Paragraphs ----------------------------------------------------------------------------------------------------------


def cut(text):
    return [text[start:end] for start, end in paragraphs(text)]


def test_blank_lines_part_paragraphs():
    text = "Title\nby an agency\n\n  First, in\ntwo lines. \n \t\nSecond.\n\n\n"
    assert cut(text) == ["Title\nby an agency", "First, in\ntwo lines.", "Second."]


def test_without_blank_lines_each_line_is_one():
    assert cut("\n\n First. \nSecond.\n") == ["First.", "Second."]
    assert cut(" \n") == []


def test_a_paragraph_that_is_too_long_is_cut_between_words():
    assert cut("a" * 19_990 + " guarantees") == ["a" * 19_990, "guarantees"]
    assert cut("a" * 19_999 + " \n and") == ["a" * 19_999, "and"]
    assert cut("a" * 19_989 + " guarantees for all") == ["a" * 19_989 + " guarantees", "for all"]
    assert cut("保" * 20_001) == ["保" * 20_000, "保"]


def test_a_paragraph_of_white_space_is_not_slow():  # what is not linear would take hours
    assert cut("a" + (" " * 19_998 + "a") * 500) == ["a" + " " * 19_998 + "a"] * 250 + ["a"]


runs = st.tuples(st.sampled_from(["a", "é ", " ", "\n", "\n\n", "\u2003", "🇷🇺\t"]), st.integers(1, 30_000))


@given(st.lists(runs, max_size=6))
def test_paragraphs_hold_every_character_once_and_begin_and_end_with_one(runs):
    text = "".join(run * times for run, times in runs)
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in pairwise(paragraphs(text)))
    for piece in cut(text):
        assert 0 < len(piece) <= LONGEST
        assert piece == piece.strip()


def zipped(*names, data=b"x"):
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for name in names:
            archive.writestr(name, data)
    return whole.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (zipped("[Content_Types].xml", "word/document.xml"), "a Word file"),
        (zipped("xl/workbook.xml"), "an Excel spreadsheet"),
        (zipped("mimetype", "content.xml"), "an OpenDocument file"),
        (zipped("project.qde"), "a REFI-QDA project"),
        (zipped("notes.txt"), "a zip file"),
        (zipped("a.txt").replace(b"\x02\x14\x03\x14\x00\x00", b"\x02\x14\x03\x14\x00\x01"), "an encrypted zip"),
        (b"%PDF-1.7\n<< /Encrypt 5 0 R >>", "an encrypted PDF"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "an encrypted Office file"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "an old Word or Excel file"),
        (b"{\\rtf1 words}", "a rich text file"),
    ],
)  # fmt: skip
def test_a_file_that_is_something_else_is_named_as_what_it_is(data, name):
    with pytest.raises(Unreadable, match=f"This is {name}") as refusal:
        decode(data)
    assert "plain text in UTF-8" in str(refusal.value) and "nothing was imported" in str(refusal.value)
