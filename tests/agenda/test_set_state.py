"""What became of an issue, from which day on; taken back by a row more."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests import make
from tracker.agenda.models import IssueState
from tracker.agenda.operations import set_state
from tracker.agenda.queries import state_of
from tracker.agenda.undo import undo_state
from tracker.agenda.when import NOW
from tracker.history.models import Change

pytestmark = pytest.mark.django_db


def on(table, day):
    found = state_of(table.issue, date.fromisoformat(day), NOW)
    return found and found.state


def put(table, state, day):
    set_state(table.issue, by=table.by, state=state, effective=make.when(day))
    return table.by.did


def test_an_analyst_sets_it_from_a_day_on_and_earlier_days_stay(as_role, table):
    path = f"/w/desk/n/{table.talks.slug}/issues/{table.issue.slug}/state/"
    client = as_role("analyst")
    assert "It is open" in client.get(path).content.decode()
    client.post(path, {"state": "agreed", "effective": "4 July 2011"})
    assert (on(table, "2011-07-03"), on(table, "2011-07-04")) == (None, "agreed")
    assert client.post(path, {"state": "won", "effective": "the day after"}).status_code == 422


def test_the_undo_link_takes_it_back_and_the_record_keeps_both(as_role, table):
    path = f"/w/desk/n/{table.talks.slug}/issues/{table.issue.slug}/state/"
    client = as_role("analyst")
    client.post(path, {"state": "agreed", "effective": "4 July 2011"})
    done = Change.objects.get(verb="issue.state_set")
    assert "Undone." in client.post(f"/w/desk/changes/{done.pk}/undo/", follow=True).content.decode()
    assert on(table, "2011-07-05") == "open"
    assert IssueState.objects.count() == 2


def test_what_held_before_holds_again_and_later_days_stay(table):
    put(table, "agreed_in_principle", "1 June 2011")
    put(table, "dropped", "1 May 2012")
    undo_state(put(table, "agreed", "4 July 2011"), by=table.by)
    assert [on(table, day) for day in ("2011-06-02", "2011-07-05", "2012-06-01")] == [
        "agreed_in_principle", "agreed_in_principle", "dropped"
    ]  # fmt: skip


def test_what_somebody_set_since_stays(table):
    done = put(table, "agreed", "4 July 2011")
    put(table, "dropped", "4 July 2011")
    with pytest.raises(ValidationError, match="changed this since"):
        undo_state(done, by=table.by)
    assert on(table, "2011-07-05") == "dropped"
