"""One party: where it stands in each negotiation, who speaks for it, whom it belongs to, how it moved."""

import pytest
from django.urls import reverse

from tests import make
from tracker.actors.operations import join_bloc, name_also
from tracker.positions.operations import review, seat

pytestmark = [pytest.mark.django_db, pytest.mark.read]


def look(client, party, **query):
    return client.get(reverse("desk:party", kwargs={"ws": "desk", "slug": party.slug}), query)


def shown(client, party, **query):
    return look(client, party, **{"as_of": "2011-07-05"} | query).context["shown"]


# Works ----------------------------------------------------------------------------------------------------------------
def test_a_reader_sees_what_it_holds_on_each_issue_and_on_what(as_role, table):
    make.issue(table.by, table.talks, "Libya")
    review(table.high, by=make.member(table.by.workspace, "reviewer"), state="approved")
    page = shown(as_role("reader"), table.nato)
    (talks,) = page.talks
    assert (talks.title, talks.facts) == ("Missile defence", ["1 of 2 issues on record"])
    held, empty = talks.held
    assert (held.cell.count, held.cell.review) == (1, "approved")
    assert 'class="point"' in held.svg and held.href.endswith("/issues/architecture/?as_of=2011-07-05")
    assert (empty.cell.look, empty.svg) == ("none", "")
    assert page.sentence == "On record on 1 of 2 issues."


def test_its_positions_stand_in_the_order_of_the_agenda(as_role, table):
    branch = make.issue(table.by, table.talks, "The shield", scale=None)
    for title in ("Control", "Aim"):
        make.issue(table.by, table.talks, title, parent=branch)
    (talks,) = shown(as_role("reader"), table.nato).talks
    assert [held.title for held in talks.held] == ["Architecture", "Control", "Aim"]


def test_its_voices_are_those_of_the_day_then_the_former_each_quoted_once(as_role, table):
    since, until = make.when("2009").first, make.when("July 2012").first
    lavrov = make.speaker(table.by, "Lavrov", table.russia, "Minister", since=since)
    make.speaker(table.by, "Primakov", table.russia, "Minister", until=since)
    make.speaker(table.by, "Shoigu", table.russia, "Minister of defence", since=until)
    make.statement(table.by, table.issue, table.russia, said="1 June 2011", speaker=lavrov, words="In June.")
    make.statement(table.by, table.issue, table.russia, said="1 May 2011", speaker=lavrov, words="In May.")
    make.statement(table.by, table.issue, table.russia, said="1 August 2011", speaker=lavrov, words="In August.")
    page = shown(as_role("reader"), table.russia)
    assert [(voice.speaker, voice.now, voice.during) for voice in page.voices] == [
        ("Lavrov", True, "since 1 Jan 2009"),
        ("Primakov", False, "until 31 Dec 2008"),
    ]
    assert str(page.voices[0].newest) == "In June." and page.voices[1].newest is None
    assert "It is spoken for by Lavrov." in page.sentence
    assert page.senior == "Most senior on 5 Jul 2011: Lavrov, authority 90 of 100. From 90 on it is the official line."


def test_what_somebody_said_for_another_party_is_not_its_word(as_role, table):
    lavrov = make.speaker(table.by, "Lavrov", table.russia)
    make.statement(table.by, table.issue, table.nato, speaker=lavrov, words="Of NATO he said.")
    assert shown(as_role("reader"), table.russia).voices[0].newest is None


def test_blocs_and_members_are_told_in_time(as_role, table):
    poland = make.party(table.by, "Poland")
    day = make.when("12 March 1999").first
    join_bloc(poland, table.nato, by=table.by, since=day)
    seat(table.talks, poland, by=table.by, counted=False)
    page = shown(as_role("reader"), poland)
    assert [(str(stay.party), stay.during, stay.now) for stay in page.stays] == [("NATO", "since 12 Mar 1999", True)]
    assert page.talks[0].held[0].borrowed.endswith("as NATO, no line of its own")
    assert [str(stay.party) for stay in shown(as_role("reader"), table.nato).members] == ["Poland"]
    before = shown(as_role("reader"), poland, as_of="1998-01-01")
    assert before.stays == [] and before.talks[0].held[0].borrowed == ""


