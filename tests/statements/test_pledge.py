"""What became of a pledge is said on a form of its own, and shown from that day on."""

from datetime import date

import pytest
from django.urls import reverse

from tests import make
from tracker.history.models import Change
from tracker.history.operations import undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def pledge(table):
    return make.pledge(table.by, table.issue, table.russia, said="8 June 2011", due="2012")


def path(pledge):
    return reverse("statements:pledge", kwargs={"ws": "desk", "pk": pledge.statement_id})


def say(client, pledge, **typed):
    return client.post(path(pledge), make.filled(client, path(pledge), **typed))


def fresh(pledge):
    pledge.refresh_from_db()
    return pledge.outcome, pledge.ended_on, pledge.ended_by


def test_an_analyst_says_what_became_of_it_and_by_which_statement_that_is_known(as_role, table, pledge):
    seen = make.statement(table.by, table.issue, table.russia, said="1 March 2012", words="They stand in Kaliningrad.")
    response = say(as_role("analyst"), pledge, outcome="kept", ended="1 March 2012", ended_by=seen.pk)
    assert response["Location"] == f"/w/desk/n/{table.talks.slug}/pledges/#pledge-{pledge.pk}"
    assert fresh(pledge) == ("kept", date(2012, 3, 1), seen)


def test_it_may_be_open_again_and_undone(as_role, table, pledge):
    client = as_role("lead")
    say(client, pledge, outcome="broken", ended="5 May 2012")
    say(client, pledge, outcome="open", ended="5 May 2012")
    assert fresh(pledge) == ("open", None, None)
    undo(Change.objects.filter(verb="pledge.ended").latest("pk"), by=table.by)
    assert fresh(pledge) == ("broken", date(2012, 5, 5), None)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"outcome": "kept", "ended": ""}, "Say on which day."),
        ({"outcome": "kept", "ended": "1 May 2011"}, "That is before it was said."),
        ({"outcome": "kept", "ended": "31 June 2012"}, "31 June"),
        ({"outcome": "eaten", "ended": "1 May 2012"}, "eaten"),
    ],
)
def test_it_refuses_in_words(as_role, pledge, typed, words):
    response = say(as_role("analyst"), pledge, **typed)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert fresh(pledge) == ("open", None, None)


def test_only_a_statement_of_the_same_issue_not_said_before_it_can_tell(as_role, table, pledge):
    earlier = make.statement(table.by, table.issue, table.russia, said="1 May 2011")
    elsewhere = make.statement(table.by, make.issue(table.by, table.talks, "Libya"), table.russia, said="1 May 2012")
    for other in (earlier, elsewhere, pledge.statement):
        assert say(as_role("analyst"), pledge, outcome="kept", ended="1 May 2012", ended_by=other.pk).status_code == 422


def test_of_two_the_second_is_told(as_role, pledge):
    client = as_role("analyst")
    typed = make.filled(client, path(pledge), outcome="kept", ended="1 May 2012")
    say(as_role("lead"), pledge, outcome="broken", ended="2 May 2012")
    assert client.post(path(pledge), typed).status_code == 409
    assert fresh(pledge)[0] == "broken"
