"""A negotiation at a glance: what it comes to, what moved, what comes next, and where we know nothing."""

import pytest
from django.urls import reverse

from tests import make
from tracker.agenda.operations import set_state
from tracker.positions.operations import review, seat

pytestmark = [pytest.mark.django_db, pytest.mark.read]


def look(client, talks, **query):
    return client.get(reverse("desk:overview", kwargs={"ws": "desk", "n": talks.slug}), query)


def shown(client, table, **query):
    return look(client, table.talks, **{"as_of": "2011-07-05"} | query).context["shown"]


# Works ----------------------------------------------------------------------------------------------------------------
def test_a_reader_has_the_result_in_one_sentence(as_role, table):
    make.meeting(table.by, table.talks, "Chicago", "May 2012", status="planned")
    make.issue(table.by, table.talks, "Libya")
    assert shown(as_role("reader"), table).sentence == (
        "2 issues: 1 bridgeable and 1 not comparable yet. "
        "NATO and Russia are 80\N{NO-BREAK SPACE}% of the whole apart, at a coverage of 62\N{NO-BREAK SPACE}%. "
        "Next: Chicago, May 2012. We know least of NATO on “Libya”."
    )


def test_the_agenda_tells_two_parties_apart_whose_names_begin_alike(as_role, table):
    for name, short in (("United States of America", "United States"), ("United Kingdom", "")):
        seat(table.talks, make.party(table.by, name, short_name=short), by=table.by)
    page = look(as_role("reader"), table.talks).content.decode()
    assert '<bdi title="United States of America">United States</bdi>' in page
    assert '<bdi title="United Kingdom">United Kingdom</bdi>' in page


def test_who_recorded_a_reading_is_told_that_a_colleague_questions_it_until_another_takes_its_place(
    as_role, member, table
):
    low = make.reading(member("analyst"), table.of_russia, 20, evidence=[table.said])
    review(low, by=member("reviewer"), state="questioned", note="On what evidence?")
    today = {"as_of": ""}
    (asked,) = shown(as_role("analyst"), table, **today).asked
    assert asked.words == "Russia on Architecture" and asked.href.endswith(f"#reading-{low.pk}")
    assert f'href="{asked.href}"' in look(as_role("analyst"), table.talks).content.decode()
    assert shown(as_role("lead"), table, **today).asked == []  # not theirs
    assert shown(as_role("analyst"), table).asked == []  # of an earlier day nothing is asked
    make.reading(member("analyst"), table.of_russia, 30, evidence=[table.said])
    assert shown(as_role("analyst"), table, **today).asked == []


def test_the_agenda_is_a_tree_with_verdict_gap_and_state(as_role, table):
    branch = make.issue(table.by, table.talks, "The shield", scale=None)
    leaf = make.issue(table.by, table.talks, "Control", parent=branch)
    set_state(leaf, by=table.by, state="agreed", effective=make.when("1 July 2011"))
    nearly = make.issue(table.by, table.talks, "Command", parent=branch)
    set_state(nearly, by=table.by, state="agreed_in_principle", effective=make.when("1 July 2011"))
    lines = shown(as_role("reader"), table).agenda
    assert [(line.row.number, line.verdict, line.gap, line.state) for line in lines] == [
        ("1", "bridgeable", "80\N{NO-BREAK SPACE}%", ""),
        ("2", "", "", ""),
        ("2.1", "agreed", "", ""),  # once is enough
        ("2.2", "not_comparable", "", "Agreed in principle"),
    ]
    assert lines[0].href == f"/w/desk/n/{table.talks.slug}/issues/architecture/?as_of=2011-07-05"


def test_an_issue_is_agreed_from_its_day_on_and_not_before(as_role, table):
    set_state(table.issue, by=table.by, state="agreed", effective=make.when("5 July 2011"))
    assert shown(as_role("reader"), table, as_of="2011-07-04").agenda[0].verdict == "bridgeable"
    assert shown(as_role("reader"), table).agenda[0].verdict == "agreed"


def test_each_party_says_on_how_much_it_is_on_record_and_leads_to_its_page(as_role, table):
    make.issue(table.by, table.talks, "Libya")
    first = shown(as_role("reader"), table).parties[0]
    assert first.facts == ["Alliance", "1 of 2 on record"]
    assert first.href == f"/w/desk/parties/nato/?n={table.talks.slug}&as_of=2011-07-05"


def test_a_distance_comes_with_its_coverage_and_not_at_all_where_it_rests_on_too_little(as_role, table):
    names, figure, rests, _changed = shown(as_role("reader"), table).distance
    assert (names, figure) == ("NATO – Russia", "0.80") and "coverage 100" in rests
    for n in range(4):
        make.issue(table.by, table.talks, f"Question {n}")
    _names, figure, rests, _changed = shown(as_role("reader"), table).distance
    assert figure == "–" and "too little on record" in rests


def test_next_meetings_are_those_from_the_day_shown_that_were_not_called_off(as_role, table):
    make.meeting(table.by, table.talks, "Chicago", "May 2012", status="planned")
    make.meeting(table.by, table.talks, "Called off", "August 2011", status="cancelled")
    page = shown(as_role("reader"), table)
    assert [(str(meeting), day) for meeting, day in page.meetings] == [("Chicago", "as_of=2012-05-31")]
    assert str(page.last) == "Sochi"
    assert [str(meeting) for meeting, _day in shown(as_role("reader"), table, as_of="2011-07-04").meetings] == [
        "Sochi",
        "Chicago",
    ]


