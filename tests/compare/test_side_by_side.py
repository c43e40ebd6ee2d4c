import re
from html import unescape

import pytest
from django.urls import reverse

from tests import make
from tracker.agenda.operations import set_state
from tracker.positions.operations import review, seat

pytestmark = [pytest.mark.django_db, pytest.mark.read]


def look(client, table, **query):
    path = reverse("compare:side_by_side", kwargs={"ws": "desk", "n": table.talks.slug})
    return client.get(path, {"party": ["nato", "russia"], "as_of": "2011-07-05", **query})


def section(response, issue):
    return next(row for row in response.context["side"].sections if row.row.issue == issue)


def test_each_verdict_shows_its_gap_and_leads_to_the_quoted_words(as_role, table):
    response = look(as_role("reader"), table)
    shown = section(response, table.issue)
    assert (shown.verdict, shown.gap, shown.gap_words) == ("bridgeable", "80\N{NO-BREAK SPACE}%", "very far apart")
    quoted = shown.cells[1].quotes[0]
    assert quoted.words == "one system, divided into sectors"
    assert quoted.href == reverse("desk:statement", kwargs={"ws": "desk", "pk": table.said.pk})
    assert quoted.href in response.content.decode()


def test_a_red_line_that_leaves_nothing_acceptable_blocks(as_role, table):
    make.reading(table.by, table.of_russia, 10, low=0, low_bound="assumed", high=30, high_bound="firm")
    make.reading(table.by, table.of_nato, 90, low=60, low_bound="assumed")
    shown = section(look(as_role("reader"), table), table.issue)
    assert shown.verdict == "blocked"
    assert "Russia accepts nothing above 30." in shown.divides
    assert plainly(shown.divides).endswith(
        "No outcome is acceptable to both, as far as we know: that NATO accepts nothing below 60 is assumed."
    )
    make.reading(table.by, table.of_nato, 90, low=60, low_bound="firm")
    assert section(look(as_role("reader"), table), table.issue).divides.endswith("No outcome is acceptable to both.")


def test_a_verdict_says_whether_it_rests_on_what_nobody_has_approved(as_role, member, table):
    def said():
        response = look(as_role("reader"), table)
        rests = section(response, table.issue).rests
        assert rests in response.content.decode()
        return rests

    review(table.low, by=member("reviewer"), state="approved")
    assert said() == "rests on a reading not yet approved"
    review(table.high, by=member("reviewer"), state="questioned", note="On what?")
    assert said() == "rests on a reading that is questioned"
    review(table.high, by=member("reviewer"), state="approved")
    assert said() == ""


def test_a_verdict_that_rests_on_no_two_readings_says_nothing_of_their_review(as_role, table):
    assert section(look(as_role("reader"), table, as_of="2011-07-03"), table.issue).rests == ""
    set_state(table.issue, by=table.by, state="agreed", effective=make.when("5 July 2011"))
    assert section(look(as_role("reader"), table), table.issue).rests == ""


@pytest.mark.parametrize(("held", "said"), [(95, ""), (96, "by its statements 90")])
def test_what_its_statements_come_to_is_said_only_where_it_differs_from_what_we_hold(as_role, table, held, said):
    make.reading(table.by, table.of_nato, held, evidence=[table.answered])
    response = look(as_role("reader"), table)
    assert section(response, table.issue).cells[0].by_statements == said
    assert ("<span>by its statements" in response.content.decode()) == bool(said)


def test_opposite_ends_are_the_whole_scale_apart(as_role, table):
    make.reading(table.by, table.of_nato, 70)
    make.reading(table.by, table.of_russia, 0)
    assert section(look(as_role("reader"), table), table.issue).gap_words == "very far apart"
    make.reading(table.by, table.of_nato, 100)
    assert section(look(as_role("reader"), table), table.issue).gap_words == "at opposite ends"


def test_two_at_one_point_are_both_seen_and_both_named(as_role, table):
    make.reading(table.by, table.of_nato, 10)
    line = look(as_role("reader"), table).context["side"].widest[0].svg
    assert line.count('class="point"') == 2
    assert "NATO and Russia at the same point" in line


