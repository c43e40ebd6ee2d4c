"""A link shows one edition, or one view, to whoever has it, and nothing else."""

import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.core.cache import caches
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import make
from tests.briefs.test_brief import path
from tracker.accounts.models import Membership, User
from tracker.accounts.permissions import ROLES, Can
from tracker.base import forms as base
from tracker.briefs import operations, outside, shown
from tracker.briefs.models import ShareLink
from tracker.compare import operations as compare
from tracker.history import operations as history
from tracker.history.models import Change
from tracker.members import operations as members

pytestmark = [pytest.mark.django_db, pytest.mark.read]


@pytest.fixture
def edition(table):
    make.brief(table.by, table.talks, "Another brief, not shared", text="Nobody outside reads this.")
    return make.edition(table.by, make.brief(table.by, table.talks, text="Read this.", handling="TLP:GREEN"))


@pytest.fixture
def link(table, edition):
    made, word = operations.share(by=table.by, expires=timezone.localdate() + timedelta(days=3), edition=edition)
    made.path = reverse("briefs:shared", kwargs={"token": word})
    return made


def test_a_reviewer_makes_a_link_which_is_shown_once(table, edition, as_role):
    client = as_role("reviewer")
    address = path(edition.brief, "share", number=1)
    response = client.post(address, make.filled(client, address))
    there = urlsplit(response.context["link"]).path
    assert "This link is shown once." in response.content.decode()
    made = ShareLink.objects.get()
    assert made.token_hash not in there
    assert (made.expires_at - timezone.now()).days == 14
    assert there.encode() not in client.get(edition.get_absolute_url()).content
    assert Client().get(there).status_code == 200


def test_who_has_it_reads_the_edition_signed_out_and_nothing_else(table, link):
    response = Client().get(link.path)
    page = response.content.decode()
    assert "Read this." in page
    assert "TLP:GREEN" in page
    assert "Nobody outside reads this." not in page
    assert "/w/" not in page
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"


def test_they_take_its_files_along(link, edition):
    for file in edition.files.all():
        response = Client().get(f"{link.path}?format={file.format}")
        assert response.content == bytes(file.content)
        assert response["Cache-Control"] == "no-store"
    assert Client().get(f"{link.path}?format=exe").status_code == 404


def test_it_shows_what_was_issued_not_what_is_written_since(table, link, edition):
    make.write(table.by, edition.brief, "Written later.")
    assert "Written later." not in Client().get(link.path).content.decode()


def test_openings_are_counted_but_not_looks_at_the_head_or_files(link):
    Client().get(link.path)
    Client().get(link.path)
    assert Client().head(link.path).status_code == 200
    Client().get(f"{link.path}?format=md")
    link.refresh_from_db()
    assert link.opened == 2
    assert link.last_opened_at is not None


@pytest.mark.parametrize("gone", ["unknown", "over", "revoked"])
def test_unknown_over_and_taken_back_look_alike(table, link, gone):
    if gone == "revoked":
        operations.revoke(link, by=table.by)
    if gone == "over":
        ShareLink.objects.update(expires_at=timezone.now())
    there = link.path[:-5] + "abcd/" if gone == "unknown" else link.path
    response = Client().get(there)
    assert response.status_code == 404
    assert "This link shows nothing" in response.content.decode()
    assert "Read this." not in response.content.decode()
    assert Client().get(f"{there}?format=md").status_code == 404


def test_a_lead_takes_it_back_and_sees_who_did(table, link, edition, as_role):
    client = as_role("lead")
    Client().get(link.path)
    assert "opened once" in client.get(edition.get_absolute_url()).content.decode()
    where = reverse("briefs:revoke", kwargs={"ws": edition.workspace.slug, "pk": link.pk})
    assert client.post(where)["Location"] == edition.get_absolute_url()
    assert "taken back on" in client.get(edition.get_absolute_url()).content.decode()


def test_a_day_that_is_over_is_refused(edition, as_role):
    client = as_role("reviewer")
    address = path(edition.brief, "share", number=1)
    response = client.post(address, make.filled(client, address, expires="1 July 2011"))
    assert response.status_code == 422
    assert "That day is over" in response.content.decode()


