"""The export from the shell is the one that the page downloads."""

import re

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db
MADE = re.compile(rb"^- Made: .*$", re.MULTILINE)


@pytest.fixture
def write(demo, capsysbinary):
    def export(**given):
        asked = {"workspace": "demo", "negotiation": demo.talks.slug, "format": "csv"} | given
        call_command("export", **asked)
        return capsysbinary.readouterr().out

    return export


@pytest.mark.parametrize("format", ["md", "csv"])
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"party": ["russia", "nato"], "as_of": "2011-07-05"},
        {"party": ["nato"], "as_of": "2012", "known_at": "2012-01-01", "since": "lisbon-2010"},
        {"as_of": "2011-07-05", "known_at": "2011-07-06T12:00+02:00", "since": "2010-11-20"},
    ],
)
def test_it_writes_what_the_page_downloads(format, asked, demo, write):
    page = demo.browse("reader").get(demo.address, asked | {"format": format}).content
    assert MADE.sub(b"", write(**asked, format=format)) == MADE.sub(b"", page)
    assert len(page) > 5000


def test_it_says_that_nobody_but_the_command_made_it(write):
    assert b"by the export command" in write(format="md")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"workspace": "elsewhere"}, "There is no workspace “elsewhere”. There are: demo."),
        ({"negotiation": "talks"}, "Demo desk has no negotiation “talks”. There are: nato-russia-missile-defence."),
        ({"format": "odt"}, "We do not export as “odt”. There are: md, docx, pdf, html, xlsx, csv, json."),
        (
            {"party": ["china"]},
            "No party “china” takes part in this negotiation. There are: nato, russia, united-states.",
        ),
        ({"as_of": "31 June 2011"}, "--as-of: June has 30 days."),
        ({"known_at": "yesterday"}, "--known-at: This is not a moment we can read."),
        ({"since": "nowhere"}, "This negotiation has no meeting “nowhere”. There are: lisbon-2010,"),
    ],
)
def test_it_refuses_with_a_sentence_and_writes_nothing(asked, words, write, capsysbinary):
    with pytest.raises(CommandError) as told:
        write(**asked)
    assert str(told.value).startswith(words)
    assert told.value.returncode != 0
    assert capsysbinary.readouterr().out == b""
