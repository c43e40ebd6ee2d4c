import pytest
from django.core.exceptions import ValidationError

from tests import make
from tracker.accounts.models import Workspace
from tracker.accounts.permissions import Can
from tracker.history.models import Change
from tracker.members.operations import open_workspace

pytestmark = pytest.mark.django_db


def test_who_opens_a_workspace_leads_it_and_history_says_so(settings):
    settings.WORKSPACE_TIME_ZONE = "Europe/Warsaw"
    first = open_workspace(name="Asia desk", slug="asia", lead=make.user(name="Ines Duarte"))
    assert first.may(Can.MANAGE) and first.workspace.time_zone == "Europe/Warsaw"
    line = Change.objects.get(workspace=first.workspace)
    assert (line.actor, line.verb, line.target_name) == ("Ines Duarte", "workspace.opened", "Asia desk")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"slug": "desk"}, "slug"),
        ({"slug": "no slug"}, "slug"),
        ({"name": ""}, "name"),
        ({"name": "x" * 40_000}, "name"),
        ({"time_zone": "Europe/Atlantis"}, "time_zone"),
    ],
)
def test_what_is_wrong_with_it_is_told_and_nothing_is_made(wrong, field):
    make.workspace("desk")
    with pytest.raises(ValidationError) as told:
        open_workspace(**{"name": "Another", "slug": "another", "lead": make.user()} | wrong)
    assert field in told.value.message_dict
    assert Workspace.objects.count() == 1
