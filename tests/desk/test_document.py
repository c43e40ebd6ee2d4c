import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.desk.test_marks import texts
from tracker.accounts.models import Membership
from tracker.agenda.operations import file_document
from tracker.sources.models import Excerpt
from tracker.sources.operations import add_document
from tracker.statements.operations import Heard, Reported, add_report

pytestmark = pytest.mark.django_db

SENTENCE = "one system, divided into sectors"


def look(client, document):
    return client.get(reverse("desk:document", kwargs={"ws": document.workspace.slug, "pk": document.pk}))


class Body(HTMLParser):
    """The text of a document as the page has it: without tags, without what stands beside it; and its marks."""

    def __init__(self, page):
        super().__init__()
        self.text, self.marks, self.open, self.beside, self.links = "", {}, [], 0, {}
        self.feed(page[page.index('<div class="body"') : page.index("</article>")])

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "div":
            self.beside += self.beside > 0 or attrs.get("class") == "gut"
        if tag == "mark":
            name = attrs.get("id")
            self.open.append((name, attrs["class"]))
            if name:
                assert name not in self.marks, "an id stands once on a page"
                self.marks[name] = ""
        if tag == "a" and self.open:
            self.links[self.open[-1][0]] = attrs["href"]

    def handle_endtag(self, tag):
        if tag == "div" and self.beside:
            self.beside -= 1
        if tag == "mark":
            self.open.pop()

    def handle_data(self, data):
        if not self.beside:
            self.text += data
            for name, _ in self.open:
                if name:
                    self.marks[name] += data


def body(client, document):
    response = look(client, document)
    assert response.status_code == 200
    shown = Body(response.content.decode())
    shown.text = shown.text.removesuffix("\n  ").rstrip("\n ") + trailing(document.text)
    return shown


def trailing(text):
    return text[len(text.rstrip("\n ")) :]


def cut(table, text, quoted, *holders, **fields):
    return make.statement(
        table.by, table.issue, *holders, reports=[Reported("paraphrase", text, [quoted])], **fields
    ).reports.get().quotations.get().excerpt  # fmt: skip


def test_the_words_are_marked_in_the_holders_colour_and_lead_to_the_statement(as_role, table):
    page = look(as_role("reader"), table.digest).content.decode()
    excerpt = table.digest.excerpts.get()
    link = f'<a href="{table.said.get_absolute_url()}">{SENTENCE}</a>'
    assert f'<mark class="hl party-2" id="excerpt-{excerpt.pk}">{link}</mark>' in page


def test_beside_the_text_stand_the_statements_cut_from_it_in_its_order(as_role, table):
    later = cut(table, table.digest, "is what they want", table.nato, words="It is wanted.")
    add_report(table.answered, Reported("relayed", table.digest), by=table.by)
    page = look(as_role("reader"), table.digest).content.decode()
    beside = page.partition("<aside")[2]
    places = [beside.index(words) for words in (table.said.words, "It is wanted.", table.answered.words)]
    assert places == sorted(places)
    assert f'href="#excerpt-{later.pk}"' in beside and "no words quoted" in beside
    assert "3 statements" in page


def test_excerpts_that_overlap_are_both_there(as_role, table):
    wide = cut(table, table.digest, "divided into sectors, is what they want", table.nato)
    shown = body(as_role("reader"), table.digest)
    assert shown.text == table.digest.text
    assert shown.marks[f"excerpt-{table.digest.excerpts.get(exact=SENTENCE).pk}"] == "one system, "
    assert shown.marks[f"excerpt-{wide.pk}"] == "divided into sectors"


def test_a_joint_statement_is_marked_for_each_of_its_holders(as_role, table):
    cut(table, table.digest, "is what they want", table.nato, table.russia)
    page = look(as_role("reader"), table.digest).content.decode()
    layers = (
        r'<mark class="hl party-1" id="[^"]+"><mark class="hl party-2"><a [^>]+>is what they want</a></mark></mark>'
    )
    assert re.search(layers, page)


def test_second_hand_words_background_and_words_of_no_statement_look_different(as_role, table):
    text = make.document(table.by, "First the account. Then the background. Last what nobody used.")
    lavrov = make.speaker(table.by, party=table.russia)
    cut(table, text, "First the account", table.nato, speaker=lavrov)
    make.statement(
        table.by,
        None,
        voice="background",
        direction="not_stated",
        act="inform",
        reports=[Reported("outlet_summary", text, ["Then the background"])],
    )
    make.sources.quote(text, "Last what nobody used", by=table.by)
    page = look(as_role("reader"), text).content.decode()
    assert re.findall(r'<mark class="([^"]+)"', page) == ["hl party-1 told", "voice", "hl bare"]


