"""What moved: each reading that took effect, against the one before it and what the others stated on that day."""

import re
from urllib.parse import parse_qsl

import pytest
from django.urls import reverse

from tests import make
from tracker.base import pagination
from tracker.positions.operations import Bears, correct, seat, weigh, withdraw
from tracker.statements.operations import Reported

NOTES = [Reported("verbatim")]

pytestmark = [pytest.mark.django_db, pytest.mark.read]


def look(client, table, **query):
    return client.get(reverse("compare:movement", kwargs={"ws": "desk", "n": table.talks.slug}), query)


def told(response):
    """Party, day and kind of each row."""
    return [(str(move.party), str(move.day), move.kind) for move in response.context["moves"]]


def again(table, position, **fields):
    position.refresh_from_db(fields=["version"])
    return {"by": table.by, "expected": position.version, **fields}


# Works ----------------------------------------------------------------------------------------------------------------
def test_a_reader_sees_what_moved_from_where_to_where_and_on_what(as_role, table):
    more = make.statement(table.by, table.issue, table.russia, value=50, said="1 August 2011")
    new = make.reading(table.by, table.of_russia, 50, "1 August 2011", evidence=[more], why="clarified")
    response = look(as_role("reader"), table, as_of="2011-08-02")
    assert told(response)[0] == ("Russia", "1 Aug 2011", "softened")
    first = response.context["moves"][0]
    assert (first.was, first.now) == (
        "Between “One system, divided into sectors” and “Joint centres” (10)",
        "Joint centres (50)",
    )
    assert first.href == f"/w/desk/positions/{table.of_russia.pk}/?as_of=2011-08-02#reading-{new.pk}"
    assert (first.count, first.why) == (1, "Clarified")
    assert "3 readings took effect by 2 August 2011. The last to move: Russia softened" in response.content.decode()


def test_how_far_it_went_on_whose_words_and_who_said_so_stand_beside_it(as_role, table):
    said = [make.statement(table.by, table.issue, table.russia, value=50, said=f"{n} August 2011") for n in (1, 2, 3)]
    make.reading(table.by, table.of_russia, 50, "1 August 2011", evidence=said)
    response = look(as_role("reader"), table, as_of="2011-08-04")
    move = response.context["moves"][0]
    assert move.size == "40\N{NO-BREAK SPACE}% of the scale"
    assert [words for words, _href in move.supporting] == [said[2].words, said[1].words]
    assert move.more == "and 1 more"
    assert f"Recorded by {table.by}" in response.content.decode()


def test_a_statement_that_waits_far_off_is_proposed_as_a_move_until_somebody_weighs_it(as_role, table):
    new = make.statement(table.by, table.issue, table.russia, value=60, said="1 August 2011", reports=NOTES)
    (row,) = look(as_role("analyst"), table, as_of="2011-08-02").context["proposed"]
    assert (row.words, row.apart) == (new.words, "50\N{NO-BREAK SPACE}% of the scale above what we hold")
    assert f"statement={new.pk}" in row.moves
    assert look(as_role("reader"), table, as_of="2011-08-02").context["proposed"][0].moves == ""
    assert not look(as_role("analyst"), table, as_of="2011-07-31").context["proposed"]
    weigh(table.of_russia, new, by=table.by, relation="qualifies", reading=table.low)
    assert not look(as_role("analyst"), table, as_of="2011-08-02").context["proposed"]


def test_why_it_was_recorded_is_said_only_where_that_is_more_than_what_moved(as_role, table):
    make.reading(table.by, table.of_russia, 50, "1 August 2011", why="softened")
    move = look(as_role("reader"), table, as_of="2011-08-02").context["moves"][0]
    assert (move.words, move.why) == ("softened", "")


def test_a_move_is_judged_by_what_the_others_stated_on_that_day(as_role, table):
    make.reading(table.by, table.of_nato, 100, "1 August 2011")  # away from Russia's 10
    make.reading(table.by, table.of_russia, 40, "2 August 2011")  # towards 100
    make.reading(table.by, table.of_nato, 0, "3 August 2011")  # past Russia's 40: 60 away before, 40 now
    kinds = told(look(as_role("reader"), table, as_of="2011-09-01"))[:3]
    assert [kind for _party, _day, kind in kinds] == ["softened", "softened", "hardened"]