def test_what_to_find_out_says_whom_to_hear_on_what_before_which_meeting(as_role, table):
    make.meeting(table.by, table.talks, "Chicago", "May 2012", status="planned")
    libya = make.issue(table.by, table.talks, "Libya")
    make.reading(table.by, make.position(table.russia, libya), 50, salience=90)
    first = shown(as_role("reader"), table).wanted[0]
    assert (str(first.party), first.issue, first.why, first.before, first.worth) == (
        "NATO",
        "Libya",
        "nothing on record",
        "before Chicago, May 2012",
        "worth 90 of 100",
    )


def test_the_four_silences_and_the_three_ways_of_knowing_too_little_have_marks_of_their_own(as_role, table):
    marks = {}
    for stance in ("declined", "neutral", "ambivalent", "unknown"):
        make.reading(table.by, table.of_nato, None, stance=stance)
        _party, _href, marks[stance] = shown(as_role("reader"), table).agenda[0].marks[0]
    _party, _href, marks["none"] = shown(as_role("reader"), table, as_of="2011-07-01").agenda[0].marks[0]
    _party, _href, marks["thin"] = shown(as_role("reader"), table).agenda[0].marks[1]
    _party, _href, marks["stale"] = shown(as_role("reader"), table, as_of="2012-07-05").agenda[0].marks[1]
    assert len({str(mark).partition(">")[2] for mark in marks.values()}) == 7
    assert 'aria-label="NATO: declined to say"' in marks["declined"]


def test_statements_that_wait_are_counted_and_lead_to_the_position(as_role, table):
    make.statement(table.by, table.issue, table.russia)
    page = shown(as_role("reader"), table)
    assert page.waiting_count == 1
    ((party, title, href, number),) = page.waiting
    assert (str(party), title, number) == ("Russia", "Architecture", 1)
    assert href == f"/w/desk/positions/{table.of_russia.pk}/?as_of=2011-07-05"


def test_what_moved_last_and_what_was_done_last_are_there(as_role, table):
    page = shown(as_role("reader"), table)
    assert [(str(move.party), move.kind) for move in page.moves] == [("NATO", "new"), ("Russia", "new")]
    assert page.changes[0].did == "revised the position"
    assert page.changes[0].names[0] == ("NATO on Architecture", f"/w/desk/positions/{table.of_nato.pk}/")


def test_nothing_of_another_workspace_is_told(as_role, table):
    other = make.Table(by=make.lead_of(make.workspace("other")), titled="Secret")
    assert "Secret" not in look(as_role("reader"), table.talks).content.decode()
    assert look(as_role("reader"), other.talks).status_code == 404


# Edges ----------------------------------------------------------------------------------------------------------------
def test_an_empty_negotiation_says_what_to_do_and_ticks_what_is_done(as_role, desk):
    lead = make.lead_of(desk)
    talks = make.negotiation(lead, "Grain")
    page = look(as_role("reader"), talks)
    assert page.status_code == 200 and page.context["shown"].sentence == ""
    assert [step.done for step in page.context["shown"].steps] == [False] * 4
    for _ in range(2):
        seat(talks, make.party(lead), by=lead)
    issue = make.issue(lead, talks)
    assert [step.done for step in look(as_role("reader"), talks).context["shown"].steps] == [True, True, False, False]
    party = talks.participations.first().party
    make.reading(lead, make.position(party, issue), 50)
    assert look(as_role("reader"), talks).context["shown"].steps == []


@pytest.mark.parametrize("seats", [1, 40])
def test_one_party_or_forty_can_be_shown(as_role, desk, seats):
    lead = make.lead_of(desk)
    talks = make.negotiation(lead, "Grain", parties=[make.party(lead, f"Party {n}") for n in range(seats)])
    make.issue(lead, talks)
    page = look(as_role("reader"), talks)
    assert page.status_code == 200 and len(page.context["shown"].columns) == min(seats, 8)


def test_html_in_names_is_shown_as_text(as_role, table):
    make.issue(table.by, table.talks, "<script>alert(1)</script>")
    assert "<script>alert" not in look(as_role("reader"), table.talks).content.decode()


@pytest.mark.parametrize("bad", ["2011-02-30", "soon", "\x00", "9" * 40_000])
def test_a_bad_date_is_said_beside_its_field(as_role, table, bad):
    response = look(as_role("reader"), table.talks, as_of=bad)
    assert response.status_code == 422 and response.context["when"].form.errors["as_of"]


def test_it_costs_no_more_with_more_of_everything(as_role, table, cost):
    client = as_role("reader")
    make.statement(table.by, table.issue, table.russia)
    look(client, table.talks)
    query = {"as_of": "2011-07-05", "since": "2011-01-01"}
    few = cost(lambda: look(client, table.talks, **query))
    for n in range(4):
        issue = make.issue(table.by, table.talks, f"Question {n}")
        make.meeting(table.by, table.talks, f"Meeting {n}", f"{n + 1} August 2011", status="planned")
        for party in (table.nato, table.russia):
            said = make.statement(table.by, issue, party, value=10 * n)
            make.reading(table.by, make.position(party, issue), 10 * n, evidence=[said])
    seat(table.talks, make.party(table.by), by=table.by)
    assert cost(lambda: look(client, table.talks, **query)) == few < 30
