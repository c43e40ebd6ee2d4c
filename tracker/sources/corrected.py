"""Where the anchors of one text stand in another: surely, or likely enough to be offered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tracker.sources.anchors import CONTEXT, LONG_ENOUGH, SHOWN, Anchor, at_place, whole
from tracker.sources.folded import Folded, Search

ONE_SIDE = 0.8  # how alike one side must be where the words occur once
SURE, APART = 0.9, 0.1  # the score of a place that is sure, and how far the next one must lie below it
LIKELY, MOST_LIKELY = 0.4, 5  # the score from which on a place is offered to people, and how many are


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
        return whole(self.after, self._folded, place.start, place.end)


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
            return at_place(self.after, anchor.start, anchor.end)
        if anchor.start >= len(self.before) - self._tail:
            moved = len(self.after) - len(self.before)
            return at_place(self.after, anchor.start + moved, anchor.end + moved)
        return None


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
    starts = Search(text, words, "", "").first(MOST_PLACES + 1)
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
    for begin in Search(text, before, "", "").first(SHOWN):
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
        begins += [start - offset for start in Search(text, seed, "", "").first(SHOWN)]
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
