"""Every page at every width and in both lights: nothing for axe to say, nothing too wide, and a picture for a look."""

import re

import pytest

from tests import make
from tracker.accounts.models import Membership, Workspace
from tracker.positions.models import Position
from tracker.sources.models import Document
from tracker.statements.models import Statement

pytestmark = pytest.mark.django_db(transaction=True)

TALKS = "/w/demo/n/nato-russia-missile-defence"
LOOKS = [(width, scheme) for width in (1440, 390) for scheme in ("light", "dark")]


def pages():
    """What there is to see of the demo: name and address."""
    told = Statement.objects.filter(conditions__isnull=False).first()
    document = Document.objects.filter(title__icontains="Sochi").first() or Document.objects.first()
    held = Position.objects.get(party__slug="russia", issue__title="One system or two")
    empty = Position.objects.get(party__slug="nato", issue__title="Libya")
    day = "as_of=2011-07-05"
    return {
        "home": "/?all=1",
        "workspace": "/w/demo/",
        "overview": f"{TALKS}/?{day}&since=lisbon-2010",
        "issue": f"{TALKS}/issues/architecture/?as_of=2012-05-22",
        "issue-silent": f"{TALKS}/issues/summit/?as_of=2012-05-22",
        "branch": f"{TALKS}/issues/missile-defence/?{day}",
        "party": f"/w/demo/parties/united-states/?{day}",
        "movement": f"{TALKS}/movement/?{day}",
        "grid": f"{TALKS}/grid/?{day}&since=lisbon-2010",
        "grid-today": f"{TALKS}/grid/",
        "side-by-side": f"{TALKS}/compare/?party=nato&party=russia&{day}&since=lisbon-2010",
        "side-by-side-three": f"{TALKS}/compare/?party=nato&party=russia&party=united-states&as_of=2012-05-22",
        "position": f"/w/demo/positions/{held.pk}/?{day}",
        "position-empty": f"/w/demo/positions/{empty.pk}/?{day}",
        "revise": f"/w/demo/positions/{held.pk}/revise/",
        "discussion": f"/w/demo/positions/{held.pk}/discussion/",
        "statement": f"/w/demo/statements/{told.pk}/",
        "document": f"/w/demo/documents/{document.pk}/",
        "documents": "/w/demo/documents/",
        "export": f"{TALKS}/export/?{day}",
        "bad-date": f"{TALKS}/grid/?as_of=2011-02-30",
        "not-found": f"{TALKS}/compare/?party=atlantis",
    }


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_of_the_demo_is_sound(demo, signed_in, sound, picture, width, scheme):
    page = signed_in(
        "analyst@example.org", viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    for name, address in pages().items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        sound(page)
        picture(page, f"{name}-{width}-{scheme}", full_page=True)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_outside_are_sound(site, browser, sound, picture, width, scheme):
    page = browser.new_page(base_url=site, viewport={"width": width, "height": 900}, color_scheme=scheme)
    for name, address in {"sign-in": "/login/", "forgotten": "/password/reset/", "nowhere": "/w/none/"}.items():
        page.goto(address)
        sound(page)
        picture(page, f"{name}-{width}-{scheme}", full_page=True)
    page.close()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_an_ugly_dossier_looks_right_too(transactional_db, signed_in, sound, picture, width, scheme):
    lead = make.member(make.workspace("ugly", name="Ugly " + "long " * 30), "lead", email="ugly@example.org",
                       name="Anna-Maximiliane von und zu Hohenlohe-Waldenburg", password=make.PASSWORD)  # fmt: skip
    names = ["NATO", "جمهورية مصر العربية", "🌍 Everybody else", "Donaudampfschifffahrtsgesellschaft" * 3]
    parties = [make.party(lead, name) for name in [*names, *(f"Party {n}" for n in range(8))]]
    talks = make.negotiation(lead, "A negotiation with a title that goes on " * 4, parties)
    titles = ["قضية السلاح", "🚀🚀🚀", "Verantwortungsbereichsabgrenzung" * 4, "<script>alert(1)</script>", "Plain"]
    for number, title in enumerate(titles):
        issue = make.issue(lead, talks, title, question="Why, " * 40)
        for party in parties[: number + 1]:
            said = make.statement(lead, issue, party, words="هذا ما قالوا " * 20)
            make.reading(lead, make.position(party, issue), 25 * number, summary="Long words " * 60, evidence=[said])
    make.reading(lead, make.position(parties[0], issue), None, stance="declined", summary="🙊" * 200)
    page = signed_in("ugly@example.org", viewport={"width": width, "height": 900}, color_scheme=scheme)
    seen = "&".join(f"party={party.slug}" for party in parties[:4])
    addresses = {
        "ugly-overview": f"/w/ugly/n/{talks.slug}/",
        "ugly-issue": f"/w/ugly/n/{talks.slug}/issues/{issue.slug}/",
        "ugly-party": f"/w/ugly/parties/{parties[1].slug}/",
        "ugly-movement": f"/w/ugly/n/{talks.slug}/movement/",
        "ugly-grid": f"/w/ugly/n/{talks.slug}/grid/",
        "ugly-side": f"/w/ugly/n/{talks.slug}/compare/?{seen}",
        "ugly-position": f"/w/ugly/positions/{make.position(parties[0], issue).pk}/",
        "ugly-statement": f"/w/ugly/statements/{said.pk}/",
        "ugly-export": f"/w/ugly/n/{talks.slug}/export/",
    }
    for name, address in addresses.items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        sound(page)
        picture(page, f"{name}-{width}-{scheme}", full_page=True)
    assert Workspace.objects.count() == 1
    assert Membership.objects.get().user.email == "ugly@example.org"
    assert not re.search("<script>alert", page.content())
