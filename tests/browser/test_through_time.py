"""Positions through time: what may be a move becomes one, a slip is corrected, undone and told, a pledge is kept."""

import re

import pytest
from playwright.sync_api import expect

from tests import make
from tracker.accounts.models import Membership
from tracker.positions.models import Position
from tracker.statements.operations import Reported

pytestmark = pytest.mark.django_db(transaction=True)

TALKS = "/w/demo/n/nato-russia-missile-defence"
NB = "\N{NO-BREAK SPACE}"
WORDS = "Russia could live with two shields, if both were run from one centre."


@pytest.fixture
def heard(demo):
    """A statement of Russia's of 25 May 2012 that lies far from what we hold."""
    by = Membership.objects.get(user__email="analyst@example.org")
    position = Position.objects.get(party__slug="russia", issue__slug="architecture")
    return make.statement(
        by, position.issue, position.party, value=70, said="25 May 2012", words=WORDS, reports=[Reported("verbatim")]
    )


def test_what_may_be_a_move_is_confirmed_with_a_reason_and_stands_in_the_record_of_movement(heard, signed_in, sound):
    page = signed_in("analyst@example.org")
    page.goto(f"{TALKS}/movement/?as_of=2012-05-31")
    proposed = page.locator("section:has(#proposed) li", has_text=WORDS)
    expect(proposed).to_contain_text(f"35{NB}% of the scale above what we hold")
    sound(page)
    proposed.get_by_role("link", name="It moves the position").click()
    expect(page.get_by_label("In our words")).to_have_value(WORDS)
    expect(page.get_by_label("In force from")).to_have_value("25 May 2012")
    page.get_by_label("What changed").select_option("softened")
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator("#revise-form")).to_contain_text("55")  # beyond the red line that was assumed: it is gone
    page.locator("#id_high").fill("80")
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator("#notice")).to_contain_text("Undo")
    page.goto(f"{TALKS}/movement/?as_of=2012-05-31")
    expect(page.locator("#proposed")).to_have_count(0)
    newest = page.locator(".moves tbody tr").first
    expect(newest).to_contain_text("Softened")
    expect(newest).to_contain_text(f"35{NB}% of the scale")
    expect(newest.get_by_role("link", name=WORDS)).to_be_visible()
    expect(newest).to_contain_text("Recorded by Jonas Weber")

    # From change to change by key, on any page: back to before it, and on to it again.
    page.goto(f"{TALKS}/issues/architecture/?as_of=2012-05-31")
    page.keyboard.press("{")
    expect(page).to_have_url(re.compile("architecture/.*as_of=2012-05-25"))
    page.keyboard.press("{")
    expect(page).to_have_url(re.compile("as_of=2012-05-20"))
    page.keyboard.press("}")
    expect(page).to_have_url(re.compile("as_of=2012-05-25"))
    expect(page.locator(".history a[aria-label*='70']").first).to_be_attached()


def test_a_slip_is_corrected_seen_on_demand_and_taken_back(demo, signed_in, sound):
    page = signed_in("analyst@example.org")
    position = Position.objects.get(party__slug="russia", issue__slug="architecture")
    page.goto(f"/w/demo/positions/{position.pk}/?as_of=2012-05-31")
    page.get_by_role("link", name="Correct", exact=True).first.click()
    page.get_by_label("In our words").fill("They meant sectors, as before.")
    page.get_by_role("radio", name="One system, divided into sectors").check()
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator(".in-force")).to_contain_text("One system, divided into sectors")
    expect(page.locator(".timeline")).to_contain_text("Corrected")

    page.goto(f"{TALKS}/issues/architecture/?as_of=2012-05-31")
    expect(page.locator("circle.slip")).to_have_count(0)
    page.get_by_role("link", name="Show what was corrected").click()
    expect(page.locator("circle.slip")).not_to_have_count(0)
    expect(page.get_by_role("link", name=re.compile("corrected or withdrawn: hide"))).to_be_visible()
    sound(page)

    # As known before, the slip still stands; undone, it stands again now as well.
    page.goto(f"/w/demo/positions/{position.pk}/?as_of=2012-05-31&known_at=2012-06-30")
    expect(page.locator(".in-force")).to_contain_text("One system, run together")
    page.goto(f"/w/demo/positions/{position.pk}/?as_of=2012-05-31")
    page.get_by_role("link", name="History").first.click()
    page.locator("li[id^=change-] .acts a").first.click()
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page.locator("#notice")).not_to_be_empty()
    page.goto(f"/w/demo/positions/{position.pk}/?as_of=2012-05-31")
    expect(page.locator(".in-force")).to_contain_text("One system, run together")


def test_what_became_of_a_pledge_is_told_once_and_stands_from_its_day_on(demo, signed_in, sound):
    page = signed_in("analyst@example.org")
    page.goto(f"{TALKS}/pledges/?as_of=2016-01-31")
    row = page.locator("tr", has_text="The S-500 enters service")
    expect(row).to_contain_text("Overdue")
    row.get_by_role("link", name="Say what became of it").click()
    page.get_by_role("radio", name="Broken").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".errorlist")).to_contain_text("Say on which day")
    page.get_by_label("On which day").fill("31 December 2015")
    page.get_by_role("button", name="Save").click()
    expect(row).to_contain_text("Broken 31 Dec 2015")
    expect(page.locator("tr", has_text="Dmitry Rogozin").last).to_contain_text(f"33{NB}%")
    sound(page)
    page.goto(f"{TALKS}/pledges/?as_of=2015-12-30")
    expect(row).to_contain_text("Open")
