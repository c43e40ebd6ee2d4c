"""Who makes what depend on what: loops are named, what most hangs on comes first, and nothing later leaks."""

import re

import pytest
from django.urls import reverse

from tests import make
from tracker.agenda.models import Option
from tracker.desk.queries.conditions import fate
from tracker.statements.operations import Depends

pytestmark = pytest.mark.django_db

MEET, DEAL = ((0, "No meeting"), (100, "They meet")), ((0, "No deal"), (100, "A deal"))


@pytest.fixture(scope="module")
def laid(ground):
    """A summit that is an issue of its own, and a deal."""
    table = make.Table()
    table.summit = make.meeting(table.by, table.talks, "Chicago summit", "20 May 2012", status="cancelled")
    table.meets = make.issue(table.by, table.talks, "Do they meet", options=MEET, meeting=table.summit)
    table.deal = make.issue(table.by, table.talks, "A deal on defence", options=DEAL)
    return table


def wanted(issue, value=100):
    return Option.objects.get(issue=issue, value=value)


def look(as_role, table, **query):
    path = reverse("desk:conditions", kwargs={"ws": "desk", "n": table.talks.slug})
    return as_role("reader").get(path, query).context["shown"]


@pytest.fixture
def comes(table):
    """Russia comes to Chicago only for a deal."""
    needs = [Depends("A deal is ready", issue=table.deal, option=wanted(table.deal))]
    said = {"said": "1 July 2011", "words": "We come only for a deal.", "option": wanted(table.meets)}
    return make.statement(table.by, table.meets, table.russia, conditions=needs, **said)


@pytest.fixture
def strikes(table):
    """NATO wants the deal made in Chicago; `or_else` is another way."""

    def say(*or_else, party=table.nato, said="4 July 2011"):
        needs = [Depends("The leaders meet", meeting=table.summit), *(Depends(one, group=2) for one in or_else)]
        given = {"words": "The deal is struck in Chicago.", "option": wanted(table.deal)}
        return make.statement(table.by, table.deal, party, said=said, conditions=needs, **given)

    return say


def test_a_summit_that_waits_for_a_deal_that_waits_for_the_summit_is_named(as_role, table, comes, strikes):
    deal = strikes()
    found = look(as_role, table, as_of="2011-07-05")
    (loop,) = found.loops
    assert loop.closed and loop.verdict == "No way round on record"
    assert [(step.name, step.next) for step in loop.steps] == [
        ("Do they meet", "A deal on defence"), ("A deal on defence", "Do they meet"),
    ]  # fmt: skip
    assert [[line.href for line, _needs in step.lines] for step in loop.steps] == [
        [f"{comes.get_absolute_url()}?as_of=2011-07-05"], [f"{deal.get_absolute_url()}?as_of=2011-07-05"],
    ]  # fmt: skip
    words = "There is a loop: Do they meet waits for A deal on defence, and that for Do they meet; no way leads"
    assert words in found.sentence


def test_another_way_makes_it_a_loop_unless(as_role, table, comes, strikes):
    strikes("It is signed by post", "the envoys agree")
    (loop,) = look(as_role, table).loops
    assert not loop.closed
    assert loop.unless == ["It is signed by post and the envoys agree"]


def test_a_loop_says_where_it_rests_on_an_outcome_that_nobody_named(as_role, table, strikes):
    make.statement(table.by, table.meets, table.russia, conditions=[Depends("No deal is made", issue=table.deal)])
    strikes()
    verdict = "No way round on record; nobody says which outcome of A deal on defence is meant"
    assert look(as_role, table, as_of="2011-07-05").loops[0].verdict == verdict


def test_two_who_each_wait_for_the_other_on_one_issue_are_a_loop_of_one_step(as_role, table):
    for party in (table.nato, table.russia):
        first = [Depends("The other goes first", issue=table.deal, option=wanted(table.deal))]
        make.statement(table.by, table.deal, party, option=wanted(table.deal), conditions=first)
    found = look(as_role, table)
    assert "There is a loop: on A deal on defence each waits for the other" in found.sentence
    (step,) = found.loops[0].steps
    assert step.next == "the other" and len(step.lines) == 2


def test_what_an_option_elsewhere_needs_closes_no_loop(as_role, table, strikes):
    needs = [Depends("No deal at all", issue=table.deal, option=wanted(table.deal, 0))]
    make.statement(table.by, table.meets, table.russia, conditions=needs)
    strikes()
    assert not look(as_role, table).loops


def test_nothing_said_or_recorded_later_shows_nor_what_became_of_a_meeting(as_role, table, comes, strikes):
    strikes()
    assert not look(as_role, table, as_of="2011-06-30").lines
    assert [line.words for line in look(as_role, table, as_of="2011-07-03").lines] == [comes.words]
    assert not look(as_role, table, as_of="2011-07-05", known_at="2011-07-05").lines  # recorded today only

    def state(**query):
        return look(as_role, table, **query).lines[0].groups[0][0].state

    assert state(as_of="2012-05-19") == "Not held yet"
    assert state(as_of="2012-05-21") == "Not met: called off"
    assert "called off" in look(as_role, table, as_of="2012-05-21").loops[0].verdict


