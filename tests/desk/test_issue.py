"""One issue: everybody on its scale, how far apart, how it came to that, what was said."""

import pytest
from django.urls import reverse

from tests import make
from tracker.actors.operations import join_bloc
from tracker.agenda.operations import set_state
from tracker.positions.operations import correct, seat, weigh

pytestmark = [pytest.mark.django_db, pytest.mark.read]


def look(client, issue, **query):
    where = {"ws": "desk", "n": issue.negotiation.slug, "slug": issue.slug}
    return client.get(reverse("desk:issue", kwargs=where), {"as_of": "2011-07-05"} | query)


def shown(client, issue, **query):
    return look(client, issue, **query).context["shown"]


# Where each stands ----------------------------------------------------------------------------------------------------
def test_a_reader_sees_who_stands_how_far_from_whom(as_role, table):
    page = shown(as_role("reader"), table.issue)
    assert page.sentence == (
        "NATO and Russia are very far apart, by 80\N{NO-BREAK SPACE}% of the scale. "
        "How far anybody would go is not known."
    )
    assert [(str(each.cell.party), each.cell.count) for each in page.stands] == [("NATO", 1), ("Russia", 1)]
    assert 'aria-labelledby="scale-' in page.svg and 'class="point"' in page.svg
    assert [(pair.gap, pair.verdict) for pair in page.pairs] == [("80\N{NO-BREAK SPACE}%", "bridgeable")]


def test_what_the_statements_of_each_come_to_is_always_said(as_role, table):
    make.reading(table.by, table.of_nato, None, stance="neutral", evidence=[table.answered])
    page = look(as_role("reader"), table.issue).content.decode()
    assert "By its statements: at 10, by 1 statement; as we hold it<" in page
    assert "By its statements: at 90, by 1 statement<" in page  # beside a silence there is nothing to set it against


def test_a_zone_of_agreement_is_said_and_so_is_who_leaves_none(as_role, table):
    make.reading(table.by, table.of_nato, 90, low=40, low_bound="assumed")
    make.reading(table.by, table.of_russia, 10, high=60, high_bound="assumed")
    assert "All on record could accept 40 to 60, as far as is known." in shown(as_role("reader"), table.issue).sentence
    make.reading(table.by, table.of_nato, 90, low=70, low_bound="firm")
    page = shown(as_role("reader"), table.issue)
    assert page.sentence.endswith("NATO accepts nothing below 70, Russia nothing above 60.")
    assert page.verdict == "blocked"
    assert page.stands[0].walls == [("nothing below 70", False)]


def test_who_says_nothing_stands_apart_from_who_is_neutral(as_role, table):
    poland = make.party(table.by, "Poland")
    seat(table.talks, poland, by=table.by)
    make.reading(table.by, table.of_nato, None, stance="neutral")
    page = shown(as_role("reader"), table.issue)
    assert [str(party) for party, _href, _said in page.silent] == ["Poland"]
    assert [each.cell.look for each in page.stands] == ["neutral", "value"]


def test_a_member_without_a_line_of_its_own_says_whose_it_shows(as_role, table):
    poland = make.party(table.by, "Poland")
    join_bloc(poland, table.nato, by=table.by, since=make.when("12 March 1999").first)
    seat(table.talks, poland, by=table.by, counted=False)
    ((_party, _href, said),) = shown(as_role("reader"), table.issue).silent
    assert said.endswith("as NATO, no line of its own")


def test_the_status_quo_is_a_dotted_line(as_role, table):
    assert 'class="quo"' not in shown(as_role("reader"), table.issue).svg
    other = make.issue(table.by, table.talks, "Control", status_quo=0)
    make.reading(table.by, make.position(table.nato, other), 50)
    page = shown(as_role("reader"), other)
    assert 'class="quo" x1="0%" x2="0%"' in page.svg
    assert ("Status quo", "One system, divided into sectors (0)") in page.facts


