"""The page of a position: where a party stands, on what, since when, and as was known then."""

import re

import pytest
from django.urls import reverse

from tests import make
from tracker.actors.operations import join_bloc
from tracker.positions import queries
from tracker.positions.operations import Bears, correct, review, seat, weigh, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.read]


def look(client, position, **query):
    return client.get(reverse("positions:detail", kwargs={"ws": "desk", "pk": position.pk}), query)


def text(response):
    """What the page says, tags and white space aside."""
    main = response.content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace(" ,", ",").replace(" .", ".")


def version(position):
    position.refresh_from_db()
    return position.version


# Works ----------------------------------------------------------------------------------------------------------------
def test_a_reader_sees_first_where_it_stands_on_what_how_graded_and_how_fresh(as_role, table):
    response = look(as_role("reader"), table.of_russia, as_of="2011-07-05")
    assert response.context["shown"].sentence == (
        "Russia has stood at 10, between “One system, divided into sectors” and “Joint centres”, since 4 Jul 2011, "
        "on 1 statement from 1 independent root, graded B2, of 4 Jul 2011."
    )
    later = look(as_role("reader"), table.of_russia, as_of="2012-07-05")
    assert later.context["shown"].sentence.endswith("of 4 Jul 2011; stale since 31 Dec 2011.")


def test_every_quotation_leads_to_its_statement_and_to_its_place_in_the_text(as_role, table):
    page = look(as_role("reader"), table.of_russia, as_of="2011-07-05").content.decode()
    excerpt = table.digest.excerpts.get()
    assert "one system, divided into sectors</blockquote>" in page
    assert f'href="/w/desk/statements/{table.said.pk}/?as_of=2011-07-05"' in page
    assert f'href="/w/desk/documents/{table.digest.pk}/#excerpt-{excerpt.pk}"' in page


def test_evidence_stands_under_what_it_does_to_the_reading(as_role, table):
    doubt = make.statement(table.by, table.issue, table.nato, words="They hesitate.")
    weigh(table.of_nato, doubt, by=table.by, relation="contradicts", reading=table.high, note="A slip of the tongue?")
    groups = look(as_role("reader"), table.of_nato, as_of="2011-07-05").context["shown"].groups
    assert {group.key: [item.pk for item in group.items] for group in groups} == {
        "for": [table.answered.pk],
        "against": [doubt.pk],
    }
    assert "A slip of the tongue?" in text(look(as_role("reader"), table.of_nato, as_of="2011-07-05"))


def test_that_nothing_speaks_against_it_is_said(as_role, table):
    page = look(as_role("reader"), table.of_nato, as_of="2011-07-05")
    assert "No quotation speaks against this reading." in text(page)


def test_what_waits_to_be_weighed_says_why_it_counts_or_not(as_role, table):
    make.statement(table.by, table.issue, table.nato, act="expect")
    make.statement(table.by, table.issue, table.nato, option=table.issue.options.get(value=50))
    page = text(look(as_role("reader"), table.of_nato, as_of="2011-07-05"))
    assert "An expectation: kept, does not move the position." in page
    assert "Counts: speaks for “Joint centres”." in page


def test_the_four_silences_are_four_looks(as_role, table):
    for day, stance in (("1 August", "declined"), ("2 August", "neutral"), ("3 August", "ambivalent")):
        make.reading(table.by, table.of_nato, None, f"{day} 2011", stance=stance)
    days = ("2011-07-01", "2011-08-01", "2011-08-02", "2011-08-03")
    pages = [look(as_role("reader"), table.of_nato, as_of=day) for day in days]
    assert [page.context["shown"].now and page.context["shown"].now.look for page in pages] == [
        None, "declined", "neutral", "ambivalent"
    ]  # fmt: skip
    assert len({page.context["shown"].now.svg if page.context["shown"].now else "" for page in pages}) == 4
    assert "That is not neutrality" not in text(pages[2])


def test_a_member_without_a_line_of_its_own_shows_its_blocs_and_says_so(as_role, table):
    poland = make.party(table.by, "Poland")
    join_bloc(poland, table.nato, by=table.by, since=make.when("12 March 1999").first)
    seat(table.talks, poland, by=table.by, counted=False)
    position = make.position(poland, table.issue)
    page = look(as_role("reader"), position, as_of="2011-07-05")
    assert page.context["shown"].sentence.startswith("Poland has no line of its own on record. NATO has stood at 90")
    assert "as NATO, no line of its own" in text(page) and "Nothing on record" in text(page)
    assert "no line of its own" not in text(look(as_role("reader"), position, as_of="1998-01-01"))
    make.reading(table.by, position, 50)
    assert "no line of its own" not in text(look(as_role("reader"), position, as_of="2011-07-05"))


