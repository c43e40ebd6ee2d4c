"""Coverage: how well each pair of party and issue is known, and whom to hear first."""

import pytest
from django.urls import reverse

from tests import make
from tracker.compare import pairs
from tracker.desk.shown import coverage

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid(ground):
    return make.Table().read()


def look(client, table, **query):
    return client.get(reverse("desk:coverage", kwargs={"ws": "desk", "n": table.talks.slug}), query)


def test_every_pair_stands_in_the_map_with_how_well_it_is_known(as_role, table):
    make.issue(table.by, table.talks, "Libya")
    found = look(as_role("reader"), table, as_of="2011-07-05").context["shown"]
    assert {words: number for _mark, words, number in found.counts} == {"one root only": 2, "nothing on record": 2}
    assert "2 parties on 2 issues make 4 positions." in found.sentence
    assert "Of 2 nothing is on record." in found.sentence


def test_what_is_worth_most_to_know_comes_first_and_all_of_it_is_listed(as_role, table):
    for n in range(5):
        make.issue(table.by, table.talks, f"Question {n}")
    found = look(as_role("reader"), table, as_of="2011-07-05").context["shown"]
    assert len(found.wanted) == 12
    # salience 80 of the one issue spoken on: gap .8, fresh, one root: 80 x .8 x .5; of which nothing is known: 50 x 1
    assert found.wanted[0].worth.startswith("worth 50 of 100")
    assert "worth 32 of 100" in [each.worth for each in found.wanted]


def test_of_a_crowd_each_issue_and_each_party_stands_with_how_often_the_map_would_show_each_square(
    as_role, table, monkeypatch
):
    make.issue(table.by, table.talks, "Arms control")
    libya = make.issue(table.by, table.talks, "Libya")
    make.reading(table.by, make.position(table.nato, libya), None)  # neutral
    make.reading(table.by, make.position(table.russia, libya), 50)  # on no evidence
    whole = look(as_role("reader"), table, as_of="2011-07-05").context["shown"]
    monkeypatch.setattr(pairs, "MOST_PARTIES", 1)
    response = look(as_role("reader"), table, as_of="2011-07-05")
    shown = response.context["shown"]
    looks = [words for _mark, words, _number in shown.counts]
    assert looks == ["one root only", "a reading that no statement supports", "neutral", "nothing on record"]
    squares = [(line.row.issue.title, *str(mark).split('aria-label="')[1].split('"')[0].split(": "))
               for line in whole.agenda for _party, _href, mark in line.marks]  # fmt: skip

    def counted(place, name):
        return [sum(square[place] == name and square[2] == look for square in squares) for look in looks]

    assert (whole.tallies, shown.agenda) == ([], [])
    assert [(what, [(str(line.name), line.counts) for line in lines]) for what, lines in shown.tallies] == [
        ("Issue", [(name, counted(0, name)) for name in dict.fromkeys(square[0] for square in squares)]),
        ("Party", [("NATO", counted(1, "NATO")), ("Russia", counted(1, "Russia"))]),
    ]
    region = '<div class="wide" role="region" aria-label="Issues and parties" tabindex="0"><table class="tbl tallies"'
    assert region in response.content.decode()  # of nine looks it is wider than a telephone


@pytest.mark.parametrize(("issues", "rest"), [(0, "1 more is in the file."), (1, "3 more are in the file.")])
def test_what_the_list_to_find_out_leaves_to_the_file_is_counted(as_role, table, monkeypatch, issues, rest):
    for n in range(issues):
        make.issue(table.by, table.talks, f"Question {n}")
    whole = look(as_role("reader"), table, as_of="2011-07-05")
    monkeypatch.setattr(coverage, "LISTED", 1)
    response = look(as_role("reader"), table, as_of="2011-07-05")
    assert response.context["shown"].wanted == whole.context["shown"].wanted[:1]
    assert rest in response.content.decode() and "in the file." not in whole.content.decode()


def test_an_empty_table_says_what_is_missing(as_role):
    talks = make.negotiation(make.lead_of(make.workspace()), "Empty")
    response = as_role("reader").get(reverse("desk:coverage", kwargs={"ws": "desk", "n": talks.slug}))
    assert "Nothing to cover yet" in response.content.decode()


def test_it_costs_no_more_with_more_issues(as_role, table, cost):
    client = as_role("reader")
    look(client, table)
    few = cost(lambda: look(client, table))
    for n in range(4):
        issue = make.issue(table.by, table.talks, f"Question {n}")
        make.reading(table.by, make.position(table.nato, issue), 50)
    assert cost(lambda: look(client, table)) == few