def test_a_link_is_good_for_a_year_at_most_and_the_form_says_so(table, edition, as_role):
    client, today = as_role("reviewer"), timezone.localdate(timezone=edition.workspace.zone)
    address, last = path(edition.brief, "share", number=1), today + timedelta(days=365)
    assert f"at most a year, until {last:%-d %B %Y}." in client.get(address).content.decode()
    refused = client.post(address, make.filled(client, address, expires=f"{last + timedelta(days=1):%-d %B %Y}"))
    assert refused.status_code == 422
    assert f"A link is good for a year at most: until {last:%-d %B %Y}." in refused.content.decode()
    assert client.post(address, make.filled(client, address, expires=f"{last:%-d %B %Y}")).status_code == 200
    with pytest.raises(IntegrityError, match="a_link_is_good_for_a_year_at_most"):
        ShareLink.objects.update(expires_at=timezone.now() + timedelta(days=400))


def test_a_view_is_shown_as_it_is_now(table):
    view = make.view(table.by, table.talks, "Both", "side_by_side", "party=russia&as_of=2011-07-04", shared=True)
    _link, word = operations.share(by=table.by, expires=timezone.localdate() + timedelta(days=3), view=view)
    response = Client().get(reverse("briefs:shared", kwargs={"token": word}))
    page = response.content.decode()
    assert "Russia is on record on 1 of 1 issues." in page
    assert "/w/" not in page


@pytest.fixture
def noted(table):
    """A view of two parties, with a note of ours on them."""
    pair, day = [table.nato, table.russia], make.when("2011")
    compare.note_pair(table.issue, pair, by=table.by, text="Only we think so.", effective=day)
    return make.view(table.by, table.talks, "Both", "side_by_side", "party=nato&party=russia", shared=True)


def test_who_shares_a_view_says_who_may_read_it_and_our_notes_stay_here(table, noted, as_role):
    client = as_role("reviewer")
    where = {"ws": noted.workspace.slug, "n": table.talks.slug, "pk": noted.pk}
    address = reverse("briefs:share_view", kwargs=where)
    response = client.post(address, make.filled(client, address, handling="TLP:AMBER"))
    page = Client().get(urlsplit(response.context["link"]).path).content.decode()
    assert "Only we think so." not in page
    head, foot = page.partition("<main")[0], page.partition("</main>")[2]
    assert "TLP:AMBER" in head
    assert "TLP:AMBER" in foot
    assert page.count('only-print"><div>') == 2  # of each page on paper, too
    assert page.count("TLP:AMBER") >= 5
    listed = client.get(reverse("briefs:links", kwargs={"ws": noted.workspace.slug})).content.decode()
    for told in ("TLP:AMBER", "without our notes"):
        assert told in listed
        assert told in client.get(address).content.decode()


def test_a_label_with_signs_that_nobody_sees_is_not_put_on_a_view(table, noted, as_role):
    client = as_role("reviewer")
    where = {"ws": noted.workspace.slug, "n": table.talks.slug, "pk": noted.pk}
    address = reverse("briefs:share_view", kwargs=where)
    response = client.post(address, make.filled(client, address, handling="TLP:\u202eRED"))
    assert response.status_code == 422
    assert "Take out what is not: U+202E." in response.content.decode()
    assert not ShareLink.objects.exists()


def test_a_side_by_side_that_names_nobody_is_shared_with_those_that_it_shows(table, as_role):
    make.positions.seat(table.talks, make.party(table.by, "Sweden"), by=table.by)
    for query in ("", "party="):
        view = make.view(table.by, table.talks, f"The first two {query}", "side_by_side", query, shared=True)
        _link, word = operations.share(by=table.by, view=view, expires=timezone.localdate())
        assert "Sweden" not in Client().get(f"/share/{word}/").content.decode()
    view = make.view(table.by, table.talks, "All", "grid", "", shared=True)
    _link, word = operations.share(by=table.by, view=view, expires=timezone.localdate())
    assert "Sweden" in Client().get(f"/share/{word}/").content.decode()


def test_our_notes_go_along_where_somebody_says_so_and_the_list_tells(table, noted, as_role):
    client = as_role("reviewer")
    where = {"ws": noted.workspace.slug, "n": table.talks.slug, "pk": noted.pk}
    address = reverse("briefs:share_view", kwargs=where)
    response = client.post(address, make.filled(client, address, with_notes="on"))
    assert "Only we think so." in Client().get(urlsplit(response.context["link"]).path).content.decode()
    assert "with our notes" in client.get(reverse("briefs:links", kwargs={"ws": noted.workspace.slug})).content.decode()


def test_an_edition_keeps_the_handling_that_it_was_issued_with(table, edition, as_role):
    assert "handling" not in as_role("lead").get(path(edition.brief, "share", number=1)).context["form"].fields
    with pytest.raises(ValidationError, match="that it was issued with"):
        made(table.by, edition=edition, handling="TLP:CLEAR")
    made_of = {"made_by": table.by, "expires_at": timezone.now(), "edition": edition, "with_notes": True}
    with pytest.raises(IntegrityError, match="an_edition_is_shown_as_it_was_issued"):
        ShareLink.objects.create(workspace=table.by.workspace, token_hash="0", **made_of)