def test_what_is_known_only_to_the_month_is_called_so_while_the_month_lasts(as_role, table):
    make.reading(table.by, table.of_nato, 50, "May 2012")
    inside, after = (look(as_role("reader"), table.of_nato, as_of=day) for day in ("2012-05-20", "2012-06-01"))
    assert "since some time in May 2012" in inside.context["shown"].sentence
    assert "since May 2012" in after.context["shown"].sentence


def test_our_inference_is_hollow_and_called_ours(as_role, table):
    make.reading(table.by, table.of_nato, 50, basis="inferred")
    page = look(as_role("reader"), table.of_nato, as_of="2011-07-05")
    assert 'class="point inferred"' in page.context["shown"].now.svg
    assert "Inferred by us, not stated" in text(page)
    assert 'class="point inferred"' not in look(as_role("reader"), table.of_russia).context["shown"].now.svg


def test_red_lines_are_said_with_where_they_stand_and_whom_they_bind(as_role, table):
    make.reading(table.by, table.of_nato, 50, low=40, low_bound="firm", high=60, high_bound="assumed", mutual=True)
    response = look(as_role("reader"), table.of_nato, as_of="2011-07-05")
    assert "accepts 40 to 60; red line from 40 down; red line from 60 up, assumed" in response.context["shown"].now.svg
    page = text(response)
    assert "Red line nothing below 40" in page and "Red line, assumed nothing above 60" in page
    assert "It binds both sides." in page and "40 to 60" in page


def test_a_slip_put_right_is_folded_and_called_corrected(as_role, table):
    correct(
        table.high, by=table.by, expected=version(table.of_nato), effective=make.when("4 July 2011"), stance="value",
        stated=75, summary="Mended.",
    )  # fmt: skip
    told = look(as_role("reader"), table.of_nato, as_of="2011-07-05").context["shown"].readings
    assert [(each.current, each.folded.partition(" by")[0]) for each in told] == [(True, ""), (False, "Corrected")]


def test_what_was_withdrawn_is_folded_with_the_reason(as_role, table):
    slip = make.reading(table.by, table.of_nato, 20, "5 July 2011")
    withdraw(slip, by=table.by, expected=version(table.of_nato), reason="It was Russia who said so.")
    page = look(as_role("reader"), table.of_nato, as_of="2011-07-05")
    assert [(each.pk, bool(each.folded)) for each in page.context["shown"].readings] == [
        (slip.pk, True),
        (table.high.pk, False),
    ]
    assert "It was Russia who said so." in text(page)


def test_it_is_compared_with_where_it_stood(as_role, table):
    make.reading(table.by, table.of_nato, 50, "10 July 2011")
    page = text(look(as_role("reader"), table.of_nato, as_of="2011-07-12", since="sochi"))
    assert "Compared with Sochi: then at 90, between “Joint centres” and “Two systems that cooperate”." in page
    assert "the same reading" in text(look(as_role("reader"), table.of_nato, as_of="2011-07-05", since="sochi"))
    assert "nothing was on record" in text(
        look(as_role("reader"), table.of_nato, as_of="2011-07-05", since="2011-01-01")
    )


def test_the_review_is_said_by_whom_and_with_what_note(as_role, member, table):
    review(table.high, by=member("reviewer"), state="questioned", note="On what evidence?")
    shown = look(as_role("reader"), table.of_nato, as_of="2011-07-05").context["shown"].now.review
    assert (shown.state, shown.note) == ("questioned", "On what evidence?")
    assert shown.words.startswith(str(member("reviewer")))
    assert look(as_role("reader"), table.of_russia).context["shown"].now.review.state == "proposed"


def test_the_discussion_comes_by_a_second_request_with_a_link_in_its_place(as_role, table):
    page = look(as_role("reader"), table.of_nato, as_of="2011-07-05").content.decode()
    address = f"/w/desk/positions/{table.of_nato.pk}/discussion/?as_of=2011-07-05"
    assert f'hx-get="{address}"' in page and f'href="{address}"' in page


# As of a day, as known then: nothing leaks ----------------------------------------------------------------------------
def test_a_page_of_an_earlier_day_knows_nothing_of_what_came_later(as_role, table):
    later = make.statement(table.by, table.issue, table.nato, said="1 September 2011", words="Zanzibar")
    make.reading(table.by, table.of_nato, 12, "1 September 2011", summary="Zanzibar", evidence=[later])
    make.statement(table.by, table.issue, table.nato, said="2 September 2011", words="Zanzibar")
    for query in ({"as_of": "2011-08-31"}, {"as_of": "2011-08-31", "since": "2011-07-01"}):
        assert "Zanzibar" not in look(as_role("reader"), table.of_nato, **query).content.decode()
    assert "Zanzibar" in look(as_role("reader"), table.of_nato, as_of="2011-09-03").content.decode()


