"""The grid by hand: found by keyboard, edited where it stands, and of any size."""

import re

import pytest
from playwright.sync_api import expect

from tests import make
from tracker.accounts.models import Membership
from tracker.agenda.models import Negotiation
from tracker.positions.models import Reading

pytestmark = pytest.mark.django_db(transaction=True)
GRID = "/w/demo/n/nato-russia-missile-defence/grid/?as_of=2011-07-05"
NB = "\N{NO-BREAK SPACE}"


def focused(page):
    """The id of the cell that has the focus."""
    return page.evaluate("document.activeElement.closest('td, th, tr')?.id ?? ''")


def test_the_widest_gap_and_its_walls_are_found_with_the_keyboard_alone(demo, signed_in, sound):
    page = signed_in("reader@example.org")
    page.goto(GRID)
    page.keyboard.press("w")
    expect(page).to_have_url(re.compile("order=gap"))
    first = page.locator("tbody tr").first
    expect(first.locator(".spread")).to_contain_text(f"100{NB}%")
    page.get_by_role("link", name="1 member").focus()
    page.keyboard.press("Tab")  # the grid itself is one stop
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "architecture--russia"
    expect(page).to_have_url(re.compile("#architecture--russia"))
    expect(page.locator(":focus").locator("xpath=ancestor::td")).to_contain_text("Red line")
    page.keyboard.press("Space")
    expect(page.locator(".peek blockquote")).to_be_visible()
    sound(page)
    page.keyboard.press("Escape")
    expect(page.locator(".peek")).to_have_count(0)


def test_a_cell_is_edited_where_it_stands_and_only_it_changes(demo, signed_in, sound):
    page = signed_in("analyst@example.org")
    page.goto(f"{GRID}#architecture--nato")
    expect(page.locator("#architecture--nato a.says")).to_be_focused()
    other = page.locator("#architecture--russia").element_handle()
    gap = page.locator("#architecture .spread b").inner_text()
    page.keyboard.press("Enter")
    form = page.locator(".short-form")
    expect(form.get_by_label("On the scale")).to_be_focused()
    sound(page)
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(page.locator("#architecture--nato a.says")).to_be_focused()
    page.keyboard.press("Enter")
    form.get_by_label("On the scale").select_option(label="Two systems, planned together")
    form.get_by_label("In our words").fill("Planned together after all.")
    page.keyboard.press("Control+Enter")
    cell = page.locator("#architecture--nato")
    expect(cell.locator(".says")).to_contain_text("Two systems, planned together")
    expect(cell.locator("a.says")).to_be_focused()
    expect(page.locator("#architecture .spread b")).not_to_have_text(gap)
    assert other.evaluate("element => element.isConnected")
    assert Reading.objects.order_by("-recorded_at").first().summary == "Planned together after all."


def test_what_was_typed_into_a_cell_that_was_left_is_there_when_it_is_opened_again(demo, signed_in):
    page = signed_in("analyst@example.org")
    page.goto(f"{GRID}#architecture--nato")
    expect(page.locator("#architecture--nato a.says")).to_be_focused()
    page.keyboard.press("Enter")
    words = page.locator(".short-form").get_by_label("In our words")
    with page.expect_response(lambda answer: "/drafts/" in answer.url and answer.request.method == "POST"):
        words.fill("Half a thought")
        page.keyboard.press("Escape")
    expect(words).to_have_count(0)
    page.keyboard.press("Enter")
    expect(words).to_have_value("Half a thought")


def test_columns_are_chosen_put_in_order_and_folded(demo, signed_in, sound):
    page = signed_in("reader@example.org")
    page.goto(GRID)
    page.get_by_text("Columns", exact=True).click()
    panel = page.get_by_role("form", name="Columns")
    sound(page)
    panel.get_by_role("button", name="Russia one column to the left").click()
    panel.get_by_role("checkbox", name="United States").uncheck()
    panel.get_by_role("button", name="Show").click()
    heads = page.locator("thead th bdi")
    expect(heads).to_have_text(["Russia", "NATO"])
    expect(page).to_have_url(re.compile("party=russia&party=nato"))
    page.reload()
    expect(heads).to_have_text(["Russia", "NATO"])
    page.goto(GRID)
    page.get_by_role("link", name="1 member").click()
    expect(heads).to_have_text(["NATO", "Russia"])
    page.get_by_role("link", name="1 The shield").click()
    expect(page.locator("#architecture")).to_have_count(0)


def test_cells_come_as_they_are_scrolled_to_and_an_address_leads_to_one_that_has_not(demo, signed_in, sound):
    by = Membership.objects.get(workspace__slug="demo", role="lead")
    talks = Negotiation.objects.get()
    parties = [make.party(by, f"Delegation {n}") for n in range(34)]
    issues = [make.issue(by, talks, f"Question {n}") for n in range(42)]
    for party in parties:
        make.positions.seat(talks, party, by=by)
    make.reading(by, make.position(parties[-1], issues[-1]), 50, "1 July 2011", summary="At the very end.")
    page = signed_in("reader@example.org")
    page.goto(GRID)
    end = page.locator("#question-41--delegation-33")
    expect(end).to_have_count(0)
    page.locator(".sheet").evaluate("sheet => sheet.scrollTo(sheet.scrollWidth, sheet.scrollHeight)")
    expect(end).to_contain_text("Joint centres")
    page.goto(f"{GRID}&cells=dense#question-41--delegation-33")
    page.reload()
    expect(end.locator("a.says")).to_be_focused()
    sound(page)
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "question-41--delegation-32"


def test_what_is_narrowed_stays_so_on_another_day_and_what_is_saved_in_place_can_be_undone(demo, signed_in):
    page = signed_in("analyst@example.org")
    page.goto(GRID)
    page.get_by_label("Firm red lines").check()
    expect(page).to_have_url(re.compile("show=walls"))
    page.get_by_label("As of").fill("31 May 2012")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("as_of=31"))
    expect(page).to_have_url(re.compile("show=walls"))
    cell = page.locator("#architecture--nato")
    cell.hover()
    cell.get_by_role("button", name="Edit here: NATO").click()
    page.locator(".short-form").get_by_label("In our words").fill("In other words.")
    before = Reading.objects.count()
    page.keyboard.press("Control+Enter")
    notice = page.locator("#notice")
    expect(notice).to_contain_text("Saved.")
    assert Reading.objects.count() == before + 1
    notice.get_by_role("link", name="Undo").click()
    expect(notice).to_contain_text("Undone.")
    expect(page).to_have_url(re.compile("/grid/"))
