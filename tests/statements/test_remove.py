"""A statement goes, but not while something rests on it."""

import pytest

from tests import make
from tracker.history.models import Change
from tracker.positions.operations import weigh
from tracker.sources.models import Excerpt
from tracker.statements.models import Pledge, Statement
from tracker.statements.operations import Pledged

pytestmark = pytest.mark.django_db


def remove(client, said):
    path = f"/w/desk/statements/{said.pk}/remove/"
    return client.post(path, {"expected": said.version}, follow=True)


def test_it_goes_with_its_reports_and_the_words_cut_for_it(as_role, table):
    client = as_role("lead")
    assert "They want it so" in client.get(f"/w/desk/statements/{table.said.pk}/remove/").content.decode()
    assert "Removed." in remove(client, table.said).content.decode()
    assert not Statement.objects.filter(pk=table.said.pk).exists() and not Excerpt.objects.exists()
    assert Change.objects.filter(verb="statement.removed", target_id=table.said.pk).exists()


def test_words_that_another_quotes_or_somebody_discusses_stay(as_role, table):
    excerpt = table.digest.excerpts.get()
    make.thread(table.by, excerpt)
    remove(as_role("lead"), table.said)
    assert Excerpt.objects.get() == excerpt


@pytest.mark.parametrize("what", ["evidence", "reply", "thread", "pledge"])
def test_it_stays_while_something_rests_on_it_and_says_what(as_role, table, what):
    if what == "evidence":
        reading = make.reading(table.by, table.of_russia, 10)
        weigh(table.of_russia, table.said, by=table.by, relation="supports", reading=reading)
    elif what == "reply":
        make.statement(table.by, table.issue, table.nato, replies_to=table.said)
    elif what == "thread":
        make.thread(table.by, table.said)
    else:
        other = make.statement(table.by, table.issue, table.nato, pledge=Pledged("a shield"))
        Pledge.objects.filter(statement=other).update(outcome="kept", ended_on="2011-07-05", ended_by=table.said)
    response = remove(as_role("lead"), table.said)
    assert response.status_code == 422
    assert "It cannot go while something rests on it" in response.content.decode()
    assert Statement.objects.filter(pk=table.said.pk).exists()


def test_who_did_not_record_it_may_not(as_role, table):
    assert remove(as_role("analyst"), table.said).status_code == 403
    assert remove(as_role("reader"), table.said).status_code == 403


def test_the_second_of_two_people_is_told(as_role, table):
    Statement.objects.filter(pk=table.said.pk).update(version=5)
    assert remove(as_role("lead"), table.said).status_code == 409
    assert Statement.objects.filter(pk=table.said.pk).exists()
