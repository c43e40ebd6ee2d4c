"""Whatever is typed into a brief opens, is issued or told to be mended, and is set in every format."""

import json
from datetime import date

import pytest
from django.utils import timezone

from tests import make
from tests.briefs.test_brief import path
from tests.exchange.test_docx import summary
from tracker.base.models import keep
from tracker.briefs.models import Edition
from tracker.exchange.formats import papers
from tracker.exchange.kept import kept

pytestmark = pytest.mark.django_db
ODD = [
    "-",
    "# #",
    "# \u200b",
    "#### - 1. [x]",
    "0. zero\n999. nearly a thousand\n1000. no list",
    "\n".join(f"{' ' * n}- deeper" for n in range(0, 300, 2)),
    "1. a\n" * 2_000,
    "\u2028\u2029- \x0b1. \x85- x",
    "1.\t\u202eturned\n\t- \u0645\u0631\u062d\u0628\u0627",
    "[S",
    "[S]]",
    "[[S]]",
    "[" * 20_000,
]
NO_STATEMENT = [
    "[S0]",
    "[S" + "9" * 18 + "]",
    "[S" + "9" * 400 + "]",
    "[S٣, S２]",
    "[S0" + ", S0" * 9_000 + "]",
    "# [S0]",
]


@pytest.mark.parametrize("text", ODD)
def test_it_is_issued_in_every_format(table, as_role, text):
    brief = make.brief(table.by, table.talks, text=text)
    assert as_role("analyst").get(path(brief)).status_code == 200
    edition = make.edition(table.by, brief)
    assert {file.format for file in edition.files.all()} == {each.slug for each in papers()}


DAMAGED = [
    "?",
    "[]",
    "{}",
    '{"paper": {"blocks": [{"block": "Poem"}]}, "figures": {"issues": 1}}',
    json.dumps({"paper": kept(summary()) | {"title": 5}, "figures": []}),
]


@pytest.mark.parametrize("content", DAMAGED)
def test_an_edition_that_was_brought_in_damaged_is_told_and_the_brief_still_opens(table, as_role, content):
    brief = make.brief(table.by, table.talks, text="What then?")
    edition = Edition(workspace=table.by.workspace, brief=brief, number=1, title="T", as_of=date(2011, 7, 5))
    edition.known_at, edition.content, edition.sha256, edition.issued_by = timezone.now(), content, "0" * 64, table.by
    keep(edition)
    page = as_role("reviewer").get(edition.get_absolute_url())
    assert page.status_code == 404
    assert "What was issued cannot be read here" in page.content.decode()
    page = as_role("reviewer").get(path(brief))
    assert "Its figures cannot be read here" in str(page.context["preview"])


@pytest.mark.parametrize("text", NO_STATEMENT)
def test_or_it_is_told_that_it_cites_no_statement(table, as_role, text):
    brief = make.brief(table.by, table.talks, text=text)
    page = as_role("analyst").get(path(brief))
    assert page.status_code == 200
    assert page.context["blocks"][0].found
    assert as_role("analyst").get(path(brief, "edit_block", block=brief.blocks.first().pk)).status_code == 200
