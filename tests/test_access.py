"""Every address has a door: strangers and other workspaces get 404, too small a role 403. Walked, not listed."""

from datetime import timedelta

import pytest
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from tests import make
from tracker.accounts.permissions import ROLES, Can
from tracker.members.operations import invite

OPEN = {  # answers anybody, says nothing; lets in who has the word in its link; shows what its link is of
    "healthz",
    "members:invitation",
    "briefs:shared",
}


def walk(resolver, before="", room=""):
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern, route, pattern.app_name or room)
        else:
            yield f"{room}:{pattern.name}" if room else pattern.name, route, pattern.callback


EVERY = list(walk(get_resolver()))
PAGES = [(name, view) for name, route, view in EVERY if route.startswith("w/<slug:ws>/")]
NAMES = [name for name, _ in PAGES]


def option_of(desk):
    return {"n": desk.talks.slug, "slug": desk.issue.slug, "pk": desk.issue.options.first().pk}


def block_of(desk):
    return {"n": desk.talks.slug, "pk": desk.brief.pk, "block": desk.brief.blocks.first().pk}


# How to find a record of each page: a new page without an entry fails.
RECORDS = {
    # accounts, members
    "accounts:draft": lambda desk: {},
    "members:people": lambda desk: {},
    "members:invite": lambda desk: {},
    "members:give_role": lambda desk: {"pk": desk.reader.pk},
    "members:switch_off": lambda desk: {"pk": desk.reader.pk},
    "members:let_back": lambda desk: {"pk": desk.reader.pk},
    "members:reset_link": lambda desk: {"pk": desk.reader.pk},
    "members:revoke": lambda desk: {"pk": desk.invitation.pk},
    "members:settings": lambda desk: {},
    "members:edit_settings": lambda desk: {},
    # actors
    "actors:parties": lambda desk: {},
    "actors:add_party": lambda desk: {},
    "actors:edit_party": lambda desk: {"slug": desk.sweden.slug},
    "actors:remove_party": lambda desk: {"slug": desk.sweden.slug},
    "actors:name_party": lambda desk: {"slug": desk.sweden.slug},
    "actors:accept_parties": lambda desk: {},
    "actors:join_bloc": lambda desk: {"slug": desk.sweden.slug},
    "actors:edit_stay": lambda desk: {"pk": desk.stay.pk},
    "actors:leave_bloc": lambda desk: {"pk": desk.stay.pk},
    "actors:remove_stay": lambda desk: {"pk": desk.stay.pk},
    "actors:people": lambda desk: {},
    "actors:add_speaker": lambda desk: {},
    "actors:accept_people": lambda desk: {},
    "actors:edit_speaker": lambda desk: {"pk": desk.envoy.pk},
    "actors:remove_speaker": lambda desk: {"pk": desk.envoy.pk},
    "actors:name_speaker": lambda desk: {"pk": desk.envoy.pk},
    "actors:add_post": lambda desk: {"pk": desk.envoy.pk},
    "actors:edit_post": lambda desk: {"pk": desk.envoy.posts.get().pk},
    "actors:remove_post": lambda desk: {"pk": desk.envoy.posts.get().pk},
    # sources
    "sources:outlets": lambda desk: {},
    "sources:add_outlet": lambda desk: {},
    "sources:accept_outlets": lambda desk: {},
    "sources:edit_outlet": lambda desk: {"pk": desk.ria.pk},
    "sources:regrade_outlet": lambda desk: {"pk": desk.ria.pk},
    "sources:remove_outlet": lambda desk: {"pk": desk.ria.pk},
    "sources:edit_document": lambda desk: {"pk": desk.digest.pk},
    "sources:correct_text": lambda desk: {"pk": desk.digest.pk},
    "sources:remove_document": lambda desk: {"pk": desk.digest.pk},
    "sources:reanchor": lambda desk: {"pk": desk.mark.pk},
    "sources:translate": lambda desk: {"pk": desk.mark.pk},
    "desk:move_excerpt": lambda desk: {"pk": desk.mark.pk},
    "sources:remove_excerpt": lambda desk: {"pk": desk.mark.pk},
    # agenda
    "agenda:open_negotiation": lambda desk: {},
    "agenda:edit_negotiation": lambda desk: {"n": desk.talks.slug},
    "agenda:remove_negotiation": lambda desk: {"n": desk.talks.slug},
    "agenda:table": lambda desk: {"n": desk.talks.slug},
    "agenda:edit_seat": lambda desk: {"n": desk.talks.slug, "slug": desk.nato.slug},
    "agenda:add_meeting": lambda desk: {"n": desk.talks.slug},
    "agenda:edit_meeting": lambda desk: {"n": desk.talks.slug, "slug": desk.sochi.slug},
    "agenda:remove_meeting": lambda desk: {"n": desk.talks.slug, "slug": desk.sochi.slug},
    "agenda:set_state": lambda desk: {"n": desk.talks.slug, "slug": desk.issue.slug},
    # statements
    "statements:record": lambda desk: {},
    "statements:edit_many": lambda desk: {},
    "statements:edit": lambda desk: {"pk": desk.said.pk},
    "statements:remove": lambda desk: {"pk": desk.said.pk},
    "statements:report": lambda desk: {"pk": desk.said.pk},
    "statements:pledge": lambda desk: {"pk": desk.threat.pk},
    # positions
    "positions:seat": lambda desk: {"n": desk.talks.slug},
    "positions:unseat": lambda desk: {"n": desk.talks.slug, "slug": desk.nato.slug},
    "positions:add_issue": lambda desk: {"n": desk.talks.slug},
    "positions:edit_issue": lambda desk: {"n": desk.talks.slug, "slug": desk.issue.slug},
    "positions:remove_issue": lambda desk: {"n": desk.talks.slug, "slug": desk.issue.slug},
    "positions:arrange": lambda desk: {"n": desk.talks.slug},
    "positions:options": lambda desk: {"n": desk.talks.slug, "slug": desk.issue.slug},
    "positions:add_option": lambda desk: {"n": desk.talks.slug, "slug": desk.issue.slug},
    "positions:edit_option": option_of,
    "positions:accept_option": option_of,
    "positions:remove_option": option_of,
    "positions:detail": lambda desk: {"pk": desk.of_nato.pk},
    "positions:revise": lambda desk: {"pk": desk.of_nato.pk},
    "positions:weigh": lambda desk: {"pk": desk.of_nato.pk},
    "positions:correct": lambda desk: {"pk": desk.high.pk},
    "positions:withdraw": lambda desk: {"pk": desk.high.pk},
    "positions:review": lambda desk: {"pk": desk.high.pk},
    "positions:reviews": lambda desk: {"n": desk.talks.slug},
    # annotations
    "annotations:discussion": lambda desk: {"kind": "positions", "pk": desk.of_nato.pk},
    "annotations:comment": lambda desk: {"pk": desk.thread.pk},
    "annotations:settle": lambda desk: {"pk": desk.thread.pk},
    "annotations:reopen": lambda desk: {"pk": desk.thread.pk},
    "annotations:assign": lambda desk: {"pk": desk.thread.pk},
    "annotations:edit_comment": lambda desk: {"pk": desk.thread.comments.first().pk},
    "annotations:remove_comment": lambda desk: {"pk": desk.thread.comments.first().pk},
    "annotations:restore_comment": lambda desk: {"pk": desk.thread.comments.first().pk},
    # compare
    "compare:grid": lambda desk: {"n": desk.talks.slug},
    "compare:cells": lambda desk: {"n": desk.talks.slug},
    "compare:edit_cell": lambda desk: {"n": desk.talks.slug, "pk": desk.of_nato.pk},
    "compare:newest": lambda desk: {"n": desk.talks.slug, "pk": desk.of_nato.pk},
    "compare:side_by_side": lambda desk: {"n": desk.talks.slug},
    "compare:sections": lambda desk: {"n": desk.talks.slug},
    "compare:note": lambda desk: {
        "n": desk.talks.slug,
        "slug": desk.issue.slug,
        "a": desk.nato.slug,
        "b": desk.russia.slug,
    },
    "compare:turn": lambda desk: {"n": desk.talks.slug},
    "compare:views": lambda desk: {"n": desk.talks.slug},
    "compare:save_view": lambda desk: {"n": desk.talks.slug},
    "compare:edit_view": lambda desk: {"n": desk.talks.slug, "pk": desk.view.pk},
    "compare:remove_view": lambda desk: {"n": desk.talks.slug, "pk": desk.view.pk},
    "compare:movement": lambda desk: {"n": desk.talks.slug},
    "compare:distances": lambda desk: {"n": desk.talks.slug},
    "compare:perception": lambda desk: {"n": desk.talks.slug},
    "compare:model": lambda desk: {"n": desk.talks.slug},
    # desk
    "desk:issues": lambda desk: {"n": desk.talks.slug},
    "desk:statements": lambda desk: {},
    "desk:workspace": lambda desk: {},
    "desk:overview": lambda desk: {"n": desk.talks.slug},
    "desk:issue": lambda desk: {"n": desk.talks.slug, "slug": desk.issue.slug},
    "desk:party": lambda desk: {"slug": desk.sweden.slug},
    "desk:statement": lambda desk: {"pk": desk.said.pk},
    "desk:document": lambda desk: {"pk": desk.digest.pk},
    "desk:documents": lambda desk: {},
    "desk:add_document": lambda desk: {},
    "desk:add_documents": lambda desk: {},
    "desk:file_document": lambda desk: {"pk": desk.digest.pk},
    "desk:person": lambda desk: {"pk": desk.envoy.pk},
    "desk:outlet": lambda desk: {"pk": desk.ria.pk},
    "desk:original": lambda desk: {"pk": desk.digest.pk},
    "desk:coverage": lambda desk: {"n": desk.talks.slug},
    "desk:pledges": lambda desk: {"n": desk.talks.slug},
    "desk:conditions": lambda desk: {"n": desk.talks.slug},
    "desk:waiting": lambda desk: {"n": desk.talks.slug},
    "desk:undo": lambda desk: {"pk": desk.done.pk},
    "desk:history": lambda desk: {},
    "desk:change": lambda desk: {"pk": desk.done.pk},
    "desk:restore": lambda desk: {"pk": desk.done.pk},
    # exchange
    "exchange:downloads": lambda desk: {},
    "exchange:file": lambda desk: {"pk": desk.download.pk},
    "exchange:cancel": lambda desk: {"pk": desk.download.pk},
    "exchange:order_again": lambda desk: {"pk": desk.download.pk},
    "exchange:archive": lambda desk: {},
    "exchange:archive_file": lambda desk: {},
    "exchange:export": lambda desk: {"n": desk.talks.slug},
    "exchange:to_hear": lambda desk: {"n": desk.talks.slug},
    "exchange:export_statements": lambda desk: {},
    "exchange:annotations": lambda desk: {"pk": desk.digest.pk},
    "exchange:import_annotations": lambda desk: {"pk": desk.digest.pk},
    # briefs
    "briefs:briefs": lambda desk: {"n": desk.talks.slug},
    "briefs:make": lambda desk: {"n": desk.talks.slug},
    "briefs:brief": lambda desk: {"n": desk.talks.slug, "pk": desk.brief.pk},
    "briefs:edit": lambda desk: {"n": desk.talks.slug, "pk": desk.brief.pk},
    "briefs:remove": lambda desk: {"n": desk.talks.slug, "pk": desk.brief.pk},
    "briefs:keep_template": lambda desk: {"n": desk.talks.slug, "pk": desk.brief.pk},
    "briefs:remove_template": lambda desk: {"n": desk.talks.slug, "pk": desk.template.pk},
    "briefs:add_block": lambda desk: {"n": desk.talks.slug, "pk": desk.brief.pk},
    "briefs:edit_block": block_of,
    "briefs:move_block": block_of,
    "briefs:remove_block": block_of,
    "briefs:issue": lambda desk: {"n": desk.talks.slug, "pk": desk.brief.pk},
    "briefs:edition": lambda desk: {"n": desk.talks.slug, "pk": desk.brief.pk, "number": 1},
    "briefs:order_file": lambda desk: {"n": desk.talks.slug, "pk": desk.brief.pk, "number": 1},
    "briefs:share": lambda desk: {"n": desk.talks.slug, "pk": desk.brief.pk, "number": 1},
    "briefs:share_view": lambda desk: {"n": desk.talks.slug, "pk": desk.view.pk},
    "briefs:links": lambda desk: {},
    "briefs:revoke": lambda desk: {"pk": desk.link.pk},
}
WHOLE = {name for name, found in RECORDS.items() if not found.__code__.co_names}  # of the workspace, not of a record