def test_a_meeting_known_to_be_held_later_is_not_held_as_then_known(table, strikes):
    (condition,) = strikes().conditions.all()
    condition.meeting.status = "held"
    assert fate(condition, {}, {}, make.when("21 May 2012").first) == "met"
    assert fate(condition, {}, {}, make.when("19 May 2012").first) == "open"


def test_an_agreed_issue_meets_the_outcome_that_all_then_state(as_role, table, comes):
    make.agenda.set_state(table.deal, by=table.by, state="agreed", effective=make.when("1 May 2012"))
    assert look(as_role, table, as_of="2012-04-30").lines[0].groups[0][0].state == "Open"
    assert look(as_role, table, as_of="2012-05-02").lines[0].groups[0][0].state == "Agreed, 1 May 2012"
    for party in (table.nato, table.russia):
        make.reading(table.by, make.position(party, table.deal), 100, effective="1 May 2012")
    assert look(as_role, table, as_of="2012-05-02").lines[0].groups[0][0].state == "Met: Agreed, 1 May 2012"


def test_that_on_which_most_hangs_comes_first(as_role, table, comes, strikes):
    for n in range(2):
        needs = [Depends(f"They meet, {n}", issue=table.meets)]
        make.statement(table.by, table.issue, table.nato, conditions=needs)
    ranked = [(each.name, each.worth) for each in look(as_role, table).keystones]
    assert ranked == [
        ("A deal on defence", "3 statements hang on it"),
        ("Do they meet", "2 statements hang on it"),
    ]


def test_the_drawing_says_in_words_what_it_shows(as_role, table, comes, strikes):
    needs = [Depends("A deal", issue=table.deal), Depends("Money & <men>")]
    make.statement(table.by, table.issue, table.nato, conditions=needs)
    strikes()
    svg = look(as_role, table).svg
    told = re.search(r"<desc[^>]*>(.*)</desc>", svg)[1]
    assert "Do they meet waits for A deal on defence, in a loop." in told
    assert "Architecture waits for A deal on defence and Money &amp; &lt;men&gt;." in told
    assert svg.count('class="box"') == 4 and svg.count(">and<") == 1 and svg.count(">a loop<") == 1


def test_a_crowd_is_drawn_in_part_and_stands_in_the_table_whole(as_role, table):
    for n in range(30):
        make.statement(table.by, table.issue, table.nato, conditions=[Depends(f"Thing {n}"), Depends("Money")])
    found = look(as_role, table)
    assert len(found.lines) == 30
    assert found.svg.count('class="box"') == 16 and found.left_out == 16


def test_moves_without_any_condition_stand_apart(as_role, table, comes):
    alone = make.statement(table.by, table.issue, table.nato, act="go_alone", words="We build it anyway.")
    make.statement(table.by, table.issue, table.russia, act="threaten", modality="hypothetical")
    make.statement(table.by, table.issue, (table.russia, True), act="concede")
    assert [each.words for each in look(as_role, table).moves] == [alone.words]


def test_no_condition_says_so(as_role, table):
    found = look(as_role, table, as_of="2011-07-05")
    assert found.sentence == "Nothing that was said by 5 July 2011 depends on a condition."
    assert not found.svg


def test_the_statement_and_the_issue_lead_to_it(as_role, table, comes):
    client, path = as_role("reader"), reverse("desk:conditions", kwargs={"ws": "desk", "n": table.talks.slug})
    assert f'href="{path}#statement-{comes.pk}"' in client.get(comes.get_absolute_url()).content.decode()
    page = client.get(table.deal.get_absolute_url(), {"as_of": "2011-07-05"})
    assert page.context["shown"].conditions == ["1 statement depends on it."]
    assert f'href="{path}?as_of=2011-07-05"' in page.content.decode()
    assert not client.get(table.deal.get_absolute_url(), {"as_of": "2011-06-01"}).context["shown"].conditions


def test_it_costs_no_more_with_more(as_role, table, comes, strikes, cost):
    strikes()
    make.statement(table.by, table.issue, table.nato, act="go_alone")
    client = as_role("reader")
    path = reverse("desk:conditions", kwargs={"ws": "desk", "n": table.talks.slug})
    client.get(path)
    few = cost(lambda: client.get(path))
    for n in range(4):
        strikes(f"Another way, {n}", party=make.party(table.by))
        make.statement(table.by, table.issue, table.nato, act="go_alone")
    assert cost(lambda: client.get(path)) == few


def test_what_needs_more_than_can_be_drawn_stands_in_the_table_alone(as_role, table):
    needs = [Depends(f"Word {n} is kept") for n in range(20)]
    make.statement(table.by, table.deal, table.nato, words="All of it, or nothing.", conditions=needs)
    shown = look(as_role, table)
    assert shown.svg == "" and shown.left_out == 1