def test_a_page_as_known_then_knows_nothing_of_what_was_recorded_later(as_role, table):
    early = make.moment("2011-07-05")
    slip = make.reading(table.by, table.of_nato, 70, "5 July 2011", summary="As first read", at=early)
    correct(
        slip, by=table.by, expected=version(table.of_nato), effective=make.when("5 July 2011"), stance="value",
        stated=75, summary="Zanzibar", at=make.moment("2011-08-01"),
    )  # fmt: skip
    said = make.statement(table.by, table.issue, table.nato, words="Zanzibar", at=make.moment("2011-08-01"))
    weigh(table.of_nato, said, by=table.by, relation="contradicts", reading=slip, at=make.moment("2011-08-01"))
    review(slip, by=make.member(table.by.workspace, "reviewer"), state="questioned", at=make.moment("2011-08-01"))
    then = look(as_role("reader"), table.of_nato, as_of="2011-07-10", known_at="2011-07-31")
    for word in ("Zanzibar", "Corrected", "Questioned"):
        assert word not in then.content.decode()
    assert then.context["shown"].now.summary == "As first read"
    now = look(as_role("reader"), table.of_nato, as_of="2011-07-10").content.decode()
    assert "Zanzibar" in now and "Corrected" in now


def test_evidence_bears_as_it_was_judged_then(as_role, table):
    early, late = make.moment("2011-07-05"), make.moment("2011-08-01")
    said = make.statement(table.by, table.issue, table.nato, at=early)
    reading = make.reading(table.by, table.of_nato, 70, "5 July 2011", evidence=[said], at=early)
    weigh(table.of_nato, said, by=table.by, relation="contradicts", reading=reading, at=late)
    then, now = (
        look(as_role("reader"), table.of_nato, as_of="2011-07-10", **query).context["shown"].groups
        for query in ({"known_at": "2011-07-31"}, {})
    )
    assert {group.key: len(group.items) for group in then} == {"for": 1, "against": 0}
    assert {group.key: len(group.items) for group in now} == {"for": 0, "against": 1}


# Refuses whom, refuses what -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("role", "may"), [("reader", False), ("analyst", True), ("reviewer", True), ("lead", True)])
def test_only_who_may_record_is_shown_the_way_to_revise(as_role, table, role, may):
    page = look(as_role(role), table.of_nato, as_of="2011-07-05").content.decode()
    assert (f'/positions/{table.of_nato.pk}/revise/?as_of=2011-07-05" data-key="e"' in page) == may


def test_an_unknown_position_is_not_found(as_role, table):
    assert as_role("reader").get("/w/desk/positions/99999999999999999999/").status_code == 404


@pytest.mark.parametrize("bad", ["2011-02-30", "soon", "\x00"])
def test_a_bad_date_is_said_beside_its_field_and_the_page_still_shows(as_role, table, bad):
    response = look(as_role("reader"), table.of_nato, as_of=bad)
    assert response.status_code == 422
    assert response.context["when"].form.errors["as_of"] and "Architecture" in text(response)


# Through time ---------------------------------------------------------------------------------------------------------
def test_its_readings_are_drawn_and_each_mark_leads_down_to_its_own(as_role, table):
    later = make.reading(table.by, table.of_nato, 50, "1 August 2011")
    drawn = look(as_role("reader"), table.of_nato, as_of="2011-09-01").context["shown"].history
    assert re.findall(r'href="(#reading-\d+)"', drawn) == [f"#reading-{table.high.pk}", f"#reading-{later.pk}"]
    assert "NATO, 1 Aug 2011: “Joint centres” (50)" in drawn and "Sochi" in drawn and "Russia" not in drawn


def test_its_own_words_for_a_point_are_strokes_that_open_them(as_role, table):
    make.reading(table.by, table.of_nato, 50, "1 August 2011")
    own = make.statement(table.by, table.issue, table.nato, value=20)
    speaker = make.speaker(table.by, party=table.russia)
    account = make.statement(table.by, table.issue, table.nato, value=30, speaker=speaker)  # another's
    against = make.statement(table.by, table.issue, table.nato, value=40, direction="against", act="reject")
    later = make.statement(table.by, table.issue, table.nato, value=60, said="2 September 2011")
    drawn = look(as_role("reader"), table.of_nato, as_of="2011-09-01").context["shown"].history
    assert f'href="/w/desk/statements/{own.pk}/?as_of=2011-09-01"' in drawn
    assert not any(f"/statements/{each.pk}/" in drawn for each in (account, against, later))


def test_nothing_later_than_the_day_is_drawn_and_one_reading_alone_is_no_drawing(as_role, table):
    make.reading(table.by, table.of_nato, 60, "1 July 2011")
    make.reading(table.by, table.of_nato, 50, "1 August 2011")
    client = as_role("reader")
    assert "1 Aug 2011" not in look(client, table.of_nato, as_of="2011-07-05").context["shown"].history
    page = look(client, table.of_nato, as_of="2011-07-03")
    assert page.context["shown"].history == "" and "How it got here" not in text(page)


