"""A quotation found again in a text. All offsets are code points of the stored text, end-exclusive."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from tracker.sources.folded import SOFT_HYPHEN, Folded, Search

CONTEXT = 32  # characters kept on each side of a quotation
SHOWN = 20  # candidates offered where words occur often
LONG_ENOUGH = 20  # letters of words that are sure where they occur once


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quotation in its text: text[start:end] == exact, with 32 characters on each side."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


class NotFound(ValueError):
    """The words are not in the text; the message is a sentence for people."""


class Unsure(NotFound):
    """The words are in the text, but nothing tells that they are the ones that were meant."""


class Ambiguous(ValueError):
    """The words occur several times; `candidates` holds the first 20 places."""

    def __init__(self, candidates: tuple[Anchor, ...], *, more: bool) -> None:
        times = f"more than {len(candidates)}" if more else f"{len(candidates)}"
        super().__init__(f"These words occur {times} times. Select more of the sentence.")
        self.candidates = candidates
        self.more = more


def find(text: str, quotation: str, *, near: int | None = None, prefix: str = "", suffix: str = "") -> Anchor:
    """Where `quotation` stands in `text`, in the text's own characters.

    Runs of white space equal one space, curly quotation marks straight ones, all dashes a hyphen;
    soft hyphens count for nothing. Where the words occur several times, those with `prefix` before
    and `suffix` after them are preferred, then those with either; `near` picks the nearest of what
    is left. Takes time linear in the two lengths. Raises NotFound, or Ambiguous for several left.
    """
    if near is not None and not prefix and not suffix and quotation and _stands(text, quotation, near):
        return at_place(text, near, near + len(quotation))
    return _find(text, Folded(text), quotation, near, prefix, suffix)


def _find(text: str, folded: "Folded", quotation: str, near: int | None, prefix: str, suffix: str) -> Anchor:
    words = Folded(quotation).text.strip(" ")
    if not words:
        raise NotFound("The quotation is empty. Select the words in the text.")
    before, after = _sides(prefix, quotation, suffix)
    for sides in ([(before, after)], [(before, ""), ("", after)], [("", "")]):
        searches = [Search(folded.text, words, *each) for each in sides]
        starts = sorted({start for search in searches for start in search.first(SHOWN + 1)})
        if len(starts) > 1 and near is not None:
            place = folded.place(near)
            nearest = {start for search in searches for start in search.around(place)}
            starts = [min(nearest, key=lambda start: (abs(folded.raw(start) - near), start < place))]
        if starts:
            break
    else:
        raise NotFound("These words are not in the text. Copy them from it, or correct the text.")
    anchors = tuple(whole(text, folded, start, start + len(words)) for start in starts[:SHOWN])
    if len(starts) > 1:
        raise Ambiguous(anchors, more=len(starts) > SHOWN)
    return anchors[0]


def _stands(text: str, quotation: str, at: int) -> bool:
    """Whether it stands just there, sign by sign, from its first to its last: no other place is nearer."""
    whole = quotation == quotation.strip() and SOFT_HYPHEN not in (quotation[0], quotation[-1])
    return whole and at >= 0 and text.startswith(quotation, at)


class Text:
    """A text in which many quotations are looked for, each with all that another program knows of its place."""

    def __init__(self, original: str) -> None:
        self.original = original
        self._folded = Folded(original)

    def surely(
        self, quotation: str, *, start: int | None = None, end: int | None = None, prefix: str = "", suffix: str = ""
    ) -> Anchor:
        """Where the quotation surely stands, by its words and what is beside them.

        Where these leave several places, `start` and `end` choose one of them, counted in code points or as browsers
        do, if the words are there. Raises NotFound, Ambiguous, or Unsure for short words with other ones beside them.
        """
        words = Folded(quotation).text.strip(" ")
        hint = self._hint(words, start, end)
        try:
            found = _find(self.original, self._folded, quotation, None, prefix, suffix)
        except Ambiguous:
            if hint is None:
                raise
            found = _find(self.original, self._folded, quotation, hint[0], prefix, suffix)
            if not self._within(found, hint):
                raise
            return found
        if self._within(found, hint) or len(words) >= LONG_ENOUGH or self._beside(found, quotation, prefix, suffix):
            return found
        raise Unsure("These words are short, and what stands around them in the text is not what stood there.")

    def _hint(self, words: str, start: int | None, end: int | None) -> tuple[int, int] | None:
        """The place from `start` to `end`, if the words stand there; first counted in code points."""
        if start is None or end is None or not words:
            return None
        for place in ((start, end), (self._codepoints(start), self._codepoints(end))):
            inside = 0 <= place[0] < place[1] <= len(self.original)
            if inside and Folded(self.original[slice(*place)]).text.strip(" ") == words:
                return place
        return None

    @staticmethod
    def _within(found: Anchor, hint: tuple[int, int] | None) -> bool:
        return hint is not None and hint[0] <= found.start and found.end <= hint[1]

    def _beside(self, found: Anchor, quotation: str, prefix: str, suffix: str) -> bool:
        """Whether one of the sides given stands beside it; so it is where none is given."""
        before, after = _sides(prefix, quotation, suffix)
        text, begin, end = self._folded.text, *map(self._folded.place, (found.start, found.end))
        if before and text.endswith(before, 0, begin):
            return True
        return bool(after and text.startswith(after, end)) or not (before or after)

    @cached_property
    def _pairs(self) -> list[int]:
        """Where what is written in two units stands, as a browser counts."""
        return [pair.start() + number for number, pair in enumerate(PAIRS.finditer(self.original))]

    def _codepoints(self, offset: int) -> int:
        return offset - bisect_left(self._pairs, offset)


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """The 32 characters, or what there is of them, before `start` and after `end`."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def utf16_to_codepoints(text: str, offset: int) -> int:
    """A browser's offset in `text` (UTF-16 units) in code points; inside a pair, its beginning.

    Raises ValueError outside the text.
    """
    pairs = 0
    for pair in PAIRS.finditer(text):
        if offset <= pair.start() + pairs:
            break
        pairs += 1
    return _inside(text, offset - pairs)


def codepoints_to_utf16(text: str, offset: int) -> int:
    """An offset in code points as a browser counts it; ValueError outside the text."""
    return offset + sum(1 for _ in PAIRS.finditer(text, 0, _inside(text, offset)))


PAIRS = re.compile("[\U00010000-\U0010ffff]")  # what UTF-16 writes in two units


def _inside(text: str, offset: int) -> int:
    if not 0 <= offset <= len(text):
        raise ValueError("This place lies outside the text.")
    return offset


def _sides(prefix: str, quotation: str, suffix: str) -> tuple[str, str]:
    """What stands before and after the words, folded, each with the space that parts it from them."""
    before, words, after = (Folded(part).text for part in (prefix, quotation, suffix))
    spaced = " " * (before.endswith(" ") or words.startswith(" "))
    spaced_after = " " * (after.startswith(" ") or words.endswith(" "))
    before = before.strip(" ") + spaced if before.strip(" ") else ""
    after = spaced_after + after.strip(" ") if after.strip(" ") else ""
    return before, after


def whole(text: str, folded: Folded, first: int, end: int) -> Anchor:
    """The anchor from one place of the folded text up to another."""
    start, stop = folded.raw(first), folded.raw(end - 1) + 1
    return Anchor(start, stop, text[start:stop], *context(text, start, stop))


def at_place(text: str, start: int, end: int) -> Anchor:
    """The anchor of what stands from `start` to `end`."""
    return Anchor(start, end, text[start:end], *context(text, start, end))
