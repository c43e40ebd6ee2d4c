"""Files are chosen, read at once, looked at and brought in."""

import pytest
from playwright.sync_api import expect

from tests import files
from tests.files import WORDS

pytestmark = pytest.mark.django_db(transaction=True)

OTHER = "The other side does not want to hear of it, and has said so at every meeting since the autumn of last year."


@pytest.fixture
def chosen(tmp_path):
    """Three files that can be read, and one that cannot."""
    made = {
        "talks.html": files.page(WORDS, head="<title>Talks fail</title>").encode(),
        "answer.pdf": files.pdf([(72, 760, OTHER)], info="/Title(The answer)"),
        "third.docx": files.word("Something else, and nothing that the others say."),
        "scan.pdf": files.pdf([]),
    }
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in made]


def test_several_files_become_rows_as_they_are_read_and_are_brought_in(demo, signed_in, chosen, sound):
    page = signed_in("analyst@example.org")
    page.goto("/w/demo/documents/add/")
    page.set_input_files("[type=file]", chosen)
    expect(page.get_by_role("status").filter(has_text="3 of 4 files read. Refused: 1.")).to_be_visible()
    expect(page.get_by_text("its pages are pictures")).to_be_visible()
    expect(page.locator("h1")).to_have_text("Bring in several files")
    expect(page.locator(".standfirst")).to_contain_text("Each file stands alone.")
    row = page.locator(".file-row").filter(has_text="answer.pdf")
    expect(row.get_by_label("Title")).to_have_value("The answer")
    row.get_by_label("Published").fill("4 July 2011")
    page.locator(".file-row").filter(has_text="third.docx").get_by_label("Bring it in").uncheck()
    sound(page)
    page.set_viewport_size({"width": 1440, "height": 500})
    page.get_by_role("button", name="Bring in what is ticked").click()
    expect(page.locator("h1")).to_have_text("Documents")
    said = page.get_by_role("status").filter(has_text="2 texts brought in: Talks fail, The answer. One was left out.")
    expect(said.get_by_role("link", name="The answer")).to_be_visible()
    assert page.evaluate("scrollY") == 0


def test_one_file_is_read_at_once_and_what_it_says_is_corrected(demo, signed_in, chosen):
    page = signed_in("analyst@example.org")
    page.goto("/w/demo/documents/add/")
    page.set_input_files("[type=file]", chosen[0])
    expect(page.get_by_label("Title")).to_have_value("Talks fail")
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_label("Title").fill("Talks failed")
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1")).to_have_text("Talks failed")


def test_what_is_typed_while_a_file_is_read_stands_when_it_has_been_read(demo, signed_in, chosen):
    page = signed_in("analyst@example.org")
    page.goto("/w/demo/documents/add/")
    late = []
    page.route("**/documents/add/", lambda route: late.append(route) if not late else route.continue_())
    page.get_by_label("Rights").fill("Sent, and emptied since")
    page.set_input_files("[type=file]", chosen[0])
    page.get_by_label("Author").fill("Ana Writer")
    page.get_by_label("Language").select_option(label="Russian")
    page.get_by_role("group", name="List it with").get_by_role("checkbox").first.check()
    page.get_by_label("Rights").fill("")
    page.get_by_label("Address").press_sequentially("https://")
    late[0].continue_()
    expect(page.get_by_role("heading", name="talks.html")).to_be_visible()
    page.keyboard.type("example.org/a")
    expect(page.get_by_label("Address")).to_have_value("https://example.org/a")
    expect(page.get_by_label("Author")).to_have_value("Ana Writer")
    expect(page.get_by_label("Language")).to_have_value("ru")
    expect(page.get_by_role("group", name="List it with").get_by_role("checkbox").first).to_be_checked()
    expect(page.get_by_label("Rights")).to_have_value("")
    expect(page.get_by_label("Title")).to_have_value("Talks fail")  # which nobody touched
    page.wait_for_timeout(1000)  # longer than it takes until a draft is kept
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_label("Author")).to_have_value("Ana Writer")