def dossier(space):
    """A desk with something on every page; its slugs are its own."""
    desk = make.Table(by=make.lead_of(space), titled=space.name).read()
    desk.digest = make.document(desk.by, original=b"As it was uploaded.")
    desk.thread = make.thread(desk.by, desk.of_nato)
    desk.threat = make.pledge(desk.by, desk.issue, desk.russia).statement
    desk.sweden = make.party(desk.by, f"Sweden of {space.name}")
    desk.stay = make.actors.join_bloc(desk.sweden, desk.nato, by=desk.by, since=make.when("2024"))
    desk.envoy = make.speaker(desk.by, party=desk.sweden)
    desk.mark = make.sources.quote(desk.digest, "one system", by=desk.by)
    desk.view = make.view(desk.by, desk.talks, shared=True)
    desk.done = desk.by.did
    desk.brief = make.brief(desk.by, desk.talks, text=f"So they say [S{desk.said.pk}].", parties=[desk.nato])
    desk.template = make.briefs.keep_template(desk.brief, by=desk.by, name="Ours")
    desk.link, desk.word = make.briefs.share(
        by=desk.by, expires=timezone.localdate() + timedelta(days=14), edition=make.edition(desk.by, desk.brief)
    )
    desk.download = make.download(desk.by, desk.talks)
    desk.reader = make.member(space, "reader")
    desk.invitation, desk.token = invite(by=desk.by, role="reader")
    return desk


