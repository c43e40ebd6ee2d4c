"""Endnotes of a Word file, which python-docx does not know: one for each source, cited as often as needed."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn

from tracker.exchange.exporters.wordml import RAISED, bookmark, paragraph, run, worked_out

NAME = "word/endnotes.xml"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
SEPARATORS = (("separator", "-1"), ("continuationSeparator", "0"))  # Word wants both, with these numbers
HANGING = '<w:ind w:left="340" w:hanging="340"/>'  # so that the numbers stand out
FIRST = 1_000_000  # of the bookmarks round citations: far above those round headings


class Endnotes:
    """`runs` gives what stands in the note of a source, by its number on the paper.

    The first citation of a source carries the note; later ones repeat its number, as fields that Word keeps true.
    They follow a heading of the text, so no line parts them from it.
    """

    def __init__(self, runs: Callable[[int], str]) -> None:
        self.runs = runs
        self.used: dict[int, int] = {}  # the source's number on the paper: its number here, in the order cited

    def cite(self, sources: Sequence[int]) -> str:
        """The runs that cite these sources in one place."""
        return run(", ", RAISED).join(self.mark(source) for source in sources)

    def mark(self, source: int) -> str:
        if source in self.used:
            number = self.used[source]
            return worked_out(f" NOTEREF source{number} \\h ", str(number), RAISED)
        number = self.used[source] = len(self.used) + 1
        reference = f'<w:r><w:rPr>{RAISED}</w:rPr><w:endnoteReference w:id="{number}"/></w:r>'
        return bookmark(f"source{number}", FIRST + number, reference)

    def xml(self) -> Iterator[str]:
        """The part of the package, once all is cited."""
        yield f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?><w:endnotes {nsdecls('w')}>"
        for kind, number in SEPARATORS:
            yield f'<w:endnote w:type="{kind}" w:id="{number}">{paragraph("Fact")}</w:endnote>'
        own = f"<w:r><w:rPr>{RAISED}</w:rPr><w:endnoteRef/></w:r>"
        for source, place in self.used.items():
            said = paragraph("Fact", own, "<w:r><w:tab/></w:r>", self.runs(source), layout=HANGING)
            yield f'<w:endnote w:id="{place}">{said}</w:endnote>'
        yield "</w:endnotes>"


def expect(document: Any) -> None:
    """The document knows that it has endnotes, numbered 1, 2, 3; what is in them is written later."""
    part = Part(PackURI(f"/{NAME}"), KIND, package=document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.ENDNOTES)
    notes = OxmlElement("w:endnotePr")
    for _kind, number in SEPARATORS:
        note = OxmlElement("w:endnote")
        note.set(qn("w:id"), number)
        notes.append(note)
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    compat.addprevious(notes) if compat is not None else settings.append(notes)
    numerals, form = OxmlElement("w:endnotePr"), OxmlElement("w:numFmt")
    form.set(qn("w:val"), "decimal")
    numerals.append(form)
    document.sections[0]._sectPr.xpath("./w:footerReference")[-1].addnext(numerals)  # in their order