def test_anothers_private_view_is_not_shared(table, as_role):
    view = make.view(table.by, table.talks)
    where = {"ws": view.workspace.slug, "n": table.talks.slug, "pk": view.pk}
    assert as_role("reviewer").get(reverse("briefs:share_view", kwargs=where)).status_code == 404


def test_a_link_to_a_private_view_is_told_to_nobody(table, member):
    view = make.view(table.by, table.talks)
    link, _word = operations.share(by=table.by, expires=timezone.localdate(), view=view)
    operations.revoke(link, by=table.by)
    assert not Change.objects.filter(verb__startswith="link.").exists()
    with pytest.raises(PermissionDenied):
        operations.share(by=member("reviewer"), expires=timezone.localdate(), view=view)


def test_where_those_of_a_view_are_gone_nobody_else_is_shown(table):
    latvia = make.party(table.by, "Latvia")
    seat = make.positions.seat(table.talks, latvia, by=table.by)
    view = make.view(table.by, table.talks, "One", "side_by_side", "party=latvia&as_of=2011-07-04", shared=True)
    _link, word = operations.share(by=table.by, expires=timezone.localdate(), view=view)
    make.positions.unseat(seat, by=table.by, expected=seat.version)
    page = Client().get(reverse("briefs:shared", kwargs={"token": word}))
    assert page.status_code == 200
    assert "Russia" not in page.content.decode()


def test_a_link_that_is_over_ends_at_the_end_of_its_day(table, edition):
    made, _word = operations.share(by=table.by, expires=timezone.localdate(), edition=edition)
    assert made.expires_at.astimezone(table.by.workspace.zone).strftime("%H:%M") == "23:59"


def opened(word):
    return Client().get(reverse("briefs:shared", kwargs={"token": word}))


def made(by, **of):
    return operations.share(by=by, expires=timezone.localdate() + timedelta(days=3), **of)[1]


@pytest.mark.parametrize("gone", ["switched off", "another role", "no account"])
def test_a_link_outlives_nobodys_leave_to_make_it(table, edition, member, gone):
    reviewer = member("reviewer")
    word = made(reviewer, edition=edition)
    assert opened(word).status_code == 200
    if gone == "switched off":
        members.switch_off(reviewer, by=table.by, was="reviewer")
    if gone == "another role":
        members.give_role(reviewer, by=table.by, role="analyst", was="reviewer")
    if gone == "no account":
        User.objects.filter(pk=reviewer.user_id).update(is_active=False)
    assert opened(word).status_code == 404
    assert opened(made(table.by, edition=edition)).status_code == 200


@pytest.mark.parametrize("role", [role for role in ROLES if Can.APPROVE not in ROLES[role]])
def test_who_comes_back_finds_their_old_links_dead_and_who_ended_them(table, edition, member, role, as_role):
    reviewer = member("reviewer")
    word = made(reviewer, edition=edition)
    members.give_role(reviewer, by=table.by, role="lead", was="reviewer")
    assert opened(word).status_code == 200
    members.give_role(reviewer, by=table.by, role=role, was="lead")
    members.give_role(reviewer, by=table.by, role="reviewer", was=role)
    assert opened(word).status_code == 404
    ended = ShareLink.objects.get()
    assert ended.revoked_by == table.by
    assert f"taken back on {base.shown(ended.revoked_at, edition.workspace.zone)} by {table.by}" in (
        as_role("lead").get(edition.get_absolute_url()).content.decode()
    )
    assert opened(made(reviewer, edition=edition)).status_code == 200  # made again


def test_a_link_stays_dead_though_its_maker_is_let_back_in_or_the_removal_is_undone(table, edition, member):
    reviewer = member("reviewer")
    first = made(reviewer, edition=edition)
    members.switch_off(reviewer, by=table.by, was="reviewer")
    members.admit(reviewer.user, role="reviewer", by=table.by)
    second = made(reviewer, edition=edition)
    reviewer.refresh_from_db()
    members.switch_off(reviewer, by=table.by, was="reviewer")
    history.undo(table.by.did, by=table.by)
    assert Membership.objects.get(pk=reviewer.pk).is_active
    assert [opened(word).status_code for word in (first, second)] == [404, 404]


