"""Which signs the shipped fonts hold, and what is printed in place of a script that they do not.

That is in English, as are the names which Unicode gives to scripts and signs.
"""

import re
import struct
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
NAMES = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}
SHAPELESS = ("Cc", "Cf", "Cs", "Co")  # and what turns the writing, which only scripts need that are not printed
VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
ISOLATES = "\u2066\u2067\u2068\u2069"  # round a name, which is another run then
NO_ISOLATES = dict.fromkeys(map(ord, ISOLATES))
BETWEEN = r"[\s\d.,;:!?()'\"«»“”-]"
FEW = 3  # signs in a row that are each named


def held(font: bytes) -> Iterator[range]:
    """The signs of a font, from that table of its characters which lists ranges (format 12)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    cmap = dict(struct.unpack_from(">4s4xI", font, 12 + 16 * each) for each in range(tables))[b"cmap"]
    (maps,) = struct.unpack_from(">H", font, cmap + 2)
    starts = (cmap + struct.unpack_from(">4xI", font, cmap + 4 + 8 * each)[0] for each in range(maps))
    table = next(start for start in starts if struct.unpack_from(">H", font, start) == (12,))
    (groups,) = struct.unpack_from(">I", font, table + 12)
    for group in range(groups):
        first, last = struct.unpack_from(">II", font, table + 16 + 12 * group)
        yield range(first, last + 1)


@cache
def printed() -> frozenset[str]:
    """Every sign that one of the fonts holds and that has a shape."""
    fonts = (FONTS / name for name in ("Inter-Regular.ttf", "SourceSerif4-Regular.ttf"))  # the bold holds as many
    signs = {chr(sign) for font in fonts for every in held(font.read_bytes()) for sign in every}
    return frozenset(sign for sign in signs if unicodedata.category(sign) not in SHAPELESS)


@cache
def unprinted() -> re.Pattern[str]:
    """A run of signs that cannot be printed, with the spaces and points within."""
    sign = f"[^{re.escape(''.join(sorted(printed())))}\\t\\n\\v\\f\\r\\x85\u2028\u2029{''.join(ISOLATES)}]"
    return re.compile(f"{sign}+(?:{BETWEEN}+{sign}+)*")


class Printer:
    """Makes words printable, and remembers of which scripts there were none to print."""

    def __init__(self) -> None:
        self.missing: Counter[str] = Counter()

    def words(self, typed: str, *, short: bool = False) -> str:
        """The words on one line; a script without a font is named, with its length unless it shall be `short`."""
        line = unprinted().sub(lambda run: self.instead(run[0], short=short), typed)
        return " ".join(line.translate(NO_ISOLATES).split())

    def instead(self, run: str, *, short: bool) -> str:
        """The same signs in plainer ones, or what they are; nothing for those that have no shape."""
        run = "".join(sign for sign in VARIANTS.sub("", run) if unicodedata.category(sign) not in SHAPELESS)
        plainer = unicodedata.normalize("NFKC", run)
        if not unprinted().search(plainer):
            return plainer
        scripts = Counter(script_of(sign) for sign in run if unicodedata.category(sign)[0] == "L")
        if not scripts:
            return self.signs(run.split(), short=short)
        if "Japanese" in scripts:
            scripts["Japanese"] += scripts.pop("Chinese", 0)
        self.missing.update(scripts)
        letters, script = scripts.total(), scripts.most_common(1)[0][0]
        return f"[{script}]" if short else f"[{script} text, {letters} {'letter' if letters == 1 else 'letters'}]"

    def signs(self, runs: list[str], *, short: bool) -> str:
        """Signs that are no letters, by their names."""
        signs = [sign for run in runs for sign in run]
        self.missing[""] += len(signs)
        if short:
            return "•"
        if len(signs) > FEW:
            return f"[{len(signs)} signs]"
        return "".join(f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]" for sign in signs)

    @property
    def sentence(self) -> str:
        """What the first page says of what could not be printed; nothing where all was."""
        if not self.missing:
            return ""
        scripts = [script for script, _n in self.missing.most_common() if script]
        if not scripts:
            return "Some signs cannot be printed here and stand as their names. The other formats show them."
        return (
            f"There are no letters here to print {', '.join(scripts)}: such words stand as "
            f"“[{scripts[0]} text, 12 letters]”. The other formats show them."
        )


def script_of(letter: str) -> str:
    """The script of a letter, as its name begins."""
    first = unicodedata.name(letter, "unknown").split(" ")[0].split("-")[0]
    return NAMES.get(first, first.capitalize())
