"""The latest, the strongest and the official line of a party stand side by side."""

import pytest

from tests import make
from tracker.positions.operations import correct

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid(ground):
    return make.Table().read()  # on 4 July 2011 Russia at 10, NATO at 90


def shown(as_role, table, day="2011-09-01"):
    return as_role("reader").get(f"{table.of_nato.get_absolute_url()}?as_of={day}").context["shown"]


def said(found):
    return {line.name: (line.stood, line.since) for line in found.lines}


def test_a_later_line_may_be_softer_than_the_strongest(as_role, table):
    make.reading(table.by, table.of_nato, 100, "1 August 2011")
    make.reading(table.by, table.of_nato, 50, "10 August 2011")
    found = shown(as_role, table)
    assert said(found)["Latest"] == ("“Joint centres” (50)", "10 Aug 2011")
    assert said(found)["Strongest"] == ("“Two systems that cooperate” (100)", "1 Aug 2011")
    assert found.softer
    assert not shown(as_role, table, "2011-08-05").softer  # the later one is not yet in force


def test_what_was_corrected_is_no_line(as_role, table):
    slip = make.reading(table.by, table.of_nato, 100, "1 August 2011")
    table.of_nato.refresh_from_db()
    correct(
        slip, by=table.by, expected=table.of_nato.version, effective=make.when("1 August 2011"), stance="value",
        stated=80, summary="They meant 80.",
    )  # fmt: skip
    assert said(shown(as_role, table))["Strongest"][0].startswith("At 90")


def test_official_is_what_binds_the_party(as_role, table):
    deputy = make.speaker(table.by, party=table.nato, authority=60)
    head = make.speaker(table.by, party=table.nato, authority=95)
    by_head = make.statement(table.by, table.issue, table.nato, value=100, said="1 August 2011", speaker=head)
    by_deputy = make.statement(table.by, table.issue, table.nato, value=50, said="9 August 2011", speaker=deputy)
    make.reading(table.by, table.of_nato, 100, "1 August 2011", evidence=[by_head])
    make.reading(table.by, table.of_nato, 50, "10 August 2011", evidence=[by_deputy])
    found = said(shown(as_role, table))
    assert found["Latest"][0] == "“Joint centres” (50)"
    assert found["Official"] == ("“Two systems that cooperate” (100)", "1 Aug 2011")


def test_with_one_reading_there_is_one_line_and_nothing_to_tell_apart(as_role, table):
    assert not shown(as_role, table).lines
