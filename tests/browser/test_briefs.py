"""A brief is made, refused, mended, issued; the next edition names what moved since; a link shows it outside."""

import re

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.conftest import settle
from tracker.accounts.models import Membership
from tracker.briefs.models import Edition
from tracker.positions.models import Position

pytestmark = pytest.mark.django_db(transaction=True)

TALKS = "/w/demo/n/nato-russia-missile-defence"


def test_a_note_is_written_refused_mended_issued_and_the_second_edition_names_the_change(
    demo, signed_in, visit, sound, picture
):
    page = signed_in("analyst@example.org")
    page.goto(f"{TALKS}/grid/")
    page.keyboard.press("g")
    page.keyboard.press("b")
    expect(page.get_by_text("No brief yet")).to_be_visible()
    sound(page)
    picture(page, "briefs-none")
    page.get_by_role("link", name="One-page note").click()
    page.get_by_label("Title").fill("After Sochi")
    page.get_by_label("As of").fill("5 July 2011")
    page.get_by_label("Handling").fill("TLP:AMBER")
    page.get_by_label("Compared with").select_option("lisbon-2010")
    sound(page)
    picture(page, "briefs-make")
    page.get_by_role("button", name="Make").click()
    expect(page.get_by_role("heading", level=1, name="After Sochi")).to_be_visible()
    settle(page)
    sound(page)
    picture(page, "brief-new", full_page=True)

    page.get_by_role("link", name="Edit Text").click()
    page.get_by_role("textbox", name="Words").fill("They will possibly agree in Chicago.\n\nRussia wants one system")
    page.get_by_text("Statements to cite").click()
    page.locator("[data-cite]").first.click()
    expect(page.get_by_role("textbox", name="Words")).to_have_value(re.compile(r"one system \[S\d+\]$"))
    settle(page)
    sound(page)
    picture(page, "brief-text", full_page=True)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("“possibly” is not on the scale")).to_be_visible()
    expect(page.locator(".a4")).to_contain_text("Assessment: They will possibly agree in Chicago.")
    settle(page)
    sound(page)
    picture(page, "brief-off-scale", full_page=True)

    reviewer = signed_in("reviewer@example.org")
    reviewer.goto(page.url)
    expect(reviewer.get_by_role("link", name="Issue edition 1")).to_have_count(0)
    reviewer.goto(f"{page.url}issue/")
    reviewer.get_by_role("button", name="Issue").click()
    expect(reviewer.get_by_text("“possibly” is not on the scale")).to_be_visible()

    page.get_by_role("link", name="Edit Text").click()
    page.get_by_role("textbox", name="Words").fill("They are unlikely to agree in Chicago.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".a4")).to_contain_text("Assessment: They are unlikely to agree in Chicago.")
    expect(page.locator(".a4")).to_contain_text("How to read likelihood and confidence")
    page.get_by_role("button", name="Later: Text").click()
    expect(page.locator("#notice")).to_contain_text("Moved.")
    expect(page.locator(".blocks h3").first).to_have_text("At a glance")

    reviewer.goto(page.url)
    reviewer.get_by_role("link", name="Issue edition 1").click()
    sound(reviewer)
    reviewer.get_by_role("button", name="Issue").click()
    expect(reviewer.get_by_text("It stays as it is, whatever changes on record.")).to_be_visible()
    expect(reviewer.locator("#edition-files")).to_contain_text("Being made: Markdown, Word, PDF and HTML.")
    sound(reviewer)
    picture(reviewer, "edition-files-made", full_page=True)
    make.files_of(Edition.objects.get())
    expect(reviewer.get_by_role("link", name="PDF, after-sochi_edition-1.pdf")).to_be_visible()  # without a reload
    settle(reviewer)
    sound(reviewer)
    picture(reviewer, "edition", full_page=True)
    first = reviewer.url

    russia = Position.objects.get(party__slug="russia", issue__title="One system or two")
    lead = Membership.objects.get(user__email="lead@example.org")
    said = make.statement(lead, russia.issue, russia.party, said="5 July 2011", value=60)
    make.reading(lead, russia, 60, "5 July 2011", evidence=[said])

    page.reload()
    expect(page.locator(".a4")).to_contain_text("Changed since edition 1")
    expect(page.locator(".a4")).to_contain_text("One system or two: Russia stands")
    settle(page)
    sound(page)
    picture(page, "brief-changed", full_page=True)
    reviewer.goto(page.url)
    reviewer.get_by_role("link", name="Issue edition 2").click()
    expect(reviewer.get_by_role("heading", level=1, name="Issue edition 2")).to_be_visible()
    reviewer.keyboard.press("Control+Enter")  # as its button says, wherever one is on the page
    expect(reviewer.locator(".a4")).to_contain_text("Changed since edition 1")
    reviewer.goto(first)
    expect(reviewer.locator(".a4")).not_to_contain_text("Changed since edition 1")

    reviewer.get_by_role("link", name="Make a link to it").click()
    settle(reviewer)
    sound(reviewer)
    reviewer.get_by_role("button", name="Make the link").click()
    address = reviewer.get_by_label("The link").input_value()
    sound(reviewer)
    picture(reviewer, "share")
    outside = visit(address)
    expect(outside.locator(".a4")).to_contain_text("They are unlikely to agree in Chicago.")
    expect(outside.locator("body")).to_contain_text("TLP:AMBER")
    assert outside.locator("a[href^='/w/']").count() == 0
    sound(outside)
    picture(outside, "shared", full_page=True)
    with outside.expect_download() as taken:
        outside.get_by_role("link", name="Word").click()
    assert taken.value.suggested_filename == "after-sochi_edition-1.docx"


def test_what_is_typed_survives_a_closed_tab_and_moving_keeps_the_focus(demo, signed_in):
    lead = Membership.objects.get(user__email="lead@example.org")
    brief = make.brief(lead, Position.objects.first().issue.negotiation)
    here = brief.get_absolute_url()
    page = signed_in("analyst@example.org")
    page.goto(here)
    page.get_by_role("link", name="Edit Text").click()
    page.get_by_role("textbox", name="Words").fill("Half a sentence")
    expect(page.locator(".kept")).to_contain_text("Draft kept")
    page.close(run_before_unload=False)

    again = signed_in("analyst@example.org")
    again.goto(f"{here}blocks/{brief.blocks.first().pk}/")
    expect(again.get_by_text("your draft is back")).to_be_visible()
    expect(again.get_by_role("textbox", name="Words")).to_have_value("Half a sentence")
    again.get_by_role("button", name="Save").click()
    expect(again.locator(".a4")).to_contain_text("Assessment: Half a sentence")

    again.get_by_role("button", name="Later: Text").focus()
    again.keyboard.press("Enter")
    expect(again.locator(".blocks h3").nth(1)).to_have_text("Text")
    expect(again.get_by_role("button", name="Later: Text")).to_be_focused()
    again.get_by_role("button", name="Remove At a glance").click()
    expect(again.locator(".blocks h3")).to_have_count(2)
    again.get_by_role("link", name="Undo").click()
    expect(again.locator(".blocks h3")).to_have_count(3)


LOOKS = """sheet => {
    const size = of => parseFloat(getComputedStyle(sheet.querySelector(`:scope > ${of}`)).fontSize);
    const ground = sheet.querySelector("figure > svg > rect");
    return {
        sizes: ["h2", "h3", "h4", "h5", ".p-plain"].map(size),
        grounds: [getComputedStyle(ground).fill, getComputedStyle(sheet).backgroundColor],
    };
}"""


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 1440), ("dark", 390)])
def test_headings_of_the_sheet_are_in_order_and_charts_stand_on_its_ground(demo, signed_in, sound, scheme, width):
    lead = Membership.objects.get(user__email="lead@example.org")
    talks = Position.objects.first().issue.negotiation
    brief = make.brief(lead, talks, template="full", as_of=make.when("5 July 2011").last, text="# One\n\nWhat then?")
    page = signed_in("analyst@example.org", color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(f"{brief.get_absolute_url()}blocks/{brief.blocks.first().pk}/")
    found = page.locator(".a4").evaluate(LOOKS)
    *headings, body = found["sizes"]
    assert headings == sorted(headings, reverse=True) and headings[-1] >= body
    assert len(set(headings)) == len(headings)
    assert len(set(found["grounds"])) == 1
    column, open_block = (page.locator(each).bounding_box() for each in (".blocks", ".blocks > .open"))
    assert (open_block["x"], open_block["width"]) == (column["x"], column["width"])
    sound(page)
