"""The same figures stand in every format, as other programs read them back."""

import csv
import io
import json
import re

import docx
import pypdfium2
import pytest
from markdown_it import MarkdownIt

pytestmark = pytest.mark.django_db
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
        verdict = re.search(r"(Agreed in|Agreed|Bridgeable|Blocked|Not comparable)", part[part.index(gap) :])[0]
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
            words.get(row["verdict"], row["verdict"].capitalize()),
        ]
        for row in json.loads(content)["comparison"]["issues"]
    ]


READ = {"md": from_md, "html": from_html, "docx": from_docx, "pdf": from_pdf, "csv": from_csv, "json": from_json}


def figures(rows):
    """By the issue's number: the gap in whole per cent, if there is one, and the verdict's first word."""
    found = {}
    for row in rows:
        number, gap, verdict = str(row[0]).split()[0], re.sub(r"[\s%–]", "", str(row[-2])), row[-1]
        found[number] = (round(float(gap)) if gap else None, " ".join(verdict.split()[:2]))
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
        row.number: " ".join(row.verdict.replace("_", " ").capitalize().split()[:2]) for row in comparison.leaves
    }
