"""Nothing typed is lost: the tab is closed in the middle of a form, or the session ends, and what was typed is back."""

import re

import pytest
from playwright.sync_api import expect

from tests import make
from tracker.accounts.models import Draft, Membership
from tracker.positions.models import Position
from tracker.sources.models import Document, Excerpt
from tracker.sources.operations import correct_text

pytestmark = pytest.mark.django_db(transaction=True)

DESK, TALKS = "/w/demo", "/w/demo/n/nato-russia-missile-defence"
TYPED = "Half a sentence, and"


@pytest.fixture
def forms(demo):
    """One form of each kind: its address, and the field that somebody is typing into."""
    lead = Membership.objects.get(user__email="lead@example.org")
    held = Position.objects.get(party__slug="russia", issue__title="One system or two")
    text = make.document(lead, "They want one system. Nobody asked.")
    carried = make.statements.Reported("paraphrase", text, ["They want one system"])
    said = make.statement(lead, held.issue, held.party, reports=[carried])
    correct_text(text, by=lead, expected=text.version, text="They want two systems. Nobody asked.")
    make.thread(lead, held)
    reading, comment = held.readings.latest("pk"), held.threads.latest("pk").comments.get()
    return {
        f"{DESK}/negotiations/open/": "Title",
        f"{TALKS}/table/seat/": "Name of a new party",
        f"{TALKS}/issues/add/": "Options",
        f"{TALKS}/issues/architecture/state/": "From",
        f"{DESK}/statements/record/?party=russia": "In our words",
        f"{DESK}/statements/{said.pk}/edit/": "In our words",
        f"{DESK}/statements/{said.pk}/report/": "Which dispatch",
        f"{DESK}/positions/{held.pk}/revise/": "In our words",
        f"{DESK}/positions/{held.pk}/weigh/?statement={said.pk}": "Note",
        f"{DESK}/readings/{reading.pk}/correct/": "In our words",
        f"{DESK}/readings/{reading.pk}/withdraw/": "Why it is withdrawn",
        f"{DESK}/readings/{reading.pk}/review/": "Note",
        f"{DESK}/documents/add/": "Text",
        f"{DESK}/documents/{text.pk}/edit/": "Title",
        f"{DESK}/documents/{text.pk}/text/": "Text",
        f"{DESK}/excerpts/{Excerpt.objects.get(document=text).pk}/words/": "Quotation",
        f"{DESK}/parties/russia/edit/": "Also called",
        f"{DESK}/people/add/": "Post",
        f"{DESK}/outlets/{Document.objects.filter(outlet__isnull=False).first().outlet_id}/grade/": "Why",
        f"{DESK}/positions/{held.pk}/discussion/": "Add to the discussion",
        f"{DESK}/comments/{comment.pk}/edit/": "Comment",
        f"{DESK}/members/invite/": "E-mail",
        f"{DESK}/settings/edit/": "Name",
    }


def field(page, label):
    return page.locator("main").get_by_label(re.compile(f"^{label}( optional)?$")).first


def test_a_closed_tab_loses_nothing_in_any_kind_of_form(request, signed_in, forms):
    first = signed_in("lead@example.org")
    if not request.config.getoption("--long"):
        forms = dict(list(forms.items())[::3])
    for address, label in forms.items():
        tab = first.context.new_page()
        tab.goto(address)
        field(tab, label).fill(TYPED)
        tab.close()
    lost = []
    for address, label in forms.items():
        tab = first.context.new_page()
        tab.goto(address)
        try:
            expect(field(tab, label)).to_have_value(TYPED)
            expect(tab.locator("main")).to_contain_text("your draft is back")
        except AssertionError:
            lost.append(address)
        tab.close()
    assert lost == []


def test_what_is_typed_while_a_save_is_refused_stands(signed_in, demo):
    page, late = signed_in("lead@example.org"), []
    page.goto(f"{DESK}/outlets/add/")
    page.route("**/outlets/add/", lambda route: late.append(route) if not late else route.continue_())
    name, why = page.get_by_label("Name"), page.get_by_label(re.compile("^Why"))
    name.fill("  ")
    name.press("Control+Enter")
    why.press_sequentially(TYPED)
    late[0].continue_()
    expect(page.locator("#record-form .errorlist")).to_be_visible()
    expect(why).to_have_value(TYPED)
    expect(why).to_be_focused()  # not in the field with the error: the next letters belong here
    page.get_by_label("Kind").select_option("newspaper")
    name.fill("The Wire")
    name.press("Control+Enter")
    expect(page.locator("main h1")).to_contain_text("The Wire")


def test_who_types_before_the_draft_is_back_has_both(signed_in, demo):
    page, late = signed_in("lead@example.org"), []
    tab = page.context.new_page()
    tab.goto(f"{DESK}/people/add/")
    field(tab, "Name").fill(TYPED)
    field(tab, "Post").fill("Old")
    tab.close()
    page.route("**/drafts/?form=*", lambda route: late.append(route) if not late else route.continue_())
    page.goto(f"{DESK}/people/add/")
    field(page, "Post").press_sequentially("Mini")
    page.wait_for_timeout(1000)  # longer than it takes until a draft is kept: this one would take the other's place
    late[0].continue_()
    expect(field(page, "Name")).to_have_value(TYPED)
    page.keyboard.type("ster")
    expect(field(page, "Post")).to_have_value("Minister")
    expect(page.locator("main")).to_contain_text("your draft is back")


