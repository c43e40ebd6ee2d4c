"""Texts that are nearly the same: found by a few numbers for each, then compared word by word.

A text is the set of all runs of four words in it. Two are as alike as the share of runs that they have in common. Each
run falls into one of thirty bins by its hash, and the smallest of each bin stands for the text: of two texts, as many
of these are equal as they are alike. Three bins make a band; texts that share no band are not looked at.
"""

import re
from functools import lru_cache
from zlib import crc32

RUN = 4  # words
BINS, BAND = 30, 3
MOST = 1_000_000  # characters that are looked at
NEARLY = 0.7  # from which on two texts are said to be nearly the same
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+")  # a character where words are not parted
LARGEST = 2**31


def runs(text: str) -> set[int]:
    """A number for each run of words; of a text that is shorter, for the whole."""
    words = [crc32(word.encode()) for word in WORD.findall(text[:MOST].casefold())]
    if len(words) < RUN:
        words += [0] * (RUN - len(words)) if words else []
    following = (words[n:] for n in range(RUN))
    return {(3 * a + 5 * b + 7 * c + 11 * d) % LARGEST for a, b, c, d in zip(*following, strict=False)}


@lru_cache(maxsize=1)  # asked for twice, before and after a text is brought in
def stand_for(text: str) -> list[int]:
    """The numbers by which the text is found."""
    return bands(runs(text))


def bands(those: set[int]) -> list[int]:
    """Ten numbers that stand for a text with these runs; none for one without words."""
    least = {run % BINS: run for run in sorted(those, reverse=True)}  # the smallest comes last, and stays
    if not least:
        return []
    filled = sorted(least)
    full = [least[place if place in least else _next(place, filled)] for place in range(BINS)]
    return [crc32(repr((at, full[at : at + BAND])).encode()) % LARGEST for at in range(0, BINS, BAND)]


def alike(mine: set[int], theirs: set[int]) -> float:
    """The share of runs of words that two texts have in common: 1 where they differ in marks and case at most."""
    every = mine | theirs
    return len(mine & theirs) / len(every) if every else 0.0


def _next(place: int, filled: list[int]) -> int:
    """The next bin with something in it: an empty one of a short text borrows from there."""
    return next((each for each in filled if each > place), filled[0])
