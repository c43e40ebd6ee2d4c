"""A text as it is compared: white space, quotation marks and dashes of all kinds are one each."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

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


class Search:
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