def test_its_other_names_and_its_movement_are_there(as_role, table):
    name_also(table.russia, name="Moscow", by=table.by)
    make.reading(table.by, table.of_russia, 50, "1 August 2011")
    make.statement(table.by, table.issue, table.russia, said="1 August 2011")
    page = shown(as_role("reader"), table.russia, as_of="2011-09-01")
    assert page.aliases == "Moscow"
    assert [move.kind for move in page.moves] == ["softened", "new"]
    assert "It last softened on “Architecture”, 1 Aug 2011." in page.sentence
    assert page.said == "2 statements on record"


# Through time ---------------------------------------------------------------------------------------------------------
def test_each_issue_it_has_spoken_on_is_a_line_whose_marks_open_its_readings(as_role, table):
    make.issue(table.by, table.talks, "Silence")
    spoken_of = make.issue(table.by, table.talks, "Libya", scale=None)
    make.reading(table.by, make.position(table.russia, spoken_of), None, stance="declined")
    new = make.reading(table.by, table.of_russia, 50, "1 August 2011")
    through = shown(as_role("reader"), table.russia, as_of="2011-09-01").through
    ((_talks, (line,)),) = through.talks
    assert (line.title, line.stands) == ("Architecture", "“Joint centres” (50)")
    assert line.href == f"/w/desk/n/{table.talks.slug}/issues/architecture/?as_of=2011-09-01"
    assert f'href="/w/desk/positions/{table.of_russia.pk}/?as_of=2011-09-01#reading-{new.pk}"' in line.svg
    assert "Russia, 1 Aug 2011: “Joint centres” (50)." in line.svg and line.svg.count('class="stmt"') == 2
    assert "1 Sep 2011" in through.axis


def test_nothing_later_than_the_day_is_drawn(as_role, table):
    make.reading(table.by, table.of_russia, 50, "1 August 2011")
    make.meeting(table.by, table.talks, "Chicago", "20 May 2012")
    (line,) = shown(as_role("reader"), table.russia).through.talks[0][1]
    assert line.svg.count('class="stmt"') == 1 and "Aug 2011" not in line.svg
    assert line.svg.count('class="meet faint"') == 1
    assert shown(as_role("reader"), table.russia, as_of="2011-07-03").through is None


def test_what_the_page_compares_with_narrows_the_list_and_not_the_lines(as_role, table):
    make.reading(table.by, table.of_russia, 50, "1 August 2011")
    page = shown(as_role("reader"), table.russia, as_of="2011-09-01", since="2011-07-10")
    assert [str(move.day) for move in page.moves] == ["1 Aug 2011"]
    assert page.through.talks[0][1][0].svg.count('class="stmt"') == 2


def test_the_list_of_moves_stops_at_ten_and_the_lines_do_not(as_role, table):
    for n in range(12):
        make.reading(table.by, table.of_russia, 5 * n, f"{n + 5} July 2011")
    page = shown(as_role("reader"), table.russia, as_of="2011-09-01")
    assert [str(move.day) for move in page.moves][0::9] == ["16 Jul 2011", "7 Jul 2011"] and len(page.moves) == 10
    assert page.through.talks[0][1][0].svg.count('class="stmt"') == 13


def test_meetings_stand_in_the_lines_of_their_own_negotiation(as_role, table):
    other = make.negotiation(table.by, "Forces", [table.nato])
    issue = make.issue(table.by, other, "Flanks")
    make.reading(table.by, make.position(table.nato, issue), 20, "1 July 2011")
    through = shown(as_role("reader"), table.nato, n=table.talks.slug).through
    found = {title: [line.svg.count('class="meet faint"') for line in lines] for title, lines in through.talks}
    assert found == {"Forces": [0], "Missile defence": [1]}