# How it got here ------------------------------------------------------------------------------------------------------
def test_the_history_is_drawn_and_a_table_says_the_same(as_role, table):
    new = make.reading(table.by, table.of_russia, 50, "1 August 2011")
    page = shown(as_role("reader"), table.issue, as_of="2011-09-01")
    assert f'href="/w/desk/positions/{table.of_russia.pk}/?as_of=2011-09-01#reading-{new.pk}"' in page.history
    assert "Russia, 1 Aug 2011: “Joint centres” (50)" in page.history
    assert [(str(move.party), str(move.day), move.kind) for move in page.moves] == [
        ("Russia", "1 Aug 2011", "softened"),
        ("NATO", "4 Jul 2011", "new"),
        ("Russia", "4 Jul 2011", "new"),
    ]


def test_what_came_later_is_neither_drawn_nor_listed(as_role, table):
    make.reading(table.by, table.of_russia, 50, "1 August 2011")
    set_state(table.issue, by=table.by, state="agreed", effective=make.when("1 August 2011"))
    make.statement(table.by, table.issue, table.russia, said="1 August 2011", words="Said in August.")
    page = look(as_role("reader"), table.issue)
    assert "1 Aug 2011" not in page.content.decode() and "Said in August." not in page.content.decode()
    assert page.context["shown"].verdict == "bridgeable"


def test_its_states_are_told_the_newest_first(as_role, table):
    set_state(table.issue, by=table.by, state="agreed_in_principle", effective=make.when("1 June 2011"))
    set_state(table.issue, by=table.by, state="agreed", effective=make.when("July 2011"))
    page = shown(as_role("reader"), table.issue)
    assert [(state, day) for state, day, _at in page.states] == [
        ("Agreed", "Jul 2011"),
        ("Agreed in principle", "1 Jun 2011"),
    ]
    assert page.sentence == "Agreed, Jul 2011."
    assert (page.verdict, page.state) == ("agreed", "")  # which is not said twice


# What was said --------------------------------------------------------------------------------------------------------
def test_the_newest_twenty_statements_are_listed_and_all_are_counted(as_role, table):
    for n in range(21):
        make.statement(table.by, table.issue, table.russia, said=f"{n + 1} June 2011", words=f"Number {n}.")
    page = shown(as_role("reader"), table.issue)
    assert (len(page.said), page.said_count) == (20, 23)
    assert str(page.said[2].statement) == "Number 20."


def test_of_each_party_the_newest_words_that_support_it_are_quoted(as_role, table):
    assert "one system, divided into sectors" in [each.words for each in shown(as_role("reader"), table.issue).words]
    doubt = make.statement(table.by, table.issue, table.russia, said="5 July 2011", words="Perhaps not.")
    weigh(table.of_russia, doubt, by=table.by, relation="contradicts", reading=table.low)
    assert "Perhaps not." not in [each.words for each in shown(as_role("reader"), table.issue).words]


# Branches and edges ---------------------------------------------------------------------------------------------------
def test_a_branch_shows_its_leaves(as_role, table):
    branch = make.issue(table.by, table.talks, "The shield", scale=None)
    leaf = make.issue(table.by, table.talks, "Control", parent=branch)
    make.reading(table.by, make.position(table.nato, leaf), 100, low=90, low_bound="firm")
    make.reading(table.by, make.position(table.russia, leaf), 0, high=10, high_bound="firm")
    page = shown(as_role("reader"), branch)
    assert [line.row.issue for line in page.leaves] == [leaf]
    assert page.sentence == (
        "1 issue stands under it. The widest gap is on “Control”, 100\N{NO-BREAK SPACE}% of the scale. "
        "Blocked: “Control”."
    )


def test_an_issue_without_a_scale_is_spoken_of_all_the_same(as_role, table):
    spoken = make.issue(table.by, table.talks, "Tone", scale=None)
    make.reading(table.by, make.position(table.nato, spoken), None, stance="declined")
    page = shown(as_role("reader"), spoken)
    assert (page.svg, page.history) == ("", "") and [move.now for move in page.moves] == ["Declined to say"]
    assert ("Scale", "none: it is only spoken of") in page.facts


