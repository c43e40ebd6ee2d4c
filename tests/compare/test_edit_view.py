"""A view is renamed, shared, taken back and removed: by its owner, and what is shared by a lead too."""

import pytest
from django.core.exceptions import PermissionDenied

from tests import make
from tracker.accounts.models import Membership
from tracker.compare.models import SavedView
from tracker.compare.operations import edit_view, remove_view
from tracker.history.models import Change

pytestmark = pytest.mark.django_db


def path(view, act="edit"):
    return f"/w/desk/n/{view.negotiation.slug}/views/{view.pk}/{act}/"


def do(client, view, act="edit", **typed):
    return client.post(path(view, act), make.filled(client, path(view, act), **typed))


@pytest.fixture
def kept(member, table):
    return make.view(member("analyst"), table.talks, "Walls")


@pytest.fixture
def shared(member, table):
    return make.view(member("analyst"), table.talks, "Walls of all", shared=True)


# Works ----------------------------------------------------------------------------------------------------------------
def test_its_owner_renames_it_shares_it_and_takes_it_back(as_role, kept):
    client = as_role("analyst")
    for name, tick in (("Red lines", ""), ("Red lines", "on"), ("Lines", "on"), ("Lines", "")):
        assert do(client, kept, name=name, shared=tick).status_code == 302
        kept.refresh_from_db()
        assert (kept.name, kept.shared) == (name, bool(tick))
    verbs = list(Change.objects.filter(target_kind="compare.savedview").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["view.shared", "view.edited", "view.unshared"]


@pytest.mark.parametrize("who", ["analyst", "lead"])
def test_what_is_shared_its_owner_or_a_lead_removes_and_brings_back(as_role, shared, who):
    client = as_role(who)
    assert do(client, shared, "remove").status_code == 302
    assert not SavedView.objects.exists()
    client.post(f"/w/desk/changes/{Change.objects.get(verb='view.removed').pk}/undo/")
    assert SavedView.objects.get().name == "Walls of all"


def test_a_reader_removes_their_own(as_role, member, table):
    view = make.view(member("reader"), table.talks)
    assert do(as_role("reader"), view, "remove").status_code == 302
    assert not SavedView.objects.exists()


def test_a_lead_takes_back_what_is_shared_and_its_owner_still_has_it(as_role, shared):
    do(as_role("lead"), shared, shared="")
    assert as_role("lead").get(path(shared)).status_code == 404
    assert as_role("analyst").get(path(shared)).status_code == 200


def test_the_second_of_two_is_told(as_role, shared):
    client = as_role("analyst")
    typed = make.filled(client, path(shared), name="Mine")
    do(as_role("lead"), shared, name="Theirs")
    assert client.post(path(shared), typed).status_code == 409


# Refuses --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", ["reader", "reviewer", "lead"])
@pytest.mark.parametrize("act", ["edit", "remove"])
def test_what_is_private_is_not_there_for_anybody_else(as_role, member, kept, role, act):
    assert as_role(role).get(path(kept, act)).status_code == 404
    assert as_role(role).post(path(kept, act), {"expected": 1, "name": "x"}).status_code == 404
    with pytest.raises(PermissionDenied):
        remove_view(kept, by=member(role), expected=1)


@pytest.mark.parametrize("role", ["reader", "reviewer"])
@pytest.mark.parametrize("act", ["edit", "remove"])
def test_what_another_shares_one_only_opens(as_role, member, shared, role, act):
    assert as_role(role).get(path(shared, act)).status_code == 403
    assert as_role(role).post(path(shared, act), {"expected": 1, "name": "x"}).status_code == 403
    with pytest.raises(PermissionDenied):
        edit_view(shared, by=member(role), expected=1, name="x", shared=True)


def test_who_became_a_reader_shares_nothing_more(as_role, member, kept):
    Membership.objects.filter(pk=kept.owner_id).update(role="reader")
    kept.owner.refresh_from_db()
    with pytest.raises(PermissionDenied):
        edit_view(kept, by=kept.owner, expected=1, name="Walls", shared=True)


def test_a_view_is_found_under_its_own_negotiation_only(as_role, table, kept):
    other = make.negotiation(table.by, "Trade")
    assert as_role("analyst").get(f"/w/desk/n/{other.slug}/views/{kept.pk}/edit/").status_code == 404


def test_a_name_of_ones_own_is_refused_beside_the_field(as_role, kept, shared):
    response = do(as_role("analyst"), kept, name="walls of ALL")
    assert response.status_code == 422 and "name" in response.context["form"].errors


# What others read of it -----------------------------------------------------------------------------------------------
def test_nobody_reads_in_the_history_what_it_was_called_while_it_was_private(as_role, member, kept):
    by = member("analyst")
    edit_view(kept, by=by, expected=1, name="Red lines", shared=True)
    edit_view(kept, by=by, expected=2, name="Red lines", shared=False)
    edit_view(kept, by=by, expected=3, name="A secret", shared=False)
    client = as_role("lead")
    pages = [f"/w/desk/changes/{done.pk}/" for done in Change.objects.filter(verb__startswith="view.")]
    for page in ["/w/desk/history/", f"/w/desk/history/?kind=compare.savedview&id={kept.pk}", *pages]:
        told = client.get(page).content.decode()
        assert "Red lines" in told and "Walls" not in told and "A secret" not in told


def test_a_negotiation_takes_along_what_others_kept_of_it_unread_and_brings_it_back(as_role, member, table):
    talks = make.negotiation(table.by, "Trade")
    make.view(member("analyst"), talks, "A secret")
    make.agenda.remove_negotiation(talks, by=table.by, expected=talks.version)
    done = table.by.did
    client = as_role("lead")
    assert "A secret" not in client.get(f"/w/desk/changes/{done.pk}/").content.decode()
    client.post(f"/w/desk/changes/{done.pk}/undo/")
    assert SavedView.objects.get().name == "A secret"
