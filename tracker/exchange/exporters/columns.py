"""How wide the columns of a table are on paper."""

from collections.abc import Iterable, Sequence

from tracker.exchange.exporters.wordml import tied
from tracker.exchange.tables import Value

UPRIGHT, ACROSS = 92, 142  # letters of a table from side to side of A4, standing and lying
MANY = 8  # columns; more stand closer, in smaller letters
LOOKED_AT = 200  # rows that decide
LEAST, MOST = 5, 48  # letters that a column has at least, and wants at most
WORD = 16  # letters of a word that no column breaks while there is room
SHORT = 11  # letters that stand on one line, as a day does
BETWEEN = 2.5  # letters that would stand in the space between two columns


def letters(headings: Sequence[str], rows: Sequence[Sequence[Value]], *, wide: bool) -> list[float]:
    """How many letters of a line each column holds.

    Its longest word at least, and more where words are many; the widest are narrower where even that is too much.
    """
    room = (ACROSS if wide else UPRIGHT) * (1.12 if dense(headings) else 1)
    columns = [list(map(words, column)) for column in zip(headings, *rows[:LOOKED_AT], strict=True)]
    for parted in (False, True):  # what is short is parted only where there is no room
        least = [
            max([LEAST, *(min(WORD, len(word)) for each in column for word in words_of(each, parted))])
            for column in columns
        ]
        spare = room - BETWEEN * (len(columns) - 1) - sum(least)
        if spare >= 0:
            break
    most = [max(low, min(MOST, max(map(len, column)))) for low, column in zip(least, columns, strict=True)]
    if spare < 0:
        most_of_all = lowered(least, sum(least) + spare)
        return [max(1.0, min(low, most_of_all)) for low in least]
    wanted = sum(most) - sum(least) or 1
    return [low + spare * (high - low) / wanted for low, high in zip(least, most, strict=True)]


def words_of(cell: str, parted: bool) -> list[str]:
    return cell.split(" ") if parted or len(cell) > SHORT else [cell]


def dense(headings: Sequence[str]) -> bool:
    return len(headings) > MANY


def lowered(least: Sequence[int], room: float) -> float:
    """The letters that no column may exceed, if all shall have room."""
    left, narrow = room, sorted(least)
    for at, low in enumerate(narrow):
        if low * (len(narrow) - at) >= left:
            return left / (len(narrow) - at)
        left -= low
    return room


def shares(letters: Sequence[float]) -> list[float]:
    """Each column's part of the width."""
    widths = [each + BETWEEN for each in letters]
    return [width / sum(widths) for width in widths]


def values(rows: Iterable[Sequence[tuple[Value, Sequence[int]]]]) -> list[list[Value]]:
    """What stands in the cells, without what is cited there."""
    return [[value for value, _cited in row] for row in rows]


def words(value: Value) -> str:
    return "" if value is None else tied(str(value))
