"""A statement weighed anew, from the page of the position."""

import pytest
from django.urls import reverse

from tests import make
from tracker.agenda.when import NOW
from tracker.positions.models import Evidence

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid(ground):
    table = make.Table().read()
    table.waits = make.statement(table.by, table.issue, table.nato, words="Slowly.")
    return table


def path(table, statement, reading=None):
    address = reverse("positions:weigh", kwargs={"ws": "desk", "pk": table.of_nato.pk})
    return f"{address}?statement={statement.pk}{f'&reading={reading.pk}' if reading else ''}&as_of=2011-07-10"


def send(client, address, **typed):
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields} | typed
    return client.post(address, {name: str(value) for name, value in values.items() if value is not None})


def bears(table):
    rows = Evidence.objects.filter(reading=table.high).newest(NOW)
    return {row.statement_id: (row.relation, row.note) for row in rows}


def test_support_becomes_a_qualification(as_role, table):
    client = as_role("analyst")
    form = client.get(path(table, table.answered, table.high)).context["form"]
    assert (form["relation"].value(), form["reading"].value()) == ("supports", table.high.pk)
    response = send(client, path(table, table.answered), relation="qualifies", note="On a second look.")
    assert response["Location"] == table.of_nato.get_absolute_url() + "?as_of=2011-07-10"
    assert bears(table) == {table.answered.pk: ("qualifies", "On a second look.")}


def test_a_statement_is_added_to_the_reading_in_force_and_taken_back(as_role, table):
    send(as_role("analyst"), path(table, table.waits), relation="contradicts")
    assert bears(table)[table.waits.pk] == ("contradicts", "")
    send(as_role("analyst"), path(table, table.waits), relation="not_weighed")
    assert table.waits.pk not in bears(table)


def test_what_waits_is_weighed_with_one_button_of_the_positions_page(as_role, table):
    page = as_role("analyst").get(table.of_nato.get_absolute_url() + "?as_of=2011-07-10")
    (item,) = page.context["shown"].waiting
    to = page.context["shown"].weigh
    response = as_role("analyst").post(to, dict(item.weighing.fields) | {"relation": "supports"})
    assert response["Location"].startswith(table.of_nato.get_absolute_url())
    assert bears(table)[table.waits.pk] == ("supports", "")


def test_of_two_the_second_is_told(as_role, member, table):
    client = as_role("reviewer")
    form = client.get(path(table, table.waits)).context["form"]
    values = {name: form[name].value() for name in form.fields} | {"relation": "supports", "note": "Mine."}
    send(as_role("analyst"), path(table, table.waits), relation="contradicts")
    response = client.post(path(table, table.waits), {name: str(v) for name, v in values.items() if v is not None})
    page = response.content.decode()
    assert response.status_code == 409 and f"{member('analyst')} weighed this" in page and "Mine." in page


@pytest.mark.parametrize("query", ["", "statement=", "statement=x", "statement=999999999999999999999", "statement=%00"])
def test_a_statement_that_is_not_there_is_not_found(as_role, table, query):
    address = reverse("positions:weigh", kwargs={"ws": "desk", "pk": table.of_nato.pk})
    assert as_role("analyst").get(f"{address}?{query}").status_code == 404


def test_a_statement_of_another_party_is_not_weighed_here(as_role, table):
    assert as_role("analyst").get(path(table, table.said)).status_code == 404
