import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests import make
from tracker.accounts.models import Membership
from tracker.history.models import Change
from tracker.members.operations import admit

pytestmark = pytest.mark.django_db


def test_a_lead_admits_somebody_who_may_then_work(member, client, desk):
    person = make.user(name="Jonas Weber")
    admitted = admit(person, role="analyst", by=member("lead"))
    assert (admitted.workspace, admitted.role) == (desk, "analyst")
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    assert client.get("/w/desk/documents/").status_code == 200
    line = Change.objects.get(verb="member.admitted")
    assert (line.target_name, line.details) == ("Jonas Weber", {"role": "analyst"})


def test_who_had_left_is_back_as_the_same_member(member):
    gone = member("reviewer")
    Membership.objects.filter(pk=gone.pk).update(is_active=False)
    back = admit(gone.user, role="reader", by=member("lead"))
    assert (back.pk, back.role, back.is_active) == (gone.pk, "reader", True)


@pytest.mark.parametrize("role", ["reviewer", "analyst", "reader"])
def test_only_a_lead_admits(member, role):
    with pytest.raises(PermissionDenied):
        admit(make.user(), role="reader", by=member(role))


def test_who_is_in_is_not_admitted_twice(member):
    with pytest.raises(ValidationError, match="is a member already"):
        admit(member("reader").user, role="lead", by=member("lead"))
    assert member("reader").role == "reader"


def test_there_is_no_role_of_that_name(member):
    person = make.user()
    with pytest.raises(ValidationError, match="emperor"):
        admit(person, role="emperor", by=member("lead"))
    assert not person.memberships.exists()
    assert not Change.objects.filter(verb="member.admitted").exists()
