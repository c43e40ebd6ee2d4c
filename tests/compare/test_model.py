from xml.etree import ElementTree

import pytest
from django.urls import reverse

from tests import make
from tracker.agenda.operations import set_state
from tracker.compare import pairs
from tracker.positions.operations import seat

pytestmark = [pytest.mark.django_db, pytest.mark.read]


def look(client, table, **query):
    path = reverse("compare:model", kwargs={"ws": "desk", "n": table.talks.slug})
    return client.get(path, {"as_of": "2011-07-05", **query})


def only(response):
    (shown,) = response.context["shown"].issues
    return shown


def third(table, stated=None, capability=1, salience=80, **fields):
    party = make.party(table.by, "Poland", symbol=3)
    seat(table.talks, party, by=table.by, capability=capability, **fields)
    if stated is not None:
        said = make.statement(table.by, table.issue, party, value=stated)
        make.reading(table.by, make.position(party, table.issue), stated, evidence=[said], salience=salience)
    return party


def test_the_compromise_and_the_median_weigh_capability_times_salience(as_role, table):
    third(table, 60, capability=2, salience=40)  # as much as either of the others
    response = look(as_role("reader"), table)
    shown = only(response)
    assert (shown.mean, shown.median) == ("53", "60")
    assert shown.nearest == ["The compromise lies nearest to Poland.", "The median is the position of Poland."]
    assert "A model’s output, not a position" in response.content.decode()
    assert "on 1 of" not in response.context["shown"].sentence and "Poland" in response.context["shown"].sentence


def test_a_compromise_beyond_a_red_line_says_beyond_whose(as_role, table):
    for position, value, limit in (
        (table.of_nato, 90, {"low": 70, "low_bound": "firm"}),
        (table.of_russia, 10, {"high": 45, "high_bound": "assumed"}),
    ):
        said = make.statement(table.by, table.issue, position.party, value=value)
        make.reading(table.by, position, value, evidence=[said], salience=80, **limit)
    assert only(look(as_role("reader"), table)).nearest[-1] == (
        "The compromise lies beyond what is accepted by NATO (nothing below 70) and Russia (nothing above 45, assumed)."
    )


def test_every_input_is_printed_and_what_is_assumed_is_marked(as_role, table):
    third(table, 60, capability=2.5, salience=None)
    rows = [(each.party.name, each.capability, each.salience, each.assumed, each.position, each.share)
            for each in only(look(as_role("reader"), table)).inputs]  # fmt: skip
    assert rows == [
        ("NATO", "1", "80", False, "90", "28\N{NO-BREAK SPACE}%"),
        ("Russia", "1", "80", False, "10", "28\N{NO-BREAK SPACE}%"),
        ("Poland", "2.5", "50", True, "60", "44\N{NO-BREAK SPACE}%"),
    ]


def test_who_is_left_out_is_named_with_why(as_role, table):
    poland = third(table)
    make.reading(table.by, make.position(poland, table.issue), 40)
    turkey = make.party(table.by, "Turkey")
    seat(table.talks, turkey, by=table.by)
    shown = only(look(as_role("reader"), table))
    assert [(each.party.name, each.why) for each in shown.left] == [
        ("Poland", "no statement supports its reading"),
        ("Turkey", "no position of Turkey on record"),
    ]
    assert shown.rests == "2 parties of 4, coverage 55\N{NO-BREAK SPACE}% of the weight"  # 160 of 160 + 80 + 50


def test_a_bloc_that_is_not_counted_takes_no_part(as_role, table):
    third(table, 60, capability=100, counted=False)
    shown = only(look(as_role("reader"), table))
    assert (shown.mean, [each.party.name for each in shown.inputs + shown.left]) == ("50", ["NATO", "Russia"])


def test_nothing_is_shown_on_too_little_of_the_weight(as_role, table):
    third(table, capability=8)  # silent: 160 of 160 + 400
    shown = only(look(as_role("reader"), table))
    assert (shown.mean, shown.median, shown.picture) == ("–", "–", None)
    assert shown.why.startswith("Too little on record to say: 2 parties of 3, coverage 29")


