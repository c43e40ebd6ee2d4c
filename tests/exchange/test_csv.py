import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.exchange.exporters.csv import write
from tracker.exchange.tables import Sheet

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def written(*rows, headings=("a", "b")):
    out = io.BytesIO()
    write(Sheet(headings, rows), out)
    return out.getvalue()


def read_back(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_spreadsheet_sees_that_it_is_utf_8():
    assert written().startswith(b"\xef\xbb\xbf")
    assert read_back(written(("Москва", "مسقط")))[1] == ["Москва", "مسقط"]


def test_numbers_stay_numbers_and_nothing_known_is_empty():
    content = written((10.0, -0.5), (None, date(2011, 7, 5)), (1e12, 0))
    assert content.decode("utf-8-sig").splitlines()[1:] == ["10,-0.5", '"","2011-07-05"', "1000000000000,0"]


@pytest.mark.parametrize("start", FORMULA)
def test_a_text_never_starts_a_formula(start):
    hostile = f'{start}HYPERLINK("http://example.org")'
    assert read_back(written((hostile, "")))[1][0] == f"'{hostile}"


def test_a_name_with_every_sign_of_the_format_comes_back_whole():
    hostile = 'a "quoted", name\nof two lines; <script>alert(1)</script> | \\'
    assert read_back(written((hostile, "b")))[1] == [hostile, "b"]


def test_a_spreadsheet_that_parts_at_semicolons_finds_no_formula_either():
    assert read_back(written(("a;=1+1\n@x", 'b;"=1;"')))[1] == ["a;'=1+1\n'@x", 'b;"\'=1;"']


@given(st.text())
def test_whatever_is_typed_comes_back_but_for_the_guard(typed):
    (_heading, (cell, _b)) = read_back(written((typed.replace("\0", ""), "b")))
    assert not cell.startswith(FORMULA)
    assert cell.replace("'", "") == typed.replace("\0", "").replace("'", "")