def test_who_is_not_counted_is_no_measure_of_a_move(as_role, table):
    poland = make.party(table.by, "Poland")
    seat(table.talks, poland, by=table.by, counted=False)
    make.reading(table.by, make.position(poland, table.issue), 0, "5 July 2011")
    make.reading(table.by, table.of_russia, 20, "1 August 2011")  # away from Poland, towards NATO
    assert told(look(as_role("reader"), table, as_of="2011-09-01"))[0] == ("Russia", "1 Aug 2011", "softened")


def test_the_same_point_said_otherwise_tells_what_else_changed(as_role, table):
    make.reading(table.by, table.of_nato, 90, "1 August 2011", low=70, low_bound="firm")
    move = look(as_role("reader"), table, as_of="2011-09-01").context["moves"][0]
    assert (move.kind, move.words) == ("", "same point")
    assert move.otherwise == [
        "accepts 70 and up; the high end is not known, before: not known",
        "red line: nothing below 70",
    ]


def test_a_red_line_that_moves_is_told_once_with_where_it_was(as_role, table):
    for day, low in (("1 August 2011", 70), ("2 August 2011", 60), ("3 August 2011", None)):
        make.reading(table.by, table.of_nato, 90, day, low=low, low_bound="firm" if low else "none")
    gone, moved, _new = look(as_role("reader"), table, as_of="2011-09-01").context["moves"][:3]
    assert "red line: nothing below 60, before: nothing below 70" in moved.otherwise
    assert "red line gone: nothing below 60" in gone.otherwise
    assert not [line for line in moved.otherwise if "gone" in line]


def test_falling_silent_is_a_move_without_a_direction(as_role, table):
    make.reading(table.by, table.of_nato, None, "1 August 2011", stance="declined")
    move = look(as_role("reader"), table, as_of="2011-09-01").context["moves"][0]
    assert (move.kind, move.now) == ("moved", "Declined to say")


# What took effect -----------------------------------------------------------------------------------------------------
def test_nothing_later_than_the_day_shown_or_recorded_later_than_known_is_there(as_role, table):
    make.reading(table.by, table.of_nato, 70, "1 August 2011", at=make.moment("2011-08-10"))
    assert len(told(look(as_role("reader"), table, as_of="2011-07-31"))) == 2
    assert len(told(look(as_role("reader"), table, as_of="2011-08-15"))) == 3
    early = look(as_role("reader"), table, as_of="2011-08-15", known_at="2011-08-05")
    assert "1 Aug 2011" not in [day for _party, day, _kind in told(early)]


def test_with_since_only_what_took_effect_after_that_day_is_there(as_role, table):
    make.reading(table.by, table.of_nato, 70, "1 August 2011")
    response = look(as_role("reader"), table, as_of="2011-08-15", since="sochi")
    assert told(response) == [("NATO", "1 Aug 2011", "softened")]
    assert "What has moved since Sochi" in response.content.decode()


def test_a_slip_that_was_corrected_or_withdrawn_never_moved_anybody(as_role, table):
    slip = make.reading(table.by, table.of_nato, 20, "1 August 2011")
    right = {"effective": make.when("1 August 2011"), "stance": "value", "stated": 80, "summary": "Mended."}
    mended = correct(slip, **again(table, table.of_nato, **right))
    newest = look(as_role("reader"), table, as_of="2011-09-01").context["moves"][0]
    assert newest.now.endswith("(80)")
    withdraw(mended, **again(table, table.of_nato, reason="Nobody said so."))
    assert len(told(look(as_role("reader"), table, as_of="2011-09-01"))) == 2


def test_of_two_readings_from_one_day_only_the_later_recorded_was_ever_in_force(as_role, table):
    make.reading(table.by, table.of_nato, 20, "1 August 2011")
    make.reading(table.by, table.of_nato, 60, "1 August 2011")
    moves = look(as_role("reader"), table, as_of="2011-09-01").context["moves"]
    assert [move.now for move in moves if str(move.day) == "1 Aug 2011"] == [
        "Between “Joint centres” and “Two systems that cooperate” (60)"
    ]
    assert moves[0].was.endswith("(90)")


