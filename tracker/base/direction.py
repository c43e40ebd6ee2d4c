"""Names that run from right to left, inside sentences that do not."""

import re
import unicodedata

OPEN, CLOSE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
# What could turn the words round it: the blocks of scripts from right to left, and the signs of direction.
SCRIPTS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
TURNING = f"[{SCRIPTS}\u200f\u202a-\u202e\u2066-\u2069]"
TURNS = re.compile(TURNING)
TYPED = dict.fromkeys(range(0x2066, 0x206A))  # such marks within a name would end ours


def isolated(name: object) -> str:
    """The name, kept from turning the words and figures round it if any sign of it could."""
    words = str(name)
    if words.isascii() or not TURNS.search(words):
        return words
    return f"{OPEN}{words.translate(TYPED)}{CLOSE}"


def leftwards(words: str) -> bool:
    """Whether the first letter with a direction runs from right to left; names kept to themselves do not count."""
    around = re.sub(f"{OPEN}[^{CLOSE}]*{CLOSE}", "", words)
    kinds = (unicodedata.bidirectional(letter) for letter in around)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"