@pytest.mark.parametrize(
    "text",
    [
        "Plain.\n\nSecond <b>bold</b> & </p></div></article> third.",
        "  led in\n\n\n\tverse one\n  verse two\n\nend \n",
        "Flag 🇷🇺 family 👨‍👩‍👧‍👦 é vs é ﬁ soft\u00adhyphen.",
        "שלום עולם\n\nمرحبا بالعالم (abc) 123",
        "one line\nanother line\nthird line",
    ],
)
def test_the_marked_text_without_its_tags_is_the_text_stored(as_role, table, text):
    text = make.document(table.by, text)
    for start in range(0, len(text.text) - 6, 5):
        Excerpt.objects.create(
            workspace=text.workspace, document=text, start=start, end=start + 6, exact=text.text[start : start + 6],
            recorded_by=table.by,
        )  # fmt: skip
    assert body(as_role("reader"), text).text == text.text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts.filter(str.strip), ends=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40)), max_size=5))
def test_so_it_is_for_any_text_and_any_excerpts(as_role, table, client, text, ends):
    client.force_login(table.by.user, backend="django.contrib.auth.backends.ModelBackend")
    written = add_document(by=table.by, title="Any", text=text)
    for start, length in ends:
        if exact := written.text[start : start + length]:
            Excerpt.objects.create(workspace=written.workspace, document=written, start=start, end=start + len(exact),
                                   exact=exact, recorded_by=table.by)  # fmt: skip
    assert body(client, written).text == written.text


def test_an_excerpt_no_longer_found_is_listed_and_not_marked(as_role, table):
    Excerpt.objects.update(state="unresolved")
    page = look(as_role("reader"), table.digest).content.decode()
    assert "<mark" not in page
    assert "No longer found in the text" in page and f"{SENTENCE}</blockquote>" in page


def test_it_says_where_the_text_comes_from(as_role, table):
    text = make.document(table.by, outlet=table.ria, author="M. Nowak", address="https://example.org/a?b=1&c=2")
    file_document(table.talks, text, by=table.by)
    page = look(as_role("reader"), text).content.decode()
    assert 'title="B: usually reliable">B</abbr>' in page and "M. Nowak" in page and "published 5 Jul 2011" in page
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer">' in page
    assert f'title="{text.sha256}">{text.sha256[:12]}<' in page
    assert f'href="{table.talks.get_absolute_url()}grid/"' in page
    assert "Original file" not in page


def test_an_address_that_is_no_web_page_is_no_link(as_role, table):
    type(table.digest).objects.update(address="javascript:alert(1)")
    page = look(as_role("reader"), table.digest).content.decode()
    assert "javascript:alert(1)" in page and 'href="javascript' not in page


def test_strangers_and_other_workspaces_do_not_read_it(as_role, table):
    other = make.Table(by=make.lead_of(make.workspace("other")))
    lead = as_role("lead")
    assert look(lead, other.digest).status_code == 404
    assert lead.get(f"/w/desk/documents/{other.digest.pk}/").status_code == 404
    assert look(as_role("stranger"), table.digest).status_code == 404


def test_it_costs_no_more_with_more_excerpts_and_statements(as_role, table, cost):
    client = as_role("reader")
    text = make.document(table.by, " ".join(f"Sentence number {n} of the text." for n in range(40)), outlet=table.ria)

    def grow(n):
        chain = [Heard(table.ria), Heard(make.outlet(table.by))]
        speaker = make.speaker(table.by, party=table.nato)
        make.statement(table.by, table.issue, make.party(table.by), speaker=speaker,
                       reports=[Reported("paraphrase", text, [f"Sentence number {n} of"], chain)])  # fmt: skip

    grow(0)
    look(client, text)
    few = cost(lambda: look(client, text))
    for n in range(1, 5):
        grow(n)
    assert cost(lambda: look(client, text)) == few <= 16


def test_the_texts_of_other_documents_are_not_fetched_with_it(as_role, table, django_assert_max_num_queries):
    other = make.document(table.by, "A very long book.")
    add_report(table.said, Reported("relayed", other), by=table.by)
    client = as_role("reader")
    with django_assert_max_num_queries(16) as asked:
        look(client, table.digest)
    assert sum('"sources_document"."text"' in query["sql"] for query in asked.captured_queries) == 1


# The original file ----------------------------------------------------------------------------------------------------


