"""The same figures stand in every format, as other programs read them back."""

import csv
import io
import json
import re

import docx
import pypdfium2
import pytest
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from tests import make
from tracker.positions import operations as positions

pytestmark = pytest.mark.django_db
ON_NO_STATEMENT = {"1.8"}  # on the NATO side
ASKED = {"as_of": "2011-07-05", "party": ["nato", "russia"]}


def cells(html):
    """The first table of a page, row by row."""
    table = re.search(r"<table>.*?</table>", html, re.DOTALL)[0]
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows][1:]


def from_md(content):
    return cells(MarkdownIt("commonmark").enable("table").render(content.decode()))


def from_html(content):
    return cells(content.decode())


def from_docx(content):
    return [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(content)).tables[0].rows][1:]


def from_pdf(content):
    """Tables fall into lines there: each issue’s figures stand behind its name."""
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))
    glance = " ".join(text[text.rindex("At a glance") :].partition("1 The shield")[0].split())
    names = re.findall(r"(\d\.\d) ", glance)
    parts = re.split(r"\d\.\d ", glance)[1:]
    found = []
    for name, part in zip(names, parts, strict=True):
        gap = re.search(r"\d+ %|–(?= (?:Not|Agreed))", part)[0]
        said = r"(?:Agreed in substance|Agreed|Bridgeable|Blocked|Not comparable)(?: \(assessment\))?"
        verdict = re.search(said, part[part.index(gap) :])[0]
        found.append([name, gap, verdict])
    return found


def from_csv(content):
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    return [[row["Issue number"], row["Gap in per cent of the scale"], row["Verdict"]] for row in rows]


def from_json(content):
    words = {"not_comparable": "Not comparable", "agreed_in_substance": "Agreed in substance"}
    return [
        [
            row["number"],
            100 * row["gap"] if "gap" in row else "",
            words.get(row["verdict"], row["verdict"].capitalize()) + " (assessment)" * row.get("assessment", False),
        ]
        for row in json.loads(content)["comparison"]["issues"]
    ]


def from_xlsx(content):
    """The sheet of all issues at a glance, which ends with the gap, whose it is, and the verdict."""
    rows = load_workbook(io.BytesIO(content))["Grid"].iter_rows(min_row=2, values_only=True)
    return [[number, "" if gap is None else gap, verdict] for number, *_cells, gap, _between, verdict in rows]


READ = {
    "md": from_md,
    "html": from_html,
    "docx": from_docx,
    "pdf": from_pdf,
    "xlsx": from_xlsx,
    "csv": from_csv,
    "json": from_json,
}


def first_page(content):
    return pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()


HEAD = {
    "md": lambda content: content.decode().partition("\n## ")[0],
    "html": lambda content: content.decode().partition("<h2>")[0],
    "docx": lambda content: "\n".join(
        each.text for each in docx.Document(io.BytesIO(content)).paragraphs if each.style.name == "Fact"
    ),
    "pdf": first_page,
    "xlsx": lambda content: str(list(load_workbook(io.BytesIO(content))["About"].values)),
}


def figures(rows):
    """By the issue's number: the gap in whole per cent, if there is one, and the verdict."""
    found = {}
    for row in rows:
        number, gap, verdict = str(row[0]).split()[0], re.sub(r"[\s%–]", "", str(row[-2])), row[-1]
        found[number] = (round(float(gap)) if gap else None, " ".join(verdict.split()))
    return found


@pytest.mark.parametrize("format", READ)
def test_gaps_and_verdicts_are_those_of_the_comparison(format, demo):
    content = demo.browse("reader").get(demo.address, ASKED | {"format": format}).content
    told = figures(READ[format](content))
    comparison = demo.compare("2011-07-05", parties=["nato", "russia"])
    assert {number: gap for number, (gap, _verdict) in told.items()} == {
        row.number: None if row.gap is None else round(100 * row.gap) for row in comparison.leaves
    }
    assert {number: verdict for number, (_gap, verdict) in told.items()} == {
        row.number: row.verdict.replace("_", " ").capitalize() + " (assessment)" * (row.number in ON_NO_STATEMENT)
        for row in comparison.leaves
    }


@pytest.mark.parametrize("format", ["md", "html", "docx"])
def test_who_has_no_line_of_its_own_stands_in_the_table_as_its_bloc(format, demo):
    asked = {"as_of": "2011-07-05", "party": ["nato", "united-states"], "format": format}
    told = {row[0].split()[0]: row[2] for row in READ[format](demo.browse("reader").get(demo.address, asked).content)}
    assert (told["1.2"], told["1.4"]) == ("as NATO", "Iran, by name")


@pytest.mark.parametrize("format", ["md", "html", "docx", "pdf", "xlsx"])
def test_how_much_is_not_approved_is_said_at_the_head(format, as_role, member, desk):
    table = make.Table(space=desk).read()
    client, address = as_role("reader"), f"/w/desk/n/{table.talks.slug}/export/"

    def head():
        return " ".join(HEAD[format](client.get(address, ASKED | {"format": format}).content).split())

    positions.review(table.low, by=member("reviewer"), state="approved")
    assert "1 of 2 positions is not yet approved" in head()
    positions.review(table.high, by=member("reviewer"), state="questioned", note="On what?")
    assert "1 of 2 positions is questioned and not yet approved" in head()
    positions.review(table.high, by=member("reviewer"), state="approved")
    assert "approved throughout" in head()
