"""Text out of files: what is written in them, in which encoding, and where its paragraphs are."""

import codecs
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from charset_normalizer import from_bytes

LARGEST = 20 * 1024 * 1024  # bytes
LONGEST = 20_000  # characters of a paragraph, so that its search vector stays under 1 MB
TITLE = range(8, 201)  # characters of a first line that may be a title
SAMPLE = 64 * 1024  # bytes that are enough to guess by
TOO_ODD = 0.01  # the share of control characters from which on it is no text

SAVE_AS = "Save it as plain text in UTF-8 and upload it again; nothing was imported."


class Unreadable(ValueError):
    """The file gives no text; the message says what it is and what to do."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, normalised, the encoding it was read in, and whether that is sure."""

    text: str
    encoding: str
    sure: bool


def decode(data: bytes, declared: str | None = None, *, limit: int = LARGEST) -> Decoded:
    """Read a file as text: by its byte order mark, as UTF-8, as `declared`, else by a guess.

    A guess is not sure. Raises Unreadable, with a sentence for people, for a file that is empty,
    has more than `limit` bytes, is no text, or does not show its encoding.
    """
    if len(data) > limit:
        raise Unreadable(f"This file is larger than {size(limit)}. Upload it in parts; nothing was imported.")
    for mark, encoding in MARKS:
        if data.startswith(mark):
            if (found := _read(data, encoding)) is not None:
                return _decoded(found, encoding, sure=True)
            raise Unreadable(f"This file says it is {encoding.upper()}, and is not. {SAVE_AS}")
    if name := other_than_text(data):
        raise Unreadable(f"This is {name}, not plain text. {SAVE_AS}")
    for encoding in ["utf-8", *_declared(declared)]:
        if (found := _read(data, encoding)) is not None:
            return _decoded(found, encoding, sure=True)
    if b"\0" in data:
        raise Unreadable(f"This is not text. {SAVE_AS}")
    guess = from_bytes(_sample(data), cp_isolation=COMMON).best()
    if guess and (found := _read(data, guess.encoding)) is not None:
        return _decoded(found, guess.encoding.replace("_", "-"), sure=False)
    raise Unreadable(f"We cannot tell how this text is encoded, or it is not text. {SAVE_AS}")


def other_than_text(data: bytes) -> str:
    """What a file is by its first bytes and its parts, such as "a Word file"; empty where it may be text."""
    name = beginning(data)
    if data.startswith(b"%PDF-") and b"/Encrypt" in data:
        return f"an encrypted {name.removeprefix('a ')}"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data) or name
    if data.startswith(b"\xd0\xcf\x11\xe0") and "EncryptedPackage".encode("utf-16-le") in data:
        return "an encrypted Office file"
    return name


def beginning(data: bytes) -> str:
    """What a file is by its first bytes alone; empty where it may be text."""
    return next((name for first, name in OTHER_FILES.items() if data.startswith(first)), "")


def _zipped(data: bytes) -> str:
    """What a zip file holds, by the names in it; empty where it cannot be told."""
    try:
        parts = ZipFile(BytesIO(data)).infolist()
    except (BadZipFile, ValueError, NotImplementedError, EOFError, OSError, struct.error):
        return ""
    if any(part.flag_bits & 1 for part in parts):
        return "an encrypted zip file"
    names = {part.filename for part in parts}
    return next((kind for inside, kind in ZIPPED.items() if inside in names), "a zip file")


def normalise(text: str) -> str:
    """The text as it is stored: no byte order mark, LF line ends, no NUL, otherwise untouched.

    Half of a surrogate pair, which no database takes, becomes U+FFFD. Normalising twice changes
    nothing more.
    """
    text = text.replace("\0", "").lstrip("\N{ZERO WIDTH NO-BREAK SPACE}")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return HALF_PAIRS.sub("\N{REPLACEMENT CHARACTER}", text)


