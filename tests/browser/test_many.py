"""Many statements at once, by hand: chosen by key and by range, changed after a preview, and back."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tracker.statements.models import Statement

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/w/demo/statements/"


@pytest.mark.parametrize("width", [1440, 390])
def test_a_lead_gives_several_statements_another_meeting(demo, signed_in, sound, width):
    page = signed_in("lead@example.org")
    page.goto(LIST)
    page.set_viewport_size({"width": width, "height": 1600})  # nothing half hidden by the bar at the foot
    boxes, count = page.locator("input[name=chosen]"), page.locator("[data-chosen]")
    boxes.nth(0).click()
    boxes.nth(2).click(modifiers=["Shift"])
    expect(count).to_have_text("3")
    if width == 1440:
        page.get_by_label("Choose all on this page").check()
        expect(count).to_have_text(str(boxes.count()))
    else:
        page.keyboard.press("x")
        expect(count).to_have_text("2")
        page.get_by_label("all shown", exact=True).check()
        expect(count).to_have_text(str(boxes.count()))
    page.keyboard.press("j")
    sound(page)
    chosen = int(count.inner_text())
    page.get_by_role("button", name="Change those chosen").click()
    page.get_by_label("Meeting").select_option(label="none")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".standfirst")).to_contain_text("Nothing is saved yet.")
    expect(page.locator(".many-rows tbody tr")).to_have_count(chosen)
    sound(page)
    before = Statement.objects.filter(meeting=None).count()
    page.locator(".many .btn.main").click()
    expect(page.locator("#notice")).to_contain_text("changed.")
    expect(page).to_have_url(LIST)
    assert Statement.objects.filter(meeting=None).count() > before
    page.goto(page.locator("#notice .undo").get_attribute("href"))
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#notice")).to_contain_text("Undone.")
    assert Statement.objects.filter(meeting=None).count() == before


def test_a_list_goes_out_with_who_may_read_it_and_the_wishes_of_the_page(demo, signed_in, sound):
    page = signed_in("lead@example.org")
    page.goto(f"{LIST}?holder=nato")
    page.get_by_text("Export these").click()
    page.get_by_label("Handling").fill("TLP:AMBER")
    sound(page)
    with page.expect_download() as found:
        page.get_by_role("button", name="Markdown").click()
    words = Path(found.value.path()).read_text()
    assert words.startswith("**TLP:AMBER**") and "Those that fit: " in words and "NATO" in words
