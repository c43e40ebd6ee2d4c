"""The ledger shows what was announced, until when, and what had become of it by the day shown."""

import pytest
from django.urls import reverse

from tests import make
from tracker.statements.operations.pledges import end

pytestmark = pytest.mark.django_db


def look(as_role, table, **query):
    path = reverse("desk:pledges", kwargs={"ws": "desk", "n": table.talks.slug})
    return as_role("reader").get(path, query).context["shown"]


def outcomes(found):
    return {line.what: line.outcome for line in found.lines}


def ended(pledge, by, outcome, day, ended_by=None):
    return end(pledge, by=by, expected=pledge.version, outcome=outcome, ended=make.when(day), ended_by=ended_by)


@pytest.fixture
def envoy(table):
    return make.speaker(table.by, "Dmitry Rogozin", table.russia)


@pytest.fixture
def said(table, envoy):
    """Makes a pledge of his, said on 8 June 2011."""
    return lambda what, due="2012": make.pledge(
        table.by, table.issue, table.russia, what=what, due=due, said="8 June 2011", speaker=envoy
    )


def test_a_pledge_is_open_until_the_day_it_ends_and_overdue_once_its_time_is_over(as_role, table, said):
    kept, _late, _ahead = said("Kept."), said("Late.", "2011"), said("Ahead.", "2015")
    ended(kept, table.by, "kept", "1 March 2012")
    assert outcomes(look(as_role, table, as_of="2012-02-29")) == {"Late.": "Overdue", "Kept.": "Open", "Ahead.": "Open"}
    found = look(as_role, table, as_of="2012-03-01")
    assert [line.what for line in found.lines] == ["Late.", "Ahead.", "Kept."]  # open by when they are due, then ended
    assert outcomes(found)["Kept."] == "Kept"
    assert "2 open (1 overdue), 1 kept" in found.sentence
    assert "Due next, 2015: Ahead." in found.sentence


def test_nothing_said_or_recorded_later_shows(as_role, table, said):
    kept = said("Kept.")
    seen = make.statement(table.by, table.issue, table.russia, said="1 March 2012")
    ended(kept, table.by, "kept", "1 March 2012", ended_by=seen)
    assert not look(as_role, table, as_of="2011-06-07").lines
    assert not look(as_role, table, as_of="2012-05-01", known_at="2012-05-01").lines  # recorded today only


def test_how_often_a_speaker_does_what_was_announced(as_role, table, said):
    for what, outcome in (("A.", "kept"), ("B.", "kept"), ("C.", "broken"), ("D.", "lapsed")):
        ended(said(what), table.by, outcome, "1 March 2012")
    said("E.")
    (kept,) = look(as_role, table, as_of="2012-06-01").kept
    assert kept.who == "Dmitry Rogozin"
    assert kept.counts == ["2 kept", "1 broken", "1 lapsed", "1 open"]
    assert (kept.share, kept.interval) == ("60\N{NO-BREAK SPACE}%", "25\N{NO-BREAK SPACE}% to 90\N{NO-BREAK SPACE}%")


def test_nothing_to_check_says_so(as_role, table):
    assert look(as_role, table).sentence.startswith("Nothing that was announced")


def test_it_costs_no_more_with_more(as_role, table, said, cost):
    said("One.")
    client = as_role("reader")
    path = reverse("desk:pledges", kwargs={"ws": "desk", "n": table.talks.slug})
    client.get(path)
    few = cost(lambda: client.get(path))
    for n in range(5):
        ended(said(f"Another {n}."), table.by, "kept", "1 March 2012")
    assert cost(lambda: client.get(path)) == few
