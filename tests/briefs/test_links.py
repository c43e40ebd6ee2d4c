"""Whoever may hand something out sees every link that leads out of the workspace, and can take it back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import make
from tracker.accounts.models import User
from tracker.briefs import operations
from tracker.members import operations as members

pytestmark = [pytest.mark.django_db, pytest.mark.read]


@pytest.fixture
def where(table):
    return reverse("briefs:links", kwargs={"ws": table.by.workspace.slug})


def share(by, **of):
    return operations.share(by=by, expires=timezone.localdate() + timedelta(days=3), **of)[0]


def rows(client, where):
    return {row.what.translate(dict.fromkeys(range(0x2066, 0x206A))): row for row in client.get(where).context["links"]}


def test_every_link_that_is_not_over_stands_in_one_list_and_is_taken_back_there(table, where, as_role, member):
    edition = make.edition(table.by, make.brief(table.by, table.talks, "After Sochi"))
    view = make.view(table.by, table.talks, "Both", shared=True)
    link, _other = share(member("reviewer"), edition=edition), share(table.by, view=view)
    operations.revoke(share(table.by, edition=edition), by=table.by)
    lead = as_role("lead")
    assert set(rows(lead, where)) == {"After Sochi, edition 1", "Both, as it is"}
    assert "2 links show something to whoever has them." in lead.get(where).content.decode()
    offered = reverse("briefs:revoke", kwargs={"ws": table.by.workspace.slug, "pk": link.pk}) + "?of=all"
    assert offered in lead.get(where).content.decode()
    assert lead.post(offered)["Location"] == where  # where one goes on with the next
    assert set(rows(lead, where)) == {"Both, as it is"}


def test_links_that_ended_with_their_maker_lead_out_no_more(table, where, as_role, member):
    share(member("reviewer"), edition=make.edition(table.by, make.brief(table.by, table.talks, "After Sochi")))
    members.switch_off(member("reviewer"), by=table.by, was="reviewer")
    assert rows(as_role("lead"), where) == {}


def test_a_lead_is_told_which_links_show_nothing_as_their_makers_account_is_closed(table, where, as_role, member):
    reviewer = member("reviewer")
    share(reviewer, edition=make.edition(table.by, make.brief(table.by, table.talks, "After Sochi")))
    User.objects.filter(pk=reviewer.user_id).update(is_active=False)
    (row,) = rows(as_role("lead"), where).values()
    assert "shows nothing:" in row.state
    assert "may make no links any more" in row.state
    assert not row.works
    assert "No link shows anything outside." in as_role("lead").get(where).content.decode()


def test_a_view_that_is_somebodys_alone_has_no_name_there_and_its_link_can_be_taken_back(table, where, as_role, member):
    link = share(member("reviewer"), view=make.view(member("reviewer"), table.talks, "Not for you"))
    lead = as_role("lead")
    assert "Not for you" not in lead.get(where).content.decode()
    assert list(rows(lead, where)) == ["A view that is somebody’s alone"]
    back = lead.post(reverse("briefs:revoke", kwargs={"ws": table.by.workspace.slug, "pk": link.pk}))
    assert back["Location"] == where
    assert rows(lead, where) == {}


def test_a_title_that_would_turn_what_stands_behind_it_is_kept_to_itself(table, where, as_role, member):
    brief = make.brief(table.by, table.talks, "After \u202eSochi")
    type(table.by.user).objects.filter(pk=table.by.user_id).update(name="Ines \u202eDuarte")
    share(type(table.by).objects.get(pk=table.by.pk), edition=make.edition(table.by, brief))
    (row,) = as_role("lead").get(where).context["links"]
    assert row.what == "\u2068After \u202eSochi\u2069, edition 1"
    assert row.made.endswith("by \u2068Ines \u202eDuarte\u2069")
    page = as_role("lead").get(where).content.decode()
    assert page.count(row.what) == page.count(f"<bdi>{row.what}</bdi>") == 2


def test_it_costs_no_more_with_more_links(table, where, as_role, member, cost):
    brief = make.brief(table.by, table.talks)
    share(table.by, edition=make.edition(table.by, brief))
    share(table.by, view=make.view(table.by, table.talks, shared=True))
    lead = as_role("lead")
    lead.get(where)
    few = cost(lambda: lead.get(where))
    share(member("reviewer"), edition=make.edition(table.by, brief))
    share(member("reviewer"), view=make.view(table.by, table.talks, shared=True))
    assert cost(lambda: lead.get(where)) == few <= 30


@pytest.mark.parametrize(("role", "status"), [("reviewer", 200), ("analyst", 403), ("stranger", 404)])
def test_who_may_hand_nothing_out_does_not_see_them(where, as_role, role, status):
    assert as_role(role).get(where).status_code == status
