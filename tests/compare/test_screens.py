"""The side by side of more issues than a screen holds, of two parties or of one at two dates."""

import re

import pytest

from tests import make
from tests.compare.test_side_by_side import look, section
from tracker.compare.shown import side

pytestmark = [pytest.mark.django_db, pytest.mark.read]


@pytest.fixture
def four(table, monkeypatch):
    """Architecture and three issues more, of which a screen holds two."""
    monkeypatch.setattr(side, "SCREEN", 2)
    table.more = [make.issue(table.by, table.talks, title) for title in ("Command", "Costs", "Deadline")]
    for issue, at in zip(table.more, (20, 60, 90), strict=True):
        make.reading(table.by, make.position(table.nato, issue), at, evidence=[table.answered])
        make.reading(table.by, make.position(table.russia, issue), 20, evidence=[table.said])
    return table


def titles(response):
    return re.findall(r'class="pair".*?<bdi>(.*?)</bdi></h2>', response.content.decode())


def test_a_screen_of_issues_comes_whole_and_the_others_when_they_are_seen(as_role, four):
    response = look(as_role("reader"), four)
    assert titles(response) == ["Architecture", "Command"]
    assert response.content.decode().count('class="pair waits" id="') == 2
    (group,) = response.context["side"].later
    assert f"?{group.query.replace('&', '&amp;')}" in response.content.decode()
    seen = as_role("reader").get(f"/w/desk/n/{four.talks.slug}/compare/sections/?{group.query}")
    assert titles(seen) == ["Costs", "Deadline"]
    assert '<section class="pair" id="costs"' in seen.content.decode()
    assert titles(as_role("reader").get(f"/w/desk/n/{four.talks.slug}/compare/?{group.query}")) == ["Costs", "Deadline"]


def test_what_they_come_to_is_of_all_issues_whichever_are_on_the_screen(as_role, four):
    shown = look(as_role("reader"), four).context["side"]
    assert dict(shown.counts) == {"bridgeable": 3, "agreed_in_substance": 1}
    assert shown.distances[0][2].startswith("weighted by salience, on 4 issues, coverage 100")
    assert [line.title for line in shown.widest] == ["Architecture", "Deadline"]
    assert shown.more_lines == "Show all 4 issues"


def test_all_of_it_comes_at_once_to_be_printed(as_role, four):
    whole = look(as_role("reader"), four, all="yes")
    assert titles(whole) == ["Architecture", "Command", "Costs", "Deadline"]
    assert len(whole.context["side"].widest) == 4
    assert 'class="pair waits"' not in whole.content.decode()


@pytest.mark.parametrize("start", ["0", "-1", "5", "999999999", "many", ""])
def test_a_place_that_there_is_not_is_the_first(as_role, four, start):
    assert titles(look(as_role("reader"), four, start=start)) == ["Architecture", "Command"]


def test_an_order_and_a_filter_hold_on_every_screen_and_say_how_much_they_hide(as_role, four):
    asked = {"order": "gap", "show": "differ"}
    first = look(as_role("reader"), four, **asked)
    assert titles(first) == ["Architecture", "Deadline"]
    assert "3 of 4 issues shown; 1 hidden by the filter" in first.content.decode()
    (group,) = first.context["side"].later
    assert titles(as_role("reader").get(f"/w/desk/n/{four.talks.slug}/compare/sections/?{group.query}")) == ["Costs"]
    assert "order=gap&show=differ" in first.context["link"]
    nothing = look(as_role("reader"), four, verdict="blocked")
    assert "No issue is left by this filter" in nothing.content.decode()
    assert dict(nothing.context["side"].counts)["bridgeable"] == 3


def test_what_the_address_asks_for_in_vain_is_told(as_role, table):
    page = look(as_role("reader"), table, order="beauty").content.decode()
    assert "Not understood, and left out: order=beauty." in page


def test_it_costs_no_more_with_more_issues(as_role, four, cost):
    client = as_role("reader")
    for query in ({}, {"since": "2011-07-01", "order": "gap", "show": "differ"}, {"all": "yes"}):
        look(client, four, **query)
        few = cost(lambda query=query: look(client, four, **query))
        make.reading(four.by, make.position(four.nato, make.issue(four.by, four.talks, str(query))), 70)
        assert cost(lambda query=query: look(client, four, **query)) == few


def test_of_many_quotations_the_newest_are_shown_and_the_others_are_with_the_position(as_role, table):
    said = [make.statement(table.by, table.issue, table.nato, value=80, words=f"Number {n}.") for n in range(5)]
    make.reading(table.by, table.of_nato, 80, evidence=said)
    response = look(as_role("reader"), table)
    nato = section(response, table.issue).cells[0]
    assert [quote.words for quote in nato.quotes] == ["Number 4.", "Number 3.", "Number 2."]
    assert (nato.more, section(response, table.issue).counted) == ("2 more of NATO", "6 quotations")
    assert "2 more of NATO</a>" in response.content.decode()


# One party against itself ---------------------------------------------------------------------------------------------
def test_one_party_is_compared_with_itself_at_two_dates(as_role, four):
    make.reading(four.by, four.of_nato, 60, "20 July 2011", low=50, low_bound="firm")
    make.reading(four.by, make.position(four.nato, make.issue(four.by, four.talks, "Seats")), 5, "20 July 2011")
    response = look(as_role("reader"), four, party=["nato"], since="sochi", as_of="2011-08-01")
    shown = response.context["side"]
    assert shown.heading == "NATO, Sochi and 1 Aug 2011"
    assert shown.sentence == (
        "NATO since 4 Jul 2011 (Sochi): softened on “Architecture”; new on record on “Seats”. "
        "On 3 issues it stands where it stood."
    )
    first = section(response, four.issue)
    assert [(str(cell.party), cell.says[:8]) for cell in first.cells] == [
        ("4 Jul 2011", "Between "),
        ("1 Aug 2011", "Between "),
    ]
    assert "(90)" in first.divides or "at 90" in first.divides
    assert first.verdict_words == "Softened"
    assert "30\N{NO-BREAK SPACE}% of the scale. Its red line is now at 50." in first.divides
    assert shown.became == [("As it was", 3), ("Softened", 1), ("New on record", 1)]
    assert "What stayed" in response.content.decode()
    assert "blocked" not in first.shared + first.divides + shown.sentence


def test_it_takes_a_day_to_compare_a_party_with_itself(as_role, table):
    alone = look(as_role("reader"), table, party=["nato"]).context["side"]
    assert [str(party) for party in alone.parties] == ["NATO", "Russia"]
    page = look(as_role("reader"), table, since="sochi")
    assert "NATO against itself" in page.content.decode()
    gone = look(as_role("reader"), table, party=["nato"], since="2011-07-01", as_of="2011-07-02")
    assert gone.context["side"].sentence == "Since 1 Jul 2011 NATO has not moved on anything that is on record."
