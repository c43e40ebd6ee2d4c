"""A quotation found again in a text. All offsets are code points of the stored text, end-exclusive."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

CONTEXT = 32  # characters kept on each side of a quotation
SHOWN = 20  # candidates offered where words occur often


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
    folded = Folded(text)
    words = Folded(quotation).text.strip(" ")
    if not words:
        raise NotFound("The quotation is empty. Select the words in the text.")
    before, after = _sides(prefix, quotation, suffix)
    for sides in ([(before, after)], [(before, ""), ("", after)], [("", "")]):
        searches = [_Search(folded.text, words, *each) for each in sides]
        starts = sorted({start for search in searches for start in search.first(SHOWN + 1)})
        if len(starts) > 1 and near is not None:
            place = folded.place(near)
            nearest = {start for search in searches for start in search.around(place)}
            starts = [min(nearest, key=lambda start: (abs(folded.raw(start) - near), start < place))]
        if starts:
            break
    else:
        raise NotFound("These words are not in the text. Copy them from it, or correct the text.")
    anchors = tuple(_anchor(text, folded, start, start + len(words)) for start in starts[:SHOWN])
    if len(starts) > 1:
        raise Ambiguous(anchors, more=len(starts) > SHOWN)
    return anchors[0]


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


SOFT_HYPHEN = "\N{SOFT HYPHEN}"
SPACES = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace() and sign != " ")
ALIKE = {" ": SPACES, '"': "“”„‟″«»", "'": "‘’‚‛′‹›`´ʼ", "-": "‐‑‒–—―−"}
UNEVEN = re.compile(f"{SOFT_HYPHEN}+| [ {SOFT_HYPHEN}]+")


class Folded:
    """A text as it is compared, which knows where each of its characters stands in the original."""

    def __init__(self, original: str) -> None:
        for plain, others in ALIKE.items():
            for other in others:
                if other in original:
                    original = original.replace(other, plain)
        parts: list[str] = []
        self._starts, self._raw, length, done = [0], [0], 0, 0
        for run in UNEVEN.finditer(original):
            part = original[done : run.start()] + " " * (" " in run[0])
            length, done = length + len(part), run.end()
            parts.append(part)
            self._starts.append(length)
            self._raw.append(done)
        self.text = "".join([*parts, original[done:]])

    def raw(self, place: int) -> int:
        """The offset in the original of the character at `place`."""
        part = bisect_right(self._starts, place) - 1
        return self._raw[part] + place - self._starts[part]

    def place(self, raw: int) -> int:
        """The place of the original's character at `raw`, or of the first one kept after it."""
        part = max(0, bisect_right(self._raw, raw) - 1)
        following = self._starts[part + 1] if part + 1 < len(self._starts) else len(self.text)
        return min(self._starts[part] + raw - self._raw[part], following)


class _Search:
    """All places of some words between what stands before and after them, by linear `str.find`."""

    def __init__(self, text: str, words: str, before: str, after: str) -> None:
        self.text, self.needle, self.lead = text, before + words + after, len(before)

    def first(self, number: int) -> list[int]:
        """Where the words begin, the first so many times."""
        return list(islice(self._places(), number))

    def around(self, place: int) -> list[int]:
        """Where they begin last before `place`, and first at or after it."""
        at = place - self.lead
        both = self._last(0, at), self.text.find(self.needle, max(0, at))
        return [found + self.lead for found in both if found >= 0]

    def _places(self) -> Iterator[int]:
        found = self.text.find(self.needle)
        while found >= 0:
            yield found + self.lead
            found = self.text.find(self.needle, found + 1)

    def _last(self, low: int, high: int) -> int:
        """The last beginning in low..high; by halves, since str.rfind is not linear."""
        last = -1
        while low < high:
            middle = (low + high) // 2
            found = self.text.find(self.needle, middle, high - 1 + len(self.needle))
            if found < 0:
                high = middle
            else:
                last, low = found, found + 1
        return last


def _sides(prefix: str, quotation: str, suffix: str) -> tuple[str, str]:
    """What stands before and after the words, folded, each with the space that parts it from them."""
    before, words, after = (Folded(part).text for part in (prefix, quotation, suffix))
    spaced = " " * (before.endswith(" ") or words.startswith(" "))
    spaced_after = " " * (after.startswith(" ") or words.endswith(" "))
    before = before.strip(" ") + spaced if before.strip(" ") else ""
    after = spaced_after + after.strip(" ") if after.strip(" ") else ""
    return before, after


def _anchor(text: str, folded: Folded, first: int, end: int) -> Anchor:
    start, stop = folded.raw(first), folded.raw(end - 1) + 1
    return Anchor(start, stop, text[start:stop], *context(text, start, stop))