def test_an_unknown_issue_is_not_found_and_those_on_the_agenda_are_offered(as_role, table):
    client = as_role("reader")
    page = client.get(reverse("desk:issue", kwargs={"ws": "desk", "n": table.talks.slug, "slug": "nothing"}))
    assert page.status_code == 404
    assert f'href="/w/desk/n/{table.talks.slug}/issues/architecture/"' in page.content.decode()


def test_an_issue_on_which_nobody_is_on_record_says_so(as_role, table):
    empty = make.issue(table.by, table.talks, "Libya")
    page = shown(as_role("reader"), empty)
    assert page.sentence == "Nothing is on record of anybody on this issue." and len(page.silent) == 2


def test_an_issue_nobody_is_seated_for_says_so(as_role, desk):
    lead = make.lead_of(desk)
    issue = make.issue(lead, make.negotiation(lead, "Grain"))
    assert "Nobody is at the table yet" in look(as_role("reader"), issue).content.decode()


def test_html_in_names_is_shown_as_text(as_role, table):
    bad = make.issue(table.by, table.talks, "<script>alert(1)</script>", options=((0, "<b>no</b>"), (100, "yes")))
    make.reading(table.by, make.position(table.nato, bad), 0)
    page = look(as_role("reader"), bad).content.decode()
    assert "<script>alert" not in page and "<b>no</b>" not in page


def test_it_is_a_place_to_talk(as_role, table):
    page = shown(as_role("reader"), table.issue)
    assert page.discussion == f"/w/desk/issues/{table.issue.pk}/discussion/?as_of=2011-07-05"
    back = as_role("reader").get(page.discussion).context["shown"].back
    assert back == f"/w/desk/n/{table.talks.slug}/issues/architecture/?as_of=2011-07-05"


def test_it_costs_no_more_with_more_readings_parties_and_statements(as_role, table, cost):
    client = as_role("reader")
    set_state(table.issue, by=table.by, state="open", effective=make.when("1 June 2011"))
    look(client, table.issue)
    query = {"as_of": "2012-07-05", "since": "2011-01-01"}
    make.reading(table.by, table.of_russia, 30, "1 August 2011", evidence=[table.said])
    few = cost(lambda: look(client, table.issue, **query))
    for n in range(3):
        party = make.party(table.by)
        seat(table.talks, party, by=table.by)
        speaker = make.speaker(table.by, party=party)
        said = make.statement(table.by, table.issue, party, value=10 * n, speaker=speaker)
        make.reading(table.by, make.position(party, table.issue), 10 * n, "5 July 2011", evidence=[said])
        make.reading(table.by, make.position(party, table.issue), 20 * n, "6 July 2011", evidence=[said])
    assert cost(lambda: look(client, table.issue, **query)) == few < 30


# Beside the steps -----------------------------------------------------------------------------------------------------
def test_statements_stand_in_the_chart_as_strokes_that_open_them(as_role, table):
    told = make.statement(
        table.by, table.issue, table.nato, value=20, speaker=make.speaker(table.by, party=table.russia)
    )  # another's account
    other = make.statement(table.by, table.issue, table.russia, value=30, direction="against", act="reject")
    drawn = shown(as_role("reader"), table.issue).history
    assert drawn.count('class="said"') == 2
    assert f'href="/w/desk/statements/{table.said.pk}/?as_of=2011-07-05"' in drawn
    assert not any(f"/statements/{each.pk}/" in drawn for each in (told, other))


def test_what_was_corrected_is_drawn_on_demand_alone(as_role, table):
    table.of_nato.refresh_from_db()
    judged = {"effective": make.when("4 July 2011"), "stance": "value", "stated": 80, "summary": "They meant 80."}
    correct(table.high, by=table.by, expected=table.of_nato.version, **judged)
    client = as_role("reader")
    page = shown(client, table.issue)
    assert "slip" not in page.history
    address, words = page.corrections
    assert words == "Show what was corrected"
    page = client.get(address.partition("#")[0]).context["shown"]
    assert page.history.count('<circle class="slip"') == 1
    assert page.corrections[1] == "1 reading was corrected or withdrawn: hide"
    assert "corrections" not in page.corrections[0]