def test_a_draft_that_arrives_after_its_form_was_saved_does_not_come_back(signed_in, demo):
    page = signed_in("lead@example.org")
    late = []
    page.route("**/drafts/", lambda route: route.continue_() if late else late.append(route))
    page.goto(f"{DESK}/outlets/add/")
    with page.expect_request(lambda request: "/drafts/" in request.url and request.method == "POST"):
        page.get_by_label("Name").fill(TYPED)
    page.get_by_label("Name").press("Control+Enter")
    expect(page.locator("main")).to_contain_text(TYPED)
    with page.expect_response(
        lambda answer: "/drafts/" in answer.url and '"fields"\r\n\r\n[]' in answer.request.post_data
    ):
        late[0].continue_()
    assert not Draft.objects.exists()


def test_what_was_typed_a_moment_before_a_colleague_was_faster_survives_a_reload(signed_in, demo):
    page, waiting = signed_in("analyst@example.org"), f"{TALKS}/waiting/"
    page.goto(waiting)
    page.locator("main").get_by_role("link", name="Moves it").first.click()
    page.wait_for_url("**/revise/**")
    position = Position.objects.get(pk=re.search(r"/positions/(\d+)/", page.url)[1])
    make.reading(Membership.objects.get(user__email="lead@example.org"), position, None, stance="neutral")
    words = page.get_by_label("In our words")
    words.fill(TYPED)
    words.press("Control+Enter")
    expect(page.locator(".clash")).to_be_visible()
    with page.expect_response(lambda answer: '"again"' in (answer.request.post_data or "")):
        page.reload()
    expect(page.get_by_label("In our words")).to_have_value(TYPED)


def test_of_two_drafts_on_their_way_none_outlives_the_save(signed_in, demo):
    page = signed_in("lead@example.org")
    late = []
    page.route("**/drafts/", lambda route: route.continue_() if late else late.append(route))
    page.goto(f"{DESK}/outlets/add/")
    name = page.get_by_label("Name")
    with page.expect_request(lambda request: "/drafts/" in request.url and request.method == "POST"):
        name.fill(" ")
    name.press("Control+Enter")
    expect(page.locator("#record-form .errorlist")).to_be_visible()  # the form has been drawn anew
    name.fill(TYPED)
    page.wait_for_timeout(1000)  # longer than it takes until a draft is kept
    name.press("Control+Enter")
    expect(page.locator("main h1")).to_contain_text(TYPED)
    with page.expect_response(
        lambda answer: "/drafts/" in answer.url and '"fields"\r\n\r\n[]' in answer.request.post_data
    ):
        late[0].continue_()
    assert not Draft.objects.exists()


def test_a_text_brought_in_by_key_from_a_field_does_not_come_back_as_a_draft(signed_in, demo):
    page = signed_in("analyst@example.org")
    page.goto(f"{DESK}/documents/add/")
    page.get_by_label("Text", exact=True).fill(TYPED)
    page.get_by_label("Published").press_sequentially("5 July 2011")
    page.keyboard.press("Control+Enter")  # the field says that it changed when it goes with its form
    expect(page.locator("h1")).to_have_text(re.compile(TYPED))
    page.wait_for_timeout(1200)
    assert not Draft.objects.exists()


def test_a_note_that_comes_back_after_its_statement_was_weighed_is_not_kept_anew(signed_in, demo):
    page = signed_in("analyst@example.org")
    tab = page.context.new_page()
    tab.goto(f"{TALKS}/waiting/")
    tab.locator("[data-row] summary").first.click()
    tab.locator("[data-row] textarea").first.fill(TYPED)
    tab.close()
    late, drafts = [], []

    def hold(route):
        if '"again"' in (route.request.post_data or ""):
            late.append((route, route.fetch()))
        else:
            route.continue_()

    page.route("**/waiting/", hold)
    page.on("request", lambda request: drafts.append(request.post_data) if "/drafts/" in request.url else None)
    page.goto(f"{TALKS}/waiting/")
    row = page.locator(f"#{page.locator('[data-row]').first.get_attribute('id')}")
    row.locator("summary").click()
    while not late:
        page.wait_for_timeout(50)
    row.get_by_role("button", name="Supports").click()
    expect(row).to_have_count(0)
    with page.expect_response(lambda answer: '"again"' in (answer.request.post_data or "")):
        late[0][0].fulfill(response=late[0][1])
    page.locator("[data-row] summary").first.click()
    with page.expect_response(lambda answer: "/drafts/" in answer.url and answer.request.method == "POST"):
        page.locator("[data-row] textarea").first.fill("Another")
    assert [sent for sent in drafts if sent and TYPED in sent] == []


@pytest.mark.parametrize(("who", "where"), [("analyst", "waiting"), ("reviewer", "reviews")])
def test_a_note_in_a_list_is_back_when_it_is_unfolded_again(signed_in, demo, who, where):
    first = signed_in(f"{who}@example.org")
    for typed in ("", TYPED):
        tab = first.context.new_page()
        tab.goto(f"{TALKS}/{where}/")
        tab.locator("[data-row] summary").first.click()
        note = tab.locator("[data-row] textarea").first
        expect(note).to_be_focused()
        expect(note).to_have_value(typed)
        note.fill(TYPED)
        tab.close()


def test_who_was_signed_out_while_typing_signs_in_again_and_goes_on(signed_in, demo):
    page = signed_in("analyst@example.org")
    page.goto(f"{DESK}/outlets/add/")
    page.context.clear_cookies(name="sessionid")  # it has expired
    page.get_by_label("Name").fill(TYPED)
    expect(page.locator("#notice")).to_contain_text("You were signed out. What you typed is kept")
    page.get_by_label("Name").press("Control+Enter")
    page.get_by_label("E-mail").fill("analyst@example.org")
    page.get_by_label("Password").fill(make.PASSWORD)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/outlets/add/$"))
    expect(page.get_by_label("Name")).to_have_value(TYPED)
