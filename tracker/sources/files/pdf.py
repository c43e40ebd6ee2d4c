"""PDF: its lines put together again to paragraphs, without what is repeated at the edge of each page."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, mode

import pypdfium2 as pdfium

from tracker.sources.extract import LARGEST, Unreadable, normalise, size
from tracker.sources.files import Contents, dated, made_on, meant

PAGES = 5_000
FEW = 5  # lines
REPEATED = 2  # pages that begin or end with the same line: it is no part of the text
HYPHENS = ("\x02", "\ufffe", "\N{SOFT HYPHEN}")  # where a word was parted at the end of a line
ENDS = tuple(".!?:;…”\"»)'。！？؟")
LINE = re.compile(r"[^\s\x02\ufffe](?:[^\r\n\x02\ufffe]*[^\s\x02\ufffe])?[\x02\ufffe]?")  # such a hyphen ends one too
FIGURES = re.compile(r"\d+")

DAMAGED = "This PDF is damaged or cut off. Open it, print it to a new PDF and upload that; nothing was imported."
LOCKED = "This PDF is encrypted. Remove its password and upload it again; nothing was imported."
PICTURES = (
    "This PDF has no text in it: its pages are pictures. Have the text recognised (OCR) and upload that;"
    " nothing was imported."
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands on its page, measured from the lower left corner."""

    words: str
    left: float
    right: float
    bottom: float
    height: float


def read_pdf(data: bytes) -> Contents:
    try:
        document = pdfium.PdfDocument(data)
        number = len(document)
    except pdfium.PdfiumError as reason:
        raise Unreadable(LOCKED if "password" in str(reason).lower() else DAMAGED) from None
    if not number:
        raise Unreadable(DAMAGED)
    if number > PAGES:
        raise Unreadable(f"This PDF has {number:,} pages; at most {PAGES:,} are read. Upload it in parts.")
    pages: list[list[Line]] = []
    length = 0
    for n in range(number):
        try:
            pages.append(list(lines(document, n)))
        except pdfium.PdfiumError:
            continue  # a page that is not there; the others are
        length += sum(len(line.words) for line in pages[-1])
        if length > LARGEST:
            raise Unreadable(f"This PDF holds more than {size(LARGEST)} of text. Upload it in parts.")
    if not pages:
        raise Unreadable(DAMAGED)
    text = normalise("\n\n".join(paragraphs(inner(pages))))
    if not text.strip():
        raise Unreadable(PICTURES)
    said = about(document)
    made = re.match(r"(?:D:)?(\d{4})(\d{2})(\d{2})", said.get("CreationDate", ""))
    day = made_on("-".join(made.groups())) if made else ""
    return Contents(
        text,
        title=meant(said.get("Title")),
        author=meant(said.get("Author")),
        published=dated(text) or day,
    )


def about(document: pdfium.PdfDocument) -> dict[str, str]:
    try:
        said: dict[str, str] = document.get_metadata_dict()
        return said
    except (pdfium.PdfiumError, UnicodeError, ValueError):
        return {}


def lines(document: pdfium.PdfDocument, number: int) -> Iterator[Line]:
    """The lines of a page with their places, in the order in which they are drawn."""
    page = document[number]
    text = page.get_textpage()
    for found in LINE.finditer(text.get_text_range()):
        left, bottom, _, top = box(text, found.start())
        yield Line(found[0], left, box(text, found.end() - 1)[2], bottom, top - bottom)
    text.close()
    page.close()


def box(text: pdfium.PdfTextPage, at: int) -> tuple[float, float, float, float]:
    try:
        left, bottom, right, top = text.get_charbox(at, loose=True)
        return left, bottom, right, top
    except (pdfium.PdfiumError, IndexError, ValueError):
        return 0.0, 0.0, 0.0, 0.0


def inner(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without their numbers and the lines that most of them repeat at an edge."""
    edges = Counter(FIGURES.sub("0", line.words) for page in pages for line in {*page[:2], *page[-2:]})
    often = max(REPEATED, len(pages) // 3)
    some = sum(map(len, pages)) > FEW  # else a number that stands alone may be all there is

    def furniture(line: Line) -> bool:
        bare = FIGURES.sub("0", line.words)
        return edges[bare] >= often or (some and re.fullmatch(r"\W*0\W*", bare) is not None)

    kept = []
    for page in pages:
        edge = {*range(min(2, len(page))), *range(max(len(page) - 2, 0), len(page))}
        kept.append([line for n, line in enumerate(page) if n not in edge or not furniture(line)])
    return kept


def paragraphs(pages: list[list[Line]]) -> Iterator[str]:
    """Lines put together where one goes on with the other, over the end of a page too."""
    whole = ""
    for page in pages:
        steps = [above.bottom - line.bottom for above, line in pairwise(page)]
        step = median([each for each in steps if each > 1] or [0])
        right = max((line.right for line in page), default=0)
        margin = mode(round(line.left) for line in page) if page else 0
        above: Line | None = None
        for line in page:
            if whole and (begins(above, line, step, margin, right) if above else not runs_on(whole, line.words)):
                yield whole
                whole = ""
            whole = joined(whole, line.words)
            above = line
    if whole:
        yield whole


def begins(above: Line, line: Line, step: float, margin: float, right: float) -> bool:
    """Whether a paragraph begins with `line`: by its distance, its size, its indent, or a short line above it."""
    down = above.bottom - line.bottom
    if down <= 0:  # another column, or a note at the side
        return not runs_on(above.words, line.words)
    if down > 1.35 * step and down > 1.5 * min(line.height, above.height):
        return True
    if line.height and above.height and not 0.8 < line.height / above.height < 1.25:
        return True
    short = right - above.right > 0.15 * (right - above.left)
    if 0.7 * line.height < line.left - margin < 4 * line.height and not runs_on(above.words, line.words):
        return short or line.left - above.left > 0.5 * line.height
    return short and above.words.endswith(ENDS)


def runs_on(above: str, words: str) -> bool:
    """Whether a sentence goes on from one to the other."""
    return above.endswith(HYPHENS) or not (above.endswith(ENDS) or words[:1].isupper())


def joined(whole: str, words: str) -> str:
    if whole.endswith(HYPHENS):
        return whole.rstrip("".join(HYPHENS)) + words
    if re.search(r"\w-$", whole) and words[:1].islower():
        return whole + words
    return f"{whole} {words}" if whole else words
