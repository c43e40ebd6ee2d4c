"""A comparison as a book: every figure as the CSV has it, every statement behind a cell, every word explained."""

import csv
import io
from datetime import datetime

import pytest
from openpyxl import load_workbook

from tests import make

pytestmark = pytest.mark.django_db
SOCHI = {"as_of": "2011-07-05", "party": ["nato", "russia"], "since": "lisbon-2010"}


@pytest.fixture(scope="module")
def book(demo):
    response = demo.browse("reader").get(demo.address, SOCHI | {"format": "xlsx"})
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert "nato-russia-missile-defence_nato-russia_2011-07-05.xlsx" in response["Content-Disposition"]
    return load_workbook(io.BytesIO(response.content))


def rows(sheet):
    """Its rows by their headings, numbers and days as CSV writes them."""
    head, *rest = [[told(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    return [dict(zip(head, row, strict=True)) for row in rest]


def told(value):
    return "" if value is None else value.date().isoformat() if isinstance(value, datetime) else str(value)


def test_each_kind_of_thing_has_a_sheet(book):
    assert book.sheetnames == ["Grid", "Positions", "Statements", "Sources", "Codebook", "About"]


def test_its_positions_are_those_of_the_csv(book, demo):
    content = demo.browse("reader").get(demo.address, SOCHI | {"format": "csv"}).content.decode("utf-8-sig")
    assert rows(book["Positions"]) == list(csv.DictReader(io.StringIO(content, newline="")))


def test_the_grid_says_of_each_issue_what_the_positions_say(book):
    positions = {(row["Issue number"], row["Party"]): row for row in rows(book["Positions"])}
    assert rows(book["Grid"])
    for row in rows(book["Grid"]):
        for party in ("NATO", "Russia"):
            there = positions[row["Issue number"], party]
            assert row["Verdict"] == there["Verdict"]
            assert row["Gap in per cent of the scale"] == there["Gap in per cent of the scale"]
            assert there["Option"] in (row[party], "") or there["Stance"] != "A value"


def test_every_statement_behind_a_position_is_there_with_its_words_and_where_they_stand(book):
    said, sources = rows(book["Statements"]), {row["Number"]: row for row in rows(book["Sources"])}
    counts = {}
    for row in said:
        cell = row["Issue number"], row["Party"]
        counts[cell] = counts.get(cell, 0) + (row["Relation"] == "Supports")
        assert all(number in sources for number in filter(None, row["Sources"].split(", ")))
        assert row["Grade"] and row["Said on"] and (row["Quotation"] or row["In our words"])
    for row in rows(book["Positions"]):
        if row["Supporting statements"]:
            assert counts.get((row["Issue number"], row["Party"]), 0) == int(row["Supporting statements"])


def test_the_codebook_explains_every_option_verdict_and_grade(book):
    named = {(row["Kind"], row["Name"]) for row in rows(book["Codebook"])}
    words = {name for _kind, name in named}
    assert ("Party", "NATO") in named
    said = {row["Verdict"] for row in rows(book["Positions"])}
    assert {verdict.removesuffix(" (assessment)") for verdict in said} <= words
    assert "Bridgeable (assessment)" in said and ("Verdict", "(assessment)") in named
    assert {letter for row in rows(book["Statements"]) for letter in row["Grade"]} <= words
    options = {row["Option"] for row in rows(book["Positions"]) if row["Stance"] == "A value"}
    assert options and options <= words | {option for option in options if " and " in option or "–" in option}


def test_its_first_sheet_is_shown_before_it_is_downloaded(demo):
    page = demo.browse("reader").get(demo.address, SOCHI | {"format": "xlsx", "show": "yes"})
    assert "<bdi>Two separate systems that cooperate</bdi>" in page.content.decode()


def test_it_asks_no_more_of_a_long_agenda(as_role, table, cost):
    client, path = as_role("reader"), f"/w/desk/n/{table.talks.slug}/export/?format=xlsx"
    table.read()
    few = cost(lambda: client.get(path))
    for number in range(3):
        make.issue(table.by, table.talks, f"More {number}")
    assert cost(lambda: client.get(path)) == few
