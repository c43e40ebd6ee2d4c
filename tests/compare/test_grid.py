import pytest
from django.urls import reverse

from tests import make
from tracker.positions.operations import correct, review, seat

pytestmark = [pytest.mark.django_db, pytest.mark.read]


def look(client, table, **query):
    path = reverse("compare:grid", kwargs={"ws": "desk", "n": table.talks.slug})
    return client.get(path, query)


def cell(response, issue, party):
    """What the page has for that party on that issue."""
    rows = {line.row.issue.pk: line for line in response.context["grid"].rows}
    return next(cell for cell in rows[issue.pk].cells if cell.party == party)


def test_a_reader_sees_what_each_party_holds_with_its_evidence(as_role, table):
    response = look(as_role("reader"), table, as_of="2011-07-05")
    shown = cell(response, table.issue, table.russia)
    assert (shown.count, shown.one_root, shown.grade, shown.newest) == (1, True, "B2", "4 Jul")
    assert "by 80\N{NO-BREAK SPACE}% of the scale" in response.content.decode()


def test_a_newcomer_reads_why_one_statement_can_have_two_roots(as_role, table):
    page = look(as_role("reader"), table, as_of="2011-07-05").content.decode()
    assert "a statement that two such outlets carried has two roots" in page[page.index('class="legend"') :]


def test_a_red_line_that_is_assumed_is_called_the_same_in_the_grid_on_the_position_and_in_the_form(as_role, table):
    make.reading(table.by, table.of_nato, 70, "5 July 2011", low=40, low_bound="assumed")
    client, position = as_role("analyst"), table.of_nato.get_absolute_url()
    form = client.get(f"{position}revise/").content.decode()
    assert ">Red line, assumed</option>" in form
    for page in (look(client, table, as_of="2011-07-05"), client.get(position, {"as_of": "2011-07-05"})):
        assert "<span>Red line, assumed</span>" in page.content.decode()


def test_nothing_later_than_the_day_shown_is_there(as_role, table):
    response = look(as_role("reader"), table, as_of="2011-07-03")
    assert cell(response, table.issue, table.russia).look == "none"
    assert cell(response, table.issue, table.russia).waiting == ""


def test_nothing_recorded_later_than_known_is_there(as_role, table):
    first = make.reading(table.by, table.of_nato, 70, "5 July 2011", at=make.moment("2011-07-05"))
    table.of_nato.refresh_from_db()
    correct(
        first,
        by=table.by,
        expected=table.of_nato.version,
        effective=make.when("5 July 2011"),
        stance="value",
        stated=75,
        summary="A slip mended.",
        at=make.moment("2011-08-01"),
    )
    now = look(as_role("reader"), table, as_of="2011-07-10")
    then = look(as_role("reader"), table, as_of="2011-07-10", known_at="2011-07-20")
    assert (
        "at 75 of 100" in cell(now, table.issue, table.nato).svg
        or "75 of 100" in cell(now, table.issue, table.nato).svg
    )
    assert "70 of 100" in cell(then, table.issue, table.nato).svg
    assert "as known 20 Jul 2011" in then.content.decode()


def test_the_four_silences_are_four_looks(as_role, table):
    for day, stance in (("1 August", "declined"), ("2 August", "neutral"), ("3 August", "ambivalent")):
        make.reading(table.by, table.of_nato, None, f"{day} 2011", stance=stance)
    looks = {
        cell(look(as_role("reader"), table, as_of=day), table.issue, table.nato).look
        for day in ("2011-07-01", "2011-08-01", "2011-08-02", "2011-08-03")
    }
    assert looks == {"none", "declined", "neutral", "ambivalent"}


def test_evidence_older_than_the_half_life_is_called_stale(as_role, table):
    fresh = look(as_role("reader"), table, as_of="2011-12-31")
    old = look(as_role("reader"), table, as_of="2012-01-01")
    assert cell(fresh, table.issue, table.nato).stale == ""
    assert cell(old, table.issue, table.nato).stale == "stale since 31 Dec 2011"


def test_a_member_without_a_line_of_its_own_shows_its_blocs_in_grey(as_role, table):
    from tracker.actors.operations import join_bloc

    poland = make.party(table.by, "Poland")
    join_bloc(poland, table.nato, by=table.by, since=make.when("12 March 1999").first)
    seat(table.talks, poland, by=table.by, counted=False)
    shown = cell(look(as_role("reader"), table, as_of="2011-07-05"), table.issue, poland)
    assert (shown.look, shown.borrowed) == ("none", "as NATO, no line of its own")
    before = cell(look(as_role("reader"), table, as_of="1998-01-01"), table.issue, poland)
    assert before.borrowed == ""


