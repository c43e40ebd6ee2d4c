"""A quotation in another language is translated, and its ends are moved, in a real browser."""

import pytest

from tests import make
from tests.browser.hands import select
from tests.browser.test_reader import fill
from tracker.accounts.models import Membership
from tracker.sources.models import Excerpt
from tracker.sources.operations import correct_text
from tracker.statements.models import Statement

TEXT = (
    "مسقط: اجتمع الوفدان يوم الاثنين.\n\n"
    "قال الوزير: «نريد نظاما واحدا مقسما إلى قطاعات (NATO 2010) ولن نقبل أقل من ذلك». ثم سافر إلى جنيف.\n\n"
    "ولم يعلق الطرف الآخر 🕊️ على ذلك."
)
QUOTED = "نريد نظاما واحدا مقسما إلى قطاعات"
LONGER = f"{QUOTED} (NATO"
OURS = "We want one system, divided into sectors"


@pytest.fixture
def text(demo):
    by = Membership.objects.get(user__email="analyst@example.org")
    return make.document(by, TEXT, title="بيان مسقط", language="ar")


def recorded(text, words="They want one system.", quoted=QUOTED):
    """A statement of Russia that quotes the text."""
    by, like = text.recorded_by, Statement.objects.filter(option__isnull=False, holders__isnull=False).first()
    reports = [make.statements.Reported("verbatim", text, [quoted])]
    return make.statement(
        by, like.issue, like.holders.first().party, option=like.option, words=words, reports=reports
    )  # fmt: skip


def test_words_are_translated_where_they_are_recorded(signed_in, text, sound, picture):
    page = signed_in("analyst@example.org")
    page.goto(text.get_absolute_url())
    select(page, QUOTED)
    page.keyboard.press("s")
    page.get_by_label("What it says in our language").fill(OURS)
    assert page.get_by_label("Who translated it").input_value()
    page.get_by_label("Who translated it").fill("Rana Aziz")
    fill(page, "They want one system.")
    sound(page)
    picture(page, "translation-record")
    page.keyboard.press("Control+Enter")
    page.locator("#cut").get_by_text(OURS).wait_for()
    excerpt = Excerpt.objects.get(document=text)
    assert (excerpt.exact, excerpt.translation, excerpt.translator) == (QUOTED, OURS, "Rana Aziz")
    sound(page)
    picture(page, "translation-reader")
    page.get_by_role("link", name="Edit the translation").click()
    page.get_by_label("Translation").fill(f"{OURS}.")
    sound(page)
    picture(page, "translation-edit")
    page.get_by_role("button", name="Save").last.click()
    page.get_by_role("link", name="Undo").wait_for()
    page.goto(f"/w/demo/statements/?words=sectors&document={text.pk}")
    page.get_by_text(f"{OURS}.").wait_for()
    sound(page)
    picture(page, "translation-statements")
    page.goto(Statement.objects.get(reports__document=text).get_absolute_url())
    sound(page)
    picture(page, "translation-statement")


def test_choosing_a_text_in_another_language_asks_for_a_translation(signed_in, text):
    page = signed_in("analyst@example.org")
    page.goto("/w/demo/statements/record/")
    page.get_by_label("In our words").fill("Half a sentence")
    assert page.get_by_label("What it says in our language").count() == 0
    page.get_by_label("Text", exact=False).first.select_option(label="بيان مسقط")
    page.get_by_label("What it says in our language").wait_for()
    assert page.get_by_label("In our words").input_value() == "Half a sentence"


def test_the_end_of_a_quotation_grows_by_keys_and_is_taken_by_one(signed_in, text, sound, picture):
    recorded(text)
    page = signed_in("analyst@example.org")
    page.goto(text.get_absolute_url())
    page.keyboard.press("j")
    page.keyboard.press("+")
    assert page.evaluate("getSelection().toString()") == LONGER
    page.keyboard.press("+")
    page.keyboard.press("-")
    assert page.evaluate("getSelection().toString()") == LONGER
    picture(page, "ends-selected")
    page.keyboard.press("?")
    page.locator("#keys").get_by_text("Its end a word further").wait_for()
    page.locator("#keys").get_by_text("These words instead").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("w")
    page.get_by_role("link", name="Undo").wait_for()
    excerpt = Excerpt.objects.get(document=text)
    assert (excerpt.exact, TEXT[excerpt.start : excerpt.end]) == (LONGER, LONGER)
    assert page.locator("mark.now").first.get_attribute("id") == f"excerpt-{excerpt.pk}"
    page.get_by_role("link", name="Undo").click()
    page.wait_for_load_state()
    page.get_by_text("undone", exact=False).first.wait_for()
    assert Excerpt.objects.get(document=text).exact == QUOTED


def test_words_selected_over_a_mark_take_its_place_once_all_who_share_it_are_seen(signed_in, text, sound, picture):
    recorded(text)
    other = recorded(text, "They say so again.")
    page = signed_in("analyst@example.org")
    page.goto(text.get_absolute_url())
    select(page, "واحدا مقسما")
    page.get_by_role("button", name="These words instead").click()
    page.locator("#move-form").get_by_text(other.words).wait_for()
    sound(page)
    picture(page, "ends-shared")
    assert Excerpt.objects.get(document=text).exact == QUOTED
    page.get_by_label("For all 2 statements that quote it").check()
    page.keyboard.press("Control+Enter")
    page.get_by_role("link", name="Undo").wait_for()
    assert Excerpt.objects.get(document=text).exact == "واحدا مقسما"


def test_a_form_that_is_open_takes_the_words_selected_and_keeps_what_was_typed(signed_in, text):
    recorded(text)
    page = signed_in("analyst@example.org")
    page.goto(text.get_absolute_url())
    page.get_by_role("link", name="Change its ends").click()
    page.get_by_label("What it says in our language").fill(OURS)
    page.get_by_role("heading", name="بيان مسقط").click()
    select(page, "نظاما واحدا")
    page.keyboard.press("w")
    assert page.get_by_label("These words instead").input_value() == "نظاما واحدا"
    page.keyboard.press("Enter")
    page.locator("#cut").get_by_text(OURS).wait_for()
    assert Excerpt.objects.get(document=text).exact == "نظاما واحدا"


def test_words_that_a_correction_lost_are_confirmed_by_one_key(signed_in, text, sound, picture):
    recorded(text)
    corrected = "أن يكون النظام موحدا ومقسما"
    correct_text(text, by=text.recorded_by, expected=1, text=TEXT.replace("نظاما واحدا مقسما", corrected))
    page = signed_in("analyst@example.org")
    page.goto(text.get_absolute_url())
    page.get_by_role("link", name="Choose the words again").click()
    page.get_by_role("list", name="Likely places").wait_for()
    sound(page)
    picture(page, "reanchor")
    page.keyboard.press("1")
    page.get_by_role("link", name="Undo").wait_for()
    excerpt = Excerpt.objects.get(document=text)
    assert (excerpt.state, excerpt.exact) == ("anchored", f"نريد {corrected} إلى قطاعات")


def test_without_script_the_new_words_are_typed(signed_in, text):
    said = recorded(text)
    page = signed_in("analyst@example.org", java_script_enabled=False)
    page.goto(said.get_absolute_url())
    page.get_by_role("link", name="Change its ends").click()
    page.get_by_label("These words instead").fill("نظاما واحدا")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/documents/*/#excerpt-*")
    assert Excerpt.objects.get(document=text).exact == "نظاما واحدا"
