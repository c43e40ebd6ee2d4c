"""The options of an issue: an analyst's are new until a lead accepts them; what is said by something stays."""

import pytest

from tests import make
from tracker.agenda.models import Option

pytestmark = pytest.mark.django_db


def path(table, rest=""):
    return f"/w/desk/n/{table.talks.slug}/issues/{table.issue.slug}/options/{rest}"


def post(client, table, rest, **typed):
    return client.post(path(table, rest), make.filled(client, path(table, rest), **typed))


def test_the_page_says_what_rests_on_each(as_role, table):
    first = table.issue.options.first()
    make.reading(table.by, table.of_russia, 0, option=first)
    page = as_role("reader").get(path(table)).content.decode()
    assert "The scale runs from 0 to 100; both ends are worded." in page
    assert "1 reading" in page and "edit/" not in page


def test_an_analyst_adds_one_and_mends_it_until_a_lead_accepts_it(as_role, table):
    analyst, lead = as_role("analyst"), as_role("lead")
    post(analyst, table, "add/", value="25", words="Shared radars")
    new = Option.objects.get(value=25)
    assert new.is_new and "New" in lead.get(path(table)).content.decode()
    assert post(analyst, table, f"{new.pk}/edit/", words="Radars shared", value="30").status_code == 302
    assert analyst.post(path(table, f"{new.pk}/accept/")).status_code == 403
    post(lead, table, f"{new.pk}/accept/")
    new.refresh_from_db()
    assert (new.is_new, new.words, new.value) == (False, "Radars shared", 30)
    assert analyst.get(path(table, f"{new.pk}/edit/")).status_code == 403
    assert analyst.get(path(table, f"{new.pk}/remove/")).status_code == 403


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"value": "101"}, "value"),
        ({"value": "NaN"}, "value"),
        ({"value": "half"}, "value"),
        ({"words": ""}, "words"),
        ({"words": "w" * 301}, "words"),
        ({"words": "a\0b"}, "words"),
        ({"value": "50"}, "__all__"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field(as_role, table, typed, field):
    response = post(as_role("analyst"), table, "add/", **{"value": "25", "words": "Shared radars"} | typed)
    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_the_words_of_one_in_use_change_and_its_value_does_not(as_role, table):
    used = table.issue.options.first()
    make.reading(table.by, table.of_russia, 0, option=used)
    client = as_role("lead")
    assert post(client, table, f"{used.pk}/edit/", words="One system").status_code == 302
    response = post(client, table, f"{used.pk}/edit/", value="5")
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["value"])
    response = post(client, table, f"{used.pk}/remove/")
    assert response.status_code == 422
    assert "rests on it: 1 readings" in response.content.decode()


def test_one_that_nothing_says_goes(as_role, table):
    spare = table.issue.options.get(value=50)
    assert post(as_role("lead"), table, f"{spare.pk}/remove/").status_code == 302
    assert not Option.objects.filter(pk=spare.pk).exists()


def test_an_option_is_found_under_its_own_issue_only(as_role, table):
    other = make.issue(table.by, table.talks, "Other").options.first()
    assert as_role("lead").get(path(table, f"{other.pk}/edit/")).status_code == 404


def test_it_costs_no_more_with_more_options(as_role, table, cost):
    client = as_role("lead")
    few = cost(lambda: client.get(path(table)))
    make.positions.add_option(table.issue, by=table.by, value=75, words="Three quarters")
    assert cost(lambda: client.get(path(table))) == few
