"""Two texts compared word by word: what was taken out, what was put in, and enough around it to find the place."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

AROUND = 60  # letters kept on either side of a change
MOST = 4_000_000  # comparisons; what would need more is shown as one text for another
SHOWN = 3_000  # letters of a text that is shown whole
WORDS = re.compile(r"\s+|\w+|[^\w\s]")
LINES = re.compile(r"[^\n]*\n|[^\n]+")

Kind = Literal["same", "out", "in"]


class Piece(NamedTuple):
    kind: Kind
    text: str


def compare(before: str, after: str) -> list[Piece]:
    """First paragraph by paragraph, and within those that differ word by word."""
    found: list[Piece] = []
    for kind, old, new in differing(LINES.findall(before), LINES.findall(after)):
        if kind == "same":
            found.append(Piece("same", "".join(old)))
            continue
        for inner, out, into in differing(WORDS.findall("".join(old)), WORDS.findall("".join(new))):
            if inner == "same":
                found.append(Piece("same", "".join(out)))
            else:
                found += [Piece("out", "".join(out)), Piece("in", "".join(into))]
    return shortened([piece for piece in found if piece.text])


def differing(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """The stretches that are the same, and those that are not."""
    head = common(old, new)
    tail = common(old[head:][::-1], new[head:][::-1])
    yield "same", old[:head], new[:head]
    middle = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(middle[0]) * len(middle[1]) > MOST:
        yield "other", *middle
    else:
        for kind, i, j, k, m in SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
            yield "same" if kind == "equal" else "other", middle[0][i:j], middle[1][k:m]
    yield "same", old[len(old) - tail :], new[len(new) - tail :]


def common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many both begin with."""
    return next(
        (n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def shortened(pieces: Sequence[Piece]) -> list[Piece]:
    """What is the same stands there only around what is not; of very long texts the beginning."""
    found = []
    for n, piece in enumerate(pieces):
        text = piece.text
        if piece.kind != "same":
            text = text if len(text) <= SHOWN else f"{text[:SHOWN]} …"
        elif len(text) > 2 * AROUND + 20:
            head = text[:AROUND].rsplit(" ", 1)[0] if n else ""
            tail = text[-AROUND:].split(" ", 1)[-1] if n + 1 < len(pieces) else ""
            text = f"{head} … {tail}"
        found.append(Piece(piece.kind, text))
    return found
