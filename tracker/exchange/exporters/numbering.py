"""Lists of a Word file: Word itself numbers their lines, each list from its own first number."""

from collections.abc import Iterable

NUMBERED, MARKED = 901, 902  # two looks that a list can have, beside those of the styles
FIRST = 1_000  # of the lists: far above those of the styles
LEVELS, STEP, HANGING = 9, 397, 340  # levels that the format knows; twentieths of a point
MARKS = "•–"


def item(number: int, depth: int) -> str:
    """What a line of that list says of itself; lists are counted from 1."""
    return f'<w:numPr><w:ilvl w:val="{min(depth, LEVELS - 1)}"/><w:numId w:val="{FIRST + number}"/></w:numPr>'


def with_lists(part: str, lists: Iterable[tuple[int, int | None]]) -> str:
    """The part of the file that knows of numbers, with these lists: how deep each is, and its first number."""
    before, sign, after = part.partition("<w:num ")
    looks = f"{look(NUMBERED, numbered=True)}{look(MARKED, numbered=False)}"
    made = "".join(listed(FIRST + place, depth, first) for place, (depth, first) in enumerate(lists, 1))
    return f"{before}{looks}{sign}{after}".replace("</w:numbering>", f"{made}</w:numbering>")


def look(number: int, *, numbered: bool) -> str:
    levels = "".join(level(depth, numbered=numbered) for depth in range(LEVELS))
    kind = '<w:multiLevelType w:val="hybridMultilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{number}">{kind}{levels}</w:abstractNum>'


def level(depth: int, *, numbered: bool) -> str:
    form, text = ("decimal", f"%{depth + 1}.") if numbered else ("bullet", MARKS[depth % len(MARKS)])
    place = f'<w:pPr><w:ind w:left="{HANGING + depth * STEP}" w:hanging="{HANGING}"/></w:pPr>'
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/>{place}</w:lvl>'
    )


def listed(number: int, depth: int, first: int | None) -> str:
    look, begins = (MARKED, "") if first is None else (NUMBERED, f'<w:startOverride w:val="{first}"/>')
    own = f'<w:lvlOverride w:ilvl="{min(depth, LEVELS - 1)}">{begins}</w:lvlOverride>' if begins else ""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{look}"/>{own}</w:num>'
