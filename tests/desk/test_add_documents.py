"""Several files are read, looked at, and brought in; each stands alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import files, make
from tests.files import WORDS
from tracker.agenda.models import Filing
from tracker.history.models import Change
from tracker.sources.models import Document, Outlet

pytestmark = pytest.mark.django_db
ONE, PATH = "/w/desk/documents/add/", "/w/desk/documents/add/several/"
OTHER = "The other side does not want to hear of it, and has said so at every meeting since the autumn of last year."
HEAD = (
    '<title>Talks fail</title><meta property="og:site_name" content="Example Wire">'
    '<meta name="author" content="Ana Writer">'
)


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return lambda folder: [path for path in (tmp_path / folder).rglob("*") if path.is_file()]


def sent(*named):
    return [SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode()) for name, data in named]


def filled(batch, **fields):
    """What the page sends when its button is pressed; `fields` are typed into the first row."""
    typed = {"row": [row.token for row in batch.rows]}
    for n, row in enumerate(batch.rows):
        for field in row:
            value = field.field.prepare_value(field.value())
            if value not in (None, False, ""):
                typed[field.html_name] = "on" if value is True else value
        if not n:
            typed |= {f"{row.prefix}-{name}": value for name, value in fields.items()}
    return typed


def read(client, *named, path=ONE):
    return client.post(path, {"file": sent(*named)}).context["batch"]


THREE = [
    ("talks.html", files.page(WORDS, head=HEAD)),
    ("answer.pdf", files.pdf([(72, 760, OTHER)])),
    ("virus.docx", b"MZ\x90\0 not a Word file"),
]


def test_each_file_is_read_and_shown_or_refused_with_a_sentence_and_nothing_is_saved(as_role, desk, kept):
    ria = make.outlet(make.lead_of(desk), "Example wire")
    response = as_role("analyst").post(ONE, {"file": sent(*THREE)})
    batch, shown = response.context["batch"], response.content.decode()
    assert response.status_code == 200 and [row.file.name for row in batch.rows] == ["talks.html", "answer.pdf"]
    assert (batch.rows[0]["title"].value(), batch.rows[0]["outlet"].value()) == ("Talks fail", ria.pk)
    assert 'value="Ana Writer"' in shown and 'value="answer"' in shown and OTHER in shown
    assert "it is a program" in shown and not Document.objects.exists()
    assert len(kept("held")) == 2


def test_what_is_ticked_comes_in_as_it_was_corrected_and_the_rest_leaves_nothing_behind(as_role, desk, kept):
    client, talks = as_role("analyst"), make.negotiation(make.lead_of(desk))
    batch = read(client, *THREE, ("long.txt", OTHER * 3))
    typed = filled(batch, title="Talks failed", new_outlet="Wire", published="4 July 2011")
    del typed[f"{batch.rows[2].prefix}-anyway"]
    response = client.post(PATH, typed | {"negotiations": [talks.pk]}, follow=True)
    assert response.redirect_chain == [("/w/desk/documents/", 302)]
    first, second = Document.objects.order_by("pk")
    links = [f'<a href="{each.get_absolute_url()}"><bdi>{each}</bdi></a>' for each in (first, second)]
    assert f"2 texts brought in: {links[0]}, {links[1]}. One was left out." in response.content.decode()
    assert (first.title, first.outlet.name, str(first.published), first.author) == (
        "Talks failed",
        "Wire",
        "4 Jul 2011",
        "Ana Writer",
    )
    assert (first.text, second.text) == (WORDS, OTHER)
    with second.file.open("rb") as original:
        assert original.read() == THREE[1][1]
    assert Filing.objects.count() == 2 and Change.objects.filter(verb="document.added").count() == 2
    assert not kept("held") and len(kept("documents")) == 2


def test_a_row_that_is_wrong_keeps_no_other_back(as_role, desk):
    client = as_role("analyst")
    batch = read(client, *THREE)
    response = client.post(PATH, filled(batch, published="someday", title="Kept"))
    again = response.context["batch"]
    assert response.status_code == 422 and [row.file.name for row in again.rows] == ["talks.html"]
    assert "Kept" in response.content.decode() and Document.objects.get().text == OTHER
    client.post(PATH, filled(again, published="2011"))
    assert Document.objects.count() == 2


def test_what_is_here_already_is_not_ticked_and_the_analyst_decides(as_role, desk):
    client = as_role("analyst")
    there = make.document(make.lead_of(desk), text=f"{OTHER}\n\n{WORDS}")
    batch = read(client, ("near.txt", f"{OTHER}\n\n{WORDS} Or so."), ("own.txt", "Something quite different, and new."))
    near, own = batch.rows
    assert (near["anyway"].value(), own["anyway"].value()) == (False, True)
    assert f'is nearly the same as <a href="{there.get_absolute_url()}">' in near.twin_words
    client.post(PATH, filled(batch))
    assert Document.objects.count() == 2
    client.post(PATH, filled(read(client, ("near.txt", f"{OTHER}\n\n{WORDS} Or so."), path=PATH), anyway="on"))
    assert Document.objects.count() == 3


def test_two_files_with_the_same_text_are_asked_about_when_the_first_is_in(as_role, desk):
    client = as_role("analyst")
    batch = read(client, ("a.txt", f"{OTHER} {WORDS}"), ("b.txt", f"{OTHER} {WORDS}"), ("c.md", f"{OTHER}\n{WORDS}"))
    assert [file.why for file in batch.refused] == ["It is the same file as a.txt."]
    response = client.post(PATH, filled(batch))
    again = response.context["batch"]
    assert [row.file.name for row in again.rows] == ["c.md"] and "is here already, as" in response.content.decode()
    assert not again.rows[0].wanted and Document.objects.count() == 1
    client.post(PATH, filled(again))
    assert Document.objects.count() == 1


def test_a_guessed_encoding_is_shown_and_another_can_be_tried(as_role, desk):
    client, text = (
        as_role("analyst"),
        "Россия настаивает на гарантиях: система не должна быть направлена против неё.\n" * 3,
    )
    batch = read(client, ("a.txt", text.encode("cp1251")), ("b.txt", WORDS))
    assert batch.rows[0]["encoding"].value() == "cp1251" and "a guess" in batch.rows[0].summary
    tried = client.post(PATH, filled(batch, encoding="koi8-r") | {"again": "encoding"})
    assert "пНЯЯХЪ" in tried.content.decode() and not Document.objects.exists()
    client.post(PATH, filled(batch))
    assert Document.objects.order_by("pk")[0].text == text and Document.objects.count() == 2


def test_htmx_gets_the_rows_of_what_it_sent_alone(as_role, desk):
    fields = {"file": sent(THREE[0]), "again": "read"}
    shown = (
        as_role("analyst").post(PATH, fields, headers={"HX-Request": "true", "HX-Target": "ul#rows"}).content.decode()
    )
    assert shown.strip().startswith('<ul id="rows"') and "<form" not in shown and "Talks fail" in shown


def test_a_file_kept_aside_is_its_members_own(as_role, desk):
    batch = read(as_role("analyst"), *THREE)
    response = as_role("reviewer").post(PATH, filled(batch))
    assert "no longer kept here" in response.content.decode() and not Document.objects.exists()
    assert not Outlet.objects.exists()


def test_an_address_that_is_none_spoils_no_file(as_role):
    page = as_role("analyst").post(PATH, {"file": sent(("a.txt", f"Link: http://[1\n\n{WORDS}"), ("b.txt", OTHER))})
    assert page.status_code < 500 and len(page.context["batch"].rows) == 2


def test_more_than_a_hundred_files_are_named_not_dropped(as_role, monkeypatch):
    monkeypatch.setattr("tracker.desk.forms.several.MOST", 1)
    batch = as_role("analyst").post(PATH, {"file": sent(("a.txt", WORDS), ("b.txt", OTHER))}).context["batch"]
    assert [row.file.name for row in batch.rows] == ["a.txt"]
    assert [each.name for each in batch.refused] == ["b.txt"]
