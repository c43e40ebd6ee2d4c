"""From change to change: the same page on the day of the one before or after."""

import pytest
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid(ground):
    desk = make.Table().read()  # on 4 July 2011
    make.reading(desk.by, desk.of_nato, 60, "1 August 2011", at=make.moment("2011-08-02"))
    return desk


def turn(client, table, to, back, **query):
    path = reverse("compare:turn", kwargs={"ws": "desk", "n": table.talks.slug})
    return client.get(path, {"to": to, "back": back, **query})


@pytest.mark.parametrize(
    ("day", "to", "found"),
    [
        ("2011-07-20", "earlier", "2011-07-04"),
        ("2011-07-20", "later", "2011-08-01"),
        ("2011-08-01", "earlier", "2011-07-04"),
        ("2011-07-04", "later", "2011-08-01"),
    ],
)
def test_it_leads_to_the_nearest_change_on_the_same_page(as_role, table, day, to, found):
    response = turn(as_role("reader"), table, to, "/w/desk/x/?party=nato&as_of=2011-07-20", as_of=day)
    assert response["Location"] == f"/w/desk/x/?party=nato&as_of={found}"


def test_where_there_is_none_the_page_stays_and_says_so(as_role, table):
    response = turn(as_role("reader"), table, "later", "/w/desk/n/missile-defence/grid/", as_of="2011-08-01")
    assert response["Location"] == "/w/desk/n/missile-defence/grid/"
    assert [str(each) for each in response.wsgi_request._messages] == ["Nothing changed after 1 August 2011."]


def test_what_was_not_known_then_is_no_change(as_role, table):
    known = "2011-08-01"  # the reading of that day was recorded the day after, all others today
    response = turn(as_role("reader"), table, "later", "/w/desk/x/", as_of="2011-07-20", known_at=known)
    assert response["Location"] == "/w/desk/x/"


@pytest.mark.parametrize(
    "back", ["//evil.example/w/desk/", "https://evil.example/", "/w/other/x/", "/w/desk//x", "", "\\evil"]
)
def test_it_leads_nowhere_else(as_role, table, back):
    response = turn(as_role("reader"), table, "later", back, as_of="2011-07-20")
    assert response["Location"] == f"/w/desk/n/{table.talks.slug}/grid/?as_of=2011-08-01"
