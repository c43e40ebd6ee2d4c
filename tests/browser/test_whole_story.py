"""A desk at work, from an empty table to a Word file in hand: four people, each in a browser of their own."""

import re

import docx
import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.hands import select

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "SOCHI, 4 July. Russia wants one system, divided into sectors, its foreign minister said, and only if it is "
    "promised in writing that the system is not aimed at it. NATO, he added, wants two systems and will never let "
    "others defend its territory.\n\n"
    "Both would begin with a joint centre that exchanges data, the two delegations said in a common statement."
)
ISSUES = {
    "One system or two": "0 One system, divided into sectors\n50 Joint centres\n100 Two systems that cooperate",
    "Guarantees": "0 None\n100 A treaty",
    "Data": "0 None is exchanged\n100 All of it, at once",
    "Inspections": "0 None\n100 Without notice",
}


def save(page):
    page.keyboard.press("Control+Enter")


def said(page):
    return page.locator("#notice")


@pytest.mark.long  # each part of it is a journey of its own
def test_a_desk_goes_from_an_empty_table_to_a_summary_in_word(transactional_db, visit, signed_in, sound, tmp_path):
    space = make.workspace("desk")
    make.member(space, "lead", email="marta@example.org", name="Marta Kowalska")
    make.member(space, "reviewer", email="ines@example.org", name="Ines Duarte")
    make.member(space, "reader", email="samuel@example.org", name="Samuel Adeyemi")
    marta, ines, samuel = (signed_in(f"{name}@example.org") for name in ("marta", "ines", "samuel"))

    opens_the_negotiation(marta)
    ana = comes_in(visit, invited_by(marta), sound)
    brings_in_the_text(ana)
    records_what_was_said(ana, sound)
    weighs_it(ana, sound)
    reviews_it(ines, sound)
    answers_and_thinks_better_of_it(ana)
    brings_it_back(marta)
    for reader in (marta, ines, ana, samuel):
        sees_it_side_by_side(reader)
    sound(samuel)
    reads_it_in_word(samuel, tmp_path)


# The lead -------------------------------------------------------------------------------------------------------------
def opens_the_negotiation(page):
    """Three parties, four issues with worded options, two meetings."""
    page.goto("/")
    page.get_by_role("link", name=re.compile("^Open (a|the first) negotiation")).first.click()
    page.get_by_label("Title").fill("Missile defence")
    save(page)
    expect(said(page)).to_contain_text("Opened. Now seat the parties.")
    expect(page.locator("h1")).to_be_focused()
    for name, kind in {"NATO": "Alliance", "Russia": "State", "United States": "State"}.items():
        page.get_by_role("link", name=re.compile("^Seat (a|the first) party")).first.click()
        page.get_by_label("Name of a new party").fill(name)
        page.get_by_label("Kind of the new party").select_option(label=kind)
        save(page)
        expect(page.locator("#seats")).to_contain_text(name)
    for name, held in {"Sochi session": "4 July 2011", "Chicago summit": "20-21 May 2012"}.items():
        page.get_by_role("link", name="Add a meeting").click()
        page.get_by_label("Name").fill(name)
        page.get_by_label("When").fill(held)
        save(page)
        expect(page.locator("main")).to_contain_text(name)
    page.get_by_role("link", name="Agenda").click()
    for title, options in ISSUES.items():
        page.get_by_role("link", name=re.compile("^Add (an|the first) issue")).first.click()
        page.get_by_label("Title").fill(title)
        page.get_by_label("Options").fill(options)
        save(page)
        expect(page.locator("main .agenda")).to_contain_text(title)


def invited_by(page):
    page.goto("/w/desk/members/")
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("Analyst").check()
    page.get_by_role("button", name="Make the link").click()
    return page.get_by_label("The link").input_value()


def brings_it_back(page):
    """The comment that its author removed."""
    page.goto("/w/desk/n/missile-defence/grid/")
    page.get_by_role("link", name=re.compile("Two systems")).first.click()
    gone = page.locator("#discussion .comment.gone")
    gone.locator("summary").click()
    gone.get_by_role("button", name="Restore").click()
    expect(page.locator("#discussion article")).to_contain_text("Lavrov alone says so")