def test_the_widest_gap_comes_first_when_asked(as_role, table):
    close = make.issue(table.by, table.talks, "A question they nearly agree on")
    make.reading(table.by, make.position(table.nato, close), 50)
    make.reading(table.by, make.position(table.russia, close), 55)
    rows = look(as_role("reader"), table, as_of="2011-07-05", order="gap").context["grid"].rows
    assert [line.gap for line in rows] == ["80\N{NO-BREAK SPACE}%", "5\N{NO-BREAK SPACE}%"]


def test_issues_that_share_the_widest_gap_are_all_named(as_role, table):
    other = make.issue(table.by, table.talks, "Command")
    make.reading(table.by, make.position(table.nato, other), 100)
    make.reading(table.by, make.position(table.russia, other), 20)
    sentence = look(as_role("reader"), table, as_of="2011-07-05").context["grid"].sentence
    apart = "farthest apart on “Architecture” and “Command”, by 80\N{NO-BREAK SPACE}% of the scale."
    assert sentence.startswith(f"NATO and Russia are {apart}")


def test_where_others_are_as_far_apart_no_two_are_named(as_role, table):
    third = make.party(table.by, "Belarus")
    seat(table.talks, third, by=table.by)
    make.reading(table.by, make.position(third, table.issue), 10)
    sentence = look(as_role("reader"), table, as_of="2011-07-05").context["grid"].sentence
    assert sentence.startswith("The gap is widest on “Architecture”, 80\N{NO-BREAK SPACE}% of the scale.")


def test_an_arabic_name_does_not_turn_the_sentence_it_stands_in(as_role, table):
    egypt = make.party(table.by, "مصر")
    seat(table.talks, egypt, by=table.by)
    make.reading(table.by, make.position(egypt, table.issue), 100)
    grid = look(as_role("reader"), table, as_of="2011-07-05").context["grid"]
    assert grid.sentence.startswith("Russia and \u2068مصر\u2069 are farthest apart")
    assert grid.rows[0].spread == "Russia – \u2068مصر\u2069"
    assert str(grid.columns[2].party) == "مصر"  # alone it needs no marks


@pytest.mark.parametrize("bad", ["2011-02-30", "31 June 2011", "soon", "\x00", "99999-01-01", "１２"])
def test_a_bad_date_is_said_beside_its_field_and_the_page_still_shows(as_role, table, bad):
    response = look(as_role("reader"), table, as_of=bad)
    assert response.status_code == 422
    assert response.context["when"].form.errors["as_of"]
    assert "Architecture" in response.content.decode()


def test_an_empty_date_is_no_date(as_role, table):
    assert look(as_role("reader"), table, as_of="", known_at="", since="").status_code == 200


def test_an_unknown_negotiation_is_not_found(as_role, table):
    assert as_role("reader").get("/w/desk/n/nowhere/grid/").status_code == 404


def test_html_in_names_is_shown_as_text(as_role, table):
    make.issue(table.by, table.talks, "<script>alert(1)</script>", options=((0, "<b>no</b>"), (100, "yes")))
    page = look(as_role("reader"), table, as_of="2011-07-05").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_it_costs_no_more_with_more_rows(as_role, table, cost):
    client = as_role("reader")
    look(client, table)
    few = cost(lambda: look(client, table, as_of="2011-07-05", since="2011-01-01"))
    for n in range(4):
        issue = make.issue(table.by, table.talks, f"Question {n}")
        for party in (table.nato, table.russia):
            said = make.statement(table.by, issue, party, value=10 * n)
            make.reading(table.by, make.position(party, issue), 10 * n, evidence=[said])
    assert cost(lambda: look(client, table, as_of="2011-07-05", since="2011-01-01")) == few
    assert few <= 30


def test_it_is_narrowed_to_the_issues_with_a_reading_in_a_state_of_review(as_role, member, table):
    table.read()
    other = make.issue(table.by, table.talks, "Command")
    make.reading(table.by, make.position(table.nato, other), 20)
    review(table.high, by=member("reviewer"), state="questioned", note="On what?")

    def issues(state):
        rows = look(as_role("reader"), table, as_of="2011-07-10", review=state).context["grid"].rows
        return [line.row.issue.title for line in rows]

    assert issues("questioned") == ["Architecture"]
    assert issues("proposed") == ["Architecture", "Command"]  # Russia's is, and NATO's on the other
    assert issues("approved") == []
    assert issues("\x00") == issues("")  # no state of a review: told, and left out
    assert look(as_role("reader"), table, review="approved").context["grid"].narrowed_to_nothing
    assert look(as_role("reader"), table, as_of="2011-07-10").context["grid"].rows[0].standing == "NATO – Russia"
    assert look(as_role("reader"), table, as_of="2011-07-03").context["grid"].rows[0].standing == "nothing to compare"
    assert issues("") == ["Architecture", "Command"]
