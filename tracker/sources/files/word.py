"""Word files: their paragraphs in order, tracked insertions and text boxes among them."""

import re
import struct
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

import docx
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from tracker.sources.extract import Unreadable, normalise, size
from tracker.sources.files import Contents, dated, made_on, meant, one_line

MOST_XML = 20 * 1024**2  # bytes of what is parsed: more than a thousand pages
MOST = 200 * 1024**2  # bytes of everything that is packed in it, pictures too
ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
TEMPLATE = date(2013, 12, 23)  # the birthday of every file that python-docx makes

DAMAGED = "This Word file is damaged or cut off. Open it in Word, save it again and upload that; nothing was imported."
BROKEN = (
    *(BadZipFile, ZlibError, struct.error, etree.XMLSyntaxError, PythonDocxError, OpcError),
    *(KeyError, ValueError, AttributeError, NotImplementedError, EOFError, OSError, IndexError, TypeError),
)
LEFT_OUT = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
WRITTEN = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\N{NON-BREAKING HYPHEN}"}
TEXT, PARAGRAPH, TABLE, ROW, CELL = qn("w:t"), qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")


def read_word(data: bytes) -> Contents:
    looked_into(data)
    try:
        document = docx.Document(BytesIO(data))
        paragraphs = list(below(document.element.body))
        about = document.core_properties
        title, author, language = about.title, about.author, about.language
        made = about.created
    except BROKEN:
        raise Unreadable(DAMAGED) from None
    text = normalise("\n\n".join(paragraphs))
    if not text.strip():
        raise Unreadable("This Word file has no text in it. Nothing was imported.")
    day = made_on(made.date().isoformat()) if made and made.date() != TEMPLATE else ""
    return Contents(
        text,
        title=meant(title) or first_of(paragraphs),
        author=meant(author),
        published=dated(text) or day,
        language=one_line(language, 12),
    )


def looked_into(data: bytes) -> None:
    """Refused before anything is unpacked: what would fill the memory, and what asks for other files."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
            written = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
            for those, most in ((parts, MOST), (written, MOST_XML)):
                if (unpacked := sum(part.file_size for part in those)) > most:
                    raise Unreadable(
                        f"This Word file unpacks to {unpacked // 1024**2:,} MB; at most {size(most)} are read."
                        " Upload it in parts; nothing was imported."
                    )
            for part in written:
                with packed.open(part) as file:
                    beginning = file.read(4096).replace(b"\0", b"")  # as it would be in UTF-16
                if ENTITIES.search(beginning):
                    raise Unreadable(
                        "This Word file asks for parts from outside itself, as Word never does, so it is not read."
                        " Save it again in Word; nothing was imported."
                    )
    except BROKEN as reason:
        if isinstance(reason, Unreadable):
            raise
        raise Unreadable(DAMAGED) from None


def below(element: Any) -> Iterator[str]:
    """The paragraphs below an element; a row of a table is one, its cells parted by a bar."""
    for child in element:
        if child.tag == PARAGRAPH:
            if (words := written(child)).strip():
                yield words.strip()
            for box in child.iter(qn("w:txbxContent")):
                if not any(above.tag in LEFT_OUT for above in box.iterancestors()):
                    yield from below(box)
        elif child.tag == ROW:
            cells = [" ".join(" ".join(below(cell)).split()) for cell in child.iter(CELL)]
            if any(cells):
                yield " | ".join(cells)
        elif child.tag not in LEFT_OUT and isinstance(child.tag, str):
            yield from below(child)


def written(paragraph: Any) -> str:
    """What one reads in a paragraph: what was struck out is not there, what was inserted is."""
    words, inside = [], [paragraph]
    while inside:
        element = inside.pop()
        if element.tag == TEXT:
            words.append(element.text or "")
        elif element.tag in WRITTEN:
            words.append(WRITTEN[element.tag])
        elif element.tag not in LEFT_OUT and element.tag not in (qn("w:txbxContent"), qn("w:pPr"), qn("w:rPr")):
            inside += reversed(element)
    return "".join(words)


def first_of(paragraphs: list[str]) -> str:
    """The first paragraph, where it is short as a headline is."""
    first = " ".join(paragraphs[0].split())
    return first if 8 <= len(first) <= 200 and not first.endswith((".", ":", ";", ",")) else ""
