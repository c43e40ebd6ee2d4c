"""A lead makes a link by which a member chooses a new password; it is shown once."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests import make
from tracker.history.models import Change
from tracker.members.operations import switch_off

pytestmark = pytest.mark.django_db
NEW = "a new and long password"


def path(member):
    return f"/w/desk/members/{member.pk}/reset-link/"


def link(response):
    found = re.search(r'value="(http://testserver/password/reset/key/[^"]+)"', response.content.decode())
    return found and found[1]


def test_the_link_is_shown_once_and_works_once(as_role, member):
    analyst, client = member("analyst"), as_role("lead")
    assert link(client.get(path(analyst))) is None
    made = client.post(path(analyst))
    address = link(made)
    assert made["Cache-Control"].startswith("max-age=0") and "no-store" in made["Cache-Control"]
    assert link(client.get(path(analyst))) is None
    person = Client()
    form = person.get(urlsplit(address).path, follow=True)
    person.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    analyst.user.refresh_from_db()
    assert analyst.user.check_password(NEW)
    assert "no longer works" in Client().get(urlsplit(address).path, follow=True).content.decode()


def test_the_record_says_who_made_it_and_keeps_no_link(as_role, member):
    as_role("lead").post(path(member("analyst")))
    line = Change.objects.get(verb="member.reset_link_made")
    assert (line.target_name, line.details) == (str(member("analyst")), {})


def test_a_lead_does_not_get_into_other_workspaces_by_it(as_role, member):
    analyst = member("analyst")
    make.member(make.workspace("other"), "reader", user=analyst.user)
    answer = as_role("lead").post(path(analyst))
    assert answer.status_code == 422 and "also works where you do not lead" in answer.content.decode()
    assert link(answer) is None
    make.member(make.workspace("other"), "lead", user=member("lead").user)
    assert link(as_role("lead").post(path(analyst)))


def test_who_was_switched_off_gets_none(as_role, member):
    switch_off(member("analyst"), by=member("lead"), was="analyst")
    assert as_role("lead").post(path(member("analyst"))).status_code == 422
