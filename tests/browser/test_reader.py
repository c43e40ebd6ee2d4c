"""A statement is recorded from its text, by mouse and by keyboard, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.conftest import settle
from tests.browser.hands import select
from tracker.accounts.models import Membership
from tracker.sources.models import Document, Excerpt
from tracker.statements.models import Statement

TEXT = (
    "👨‍👩‍👧‍👦 Family first, 🇷🇺 flags too.\n\nHe said: “Cafe\u0301 talks 🚀 go on.” So he did.\n\n"
    "مرحبا بالعالم is Arabic.\n\nThe end is near. It comes in May."
)


@pytest.fixture
def text(demo):
    by = Membership.objects.get(user__email="analyst@example.org")
    return make.document(by, TEXT, title="Odd signs")


def fill(page, words):
    """As an analyst does, without the mouse."""
    form = page.locator("#statement-form")
    form.get_by_label("Russia", exact=True).check()
    form.get_by_label("On which issue").select_option(label="1.1 One system or two")
    form.get_by_label("Two systems, planned together").check()
    form.get_by_label("For", exact=True).check()
    form.locator("#id_act").select_option("propose")
    form.get_by_label("In our words").fill(words)


@pytest.mark.parametrize(
    "words", ["flags too", "Cafe\u0301 talks 🚀 go on.", "بالعالم is", "The end is near. It comes"]
)
def test_the_words_selected_are_the_words_cut_whatever_signs_stand_before_them(signed_in, text, words):
    page = signed_in("analyst@example.org")
    page.goto(text.get_absolute_url())
    select(page, words)
    page.keyboard.press("s")
    assert page.get_by_label("Quotation").input_value() == words
    fill(page, "It is so.")
    page.keyboard.press("Control+Enter")
    page.locator("mark.now").wait_for()
    excerpt = Excerpt.objects.get(document=text)
    assert (excerpt.exact, text.text[excerpt.start : excerpt.end]) == (words, words)
    assert page.locator(f"#excerpt-{excerpt.pk}").inner_text() == words


def test_a_whole_text_is_coded_without_leaving_it_or_touching_the_mouse(signed_in, text, sound, picture):
    page = signed_in("analyst@example.org")
    page.goto(text.get_absolute_url())
    page.keyboard.press("l")
    page.keyboard.press("l")
    page.keyboard.press("Enter")
    page.get_by_label("Quotation").wait_for()
    page.locator("#statement-form").get_by_text("Credibility of what is said").click()
    page.keyboard.press("4")
    assert page.locator("input[name=credibility][value='4']").is_checked()
    fill(page, "It goes on.")
    page.get_by_text("Counts fully").wait_for()
    sound(page)
    picture(page, "record-in-text")
    page.keyboard.press("Control+Shift+Enter")
    page.locator("#statement-form").wait_for(state="detached")
    assert page.evaluate("getSelection().toString()").strip() == "So he did."
    page.keyboard.press("s")
    page.get_by_label("Quotation").wait_for()
    assert "start=" in page.url
    fill(page, "So he did, we hear.")
    page.keyboard.press("Control+Enter")
    page.locator("#statement-form").wait_for(state="detached")
    assert Statement.objects.filter(reports__document=text).count() == 2
    page.keyboard.press("k")
    first = page.locator("mark.now").get_attribute("id")
    page.keyboard.press("j")
    assert page.locator("mark.now").get_attribute("id") != first
    page.get_by_role("link", name="Undo").wait_for()


def test_marked_words_lead_to_their_statement_and_can_be_selected_by_the_mouse_all_the_same(signed_in, demo):
    page = signed_in("analyst@example.org")
    said = Statement.objects.filter(reports__quotations__isnull=False).latest("pk")
    excerpt = Excerpt.objects.filter(quotations__report__statement=said).first()
    page.goto(excerpt.document.get_absolute_url())
    link = page.locator(f"#excerpt-{excerpt.pk} a").first
    box = link.bounding_box()
    page.mouse.move(box["x"] + 4, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 8, steps=4)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()") in excerpt.exact
    page.get_by_role("button", name="Record a statement").wait_for()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] + 200)
    link.click()
    page.wait_for_url("**/statements/*/")


def test_words_further_on_are_quoted_as_well_while_the_form_is_open(signed_in, text):
    page = signed_in("analyst@example.org")
    page.goto(text.get_absolute_url())
    select(page, "flags too")
    page.keyboard.press("s")
    fill(page, "Two pieces.")
    page.get_by_text("Family first").click()
    select(page, "comes in May")
    page.keyboard.press("a")
    page.get_by_label("And further on").wait_for()
    assert page.get_by_label("And further on").input_value() == "comes in May"
    assert page.get_by_label("In our words").input_value() == "Two pieces."
    page.keyboard.press("Control+Enter")
    page.locator("#statement-form").wait_for(state="detached")
    report = Statement.objects.get(words="Two pieces.").reports.get()
    assert [each.excerpt.exact for each in report.quotations.all()] == ["flags too", "comes in May"]


def test_what_was_typed_is_there_again_after_the_tab_was_closed(signed_in, text):
    page = signed_in("analyst@example.org")
    page.goto(text.get_absolute_url())
    select(page, "flags too")
    page.keyboard.press("s")
    page.get_by_label("In our words").fill("Half a sentence")
    page.get_by_text("Draft kept").wait_for()
    address = page.url
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/")
    page.goto(address)
    page.get_by_text("your draft is back").wait_for()
    assert page.get_by_label("In our words").input_value() == "Half a sentence"


def test_on_a_phone_the_form_stands_below_the_text(signed_in, text, sound, picture):
    page = signed_in("analyst@example.org", viewport={"width": 360, "height": 740})
    page.goto(text.get_absolute_url())
    select(page, "The end is near.")
    page.get_by_role("button", name="Record a statement").click()
    page.get_by_label("Quotation").wait_for()
    assert page.locator("#beside").bounding_box()["y"] < 740
    sound(page)
    picture(page, "record-phone")


def test_without_script_the_words_are_typed_and_found(signed_in, text):
    page = signed_in("analyst@example.org", java_script_enabled=False)
    page.goto(text.get_absolute_url())
    page.get_by_role("link", name="Record a statement").click()
    page.get_by_label("Quotation").fill("The end is near.")
    page.get_by_label("How the text carries it").select_option("paraphrase")
    page.get_by_label("On which issue").select_option(label="1.1 One system or two")
    page.get_by_role("button", name="Show them").click()
    page.get_by_label("Two systems, planned together").check()
    page.get_by_label("Russia", exact=True).check()
    page.get_by_label("For", exact=True).check()
    page.locator("#id_act").select_option("propose")
    page.get_by_label("In our words").fill("The end is near.")
    page.get_by_role("button", name="Save").last.click()
    page.get_by_text("Counts fully", exact=True).wait_for()
    assert Document.objects.get(pk=text.pk).excerpts.get().exact == "The end is near."


def test_the_text_stays_where_it_is_while_fields_beside_it_are_gone_back_to(signed_in, demo):
    page = signed_in("analyst@example.org")
    page.set_viewport_size({"width": 1366, "height": 700})
    page.goto(Document.objects.get(title__contains="digest on Sochi").get_absolute_url())
    for _press in range(12):
        page.keyboard.press("l")
    chosen = page.evaluate("getSelection().toString()")
    page.keyboard.press("h")
    assert page.evaluate("getSelection().toString()") not in ("", chosen)
    page.keyboard.press("s")
    page.locator("#statement-form").wait_for()
    page.locator("#id_issue").focus()
    stood = page.evaluate("scrollY")
    assert stood > 0
    while page.evaluate("document.activeElement.name") != "report-0-quote-0":
        page.keyboard.press("Shift+Tab")
    assert page.evaluate("scrollY") == stood


def test_one_more_condition_is_typed_at_once(signed_in, text):
    page = signed_in("analyst@example.org")
    page.goto(text.get_absolute_url())
    page.keyboard.press("l")
    page.keyboard.press("s")
    page.locator("#statement-form").get_by_text("Conditions").press("Enter")
    page.get_by_role("button", name="Another condition").press("Enter")
    page.locator("[name=condition-1-text]").wait_for()
    settle(page)
    page.keyboard.type("if it is signed")
    assert page.locator("[name=condition-1-text]").input_value() == "if it is signed"
    page.get_by_role("button", name="Leave this condition out").press("Enter")
    page.locator("[name=condition-1-text]").wait_for(state="detached")
    settle(page)
    assert page.locator("#statement-form :focus").count() == 1


def test_beside_an_open_form_the_next_sentence_is_the_one_after_its_words(signed_in, text):
    page = signed_in("analyst@example.org")
    page.goto(text.get_absolute_url())
    select(page, "The end is near.")
    page.keyboard.press("s")
    page.get_by_role("button", name="A passage further on").focus()
    page.keyboard.press("l")
    assert page.evaluate("getSelection().toString()") == "It comes in May."
    page.keyboard.press("a")
    expect(page.get_by_label("And further on")).to_have_value("It comes in May.")


WRAPPED = (
    "The first line of it is cut to a width, as\nTranscripts are, and goes on below. A second\n"
    "sentence has lines of its own,\nand ends here.\n Now a paragraph, which is\nindented, comes to its\nend as well.\n"
)


def test_a_sentence_goes_on_where_a_transcript_cuts_its_line(signed_in, demo):
    by = Membership.objects.get(user__email="analyst@example.org")
    text = make.document(by, WRAPPED, title="A transcript")
    page = signed_in("analyst@example.org")
    page.goto(text.get_absolute_url())
    chosen = []
    for key in "lllh":
        page.keyboard.press(key)
        chosen.append(" ".join(page.evaluate("getSelection().toString()").split()))
    assert [words[:8] for words in chosen] == ["The firs", "A second", "Now a pa", "A second"]
    assert chosen[1] == "A second sentence has lines of its own, and ends here."


def test_words_found_in_a_text_grow_to_their_sentence(signed_in, text):
    page = signed_in("analyst@example.org")
    page.goto(text.get_absolute_url())
    assert page.evaluate("find('end is')")  # as the browser's own search leaves them selected
    for words in ("The end is near.", "It comes in May."):
        page.keyboard.press("l")
        assert page.evaluate("getSelection().toString()") == words


def test_a_name_that_was_meant_is_in_its_field_with_the_focus(signed_in, text):
    page = signed_in("analyst@example.org")
    page.goto(text.get_absolute_url())
    page.keyboard.press("l")
    page.keyboard.press("s")
    page.get_by_label("Who said it").press_sequentially("Rogozi")
    page.get_by_role("button", name="Dmitry Rogozin").press("Enter")
    expect(page.get_by_label("Who said it")).to_have_value("Dmitry Rogozin")
    expect(page.get_by_label("Who said it")).to_be_focused()


def test_the_outlets_in_between_stand_one_below_the_other_without_a_hole(signed_in, text):
    page = signed_in("analyst@example.org")
    page.goto(text.get_absolute_url())
    page.keyboard.press("l")
    page.keyboard.press("s")
    page.locator("#statement-form").wait_for()
    page.get_by_role("button", name="Another outlet in between").press("Enter")
    page.locator("[name=report-0-relay-1-outlet]").wait_for()
    heights = page.locator(".chain .relay input[name$=outlet]").evaluate_all(
        "found => found.map(each => each.closest('.fields').offsetHeight - each.offsetHeight)"
    )
    assert len(heights) > 1 and heights[1:] == [0] * (len(heights) - 1)


def test_marked_words_of_no_statement_are_recorded_by_key(signed_in, text):
    by = Membership.objects.get(user__email="analyst@example.org")
    make.sources.quote(text, "The end is near.", by=by)
    page = signed_in("analyst@example.org")
    page.goto(text.get_absolute_url())
    expect(page.locator("#cut")).to_contain_text("nobody has cut a statement from one")
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(page.get_by_label("Quotation")).to_have_value("The end is near.")
