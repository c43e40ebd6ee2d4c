"""Every page, wide and narrow, light and dark: nothing for axe to say, nothing too wide, and a picture for a look."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from tests import make
from tests.conftest import BACKEND
from tests.test_access import EVERY, RECORDS, dossier
from tracker.accounts.adapter import reset_path
from tracker.accounts.models import Membership, Workspace
from tracker.actors.models import BlocMembership, Speaker
from tracker.annotations.operations import remove_comment
from tracker.history.models import Change
from tracker.members.operations import invite, switch_off
from tracker.positions.models import Position
from tracker.sources.models import Document, Excerpt
from tracker.sources.operations import correct_text
from tracker.statements.models import Statement
from tracker.statements.operations import Depends

pytestmark = pytest.mark.django_db(transaction=True)

DESK, TALKS = "/w/demo", "/w/demo/n/nato-russia-missile-defence"
DAY = "as_of=2011-07-05"
TALL = 2000  # pixels: what sticks to an edge then lies on nothing that axe would call too small
LOOKS = [(1440, "light"), (390, "dark"), (1440, "dark"), (390, "light")]


@pytest.fixture
def walk(request, faults, picture):
    """`walk(page, {"grid": "/w/demo/…"})`: each of these pages is sound, wide and narrow.

    With --long each is shown to axe in each of the looks. Else it is seen in one of them, the next in the next, and
    only every third by axe: it is slow, and pages are made of the same parts as their neighbours.
    """
    every = request.config.getoption("--long")

    def see(page, addresses):
        found = []
        for turn, (name, address) in enumerate(addresses.items()):
            page.goto(address)
            for width, scheme in LOOKS if every else [LOOKS[turn // 2 % 4]]:
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                page.set_viewport_size({"width": width, "height": TALL})
                found += [f"{width} px, {scheme}: {fault}" for fault in faults(page, axe=every or turn % 3 == 0)]
                picture(page, f"{name}-{width}-{scheme}", full_page=True)
        assert found == []

    return see


@pytest.fixture
def worn(demo):
    """The demo after some use: a text corrected, a comment removed, a party renamed, people who came and went."""
    lead = Membership.objects.get(user__email="lead@example.org")
    held = Position.objects.get(party__slug="russia", issue__title="One system or two")
    text = make.document(lead, "They want one system. " + "Nobody asked. " * 9, title="A text that was corrected")
    carried = make.statements.Reported("paraphrase", text, ["They want one system"])
    said = make.statement(lead, held.issue, held.party, reports=[carried])
    correct_text(text, by=lead, expected=text.version, text="They want two systems. " + "Nobody asked. " * 9)
    remove_comment(make.thread(lead, held).comments.get(), by=lead, expected=1)
    party = make.party(lead, "Sweden")
    fields = {"kind": "state", "symbol": party.symbol, "aliases": ["Stockholm", "The Swedes"]}
    make.actors.edit_party(party, by=lead, expected=party.version, name="Kingdom of Sweden", **fields)
    make.view(lead, held.issue.negotiation, "Red lines", query="show=walls&as_of=2011-07-05", shared=True)
    invite(by=lead, role="analyst", email="newcomer@example.org")
    switch_off(make.member(lead.workspace, "analyst"), by=lead, was="analyst")
    return said


def briefs(talks):
    """A round report that was issued once, with everything that a block can show, and something to be mended."""
    lead = Membership.objects.get(user__email="lead@example.org")
    text = "They are unlikely to agree this year.\n\n## What to watch\n\n- the joint centres\n- Chicago"
    fields = {"as_of": make.when("5 July 2011").last, "since": "lisbon-2010", "handling": "TLP:AMBER"}
    brief = make.brief(lead, talks, "After Sochi", template="round", text=text, **fields)
    for kind in ("issue", "quotations", "model"):
        make.briefs.add_block(brief, by=lead, kind=kind, issue=talks.issues.get(slug="architecture"))
    edition = make.edition(lead, brief)
    view = make.view(lead, talks, None, "side_by_side", "party=nato&party=russia", shared=True)
    _link, word = make.briefs.share(by=lead, expires=timezone.localdate() + timedelta(days=14), edition=edition)
    make.briefs.share(by=lead, expires=timezone.localdate() + timedelta(days=14), view=view)
    block = make.write(lead, brief, f"{text}\n\nThey will possibly agree later.")
    make.brief(lead, talks, "Not issued yet")
    lost = make.edition(lead, make.brief(lead, talks, "Without files"), files=False)
    lost.orders.filter(format="pdf").update(why="It could not be made. What was issued is not harmed by that.")
    there = brief.get_absolute_url()
    return {
        "briefs": f"{TALKS}/briefs/",
        "brief": there,
        "brief-block": f"{there}blocks/{block.pk}/",
        "brief-issue": f"{there}issue/",
        "edition": edition.get_absolute_url(),
        "edition-files": lost.get_absolute_url(),
        "links": f"{DESK}/links/",
        "edition-share": f"{edition.get_absolute_url()}share/",
        "view-share": f"{TALKS}/views/{view.pk}/share/",
        "shared": f"/share/{word}/",
        "shared-over": "/share/nothing/",
    }


def read(said):
    """What there is to read, of negotiation and desk: name and address."""
    told = Statement.objects.filter(conditions__isnull=False).first()
    document = Document.objects.filter(title__icontains="Sochi").first()
    held = Position.objects.get(party__slug="russia", issue__title="One system or two")
    silent = Position.objects.get(party__slug="nato", issue__title="Libya")
    edited = Change.objects.filter(verb="party.edited").latest("pk")
    return {
        "home": "/?all=1",
        "workspace": f"{DESK}/",
        "overview": f"{TALKS}/?{DAY}&since=lisbon-2010",
        "issues": f"{TALKS}/issues/?{DAY}",
        "issue": f"{TALKS}/issues/architecture/?as_of=2012-05-22",
        "issue-silent": f"{TALKS}/issues/summit/?as_of=2012-05-22",
        "branch": f"{TALKS}/issues/missile-defence/?{DAY}",
        "options": f"{TALKS}/issues/architecture/options/",
        "table": f"{TALKS}/table/",
        "party": f"{DESK}/parties/united-states/?{DAY}",
        "movement": f"{TALKS}/movement/?{DAY}",
        "conditions": f"{TALKS}/conditions/?as_of=2012-05-01",
        "distances": f"{TALKS}/distances/?as_of=2012-05-21&since=lisbon-2010",
        "perception": f"{TALKS}/perception/?as_of=2012-05-21",
        "model": f"{TALKS}/model/?as_of=2012-05-21",
        "grid": f"{TALKS}/grid/?{DAY}&since=lisbon-2010",
        "grid-today": f"{TALKS}/grid/",
        "side-by-side": f"{TALKS}/compare/?party=nato&party=russia&{DAY}&since=lisbon-2010",
        "side-by-side-three": f"{TALKS}/compare/?party=nato&party=russia&party=united-states&as_of=2012-05-22",
        "position": f"{DESK}/positions/{held.pk}/?{DAY}",
        "position-empty": f"{DESK}/positions/{silent.pk}/?{DAY}",
        "discussion": f"{DESK}/positions/{held.pk}/discussion/",
        "waiting": f"{TALKS}/waiting/",
        "reviews": f"{TALKS}/reviews/",
        "statement": f"{DESK}/statements/{told.pk}/",
        "statements": f"{DESK}/statements/",
        "documents": f"{DESK}/documents/",
        "document": f"{DESK}/documents/{document.pk}/",
        "document-corrected": said.reports.get().document.get_absolute_url(),
        "parties": f"{DESK}/parties/",
        "people": f"{DESK}/people/?name=a",
        "person": f"{DESK}/people/{Speaker.objects.get(name='Sergei Lavrov').pk}/",
        "outlets": f"{DESK}/outlets/",
        "outlet": f"{DESK}/outlets/{document.outlet_id}/",
        "history": f"{DESK}/history/",
        "history-of-one": f"{DESK}/history/?record=actors.party-{edited.target_id}",
        "change": f"{DESK}/changes/{edited.pk}/",
        "members": f"{DESK}/members/",
        "settings": f"{DESK}/settings/",
        "archive": f"{DESK}/archive/",
        "export": f"{TALKS}/export/?{DAY}",
        "bad-date": f"{TALKS}/grid/?as_of=2011-02-30",
        "not-found": f"{TALKS}/compare/?party=atlantis",
        "views": f"{TALKS}/views/",
        **briefs(held.issue.negotiation),
    }


def write(said):
    """Forms with a page of their own."""
    held = Position.objects.get(party__slug="russia", issue__title="One system or two")
    reading, document = held.readings.latest("pk"), said.reports.get().document
    member = Membership.objects.get(user__email="analyst@example.org")
    lost, moved = Excerpt.objects.get(document=document), Excerpt.objects.filter(state="anchored").earliest("pk")
    return {
        "arrange": f"{TALKS}/issues/arrange/",
        "record": f"{DESK}/statements/record/?party=russia&issue={held.issue_id}",
        "record-in-text": f"{document.get_absolute_url()}?document={document.pk}&start=0&end=21",
        "edit-statement": f"{DESK}/statements/{said.pk}/edit/",
        "edit-many": f"{DESK}/statements/edit/?chosen={said.pk}-{said.version}",
        "add-report": f"{DESK}/statements/{said.pk}/report/",
        "weigh": f"{DESK}/positions/{held.pk}/weigh/?statement={said.pk}",
        "revise": f"{DESK}/positions/{held.pk}/revise/",
        "correct": f"{DESK}/readings/{reading.pk}/correct/",
        "add-document": f"{DESK}/documents/add/",
        "import-annotations": f"{document.get_absolute_url()}annotations/",
        "add-documents": f"{DESK}/documents/add/several/",
        "reanchor": f"{DESK}/excerpts/{lost.pk}/words/",
        "move-excerpt": f"{DESK}/excerpts/{moved.pk}/ends/",
        "correct-text": f"{DESK}/documents/{document.pk}/text/",
        "invite": f"{DESK}/members/invite/",
        "reset-link": f"{DESK}/members/{member.pk}/reset-link/",
        "edit-settings": f"{DESK}/settings/edit/",
        "save-view": f"{TALKS}/views/new/?page=grid&query=party%3Dnato%26show%3Dwalls%26as_of%3D2011-07-05",
    }


def fill_in(said):
    """Plain forms, which share one template."""
    held = Position.objects.get(party__slug="russia", issue__title="One system or two")
    reading = held.readings.latest("pk")
    document = said.reports.get().document
    edited = Change.objects.filter(verb="party.edited").latest("pk")
    lost = Excerpt.objects.get(document=document)
    member = Membership.objects.get(user__email="analyst@example.org")
    speaker = Speaker.objects.get(name="Sergei Lavrov")
    stay = BlocMembership.objects.first()
    return {
        "open-negotiation": f"{DESK}/negotiations/open/",
        "seat": f"{TALKS}/table/seat/",
        "add-issue": f"{TALKS}/issues/add/",
        "set-state": f"{TALKS}/issues/architecture/state/",
        "add-option": f"{TALKS}/issues/architecture/options/add/",
        "add-meeting": f"{TALKS}/meetings/add/",
        "make-brief": f"{TALKS}/briefs/new/?template=round",
        "withdraw": f"{DESK}/readings/{reading.pk}/withdraw/",
        "review": f"{DESK}/readings/{reading.pk}/review/",
        "edit-document": f"{DESK}/documents/{document.pk}/edit/",
        "list-with": f"{DESK}/documents/{document.pk}/negotiations/",
        "translate": f"{DESK}/excerpts/{lost.pk}/translation/",
        "edit-party": f"{DESK}/parties/russia/edit/",
        "join-bloc": f"{DESK}/parties/russia/stays/add/",
        "edit-stay": f"{DESK}/stays/{stay.pk}/edit/",
        "add-speaker": f"{DESK}/people/add/",
        "add-post": f"{DESK}/people/{speaker.pk}/posts/add/",
        "add-outlet": f"{DESK}/outlets/add/",
        "grade": f"{DESK}/outlets/{make.outlet(member).pk}/grade/",
        "restore": f"{DESK}/changes/{edited.pk}/restore/",
        "undo": f"{DESK}/changes/{edited.pk}/undo/",
        "remove": f"{DESK}/documents/{document.pk}/remove/",
        "role": f"{DESK}/members/{member.pk}/role/",
        "account": "/account/",
        "password": "/password/change/",
        "sign-out": "/logout/",
    }


def test_every_page_that_is_read_is_sound(worn, signed_in, walk):
    walk(signed_in("lead@example.org"), read(worn))


def test_every_form_is_sound(worn, signed_in, walk):
    page = signed_in("lead@example.org")
    walk(page, write(worn))
    walk(page, fill_in(worn))


def pages(desk, user=None):
    """Every address that answers `user` with a page of its own, the records being those of `desk`."""
    outside = {
        "members:invitation": {"token": desk.token},
        "briefs:shared": {"token": desk.word},
        "account_reset_password_from_key": resolve(reset_path(desk.reader.user)).kwargs,
    }
    found = {}
    for name, route, _view in EVERY:
        inside = route.startswith("w/<slug:ws>/")
        path = reverse(name, kwargs={"ws": "desk", **RECORDS[name](desk)} if inside else outside.get(name, {}))
        client = Client()  # another each time: some of the pages outside sign one out
        if user:
            client.force_login(user, BACKEND)
        answer = client.get(path, follow=True)
        itself = named(answer.request["PATH_INFO"]) == name  # and not where it sends people on
        if itself and answer.status_code == 200 and "html" in answer["Content-Type"]:
            found[name.replace(":", "-")] = path
        answer.close()
    return found


def named(address):
    return resolve(urlsplit(address).path).view_name


@pytest.fixture
def desk(transactional_db):
    """One with something on every page."""
    return dossier(make.workspace("desk"))


@pytest.mark.long  # the pages of every day are walked each time
def test_every_page_that_stands_in_no_list_is_sound(worn, desk, signed_in, walk):
    listed = {named(address) for each in (read, write, fill_in) for address in each(worn).values()}
    every = pages(desk, desk.by.user)
    left = {name: path for name, path in every.items() if named(path) not in listed}
    assert "sources-add_outlet" in every and "sources-add_outlet" not in left
    walk(signed_in(desk.by.user.email), left)


def test_the_pages_outside_are_sound(desk, visit, walk):
    outside = pages(desk)
    assert {"account_login", "members-invitation", "account_reset_password_from_key"} < set(outside)
    walk(visit(), outside | {"no-invitation": "/invitation/none/", "nowhere": "/w/none/"})


@pytest.mark.urls("tests.desk.test_style")
def test_the_components_are_sound(transactional_db, visit, walk):
    """The page of those who build here is not served; its styles and scripts are."""
    body = Client().get("/style/").content.decode()
    page = visit()
    page.route("**/style/", lambda route: route.fulfill(body=body, content_type="text/html"))
    walk(page, {"style": "/style/"})


@pytest.fixture
def ugly(transactional_db):
    """A dossier with names, titles and texts as nobody wants them: the addresses of its pages."""
    lead = make.member(make.workspace("ugly", name="Ugly " + "long " * 30), "lead", email="ugly@example.org",
                       name="Anna-Maximiliane von und zu Hohenlohe-Waldenburg")  # fmt: skip
    analyst = make.member(lead.workspace, "analyst")
    names = ["NATO", "جمهورية مصر العربية", "🌍 Everybody else", "Donaudampfschifffahrtsgesellschaft" * 3]
    parties = [make.party(lead, name) for name in [*names, *(f"Party {n}" for n in range(8))]]
    bloc = make.party(lead, "كتلة " * 20, "alliance")
    make.actors.join_bloc(parties[1], bloc, by=lead, since=make.when("May 2008"))
    talks = make.negotiation(lead, "A negotiation with a title that goes on " * 4, parties)
    make.meeting(lead, talks, "قمة " * 30, "4 July 2011", place="Llanfairpwllgwyngyll" * 6)
    titles = ["قضية السلاح", "🚀🚀🚀", "Verantwortungsbereichsabgrenzung" * 4, "<script>alert(1)</script>", "Plain"]
    above = None
    for number, title in enumerate(titles):
        issue = make.issue(lead, talks, title, question="Why, " * 40)
        for party in parties[: number + 1]:
            needs = [Depends("شرط " * 40, issue=above), Depends("Donaudampfschifffahrt" * 9, group=2)]
            said = make.statement(lead, issue, party, words="هذا ما قالوا " * 20, conditions=needs)
            make.reading(lead, make.position(party, issue), 25 * number, summary="Long words " * 60, evidence=[said])
        above = issue
    above = None
    for number in range(12):
        above = make.issue(lead, talks, f"Level {number} " + "of the agenda " * 5, scale=None, parent=above)
    held = make.position(parties[0], issue)
    make.reading(lead, held, None, stance="declined", summary="🙊" * 200)
    make.statement(analyst, issue, parties[1], parties[3], words="Waits to be weighed, " * 15)
    make.thread(analyst, held, "Donaudampfschifffahrtskapitän" * 9 + " <b>no html</b>")
    envoy = make.speaker(analyst, "Радослав " * 20, parties[1], "وزير الخارجية " * 8)
    make.actors.name_also(envoy, by=analyst, name="Donaudampfschifffahrtskapitän" * 5)
    outlet = make.outlet(analyst, "وكالة الأنباء " * 9)
    written = "مرحبا بالعالم. " + "هذا ما قالوا بالضبط. " * 30
    text = make.document(lead, written, title="عنوان طويل جدا " * 15, outlet=outlet, language="ar")
    lost = make.sources.quote(text, text.text[:200], by=lead)
    correct_text(text, by=lead, expected=text.version, text="Nothing of it. " * 9)
    words = "# عنوان " + "طويل " * 30 + f"\n\nهذا ما قالوا [S{said.pk}]\n\n<script>alert(1)</script> " + "🌍" * 300
    brief = make.brief(lead, talks, "Donaudampfschifffahrtsgesellschaft" * 5, "full", words, handling="سري " * 40)
    here, seen = f"/w/ugly/n/{talks.slug}", "&".join(f"party={party.slug}" for party in parties[:4])
    return {
        "overview": f"{here}/",
        "issues": f"{here}/issues/",
        "issue": f"{here}/issues/{issue.slug}/",
        "options": f"{here}/issues/{issue.slug}/options/",
        "arrange": f"{here}/issues/arrange/",
        "table": f"{here}/table/",
        "party": f"/w/ugly/parties/{parties[1].slug}/",
        "movement": f"{here}/movement/",
        "conditions": f"{here}/conditions/",
        "distances": f"{here}/distances/",
        "perception": f"{here}/perception/",
        "model": f"{here}/model/",
        "grid": f"{here}/grid/",
        "side": f"{here}/compare/?{seen}",
        "waiting": f"{here}/waiting/",
        "reviews": f"{here}/reviews/",
        "position": held.get_absolute_url(),
        "discussion": f"/w/ugly/positions/{held.pk}/discussion/",
        "revise": f"/w/ugly/positions/{held.pk}/revise/",
        "statement": said.get_absolute_url(),
        "statements": "/w/ugly/statements/",
        "record": f"/w/ugly/statements/record/?issue={issue.pk}",
        "export": f"{here}/export/",
        "briefs": f"{here}/briefs/",
        "brief": brief.get_absolute_url(),
        "edition": make.edition(lead, brief).get_absolute_url(),
        "parties": "/w/ugly/parties/",
        "people": "/w/ugly/people/",
        "person": envoy.get_absolute_url(),
        "outlets": "/w/ugly/outlets/",
        "outlet": outlet.get_absolute_url(),
        "documents": "/w/ugly/documents/",
        "document": text.get_absolute_url(),
        "reanchor": f"/w/ugly/excerpts/{lost.pk}/words/",
        "translate": f"/w/ugly/excerpts/{lost.pk}/translation/",
        "move-excerpt": f"/w/ugly/excerpts/{lost.pk}/ends/",
        "members": "/w/ugly/members/",
        "history": "/w/ugly/history/",
        "settings": "/w/ugly/settings/",
    }


@pytest.mark.long
def test_an_ugly_dossier_looks_right_too(ugly, signed_in, walk):
    page = signed_in("ugly@example.org")
    walk(page, {f"ugly-{name}": address for name, address in ugly.items()})
    page.goto(ugly["issues"])
    assert "alert(1)" in page.locator("main").inner_text()
    assert not re.search("<script>alert", page.content())
    assert Workspace.objects.count() == 1


def test_a_desk_on_which_nothing_is_recorded_looks_right_too(transactional_db, signed_in, walk):
    lead = make.member(make.workspace("empty"), "lead", email="lead@example.org")
    talks = make.negotiation(lead, "Nothing yet")
    here = f"/w/empty/n/{talks.slug}"
    rooms = ("", "issues/", "table/", "grid/", "compare/", "movement/", "waiting/", "reviews/", "export/", "briefs/")
    lists = ("statements/", "documents/", "people/", "outlets/", "parties/", "statements/record/")
    addresses = [*(f"{here}/{room}" for room in (*rooms, "conditions/")), *(f"/w/empty/{each}" for each in lists)]
    walk(signed_in("lead@example.org"), {f"empty-{n}": address for n, address in enumerate(addresses)})