def ask(client, name, space, desk, method="get"):
    path = reverse(name, kwargs={"ws": space.slug, **RECORDS[name](desk)})
    query = {"statement": desk.answered.pk} if name == "positions:weigh" else {}
    response = getattr(client, method)(path, query)
    response.close()  # a file would stay open
    return response


@pytest.mark.parametrize(("name", "view"), PAGES, ids=NAMES)
def test_it_has_a_door(name, view):
    assert view.permission in Can


@pytest.fixture(scope="module")
def ours(ground):
    return dossier(make.workspace())


@pytest.fixture(scope="module")
def theirs(ground):
    return dossier(make.workspace("other"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_a_member_with_the_role_gets_in(name, ours, desk, as_role):
    assert ask(as_role("lead"), name, desk, ours).status_code in (200, 204, 302, 405)


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_a_stranger_finds_nothing(name, ours, desk, as_role):
    assert ask(as_role("stranger"), name, desk, ours).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_who_has_not_signed_in_is_asked_to(name, ours, desk, client):
    response = ask(client, name, desk, ours)
    assert response.status_code == 302
    assert response["Location"].startswith("/login/?next=/w/")


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in NAMES if RECORDS.get(name) and name not in WHOLE])
@pytest.mark.parametrize("method", ["get", "post"])
def test_it_hides_another_workspaces_record(name, method, ours, theirs, desk, as_role):
    assert ask(as_role("lead"), name, desk, theirs, method).status_code in (404, 405)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "role"),
    [(name, role) for name, view in PAGES for role, may in ROLES.items() if view.permission not in may],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_too_small_a_role_is_refused(name, role, method, ours, desk, as_role):
    assert ask(as_role(role), name, desk, ours, method).status_code == 403


def test_nothing_outside_a_workspace_is_open_but_sign_in_and_health():
    others = {name for name, route, _ in EVERY if not route.startswith("w/<slug:ws>/")}
    assert {name for name in others if not name.startswith("account_")} == {"desk:home", "accounts:account", *OPEN}