NATO_OPEN = "That is assumed: how far NATO would go is not known."
UP_TO_35, UP_TO_60 = {"high": 35, "high_bound": "assumed"}, {"high": 60, "high_bound": "assumed"}
FROM_60 = {"low": 60, "low_bound": "assumed"}
SHARED = [
    ({}, {}, "bridgeable", "Nothing on record: how far either would go is not known."),
    ({}, UP_TO_35, "bridgeable", f"Both could accept from 0 to 35. {NATO_OPEN}"),
    ({}, {"high": 35, "high_bound": "firm"}, "bridgeable", f"Both could accept from 0 to 35. {NATO_OPEN}"),
    (FROM_60, UP_TO_60, "bridgeable",
     "Both could accept 60. That is assumed: not every end of what they accept is known for sure."),
    (FROM_60, UP_TO_35, "bridgeable",
     "Nothing yet: what we assume each would accept does not meet, but no red line is the reason."),
    (FROM_60, {"high": 35, "high_bound": "firm"}, "blocked",
     "Nothing, as far as we know: what each would accept does not meet."),
    ({"low": 60, "low_bound": "firm"}, {"high": 35, "high_bound": "firm"}, "blocked",
     "Nothing: what each would accept does not meet."),
    ({"stated": None}, UP_TO_35, "not_comparable", "Nothing on record: how far NATO would go is not known."),
]  # fmt: skip


@pytest.mark.parametrize(("nato", "russia", "verdict", "words"), SHARED)
def test_what_they_share_is_said_by_the_facts_of_the_verdict(as_role, table, nato, russia, verdict, words):
    make.reading(table.by, table.of_nato, **{"stated": 90, **nato})
    make.reading(table.by, table.of_russia, 10, **russia)
    shown = section(look(as_role("reader"), table), table.issue)
    assert (shown.verdict, shown.shared) == (verdict, words)


def test_a_red_line_that_binds_both_sides_is_said_of_both(as_role, table):
    wall = {"high": 30, "high_bound": "firm", "mutual": True}
    make.reading(table.by, table.of_russia, 10, **wall)
    make.reading(table.by, table.of_nato, 10, low=5, low_bound="firm", **wall)
    shown = section(look(as_role("reader"), table), table.issue)
    both = "One red line binds both: neither accepts anything above 30, of its own or of the other."
    alone = "NATO accepts nothing below 5. By its word that binds Russia too."
    assert both in plainly(shown.shared) and alone not in plainly(shown.shared)
    assert plainly(shown.divides) == f"Nothing they state. {alone}"
    make.reading(table.by, table.of_russia, 20, **wall | {"mutual": False})
    shown = section(look(as_role("reader"), table), table.issue)
    assert "binds both" not in shown.shared
    assert "NATO accepts nothing above 30. By its word that binds Russia too." in plainly(shown.divides)
    assert "Russia accepts nothing above 30. By" not in plainly(shown.divides)


def plainly(words):
    """Without the signs that keep a name's direction to itself."""
    return re.sub("[\u2066-\u2069]", "", words)


def test_the_zone_that_is_drawn_is_the_zone_that_is_shared(as_role, table):
    make.reading(table.by, table.of_russia, 10, high=35, high_bound="assumed")
    shown = section(look(as_role("reader"), table), table.issue)
    assert "zone of agreement 0 to 35, assumed" in shown.svg
    assert "from 0 to 35. That is assumed" in shown.shared


def test_what_is_agreed_is_so_from_its_day_on(as_role, table):
    set_state(table.issue, by=table.by, state="agreed", effective=make.when("6 July 2011"))
    assert section(look(as_role("reader"), table), table.issue).verdict == "bridgeable"
    assert section(look(as_role("reader"), table, as_of="2011-07-06"), table.issue).verdict == "agreed"


def test_whose_words_stand_apart_are_not_said_to_agree_where_that_is_only_recorded(as_role, table):
    set_state(table.issue, by=table.by, state="agreed", effective=make.when("5 July 2011"))
    apart = look(as_role("reader"), table).context["side"].sentence
    assert "“Architecture” is recorded as agreed" in plainly(apart) and "agree on" not in apart
    make.reading(table.by, table.of_russia, 90)
    assert "NATO and Russia agree on “Architecture”" in plainly(look(as_role("reader"), table).context["side"].sentence)


