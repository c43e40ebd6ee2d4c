"""Where we know least: whom to hear on what, before which meeting."""

import pytest

from tests import make
from tracker.agenda.operations import set_state
from tracker.agenda.when import NOW
from tracker.compare.coverage import known, to_hear
from tracker.compare.queries import compare
from tracker.positions.operations import seat
from tracker.statements.operations import Reported

pytestmark = pytest.mark.django_db


def seen(table, day="5 July 2011"):
    return compare(table.talks, None, day=make.when(day).last, known=NOW)


def ranked(table, day="5 July 2011"):
    comparison = seen(table, day)
    found = to_hear(comparison, list(table.talks.meetings.all()))
    return [(str(each.cell.party), str(each.cell.issue), round(each.worth, 1)) for each in found]


def test_what_is_salient_to_the_others_and_on_which_nothing_is_on_record_comes_first(table):
    make.reading(table.by, table.of_russia, 10, evidence=[table.said], salience=90)
    assert ranked(table) == [("NATO", "Architecture", 90.0), ("Russia", "Architecture", 45.2)]


def test_where_nobody_says_how_much_it_matters_the_weight_is_assumed(table):
    first = to_hear(seen(table), [])[0]
    assert (first.worth, first.assumed) == (50, True)


def test_stale_evidence_is_worth_renewing(table):
    table.read()
    (fresh, *_), (stale, *_) = ranked(table), ranked(table, "5 July 2021")
    assert fresh[2] == pytest.approx(80 * 0.8 * 0.5, abs=0.2)  # far apart, one root, of yesterday
    assert stale[2] == pytest.approx(80 * 0.8, abs=0.2)


def test_an_issue_that_is_agreed_or_dropped_is_not_asked_about(table):
    make.issue(table.by, table.talks, "Control")
    for state in ("agreed", "dropped"):
        set_state(table.issue, by=table.by, state=state, effective=make.when("1 July 2011"))
        assert {issue for _party, issue, _worth in ranked(table)} == {"Control"}


def test_who_is_not_counted_is_not_asked(table):
    seat(table.talks, make.party(table.by, "Poland"), by=table.by, counted=False)
    assert {party for party, _issue, _worth in ranked(table)} == {"NATO", "Russia"}


def test_it_is_asked_before_the_meeting_that_the_issue_is_about_or_else_before_the_next(table):
    report = make.meeting(table.by, table.talks, "Report", "August 2011", status="planned")
    off = make.meeting(table.by, table.talks, "Called off", "July 2011", status="cancelled")
    chicago = make.meeting(table.by, table.talks, "Chicago", "May 2012", status="planned")
    make.issue(table.by, table.talks, "The deal", meeting=chicago)
    found = to_hear(seen(table), [table.sochi, report, off, chicago])
    assert {str(each.cell.issue): str(each.before) for each in found} == {
        "Architecture": "Report",
        "The deal": "Chicago",
    }
    late = to_hear(seen(table, "1 January 2013"), [table.sochi, report, off, chicago])
    assert {each.before for each in late} == {None}


def test_each_way_of_knowing_has_its_own_mark(table):
    def mark(day="5 July 2011"):
        (row,) = seen(table, day).leaves
        return known(next(cell for cell in row.cells if cell.party == table.nato))

    assert mark() == "none"
    make.reading(table.by, table.of_nato, 90)
    assert mark() == "bare"
    make.reading(table.by, table.of_nato, 90, evidence=[table.answered])
    assert mark() == "thin"
    texts = [make.document(table.by, outlet=make.outlet(table.by)) for _ in range(2)]
    said = [make.statement(table.by, table.issue, table.nato, reports=[Reported("relayed", text)]) for text in texts]
    make.reading(table.by, table.of_nato, 90, evidence=said)
    assert mark() == "full"
    assert mark("5 July 2012") == "stale"
    for stance in ("neutral", "declined", "ambivalent", "unknown"):
        make.reading(table.by, table.of_nato, None, stance=stance)
        assert mark() == stance
