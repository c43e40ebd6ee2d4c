"""What colleagues say of a reading: approved by somebody else, questioned with words, proposed again."""

import pytest
from django.urls import reverse

from tests import make
from tracker.agenda.when import NOW
from tracker.positions import operations
from tracker.positions.models import Review
from tracker.positions.queries import states

pytestmark = [pytest.mark.django_db, pytest.mark.read]


def path(reading):
    return reverse("positions:review", kwargs={"ws": "desk", "pk": reading.pk})


def send(client, reading, state, note="", seen=None):
    newest = Review.objects.filter(reading=reading).order_by("-pk").first()
    seen = seen if seen is not None else newest.pk if newest else 0
    return client.post(path(reading), {"state": state, "note": note, "seen": seen})


def state(reading):
    found = states([reading], NOW).get(reading.pk)
    return found and found.state


def judging(client, position):
    return client.get(position.get_absolute_url() + "?as_of=2011-07-10").context["shown"].now.judging


# Works ----------------------------------------------------------------------------------------------------------------
def test_it_is_questioned_answered_proposed_again_and_approved(as_role, table):
    send(as_role("reviewer"), table.high, "questioned", "On what evidence?")
    assert (state(table.high), judging(as_role("analyst"), table.of_nato).question) == (
        "questioned",
        "On what evidence?",
    )
    send(as_role("analyst"), table.high, "proposed", "See the second dispatch.")
    assert state(table.high) == "proposed"
    send(as_role("reviewer"), table.high, "approved")
    assert state(table.high) == "approved"
    assert Review.objects.filter(reading=table.high).count() == 3


def test_who_approves_what_stood_on_a_day_stays_on_that_day(as_role, table):
    client, day = as_role("reviewer"), "?as_of=2011-07-10"
    address = judging(client, table.of_nato).address
    assert address == f"{path(table.high)}{day}"
    done = client.post(address, {"state": "approved", "note": "", "seen": 0})
    assert done["Location"] == f"{table.of_nato.get_absolute_url()}{day}"


def test_a_correction_starts_as_proposed_again(as_role, table):
    send(as_role("reviewer"), table.high, "approved")
    table.of_nato.refresh_from_db()
    operations.correct(
        table.high, by=table.by, expected=table.of_nato.version, effective=table.high.effective, stance="value",
        stated=75, summary="Mended.",
    )  # fmt: skip
    assert judging(as_role("reviewer"), table.of_nato).state == "proposed"


def offered(judging):
    return [name for name in ("approve", "ask", "propose") if getattr(judging, name)]


def test_each_is_offered_what_they_may(as_role, member, table):
    own = make.reading(member("reviewer"), table.of_russia, 20, "5 July 2011")
    reviewer = member("reviewer")
    assert offered(judging(as_role("reviewer"), table.of_nato)) == ["approve", "ask"]
    mine = judging(as_role("reviewer"), table.of_russia)
    assert offered(mine) == ["ask"]
    assert mine.why_not == f"Somebody else approves what you recorded. Ask {table.by}."
    analyst = judging(as_role("analyst"), table.of_nato)
    assert (offered(analyst), analyst.why_not) == (["ask"], f"Only reviewers approve. Ask {reviewer}.")
    assert offered(judging(as_role("reader"), table.of_nato)) == []
    send(as_role("analyst"), own, "questioned", "Why?")
    assert offered(judging(as_role("analyst"), table.of_russia)) == ["propose"]
    assert offered(judging(as_role("reader"), table.of_russia)) == []


def test_of_what_was_known_then_nothing_is_offered(as_role, table):
    page = as_role("reviewer").get(table.of_nato.get_absolute_url() + "?known_at=2099-01-01")
    assert page.context["shown"].now.judging is None


# Refuses --------------------------------------------------------------------------------------------------------------
def test_nobody_approves_their_own_and_an_analyst_approves_nothing(as_role, member, table):
    own = make.reading(member("reviewer"), table.of_nato, 80, "5 July 2011")
    response = send(as_role("reviewer"), own, "approved", "Surely.")
    assert response.status_code == 422
    assert "Somebody else approves" in response.content.decode() and "Surely." in response.content.decode()
    assert send(as_role("analyst"), own, "approved").status_code == 403
    assert state(own) is None


def test_a_question_has_words(as_role, table):
    response = send(as_role("reviewer"), table.high, "questioned")
    assert response.status_code == 422 and "Say what you ask" in response.content.decode()


def test_who_did_not_see_what_a_colleague_said_is_told(as_role, member, table):
    send(as_role("analyst"), table.high, "questioned", "Why?")
    response = send(as_role("reviewer"), table.high, "approved", seen=0)
    assert response.status_code == 409
    assert f"While you read, {member('analyst')} reviewed this: questioned." in response.content.decode()
    assert state(table.high) == "questioned"


def test_what_stands_no_longer_is_not_reviewed(as_role, table):
    table.of_nato.refresh_from_db()
    operations.withdraw(table.high, by=table.by, expected=table.of_nato.version, reason="x")
    assert as_role("reviewer").get(path(table.high)).status_code == 302
    response = send(as_role("reviewer"), table.high, "approved")
    assert response.status_code == 422 and "review what stands" in response.content.decode()


def test_the_same_is_not_said_twice(as_role, table):
    send(as_role("reviewer"), table.high, "approved")
    assert "It is approved already." in send(as_role("reviewer"), table.high, "approved").content.decode()


@pytest.mark.parametrize("bad", [{"state": "maybe"}, {"state": ""}, {"seen": "x"}, {"note": "\x00"}])
def test_what_no_page_of_ours_sends_is_refused(as_role, table, bad):
    response = as_role("reviewer").post(path(table.high), {"state": "approved", "note": "", "seen": 0} | bad)
    assert (response.status_code, state(table.high)) == (422, None)
