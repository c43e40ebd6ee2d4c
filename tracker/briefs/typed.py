"""What an analyst types into a brief: paragraphs, headings, lists; [S12] cites the statement of number 12."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

NUMBER = r"[Ss]\s?\d{1,18}"
CITED = re.compile(rf"\s?\[\s*({NUMBER}(?:(?:\s*[,;&]\s*|\s+and\s+|\s+){NUMBER})*)\s*\]")
NEARLY = re.compile(r"\[\s*[Ss]\s?\d(?:[Ss\d\s,;&/.–-]*|\d*\s*[,;][^\[\]\n]*)\]")  # "[S12-S14]", "[S12, p. 4]"
HEADING = re.compile(r"(#{1,4})\s+(.+)")
ITEM = re.compile(r"(?:[-*•]|\d{1,3}[.)])\s+(.+)")


@dataclass(frozen=True)
class Line:
    """Some words, part by part, each with the numbers of the statements that are cited behind it."""

    parts: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def words(self) -> str:
        return "".join(words for words, _numbers in self.parts).strip()

    @property
    def cites(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(number for _words, numbers in self.parts for number in numbers))

    @property
    def asserts(self) -> bool:
        """Whether it says that something is so: a question does not."""
        return bool(self.words) and not self.words.endswith(("?", ":"))


@dataclass(frozen=True)
class Part:
    """A paragraph, a heading of some level, or a list."""

    kind: str  # paragraph, heading, list
    lines: tuple[Line, ...]
    level: int = 0

    @property
    def line(self) -> Line:
        return self.lines[0]


def line(typed: str) -> Line:
    """The words without the citations, parted where these stood."""
    words, found = CITED.split(typed)[::2], [*CITED.findall(typed), ""]
    numbers = (tuple(map(int, re.findall(r"\d+", each))) for each in found)
    return Line(tuple(zip(map(evened, words), numbers, strict=True)))


def evened(words: str) -> str:
    """With single spaces, and one before it where it is parted so from what it follows."""
    return (" " if words[:1].isspace() else "") + " ".join(words.split())


def cited(text: str) -> set[int]:
    """The numbers of all statements that a text cites."""
    return {int(number) for found in CITED.findall(text) for number in re.findall(r"\d+", found)}


def nearly(text: str) -> list[str]:
    """What looks like a citation and is none, as it stands there."""
    return list(dict.fromkeys(" ".join(found.split()) for found in NEARLY.findall(text) if not CITED.fullmatch(found)))


def renumbered(text: str, numbers: Mapping[int, int]) -> str:
    """The text with those numbers in its citations; one that is not among them stays."""

    def again(found: re.Match[str]) -> str:
        return re.sub(r"\d+", lambda number: str(numbers.get(int(number[0]), number[0])), found[0])

    return CITED.sub(again, text)


def uncited(text: str) -> str:
    """The text without its citations."""
    return CITED.sub("", text)


def parts(text: str) -> Iterator[Part]:
    """The text, part by part; an empty line ends a paragraph, lines that begin with a dash or a number are a list."""
    for chunk in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        held: list[str] = []
        listed: list[str] = []
        for typed in filter(None, map(str.strip, chunk.split("\n"))):
            heading, item = HEADING.fullmatch(typed), ITEM.fullmatch(typed)
            if heading or item:
                yield from paragraph(held)
            if heading:
                yield from items(listed)
                yield Part("heading", (line(heading[2]),), len(heading[1]))
            elif item:
                listed.append(item[1])
            elif listed:
                listed[-1] += f" {typed}"  # an item that goes on in the next line
            else:
                held.append(typed)
        yield from items(listed)
        yield from paragraph(held)


def paragraph(held: list[str]) -> Iterator[Part]:
    if held:
        yield Part("paragraph", (line(" ".join(held)),))
        held.clear()


def items(listed: list[str]) -> Iterator[Part]:
    if listed:
        yield Part("list", tuple(map(line, listed)))
        listed.clear()
