"""Text out of files of every kind; what cannot be read, or would do harm, is refused with a sentence."""

import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests import files
from tests.files import WORDS
from tracker.sources.extract import LARGEST, Unreadable
from tracker.sources.files import limited, limits
from tracker.sources.files.language import language


def read(data, name, encoding=""):
    return limited.read(data if isinstance(data, bytes) else data.encode(), name, encoding)


def refused(data, name):
    with pytest.raises(Unreadable) as error:
        read(data, name)
    words = str(error.value)
    assert words.endswith(".") and "\n" not in words and len(words) < 260
    return words


# Web pages ------------------------------------------------------------------------------------------------------------
ABOUT = (
    '<title>Talks fail | Example Wire</title><meta property="og:site_name" content="Example Wire">'
    '<meta name="author" content="Ana Writer"><meta property="article:published_time" content="2011-07-05T10:00:00Z">'
    '<link rel="canonical" href="https://wire.example/talks"><meta property="og:title" content="Talks fail">'
)


def test_a_web_page_is_its_article_in_paragraphs_and_what_it_says_of_itself():
    found = read(
        files.page(WORDS, "The other side <b>will</b> not <a href='/x'>have</a> it.<br>Not now.", head=ABOUT), "a.html"
    )
    assert found.text == f"{WORDS}\n\nThe other side will not have it.\nNot now."
    assert (found.title, found.author, found.outlet) == ("Talks fail", "Ana Writer", "Example Wire")
    assert (str(found.day), found.address, found.language) == ("5 Jul 2011", "https://wire.example/talks", "en")


def test_a_row_of_a_table_is_a_paragraph():
    table = "<table><tr><th>Side</th><th>Wants</th></tr><tr><td>Russia</td><td><p>one system</p></td></tr></table>"
    assert read(files.page(WORDS, table), "a.htm").text.endswith("Side | Wants\n\nRussia | one system")


def test_a_page_without_an_article_is_all_that_it_shows():
    assert (
        read("<body><script>no()</script><div>Short.<div>Shorter.</div></div><!-- no --></body>", "a.html").text
        == "Short.\n\nShorter."
    )
    assert "no text" in refused(
        "<html><head><title>Nothing</title></head><body><script>no()</script></body></html>", "a.html"
    )


RUSSIAN = "Россия настаивает на юридически обязывающих гарантиях: система не должна быть направлена против её сил. " * 3


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "windows-1252", "klingon"])
def test_a_page_that_lies_about_its_encoding_is_guessed_and_marked_so(declared):
    page = files.page(RUSSIAN, head=f"<meta charset='{declared}'>").encode("cp1251")
    found = read(page, "a.html")
    assert (found.text, found.encoding, found.sure) == (RUSSIAN.strip(), "cp1251", False)


def test_a_page_is_read_as_it_declares_or_as_somebody_chose():
    page = files.page("Écrit à Genève, déjà: " + WORDS, head="<meta charset='iso-8859-1'>").encode("cp1252")
    assert read(page, "a.html").text.startswith("Écrit à Genève") and read(page, "a.html").sure
    koi = files.page(RUSSIAN, before='<?xml version="1.0" encoding="koi8-r"?>').encode("koi8-r")
    assert read(koi, "a.xhtml").text == RUSSIAN.strip()
    assert read(files.page(RUSSIAN).encode("cp1251"), "a.html", "cp1251").sure


def test_nul_and_what_is_no_utf_8_do_no_harm():
    assert read(files.page(WORDS).encode("utf-16"), "a.html").text == WORDS
    assert "not text" in refused(files.page(WORDS).encode() + b"\0\xff\xfe\xfd", "a.html")


# PDF ------------------------------------------------------------------------------------------------------------------
def test_lines_of_a_pdf_are_put_together_again_to_paragraphs_over_the_end_of_a_page():
    first = [(72, 800, "Talks, 4 July 2011"), (72, 760, "They want one system divided into sectors, and say that"),
             (72, 745, "nothing else will do."), (84, 730, "The other side, which has two of them already, does not"),
             (72, 715, "want to hear of it and"), (290, 30, "1")]  # fmt: skip
    second = [(72, 800, "Talks, 4 July 2011"), (72, 760, "says so at every meeting."), (290, 30, "2")]
    third = [(72, 800, "Talks, 4 July 2011"), (72, 760, "That was all."), (290, 30, "3")]
    found = read(
        files.pdf(first, second, third, info="/Title(The talks)/Author(Ana Writer)/CreationDate(D:20110705)"), "a.pdf"
    )
    assert found.text.split("\n\n") == [
        "They want one system divided into sectors, and say that nothing else will do.",
        "The other side, which has two of them already, does not want to hear of it and says so at every meeting.",
        "That was all.",
    ]
    assert (found.title, found.author, str(found.day), found.encoding) == ("The talks", "Ana Writer", "5 Jul 2011", "")


