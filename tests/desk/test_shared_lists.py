"""The lists that all negotiations share keep the one that people come from: its tabs, its day, what belongs to it."""

import re
from html import unescape

import pytest

from tests import make
from tracker.agenda.operations import file_document

pytestmark = pytest.mark.django_db
STATEMENTS, DOCUMENTS = "/w/desk/statements/", "/w/desk/documents/"


@pytest.fixture
def two(table):
    """Another negotiation beside that of the table, and a statement and a document of each, early and late."""
    other = make.negotiation(table.by, "Gas", [table.nato, table.russia])
    table.gas = make.statement(table.by, make.issue(table.by, other, "Price"), table.russia, words="It is dear.")
    table.late = make.statement(table.by, table.issue, table.russia, said="May 2012", words="Later still.")
    table.report = make.document(table.by, title="A late report", published="May 2012")
    file_document(table.talks, table.digest, by=table.by)
    file_document(table.talks, table.report, by=table.by)
    table.elsewhere = make.document(table.by, title="On gas")
    return table


def words(response):
    return {line.statement.words for line in response.context["shown"].lines}


@pytest.mark.parametrize("path", [STATEMENTS, DOCUMENTS])
def test_the_tabs_and_the_day_of_the_negotiation_stay(as_role, two, path):
    n = two.talks.slug
    page = as_role("reader").get(path, {"n": n, "as_of": "2011-07-05", "since": "sochi"}).content.decode()
    assert f'href="/w/desk/n/{n}/grid/?as_of=2011-07-05&amp;since=sochi"' in page
    assert f'href="{path}?n={n}&amp;as_of=2011-07-05&amp;since=sochi" aria-current="page"' in page
    assert page.count(f'<input type="hidden" name="n" value="{n}"') == 2 + (
        path == STATEMENTS
    )  # of time, filter, export
    assert "You look at 5 July 2011" in page


def test_they_list_what_belongs_to_it_up_to_the_day(as_role, two):
    client, n = as_role("reader"), two.talks.slug
    assert words(client.get(STATEMENTS, {"n": n})) == {two.said.words, two.answered.words, two.late.words}
    assert words(client.get(STATEMENTS, {"n": n, "as_of": "2011-07-05"})) == {two.said.words, two.answered.words}
    assert words(client.get(STATEMENTS, {"n": n, "known_at": "2011-07-05"})) == set()
    assert list(client.get(DOCUMENTS, {"n": n}).context["page"]) == [two.report, two.digest]
    assert list(client.get(DOCUMENTS, {"n": n, "as_of": "2011-07-05"}).context["page"]) == [two.digest]
    assert two.gas.words in words(client.get(STATEMENTS)) and two.elsewhere in client.get(DOCUMENTS).context["page"]


def test_what_is_opened_from_them_keeps_it_too(as_role, two):
    client, n = as_role("reader"), two.talks.slug
    asked = {"n": n, "as_of": "2011-07-05"}
    said = client.get(STATEMENTS, asked).content.decode()
    assert f'href="{two.said.get_absolute_url()}?as_of=2011-07-05"' in said
    text = f"{two.digest.get_absolute_url()}?n={n}&amp;as_of=2011-07-05"
    assert f'href="{text}"' in client.get(DOCUMENTS, asked).content.decode()
    assert f'href="{text}"' in client.get(two.said.get_absolute_url(), {"as_of": "2011-07-05"}).content.decode()
    reader = client.get(two.digest.get_absolute_url(), asked).content.decode()
    assert f'href="/w/desk/n/{n}/grid/?as_of=2011-07-05"' in reader
    assert f'href="{two.said.get_absolute_url()}?as_of=2011-07-05"' in reader


@pytest.mark.parametrize("path", [STATEMENTS, DOCUMENTS])
@pytest.mark.parametrize(("asked", "status"), [({"n": "none"}, 404), ({"n": "a\0"}, 404), ({"as_of": "never"}, 422)])
def test_a_negotiation_that_is_not_there_is_told_and_a_wrong_day_too(as_role, two, path, asked, status):
    assert as_role("reader").get(path, {"n": two.talks.slug} | asked).status_code == status


def test_the_pages_of_an_issue_and_a_party_lead_to_the_statements_they_count(as_role, two):
    client = as_role("reader")
    for page, expected in (
        (f"{two.issue.get_absolute_url()}?as_of=2011-07-05", {two.said.words, two.answered.words}),
        (two.russia.get_absolute_url(), {two.said.words, two.late.words, two.gas.words}),
    ):
        found = re.findall(rf'href="({STATEMENTS}\?(?:issue|holder)=[^"]*)"', client.get(page).content.decode())
        assert words(client.get(unescape(found[0]))) == expected
