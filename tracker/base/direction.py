"""Names that run from right to left, inside sentences that do not."""

import re
import unicodedata

OPEN, CLOSE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
SIGNS = {"RLO", "RLE", "LRO", "LRE", "RLI", "LRI", "FSI", "PDI", "PDF"}  # which turn the writing, and which nobody sees
TURN = {"R", "AL"} | SIGNS
TYPED = dict.fromkeys(range(0x2066, 0x206A))  # such marks within a name would end ours


def isolated(name: object) -> str:
    """The name, kept from turning the words and figures round it if any sign of it could."""
    words = str(name)
    if words.isascii() or not any(unicodedata.bidirectional(sign) in TURN for sign in words):
        return words
    return f"{OPEN}{words.translate(TYPED)}{CLOSE}"


def leftwards(words: str) -> bool:
    """Whether the first letter with a direction runs from right to left; names kept to themselves do not count."""
    around = re.sub(f"{OPEN}[^{CLOSE}]*{CLOSE}", "", words)
    kinds = (unicodedata.bidirectional(letter) for letter in around)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"
