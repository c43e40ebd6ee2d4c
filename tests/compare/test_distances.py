from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from tracker.agenda.operations import set_state
from tracker.analysis.distance import LEAST_COVERAGE
from tracker.compare.shown import distances
from tracker.positions.operations import seat

pytestmark = [pytest.mark.django_db, pytest.mark.read]


def look(client, table, **query):
    path = reverse("compare:distances", kwargs={"ws": "desk", "n": table.talks.slug})
    return client.get(path, {"as_of": "2011-07-05", **query})


def pairs(response):
    return [(row.slug, row.distance, row.coverage) for row in response.context["shown"].pairs]


def third(table, name="Poland", stated=None, **fields):
    """Another party at the table, with a reading on evidence if it states something."""
    party = make.party(table.by, name, symbol=3)
    seat(table.talks, party, by=table.by, **fields)
    if stated is not None:
        said = make.statement(table.by, table.issue, party, value=stated)
        make.reading(table.by, make.position(party, table.issue), stated, evidence=[said])
    return party


def test_every_pair_is_a_square_and_a_line_of_the_table(as_role, table):
    third(table, stated=80)
    response = look(as_role("reader"), table)
    whole = "100\N{NO-BREAK SPACE}%"
    assert pairs(response) == [
        ("nato,russia", "0.80", whole),
        ("russia,poland", "0.70", whole),
        ("nato,poland", "0.10", whole),
    ]
    drawn = response.context["shown"].pictures["map"].svg
    assert drawn.count(">0.80<") == 2 and drawn.count(">0.10<") == 2
    assert "Farthest apart are NATO and Russia, 0.80" in response.content.decode()


def test_those_that_are_near_stand_together(as_role, table):
    third(table, stated=80)
    drawn = look(as_role("reader"), table).context["shown"].pictures["map"].svg
    names = [drawn.index(f">{name}</text>") for name in ("Russia", "Poland", "NATO")]
    assert names == sorted(names) or names == sorted(names, reverse=True)


def test_there_is_no_number_where_too_little_is_on_record(as_role, table):
    for _ in range(3):
        make.issue(table.by, table.talks)
    response = look(as_role("reader"), table)  # 80 of 80 + 3 x 50
    assert pairs(response) == [("nato,russia", "0.80", "35\N{NO-BREAK SPACE}%")]
    make.issue(table.by, table.talks)
    response = look(as_role("reader"), table)  # of 80 + 4 x 50
    assert pairs(response) == [("nato,russia", "–", "29\N{NO-BREAK SPACE}%")]
    shown = response.context["shown"]
    assert "0.80" not in shown.pictures["map"].svg
    assert "lines" not in shown.pictures and "On no day is enough on record to draw." in response.content.decode()
    assert "too little on record to say" in shown.pairs[0].why
    assert LEAST_COVERAGE == 0.3


def test_a_bloc_that_is_not_counted_takes_no_part(as_role, table):
    third(table, "European Union", stated=40, counted=False)
    assert [slug for slug, *_ in pairs(look(as_role("reader"), table))] == ["nato,russia"]


def test_a_distance_opens_into_its_issues_and_what_is_left_out(as_role, table):
    silent = make.issue(table.by, table.talks, "Legal guarantee")
    bare = make.issue(table.by, table.talks, "Data exchange")
    for party in (table.nato, table.russia):
        make.reading(table.by, make.position(party, bare), 50, salience=None)
    opened = look(as_role("reader"), table, pair="russia,nato").context["shown"].opened[0]
    assert [(part.title, part.gap, part.weight, part.share) for part in opened.counted] == [
        (table.issue.title, "80\N{NO-BREAK SPACE}%", "80", "100\N{NO-BREAK SPACE}%")
    ]
    assert [(part.title, part.why, part.assumed) for part in opened.left] == [
        (silent.title, "no position of NATO on record and no position of Russia on record", True),
        (bare.title, "no statement supports the reading of NATO and Russia", True),
    ]
    assert opened.sum.startswith("Weighted gaps 64.0, divided by weights 80.")


def test_since_a_meeting_each_pair_says_how_it_changed(as_role, table):
    said = make.statement(table.by, table.issue, table.nato, said="6 July 2011", value=70)
    make.reading(table.by, table.of_nato, 70, effective="6 July 2011", evidence=[said])
    response = look(as_role("reader"), table, as_of="2011-07-07", since="sochi")
    assert response.context["shown"].pairs[0].changed == "0.20 closer, 1 issue"
    assert not look(as_role("reader"), table, as_of="2011-07-07").context["shown"].pairs[0].changed


