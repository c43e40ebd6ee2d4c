import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from tracker.actors.models import Party
from tracker.agenda.operations import set_state
from tracker.agenda.when import NOW
from tracker.analysis.distance import LEAST_COVERAGE
from tracker.compare import pairs as pairs_of
from tracker.compare.queries import compare
from tracker.compare.shades import shades
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


@pytest.fixture
def crowd(table, monkeypatch):
    """Three parties, which are too many to look at each pair."""
    monkeypatch.setattr(pairs_of, "MOST_PARTIES", 2)
    third(table, stated=80)
    return table


def test_of_a_crowd_the_farthest_apart_are_listed_and_of_a_party_all_of_its_pairs(as_role, crowd, monkeypatch):
    monkeypatch.setattr(distances, "LISTED", 2)
    left = "One pair more is nearer, or cannot be measured: choose a party above for all of its pairs."
    assert left in look(as_role("reader"), crowd).content.decode()
    monkeypatch.setattr(distances, "LISTED", 1)
    every, of = (look(as_role("reader"), crowd, **asked) for asked in ({}, {"of": "nato"}))
    assert ([row.slug for row in every.context["shown"].pairs], every.context["shown"].others) == (["nato,russia"], 2)
    assert "choose a party above for all of its pairs" in every.content.decode()
    whole = "100\N{NO-BREAK SPACE}%"
    assert pairs(of) == [("nato,russia", "0.80", whole), ("nato,poland", "0.10", whole)]
    assert of.context["shown"].others == 0 and '<option value="nato" selected>' in of.content.decode()
    assert "pair=nato%2Cpoland&of=nato&as_of" in of.context["shown"].pairs[1].href
    picked = look(as_role("reader"), crowd, pair="russia,poland").context["shown"]
    assert [row.slug for row in picked.pairs] == ["nato,russia", "russia,poland"]


def test_of_a_crowd_the_pair_that_nobody_chose_is_opened_but_not_ticked(as_role, crowd):
    for asked, opened in (({}, "nato,russia"), ({"of": "poland"}, "nato,poland")):
        shown = look(as_role("reader"), crowd, **asked).context["shown"]
        assert ([each.pair.slug for each in shown.opened], any(row.picked for row in shown.pairs)) == ([opened], False)
    assert look(as_role("reader"), crowd, of="poland", pair="nato,poland").context["shown"].pairs[1].picked


def test_the_map_of_a_crowd_has_shades_alone_and_each_row_leads_to_the_pairs_of_its_party(as_role, crowd):
    response = look(as_role("reader"), crowd, of="poland")
    drawn = response.context["shown"].pictures["map"].svg
    assert (drawn.count("<path"), drawn.count("<a "), drawn.count('class="ring"')) == (3, 3, 2)
    assert "of=nato&amp;as_of=2011-07-05#pairs-h" in drawn and ">0.80<" not in drawn
    assert "the darker a square, the farther apart the two" in drawn
    file = look(as_role("reader"), crowd, picture="map")
    assert file.headers["Content-Type"].startswith("image/svg+xml") and b"<path" in file.content


def test_squares_of_one_shade_are_one_stroke_and_where_too_little_is_known_there_is_none():
    parties = [Party(name=name, symbol=1) for name in "ABCD"]
    values = {(0, 1): 0.91, (0, 2): 0.99, (0, 3): None, (1, 2): 0.0, (1, 3): 0.05, (2, 3): 1.0}
    drawn = shades(parties, values, ["/"] * 4, None, title="", description="", ids="m")
    assert re.findall(r' d="(.*?)"', drawn) == [
        "M2 1h2M1 2h1M1 3h1",  # a tenth of the way at the most
        "M1 0h2M0 1h1M0 2h1M3 2h1M2 3h1",
    ]


@pytest.mark.parametrize("asked", [{"of": "atlantis"}, {"of": "\x00"}, {"pair": "nato,atlantis"}])
def test_a_party_or_a_pair_that_a_crowd_does_not_have_is_told_with_the_parties_there_are(as_role, crowd, asked):
    response = look(as_role("reader"), crowd, **asked)
    assert response.status_code == 404
    assert "of=nato&as_of=2011-07-05" in response.content.decode().replace("&amp;", "&")


def test_of_few_parties_one_may_be_asked_for_as_well_and_the_map_keeps_its_figures(as_role, table):
    third(table, stated=80)
    response = look(as_role("reader"), table, of="poland")
    assert [slug for slug, *_ in pairs(response)] == ["russia,poland", "nato,poland"]
    assert response.context["shown"].pictures["map"].svg.count(">0.80<") == 2
    assert '<select name="of">' in response.content.decode()
    assert '<select name="of">' not in look(as_role("reader"), table).content.decode()


def test_the_figures_are_those_of_a_comparison_that_reads_everything(table):
    silent, dropped = make.issue(table.by, table.talks, "Legal"), make.issue(table.by, table.talks, "Data")
    poland = third(table, stated=80)
    for issue in (silent, dropped):
        for party, salience in ((table.nato, 30), (poland, None)):
            said = make.statement(table.by, issue, party, value=20, said="3 July 2011")
            backed = {"evidence": [said]} if party == poland or issue == dropped else {}
            make.reading(
                table.by, make.position(party, issue), 20, salience=salience, effective="3 July 2011", **backed
            )
    moved = make.statement(table.by, silent, poland, said="6 July 2011", value=70)
    make.reading(table.by, make.position(poland, silent), 70, effective="6 July 2011", evidence=[moved])
    set_state(dropped, by=table.by, state="dropped", effective=make.when("7 July 2011"))
    for day in ("4 July 2011", "6 July 2011", "8 July 2011"):
        asked = {"day": make.when(day).first, "known": NOW, "since": make.when("3 July 2011").first, "since_name": ""}
        light = pairs_of.measured(table.talks, asked)
        whole = compare(table.talks, table.talks.counted, **asked)
        assert pairs_of.distances(light) == {pair: whole.between(*pair) for pair in ((0, 1), (0, 2), (1, 2))}
        assert [light.changed(0, 2), light.changed(1, 2)] == [whole.changed(0, 2), whole.changed(1, 2)]
        assert light.newest == whole.newest
