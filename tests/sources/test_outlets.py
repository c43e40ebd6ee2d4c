"""The list of outlets."""

import re

import pytest

from tests import make
from tracker.sources.models import Outlet
from tracker.statements.operations import Heard, Reported, add_report

pytestmark = pytest.mark.django_db
PATH = "/w/desk/outlets/"


def rows(response):
    body = response.content.decode().partition("<tbody")[2].partition("</tbody>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in re.findall(r"<tr.*?</tr>", body, re.S)]


def test_each_stands_with_its_kind_its_grade_and_what_rests_on_it(as_role, table):
    interfax = make.outlet(table.by, "Interfax", "C")
    add_report(
        table.answered, Reported("relayed", table.digest, chain=[Heard(table.ria), Heard(interfax)]), by=table.by
    )
    assert rows(as_role("reader").get(PATH)) == [
        "Interfax Agency C: fairly reliable 0 documents 0 statements 1 relayed",
        "RIA Novosti Agency B: usually reliable 1 document 2 statements 0 relayed",
    ]


def test_a_lead_has_seen_one_or_all_of_the_new_ones(as_role, member, table):
    new = [make.outlet(member("analyst")) for _ in range(3)]
    client = as_role("lead")
    assert client.get(PATH).content.decode().count('name="only"') == 3
    client.post(f"{PATH}seen/", {"only": new[0].pk})
    assert Outlet.objects.filter(is_new=True).count() == 2
    client.post(f"{PATH}seen/", {"only": ""})
    assert not Outlet.objects.filter(is_new=True).exists()
    assert client.post(f"{PATH}seen/", {"only": ""}).status_code == 422


def test_it_costs_no_more_with_more_outlets(as_role, table, cost):
    client = as_role("lead")
    client.get(PATH)
    few = cost(lambda: client.get(PATH))
    for _ in range(4):
        text = make.document(table.by, outlet=make.outlet(table.by))
        add_report(table.said, Reported("relayed", text), by=table.by)
    assert cost(lambda: client.get(PATH)) == few <= 10