# The analyst ----------------------------------------------------------------------------------------------------------
def comes_in(visit, link, sound):
    page = visit(link)
    sound(page)
    page.get_by_label("Name").fill("Ana Sousa")
    page.get_by_label("E-mail").fill("ana@example.org")
    page.get_by_label("Password", exact=True).fill(make.PASSWORD)
    page.get_by_label("The same again").fill(make.PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    expect(said(page)).to_contain_text("You are a member of Desk now.")
    return page


def brings_in_the_text(page):
    page.get_by_role("link", name="Documents").first.click()
    page.get_by_role("link", name="Bring in a text").first.click()
    page.get_by_label("Text", exact=False).first.fill(TEXT)
    page.get_by_label("Title").fill("Sochi: what they said")
    page.get_by_label("Or an outlet that is not listed").fill("Interfax")
    page.get_by_label("Published").fill("5 July 2011")
    page.get_by_label("Missile defence").check()
    save(page)
    expect(page.locator("h1")).to_have_text("Sochi: what they said")


def records_what_was_said(page, sound):
    """One on a condition, one second-hand, one of two parties together; each from its words in the text."""
    quotes(page, "Russia wants one system, divided into sectors")
    says(page, speaker="Sergei Lavrov", whose=["Russia"], option="One system, divided into sectors", act="request",
         words="One system, if it is promised in writing that it is not aimed at Russia.")  # fmt: skip
    page.get_by_text("Conditions", exact=True).click()
    page.get_by_label("It depends on").fill("A written promise")
    page.get_by_label("Which is about").select_option(label="2 Guarantees")
    page.get_by_label("Wanted there").select_option(label="A treaty")
    sound(page)
    records(page, 1)

    quotes(page, "NATO, he added, wants two systems")
    says(page, speaker="Sergei Lavrov", whose=["NATO"], option="Two systems that cooperate", act="reject",
         words="NATO wants two systems, says Lavrov.")  # fmt: skip
    page.get_by_label("NATO", exact=True).locator("xpath=ancestor::li").locator("select").select_option("other")
    records(page, 2)

    quotes(page, "Both would begin with a joint centre that exchanges data")
    says(page, speaker="", whose=["NATO", "Russia"], option="Joint centres", act="propose",
         words="Both would begin with a joint centre.")  # fmt: skip
    records(page, 3)


def quotes(page, words):
    select(page, words)
    page.keyboard.press("s")
    expect(page.get_by_label("Quotation")).to_have_value(words)


def says(page, *, speaker, whose, option, act, words):
    form = page.locator("#statement-form")
    form.get_by_label("Who said it").fill(speaker)
    for party in whose:
        form.get_by_label(party, exact=True).check()
    if "One system or two" not in form.locator("#id_issue option:checked").inner_text():  # offered from the second on
        form.get_by_label("On which issue").select_option(label="1 One system or two")
    form.get_by_label(option).check()
    form.get_by_label("For", exact=True).check()
    form.locator("#id_act").select_option(act)
    form.locator("#id_said").fill("4 July 2011")
    form.get_by_label("In our words").fill(words)


def records(page, number):
    save(page)
    expect(page.locator("#statement-form")).to_have_count(0)
    expect(page.locator("#cut li")).to_have_count(number)


def weighs_it(page, sound):
    """Two are what their parties want from now on; the common one qualifies both."""
    page.goto("/w/desk/n/missile-defence/waiting/")
    sound(page)
    rows = page.locator("[data-row]")
    expect(rows).to_have_count(4)
    for words, party in {"Russia wants one system": "Russia", "NATO, he added": "NATO"}.items():
        rows.filter(has_text=words).focus()
        page.keyboard.press("4")
        expect(page.locator("h1")).to_contain_text(party)
        expect(page.get_by_label("In our words")).not_to_be_empty()
        page.get_by_label("In our words").press("Control+Enter")
        expect(said(page)).to_contain_text("Saved")
        page.goto("/w/desk/n/missile-defence/waiting/")
    for left in (1, 0):
        rows.first.focus()
        page.keyboard.press("2")
        expect(rows).to_have_count(left)
    expect(page.locator("main")).to_contain_text("Nothing waits")


def answers_and_thinks_better_of_it(page):
    """The author finds the question where they look first, answers, and removes the answer."""
    page.goto("/")
    expect(page.locator(".note")).to_contain_text("A colleague questions your reading: NATO on One system or two")
    page.get_by_role("link", name="Answer").click()
    expect(page.locator("#readings ~ .timeline")).to_contain_text("Does anybody of NATO say so?")
    field = page.get_by_label("Add to the discussion")
    field.fill("Lavrov alone says so.")
    field.press("Control+Enter")
    mine = page.locator("#discussion article", has_text="Lavrov alone says so")
    mine.get_by_role("button", name="Remove").click()
    expect(mine).to_have_count(0)


# The reviewer ---------------------------------------------------------------------------------------------------------
def reviews_it(page, sound):
    page.goto("/w/desk/n/missile-defence/reviews/")
    rows = page.locator("[data-row]")
    expect(rows).to_have_count(2)
    rows.filter(has_text="NATO on").focus()
    page.keyboard.press("q")
    page.keyboard.type("Does anybody of NATO say so?")
    sound(page)
    rows.filter(has_text="NATO on").get_by_role("button", name="Question").click()
    expect(rows.filter(has_text="NATO on").locator(".state")).to_contain_text("Questioned")
    expect(rows.filter(has_text="NATO on").get_by_label("Note", exact=True)).to_be_hidden()
    rows.filter(has_text="Russia on").focus()
    page.keyboard.press("a")
    expect(rows).to_have_count(1)


# Everybody ------------------------------------------------------------------------------------------------------------
def sees_it_side_by_side(page):
    page.goto("/w/desk/n/missile-defence/compare/?party=nato&party=russia")
    issue = page.locator("section.pair").first
    expect(issue.locator(".verdict")).to_have_text("Bridgeable")
    nato, russia = issue.locator(".holds").all()
    expect(nato).to_contain_text("Two systems that cooperate")
    expect(nato.locator(".state")).to_have_text("Questioned")
    expect(russia.locator(".state")).to_have_text("Approved")
    expect(issue.locator(".quote").filter(has_text="NATO, he added, wants two systems")).to_contain_text("Second-hand")


def reads_it_in_word(page, folder):
    page.get_by_role("link", name="Export").last.click()
    page.get_by_role("radio", name=re.compile("Word")).check()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    file = docx.Document(path)
    words = [paragraph.text for paragraph in file.paragraphs]
    assert "Missile defence" in words[0]
    headings = [each.text for each in file.paragraphs if each.style.name.startswith("Heading")]
    assert "1 One system or two" in headings
    for part in ("Bridgeable", "Russia wants one system, divided into sectors", "Both would begin with a joint centre"):
        assert any(part in each for each in words)
