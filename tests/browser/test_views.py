"""What an analyst has narrowed the grid to is kept, and a reader opens it."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import settle

pytestmark = pytest.mark.django_db(transaction=True)

TALKS = "/w/demo/n/nato-russia-missile-defence"


def issues(page):
    return page.locator("table.grid tbody th[scope=row]").all_inner_texts()


def test_an_analyst_saves_the_grid_as_it_is_narrowed_and_a_reader_sees_the_same_rows(demo, signed_in, sound, picture):
    page = signed_in("analyst@example.org")
    page.goto(f"{TALKS}/grid/?as_of=2011-07-05")
    every = issues(page)
    page.get_by_label("Order").select_option(label="Widest gap")
    page.wait_for_url("**order=gap**")
    settle(page)
    page.get_by_label("Firm red lines").check()
    page.wait_for_url("**show=walls**")
    settle(page)
    kept = issues(page)
    assert 0 < len(kept) < len(every)
    page.locator("summary", has_text="Views").click()
    sound(page)
    picture(page, "views-none")
    page.get_by_role("link", name="Save this view").click()
    expect(page.get_by_text("Order: Widest gap. Only: Firm red lines.")).to_be_visible()
    page.get_by_label("Name").fill("Red lines at Sochi")
    page.get_by_label("For all members").check()
    sound(page)
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator("#notice")).to_contain_text("Saved under “Views”.")
    assert issues(page) == kept

    reader = signed_in("reader@example.org")
    reader.goto(f"{TALKS}/compare/")
    reader.locator("summary", has_text="Views").click()
    sound(reader)
    picture(reader, "views-menu")
    reader.get_by_role("link", name="Red lines at Sochi").click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("5 July 2011")
    assert issues(reader) == kept
