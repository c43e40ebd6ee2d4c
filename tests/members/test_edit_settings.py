"""A lead names the workspace, sets its clock, and says how evidence is weighed."""

import pytest

from tracker.accounts.models import Workspace
from tracker.history.models import Change

pytestmark = pytest.mark.django_db
WHERE = "/w/desk/settings/edit/"


def typed(client, **given):
    """What the form is filled in with, but for what is `given`."""
    form = client.get(WHERE).context["form"]
    return {name: form[name].value() for name in form.fields} | given


def test_a_lead_changes_them_and_the_history_tells_each(as_role, desk):
    client = as_role("lead")
    assert (
        client.post(
            WHERE, typed(client, name="Asia desk", time_zone="Asia/Tokyo", half_life=90, grade_C=0.5)
        ).status_code
        == 302
    )
    desk.refresh_from_db()
    assert (desk.name, desk.time_zone, desk.half_life) == ("Asia desk", "Asia/Tokyo", 90)
    assert (desk.grade_weights["C"], desk.grade_weights["A"], desk.mode_weights["verbatim"]) == (0.5, 1, 1)
    done = Change.objects.get(verb="workspace.edited")
    told = client.get(desk.history_address).context["shown"].lines[0]
    assert {part.label for part in told.parts} == {"Name", "Time zone", "Half life", "Grade weights"}
    client.post(f"/w/desk/changes/{done.pk}/undo/")
    assert Workspace.objects.get().name == "Desk"


@pytest.mark.parametrize(
    "given",
    [
        {"name": ""},
        {"name": "x" * 40_000},
        {"name": "a\x00"},
        {"time_zone": "Europe/Atlantis"},
        {"half_life": 0},
        {"half_life": "9" * 40},
        {"half_life": "soon"},
        {"grade_A": 1.01},
        {"grade_A": "NaN"},
        {"grade_F": -0.1},
        {"mode_verbatim": ""},
        {"mode_relayed": "inf"},
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_changes(as_role, given):
    client = as_role("lead")
    answer = client.post(WHERE, typed(client) | given)
    assert answer.status_code == 422 and list(answer.context["form"].errors) == list(given)
    assert Workspace.objects.get().version == 1


def test_the_second_of_two_leads_sees_what_the_first_saved(as_role, desk):
    client = as_role("lead")
    mine = typed(client, name="Mine")
    client.post(WHERE, typed(client, name="Theirs"))
    answer = client.post(WHERE, mine)
    assert answer.status_code == 409 and "Theirs" in answer.content.decode() and "Mine" in answer.content.decode()
    desk.refresh_from_db()
    assert desk.name == "Theirs"
