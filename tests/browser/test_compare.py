"""The side by side through time, and the compare pages on paper."""

import io
import re

import pypdfium2
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)
TALKS = "/w/demo/n/nato-russia-missile-defence"
PAIR = f"{TALKS}/compare/?party=nato&party=russia"
NB = "\N{NO-BREAK SPACE}"


def found(page):
    """Gap and verdict of each issue, by its title."""
    lines = page.locator(".gaps tbody tr").all()
    return {line.locator("th").inner_text(): tuple(line.locator(".g, .v").all_inner_texts()) for line in lines}


def test_three_days_give_three_comparisons_and_since_says_what_moved_between_them(demo, signed_in):
    page = signed_in("reader@example.org")
    page.goto(f"{PAIR}&as_of=2012-05-31")
    seen = {}
    for meeting, on_ruler, day in (
        ("Lisbon", "Lisbon, 19 Nov", "20 November 2010"),
        ("Sochi", "Sochi, 4 Jul", "4 July 2011"),
        ("Chicago", "Chicago, 20 May", "21 May 2012"),
    ):
        page.locator(".ruler").get_by_role("link", name=on_ruler).press("Enter")
        expect(page.locator(".kicker")).to_have_text(f"Side by side, as of {day}")
        expect(page.get_by_label("As of")).to_have_value(re.compile(day.split()[-1]))
        seen[meeting] = found(page)
    one = "One system or two"
    assert [seen[meeting][one] for meeting in seen] == [
        (f"70{NB}%", "Bridgeable"),
        (f"100{NB}%", "Blocked"),
        (f"50{NB}%", "Blocked"),
    ]
    assert seen["Lisbon"]["Assurances to Russia"] == ("–", "Not comparable")
    assert seen["Chicago"]["Assurances to Russia"] == (f"65{NB}%", "Blocked")

    page.locator("select[name=since]").select_option(label="NATO–Russia Council in Sochi, 4 Jul 2011")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".standfirst")).to_contain_text("Since 4 Jul 2011 (NATO–Russia Council in Sochi)")
    assert found(page) == seen["Chicago"]
    rail = page.locator("#architecture .side")
    expect(rail).to_contain_text(f"was {seen['Sochi'][one][0]}: narrower")
    expect(rail.locator(".move")).to_have_text(["NATO softened, from 100 to 85", "Russia softened, from 0 to 35"])
    expect(page.locator("#theatre .move")).to_have_count(0)


# On paper -------------------------------------------------------------------------------------------------------------
def printed(page):
    """The page as a PDF, as the browser's own dialog makes it."""
    return pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))


def words(sheet):
    return " ".join(sheet.get_textpage().get_text_range().replace("\N{NO-BREAK SPACE}", " ").split())


def filled(sheet):
    """How much of the height of a page is written on, above its number."""
    text = sheet.get_textpage()
    feet = [text.get_rect(place)[1] for place in range(text.count_rects())]
    return 1 - min(foot for foot in feet if foot > 0.06 * sheet.get_height()) / sheet.get_height()


def test_a_side_by_side_is_printed_as_one_would_hand_it_over(demo, signed_in):
    page = signed_in("analyst@example.org")
    page.goto(f"{PAIR}&as_of=2012-05-31&since=lisbon-2010")
    titles = page.locator(".pair h2 bdi").all_inner_texts()
    numbers = [int(each) for each in page.locator("sup.only-print").all_text_contents()]
    notes = [" ".join(each.split()) for each in page.locator(".notes li").all_text_contents()]
    sheets = list(printed(page))
    said = [words(sheet) for sheet in sheets]
    assert len(titles) == 12 and len(sheets) <= 6
    for place, (sheet, text) in enumerate(zip(sheets, said, strict=True), 1):
        head = "NATO and Russia: missile defence in Europe NATO and Russia, issue by issue as of 31 May 2012"
        assert text.startswith(f"{place} / {len(sheets)} {head}")
        assert filled(sheet) > 0.55 or place == len(sheets)
    whole = " ".join(said)
    assert all(title in whole for title in titles)
    assert "Show" not in whole and "Copy link" not in whole and "Record one" not in whole
    sources = whole[whole.index("Sources") :]
    assert set(numbers) == set(range(1, len(notes) + 1))
    for number, note in enumerate(notes, 1):
        assert f"{number}. {note[:30]}" in sources


def test_a_grid_is_printed_wide_with_its_heads_on_each_page_and_says_what_it_hides(demo, signed_in):
    page = signed_in("analyst@example.org")
    page.goto(f"{TALKS}/grid/?as_of=2012-05-31")
    page.get_by_text("Columns", exact=True).click()
    sheets = list(printed(page))
    assert len(sheets) == 2
    for sheet in sheets:
        assert sheet.get_width() > sheet.get_height()
        assert re.search(r"as of 31 May 2012.*NATO.*Russia.*United States", words(sheet))
        assert "Show" not in words(sheet)
    page.goto(f"{TALKS}/grid/?as_of=2012-05-31&show=walls")
    assert "5 of 12 issues shown; 7 hidden by the filter" in words(printed(page)[0])


def test_on_a_phone_the_filters_are_folded_and_say_how_many_hold(demo, signed_in, sound):
    page = signed_in("reader@example.org", viewport={"width": 390, "height": 844})
    page.goto(f"{TALKS}/grid/?as_of=2012-05-31")
    expect(page.get_by_label("Firm red lines")).to_be_hidden()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Firm red lines").check()
    expect(page.locator(".filtering > summary .count")).to_have_text("1")
    expect(page.get_by_label("Where they differ")).to_be_visible()
    sound(page)
