"""What people come to do, from beginning to end, in a real browser on the demo dossier."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import make
from tracker.agenda.models import Negotiation
from tracker.annotations.models import Comment
from tracker.positions.models import Position

pytestmark = pytest.mark.django_db(transaction=True)

TALKS = "/w/demo/n/nato-russia-missile-defence"
NB = "\N{NO-BREAK SPACE}"


def test_an_analyst_goes_from_signing_in_to_a_summary_in_hand(demo, visit, sound, tmp_path):
    page = visit("/login/")
    page.get_by_label("E-mail").fill("analyst@example.org")
    page.get_by_label("Password").fill(make.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/n/nato-russia-missile-defence/"))

    # The widest gap in the grid.
    page.goto(f"{TALKS}/grid/?as_of=2011-07-05")
    page.get_by_role("link", name="Widest gap first").click()
    expect(page).to_have_url(re.compile("order=gap"))
    widest = page.locator("tbody tr").first
    expect(widest.locator(".issue-name")).to_contain_text("One system or two")
    expect(widest.locator(".spread")).to_contain_text(f"100{NB}%")

    # Side by side on three days, by the ruler and by the keys.
    widest.locator(".issue-name").click()
    expect(page).to_have_url(re.compile(r"/compare/\?party=nato&party=russia.*#"))
    section = page.locator("section.pair").first
    expect(section.locator(".verdict").first).to_have_text("Blocked")
    page.goto(f"{TALKS}/compare/?party=nato&party=russia&as_of=2010-11-22")
    expect(section.locator(".verdict").first).to_have_text("Bridgeable")
    page.goto(f"{TALKS}/compare/?party=nato&party=russia&as_of=2012-05-22&since=sochi-2011")
    expect(section.locator(".gapnum")).to_contain_text(f"50{NB}%")
    expect(page.locator(".standfirst")).to_contain_text("come closer")
    sound(page)

    # The quotation behind a verdict, in two clicks.
    page.goto(f"{TALKS}/compare/?party=nato&party=russia&as_of=2011-07-05")
    quote = page.locator("section.pair").first.locator(".quote").first
    words = quote.locator("blockquote").inner_text()
    quote.get_by_role("link", name="Statement").click()
    expect(page).to_have_url(re.compile("/statements/"))
    expect(page.locator("main")).to_contain_text(words.split(" … ")[0])
    page.locator("main a[href*='#excerpt-']").first.click()
    expect(page).to_have_url(re.compile("/documents/.*#excerpt-"))
    expect(page.locator("mark").first).to_be_visible()

    # Another reading of Russia's position, by keyboard from the position's page.
    page.goto(f"{TALKS}/compare/?party=nato&party=russia&as_of=2011-07-05")
    page.locator("section.pair").first.locator(".holds").nth(1).locator("a.opt").click()
    expect(page).to_have_url(re.compile("/positions/"))
    expect(page.locator("#discussion form.opening")).to_be_visible()
    page.keyboard.press("e")
    expect(page).to_have_url(re.compile("/revise/"))
    page.get_by_label("In force from").fill("30 June 2011 or so")
    page.get_by_label("In our words").fill("Sectors, but jointly run centres would be a beginning.")
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator("#revise-form .errorlist")).to_contain_text("We cannot read this as a date")
    expect(page.get_by_label("In our words")).to_have_value("Sectors, but jointly run centres would be a beginning.")
    sound(page)
    page.get_by_label("In force from").fill("5 July 2011")
    page.get_by_label("In force from").press("Control+Enter")
    expect(page).to_have_url(re.compile(r"/positions/\d+/(\?|$)"))
    expect(page.locator("#notice")).to_contain_text("The older reading stays in the history")
    expect(page.locator(".in-force")).to_contain_text("jointly run centres would be a beginning")

    # A word on it.
    discussion = page.locator("#discussion")
    discussion.get_by_label("Add to the discussion").fill("Is this *their* line, or **Rogozin's** own? <b>no html</b>")
    discussion.get_by_label("Add to the discussion").press("Control+Enter")
    said = page.locator("#discussion .comment").filter(has_text="<b>no html</b>")
    expect(said.locator("em")).to_have_text("their")
    sound(page)

    # The summary, downloaded and read back.
    page.goto(f"{TALKS}/export/?party=nato&party=russia&as_of=2011-07-05")
    summary = download(page, "Markdown", tmp_path).read_text()
    assert "jointly run centres would be a beginning" in summary
    assert "One system or two" in summary
    assert "Blocked" in summary
    table = download(page, "CSV", tmp_path).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(table.splitlines()))
    assert len({len(row) for row in rows}) == 1
    assert any("Russia" in row for row in rows)


def download(page, name, folder) -> Path:
    page.get_by_role("radio", name=re.compile(name)).check()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_two_people_on_one_position_lose_nothing(demo, signed_in, sound):
    first, second = signed_in("analyst@example.org"), signed_in("reviewer@example.org")
    first.goto(f"{TALKS}/grid/?as_of=2011-07-05")
    first.locator("tbody tr:not(.branch)").first.locator("td").nth(1).locator("a.says").click()
    first.wait_for_url("**/positions/**")
    address = first.url.split("?")[0] + "revise/"
    for page in (first, second):
        page.goto(address)
        page.get_by_label("In force from").fill("6 July 2011")
    first.get_by_label("In our words").fill("What the first of two wrote.")
    second.get_by_label("In our words").fill("What the second of two wrote.")
    first.get_by_label("In our words").press("Control+Enter")
    first.wait_for_url(re.compile(r"/positions/\d+/(\?|$)"))

    second.get_by_label("In our words").press("Control+Enter")
    expect(second.locator(".clash")).to_contain_text("What the first of two wrote.")
    expect(second.get_by_label("In our words")).to_have_value("What the second of two wrote.")
    sound(second)
    second.get_by_role("button", name="Save mine on top").click()
    second.wait_for_url(re.compile(r"/positions/\d+/(\?|$)"))
    expect(second.locator(".timeline")).to_contain_text("What the first of two wrote.")
    expect(second.locator(".timeline")).to_contain_text("What the second of two wrote.")


def test_two_clicks_are_one_wish(demo, signed_in):
    page = signed_in("lead@example.org")
    page.goto("/w/demo/negotiations/open/")
    page.get_by_label("Title").fill("Clicked twice")
    page.locator("main form button.main").dblclick()
    expect(page.locator("main h1")).to_contain_text("Clicked twice")
    page.goto(f"/w/demo/positions/{Position.objects.first().pk}/discussion/")
    page.get_by_label("Add to the discussion").fill("Said once.")
    page.get_by_role("button", name="Comment", exact=True).dblclick()
    expect(page.locator("main")).to_contain_text("Said once.")
    page.wait_for_timeout(500)  # for a second one to arrive
    assert Negotiation.objects.filter(title="Clicked twice").count() == 1
    assert Comment.objects.filter(text="Said once.").count() == 1
    page.get_by_label("Add to the discussion").fill("And once more.")
    page.get_by_label("Add to the discussion").press("Control+Enter")
    expect(page.locator("main")).to_contain_text("And once more.")


def test_what_was_refused_looks_wrong_until_it_is_changed(demo, signed_in, sound):
    page = signed_in("analyst@example.org")
    page.goto("/w/demo/people/add/")
    page.get_by_label("Post").fill("Envoy")
    page.get_by_label("From").fill("some day")
    page.get_by_role("button", name="Add").click()
    wrong = page.locator("#record-form .field.bad:has(.errorlist):has([aria-invalid])")
    expect(wrong).to_have_count(3)
    page.get_by_label("Name", exact=True).fill("Li Xi")
    expect(wrong).to_have_count(2)
    page.get_by_label("Speaks for").select_option("Russia")
    expect(wrong).to_have_count(1)
    page.get_by_label("From").fill("another day")
    expect(page.locator("#record-form :is(.bad, .errorlist, [aria-invalid])")).to_have_count(0)
    sound(page)
    page.get_by_role("button", name="Add").click()
    expect(wrong.get_by_label("From")).to_have_value("another day")


def test_reading_and_writing_need_no_script(demo, signed_in):
    page = signed_in("analyst@example.org", java_script_enabled=False)
    page.goto(f"{TALKS}/grid/?as_of=2011-07-05")
    page.get_by_role("link", name="Widest gap first").click()
    page.locator("tbody tr:not(.branch)").first.locator("td").nth(1).locator("a.says").click()
    page.get_by_role("link", name="Show the discussion").click()
    page.get_by_label("Add to the discussion").fill("Written without a script.")
    page.get_by_role("button", name="Comment").click()
    expect(page.locator("main")).to_contain_text("Written without a script.")
    page.goto(f"{TALKS}/grid/?as_of=2011-07-05")
    page.locator("tbody tr:not(.branch)").first.locator("td").nth(1).locator("a.says").click()
    page.get_by_role("link", name=re.compile("Revise")).click()
    page.get_by_label("In force from").fill("5 July 2011")
    page.get_by_label("In our words").fill("Saved without a script.")
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator("main")).to_contain_text("Saved without a script.")


def test_the_keys_move_through_time_and_say_what_they_are(demo, signed_in):
    page = signed_in("reader@example.org")
    page.goto(f"{TALKS}/grid/?as_of=2011-07-05")
    page.keyboard.press("[")
    expect(page.locator("h1")).to_contain_text("4 July 2011")
    page.keyboard.press("]")
    expect(page.locator("h1")).to_contain_text("8 December 2011")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Later meeting")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("c")
    expect(page).to_have_url(re.compile("/compare/"))


def test_an_analyst_weighs_what_waits_with_one_key_each(demo, signed_in, sound):
    page = signed_in("analyst@example.org")
    page.goto(f"{TALKS}/waiting/?as_of=2011-07-05")
    rows, count = page.locator("[data-row]"), page.locator(".tabs a[aria-current] .count")
    number = rows.count()
    page.keyboard.press("s")  # with no statement chosen a key only chooses the first
    expect(rows.first).to_be_focused()
    expect(rows).to_have_count(number)
    first, second = rows.nth(0).get_attribute("id"), rows.nth(1).get_attribute("id")
    page.keyboard.press("n")
    page.keyboard.type("Said in passing.")  # no letter of it is a key
    page.locator(f"#{first}").focus()
    page.keyboard.press("2")
    expect(page.locator(f"#{first}")).to_have_count(0)
    expect(page.locator(f"#{second}")).to_be_focused()
    expect(count).to_have_text(str(number - 1))
    expect(page.locator("#notice")).to_contain_text("Qualifies what we hold of")
    sound(page)
    page.wait_for_timeout(300)  # the notice is said anew once the page is there
    page.keyboard.press("z")
    expect(page.locator(f"#{first}")).to_be_focused()
    expect(count).to_have_text(str(number))

    # One that moves it: the form filled in, saved, and back here.
    page.locator(f"#{first}").focus()
    page.keyboard.press("4")
    expect(page).to_have_url(re.compile(r"/revise/\?statement="))
    expect(page.locator("#id_summary")).not_to_be_empty()


def test_a_reviewer_works_through_the_queue_by_keyboard(demo, signed_in):
    page = signed_in("reviewer@example.org")
    page.goto(f"{TALKS}/reviews/")
    rows = page.locator("[data-row]")
    number = rows.count()
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(rows).to_have_count(number - 1)
    expect(page.locator("#notice")).to_contain_text("Approved: ")
    page.locator("#notice").get_by_role("link", name="Undo").click()
    expect(rows).to_have_count(number)
    expect(rows.first.locator(".state")).to_contain_text("Questioned")


def test_a_lead_puts_the_agenda_in_order_by_keys_and_by_dragging(demo, signed_in, sound):
    page = signed_in("lead@example.org")
    page.goto(f"{TALKS}/issues/arrange/")
    rows, last = page.locator("#arrange [data-row]"), page.locator("#arrange [data-row]").last.get_attribute("id")
    handle = page.locator(f"#{last} [data-handle]")
    handle.focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(rows.last).not_to_have_id(last)
    expect(handle).to_be_focused()
    sound(page)
    page.locator("#notice").get_by_role("link", name="Undo").click()
    expect(rows.last).to_have_id(last)

    first = rows.first.bounding_box()
    handle.hover()
    page.mouse.down()
    page.mouse.move(first["x"] + 20, first["y"] + 2, steps=5)
    page.mouse.up()
    expect(rows.first).to_have_id(last)


@pytest.mark.parametrize("width", [1440, 390])
def test_the_menus_open_and_close_by_keyboard_and_fit(demo, signed_in, sound, width):
    page = signed_in("lead@example.org", viewport={"width": width, "height": 844}, has_touch=width < 500)
    page.goto("/w/demo/parties/")
    for name in ("Desk", "MK"):
        summary = page.locator("header summary", has_text=name)
        summary.focus()
        page.keyboard.press("Enter")
        menu = page.locator("details[open] .pop")
        box = menu.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        sound(page)
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(menu).to_be_hidden()
        expect(summary).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    sound(page)


def test_a_note_on_two_parties_is_undone_from_where_it_was_saved(demo, signed_in):
    page = signed_in("analyst@example.org")
    page.goto(f"{TALKS}/compare/?party=nato&party=russia&as_of=2012-05-22")
    page.get_by_role("link", name="Add our note on the two").first.click()
    page.get_by_label("What they share or what divides them, in your words").fill("Both mean the same by it.")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator("#pairs")).to_contain_text("Both mean the same by it.")
    page.wait_for_timeout(300)  # the notice is said anew once the page is there
    page.locator("#notice").get_by_role("link", name="Undo").click()
    expect(page.locator("#notice")).to_contain_text("Undone.")
    expect(page).to_have_url(re.compile("/compare/"))
    expect(page.locator("#pairs")).not_to_contain_text("Both mean the same by it.")