# Time -----------------------------------------------------------------------------------------------------------------
def test_with_one_negotiation_it_is_shown_in_that_ones_time(as_role, table):
    page = look(as_role("reader"), table.nato, as_of="2011-07-03")
    assert page.context["shown"].talks[0].held[0].cell.look == "none"
    assert 'class="time"' in page.content.decode()


def test_with_two_the_address_says_in_whose(as_role, table):
    other = make.negotiation(table.by, "Forces", [table.nato])
    make.issue(table.by, other, "Flanks")
    plain = look(as_role("reader"), table.nato)
    assert [talks.title for talks in plain.context["shown"].talks] == ["Forces", "Missile defence"]
    assert 'class="time"' not in plain.content.decode()
    assert 'class="time"' in look(as_role("reader"), table.nato, n=other.slug).content.decode()


def test_a_negotiation_it_has_no_seat_in_is_not_found_and_its_own_are_offered(as_role, table):
    page = look(as_role("reader"), table.nato, n="nowhere")
    assert page.status_code == 404 and f"/w/desk/parties/nato/?n={table.talks.slug}" in page.content.decode()


@pytest.mark.parametrize("bad", ["31 June 2011", "\x00", "soon"])
def test_a_bad_date_is_said_and_the_page_still_shows(as_role, table, bad):
    assert look(as_role("reader"), table.nato, as_of=bad).status_code == 422


# Edges ----------------------------------------------------------------------------------------------------------------
def test_a_party_without_a_seat_says_what_to_do(as_role, table):
    page = look(as_role("reader"), make.party(table.by, "Sweden"), as_of="2011-07-05")
    assert page.status_code == 200 and "It has no seat yet" in page.content.decode()


def test_the_four_silences_are_four_looks(as_role, table):
    looks = set()
    for stance in ("declined", "neutral", "ambivalent"):
        make.reading(table.by, table.of_nato, None, stance=stance)
        held = shown(as_role("reader"), table.nato).talks[0].held[0]
        looks.add((held.cell.look, str(held.svg)))
    held = shown(as_role("reader"), table.nato, as_of="2011-07-01").talks[0].held[0]
    assert len(looks | {(held.cell.look, str(held.svg))}) == 4


def test_only_who_may_edit_it_is_offered_to(as_role, table):
    assert "/parties/nato/edit/" not in look(as_role("reader"), table.nato).content.decode()
    assert "/parties/nato/edit/" in look(as_role("lead"), table.nato).content.decode()


def test_the_list_of_parties_leads_here(as_role, table):
    page = as_role("reader").get(reverse("actors:parties", kwargs={"ws": "desk"})).content.decode()
    assert f'href="{table.nato.get_absolute_url()}"' in page


def test_it_costs_no_more_with_more_of_everything(as_role, table, cost):
    client = as_role("reader")
    poland = make.party(table.by, "Poland")
    join_bloc(poland, table.nato, by=table.by, since=make.when("1999").first)
    seat(table.talks, poland, by=table.by, counted=False)
    said = make.statement(table.by, table.issue, poland, speaker=make.speaker(table.by, party=poland))
    first = make.issue(table.by, table.talks, "Control")
    make.reading(table.by, make.position(poland, first), 50, evidence=[said])
    make.reading(table.by, make.position(poland, first), 60, "5 July 2011", evidence=[said])
    look(client, poland)
    few = cost(lambda: look(client, poland, as_of="2011-07-05"))
    for n in range(3):
        issue = make.issue(table.by, table.talks, f"Question {n}")
        said = make.statement(table.by, issue, poland, speaker=make.speaker(table.by, party=poland))
        make.reading(table.by, make.position(poland, issue), 10 * n, evidence=[said])
        make.reading(table.by, make.position(poland, issue), 20 * n, "5 July 2011", evidence=[said])
        make.issue(table.by, table.talks, f"Silence {n}")
    assert cost(lambda: look(client, poland, as_of="2011-07-05")) == few <= 30
