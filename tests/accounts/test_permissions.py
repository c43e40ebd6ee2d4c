"""Who may do what, and whose records: the last word is the membership's, whoever calls."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404

from tests import make
from tracker.accounts.access import find
from tracker.accounts.models import Membership
from tracker.accounts.permissions import ACTS, PEOPLE, ROLES, Can
from tracker.actors.models import Party

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("reader", "read"),
        ("analyst", "read record discuss"),
        ("reviewer", "read record discuss approve"),
        ("lead", "read record discuss approve manage"),
    ],
)
def test_each_role_may_what_the_table_says(member, role, may):
    assert {str(each) for each in Can if member(role).may(each)} == set(may.split())
    assert set(ROLES) == set(Membership.Role.values)


@pytest.mark.parametrize(
    ("role", "permission", "words"),
    [
        ("reader", Can.RECORD, "Only analysts, reviewers and leads may record anything. Ask a lead."),
        ("reader", Can.DISCUSS, "Only analysts, reviewers and leads may take part in the discussion. Ask a lead."),
        ("analyst", Can.APPROVE, "Only reviewers and leads may approve, or settle what others opened. Ask a lead."),
        (
            "reviewer",
            Can.MANAGE,
            "Only leads may change members, settings, the agenda and others’ entries. Ask a lead.",
        ),
    ],
)
def test_too_small_a_role_is_told_what_it_may_not_do_and_who_may(member, role, permission, words):
    with pytest.raises(PermissionDenied) as refused:
        member(role).require(permission)
    assert str(refused.value) == words


def test_every_permission_and_every_role_has_its_words():
    assert set(ACTS) == set(Can)
    assert set(PEOPLE) == set(ROLES)


def test_another_workspaces_record_is_refused_whatever_the_role(member):
    ours = make.party(member("lead"))
    theirs = make.party(make.lead_of(make.workspace("other")))
    member("lead").require(Can.READ, ours, None)
    with pytest.raises(PermissionDenied, match="another workspace"):
        member("lead").require(Can.READ, ours, theirs)


def test_another_workspaces_record_is_not_found(member):
    ours = make.party(member("lead"))
    theirs = make.party(make.lead_of(make.workspace("other")))
    assert find(member("reader"), Party, pk=ours.pk) == ours
    with pytest.raises(Http404):
        find(member("reader"), Party, pk=theirs.pk)


def test_who_has_left_finds_the_door_shut(member, as_role):
    browser = as_role("lead")
    Membership.objects.filter(pk=member("lead").pk).update(is_active=False)
    assert browser.get("/w/desk/documents/").status_code == 404


@pytest.mark.parametrize("again", ["ana@example.org", "ANA@example.org"])
def test_two_people_do_not_share_an_address_even_by_raw_insert(again):
    ana = make.user("ana@example.org")
    with pytest.raises(IntegrityError):
        type(ana).objects.bulk_create([type(ana)(email=again, name="Another")])
