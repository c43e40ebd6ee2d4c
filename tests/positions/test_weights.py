"""What the statements come to by themselves stands beside what we hold; one that lies far off may be a move."""

import re

import pytest

from tests import make
from tracker.positions import operations as positions
from tracker.statements.operations import Reported

NB = "\N{NO-BREAK SPACE}"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid(ground):
    return make.Table().read()


def seen(as_role, position, day="2011-07-04"):
    return as_role("analyst").get(f"{position.get_absolute_url()}?as_of={day}").content.decode()


def say(table, value=60, **fields):
    fields.setdefault("reports", [Reported("verbatim")])
    return make.statement(table.by, table.issue, table.nato, value=value, **fields)


def test_both_values_stand_on_the_page(as_role, table):
    more = say(table, 50)  # word for word in our own notes: 1; the first is in them as it was relayed: .65
    positions.weigh(table.of_nato, by=table.by, expected=None, statement=more, reading=table.high, relation="qualifies")
    shown = seen(as_role, table.of_nato)
    assert f"at 66, by 2 statements, worth 1.9 equal ones; 24{NB}% of the scale below what we hold" in shown


def test_a_reader_is_led_from_the_value_to_the_weights(as_role, table):
    client = as_role("reader")
    page = client.get(f"{table.of_nato.get_absolute_url()}?as_of=2011-07-04").content.decode()
    assert "By its statements: weighted by the grade, by how the words reached us, and halved every 180 days;" in page
    weights = client.get(re.search(r'<a href="([^"]+)">the weights</a>', page)[1])
    assert weights.status_code == 200 and "B, usually reliable" in weights.content.decode()


def test_where_no_statement_gives_a_number_nothing_is_explained(as_role, table):
    make.reading(table.by, table.of_nato, 90, evidence=[])
    assert "By its statements" not in seen(as_role, table.of_nato)


def test_older_statements_weigh_less(as_role, table):
    table.by.workspace.half_life = 30
    table.by.workspace.save()
    fresh = say(table, 50, said="2 September 2011")  # the first is two half-lives old then
    positions.weigh(
        table.of_nato, by=table.by, expected=None, statement=fresh, reading=table.high, relation="qualifies"
    )
    assert "at 56" in seen(as_role, table.of_nato, "2011-09-02")


def test_what_gives_no_number_has_no_part_in_it(as_role, table):
    other = say(table, 10, act="expect")
    positions.weigh(
        table.of_nato, by=table.by, expected=None, statement=other, reading=table.high, relation="contradicts"
    )
    assert "at 90, by 1 statement; as we hold it" in seen(as_role, table.of_nato)


def test_a_statement_far_off_is_said_to_be_a_move_perhaps(as_role, table):
    say(table, 60)
    talks = {"ws": table.by.workspace.slug, "n": table.talks.slug}
    waiting = as_role("analyst").get(f"/w/{talks['ws']}/n/{talks['n']}/waiting/").content.decode()
    for shown in (seen(as_role, table.of_nato), waiting):
        assert f"Lies 30{NB}% of the scale below what we hold, and is graded no worse: it may be a move." in shown


def test_one_said_before_what_we_hold_took_effect_may_have_been_an_earlier_move(as_role, table):
    say(table, 60, said="1 June 2011")
    assert "was said before that took effect: it may be an earlier move." in seen(as_role, table.of_nato)


@pytest.mark.parametrize(
    "fields",
    [
        {"value": 81},  # within a tenth
        {"credibility": 3},  # graded worse than what we hold rests on
        {"reports": [Reported("outlet_summary")]},  # never moves a position alone
        {"act": "forecast"},
        {"modality": "hypothetical"},
        {"direction": "against"},
    ],
)
def test_and_otherwise_not(as_role, table, fields):
    say(table, **fields)
    assert "may be a move" not in seen(as_role, table.of_nato)


def test_nor_is_another_partys_account(as_role, table):
    lavrov = make.speaker(table.by, party=table.russia)
    say(table, 20, speaker=lavrov)
    assert "may be a move" not in seen(as_role, table.of_nato)