def test_the_lines_step_on_each_day_on_which_a_reading_took_effect_or_a_meeting_was(as_role, table):
    said = make.statement(table.by, table.issue, table.nato, said="6 July 2011", value=70)
    make.reading(table.by, table.of_nato, 70, effective="6 July 2011", evidence=[said])
    make.meeting(table.by, table.talks, "Chicago", "8 July 2011")
    make.meeting(table.by, table.talks, "Called off", "9 July 2011", status="cancelled")
    shown = look(as_role("reader"), table, as_of="2011-07-10").context["shown"]
    whole = "100\N{NO-BREAK SPACE}%"
    assert shown.days == [
        ("10 Jul 2011", [("0.60", whole)]),
        ("8 Jul 2011", [("0.60", whole)]),
        ("6 Jul 2011", [("0.60", whole)]),
        ("4 Jul 2011", [("0.80", whole)]),
    ]
    assert shown.days[0][1][0][0] == shown.pairs[0].distance


def test_on_each_day_only_what_had_been_said_and_was_not_dropped_counts(as_role, table):
    later = make.statement(table.by, table.issue, table.russia, said="8 July 2011", value=20)
    make.reading(table.by, table.of_russia, 20, effective="6 July 2011", evidence=[later])
    make.meeting(table.by, table.talks, "Chicago", "8 July 2011")
    set_state(table.issue, by=table.by, state="dropped", effective=make.when("9 July 2011"))
    shown = look(as_role("reader"), table, as_of="2011-07-10").context["shown"]
    assert [(day, figures[0][0]) for day, figures in shown.days] == [
        ("10 Jul 2011", "–"), ("8 Jul 2011", "0.70"), ("6 Jul 2011", "–"), ("4 Jul 2011", "0.80"),
    ]  # fmt: skip


def test_at_most_sixty_days_are_drawn_and_the_rest_is_counted(as_role, table):
    day = make.when("5 July 2011").first
    for number in range(70):
        make.meeting(table.by, table.talks, f"Round {number}", str(day + timedelta(days=number)))
    shown = look(as_role("reader"), table, as_of="2012-01-01").context["shown"]
    assert (len(shown.days), shown.left) == (60, 12)
    assert [shown.days[0][0], shown.days[-1][0]] == ["1 Jan 2012", "4 Jul 2011"]


def test_at_most_six_pairs_are_drawn(as_role, table):
    for name in ("Poland", "Turkey", "Czechia"):
        third(table, name)
    slugs = [row.slug for row in look(as_role("reader"), table).context["shown"].pairs]
    shown = look(as_role("reader"), table, pair=slugs).context["shown"]
    assert (len(slugs), len(shown.opened)) == (10, 6)


@pytest.mark.parametrize("named", ["nato,atlantis", "nato", "nato,nato", ",", "European Union,nato"])
def test_a_pair_that_there_is_not_is_told_with_those_there_are(as_role, table, named):
    response = look(as_role("reader"), table, pair=named)
    assert response.status_code == 404
    assert "pair=nato,russia" in response.content.decode().replace("&amp;", "&")


def test_without_two_counted_parties_or_an_issue_it_says_what_is_missing(as_role, member):
    by = member("lead")
    talks = make.negotiation(by, "Alone", [make.party(by, "Norway")])
    path = reverse("compare:distances", kwargs={"ws": "desk", "n": talks.slug})
    assert "Two counted parties make a distance" in as_role("reader").get(path).content.decode()
    seat(talks, make.party(by, "Sweden"), by=by)
    assert "Nothing to compare yet" in as_role("reader").get(path).content.decode()


def test_it_costs_no_more_with_more_parties_days_and_pairs(as_role, table, cost):
    client = as_role("reader")
    few = cost(lambda: look(client, table, as_of="2012-01-01"))
    for number, name in enumerate(["Poland", "Turkey", "Czechia"]):
        third(table, name, stated=20 * number)
        make.meeting(table.by, table.talks, f"Round {number}", f"{number + 10} July 2011")
        make.reading(table.by, table.of_nato, 10 * number, effective=f"{number + 10} July 2011")
    assert cost(lambda: look(client, table, as_of="2012-01-01", pair=["nato,poland", "nato,turkey"])) == few


def test_of_very_many_pairs_the_farthest_apart_are_listed_until_all_are_asked_for(as_role, table, monkeypatch):
    monkeypatch.setattr(distances, "LISTED", 1)
    third(table, "Poland")
    few, every = (look(as_role("reader"), table, **asked) for asked in ({}, {"list": "all"}))
    assert ([row.slug for row in few.context["shown"].pairs], few.context["shown"].others) == (["nato,russia"], 2)
    assert "List all pairs" in few.content.decode()
    assert (len(every.context["shown"].pairs), every.context["shown"].others) == (3, 0)
    picked = look(as_role("reader"), table, pair="russia,poland").context["shown"]
    assert [row.slug for row in picked.pairs] == ["nato,russia", "russia,poland"]
