"""What is written in a file, whatever its kind, and what it says of itself. None of this knows the framework."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePath

from tracker.base.dates import DateError, DomainDate, parse
from tracker.sources.extract import LARGEST, Unreadable, beginning, decode, other_than_text, size, titled

KINDS = {
    **dict.fromkeys((".txt", ".text", ".md", ".markdown"), "text"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "web"),
    ".pdf": "pdf",
    ".docx": "word",
}
CALLED = {"text": "plain text", "web": "a web page", "pdf": "a PDF", "word": "a Word file"}
TAKEN = "Bring in .txt, .md, .html, .pdf or .docx; nothing was imported."
FIRST = 12  # lines among which a date may stand by itself
DAY = 40  # characters of such a line
DATE = r"\d{1,2} [^\W\d_]+ \d{4}|[^\W\d_]+ \d{1,2}, \d{4}|\d{4}-\d{2}-\d{2}"
BY_PROGRAMS = re.compile(  # what programs write where nobody has said anything
    r".*\.(?:docx?|indd|qxd|pdf|rtf|odt|tex|dvi)|untitled.*|microsoft word\b.*|word document|python-docx|unknown"
    r"|(?:windows )?user|admin(?:istrator)?|author",
    re.IGNORECASE,
)
LATELY = timedelta(days=30)
HEADS = {
    **dict.fromkeys(("title", "subject", "headline"), "title"),
    **dict.fromkeys(("author", "authors", "by", "from"), "author"),
    **dict.fromkeys(("date", "published"), "published"),
    **dict.fromkeys(("source", "outlet", "publisher"), "outlet"),
    **dict.fromkeys(("address", "url", "link"), "address"),
    **dict.fromkeys(("language", "lang"), "language"),
}


@dataclass(frozen=True, slots=True)
class Contents:
    """The text of a file, normalised, and what the file says of itself: guesses, to be looked at by people."""

    text: str
    encoding: str = ""  # that its bytes were read in, where they were text
    sure: bool = True  # of the encoding
    title: str = ""
    author: str = ""
    published: str = ""  # as `dates.parse` reads it
    outlet: str = ""  # the name of the site
    address: str = ""
    language: str = ""  # what the file says it is; or, in the end, what its words say

    @property
    def day(self) -> DomainDate | None:
        """When it was published, where it says so and that can be."""
        try:
            day = parse(self.published) if self.published else None
        except DateError:
            return None
        return day if day and 1000 < day.first.year <= date.today().year + 1 else None  # noqa: DTZ011  # a rough bound


def ending(name: str) -> str:
    return PurePath(name).suffix.lower()


def is_plain(data: bytes, name: str) -> bool:
    """Whether it can be read without opening anything that is packed in it."""
    return KINDS.get(ending(name), "text") == "text" and not beginning(data)


def kind(data: bytes, name: str) -> str:
    """What the file is to be read as; Unreadable where its name says one thing and its bytes another."""
    if not data:
        raise Unreadable("This file is empty. Nothing was imported.")
    if len(data) > LARGEST:
        raise Unreadable(f"This file is larger than {size(LARGEST)}. Upload it in parts; nothing was imported.")
    end = PurePath(name).suffix[:20]
    named, is_a = KINDS.get(end.lower(), "" if end else "text"), other_than_text(data)
    if named == "word" and data.startswith(b"PK") and is_a == beginning(data):
        return "word"  # which is damaged, as who opens it says
    if b"%PDF-" in data[:1024] and (named == "pdf" or not end):
        return "pdf"  # which may begin with other bytes; and whether it needs a password is for who opens it to say
    if is_a.startswith("an encrypted"):
        raise Unreadable(f"This is {is_a}. Remove its password and upload it again; nothing was imported.")
    found = next((kind for kind, called in CALLED.items() if called == is_a), "" if is_a else "text")
    if found == "text" and named in ("text", "web"):
        return named
    if not end and found:
        return found
    if found and found == named:
        return found
    if not named and not is_a:
        raise Unreadable(f"This file’s name ends in {end}. {TAKEN}")
    if not end or not named:
        raise Unreadable(f"This is {is_a}. {TAKEN}")
    what = "Check what it is and name it so; nothing was imported." if found else TAKEN
    raise Unreadable(f"This file’s name ends in {end}, and it is {is_a or f'not {CALLED[named]}'}. {what}")


def read(data: bytes, name: str, encoding: str = "") -> Contents:
    """What is written in the file; Unreadable, with a sentence for people, where nothing is."""
    is_a = kind(data, name)
    if is_a == "pdf":
        from tracker.sources.files.pdf import read_pdf  # each kind's library only where it is needed

        return read_pdf(data)
    if is_a == "word":
        from tracker.sources.files.word import read_word

        return read_word(data)
    if is_a == "web":
        from tracker.sources.files.web import read_web

        return read_web(data, encoding)
    return read_text(data, name, encoding)


def read_text(data: bytes, name: str, encoding: str = "") -> Contents:
    """Plain text and Markdown stay as they are, character for character."""
    decoded = decode(data, encoding or None)
    said = headed(decoded.text)
    title = titled(decoded.text, "")
    if ending(name) in (".md", ".markdown"):
        title = re.sub(r"^#{1,6}\s+", "", title)
    outlet, day = one_line(said.get("outlet")), said.get("published", "")
    if at_end := re.search(rf"[\s,(]*(?:\w+day,?\s+)?({DATE})\)?$", outlet):
        outlet, day = outlet[: at_end.start()], day or at_end[1]
    return Contents(
        decoded.text,
        decoded.encoding,
        decoded.sure,
        title=one_line(said.get("title")) or title,
        author=one_line(said.get("author")),
        published=one_line(day, DAY) or dated(decoded.text),
        outlet=outlet,
        address=one_line(said.get("address"), 2000) if said.get("address", "").startswith("http") else "",
        language=one_line(said.get("language"), 12),
    )


def headed(text: str) -> dict[str, str]:
    """What a text says of itself in lines at its head, such as "Title: ...", as letters and Markdown notes do."""
    said: dict[str, str] = {}
    for line in text[:4000].strip().split("\n")[:FIRST]:
        name, colon, words = line.partition(":")
        if colon and (field := HEADS.get(name.strip().casefold())) and words.strip():
            said.setdefault(field, words.strip(" \t\"'"))
    return said


def dated(text: str) -> str:
    """The day that stands on a line of its own near the beginning, with or without a place, as above a dispatch."""
    for line in text[:4000].strip().split("\n")[:FIRST]:
        if len(line) <= DAY and (found := re.search(DATE, line)):
            try:
                return parse(found[0]).first.isoformat()
            except DateError:
                continue
    return ""


def meant(words: object) -> str:
    """What a file says of itself, where a person said it."""
    said = one_line(words)
    return "" if BY_PROGRAMS.fullmatch(said) else said


def made_on(day: str) -> str:
    """The day a file was made, which may be the day its text was published; not where it was saved lately."""
    try:
        lately = date.today() - date.fromisoformat(day) < LATELY  # noqa: DTZ011  # a rough bound
    except ValueError:
        return ""
    return "" if lately else day


def one_line(words: object, most: int = 300) -> str:
    """Words that a file says of itself, as a field takes them."""
    said = re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+", " ", str(words or ""))
    return " ".join(said.split())[:most]
