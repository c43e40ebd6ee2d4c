"""What a page shows gets a name: with its day or without, for oneself or for all."""

from urllib.parse import urlencode

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from tests import make
from tracker.compare.models import SavedView
from tracker.compare.operations import save_view
from tracker.history.models import Change

pytestmark = pytest.mark.django_db


def path(table, page="grid", **query):
    return f"/w/desk/n/{table.talks.slug}/views/new/?" + urlencode({"page": page, "query": urlencode(query, True)})


def save(client, table, page="grid", query=(), **typed):
    form = path(table, page, **dict(query))
    return client.post(form, make.filled(client, form, **typed))


# Works ----------------------------------------------------------------------------------------------------------------
def test_the_grid_as_a_reader_narrowed_it_is_kept_for_them_alone(as_role, member, table):
    client = as_role("reader")
    query = {"party": ["russia", "nato"], "order": "gap", "show": ["walls"]}
    response = save(client, table, query=query, name="Walls, the widest gap first")
    view = SavedView.objects.get()
    assert response["Location"] == view.get_absolute_url() == (
        f"/w/desk/n/{table.talks.slug}/grid/?party=russia&party=nato&order=gap&show=walls"
    )  # fmt: skip
    assert (view.owner, view.shared) == (member("reader"), False)
    assert "Saved under “Views”." in client.get(response["Location"]).content.decode()


def test_an_analyst_shares_a_side_by_side(as_role, table):
    save(as_role("analyst"), table, "side_by_side", {"party": ["nato", "russia"]}, name="The two", shared="on")
    opened = as_role("reader").get(SavedView.objects.get().get_absolute_url())
    assert [party.slug for party in opened.context["side"].parties] == ["nato", "russia"]


def test_the_form_says_in_words_what_is_kept(as_role, table):
    query = {"party": ["nato", "gone"], "order": "gap", "show": ["walls", "moved"], "since": "sochi", "closed": "x"}
    page = as_role("reader").get(path(table, **query)).content.decode()
    assert (
        "Parties: NATO, gone. Order: Widest gap. Only: Firm red lines, Moved since. "
        "1 branch folded. Compared with: Sochi." in page
    )
    assert "All parties and all issues." in as_role("reader").get(path(table)).content.decode()


def test_a_view_keeps_its_day_or_shows_the_day_it_is_opened(as_role, table):
    client, query = as_role("analyst"), {"as_of": "2012-05-31", "known_at": "2012-06-01", "since": "sochi"}
    form = client.get(path(table, **query)).content.decode()
    assert "It stays as of 31 May 2012 and as known 1 Jun 2012. Otherwise it shows the day it is opened." in form
    save(client, table, query=query, name="Kept", keep_day="on")
    save(client, table, query=query, name="Open", keep_day="")
    kept, follows = (SavedView.objects.get(name=name).query for name in ("Kept", "Open"))
    assert kept == "as_of=2012-05-31&known_at=2012-06-01&since=sochi"
    assert follows == "since=sochi"
    assert "Keep the day" not in client.get(path(table, order="gap")).content.decode()


def test_what_does_not_change_what_is_shown_is_left_out(as_role, table):
    query = {"order": "gap", "next": "//evil.example", "state": "", "from": 3}
    save(as_role("reader"), table, query=query, name="Mine")
    assert SavedView.objects.get().query == "order=gap"


def test_what_is_shared_is_told_in_the_history_and_what_is_ones_own_is_not(as_role, table):
    save(as_role("reader"), table, name="Nobody’s business")
    assert not Change.objects.filter(verb__startswith="view.").exists()
    save(as_role("analyst"), table, name="For all", shared="on")
    told = as_role("reader").get("/w/desk/history/").content.decode()
    assert "For all" in told and "Nobody’s business" not in told


def test_what_was_shared_by_a_slip_is_undone(as_role, table):
    client = as_role("analyst")
    response = save(client, table, name="For all", shared="on")
    assert "/undo/" in client.get(response["Location"]).content.decode()
    client.post(f"/w/desk/changes/{Change.objects.get(verb='view.shared').pk}/undo/")
    assert not SavedView.objects.exists()


# Refuses --------------------------------------------------------------------------------------------------------------
def test_a_reader_shares_nothing(as_role, member, table):
    assert "shared" not in as_role("reader").get(path(table)).context["form"].fields
    as_role("reader").post(path(table), {"name": "Mine", "shared": "on"})
    assert not SavedView.objects.get().shared
    with pytest.raises(PermissionDenied):
        make.view(member("reader"), table.talks, shared=True)


@pytest.mark.parametrize("name", ["Walls", "WALLS", " walls "])
def test_two_views_of_one_owner_are_not_called_the_same(as_role, table, name):
    client = as_role("reader")
    save(client, table, name="Walls")
    response = save(client, table, name=name)
    assert response.status_code == 422
    assert "is here already" in str(response.context["form"].errors["name"])
    assert save(as_role("analyst"), table, name=name).status_code == 302


@pytest.mark.parametrize("name", ["", "n" * 101])
def test_a_name_is_neither_missing_nor_endless(as_role, table, name):
    response = save(as_role("reader"), table, name=name)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["name"])


def test_an_address_that_is_too_long_is_told(as_role, table):
    response = save(as_role("reader"), table, query={"closed": "x" * 2000}, name="Long")
    assert response.status_code == 422
    assert "too long to be kept" in response.content.decode()


def test_other_pages_are_not_kept(as_role, table):
    assert as_role("reader").get(path(table, "movement")).status_code == 404


def test_a_negotiation_of_another_desk_has_no_view_of_ours(table):
    with pytest.raises(PermissionDenied):
        make.view(make.member(make.workspace("other")), table.talks)


# The database ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"name": "WALLS"}, "one_view_a_name_and_owner"),
        ({"name": ""}, "a_view_has_a_name"),
        ({"page": "movement"}, "a_view_is_of_a_page_that_is_known"),
        ({"query": "x" * 2001}, "a_views_address_is_not_too_long"),
    ],
)
def test_it_keeps_the_rules_whoever_writes(table, fields, rule):
    view = make.view(table.by, table.talks, "Walls")
    given = {
        "workspace": view.workspace,
        "negotiation": table.talks,
        "owner": table.by,
        "name": "Other",
        "page": "grid",
    }
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        SavedView.objects.create(**given | fields)


def test_a_rule_that_the_form_did_not_see_coming_is_told_in_its_words(table):
    with pytest.raises(ValidationError, match="too long to be kept"):
        save_view(table.talks, by=table.by, name="Long", page="grid", query="x" * 2001)