def test_only_what_supports_is_counted_and_nothing_said_later(as_role, table):
    doubt = make.statement(table.by, table.issue, table.nato, said="2 August 2011")
    later = make.statement(table.by, table.issue, table.nato, said="1 October 2011")
    links = [Bears(doubt, "contradicts"), later]
    make.reading(table.by, table.of_nato, 70, "1 August 2011", evidence=links)
    assert look(as_role("reader"), table, as_of="2011-09-01").context["moves"][0].count == 0
    assert look(as_role("reader"), table, as_of="2011-11-01").context["moves"][0].count == 1


# Filters and edges ----------------------------------------------------------------------------------------------------
def test_one_party_can_be_followed(as_role, table):
    response = look(as_role("reader"), table, as_of="2011-08-01", party="russia")
    assert told(response) == [("Russia", "4 Jul 2011", "new")]
    assert "1 reading of Russia took effect" in response.content.decode()
    assert '<option value="russia" selected>Russia</option>' in response.content.decode()
    assert '<option value="nato">NATO</option>' in response.content.decode()


def test_the_day_compared_with_stays_chosen_whether_or_not_it_is_a_meeting(as_role, table):
    for since, words in (("sochi", "Sochi, 4 Jul 2011"), ("2011-07-01", "1 Jul 2011")):
        page = look(as_role("reader"), table, as_of="2011-08-01", since=since).content.decode()
        assert f'<option value="{since}" selected>{words}</option>' in page


def test_an_unknown_party_is_not_found_and_the_others_are_offered(as_role, table):
    response = look(as_role("reader"), table, party="atlantis")
    assert response.status_code == 404
    assert f"/w/desk/n/{table.talks.slug}/movement/?party=nato" in response.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "99999", "x", "\x00", "1" * 5000])
def test_a_page_that_is_not_there_shows_the_nearest(as_role, table, page):
    assert look(as_role("reader"), table, page=page).status_code == 200


def test_fifty_stand_on_a_page(as_role, table):
    for n in range(51):
        make.reading(table.by, table.of_nato, n, f"2012-{n // 28 + 1:02}-{n % 28 + 1:02}")
    first, second = (look(as_role("reader"), table, as_of="2012-12-31", page=page) for page in ("", "2"))
    assert len(told(first)) == 50 and len(told(second)) == 3
    assert re.search(r'rel="next" href="[^"]*page=2', first.content.decode())


def test_more_than_anybody_turns_pages_is_not_counted_and_goes_on_from_an_earlier_day(as_role, table, monkeypatch):
    monkeypatch.setattr(pagination, "COUNTED", 50)
    for n in range(51):
        make.reading(table.by, table.of_nato, n, f"2012-{n // 28 + 1:02}-{n % 28 + 1:02}")
    page = look(as_role("reader"), table, as_of="2012-12-31").content.decode()
    assert "More than 50 readings took effect by 31 December 2012." in page
    assert 'rel="next"' not in page
    further = re.search(r'href="[?]([^"]*)">What moved up to 2 January 2012<', page)[1]
    assert len(told(look(as_role("reader"), table, **dict(parse_qsl(further))))) == 4


def test_an_empty_negotiation_says_that_nothing_moved(as_role, desk):
    talks = make.negotiation(make.lead_of(desk), "Grain")
    page = as_role("reader").get(reverse("compare:movement", kwargs={"ws": "desk", "n": talks.slug}))
    assert page.status_code == 200 and "Nothing has moved" in page.content.decode()


def test_a_bad_date_is_said_beside_its_field(as_role, table):
    response = look(as_role("reader"), table, as_of="31 June 2011")
    assert response.status_code == 422 and response.context["when"].form.errors["as_of"]


def test_it_costs_no_more_with_more_rows(as_role, table, cost):
    client = as_role("reader")
    make.reading(table.by, table.of_nato, 80, "1 August 2011")
    look(client, table)
    few = cost(lambda: look(client, table, as_of="2012-07-05"))
    for n in range(4):
        issue = make.issue(table.by, table.talks, f"Question {n}")
        for party in (table.nato, table.russia):
            said = make.statement(table.by, issue, party, value=10 * n)
            make.reading(table.by, make.position(party, issue), 10 * n, evidence=[said])
            make.reading(table.by, make.position(party, issue), 20 * n, "1 August 2011")
    assert cost(lambda: look(client, table, as_of="2012-07-05")) == few <= 20