@pytest.mark.parametrize(
    ("stance", "words"),
    [
        ("neutral", "NATO neutral"),
        ("ambivalent", "NATO ambivalent"),
        ("declined", "NATO declined to say"),
    ],
)
def test_a_silence_is_a_dash_and_its_word(as_role, table, stance, words):
    make.reading(table.by, table.of_nato, None, "5 July 2011", stance=stance)
    response = look(as_role("reader"), table)
    shown = section(response, table.issue)
    assert (shown.gap, shown.gap_words, shown.verdict) == ("–", words, "not_comparable")
    assert response.context["side"].distances[0][1] == "–"


def test_nothing_on_record_says_of_whom_and_leads_to_where_one_records(as_role, table):
    response = look(as_role("analyst"), table, as_of="2011-07-03")
    assert "No position of NATO on record" in response.content.decode()
    assert re.search(rf'href="/w/desk/positions/{table.of_nato.pk}/[^"]*">Record one<', response.content.decode())
    assert "Record one" not in look(as_role("reader"), table, as_of="2011-07-03").content.decode()


def test_where_nothing_is_on_record_what_waits_comes_before_recording_another(as_role, table):
    poland = make.party(table.by, "Poland")
    seat(table.talks, poland, by=table.by)
    party = {"party": ["poland", "russia"]}
    assert "Record one" in look(as_role("analyst"), table, **party).content.decode()
    make.statement(table.by, table.issue, poland, value=10)
    page = look(as_role("analyst"), table, **party).content.decode()
    assert "1 waiting" in page and "Record one" not in page


def test_it_says_how_old_the_newest_word_is_and_since_when_the_reading_holds(as_role, table):
    def russia(day):
        return section(look(as_role("reader"), table, as_of=day), table.issue).cells[1]

    fresh, old = russia("2011-07-05"), russia("2012-01-01")
    assert (fresh.roots, fresh.age, fresh.in_force) == ("only one root", "newest 4 Jul", "since 4 Jul 2011")
    assert old.age == "newest 4 Jul 2011, stale since 31 Dec 2011"
    make.reading(table.by, table.of_russia, 20, "August 2011")
    inside = russia("2011-08-05")
    assert (inside.roots, inside.age, inside.in_force) == ("", "", "some time in Aug 2011")


def test_a_third_party_takes_a_column_and_each_distance_says_whose_it_is(as_role, table):
    two = look(as_role("reader"), table).context["side"]
    assert (two.columns, [name for name, *_rest in two.distances]) == ("", ["Distance"])
    seat(table.talks, make.party(table.by, "Poland"), by=table.by)
    three = look(as_role("reader"), table, party=["nato", "russia", "poland"]).context["side"]
    assert three.columns == "cols-3"
    assert three.distances[0][0] == "Distance NATO – Russia"
    assert three.counts == [("bridgeable", 1)]


def test_the_distance_never_comes_without_its_coverage(as_role, table):
    _, number, rests, _ = look(as_role("reader"), table).context["side"].distances[0]
    assert number == "0.80"
    assert rests == "weighted by salience, on 1 issue, coverage 100\N{NO-BREAK SPACE}%"


def test_too_little_coverage_hides_the_distance(as_role, table):
    for n in range(3):
        issue = make.issue(table.by, table.talks, f"Unknown {n}")
        make.reading(table.by, make.position(table.nato, issue), 20, salience=90)
    _, number, rests, _ = look(as_role("reader"), table).context["side"].distances[0]
    assert number == "–"
    assert rests.startswith("too little on record to say: on 1 issue, coverage")


def test_a_reading_that_nothing_supports_counts_in_no_distance(as_role, table):
    make.reading(table.by, table.of_nato, 20, "5 July 2011")
    _, number, rests, _ = look(as_role("reader"), table).context["side"].distances[0]
    assert (number, rests) == ("–", "nothing both state on evidence")


