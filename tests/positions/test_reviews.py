"""The queue of readings that nobody has approved."""

import pytest
from django.urls import reverse

from tests import make
from tracker.positions import operations

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(desk):  # not once for the file: one begins with nothing approved
    """Three readings, one of them approved, one withdrawn; Russia's is questioned."""
    table = make.Table(by=make.lead_of(desk)).read()
    reviewer = make.member(desk, "reviewer")
    operations.review(table.low, by=reviewer, state="questioned", note="On what?")
    table.later = make.reading(table.by, table.of_nato, 50, "8 July 2011")
    slip = make.reading(table.by, table.of_nato, 10, "9 July 2011")
    table.of_nato.refresh_from_db()
    operations.withdraw(slip, by=table.by, expected=table.of_nato.version, reason="x")
    operations.review(table.high, by=reviewer, state="approved")
    return table


def path(table, **query):
    address = reverse("positions:reviews", kwargs={"ws": "desk", "n": table.talks.slug})
    return address + "?" + "&".join(f"{name}={value}" for name, value in query.items())


def listed(response):
    return [row.judging.pk for row in response.context["shown"].rows]


def test_it_lists_what_stands_and_is_not_approved_the_oldest_first(as_role, table):
    response = as_role("reader").get(path(table))
    assert listed(response) == [table.low.pk, table.later.pk]
    assert response.context["shown"].sentence.startswith("2 readings wait for a colleague, the oldest since")
    assert "On what?" in response.content.decode()
    assert listed(as_role("reader").get(path(table, state="questioned"))) == [table.low.pk]
    assert listed(as_role("reader").get(path(table, party=table.nato.slug))) == [table.later.pk]
    assert listed(as_role("reader").get(path(table, state="maybe"))) == []


def test_a_reviewer_approves_from_the_list(as_role, table):
    send = {"reading": table.later.pk, "state": "approved", "note": "", "seen": 0}
    headers = {"HX-Request": "true", "HX-Target": "div#reviews"}
    response = as_role("reviewer").post(path(table), send, headers=headers)
    page = response.content.decode()
    assert page.lstrip().startswith('<div id="reviews">')
    assert "Approved: NATO on Architecture." in page and 'class="undo"' in page
    assert listed(response) == [table.low.pk]


def test_a_question_without_words_is_refused_and_the_list_stays(as_role, table):
    send = {"reading": table.later.pk, "state": "questioned", "note": "", "seen": 0}
    response = as_role("reviewer").post(path(table), send)
    assert (response.status_code, listed(response)) == (422, [table.low.pk, table.later.pk])
    assert "Say what you ask" in response.content.decode()


def test_who_may_not_is_refused(as_role, table):
    send = {"reading": table.later.pk, "state": "approved", "note": "", "seen": 0}
    assert as_role("reader").post(path(table), send).status_code == 403
    assert as_role("analyst").post(path(table), send).status_code == 403
    assert as_role("lead").post(path(table), send).status_code == 422  # their own


@pytest.mark.parametrize("bad", [{"reading": "x"}, {"reading": ""}, {"reading": "9" * 40}, {"state": "\x00"}])
def test_what_no_page_of_ours_sends_is_refused(as_role, table, bad):
    send = {"reading": table.later.pk, "state": "approved", "note": "", "seen": 0} | bad
    assert as_role("reviewer").post(path(table), send).status_code == 422


def test_when_all_is_approved_it_says_so(as_role, desk):
    empty = make.Table(by=make.lead_of(desk))
    assert "Every reading that stands is approved." in as_role("reader").get(path(empty)).content.decode()


def test_it_costs_no_more_with_more_readings(as_role, table, cost):
    client = as_role("analyst")
    few = cost(lambda: client.get(path(table)))
    for n in range(5):
        make.reading(table.by, (table.of_nato, table.of_russia)[n % 2], n * 10, f"{n + 10} July 2011")
    assert cost(lambda: client.get(path(table))) == few <= 30
