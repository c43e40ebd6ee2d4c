"""Web pages: the article without its menus, in paragraphs, and what the page says of itself."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html
from trafilatura import bare_extraction

from tracker.sources.extract import Decoded, Unreadable, decode, normalise
from tracker.sources.files import Contents, dated, one_line

HEAD = 4096  # bytes in which a page says how it is encoded
CHARSET = re.compile(rb"""(?:charset|<\?xml[^>]*encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*\?>")
WESTERN = {"cp1252", "iso8859-15"}
MANY = 0.4  # of the letters: no Western language has as many accents, so it is another one read wrongly
DATES = {"original_date": True, "extensive_search": False}
UNSEEN = ("script", "style", "noscript", "template", "head", "svg", "iframe", "object")
PARAGRAPH, LINE = "\f", "\v"  # where one ends, while the text is put together
ROWS, CELLS, BREAKS = {"row", "tr"}, {"cell", "td", "th"}, {"lb", "br"}
BLOCKS = {
    *("p", "head", "quote", "list", "item", "table", "ab", "div", "body", "main"),  # as they are extracted
    *("html", "article", "section", "header", "footer", "nav", "aside", "blockquote", "pre", "figure", "figcaption"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "thead", "tbody", "form", "hr"),
}


def read_web(data: bytes, encoding: str) -> Contents:
    decoded = decoded_as(data, encoding)
    try:
        tree = parsed(decoded.text)
    except (etree.ParserError, ValueError):
        raise Unreadable("This web page has no text in it. Nothing was imported.") from None
    language = one_line(tree.get("lang"), 12)
    found: Any = bare_extraction(
        tree, with_metadata=True, include_comments=False, favor_recall=True, date_extraction_params=DATES
    )
    paragraphs = list(blocks(found.body)) if found is not None else []
    if len(paragraphs) < 2:
        paragraphs = as_shown(paragraphs, decoded.text)
    text = "\n\n".join(paragraphs)
    if not text.strip():
        raise Unreadable("This web page has no text in it. Nothing was imported.")
    text = normalise(text)
    address = one_line(getattr(found, "url", ""), 2000)
    return Contents(
        text,
        decoded.encoding,
        decoded.sure,
        title=one_line(getattr(found, "title", "")),
        author=one_line(getattr(found, "author", "")).replace("; ", ", "),
        published=one_line(getattr(found, "date", "")) or dated(text),
        outlet=one_line(getattr(found, "sitename", "")),
        address=address if urlsplit(address).scheme in ("http", "https") else "",
        language=language,
    )


def decoded_as(data: bytes, encoding: str) -> Decoded:
    """By what somebody chose; else by what the page declares, where that is not plainly a lie."""
    said = CHARSET.search(data[:HEAD])
    decoded = decode(data, encoding or (said[1].decode("ascii", "ignore") if said else None))
    if not encoding and decoded.encoding in WESTERN:
        letters = [letter for letter in decoded.text if letter.isalpha()]
        if sum(letter > "\x7f" for letter in letters) > MANY * len(letters):
            return decode(data)
    return decoded


def parsed(page: str) -> Any:
    """Its bounds are those of the process it is parsed in: libxml2's own cut long texts off without a word."""
    return html.document_fromstring(PROLOGUE.sub("", page), parser=html.HTMLParser(huge_tree=True))


def as_shown(found: list[str], page: str) -> list[str]:
    """What was found in a page without an article comes in one piece: it is parted as the page is; or all of it."""
    every, bare = list(blocks(whole(page))), "".join("".join(found).split())
    if not found:
        return every
    parted = [block for block in every if "".join(block.split()) in bare]
    return parted if "".join("".join(parted).split()) == bare else found


def whole(page: str) -> Any:
    """All that the page shows."""
    tree = parsed(page)
    for element in list(tree.iter(*UNSEEN)):
        element.drop_tree()
    return tree


def blocks(root: Any) -> Iterator[str]:
    """The paragraphs of an element, in order; a row of a table is one, its cells parted by a bar."""
    shown: list[str] = []
    in_row = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            in_row += element.tag in ROWS
            shown.append(edge(element, in_row) + space(element.text))
            continue
        if event == "end":
            shown.append(edge(element, in_row))
            in_row -= element.tag in ROWS
            if element.tag in CELLS and element.getnext() is not None:
                shown.append(" | ")
        if element is not root:
            shown.append(space(element.tail))
    for paragraph in "".join(shown).split(PARAGRAPH):
        lines = (" ".join(line.split()) for line in paragraph.split(LINE))
        if said := "\n".join(line for line in lines if line.strip(" |")):
            yield said


def edge(element: Any, in_row: int) -> str:
    """What begins and ends with an element: within a row of a table, nothing but words."""
    if element.tag in ROWS and in_row == 1:
        return PARAGRAPH
    if element.tag in BLOCKS:
        return " " if in_row else PARAGRAPH
    return LINE if element.tag in BREAKS and not element.text and not in_row else ""


def space(words: str | None) -> str:
    return (words or "").replace(PARAGRAPH, " ").replace(LINE, " ")
