"""A text with its excerpts marked: cut into paragraphs, and these into pieces between the ends of excerpts.

Offsets are code points, end-exclusive. Whatever is cut, put together again it is the text, character by character.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Protocol

from django.utils.safestring import SafeString

DEEPEST = 3  # marks that are drawn one upon the other; all of them still begin somewhere and stand in the list


class Excerpted(Protocol):
    """What can be marked."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Piece[M]:
    """Characters under the same marks, the outermost first, each with whether it begins here."""

    text: str
    marks: tuple[tuple[M, bool], ...] = ()

    @property
    def innermost(self) -> M | None:
        """The mark that began last: where a click on the words leads."""
        return self.marks[-1][0] if self.marks else None


@dataclass(frozen=True, slots=True)
class Paragraph[M]:
    """A paragraph that is marked, and the white space after it."""

    pieces: tuple[Piece[M], ...]
    gap: str

    @property
    def begins(self) -> list[M]:
        """The marks that begin in it, in order."""
        return [mark for piece in self.pieces for mark, here in piece.marks if here]


@dataclass(frozen=True, slots=True)
class Plain:
    """Paragraphs without a mark, each with the white space after it."""

    paragraphs: tuple[tuple[str, str], ...]

    @property
    def html(self) -> SafeString:
        """Here rather than in the template: a book has more paragraphs than a template loops over in time."""
        return SafeString("".join([f'<p dir="auto">{escape(text)}</p>{gap}' for text, gap in self.paragraphs]))


def cut[M: Excerpted](
    text: str, paragraphs: Sequence[tuple[int, int]], marks: Sequence[M]
) -> tuple[str, list[Plain | Paragraph[M]]]:
    """The white space before the first of the `paragraphs` (start, end), and the text from there on, in one pass.

    Every mark on a character of a paragraph begins exactly once. Where more than three lie on the same words, the
    three that began last are drawn, and those that begin there.
    """
    waiting = sorted(marks, key=lambda mark: (mark.start, -mark.end))[::-1]  # the next one last
    blocks: list[Plain | Paragraph[M]] = []
    plain: list[tuple[str, str]] = []
    active: list[M] = []
    starts = [start for start, _ in paragraphs] + [len(text)]
    for (start, end), following in zip(paragraphs, starts[1:], strict=True):
        gap = text[end:following]
        active = [mark for mark in active if mark.end > start]
        pieces: list[Piece[M]] = []
        if active or (waiting and waiting[-1].start < end):
            pieces, active = pieced(text, start, end, active, waiting)
        if not pieces or not any(piece.marks for piece in pieces):
            plain.append((text[start:end], gap))
            continue
        if plain:
            blocks.append(Plain(tuple(plain)))
            plain = []
        blocks.append(Paragraph(tuple(pieces), gap))
    if plain:
        blocks.append(Plain(tuple(plain)))
    return text[: paragraphs[0][0]] if paragraphs else text, blocks


def pieced[M: Excerpted](
    text: str, start: int, end: int, active: list[M], waiting: list[M]
) -> tuple[list[Piece[M]], list[M]]:
    """The pieces of one paragraph, and the marks that go on after it. Takes those that begin in it off `waiting`."""
    beginning: list[M] = []
    while waiting and waiting[-1].start < end:
        mark = waiting.pop()
        if mark.end > max(start, mark.start):
            beginning.append(mark)
    edges = sorted({start, end, *inside(start, end, [*active, *beginning])})
    beginning.reverse()
    pieces: list[Piece[M]] = []
    for left, right in pairwise(edges):
        active = [mark for mark in active if mark.end > left]
        fresh = 0
        while beginning and beginning[-1].start <= left:
            active.append(beginning.pop())
            fresh += 1
        old = len(active) - fresh
        shown = range(min(old, max(0, len(active) - DEEPEST)), len(active))
        pieces.append(Piece(text[left:right], tuple((active[n], n >= old) for n in shown)))
    return pieces, active


def inside[M: Excerpted](start: int, end: int, marks: Sequence[M]) -> Iterator[int]:
    """The ends of `marks` that lie between `start` and `end`."""
    for mark in marks:
        if start < mark.start < end:
            yield mark.start
        if start < mark.end < end:
            yield mark.end