def test_since_a_meeting_it_says_who_moved_and_how_the_gap_changed(as_role, table):
    said = make.statement(table.by, table.issue, table.nato, said="20 July 2011", value=60)
    make.reading(table.by, table.of_nato, 60, "20 July 2011", evidence=[said])
    response = look(as_role("reader"), table, as_of="2011-08-01", since="sochi")
    shown = section(response, table.issue)
    assert shown.moves == ["NATO softened, from 90 to 60"]
    assert shown.gap_moved == "was 80\N{NO-BREAK SPACE}%: narrower"
    closer = "come closer, from 80\N{NO-BREAK SPACE}% to 50\N{NO-BREAK SPACE}%, over the 1 issue known at both dates"
    assert closer in response.context["side"].sentence


def test_a_day_that_is_no_meetings_goes_on_being_compared_with_when_something_else_is_chosen(as_role, table):
    page = look(as_role("reader"), table, since="2011-07-01").content.decode()
    assert '<option value="2011-07-01" selected>1 Jul 2011</option>' in page


def test_a_day_later_than_the_one_shown_is_no_comparison_and_gives_nothing_away(as_role, table):
    make.reading(table.by, table.of_nato, 60, "20 July 2011")
    response = look(as_role("reader"), table, as_of="2011-07-05", since="2011-08-01")
    assert response.context["comparison"].since is None
    assert ">60<" not in section(response, table.issue).svg
    assert "Nothing is compared: 1 Aug 2011 is later than the day shown." in response.content.decode()


def test_a_bloc_and_its_member_are_never_both_compared_in_whatever_order(as_role, table):
    poland = make.party(table.by, "Poland")
    seat(table.talks, poland, by=table.by, counted=False)
    make.reading(table.by, make.position(poland, table.issue), 0)
    for party in (["nato", "russia", "poland"], ["poland", "russia", "nato"]):
        shown = section(look(as_role("reader"), table, party=party), table.issue)
        assert (shown.gap, {shown.row.widest.a.party, shown.row.widest.b.party}) == (
            "80\N{NO-BREAK SPACE}%",
            {table.nato, table.russia},
        )


def test_it_says_that_a_party_hardened(as_role, table):
    make.reading(table.by, table.of_nato, 100, "20 July 2011")
    shown = section(look(as_role("reader"), table, as_of="2011-08-01", since="2011-07-05"), table.issue)
    assert shown.moves == ["NATO hardened, from 90 to 100"]


def test_parties_are_chosen_by_the_address_and_the_table_fills_up(as_role, table):
    response = look(as_role("reader"), table, party=["russia"])
    assert [party.slug for party in response.context["side"].parties] == ["russia", "nato"]


def test_where_nobody_sits_yet_it_is_headed_by_the_negotiation_and_nothing_can_be_chosen(as_role, table):
    make.negotiation(table.by, "Ohrid")
    response = as_role("reader").get("/w/desk/n/ohrid/compare/")
    assert response.context["side"].heading == "Ohrid"
    assert "What is compared" not in response.content.decode()
    assert "What is compared" in look(as_role("reader"), table).content.decode()


def test_an_unknown_party_is_not_found_and_the_others_are_offered(as_role, table):
    response = look(as_role("reader"), table, party=["nato", "atlantis"])
    assert response.status_code == 404
    assert "atlantis" in response.content.decode()
    assert "?party=russia" in response.content.decode()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([""], "No party was chosen, so these are compared: NATO and Russia."),
        (["", "russia"], "Russia alone has nobody beside it, so NATO joins it."),
        (["", "russia", "nato"], ""),
        ([], ""),
    ],
)
def test_who_chooses_too_few_parties_is_told_who_stands_in(as_role, table, asked, said):
    response = look(as_role("reader"), table, party=asked)
    assert response.context["told"] == said
    assert said in unescape(response.content.decode())


def test_who_chooses_too_many_parties_is_told_which_are_compared(as_role, table):
    more = [make.party(table.by, f"Party {number}") for number in range(6)]
    for party in more:
        seat(table.talks, party, by=table.by)
    told = look(as_role("reader"), table, party=["nato", *(party.slug for party in more)]).context["told"]
    assert told.startswith("No more than 6 stand side by side, so these are compared: NATO, Party 0")


def test_an_unknown_meeting_is_not_found_and_the_others_are_offered(as_role, table):
    response = look(as_role("reader"), table, since="yalta")
    assert response.status_code == 404
    assert "?since=sochi" in response.content.decode()


