"""Comma-separated values, for spreadsheets and scripts: UTF-8 with its mark, every cell quoted, no formula."""

import csv
import io
import re
from datetime import date
from typing import IO

from tracker.exchange.tables import Sheet, Value

# What a spreadsheet takes for the beginning of a formula; also where it parts cells at a semicolon or a line's end, and
# takes quotes behind that for those that cells stand in.
FORMULA = re.compile(r'(^|[;\t\r\n]"*)(?=[=+\-@\t\r＝＋－＠])')


def write(table: Sheet, out: IO[bytes]) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    rows = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    rows.writerow([plain(heading) for heading in table.headings])
    rows.writerows([plain(value) for value in row] for row in table.rows)
    text.detach()


def plain(value: Value) -> str | int | float:
    """A number as itself, anything else as text that nothing calculates."""
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, int | float):
        return int(value) if float(value).is_integer() else value
    if isinstance(value, date):
        return value.isoformat()
    return FORMULA.sub(r"\1'", value.replace("\0", ""))
