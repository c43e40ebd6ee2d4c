"""Endnotes of a Word file, which python-docx does not know: one for each source, cited as often as needed."""

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from lxml import etree

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
SEPARATORS = (("separator", "-1"), ("continuationSeparator", "0"))  # Word wants both, with these numbers


class Endnotes:
    """`words`: what stands in the note of each source, by its number in the summary.

    The first citation of a source carries the note; later ones repeat its number, as fields that Word keeps true.
    `heading` stands above the notes, in the place of the line that parts them from the text.
    """

    def __init__(self, document: Any, words: dict[int, str], *, heading: str) -> None:
        self.words = words
        self.used: dict[int, int] = {}  # the source's number in the summary: its number here, in the order cited
        self.root = parse_xml(f"<w:endnotes {nsdecls('w')}/>")
        for kind, number in SEPARATORS:
            note, paragraph = self.note(number, "Heading1", kind)
            paragraph.append(words_run(heading) if kind == "separator" else run_of(OxmlElement(f"w:{kind}")))
            self.root.append(note)
        self.part = Notes(PackURI("/word/endnotes.xml"), KIND, package=document.part.package, root=self.root)
        document.part.relate_to(self.part, RELATIONSHIP_TYPE.ENDNOTES)
        named(document.settings.element)
        numerals(document)

    def cite(self, paragraph: Paragraph, source: int) -> None:
        if self.used:
            last = paragraph.runs[-1]._r if paragraph.runs else None
            if last is not None and last.xpath("./w:endnoteReference | ./w:fldChar"):
                paragraph.add_run(", ").font.superscript = True
        if source in self.used:
            self.again(paragraph, self.used[source])
            return
        number = self.used[source] = len(self.used) + 1
        note, body = self.note(str(number), "Fact")
        body.append(run_of(raised(), OxmlElement("w:endnoteRef")))
        body.append(words_run(f" {self.words[source]}"))
        self.root.append(note)
        mark = paragraph.add_run()
        reference = OxmlElement("w:endnoteReference")
        reference.set(qn("w:id"), str(number))
        mark.font.superscript = True
        mark._r.append(reference)
        bookmark(mark._r, number)

    def again(self, paragraph: Paragraph, number: int) -> None:
        """The number of a note that stands elsewhere, and a link to it."""
        for part in field(f" NOTEREF source{number} \\h ", str(number)):
            run = paragraph.add_run()
            run.font.superscript = True
            run._r.append(part)

    def note(self, number: str, look: str, kind: str = "") -> tuple[Any, Any]:
        note, paragraph = OxmlElement("w:endnote"), OxmlElement("w:p")
        if kind:
            note.set(qn("w:type"), kind)
        layout, style = OxmlElement("w:pPr"), OxmlElement("w:pStyle")
        style.set(qn("w:val"), look)
        layout.append(style)
        paragraph.append(layout)
        note.set(qn("w:id"), number)
        note.append(paragraph)
        return note, paragraph


class Notes(Part):
    """The part of the package, written when the file is."""

    def __init__(self, *args: Any, root: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.root = root

    @property
    def blob(self) -> bytes:
        return bytes(etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True))


def field(code: str, shown: str) -> list[Any]:
    """What Word works out itself by `code`, and what stands there until it does: one part for each run."""
    parts = []
    for name, words in (("begin", ""), ("instrText", code), ("separate", ""), ("t", shown), ("end", "")):
        part = OxmlElement(f"w:{name}" if words else "w:fldChar")
        if words:
            part.text = words
        else:
            part.set(qn("w:fldCharType"), name)
        parts.append(part)
    return parts


def run_of(*parts: Any) -> Any:
    run = OxmlElement("w:r")
    run.extend(parts)
    return run


def words_run(words: str) -> Any:
    part = OxmlElement("w:t")
    part.text = words
    part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run_of(part)


def raised() -> Any:
    layout, height = OxmlElement("w:rPr"), OxmlElement("w:vertAlign")
    height.set(qn("w:val"), "superscript")
    layout.append(height)
    return layout


def bookmark(run: Any, number: int) -> None:
    """A name for the citation, which later ones refer to."""
    for name, place in (("Start", run.addprevious), ("End", run.addnext)):
        mark = OxmlElement(f"w:bookmark{name}")
        mark.set(qn("w:id"), str(number))
        if name == "Start":
            mark.set(qn("w:name"), f"source{number}")
        place(mark)


def named(settings: Any) -> None:
    """The settings name the two separators."""
    notes = OxmlElement("w:endnotePr")
    for _kind, number in SEPARATORS:
        note = OxmlElement("w:endnote")
        note.set(qn("w:id"), number)
        notes.append(note)
    compat = settings.find(qn("w:compat"))
    compat.addprevious(notes) if compat is not None else settings.append(notes)


def numerals(document: Any) -> None:
    """Notes are numbered 1, 2, 3, not i, ii, iii."""
    notes, form = OxmlElement("w:endnotePr"), OxmlElement("w:numFmt")
    form.set(qn("w:val"), "decimal")
    notes.append(form)
    document.sections[0]._sectPr.insert(0, notes)