@pytest.fixture
def kept(table, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return add_document(by=table.by, title="Речь / 1: <b>", text="Слова", original="Слова".encode("cp1251"),
                        filename="speech.html", encoding="cp1251")  # fmt: skip


def original(client, document):
    return client.get(reverse("desk:original", kwargs={"ws": document.workspace.slug, "pk": document.pk}))


def test_the_original_comes_as_a_file_never_as_a_page(as_role, kept):
    response = original(as_role("reader"), kept)
    assert b"".join(response.streaming_content) == "Слова".encode("cp1251")
    assert response["Content-Type"] == "text/plain; charset=cp1251"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%A0%D0%B5%D1%87%D1%8C-1-b.html")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Original file" in look(as_role("lead"), kept).content.decode()


def test_what_was_not_read_as_text_comes_as_bytes(as_role, kept):
    type(kept).objects.filter(pk=kept.pk).update(encoding="")
    response = original(as_role("reader"), kept)
    assert b"".join(response.streaming_content) == "Слова".encode("cp1251")
    assert response["Content-Type"] == "application/octet-stream"


def test_an_original_that_is_not_there_is_said_to_be_missing(as_role, table, kept):
    client = as_role("reader")
    response = original(client, table.digest)
    assert response.status_code == 404 and "is not kept here" in response.content.decode()
    kept.file.storage.delete(kept.file.name)
    assert original(client, kept).status_code == 404


def test_strangers_and_other_workspaces_get_no_original(as_role, kept):
    assert original(as_role("stranger"), kept).status_code == 404
    make.workspace("other")
    other = Membership.objects.create(workspace=make.workspace("other"), user=make.user(), role="lead")
    client = as_role("lead")
    client.force_login(other.user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/w/other/documents/{kept.pk}/original/").status_code == 404


# Recording from the text ----------------------------------------------------------------------------------------------


def test_who_may_record_is_offered_to_and_a_reader_is_not(as_role, table):
    page = look(as_role("analyst"), table.digest).content.decode()
    assert f'data-record="/w/desk/statements/record/?document={table.digest.pk}"' in page
    page = look(as_role("reader"), table.digest).content.decode()
    assert "statements/record" not in page and "select-quote" not in page


def test_an_address_with_a_place_opens_the_form_for_it_again(as_role, table):
    client, path = as_role("analyst"), f"/w/desk/documents/{table.digest.pk}/"
    assert "&amp;start=3&amp;end=9&amp;in_text=1" in client.get(path, {"start": "3", "end": "9"}).content.decode()
    for damaged in ({"start": "9", "end": "3"}, {"start": "x", "end": "9" * 30}, {"said": "\0"}, {"next": "-1"}):
        assert client.get(path, damaged).status_code == 200


def test_after_saving_the_text_alone_is_drawn_anew_with_the_mark_and_the_notice(as_role, table):
    client = as_role("analyst")
    sent = {"said": "4 July 2011", "words": "They want it.", "voice": "background"}
    place = f"document={table.digest.pk}&start=18&end=28&in_text=1"
    form = client.get(f"/w/desk/statements/record/?{place}").context["form"]
    sent |= {"report-0-document": table.digest.pk, "report-0-mode": "paraphrase", "report-0-near-0": 18,
             "report-0-quote-0": form.reports[0]["quote-0"].value()}  # fmt: skip
    assert client.post(f"/w/desk/statements/record/?{place}", sent).status_code == 204
    said = table.by.workspace and table.digest.reports.latest("pk").statement
    page = client.get(f"/w/desk/documents/{table.digest.pk}/", {"said": said.pk, "next": "28"},
                      headers={"HX-Request": "true", "HX-Target": "div#reader"}).content.decode()  # fmt: skip
    excerpt = said.reports.get().quotations.get().excerpt
    assert page.lstrip().startswith('<div id="reader"') and f'data-at="{excerpt.pk}"' in page
    assert f'<mark class="voice" id="excerpt-{excerpt.pk}"' in page and 'data-next="28"' in page
    assert '<hx-partial hx-target="#notice"' in page and "it counts nowhere" in page


def test_a_text_shows_only_the_statements_of_one_party_or_on_one_issue(as_role, table):
    client, there = as_role("reader"), reverse("desk:document", kwargs={"ws": "desk", "pk": table.digest.pk})
    other = make.statement(
        table.by, table.issue, table.nato, reports=[make.statements.Reported("paraphrase", table.digest, ["sectors"])]
    )
    page = client.get(there)
    assert list(page.context["form"].fields) == ["party"]
    assert page.context["shown"].every == 2
    shown = client.get(there, {"party": table.nato.pk})
    assert [each.words for each in shown.context["shown"].cuts] == [other.words]
    assert shown.content.decode().count("<mark ") < page.content.decode().count("<mark ")
    assert "1 of 2 statements" in shown.content.decode()
    for nonsense in ("x", "0", "999999999999999999999", "\0"):
        assert client.get(there, {"party": nonsense}).context["shown"].every == 2


def test_every_value_beside_the_text_is_shown_as_text(as_role, table):
    ugly = '<b onclick="x">\'&amp;'
    party = make.party(table.by, ugly)
    issue = make.issue(table.by, table.talks, ugly)
    text = make.document(table.by, f"They say {ugly} twice.", title=ugly, language="fr")
    make.statement(table.by, issue, party, words=ugly, reports=[Reported("verbatim", text, [ugly])])
    page = as_role("analyst").get(text.get_absolute_url()).content.decode()
    listed = page[page.index('class="rows cuts"') :]
    assert listed.count("&lt;b onclick=") == 3  # whose, on what, in which words
    assert "<b onclick" not in page
    assert "Translate</a>" in listed


def test_its_language_has_a_name(as_role, table):
    document = make.document(table.by, "Договора нет.", language="ru")
    assert ">Russian<" in look(as_role("reader"), document).content.decode()
