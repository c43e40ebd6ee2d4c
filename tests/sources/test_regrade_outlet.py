"""An outlet is graded otherwise, for a reason that stays beside the grade."""

import pytest

from tests import make
from tracker.history.operations import undo
from tracker.sources.queries import grades

pytestmark = pytest.mark.django_db


@pytest.fixture
def ria(desk):
    return make.outlet(make.lead_of(desk), "RIA Novosti", "B")


def grade(client, outlet, reliability="D", why="Misquoted the minister twice."):
    path = f"/w/desk/outlets/{outlet.pk}/grade/"
    expected = client.get(path).context["form"]["expected"].value()
    return client.post(path, {"expected": expected, "reliability": reliability, "why": why})


def test_the_history_says_who_graded_it_when_and_why(as_role, member, ria):
    assert grade(as_role("lead"), ria).status_code == 302
    newest, first = grades(ria)
    assert (newest.reliability, newest.why, newest.who) == ("D", "Misquoted the minister twice.", str(member("lead")))
    assert (first.reliability, first.at <= newest.at) == ("B", True)
    page = as_role("reader").get(ria.get_absolute_url()).content.decode()
    assert "Misquoted the minister twice." in page and page.index("D: not usually") < page.index("B: usually reliable")


def test_a_grade_without_a_reason_is_refused(as_role, ria):
    response = grade(as_role("lead"), ria, why="  ")
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["why"])
    assert len(grades(ria)) == 1


def test_a_new_name_is_no_new_grade(as_role, desk, ria):
    make.sources.edit_outlet(ria, by=make.lead_of(desk), expected=ria.version, name="RIA", kind="agency")
    assert len(grades(ria)) == 1


def test_a_grade_taken_back_stays_in_the_history(as_role, member, ria):
    lead = member("lead")
    make.sources.regrade_outlet(ria, by=lead, expected=ria.version, reliability="E", why="A slip.")
    undo(lead.did, by=lead)
    assert [(each.reliability, each.undone) for each in grades(ria)] == [("B", True), ("E", False), ("B", False)]


def test_an_analyst_grades_only_what_no_lead_has_seen(as_role, member, ria):
    assert as_role("analyst").get(f"/w/desk/outlets/{ria.pk}/grade/").status_code == 403
    assert grade(as_role("analyst"), make.outlet(member("analyst"))).status_code == 302
