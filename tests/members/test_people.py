"""Who works here: read by everybody, changed by leads, and never left without one."""

import pytest

from tests import make
from tracker.accounts.permissions import ROLES, Can
from tracker.members.operations import admit, invite, switch_off

pytestmark = pytest.mark.django_db
WHERE = "/w/desk/members/"


def page(client):
    return client.get(WHERE).context["shown"]


def test_everybody_reads_who_works_here_since_when_and_who_left(as_role, member):
    lead = member("lead")
    jonas = admit(make.user(name="Jonas Weber"), role="analyst", by=lead)
    make.party(jonas)
    left = admit(make.user(name="Ann Old"), role="reviewer", by=lead)
    switch_off(left, by=lead, was="reviewer")
    shown = page(as_role("reader"))
    told = {person.name: (person.role, bool(person.since), bool(person.last)) for person in shown.here}
    assert told["Jonas Weber"] == ("Analyst", True, True)
    assert [person.name for person in shown.gone] == ["Ann Old"]
    assert "one leads" in shown.sentence


def test_the_table_of_permissions_says_what_the_code_does(as_role):
    table = page(as_role("reader")).table
    assert len(table) == len(Can)
    assert [sum(column) for column in zip(*(allowed for _, allowed in table), strict=True)] == [
        len(ROLES[role]) for role in ("reader", "analyst", "reviewer", "lead")
    ]


@pytest.mark.parametrize("role", ["reviewer", "analyst", "reader"])
def test_only_leads_see_addresses_and_are_offered_to_change_anything(as_role, member, role):
    other = member("lead")
    invite(by=other, role="reader", email="new@example.org")
    seen = as_role(role).get(WHERE).content.decode()
    assert other.user.email not in seen and "/role/" not in seen and "new@example.org" not in seen
    assert "new@example.org" in as_role("lead").get(WHERE).content.decode()


def test_it_costs_no_more_with_more_members(as_role, member, desk, cost):
    client = as_role("lead")
    invite(by=member("lead"), role="reader")
    client.get(WHERE)
    few = cost(lambda: client.get(WHERE))
    for role in ("reader", "analyst", "lead"):
        invite(by=make.member(desk, "lead"), role=role)
        make.party(make.member(desk, "lead"))
    assert cost(lambda: client.get(WHERE)) == few