@pytest.mark.parametrize(
    ("capability", "why"), [(0, "Only NATO weighs anything here"), (1, "")], ids=["without any", "with some"]
)
def test_one_alone_is_no_compromise(as_role, member, table, capability, why):
    path = reverse("agenda:edit_seat", kwargs={"ws": "desk", "n": table.talks.slug, "slug": "russia"})
    lead = as_role("lead")
    lead.post(path, make.filled(lead, path, capability=str(capability), counted="on"))
    assert only(look(as_role("reader"), table)).why.startswith(why)


def test_a_dropped_issue_is_left_out_and_one_without_a_scale_says_so(as_role, table):
    bare = make.issue(table.by, table.talks, "Tone", scale=None)
    set_state(table.issue, by=table.by, state="dropped", effective=make.when("5 July 2011"))
    shown = only(look(as_role("reader"), table))
    assert (shown.issue, shown.why) == (bare, "The issue has no scale.")


def test_it_is_drawn_on_the_issues_own_scale_and_is_a_file(as_role, table):
    response = look(as_role("reader"), table, picture=table.issue.slug)
    document = ElementTree.fromstring(response.content)
    words = "".join(document.itertext())
    assert response["Content-Type"].startswith("image/svg+xml")
    assert "compromise 50" in words and "median 10" in words and "NATO 1 × 80; Russia 1 × 80" in words


def test_the_past_is_weighed_as_it_was(as_role, table):
    assert only(look(as_role("reader"), table, as_of="2011-07-03")).why == "Nobody states a value on evidence."


def test_without_two_counted_parties_it_says_what_is_missing(as_role, member):
    by = member("lead")
    talks = make.negotiation(by, "Alone", [make.party(by, "Norway")])
    path = reverse("compare:model", kwargs={"ws": "desk", "n": talks.slug})
    assert "Two counted parties make a model" in as_role("reader").get(path).content.decode()


def test_it_costs_no_more_with_more_issues_and_parties(as_role, table, cost):
    client = as_role("reader")
    few = cost(lambda: look(client, table))
    third(table, 60)
    make.issue(table.by, table.talks, "Another")
    assert cost(lambda: look(client, table)) == few


def test_one_issue_has_a_page_to_itself_and_one_that_is_not_there_offers_those_that_are(as_role, table):
    make.issue(table.by, table.talks, "Another")
    response = look(as_role("reader"), table, issue=table.issue.slug)
    assert (only(response).issue, only(response).mean) == (table.issue, "50")
    assert "All issues" in response.content.decode()
    for lost in ("yalta", "\x00"):
        refused = look(as_role("reader"), table, issue=lost)
        assert refused.status_code == 404
        assert f"issue={table.issue.slug}" in refused.content.decode()


def test_of_a_dropped_issue_it_says_that_it_says_nothing(as_role, table):
    set_state(table.issue, by=table.by, state="dropped", effective=make.when("5 July 2011"))
    assert (
        "The model says nothing of this issue" in look(as_role("reader"), table, issue="architecture").content.decode()
    )


def test_of_a_crowd_the_issues_are_listed_with_the_same_figures_and_names_are_few(as_role, table, monkeypatch):
    for n in range(10):
        seat(table.talks, party := make.party(table.by, f"State {n}", symbol=3), by=table.by)
        said = make.statement(table.by, table.issue, party, value=50)
        make.reading(table.by, make.position(party, table.issue), 50, evidence=[said], salience=80)
    whole = look(as_role("reader"), table)
    monkeypatch.setattr(pairs, "MOST_PARTIES", 11)
    listed = look(as_role("reader"), table)
    assert (whole.context["shown"].listed, listed.context["shown"].listed) == (False, True)
    for response in (whole, listed):
        shown = only(response)
        assert (shown.mean, shown.median, shown.rests) == (
            "50",
            "50",
            "12 parties of 12, coverage 100\N{NO-BREAK SPACE}% of the weight",
        )
        assert shown.nearest[0].endswith("State 4, State 5 and 4 others.")
    assert only(listed).inputs == [] and f"issue={table.issue.slug}" in only(listed).href
    assert len(only(look(as_role("reader"), table, issue=table.issue.slug)).inputs) == 12
