import hashlib

import pytest
from django.core.management import CommandError, call_command

from tests import files, make
from tests.files import WORDS
from tracker.agenda.models import Filing
from tracker.history.models import Change
from tracker.sources.models import Document, Outlet

pytestmark = pytest.mark.django_db

RUSSIAN = "Система не должна быть направлена против нас, и это должно быть закреплено на бумаге. " * 3


@pytest.fixture(autouse=True)
def elsewhere(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "kept"


@pytest.fixture
def lead(desk):
    return make.member(desk, "lead")


@pytest.fixture
def file(tmp_path):
    def write(content, name="speech.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def bring(*paths, workspace="desk", **given):
    call_command("import_document", *map(str, paths), workspace=workspace, **given)


def refused(*paths, **given):
    """What is said of an import that fails; nothing of it is there."""
    before = Document.objects.count(), Outlet.objects.count()
    with pytest.raises(CommandError) as error:
        bring(*paths, **given)
    assert (Document.objects.count(), Outlet.objects.count()) == before
    return str(error.value)


def kept(settings):
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_a_file_is_in_the_workspace_with_its_original(lead, file, capsys):
    path = file("\ufeffWhat they want\r\n\r\nOne system.\r\n")
    bring(path)
    text = Document.objects.get()
    assert (text.title, text.text, text.encoding) == ("What they want", "What they want\n\nOne system.\n", "utf-8")
    assert text.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert text.file.read() == path.read_bytes()
    assert (text.recorded_by, text.workspace) == (lead, lead.workspace)
    assert f"{text.get_absolute_url()} (read as utf-8)" in capsys.readouterr().out
    assert Change.objects.get(verb="document.added").actor == str(lead)
    text.file.close()


def test_it_says_as_whom_it_was_recorded_and_how_to_say_another(lead, file, capsys):
    bring(file("One."))
    assert f"Recorded as {lead.user} ({lead.user.email}). That is the first lead" in capsys.readouterr().out
    analyst = make.member(lead.workspace, "analyst").user
    bring(file("Two."), by=analyst.email)
    assert capsys.readouterr().out.endswith(f"Recorded as {analyst} ({analyst.email}).\n")


def test_all_that_is_said_of_it_is_kept(lead, file):
    ria = make.outlet(lead, "RIA Novosti")
    talks = make.negotiation(lead)
    said = {"outlet": "ria novosti", "published": "June 2011", "language": "ru", "title": "A speech"}
    bring(file("Слова."), negotiation=talks.slug, **said)
    text = Document.objects.get()
    assert (text.title, text.outlet, str(text.published), text.language) == ("A speech", ria, "Jun 2011", "ru")
    assert Filing.objects.get().document == text


def test_an_outlet_nobody_knows_is_added_and_cannot_be_judged_yet(lead, file):
    bring(file("One."), file("Two.", "two.txt"), outlet="Le Monde")
    outlet = Outlet.objects.get()
    assert (outlet.name, outlet.kind, outlet.reliability) == ("Le Monde", "newspaper", "F")
    assert outlet.documents.count() == 2


def test_a_guessed_encoding_is_said_to_be_one(lead, file, capsys):
    bring(file(RUSSIAN.encode("cp1251")))
    assert Document.objects.get().text == RUSSIAN
    assert "(read as windows-1251, a guess: check it)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A headline\n\nThe text.", "A headline"),
        ("The first line of some\nwrapped prose.", "speech"),
        ("I\n\nbegin.", "speech"),
        (f"{'long ' * 50}\n\nThe text.", "speech"),
        ("Only this one sentence.", "speech"),
    ],
)
def test_the_first_line_is_the_title_where_it_stands_by_itself(lead, file, text, title):
    bring(file(text))
    assert Document.objects.get().title == title


def test_the_first_lead_who_has_not_left_imports_unless_somebody_else_is_named(desk, file):
    gone, lead, analyst = (make.member(desk, role) for role in ("lead", "lead", "analyst"))
    gone.is_active = False
    gone.save()
    bring(file("One."))
    bring(file("Two."), by=analyst.user.email.upper())
    assert [text.recorded_by for text in Document.objects.order_by("pk")] == [lead, analyst]


def test_a_file_that_is_there_already_is_refused_and_the_one_there_is_named(lead, file):
    bring(file("The same words."), title="As it was")
    words = refused(file("The same words.", "again.txt"))
    assert "again.txt: is here already, as 'As it was': /w/desk/documents/" in words


def test_what_is_here_already_is_imported_all_the_same_where_one_says_so(lead, file, capsys):
    bring(file(WORDS * 3))
    bring(file(WORDS * 3, "again.txt"), again=True)
    bring(file(f"{WORDS * 3} Or so.", "near.txt"))
    first = Document.objects.order_by("pk")[0]
    assert Document.objects.count() == 3
    assert f"is nearly the same as 'speech': {first.get_absolute_url()}" in capsys.readouterr().out