def test_a_link_ends_whoever_takes_the_leave_and_those_of_others_go_on(table, edition, member):
    word, other = made(member("reviewer"), edition=edition), made(table.by, edition=edition)
    Membership.objects.filter(pk=member("reviewer").pk).update(is_active=False)  # past every operation
    Membership.objects.filter(pk=member("reviewer").pk).update(is_active=True)
    assert opened(word).status_code == 404
    assert opened(other).status_code == 200


def test_links_whose_makers_had_left_before_are_taken_back_too(table, edition, member):
    word, other = made(member("reviewer"), edition=edition), made(table.by, edition=edition)
    members.switch_off(member("reviewer"), by=table.by, was="reviewer")
    ShareLink.objects.update(revoked_at=None, revoked_by=None)  # as it was then
    with connection.cursor() as cursor:
        cursor.execute(import_module("tracker.briefs.migrations.0006_a_link_ends_with_its_makers_leave").ENDED_SO_FAR)
    members.admit(member("reviewer").user, role="reviewer", by=table.by)
    assert [opened(each).status_code for each in (word, other)] == [404, 200]


def test_who_was_just_switched_off_makes_no_link(table, edition, member):
    reviewer = member("reviewer")
    Membership.objects.filter(pk=reviewer.pk).update(is_active=False)  # after they came through the door
    with pytest.raises(PermissionDenied):
        made(reviewer, edition=edition)


def test_a_link_to_a_view_ends_when_its_owner_keeps_it_to_themselves_or_removes_it(table, member):
    view = make.view(table.by, table.talks, "Both", "side_by_side", shared=True)
    theirs, own = made(member("reviewer"), view=view), made(table.by, view=view)
    compare.edit_view(view, by=table.by, expected=view.version, name="Both", shared=False)
    assert opened(theirs).status_code == 404
    assert opened(own).status_code == 200  # who owns it may show it
    compare.remove_view(view, by=table.by, expected=view.version)
    assert opened(own).status_code == 404


def test_it_says_what_ends_it_and_that_a_private_view_is_shown_all_the_same(table, as_role):
    view = make.view(table.by, table.talks)
    where = {"ws": view.workspace.slug, "n": table.talks.slug, "pk": view.pk}
    page = as_role("lead").get(reverse("briefs:share_view", kwargs=where)).content.decode()
    assert "The view is yours alone; by the link others see it all the same." in page
    assert "because you leave the workspace or have another role" in page


def test_a_comparison_is_made_once_a_minute_however_often_it_is_opened(table, monkeypatch):
    asked = []
    compare_them = shown.links.comparing.compare
    monkeypatch.setattr(shown.links.comparing, "compare", lambda *a, **k: asked.append(a) or compare_them(*a, **k))
    word = made(table.by, view=make.view(table.by, table.talks, "Both", "side_by_side", shared=True))
    assert opened(word).content == opened(word).content
    assert len(asked) == 1
    assert ShareLink.objects.get().opened == 2
    caches["here"].delete(f"page-{ShareLink.objects.get().token_hash}")  # as after a minute
    opened(word)
    assert len(asked) == 2


def test_who_comes_while_it_is_made_waits_for_it(monkeypatch):
    begun, link = [], SimpleNamespace(token_hash=secrets.token_hex())
    monkeypatch.setattr(outside, "drawn_up", lambda link: begun.append(link) or time.sleep(0.1) or {"preview": "once"})
    with ThreadPoolExecutor(4) as strangers:
        assert list(strangers.map(outside.page_of, [link] * 4)) == [{"preview": "once"}] * 4
    assert len(begun) == 1


def test_what_was_made_is_shown_to_nobody_after_it_is_taken_back(table, link):
    assert Client().get(link.path).status_code == 200
    operations.revoke(link, by=table.by)
    assert Client().get(link.path).status_code == 404


def test_who_opens_a_link_too_often_waits_for_a_minute_and_is_told_so(table, edition, link, monkeypatch):
    now = time.time()
    monkeypatch.setattr(outside, "MOST", 2)
    monkeypatch.setattr(outside, "time", SimpleNamespace(time=lambda: now))
    assert [Client().get(link.path).status_code for _ in range(2)] == [200, 200]
    refused = Client().get(f"{link.path}?format=md")
    assert refused.status_code == 429
    assert refused["Retry-After"] == "60"
    assert "It works again in a minute" in refused.content.decode()
    assert "Read this." not in refused.content.decode()
    assert opened(made(table.by, edition=edition)).status_code == 200  # another link does not wait
    monkeypatch.setattr(outside, "time", SimpleNamespace(time=lambda: now + 60))
    assert Client().get(link.path).status_code == 200
