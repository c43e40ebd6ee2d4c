"""An issue is put on the agenda, with its scale and its options in words."""

import pytest

from tests import make
from tracker.agenda.models import Issue
from tracker.history.models import Change
from tracker.history.operations import undo
from tracker.positions.models import Position

pytestmark = pytest.mark.django_db


def path(table):
    return f"/w/desk/n/{table.talks.slug}/issues/add/"


def post(client, table, **typed):
    return client.post(path(table), make.filled(client, path(table), **{"title": "Deadline"} | typed))


def test_a_line_an_option_and_every_party_has_a_position(as_role, member, table):
    options = "2011: In 2011\n\n2012.5\tبعد الانتخابات\n2020 – Never"
    post(as_role("lead"), table, minimum="2011", maximum="2020", unit="year", status_quo="2020", options=options)
    issue = Issue.objects.get(slug="deadline")
    assert [(option.value, option.words) for option in issue.options.all()] == [
        (2011, "In 2011"), (2012.5, "بعد الانتخابات"), (2020, "Never")
    ]  # fmt: skip
    assert Position.objects.filter(issue=issue).count() == 2
    undo(Change.objects.get(verb="issue.added", target_id=issue.pk), by=member("lead"))
    assert not Issue.objects.filter(slug="deadline").exists()


def test_it_stands_last_under_the_branch_chosen(as_role, table):
    branch = make.issue(table.by, table.talks, "Branch", scale=None)
    client = as_role("lead")
    form = client.get(f"{path(table)}?under=branch").context["form"]
    assert form["parent"].value() == str(branch.pk)
    post(client, table, parent=branch.pk, minimum="", maximum="")
    assert Issue.objects.get(slug="deadline").parent == branch


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "t" * 40_000}, "title"),
        ({"minimum": "NaN"}, "minimum"),
        ({"minimum": ""}, "minimum"),
        ({"minimum": "100", "maximum": "0"}, "maximum"),
        ({"maximum": "1e300"}, "maximum"),
        ({"minimum": "", "maximum": "", "options": "0 One"}, "minimum"),
        ({"status_quo": "101"}, "status_quo"),
        ({"options": "One system"}, "options"),
        ({"options": "0 One\n0.0 Two"}, "options"),
        ({"options": "101 Off the scale"}, "options"),
        ({"options": "10 000 dollars"}, "options"),
        ({"options": "0 " + "w" * 301}, "options"),
        ({"options": "0 a\0b"}, "options"),
        ({"parent": "0"}, "parent"),
        ({"meeting": "0"}, "meeting"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field_and_the_rest_is_kept(as_role, table, typed, field):
    response = post(as_role("lead"), table, **{"unit": "kept"} | typed)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert 'value="kept"' in response.content.decode()
    assert Issue.objects.count() == 1


def test_nothing_stands_under_an_issue_with_options(as_role, table):
    response = post(as_role("lead"), table, parent=table.issue.pk)
    assert response.status_code == 422
    assert "That issue has options" in str(response.context["form"].errors["parent"])


def test_another_negotiations_branch_or_meeting_is_no_choice(as_role, table):
    other = make.negotiation(table.by, "Other talks")
    branch, meeting = make.issue(table.by, other, "Theirs", scale=None), make.meeting(table.by, other, "Theirs")
    response = post(as_role("lead"), table, parent=branch.pk, meeting=meeting.pk)
    assert sorted(response.context["form"].errors) == ["meeting", "parent"]
