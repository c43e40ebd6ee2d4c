"""Excel: a sheet each under its name, with a bold head that stays, filters, numbers and dates that are such.

xlsxwriter makes the file around the rows; the rows are written as they come, so that many take no more memory than
few, and a quarter of the time. What is text is written as text: nothing that people typed is calculated or linked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from html import escape
from io import BytesIO
from itertools import chain, count, islice
from typing import IO, Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook

from tracker.exchange.tables import Book, Row, Sheet, Value

MOST_ROWS, MOST_LETTERS, LONGEST_NAME = 1_048_576, 32_767, 31  # of a sheet; of a cell, in UTF-16; of a sheet's name
CUT = " […]"  # behind what a cell could not hold
TOGETHER = 100  # rows that are packed at once: in between, others in this process have their turn
LOOKED_AT, NARROWEST, WIDEST = 100, 9, 60  # rows by which a column is made wide, in letters
QUICK = 1 << 10  # letters of a text up to which it is worth remembering
PACKED = 3  # how hard: harder takes twice as long and saves a tenth

NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LIKE_A_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # by which the format writes a letter
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
KEPT = "history"  # a name that Excel uses itself
FIRST_DAY = date(1899, 12, 30).toordinal()
OLDEST = date(1900, 3, 1)  # the format counts a day too many before; what is older is text
PLAIN, HEAD, DAY, MOMENT = range(4)  # styles, by their numbers in the file
WHOLE = 1e15  # up to which a number without decimals is written so


class Written(NamedTuple):
    """A sheet that stands in the file: its name, its columns, and its last row."""

    name: str
    columns: int
    rows: int


def write(book: Book, out: IO[bytes]) -> None:
    written: list[Written] = []
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=PACKED) as file:
        for name, sheet in book.sheets:
            rest = iter(sheet.rows)
            for more in count(1):
                first = [*islice(rest, LOOKED_AT)]
                if more > 1 and not first:
                    break
                called = free(f"{name} {more}" if more > 1 else name, {each.name.lower() for each in written})
                with file.open(f"xl/worksheets/sheet{len(written) + 1}.xml", "w", force_zip64=True) as into:
                    rows = put(into, sheet, first, islice(rest, MOST_ROWS - 1 - len(first)), printed(book))
                written.append(Written(called, len(sheet.headings), rows))
                if rows < MOST_ROWS:
                    break
        with ZipFile(shell(book, written)) as made:
            for part in made.namelist():
                if not part.startswith("xl/worksheets/"):
                    file.writestr(part, made.read(part))


def put(into: IO[bytes], sheet: Sheet, first: Sequence[Row], rest: Iterable[Row], ends: str = "") -> int:
    """The sheet is written; gives back its last row. `first` are its first rows, by which columns are made wide."""
    into.write(begins(sheet, first).encode())
    into.write(row(1, sheet.headings, HEAD).encode())
    number, rows = 1, chain(first, rest)
    while together := "".join(row(number + at, each) for at, each in enumerate(islice(rows, TOGETHER), 1)):
        into.write(together.encode())
        number += together.count("<row ")
    across = f"A1:{letters(len(sheet.headings))}{number}"
    into.write(f'</sheetData><autoFilter ref="{across}"/>{ends}</worksheet>'.encode())
    return number


def printed(book: Book) -> str:
    """On paper it lies, as wide as the page: what it is and who may read it above, that again and the page below."""
    title, handling = (marginal(words, most) for words, most in ((book.title, 100), (book.handling, 140)))
    loud = f"&B{handling}" if handling else ""
    head, foot = (escape(words, quote=False) for words in (f"&L{title}&R{loud}", f"&L{loud}&R&P / &N"))
    return (
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        f"<headerFooter><oddHeader>{head}</oddHeader><oddFooter>{foot}</oddFooter></headerFooter>"
    )


def marginal(words: str, most: int) -> str:
    """The words with no code of a head or foot in them, which holds 255 letters in all."""
    plain = " ".join(NOT_XML.sub("", words).split())[:most].replace("&", "&&")
    return plain if len(plain) <= most else plain[:most].rstrip("&")


def begins(sheet: Sheet, first: Sequence[Row]) -> str:
    """What stands before the rows: the head stays while one scrolls, and each column is as wide as its first words."""
    cols = "".join(
        f'<col min="{at}" max="{at}" width="{wide(heading, first, at - 1)}" customWidth="1"/>'
        for at, heading in enumerate(sheet.headings, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
        '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{cols}</cols><sheetData>'
    )


def wide(heading: str, rows: Sequence[Row], at: int) -> int:
    longest = max((len(str(each[at])) for each in rows if each[at] is not None), default=0)
    return min(max(longest, len(heading) + 3, NARROWEST), WIDEST)  # beside the heading is the filter's arrow


def row(number: int, values: Row, style: int = PLAIN) -> str:
    return f'<row r="{number}">{"".join([cell(value, style) for value in values])}</row>'


def cell(value: Value, style: int) -> str:
    """A cell; where it stands is said by its place in the row."""
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, str):
        return brief(value, style) if len(value) <= QUICK else worded(value, style)
    if isinstance(value, bool):
        return worded(str(value), style)
    if isinstance(value, int | float):
        return f"<c><v>{int(value) if value.is_integer() and abs(value) < WHOLE else value}</v></c>"
    return dated(value)


def dated(value: date) -> str:
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)
        if value.date() >= OLDEST:
            seconds = (value - datetime.combine(value, datetime.min.time())).total_seconds()
            return f'<c s="{MOMENT}"><v>{value.toordinal() - FIRST_DAY + seconds / 86400}</v></c>'
    elif value >= OLDEST:
        return f'<c s="{DAY}"><v>{value.toordinal() - FIRST_DAY}</v></c>'
    return worded(value.isoformat(), PLAIN)


def worded(words: str, style: int) -> str:
    """A cell that holds these words, and nothing that XML or the format itself would act on."""
    words = NOT_XML.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
    if len(words) > MOST_LETTERS // 2 and len(counted := words.encode("utf-16-le")) > 2 * MOST_LETTERS:
        words = counted[: 2 * (MOST_LETTERS - len(CUT))].decode("utf-16-le", "ignore") + CUT
    words = LIKE_A_CODE.sub("_x005F_", words)
    styled = f' s="{style}"' if style else ""
    return f'<c{styled} t="inlineStr"><is><t xml:space="preserve">{escape(words, quote=False)}</t></is></c>'


brief = lru_cache(4096)(worded)  # names come again and again


def letters(column: int) -> str:
    """What a spreadsheet calls its column of that number: A, Z, AA."""
    found = ""
    while column:
        column, place = divmod(column - 1, 26)
        found = chr(65 + place) + found
    return found


def free(name: str, taken: set[str]) -> str:
    """The name as the format allows one, and no other sheet of the file has it."""
    plain = NOT_IN_NAMES.sub(" ", NOT_XML.sub("", name)).strip().strip("'") or "Sheet"
    return next(found for found in endings(plain) if found.lower() not in taken | {KEPT})


def endings(name: str) -> Iterator[str]:
    yield name[:LONGEST_NAME].strip()
    for number in count(2):
        ending = f" ({number})"
        yield name[: LONGEST_NAME - len(ending)].strip() + ending


def shell(book: Book, written: Sequence[Written]) -> BytesIO:
    """The file around the rows: names, styles, filters, properties; its own sheets are empty."""
    out = BytesIO()
    looks = {"valign": "top", "text_wrap": True}
    made: Any = Workbook(out, {"in_memory": True, "default_format_properties": looks})
    styles = [
        made.add_format({"bold": True}),
        made.add_format({"num_format": "yyyy-mm-dd"}),
        made.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
    ]
    for each in written:
        sheet = made.add_worksheet(each.name)
        for at, style in enumerate(styles):
            sheet.write_blank(0, at, None, style)  # a style has its number by the order in which they are used
        sheet.autofilter(0, 0, each.rows - 1, each.columns - 1)
        sheet.repeat_rows(0)  # on each page that is printed
    properties = book.properties
    made.set_properties(
        {
            "title": text(book.title),
            "subject": text(properties.subject),
            "author": text(properties.author),
            "created": properties.moment.astimezone(UTC).replace(tzinfo=None),
        }
    )
    made.close()
    return out


def text(words: str) -> str:
    return NOT_XML.sub("", words)[:255]
