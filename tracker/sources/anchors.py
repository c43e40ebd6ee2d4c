"""A quotation found again in a text. All offsets are code points of the stored text, end-exclusive."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

CONTEXT = 32  # characters kept on each side of a quotation
SHOWN = 20  # candidates offered where words occur often
LONG_ENOUGH, ONE_SIDE = 20, 0.8  # of words that occur once: their length, and how alike one side must be
SURE, APART = 0.9, 0.1  # the score of a place that is sure, and how far the next one must lie below it
LIKELY, MOST_LIKELY = 0.4, 5  # the score from which on a place is offered to people, and how many are


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
        return _place(text, near, near + len(quotation))
    return _find(text, Folded(text), quotation, near, prefix, suffix)


def _find(text: str, folded: "Folded", quotation: str, near: int | None, prefix: str, suffix: str) -> Anchor:
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


class Standing:
    """A text, and where in it the anchors of another stand."""

    def __init__(self, text: str) -> None:
        self.after, self._folded = text, Folded(text)

    def surely(self, anchor: Anchor) -> Anchor | None:
        """The anchor where its words are surely found again, else None.

        Sure are words that occur exactly once, are 20 characters or more and have one side alike at .8; and the best
        place if it scores .9 or more and the next one .1 less.
        """
        words = Folded(anchor.exact).text.strip(" ")
        places = _places(self._folded.text, words)
        once = len(places) == 1 and places[0].errors == 0 and len(words) >= LONG_ENOUGH
        if once and max(self._sides(anchor, places[0])) >= ONE_SIDE:
            return self._anchor(places[0])
        scored = self._ranked(anchor, words, places)
        if scored and scored[0][0] >= SURE and (len(scored) == 1 or scored[0][0] - scored[1][0] >= APART):
            return self._anchor(scored[0][1])
        return None

    def likely(self, anchor: Anchor) -> list[Anchor]:
        """Where the anchor may stand, the likeliest first, for people to choose: words of which up to a half differ,
        and whatever stands between what stood before and after it.
        """
        words, text = Folded(anchor.exact).text.strip(" "), self._folded.text
        if not words:
            return []
        sides = (Folded(side).text.strip(" ") for side in (anchor.prefix, anchor.suffix))
        ranked = self._ranked(anchor, words, [*_places(text, words, share=2), *_between(text, words, *sides)])
        best = _apart([place for score, place in ranked if score >= LIKELY])
        return [self._anchor(place) for place in best[:MOST_LIKELY]]

    def _ranked(self, anchor: Anchor, words: str, places: "list[_Place]") -> "list[tuple[float, _Place]]":
        """Each place with its score, the best first."""
        return sorted(((self._score(anchor, words, place), place) for place in places), key=lambda each: -each[0])

    def _score(self, anchor: Anchor, words: str, place: "_Place") -> float:
        quote = max(0.0, 1 - place.errors / len(words))
        before, after = self._sides(anchor, place)
        near = 1 - min(1, abs(self._folded.raw(place.start) - anchor.start) / (len(self.after) or 1))
        return (50 * quote + 20 * before + 20 * after + 2 * near) / 92

    def _sides(self, anchor: Anchor, place: "_Place") -> tuple[float, float]:
        """How alike what stands before and after the place is to what stood before and after the anchor."""
        text, room = self._folded.text, CONTEXT * 3 // 2
        before = text[max(0, place.start - room) : place.start]
        after = text[place.end : place.end + room]
        return (
            _alike(Folded(anchor.prefix).text.strip(" ")[::-1], before.rstrip(" ")[::-1]),
            _alike(Folded(anchor.suffix).text.strip(" "), after.lstrip(" ")),
        )

    def _anchor(self, place: "_Place") -> Anchor:
        return _anchor(self.after, self._folded, place.start, place.end)


class Correction(Standing):
    """A text that was corrected, and where in it the anchors of the text before stand."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(after)
        self.before = before
        shorter = min(len(before), len(after))
        self._head = _most(shorter, lambda n: before[:n] == after[:n])
        self._tail = _most(shorter - self._head, lambda n: before.endswith(after[len(after) - n :]))

    def untouched(self, anchor: Anchor) -> Anchor | None:
        """The anchor where the correction lies wholly behind or before it."""
        if anchor.end <= self._head:
            return _place(self.after, anchor.start, anchor.end)
        if anchor.start >= len(self.before) - self._tail:
            moved = len(self.after) - len(self.before)
            return _place(self.after, anchor.start + moved, anchor.end + moved)
        return None


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


def _place(text: str, start: int, end: int) -> Anchor:
    return Anchor(start, end, text[start:end], *context(text, start, end))