def test_a_pdf_of_pictures_an_encrypted_one_and_a_damaged_one_are_told_apart():
    whole = files.pdf([(72, 760, WORDS)])
    assert "no text in it: its pages are pictures" in refused(files.pdf([]), "a.pdf")
    assert "encrypted. Remove its password" in refused(files.pdf([(72, 760, WORDS)], encrypt=files.LOCKED), "a.pdf")
    assert "damaged" in refused(whole[:60], "a.pdf")
    assert "damaged" in refused(b"%PDF-1.7\n" + b"\0\xff" * 500, "a.pdf")
    assert read(b"\r\njunk " + whole, "a.pdf").text == WORDS  # as some mail programs leave it


def test_a_pdf_whose_pages_lead_to_themselves_comes_to_an_end():
    loop = files.pdf([(72, 760, WORDS)], tree="<</Type/Pages/Kids[2 0 R 2 0 R 2 0 R]/Count 1000>>")
    assert refused(loop, "a.pdf")


# Word -----------------------------------------------------------------------------------------------------------------
def test_a_word_file_is_its_paragraphs_and_rows_and_what_it_says_of_itself():
    found = read(
        files.word("Talks", WORDS, ["Russia", "one\nsystem"], "", "Last.", title="The talks", author="Ana"), "a.docx"
    )
    assert found.text == f"Talks\n\n{WORDS}\n\nRussia | one system\n\nLast."
    assert (found.title, found.author, found.day) == ("The talks", "Ana", None)


def test_what_programs_write_where_nobody_said_anything_is_no_title_and_no_author():
    found = read(files.word("Talks", title="Microsoft Word - draft3.doc", author="Windows User"), "a.docx")
    assert (found.title, found.author) == ("", "")


def test_what_was_struck_out_is_not_read_and_what_was_inserted_is():
    def change(part):
        struck = b"<w:p><w:ins><w:r><w:t>New </w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        return part.replace(b"<w:body>", b"<w:body>" + struck + b"<w:r><w:t>words.</w:t></w:r></w:p>")

    assert (
        read(files.repacked(files.word(WORDS), "word/document.xml", change), "a.docx").text == f"New words.\n\n{WORDS}"
    )


def test_a_word_file_that_asks_for_other_files_is_not_read():
    entity = b'<!DOCTYPE w [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    bad = files.repacked(
        files.word(WORDS),
        "word/document.xml",
        lambda part: part.replace(b"?>", b"?>" + entity, 1).replace(b"They", b"&secret;", 1),
    )
    assert "from outside itself" in refused(bad, "a.docx")


def test_a_word_file_that_unpacks_to_too_much_is_not_unpacked():
    big = files.repacked(files.word(WORDS), "word/document.xml", lambda part: part + b" " * 30 * 1024**2)
    assert "unpacks to 30 MB" in refused(big, "a.docx") and len(big) < 100_000
    nested = files.repacked(
        files.word(WORDS),
        "word/document.xml",
        lambda part: part.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 200_000),
    )
    assert refused(nested, "a.docx")
    assert "damaged" in refused(files.word(WORDS)[:3000], "a.docx")


# Names and bytes ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"MZ\x90\0" + bytes(range(256)) * 40, "a.docx", "name ends in .docx, and it is a program"),
        (b"\x7fELF" + bytes(200), "run.exe", "This is a program. Bring in"),
        (b"only words", "a.docx", "name ends in .docx, and it is not a Word file"),
        (b"only words", "a.pdf", "name ends in .pdf, and it is not a PDF"),
        (files.pdf([(72, 760, WORDS)]), "a.txt", "name ends in .txt, and it is a PDF"),
        (files.word(WORDS), "a.pdf", "name ends in .pdf, and it is a Word file"),
        (files.word(WORDS).replace(b"word/document.xml", b"some/document.xml"), "a.docx", "it is a zip file"),
        (b"a;b", "votes.csv", "name ends in .csv"),
        (b"", "a.pdf", "This file is empty"),
        (b"a" * (LARGEST + 1), "a.pdf", "larger than 20 MB"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)  # fmt: skip
