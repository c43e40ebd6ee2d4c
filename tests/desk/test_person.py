"""One who is quoted."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid(ground):
    table = make.Table()
    table.envoy = make.speaker(table.by, "Dmitry Rogozin", table.russia, "Envoy", make.when("January 2008"))
    return table


def look(client, speaker):
    return client.get(f"/w/desk/people/{speaker.pk}/").content.decode()


def test_it_says_in_a_sentence_what_they_are_and_how_much_they_said(as_role, table):
    assert (
        "Envoy for Russia, since Jan 2008, authority 90 of 100, the official line. Nothing they said is on record."
        in look(as_role("reader"), table.envoy)
    )
    make.statement(table.by, table.issue, table.russia, speaker=table.envoy, said="1 July 2011")
    page = look(as_role("reader"), table.envoy)
    assert "One statement on record, the newest of 1 Jul 2011." in page and table.issue.title in page


def test_each_statement_says_in_which_post_and_with_how_much_authority_it_was_said(as_role, table):
    until, since = make.when("22 December 2011"), make.when("23 December 2011")
    person = make.speaker(table.by, "One Voice", table.russia, "Adviser", until=until, authority=40)
    make.actors.add_post(person, by=table.by, party=table.russia, title="Minister", since=since, authority=90)
    for day in ("1 July 2011", "1 February 2012"):
        make.statement(table.by, table.issue, table.russia, speaker=person, said=day)
    page = look(as_role("reader"), person)
    assert "as Adviser, authority 40 of 100<" in page and "as Minister, authority 90 of 100, the official line" in page


def test_twenty_statements_stand_there_newest_first_and_the_rest_is_counted(as_role, table):
    for day in range(1, 23):
        make.statement(
            table.by, table.issue, table.russia, speaker=table.envoy, said=f"{day} July 2011", words=f"Day {day}."
        )
    page = look(as_role("reader"), table.envoy)
    assert page.index("Day 22.") < page.index("Day 3.") and "Day 2.<" not in page
    assert "2 older statements" in page


def test_a_reader_is_offered_no_change_an_analyst_a_post_and_a_name_a_lead_all(as_role, table):
    offered = {role: look(as_role(role), table.envoy) for role in ("reader", "analyst", "lead")}
    assert "/posts/add/" not in offered["reader"]
    assert (
        "/posts/add/" in offered["analyst"]
        and "/names/add/" in offered["analyst"]
        and "/edit/" not in offered["analyst"]
    )
    assert "/edit/" in offered["lead"] and "/remove/" in offered["lead"]


def test_it_costs_no_more_with_more_posts_and_statements(as_role, table, cost):
    client = as_role("reader")
    make.statement(table.by, table.issue, table.russia, speaker=table.envoy)
    look(client, table.envoy)
    few = cost(lambda: look(client, table.envoy))
    for _ in range(4):
        make.statement(table.by, table.issue, table.russia, speaker=table.envoy)
        make.actors.add_post(table.envoy, table.nato, by=table.by, title="Guest")
    assert cost(lambda: look(client, table.envoy)) == few
