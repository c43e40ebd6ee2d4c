"""A text is brought in: pasted or as a file, in whatever encoding, or refused with words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import files, make
from tests.files import WORDS
from tracker.agenda.models import Filing
from tracker.history.models import Change
from tracker.history.operations import undo
from tracker.sources.extract import LARGEST
from tracker.sources.models import Document, Outlet, Passage

pytestmark = pytest.mark.django_db
PATH = "/w/desk/documents/add/"
RUSSIAN = (
    "Россия настаивает на юридически обязывающих гарантиях: система не должна быть направлена против её сил.\n" * 3
)


@pytest.fixture(autouse=True)
def files_kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return lambda: [each for each in tmp_path.rglob("*") if each.is_file()]


def typed(**fields):
    return {"language": "en", **fields}


def file(data, name="dispatch.txt"):
    return SimpleUploadedFile(name, data)


def original(document):
    with document.file.open("rb") as kept:
        return kept.read()


def page(response):
    return response.content.decode()


# It works -------------------------------------------------------------------------------------------------------------


def test_a_pasted_text_lands_in_the_reader_with_all_that_was_said_of_it(as_role, desk):
    talks = make.negotiation(make.lead_of(desk))
    response = as_role("analyst").post(
        PATH,
        typed(
            text="Sochi, again\r\n\r\n  They want one system.\r\n",
            new_outlet="Interfax",
            published="July 2011",
            author="A. Writer",
            negotiations=[talks.pk],
        ),
    )
    document = Document.objects.get()
    assert response["Location"] == document.get_absolute_url()
    assert document.text == "Sochi, again\n\n  They want one system.\n"
    assert (document.title, str(document.published), document.author) == ("Sochi, again", "Jul 2011", "A. Writer")
    assert (document.outlet.name, document.outlet.reliability, document.outlet.is_new) == ("Interfax", "F", True)
    assert Filing.objects.get().negotiation == talks
    assert Change.objects.filter(verb="document.added").count() == 1


def test_an_outlet_typed_in_another_case_is_the_one_that_is_there(as_role, desk):
    ria = make.outlet(make.lead_of(desk), "RIA Novosti")
    as_role("analyst").post(PATH, typed(text="Words.", new_outlet="ria novosti"))
    assert Document.objects.get().outlet == ria and Outlet.objects.count() == 1


def test_a_file_is_kept_byte_by_byte_and_named_by_its_name_where_it_has_no_headline(as_role, desk):
    data = "\ufeffOne.\r\nTwo.".encode()
    as_role("analyst").post(PATH, typed(file=file(data, "note 7.TXT")))
    document = Document.objects.get()
    assert (document.title, document.text, document.encoding) == ("note 7", "One.\nTwo.", "utf-8")
    assert original(document) == data


def test_the_link_of_a_negotiation_ticks_it(as_role, desk):
    talks = make.negotiation(make.lead_of(desk))
    form = as_role("analyst").get(f"{PATH}?n={talks.slug}").context["form"]
    assert list(form["negotiations"].value()) == [talks.pk]


def test_undo_takes_out_the_text_its_passages_its_place_and_its_new_outlet(as_role, desk, member):
    talks = make.negotiation(make.lead_of(desk))
    as_role("analyst").post(PATH, typed(text="Words.", new_outlet="Interfax", negotiations=[talks.pk]))
    undone = undo(Change.objects.get(verb="document.added"), by=member("analyst"))
    assert not (Document.objects.exists() or Passage.objects.exists() or Filing.objects.exists())
    assert not Outlet.objects.exists()
    undo(undone, by=member("analyst"))
    assert Passage.objects.get().document == Document.objects.get()
    assert Filing.objects.exists() and Outlet.objects.exists()


# Encodings ------------------------------------------------------------------------------------------------------------


def test_a_guess_is_shown_to_be_looked_at_and_the_file_is_not_chosen_twice(as_role, desk, files_kept):
    client = as_role("analyst")
    response = client.post(PATH, typed(file=file(RUSSIAN.encode("cp1251")), title="Kept"))
    form = response.context["form"]
    assert response.status_code == 422 and not Document.objects.exists()
    assert (
        "which is a guess" in page(response)
        and "Россия настаивает" in page(response)
        and 'value="Kept"' in page(response)
    )
    assert form["encoding"].value() == "cp1251"
    client.post(PATH, typed(title="Kept", held=form["held"].value(), encoding="cp1251"))
    document = Document.objects.get()
    assert (document.text, document.encoding, original(document)) == (RUSSIAN, "cp1251", RUSSIAN.encode("cp1251"))
    assert not [each for each in files_kept() if "held" in each.parts]


def test_another_encoding_is_tried_and_nothing_is_saved(as_role, desk):
    client = as_role("analyst")
    data = RUSSIAN.encode("koi8-r")
    held = client.post(PATH, typed(file=file(data))).context["form"]["held"].value()
    wrong = client.post(PATH, typed(held=held, encoding="cp1252", again="encoding"))
    assert wrong.status_code == 200 and "òÏÓÓÉÑ" in page(wrong)
    right = client.post(PATH, typed(held=held, encoding="koi8-r", again="encoding"))
    assert "Россия" in page(right) and not Document.objects.exists()


def test_an_encoding_in_which_the_file_cannot_be_read_is_refused(as_role, desk):
    response = as_role("analyst").post(PATH, typed(file=file(RUSSIAN.encode("cp1251")), encoding="gb18030"))
    assert response.status_code == 422 and response.context["form"]["encoding"].value() == "cp1251"
    assert "cannot be read so" in page(response)


def test_what_else_is_wrong_sends_the_file_back_with_the_form(as_role, desk):
    client = as_role("analyst")
    form = client.post(PATH, typed(file=file(b"Words."), published="someday")).context["form"]
    assert form.errors.keys() == {"published"}
    client.post(PATH, typed(held=form["held"].value(), published="2011"))
    assert Document.objects.get().text == "Words."


def test_a_file_kept_aside_is_its_members_own_and_can_be_left_out(as_role, desk):
    client = as_role("analyst")
    held = client.post(PATH, typed(file=file(b"Words."), published="someday")).context["form"]["held"].value()
    stolen = as_role("reviewer").post(PATH, typed(held=held))
    assert stolen.status_code == 422 and "Choose it again" in page(stolen)
    assert as_role("reviewer").post(PATH, typed(held="nonsense")).status_code == 422
    left = client.post(PATH, typed(held=held, again="without-file"))
    assert (left.status_code, left.context["form"].kept, left.context["form"]["held"].value()) == (200, None, "")


# It refuses -----------------------------------------------------------------------------------------------------------


def test_the_same_original_again_is_said_to_be_here_and_the_analyst_decides(as_role, desk):
    client = as_role("analyst")
    client.post(PATH, typed(file=file(b"Words.\r\nMore.")))
    document = Document.objects.get()
    again = client.post(PATH, typed(file=file(b"Words.\r\nMore.", "other.txt")))
    assert again.status_code == 422 and list(again.context["form"].errors) == ["anyway"]
    assert f'This file is here already, as <a href="{document.get_absolute_url()}">' in page(again)
    client.post(PATH, typed(held=again.context["form"]["held"].value(), anyway="on"))
    assert Document.objects.count() == 2
    client.post(PATH, typed(text="Pasted.\r\nTwice."))
    assert client.post(PATH, typed(text="Pasted.\r\nTwice.")).status_code == 422
    assert client.post(PATH, typed(text="Pasted.\r\nTwice.", anyway="on")).status_code == 302


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.txt", "This file is empty"),
        (b" \n", "a.txt", "This file is empty"),
        (b"%PDF-1.7 /Encrypt", "a.txt", "This is an encrypted PDF. Remove its password"),
        (b"PK\x03\x04", "a.docx", "This Word file is damaged"),
        (b"one\0two", "a.txt", "This is not text"),
        (bytes(range(1, 32)) * 9, "a.txt", "cannot tell how this text is encoded"),
        (b"a;b", "votes.csv", "ends in .csv"),
        (b"a" * (LARGEST + 1), "a.txt", "larger than 20 MB"),
    ],
)
def test_a_file_that_is_no_text_is_named_as_what_it_is(as_role, desk, data, name, words):
    response = as_role("analyst").post(PATH, typed(file=file(data, name), title="Kept"))
    assert response.status_code == 422 and list(response.context["form"].errors) == ["file"]
    assert words in page(response) and 'value="Kept"' in page(response)
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "text"),
        ({"text": " \n"}, "text"),
        ({"text": "a\0b"}, "text"),
        ({"text": "Words.", "title": "x" * 40_000}, "title"),
        ({"text": "Words.", "published": "NaN"}, "published"),
        ({"text": "Words.", "address": "javascript:alert(1)"}, "address"),
        ({"text": "Words.", "language": "klingon"}, "language"),
        ({"text": "Words.", "negotiations": ["999", "x"]}, "negotiations"),
        ({"text": "Words.", "outlet": "999"}, "outlet"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field(as_role, desk, fields, field):
    response = as_role("analyst").post(PATH, typed(author="Kept", **fields))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert 'value="Kept"' in page(response)


def test_another_workspaces_outlet_and_negotiation_are_no_choice(as_role, desk):
    foreign = make.Table(by=make.lead_of(make.workspace("other")))
    fields = typed(text="Words.", outlet=foreign.ria.pk, negotiations=[foreign.talks.pk])
    response = as_role("analyst").post(PATH, fields)
    assert set(response.context["form"].errors) == {"outlet", "negotiations"}


def test_not_two_texts_and_not_two_outlets(as_role, desk):
    ria = make.outlet(make.lead_of(desk))
    fields = typed(text="Words.", file=file(b"Others."), outlet=ria.pk, new_outlet="Interfax")
    response = as_role("analyst").post(PATH, fields)
    assert set(response.context["form"].errors) == {"text", "new_outlet"}


def test_a_draft_comes_back_with_its_file_and_saves_nothing(as_role, desk):
    client = as_role("analyst")
    held = client.post(PATH, typed(file=file(b"Words."), published="someday")).context["form"]["held"].value()
    response = client.post(PATH, typed(held=held, title="Half a ti", again="draft"))
    assert response.status_code == 200 and "Half a ti" in page(response) and "Words." in page(response)
    assert not Document.objects.exists()


# Other kinds of files -------------------------------------------------------------------------------------------------
HEAD = (
    '<title>Talks fail</title><meta property="og:site_name" content="Example Wire">'
    '<meta name="author" content="Ana Writer">'
    '<meta property="article:published_time" content="2011-07-05"><link rel="canonical" href="https://wire.example/7">'
)
PAGE = files.page(WORDS, "It will not be signed this year, or so they say.", head=HEAD).encode()


def test_what_a_file_says_of_itself_fills_what_was_left_empty(as_role, desk):
    wire = make.outlet(make.lead_of(desk), "Example Wire")
    response = as_role("analyst").post(PATH, {"file": file(PAGE, "talks.html"), "author": "Bo Clerk"})
    document = Document.objects.get()
    assert response["Location"] == document.get_absolute_url()
    assert (document.title, document.author, document.outlet) == ("Talks fail", "Bo Clerk", wire)
    assert (str(document.published), document.address) == ("5 Jul 2011", "https://wire.example/7")
    assert (document.language, original(document)) == ("en", PAGE)
    assert [passage.text for passage in document.passages.all()] == document.text.split("\n\n")


def test_an_outlet_is_known_by_the_host_of_an_address_or_by_the_first_lines(as_role, desk):
    lead = make.lead_of(desk)
    wire, ria = make.outlet(lead, "The Wire"), make.outlet(lead, "RIA Novosti")
    make.document(lead, outlet=wire, address="https://www.wire.example/1")
    client = as_role("analyst")
    client.post(PATH, {"file": file(PAGE, "talks.html")})
    client.post(PATH, {"file": file(b"Moscow, 4 July 2011 (RIA Novosti)\n\nNothing new.", "a.md")})
    assert [each.outlet for each in Document.objects.order_by("pk")] == [wire, wire, ria]


def test_read_first_shows_what_was_guessed_and_what_is_emptied_then_stays_empty(as_role, desk):
    client = as_role("analyst")
    form = client.post(PATH, {"file": file(PAGE, "talks.html"), "again": "read"}).context["form"]
    assert (form["title"].value(), form["new_outlet"].value(), form["author"].value()) == (
        "Talks fail",
        "Example Wire",
        "Ana Writer",
    )
    assert (form["published"].value(), form["language"].value()) == (
        "5 Jul 2011",
        "en",
    ) and not Document.objects.exists()
    client.post(PATH, typed(held=form["held"].value(), title="Talks fail"))
    document = Document.objects.get()
    assert (document.author, document.outlet, document.published, document.address) == ("", None, None, "")


def test_what_was_typed_for_another_file_stays_and_what_this_one_says_stands_beside_it(as_role, desk):
    ria = make.outlet(make.lead_of(desk), "RIA Novosti")
    client = as_role("analyst")
    draft = {"title": "Another speech", "published": "July 5, 2011", "outlet": ria.pk, "language": "ru"}
    shown = client.post(PATH, {"file": file(PAGE, "talks.html"), "again": "read", **draft})
    form = shown.context["form"]
    assert (form["title"].value(), form["author"].value()) == ("Another speech", "Ana Writer")
    said = {name: field.help_text for name, field in form.fields.items() if "The file says" in str(field.help_text)}
    assert said == {
        "title": "The file says: <bdi>Talks fail</bdi>",
        "outlet": "The file says: <bdi>Example Wire</bdi>",
        "language": "The file says: <bdi>English</bdi>",
    }
    assert "Where you typed something else, that stays" in page(shown)
    evil = files.page(WORDS, head="<title>&lt;script>x&lt;/script> a title</title>").encode()
    shown = client.post(PATH, {"file": file(evil, "a.html"), "again": "read", "title": "Mine"})
    assert "The file says: <bdi>&lt;script&gt;" in page(shown)
    shown = client.post(PATH, {"file": file(b"Words.", "note 7.txt"), "again": "read", "title": "Mine"})
    assert "The file is called: <bdi>note 7</bdi>" in page(shown)
    shown = client.post(PATH, {"file": file(b"Others.", "a.txt"), "again": "read", "author": "Ana"})
    assert "The file says" not in page(shown) and "Where you typed something else" not in page(shown)


def test_a_file_that_cannot_be_read_is_said_to_be_so_at_once(as_role, desk, files_kept):
    response = as_role("analyst").post(
        PATH, {"file": file(files.pdf([]), "scan.pdf"), "again": "read", "title": "Kept"}
    )
    assert "its pages are pictures" in page(response) and 'value="Kept"' in page(response)
    assert not files_kept()


def test_a_text_that_is_nearly_the_same_comes_in_and_it_is_said_with_a_link(as_role, desk):
    there = make.document(make.lead_of(desk), text=WORDS * 4)
    client, near = as_role("analyst"), f"{WORDS * 4} Or so they say."
    shown = page(client.post(PATH, {"file": file(near.encode()), "again": "read"}))
    said = f'This text is nearly the same as <a href="{there.get_absolute_url()}">{there}</a>: '
    assert said in shown and "all the same" not in shown
    response = client.post(PATH, {"text": near}, follow=True)
    assert said in page(response) and "Undo" in page(response) and Document.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.html", PAGE, "text/plain; charset=utf-8"),
        ("a.pdf", files.pdf([(72, 760, WORDS)]), "application/pdf"),
        ("a.docx", files.word(WORDS), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_the_original_comes_back_byte_by_byte_and_never_as_a_page(as_role, desk, name, data, kind):
    client = as_role("analyst")
    client.post(PATH, {"file": file(data, name), "title": "Talks"})
    response = client.get(f"{Document.objects.get().get_absolute_url()}original/")
    assert b"".join(response.streaming_content) == data and response["Content-Type"] == kind
    assert response["Content-Disposition"] == f'attachment; filename="Talks{name[1:]}"'
