"""An issue is asked otherwise, rescaled while nothing is measured, moved, and removed while nothing rests on it."""

import pytest
from django.core.exceptions import ValidationError

from tests import make
from tracker.agenda.models import Issue, Option
from tracker.history.models import Change
from tracker.history.operations import undo
from tracker.positions import operations
from tracker.positions.models import Position

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid(ground):
    table = make.Table()
    table.fresh = make.issue(table.by, table.talks, "Fresh")
    return table


def path(table, issue, rest="edit/"):
    return f"/w/desk/n/{table.talks.slug}/issues/{issue.slug}/{rest}"


def edit(client, table, issue, **typed):
    return client.post(path(table, issue), make.filled(client, path(table, issue), **typed))


def test_a_lead_asks_it_otherwise_and_its_address_stays(as_role, table):
    edit(as_role("lead"), table, table.issue, title="One or two", question="Which?", meeting=table.sochi.pk)
    table.issue.refresh_from_db()
    assert (table.issue.title, table.issue.slug, table.issue.meeting) == ("One or two", "architecture", table.sochi)


def test_the_scale_changes_while_nothing_is_measured_on_it(as_role, table):
    response = edit(as_role("lead"), table, table.fresh, minimum="-10", maximum="100", unit="%", status_quo="-5")
    assert response.status_code == 302
    table.fresh.refresh_from_db()
    assert (table.fresh.minimum, table.fresh.unit, table.fresh.status_quo) == (-10, "%", -5)


def test_the_scale_stays_under_readings_and_statements_and_the_rest_may_change(as_role, table):
    table.read()
    client = as_role("lead")
    response = edit(client, table, table.issue, maximum="200")
    assert response.status_code == 422
    assert "4 readings and statements are measured on this scale" in str(response.context["form"].errors["minimum"])
    assert edit(client, table, table.issue, title="Renamed").status_code == 302


def test_the_scale_does_not_leave_an_option_behind(as_role, table):
    response = edit(as_role("lead"), table, table.fresh, maximum="90")
    assert "“Two systems that cooperate” stands at 100" in str(response.context["form"].errors["minimum"])
    response = edit(as_role("lead"), table, table.fresh, minimum="", maximum="")
    assert "minimum" in response.context["form"].errors


def test_it_moves_under_another_branch_and_no_branch_under_itself(as_role, table):
    branch = make.issue(table.by, table.talks, "Branch", scale=None)
    client = as_role("lead")
    edit(client, table, table.fresh, parent=branch.pk)
    table.fresh.refresh_from_db()
    assert table.fresh.parent == branch
    response = edit(client, table, branch, parent=table.fresh.pk)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["parent"])


def test_a_branch_has_no_scale_to_edit(as_role, table):
    branch = make.issue(table.by, table.talks, "Branch", scale=None)
    operations.move_issue(table.fresh, by=table.by, expected=table.fresh.version, parent=branch)
    form = as_role("lead").get(path(table, branch)).context["form"]
    assert "minimum" not in form.fields
    with pytest.raises(ValidationError, match="belong to the issues under this one"):
        operations.add_option(branch, by=table.by, value=0, words="None")


def test_the_second_of_two_leads_sees_theirs_beside_what_they_typed(as_role, table):
    client = as_role("lead")
    mine = make.filled(client, path(table, table.fresh), question="Mine")
    edit(client, table, table.fresh, title="Theirs")
    response = client.post(path(table, table.fresh), mine)
    assert response.status_code == 409
    assert {part.key for part in response.context["form"].theirs} == {"title", "question"}


def test_a_move_of_its_neighbour_meanwhile_is_not_undone_by_an_edit(table):
    stale = Issue.objects.get(pk=table.fresh.pk)
    operations.move_issue(
        table.fresh, by=table.by, expected=table.fresh.version, parent=None, before=Issue.objects.get(pk=table.issue.pk)
    )
    seen = Issue.objects.get(pk=table.issue.pk)  # the neighbour, which shifted without being claimed
    assert seen.version == table.issue.version
    operations.edit_issue(
        table.issue, by=table.by, expected=seen.version, title="Edited", question="", parent=None, meeting=None,
        scale=(0, 100), unit="", status_quo=None,
    )  # fmt: skip
    assert [issue.title for issue in table.talks.issues.all()] == ["Fresh", "Edited"]
    assert stale.order == 1


def test_an_empty_issue_goes_with_options_and_positions_and_comes_back(as_role, member, table):
    client, remove = as_role("lead"), path(table, table.fresh, "remove/")
    assert client.post(remove, make.filled(client, remove)).status_code == 302
    assert not Position.objects.filter(issue_id=table.fresh.pk).exists()
    undo(Change.objects.get(verb="issue.removed"), by=member("lead"))
    assert Option.objects.filter(issue=table.fresh).count() == 3
    assert Position.objects.filter(issue=table.fresh).count() == 2


@pytest.mark.parametrize("rests", ["children", "statements", "states", "discussion", "readings"])
def test_an_issue_on_which_something_rests_stays_and_says_why(as_role, table, rests):
    issue = table.fresh
    if rests == "children":
        issue = make.issue(table.by, table.talks, "Branch", scale=None)
        make.issue(table.by, table.talks, "Leaf", parent=issue)
    elif rests == "statements":
        make.statement(table.by, issue, table.nato)
    elif rests == "states":
        make.agenda.set_state(issue, by=table.by, state="agreed", effective=make.when("2011"))
    elif rests == "discussion":
        make.thread(table.by, issue)
    else:
        make.reading(table.by, make.position(table.nato, issue), 50)
    client, remove = as_role("lead"), path(table, issue, "remove/")
    response = client.post(remove, make.filled(client, remove))
    words = {
        "children": "Other issues stand under it",
        "statements": "One statement is about it",
        "states": "Set it to dropped instead",
        "discussion": "such as a discussion",
        "readings": "One position has readings",
    }
    assert response.status_code == 422
    assert words[rests] in response.content.decode()
    assert Issue.objects.filter(pk=issue.pk).exists()
