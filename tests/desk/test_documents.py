import re

import pytest
from django.urls import reverse

from tests import make
from tracker.agenda.operations import file_document
from tracker.statements.operations import Reported, add_report

pytestmark = pytest.mark.django_db


def look(client, ws="desk", **query):
    return client.get(reverse("desk:documents", kwargs={"ws": ws}), query)


def rows(response):
    body = response.content.decode().partition("<tbody")[2].partition("</tbody>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in re.findall(r"<tr.*?</tr>", body, re.S)]


def test_documents_stand_newest_first_each_with_its_outlet_grade_and_statements(as_role, desk):
    table = make.Table(by=make.lead_of(desk))
    old = make.document(table.by, title="An older speech", published="2010")
    add_report(table.answered, Reported("relayed", table.digest), by=table.by)
    add_report(table.said, Reported("verbatim", table.digest), by=table.by)
    response = look(as_role("reader"))
    assert rows(response) == [
        f"{table.digest.title} RIA Novosti B 5 Jul 2011 2 statements",
        "An older speech no outlet 2010 0 statements",
    ]
    assert f'href="{old.get_absolute_url()}"' in response.content.decode()


def test_a_document_without_a_day_stands_last_and_says_so(as_role, desk):
    by = make.lead_of(desk)
    make.sources.add_document(by=by, title="Undated", text="Words.")
    make.document(by, title="Dated", published="1950")
    assert [row.split()[0] for row in rows(look(as_role("reader")))] == ["Dated", "Undated"]
    assert "day not known" in rows(look(as_role("reader")))[1]


def test_where_there_is_none_it_says_to_who_may_how_to_bring_the_first(as_role, desk):
    page = look(as_role("analyst")).content.decode()
    assert "import_document FILE --workspace desk" in page and "/w/desk/documents/add/" in page
    assert "/documents/add/" not in look(as_role("reader")).content.decode()


def test_strangers_and_other_workspaces_see_nothing_of_it(as_role, desk):
    make.Table(by=make.lead_of(make.workspace("other")))
    assert look(as_role("stranger")).status_code == 404
    assert look(as_role("lead"), ws="other").status_code == 404
    assert rows(look(as_role("reader"))) == []


@pytest.mark.parametrize("number", ["2", "999", "x", "-1"])
def test_fifty_stand_on_a_page_and_any_number_leads_to_one(as_role, desk, number):
    by = make.lead_of(desk)
    for n in range(51):
        make.document(by, title=f"Text {n}")
    page = look(as_role("reader"), page=number)
    assert len(rows(page)) == (50 if number == "x" else 1)
    assert "of 51" in page.content.decode()


def test_a_hostile_title_is_shown_as_text(as_role, desk):
    make.document(make.lead_of(desk), title='<img src=x onerror="alert(1)">')
    assert "<img" not in look(as_role("reader")).content.decode()


def test_it_costs_no_more_with_more_documents(as_role, desk, cost):
    table = make.Table(by=make.lead_of(desk))
    client = as_role("reader")
    look(client)
    few = cost(lambda: look(client))
    for _ in range(4):
        text = make.document(table.by, outlet=make.outlet(table.by))
        add_report(table.said, Reported("relayed", text), by=table.by)
    assert cost(lambda: look(client)) == few <= 7


@pytest.fixture
def shelf(desk):
    """Three texts: of RIA Novosti and coded; of July 2011, filed; and one of which nothing is known."""
    table = make.Table(by=make.lead_of(desk))
    july = make.document(table.by, title="Sochi, again", published="July 2011")
    file_document(table.talks, july, by=table.by)
    make.sources.add_document(by=table.by, title="100% of nothing", text="Words.")
    return table


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({"title": "SOCHI"}, ["Sochi, again"]),
        ({"title": "%"}, ["100% of nothing"]),
        ({"uncoded": "on"}, ["Sochi, again", "100% of nothing"]),
        ({"negotiation": "missile-defence"}, ["Sochi, again"]),
        ({"published_from": "20 July 2011"}, ["Sochi, again"]),
        ({"published_from": "August 2011"}, []),
        ({"published_to": "June 2011"}, []),
        ({"published_from": "5 July 2011", "published_to": "5 July 2011", "uncoded": "on"}, ["Sochi, again"]),
    ],
)
def test_it_is_narrowed_by_what_is_asked(as_role, shelf, asked, titles):
    found = rows(look(as_role("reader"), **asked))
    assert len(found) == len(titles) and all(row.startswith(title) for row, title in zip(found, titles, strict=True))


def test_it_is_narrowed_to_an_outlet_of_this_workspace(as_role, shelf):
    assert [row.startswith(shelf.digest.title) for row in rows(look(as_role("reader"), outlet=shelf.ria.pk))] == [True]
    foreign = make.outlet(make.lead_of(make.workspace("other")))
    assert look(as_role("reader"), outlet=foreign.pk).status_code == 422


@pytest.mark.parametrize(
    "asked", [{"published_from": "someday"}, {"negotiation": "none"}, {"title": "a\0b"}, {"outlet": "x"}]
)
def test_what_cannot_be_looked_for_is_told_beside_the_field_and_all_is_shown(as_role, shelf, asked):
    response = look(as_role("reader"), **asked)
    assert (response.status_code, list(response.context["form"].errors)) == (422, list(asked))
    assert len(rows(response)) == 3


def test_the_next_page_keeps_what_was_asked(as_role, desk):
    by = make.lead_of(desk)
    for n in range(51):
        make.document(by, title=f"Text {n}")
    assert "title=Text&amp;page=2" in look(as_role("reader"), title="Text").content.decode()