def titled(text: str, otherwise: str) -> str:
    """The text's first line, where that stands by itself as a headline does."""
    first, _, rest = text.strip().partition("\n")
    first = " ".join(first.split())
    return first if len(first) in TITLE and rest[:1] == "\n" else otherwise


def called(encoding: str) -> str:
    """An encoding by the name that people know: windows-1251 rather than cp1251."""
    return re.sub(r"^cp(125\d)$", r"windows-\1", encoding)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The (start, end) of each paragraph of a normalised text, in code points, end-exclusive.

    Blank lines part paragraphs; where there are none, every line is one. They begin and end with a
    character that is no white space, never overlap, and hold all such characters. One longer than
    20,000 characters is cut, between words where it can be.
    """
    lines = [line.span() for line in LINE.finditer(text)]
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined and text.count("\n", joined[-1][1], start) < 2:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    whole = joined if len(joined) > 1 else lines
    return [piece for start, end in whole for piece in _pieces(text, start, end)]


LINE = re.compile(r"\S(?:[^\n]*\S)?")
HALF_PAIRS = re.compile("[\ud800-\udfff]")
ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like UTF-16's, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
OTHER_FILES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a Word, spreadsheet or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"{\\rtf": "a rich text file (RTF)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"Rar!": "a compressed file",
    b"SQLite format 3\0": "a database",
    b"MZ\x90\0": "a program",
    b"\x7fELF": "a program",
}
ZIPPED = {
    "word/document.xml": "a Word file",
    "xl/workbook.xml": "an Excel spreadsheet",
    "ppt/presentation.xml": "a PowerPoint file",
    "content.xml": "an OpenDocument file",
    "project.qde": "a REFI-QDA project",
    "META-INF/container.xml": "an e-book",
}
NO_CHARSETS = {"unicode-escape", "raw-unicode-escape", "punycode", "idna", "utf-7"}
COMMON = [
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("koi8_r", "koi8_u", "cp866", "iso8859_2", "iso8859_5", "iso8859_15", "cp874"),
    *("shift_jis", "cp932", "euc_jp", "iso2022_jp", "gb18030", "big5", "euc_kr", "cp949"),
]


def _decoded(text: str, encoding: str, *, sure: bool) -> Decoded:
    if not text.strip():
        raise Unreadable("This file is empty. Nothing was imported.")
    return Decoded(text, encoding, sure)


def _read(data: bytes, encoding: str) -> str | None:
    """The normalised text, or None where the bytes are not text in this encoding."""
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):
        return None
    if "\0" in text:
        return None
    odd = sum(1 for _ in ODD.finditer(text))
    return None if odd > TOO_ODD * len(text) else normalise(text)


def _declared(name: str | None) -> Iterator[str]:
    """The encodings that a declaration can mean."""
    try:
        encoding = codecs.lookup(name or "utf-8").name
    except (LookupError, ValueError):
        return
    if encoding == "iso8859-1":
        yield "cp1252"  # what is called Latin-1 mostly is this: the WHATWG encoding standard
    if encoding not in NO_CHARSETS:
        yield encoding


def _sample(data: bytes) -> bytes:
    """Enough of the beginning, to the end of a line so that no character is cut, where it can be."""
    if len(data) <= SAMPLE:
        return data
    return data[: data.rfind(b"\n", 0, SAMPLE) + 1] or data[:SAMPLE]


def size(limit: int) -> str:
    return f"{limit // 1024**2} MB" if limit >= 1024**2 else f"{limit:,} bytes"


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph, cut where it is too long to be searched."""
    while end - start > LONGEST:
        most = text[start : start + LONGEST]
        kept = most.rstrip()
        if len(kept) == LONGEST and not text[start + LONGEST].isspace():  # the cut would part a word
            kept = kept.rsplit(maxsplit=1)[0]
        yield start, start + len(kept)
        start += len(kept)
        while text[start].isspace():
            start += 1
    yield start, end