def test_how_the_verdicts_come_about_says_what_a_root_is(as_role, table):
    page = look(as_role("reader"), table).content.decode()
    assert "a statement that two such outlets carried has two roots" in page[page.index("How the verdicts") :]


def test_a_copied_link_writes_both_moments_out(as_role, table):
    link = look(as_role("reader"), table).context["link"]
    assert "party=nato&party=russia" in link
    assert "as_of=2011-07-05" in link
    assert "known_at=20" in link
    assert as_role("reader").get(link).status_code == 200


@pytest.mark.parametrize("known", ["2031-07-05", "5 July 2031", "2031-07-05T09:31 02:00"])
def test_what_was_known_is_asked_for_as_people_write_a_day(as_role, table, known):
    assert look(as_role("reader"), table, known_at=known).status_code == 200


def test_it_costs_no_more_with_more_quotations(as_role, table, cost):
    client = as_role("reader")
    look(client, table)
    few = cost(lambda: look(client, table, since="2011-07-01"))
    more = [make.statement(table.by, table.issue, table.nato, value=80 + n) for n in range(3)]
    make.reading(table.by, table.of_nato, 85, evidence=more)
    assert cost(lambda: look(client, table, since="2011-07-01")) == few
    assert few <= 30


# Blocs ----------------------------------------------------------------------------------------------------------------
def test_a_bloc_is_exchanged_for_its_members_of_that_day_and_back(as_role, table):
    poland, spain = make.party(table.by, "Poland"), make.party(table.by, "Spain")
    for member, since in ((poland, "12 March 1999"), (spain, "1 August 2011")):
        seat(table.talks, member, by=table.by, counted=False)
        make.actors.join_bloc(member, by=table.by, bloc=table.nato, since=make.when(since))
    make.reading(table.by, make.position(poland, table.issue), 50)
    page = look(as_role("reader"), table)
    assert [words for words, _query in page.context["blocs"]] == ["NATO by its members"]
    assert "party=poland&party=russia" in page.context["blocs"][0][1]
    assert (
        "party=poland&party=spain&party=russia"
        in look(as_role("reader"), table, as_of="2011-08-02").context["blocs"][0][1]
    )
    members = look(as_role("reader"), table, party=["poland", "russia"])
    assert members.context["blocs"][0][0] == "NATO as one"
    assert "party=nato&party=russia" in members.context["blocs"][0][1]
    departs = section(members, table.issue).cells[0].departs
    assert departs == "40\N{NO-BREAK SPACE}% from NATO, its bloc"
    assert departs in members.content.decode()


# On paper -------------------------------------------------------------------------------------------------------------
def test_on_paper_each_quotation_has_a_number_and_its_source_is_a_note(as_role, table):
    page = look(as_role("reader"), table)
    own, ria = page.context["side"].parts.notes
    assert page.context["side"].parts.notes == {own: 1, ria: 2}
    assert own == "our own record. said 4 Jul 2011. A2"
    assert ria.startswith("RIA Novosti, B")
    printed = page.content.decode()
    assert printed.count('<sup class="only-print">') == 2


def test_on_paper_two_quotations_of_one_source_share_its_note(as_role, table):
    said, again = (
        make.statement(table.by, table.issue, table.nato, words=words) for words in ("two systems", "still two")
    )
    make.reading(table.by, table.of_nato, 90, evidence=[said, again])
    page = look(as_role("reader"), table)
    notes = page.context["side"].parts.notes
    assert page.content.decode().count('<sup class="only-print">1</sup>') == 2
    assert len(notes) == 2


def test_each_scale_is_a_file_of_its_own(as_role, table):
    table.read()
    client, path = as_role("reader"), reverse("compare:side_by_side", kwargs={"ws": "desk", "n": table.talks.slug})
    query = {"party": ["nato", "russia"], "as_of": "2011-07-05"}
    to = re.search(r'href="(\?[^"]*picture=architecture)"', client.get(path, query).content.decode())[1]
    file = client.get(path + unescape(to))
    assert file["Content-Type"].startswith("image/svg+xml")
    assert "Architecture: where each party stands" in file.content.decode()
    assert client.get(path, {**query, "picture": "nothing"}).status_code == 404