def test_every_kind_comes_in_with_what_it_says_of_itself(lead, file, capsys):
    page = files.page(
        WORDS, head='<title>Talks fail</title><meta property="article:published_time" content="2011-07-05">'
    )
    bring(file(page, "a.html"), file(files.pdf([(72, 760, WORDS)]), "b.pdf"), file(files.word("Words."), "c.docx"))
    first, second, third = Document.objects.order_by("pk")
    assert (first.title, str(first.published), first.text) == ("Talks fail", "5 Jul 2011", WORDS)
    assert (second.title, second.text, third.text) == ("b", WORDS, "Words.")
    assert "(read as utf-8)" in (said := capsys.readouterr().out) and "(read from .pdf)" in said


def test_it_says_what_it_filled_in_to_be_checked(lead, file, capsys):
    make.outlet(lead, "Reuters", "B")
    bring(file(f"Talks fail\n\nMoscow, July 4, 2011 (Reuters)\n\n{WORDS}"))
    assert "Talks fail\n  outlet: Reuters (B); published: 4 Jul 2011; language: English\n" in capsys.readouterr().out
    bring(file(files.page(WORDS, head='<meta property="og:site_name" content="Example Wire">'), "a.html"))
    assert "outlet: none (the file names Example Wire: --outlet adds it); published: unknown" in capsys.readouterr().out


def test_a_party_that_a_text_mentions_did_not_publish_it(lead, file, capsys):
    make.outlet(lead, "NATO", "A")
    bring(file("Moscow, 4 July. The talks went badly, a diplomat said.\nHe had met colleagues from NATO."))
    assert Document.objects.get().outlet is None and "outlet: none; published: " in capsys.readouterr().out


def test_another_workspace_may_have_the_same_file(lead, file):
    make.lead_of(make.workspace("other"))
    bring(file("The same words."))
    bring(file("The same words."), workspace="other")
    assert Document.objects.count() == 2


def test_of_several_files_all_are_imported_or_none_and_each_failure_is_named(lead, file, tmp_path, settings):
    paths = [
        file("Good."),
        file("", "empty.txt"),
        file(b"\x00\x01\x02" * 50, "odd.bin"),
        file(b"%PDF-1.4", "paper.pdf"),
        file("Good.", "twice.txt"),
        tmp_path / "nowhere.txt",
        tmp_path,
    ]
    words = refused(*paths, outlet="Le Monde").splitlines()
    assert words == [
        f"{paths[1]}: This file is empty. Nothing was imported.",
        f"{paths[2]}: This file’s name ends in .bin. Bring in .txt, .md, .html, .pdf or .docx; nothing was imported.",
        f"{paths[3]}: This PDF is damaged or cut off. Open it, print it to a new PDF and upload that; "
        "nothing was imported.",
        f"{paths[4]}: is the same file as {paths[0]}.",
        f"{paths[5]}: There is no such file.",
        f"{tmp_path}: This is a folder. Name the files in it.",
        "None of the files was imported.",
    ]
    assert kept(settings) == []


def test_a_file_that_is_too_large_is_refused_without_reading_all_of_it(lead):
    assert "/dev/zero: This file is larger than 20 MB." in refused("/dev/zero")


def test_where_the_database_refuses_the_originals_go_as_well(lead, file, settings, monkeypatch):
    from tracker.exchange.management.commands import import_document

    calls = iter([None, OSError(28, "No space left on device")])

    def fails_later(*args, **given):
        if failure := next(calls):
            raise failure

    monkeypatch.setattr(import_document, "file_document", fails_later)
    talks = make.negotiation(lead)
    words = refused(file("One."), file("Two.", "two.txt"), negotiation=talks.slug)
    assert words == "The original cannot be kept: No space left on device. Nothing was imported."
    assert kept(settings) == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"workspace": "dsk"}, "There is no workspace 'dsk'. There are: desk, other."),
        ({"negotiation": "x"}, "The workspace 'desk' has no negotiation 'x'. There are: missile-defence."),
        ({"published": "31 June 2011"}, "--published 31 June 2011: June has 30 days."),
        ({"language": "Klingon!"}, "--language Klingon!: write the code of a language, such as en, fr or ru."),
        ({"by": "nobody@example.org"}, "nobody@example.org is no member of the workspace 'desk'."),
        (
            {"by": "reader@example.org"},
            "Only analysts, reviewers and leads may record anything. Ask a lead. Nothing was imported.",
        ),
        ({"title": "x" * 301}, "Title: Ensure this value has at most 300 characters (it has 301)."),
        ({"outlet": "x" * 301}, "Name: Ensure this value has at most 300 characters (it has 301)."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(lead, file, given, words):
    make.workspace("other")
    make.negotiation(lead)
    make.member(lead.workspace, "reader", email="reader@example.org")
    assert words in refused(file("Words."), **given)


def test_a_title_is_for_one_file(lead, file):
    assert "A title is for one file" in refused(file("One."), file("Two.", "two.txt"), title="Both")


def test_where_nobody_leads_it_asks_who_imports(desk, file):
    make.member(desk, "analyst")
    assert "has no lead: say with --by EMAIL who imports." in refused(file("Words."))