def _most(limit: int, holds: Callable[[int], bool]) -> int:
    """The largest number up to `limit` that holds, where all smaller ones do."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


@dataclass(frozen=True, slots=True)
class _Place:
    """Where words, or words much like them, stand in a folded text."""

    start: int
    end: int
    errors: int


MOST_PLACES = 200  # words that occur more often are nowhere surely
SEED = 12  # characters of a quotation that are looked for to find words much like it
SEEDS = 24
BESIDE = 20  # characters on either side of a quotation between which other words may stand now
LONGEST_ALIKE = 4_000  # characters of a quotation up to which words much like it are looked for


def _places(text: str, words: str, *, share: int = 5) -> list[_Place]:
    """Where the words stand, and where words do of which at most one letter in `share` differs; none where it is too
    many places to tell.
    """
    if not words:
        return []
    starts = _Search(text, words, "", "").first(MOST_PLACES + 1)
    if len(starts) > MOST_PLACES:
        return []
    places = [_Place(start, start + len(words), 0) for start in starts]
    return _apart([*places, *_nearly(text, words, share)])


def _apart(places: list[_Place]) -> list[_Place]:
    """Of places that overlap the first."""
    found: list[_Place] = []
    for place in places:
        if all(place.end <= other.start or place.start >= other.end for other in found):
            found.append(place)
    return found


def _between(text: str, words: str, before: str, after: str) -> list[_Place]:
    """What stands in the place of the words, between what stood before and after them, where both still do."""
    before, after = before[-BESIDE:], after[:BESIDE]
    longest = min(3 * len(words) + BESIDE, LONGEST_ALIKE)
    if len(before) < SEED or len(after) < SEED or len(words) > LONGEST_ALIKE:
        return []
    found = []
    for begin in _Search(text, before, "", "").first(SHOWN):
        start = begin + len(before)
        end = text.find(after, start, start + longest + len(after))
        now = text[start : max(start, end)]
        if now.strip(" "):
            start += len(now) - len(now.lstrip(" "))
            now = now.strip(" ")
            *_rest, errors = _errors(words, now, fixed=True)
            found.append(_Place(start, start + len(now), errors))
    return found


def _nearly(text: str, words: str, share: int) -> list[_Place]:
    """Where words stand of which at most one letter in `share` differs: searched round what is left of them."""
    if not SEED <= len(words) <= LONGEST_ALIKE:
        return []
    slack = len(words) // share + 1
    begins = []
    for offset in range(0, len(words) - SEED + 1, max(SEED, len(words) // SEEDS)):
        seed = words[offset : offset + SEED]
        begins += [start - offset for start in _Search(text, seed, "", "").first(SHOWN)]
    found: list[_Place] = []
    reached = -1
    for begin in sorted(begins):
        if begin <= reached:
            continue
        reached = begin + slack
        low, high = max(0, begin - slack), reached + len(words) + slack
        window = text[low:high]
        errors, end = min((error, at) for at, error in enumerate(_errors(words, window), 1))
        if errors > slack:
            continue
        _, length = min((error, at) for at, error in enumerate(_errors(words[::-1], window[:end][::-1], fixed=True), 1))
        place = _Place(low + end - length, low + end, errors)
        if not found or place.start >= found[-1].end:
            found.append(place)
        elif errors < found[-1].errors:
            found[-1] = place
    return found


def _alike(wanted: str, found: str) -> float:
    """How much of what stood beside the words stands there still; at the edge of a text that is nothing, and all."""
    if not wanted:
        return 0.0 if found else 1.0
    return max(0.0, 1 - min(_errors(wanted, found, fixed=True), default=len(wanted)) / len(wanted))


def _errors(pattern: str, text: str, *, fixed: bool = False) -> Iterator[int]:
    """For each character of `text` the fewest edits that make the text up to there end in `pattern`.

    With `fixed` the whole text up to there is to be the pattern. Myers' bit vectors: a step takes as long as the
    pattern has machine words.
    """
    size = len(pattern)
    every, last = (1 << size) - 1, 1 << (size - 1)
    bits: dict[str, int] = {}
    for at, sign in enumerate(pattern):
        bits[sign] = bits.get(sign, 0) | 1 << at
    rises, falls, errors = every, 0, size
    for sign in text:
        equal = bits.get(sign, 0)
        across = equal | falls
        down = (((equal & rises) + rises) ^ rises) | equal
        up, less = falls | ~(down | rises) & every, rises & down
        if up & last:
            errors += 1
        elif less & last:
            errors -= 1
        up = up << 1 | fixed
        rises, falls = (less << 1 | ~(across | up)) & every, up & across & every
        yield errors
