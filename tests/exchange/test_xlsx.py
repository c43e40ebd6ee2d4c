"""A book as Excel: read back by a reader that is not ours, and opened by an office."""

import html
import io
import os
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tracker.exchange.exporters import xlsx
from tracker.exchange.tables import Book, Properties, Sheet

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
CALC = bool(OFFICE) and Path(OFFICE).resolve().with_name("libsclo.so").exists()
MOMENT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
HOSTILE = [
    '=HYPERLINK("http://example.org")', "+1+1", "@SUM(A1)", "http://example.org", "<c><f>1+1</f></c> &amp; ]]>",
    "a\x00\x0b\ud800\ufffeb", "\u202egnp.exe", "מסקנה 12 (א)", "x" * 10_000, "two\r\nlines\rthree\n", "_x0041_ and _x_",
    " wide ",
]  # fmt: skip


def written(*sheets):
    out = io.BytesIO()
    xlsx.write(Book("Missile defence", Properties("As of 5 July 2011", "Ana", MOMENT), sheets), out)
    return out.getvalue()


def opened(content):
    return load_workbook(io.BytesIO(content))


def cells(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize(
    ("handling", "said"),
    [("TLP:AMBER", "TLP:AMBER"), ("R&D only", "R&&D only"), ("&" * 100, ""), ("x" * 200, "x" * 140)],
)
def test_each_sheet_prints_on_pages_that_lie_with_its_head_and_who_may_read_it(handling, said):
    out = io.BytesIO()
    sheets = [("One", Sheet(["A"], [["a"]] * 300)), ("Two", Sheet(["B"], []))]
    xlsx.write(Book("R&D " * 60, Properties("", "", MOMENT), sheets, handling), out)
    for sheet in opened(out.getvalue()):
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.print_title_rows == "$1:$1"
        page = sheet.page_setup
        assert (page.orientation, page.fitToWidth, page.fitToHeight, page.paperSize) == ("landscape", 1, 0, 9)
        root = zipfile.ZipFile(out).read("xl/worksheets/sheet1.xml").decode()
        head, foot = (html.unescape(re.search(f"<odd{part}>(.*?)<", root)[1]) for part in ("Header", "Footer"))
        assert head.endswith(f"&R&B{said}" if said else "&R") and len(head) <= 255
        assert foot == f"&L{f'&B{said}' if said else ''}&R&P / &N"


def test_numbers_are_numbers_days_are_days_and_nothing_known_is_empty():
    rows = [[1, -0.5, date(2011, 7, 5), datetime(2011, 7, 5, 9, 31, 7), None, "", "2011-07"]]
    sheet = opened(written(("Positions", Sheet(list("abcdefg"), rows))))["Positions"]
    assert cells(sheet)[1] == [1, -0.5, datetime(2011, 7, 5), datetime(2011, 7, 5, 9, 31, 7), None, None, "2011-07"]
    assert sheet["C2"].number_format == "yyyy-mm-dd"


def test_a_day_before_those_that_the_format_knows_is_text():
    sheet = opened(written(("Treaties", Sheet(["On"], [[date(1648, 10, 24)], [date(1900, 3, 1)]]))))["Treaties"]
    assert cells(sheet)[1:] == [["1648-10-24"], [datetime(1900, 3, 1)]]


def test_the_head_is_bold_and_stays_and_every_column_can_be_filtered():
    sheet = opened(written(("Grid", Sheet(["Issue", "NATO"], [["Shield", "x" * 200], ["Radar", "One"]]))))["Grid"]
    assert sheet["A1"].font.b and not sheet["A2"].font.b
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.column_dimensions["A"].width < sheet.column_dimensions["B"].width == xlsx.WIDEST


def test_what_people_typed_is_text_and_never_a_formula_or_a_link():
    content = written(("Words", Sheet(HOSTILE, [HOSTILE])))
    sheet = opened(content)["Words"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    found = cells(sheet)[1]
    assert found[:5] == HOSTILE[:5]
    assert found[5] == "ab"
    assert found[6:9] == HOSTILE[6:9]
    assert found[9] == "two\nlines\nthree\n"
    assert found[10].replace("_x005F_", "_") == HOSTILE[10]  # as the format writes what looks like its own code
    assert found[11] == " wide "


@pytest.mark.parametrize(("letter", "units"), [("я", 1), ("😀", 2)])
def test_a_text_longer_than_a_cell_is_cut_with_a_mark(letter, units):
    whole = letter * (32_767 // units)
    sheet = opened(written(("Words", Sheet(["a"], [[letter * 40_000], [whole]]))))["Words"]
    assert 32_765 <= len(sheet["A2"].value.encode("utf-16-le")) / 2 <= 32_767 and sheet["A2"].value.endswith(" […]")
    assert sheet["A3"].value == whole


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 251)
    book = opened(written(("Words", Sheet(["n"], ([n] for n in range(600)))), ("Last", Sheet(["n"], [[1]] * 250))))
    assert book.sheetnames == ["Words", "Words 2", "Words 3", "Last"]
    numbers = [cell[0] for name in book.sheetnames[:3] for cell in cells(book[name])[1:]]
    assert numbers == list(range(600))
    assert {cells(sheet)[0][0] for sheet in book} == {"n"}


def test_every_sheet_has_a_name_of_its_own_that_the_format_allows():
    names = ["Who/what: [a]?*", "statements", "Statements", "x" * 40, "x" * 41, "'", "", "History", "a\x00\ud800"]
    found = opened(written(*((name, Sheet(["a"], [])) for name in names))).sheetnames
    assert len({name.lower() for name in found}) == len(names)
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\\x00]", name) for name in found)
    assert "History" not in found


def test_its_properties_say_what_it_is_who_made_it_and_when():
    found = opened(written(("A", Sheet(["a"], [])))).properties
    assert (found.title, found.subject, found.creator) == ("Missile defence", "As of 5 July 2011", "Ana")
    assert found.created == MOMENT.replace(tzinfo=None)


@given(st.text(min_size=1))
def test_whatever_is_typed_can_be_opened(typed):
    sheet = opened(written(("A", Sheet(["a"], [[typed]]))))["A"]
    assert sheet.max_row <= 2


@pytest.mark.skipif(not CALC and os.environ.get("CI") != "true", reason="no LibreOffice: install libreoffice-calc")
def test_an_office_that_others_wrote_opens_it(tmp_path):
    rows = [[*HOSTILE, 5.5, date(2011, 7, 5)]]
    path = tmp_path / "book.xlsx"
    path.write_bytes(written(("Words", Sheet(["a"] * (len(HOSTILE) + 2), rows)), ("Other", Sheet(["b"], [["c"]]))))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [OFFICE, profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir"]
    done = subprocess.run([*command, str(tmp_path), str(path)], capture_output=True, text=True, timeout=180)
    assert (tmp_path / "book.csv").exists(), done.stderr
    said = (tmp_path / "book.csv").read_text()
    assert '=HYPERLINK(""http://example.org"")' in said and "מסקנה" in said and "5.5" in said and "2011-07-05" in said