def test_of_two_readings_for_one_day_the_one_recorded_last_is_drawn(as_role, table):
    make.reading(table.by, table.of_nato, 60, "1 July 2011")
    make.reading(table.by, table.of_nato, 20, "4 July 2011")
    drawn = look(as_role("reader"), table.of_nato, as_of="2011-07-05").context["shown"].history
    assert f"#reading-{table.high.pk}" not in drawn and drawn.count('class="stmt"') == 2


def test_what_was_corrected_is_drawn_on_demand_alone(as_role, table):
    client = as_role("reader")
    make.reading(table.by, table.of_nato, 60, "1 July 2011")
    page = look(client, table.of_nato, as_of="2011-07-05").context["shown"]
    assert page.corrections == ("", "")  # nothing was
    judged = {"effective": make.when("4 July 2011"), "stance": "value", "stated": 80, "summary": "They meant 80."}
    correct(table.high, by=table.by, expected=version(table.of_nato), **judged)
    page = look(client, table.of_nato, as_of="2011-07-05").context["shown"]
    address, words = page.corrections
    assert "slip" not in page.history and words == "Show what was corrected"
    page = client.get(address.partition("#")[0]).context["shown"]
    assert page.history.count('<circle class="slip"') == 1 and f"#reading-{table.high.pk}" in page.history
    assert page.corrections[1] == "1 reading was corrected or withdrawn: hide"
    assert "corrections" not in page.corrections[0]


# Edge -----------------------------------------------------------------------------------------------------------------
def test_an_empty_position_says_what_to_do(as_role, table):
    empty = make.position(table.nato, make.issue(table.by, table.talks, "Another question"))
    page = look(as_role("analyst"), empty)
    assert page.context["shown"].sentence == "Nothing is on record for NATO on this issue."
    assert "Nothing on record" in text(page) and "Record a reading" in text(page)
    assert "Record a reading" not in text(look(as_role("reader"), empty))


def test_an_issue_without_a_scale_has_a_page(as_role, table):
    position = make.position(table.nato, make.issue(table.by, table.talks, "Libya", scale=None))
    make.reading(table.by, position, None, stance="declined")
    page = look(as_role("reader"), position, as_of="2011-07-05")
    assert page.context["shown"].sentence.startswith("NATO has declined to say since 4 Jul 2011; no statement")
    assert page.context["shown"].now.svg == ""
    make.reading(table.by, position, None, "5 July 2011", stance="unknown")
    assert look(as_role("reader"), position, as_of="2011-07-05").context["shown"].history == ""


def test_html_in_any_text_is_shown_as_text(as_role, table):
    evil = "<script>alert(1)</script>"
    issue = make.issue(table.by, table.talks, evil, question=evil, options=((0, evil), (100, "yes")))
    position = make.position(table.nato, issue)
    said = make.statement(table.by, issue, table.nato, words=evil)
    links = [Bears(said, "supports", evil)]
    make.reading(table.by, position, 0, summary=evil, confidence_reason=evil, evidence=links)
    for name in ("positions:detail", "positions:revise"):
        page = as_role("lead").get(reverse(name, kwargs={"ws": "desk", "pk": position.pk})).content.decode()
        assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


def test_it_costs_no_more_with_more_readings_and_statements(as_role, table, cost):
    client, query = as_role("reader"), {"as_of": "2011-08-05", "since": "2011-07-05"}
    make.reading(table.by, table.of_nato, 70, "10 July 2011")  # of several the lines are told apart
    make.statement(table.by, table.issue, table.nato, said="1 August 2011", value=50)  # and something waits
    look(client, table.of_nato, **query)
    few = cost(lambda: look(client, table.of_nato, **query))
    for n in range(4):
        said = make.statement(table.by, table.issue, table.nato, reports=[])
        reading = make.reading(table.by, table.of_nato, 10 * n, evidence=[said])
        review(reading, by=make.member(table.by.workspace, "reviewer"), state="approved")
        make.statement(table.by, table.issue, table.nato, said="1 August 2011", value=10 * n)
    assert cost(lambda: look(client, table.of_nato, **query)) == few
    assert cost(lambda: look(client, table.of_nato, corrections="show", **query)) == few
    assert few <= 30


def test_a_reading_saved_between_two_questions_of_the_page_is_no_fault(as_role, table, monkeypatch):
    asked = queries.in_force

    def saved_just_before(*args):
        make.reading(table.by, table.of_nato, 70, "20 July 2011")
        return asked(*args)

    monkeypatch.setattr(queries, "in_force", saved_just_before)
    assert "70" in look(as_role("reader"), table.of_nato).content.decode()