def test_a_file_that_is_not_what_its_name_says_is_refused_with_what_it_is(data, name, words):
    assert words in refused(data, name)


def test_what_a_text_says_at_its_head_is_found():
    text = "Title: What they want\nSource: Example Wire, Tuesday, July 5, 2011\nAuthor: Ana\n\n" + WORDS
    found = read(text, "a.txt")
    assert (found.text, found.title, found.outlet, found.author) == (text, "What they want", "Example Wire", "Ana")
    assert str(found.day) == "5 Jul 2011"
    noted = read(f"# What they want\n\nMoscow, 4 July 2011\n\n{WORDS}", "a.md")
    assert (noted.title, str(noted.day)) == ("What they want", "4 Jul 2011")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", WORDS),
        ("fr", "Les deux parties ont dit qu'elles ne sont pas d'accord sur la question de la défense et du traité."),
        ("de", "Die Seiten sind sich nicht einig, ob das System in zwei Teile zu teilen ist und wer für sie spricht."),
        (
            "es",
            "Las partes no están de acuerdo en que el sistema se divida en dos y por eso no lo firman con los otros.",
        ),
        ("ru", RUSSIAN),
        ("uk", "Сторони не дійшли згоди щодо того, як поділити систему, і це ще триватиме."),
        ("ar", "لم يتفق الطرفان على تقسيم النظام"),
        ("ja", "両者は制度の分割について合意しなかった。"),
        ("zh-hans", "双方没有就这个问题达成协议。"),
        ("el", "Οι δύο πλευρές δεν συμφώνησαν."),
        ("", "S-500 2015 GSN"),
        ("", ""),
    ],
)
def test_the_language_is_told_by_its_words_or_not_at_all(code, text):
    assert language(text) == code


# Limits ---------------------------------------------------------------------------------------------------------------
def test_a_small_pdf_that_expands_to_much_ends_within_the_limits():
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    bomb = files.pdf(packed=b"BT /F 12 Tf " + b"(a) Tj " * 10_000_000 + b"ET")
    assert len(bomb) < 200_000
    assert refused(bomb, "a.pdf")
    assert time.monotonic() - start < limits.SECONDS + 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024  # of which the bomb itself is most


@pytest.mark.parametrize(
    ("greedy", "ends"),
    [
        ("while True: pass", {-signal.SIGALRM, -signal.SIGXCPU, -signal.SIGKILL}),
        ("import time; time.sleep(60)", {-signal.SIGALRM}),
        ("bytearray(600 * 1024**2)", {1}),
        ("open('/dev/shm/parley-test', 'wb', 0).write(b'x')", {1, -signal.SIGXFSZ}),
    ],
)
def test_what_reads_a_file_is_ended_by_the_kernel_when_it_takes_too_much(greedy, ends):
    code = f"from tracker.sources.files import child; child.SECONDS = 1; child.limit()\n{greedy}"
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], cwd=limited.ROOT, capture_output=True, timeout=60)
    Path("/dev/shm/parley-test").unlink(missing_ok=True)
    assert done.returncode in ends and time.monotonic() - start < 20


def test_a_page_of_many_elements_is_read_or_refused_within_the_limits():
    start = time.monotonic()
    try:
        assert "x" in read(b"<p>x</p>\n" * 2_000_000, "a.html").text
    except Unreadable as reason:
        assert "takes more than 512 MB or 30 seconds" in str(reason)
    assert time.monotonic() - start < limits.SECONDS + 10
    assert refused(b"<div>" * 3_000_000 + b"x", "a.html")
    assert read(b"<p>" + b"word " * 2_200_000, "a.html").text.startswith("word word")


def test_a_file_that_ends_its_process_harms_no_other(monkeypatch):
    """The process that forks is killed; the next file starts another."""
    assert read(files.page(WORDS), "a.html").text == WORDS
    limited.STARTED[0][1].kill()
    limited.STARTED[0][1].wait()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda n: read(files.page(f"{WORDS} {n}"), "a.html").text, range(8)))
    assert found == [f"{WORDS} {n}" for n in range(8)]
