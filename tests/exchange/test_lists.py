"""A list of statements as a file: all that the page would show, a row for each quotation, text as text."""

import csv
import io
import re
import tracemalloc
from datetime import datetime

import docx
import pytest
from django.core.management import call_command
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests import make
from tracker.accounts.models import Membership
from tracker.base.spool import Spool
from tracker.exchange import lists, quotations
from tracker.exchange.exporters.csv import plain
from tracker.exchange.lists import WRITERS
from tracker.statements.models import Holder, Quotation, Statement
from tracker.statements.operations import Heard, Reported

pytestmark = pytest.mark.django_db
PATH = "/w/desk/statements/export/"
HOSTILE = [
    '=HYPERLINK("http://example.org")', "a;+1\n@x", "<script>alert(1)</script> &amp; **b** #c", "\u202egnp.exe",
    "מסקנה 12 (א)", "x" * 10_000, "\x0b\x1f-1", "50 % of {them}", '"-1", ,"=2;"+3', "－4;＠5\n，6",
]  # fmt: skip


def content(client, **query):
    response = client.get(PATH, query)
    assert response.status_code == 200, response.get("Location")
    found = b"".join(response)
    assert len(found) == int(response["Content-Length"])
    response.close()
    return found


def rows(client, **query):
    text = content(client, format="csv", **query).decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def sheet(client, **query):
    head, *rest = load_workbook(io.BytesIO(content(client, format="xlsx", **query)))["Statements"].iter_rows(
        values_only=True
    )
    return [dict(zip(head, row, strict=True)) for row in rest]


@pytest.fixture
def odd(table, member):
    """A statement with everything there is: two holders, a speaker with a post, a chain, two quotations."""
    lavrov = make.speaker(table.by, "Sergei Lavrov", table.russia, "Foreign Minister", since=make.when("2004"))
    make.actors.add_post(lavrov, table.nato, by=table.by, title="Envoy", since=make.when("2004"), authority=10)
    text = make.document(table.by, "Бомбить нельзя. Никогда.", title="Речь", language="ru", published="May 2012",
                         address="https://example.org/speech", outlet=table.ria)  # fmt: skip
    said = make.statement(
        member("analyst"), table.issue, table.nato, table.russia, words="Sanctions would be lifted.", said="May 2012",
        speaker=lavrov, option=table.issue.options.last(), direction="against", act="threaten", credibility=4,
        meeting=table.sochi,
        reports=[Reported("relayed", text, ["Бомбить нельзя", "Никогда"],
                          [Heard(table.ria), Heard(make.outlet(table.by, "Interfax", "D"))])],
    )  # fmt: skip
    Holder.objects.filter(statement=said, party=table.nato).update(told_by_other=True)
    first = Quotation.objects.filter(report__statement=said).order_by("order")[0].excerpt
    type(first).objects.filter(pk=first.pk).update(translation="Bombing is out", translator="M. Kay")
    table.odd = said
    return table


def test_a_row_says_all_there_is_of_a_quotation(as_role, odd):
    first, second, *_rest = rows(as_role("reader"))
    assert first == {
        "Statement": str(odd.odd.pk), "Said on": "2012-05", "Whose view": "NATO (second-hand); Russia",
        "Speaker": "Sergei Lavrov", "Post that day": "Foreign Minister", "In our words": "Sanctions would be lifted.",
        "Negotiation": odd.talks.title, "Issue": "Architecture", "Side": "Against",
        "Option": odd.issue.options.last().words, "Value": "", "Scale from": "", "Scale to": "", "Act": "Threaten",
        "Modality": "Actual", "Voice": "A party’s", "Meeting": "Sochi", "Credibility": "4", "Grade": "D4",
        "How carried": "Relayed", "Outlets, from who heard it": "Interfax → RIA Novosti", "Their reliability": "D → B",
        "Quotation": "Бомбить нельзя", "Language": "ru", "Translation": "Bombing is out", "Translated by": "M. Kay",
        "Document": "Речь", "Published on": "2012-05", "Address of the document": "https://example.org/speech",
        "Recorded by": str(odd.odd.coder.user), "Recorded at (UTC)": first["Recorded at (UTC)"],
        "Address of the statement": f"http://testserver/w/desk/statements/{odd.odd.pk}/",
    }  # fmt: skip
    assert datetime.fromisoformat(first["Recorded at (UTC)"])
    assert second == first | {"Quotation": "Никогда", "Translation": "", "Translated by": ""}


def test_the_grade_is_that_of_the_best_report_beside_each(as_role, table):
    worse, note = make.outlet(table.by, "Telegram", "E"), make.document(table.by)
    reports = [Reported("relayed", table.digest, ["one system"], [Heard(table.ria), Heard(worse, "Telegram II")]),
               Reported("paraphrase", note, ["they want"], [Heard(worse)]),
               Reported("paraphrase", note)]  # fmt: skip
    carried = make.statement(table.by, table.issue, table.nato, reports=reports)
    heard = make.statement(table.by, table.issue, table.nato, reports=[*reports, Reported("verbatim")])
    found = rows(as_role("reader"))
    said = [(row["Outlets, from who heard it"], row["Grade"]) for row in found if row["Statement"] == str(carried.pk)]
    assert said == [("Telegram II → RIA Novosti", "E2"), ("Telegram", "E2"), ("", "E2")]
    assert {row["Grade"] for row in found if row["Statement"] == str(heard.pk)} == {"A2"}


def test_the_post_is_the_highest_held_that_day(as_role, table):
    envoy = make.speaker(table.by, "Dmitry Rogozin", table.russia, "Envoy", since=make.when("2008"), authority=80)
    for title, since, authority in [("Colonel", "2001", 10), ("Chairman", "2002", 80), ("Deputy", "2012", 100)]:
        make.actors.add_post(envoy, table.russia, by=table.by, title=title, since=make.when(since), authority=authority)
    said = make.statement(table.by, table.issue, table.russia, speaker=envoy, said="4 July 2011")
    found = {row["Statement"]: row["Post that day"] for row in rows(as_role("reader"))}
    assert found[str(said.pk)] == str(envoy.posts.on(said.said_on)[0].title) == "Chairman"


def test_every_statement_and_every_quotation_is_there_once_quoted_or_not(as_role, odd):
    make.statement(odd.by, odd.issue, odd.nato, reports=[], words="Nobody has reported it.")
    found = rows(as_role("reader"))
    assert {int(row["Statement"]) for row in found} == set(Statement.objects.values_list("pk", flat=True))
    assert len([row for row in found if row["Quotation"]]) == Quotation.objects.count()
    assert len({(row["Statement"], row["Quotation"]) for row in found}) == len(found)


@pytest.mark.parametrize("query", [{}, {"order": "said"}, {"order": "recorded"}, {"holder": "nato"},
                                   {"words": "sanction"}, {"speaker": "sergei lavrov"}, {"kind": ["told", "joint"]},
                                   {"n": "talks", "as_of": "2011-12-31"}, {"state": "waiting"}])  # fmt: skip
def test_it_holds_what_the_page_lists_in_its_order(as_role, odd, query):
    if "n" in query:
        query |= {"n": odd.talks.slug}
    listed = as_role("reader").get("/w/desk/statements/", query).context["shown"].lines
    assert listed
    found = [int(row["Statement"]) for row in rows(as_role("reader"), **query)]
    assert list(dict.fromkeys(found)) == [line.statement.pk for line in listed]


def test_the_page_leads_to_its_files_with_its_filters(as_role, odd):
    page = as_role("reader").get("/w/desk/statements/", {"holder": "nato", "words": ""}).content.decode()
    form = re.search(r'<form class="form" method="get" action="export/">.*?</form>', page, re.DOTALL)[0]
    assert re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', form) == [("holder", "nato")]
    assert re.findall(r'name="format" value="(\w+)"', form) == list(WRITERS)


def test_a_wish_that_is_not_understood_gives_no_file_but_the_list_that_says_so(as_role, table):
    response = as_role("reader").get(PATH, {"speaker": "Nobody", "format": "csv"})
    assert (response.status_code, response["Location"]) == (302, "/w/desk/statements/?speaker=Nobody&format=csv")


def test_an_unknown_format_is_answered_with_those_there_are(as_role, table):
    response = as_role("reader").get(PATH, {"holder": "nato", "format": "odt"})
    assert response.status_code == 404 and "?holder=nato&amp;format=docx" in response.content.decode()


@pytest.mark.parametrize(("role", "status"), [("stranger", 404), (None, 302)])
def test_strangers_get_nothing(as_role, table, role, status):
    assert as_role(role).get(PATH, {"format": "csv"}).status_code == status


def test_another_workspaces_statements_stay_there(as_role, table):
    theirs = make.Table(space=make.workspace("other"))
    assert as_role("lead").get("/w/other/statements/export/").status_code == 404
    assert str(theirs.said.pk) not in {row["Statement"] for row in rows(as_role("lead"))}
    response = as_role("lead").get(PATH, {"format": "csv", "document": theirs.digest.pk})
    assert response.status_code == 302  # no such text here


# Each format ----------------------------------------------------------------------------------------------------------
def test_excel_has_the_same_figures_as_numbers_and_days(as_role, odd):
    plain, found = rows(as_role("reader")), sheet(as_role("reader"))
    assert len(plain) == len(found)
    for theirs, ours in zip(plain, found, strict=True):
        as_text = {name: as_csv(value) for name, value in ours.items()}
        assert as_text == theirs
    assert found[-1]["Value"] in (10, 90) and found[-1]["Said on"] == datetime(2011, 7, 4)


def as_csv(value):
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != value.min.time() else value.date().isoformat()
    return "" if value is None else str(value)


def test_word_markdown_and_html_quote_each_with_who_carried_it_how_good_it_is_and_where_it_stands(as_role, odd):
    client = as_role("reader")
    word = "\n".join(each.text for each in docx.Document(io.BytesIO(content(client, format="docx"))).paragraphs)
    for said in (word, content(client, format="md").decode(), content(client, format="html").decode()):
        said = re.sub(r"[\u2066-\u2069\\<>]", "", said)
        assert "NATO (second-hand); Russia" in said and "Sanctions would be lifted." in said
        assert "Бомбить нельзя" in said and "Translation by M. Kay: Bombing is out" in said
        assert (
            "Sergei Lavrov, Foreign Minister; said May 2012 (Sochi); relayed: Interfax → RIA Novosti; grade D4" in said
        )
        assert f"http://testserver/w/desk/statements/{odd.odd.pk}/" in said
        assert "“one system" not in said  # which is a paraphrase
        assert "All on record; the newest first." in said


@pytest.mark.parametrize("slug", WRITERS)
def test_who_may_read_it_stands_on_every_page(as_role, odd, slug):
    label = "TLP:AMBER, it’s 100 %"
    found = content(as_role("reader"), format=slug, handling=label)
    if slug == "csv":
        assert {row["Handling"] for row in csv.DictReader(io.StringIO(found.decode("utf-8-sig")))} == {label}
    elif slug == "xlsx":
        book = load_workbook(io.BytesIO(found))
        assert all(label in sheet.oddHeader.right.text for sheet in book)
        assert ("Handling", label) in list(book["About"].values)
    elif slug == "docx":
        section = docx.Document(io.BytesIO(found)).sections[0]
        assert all(label in part.tables[0].rows[0].cells[1].text for part in (section.header, section.footer))
    else:
        assert "TLP:AMBER, it’s 100 %" in found.decode()[:60] or f'class="p-handling">{label}<' in found.decode()


def test_a_label_that_takes_the_page_from_the_words_is_refused(as_role, odd):
    response = as_role("reader").get(PATH, {"format": "csv", "holder": "nato", "handling": "x" * 101})
    assert response.status_code == 422 and "at most 100 letters" in response.content.decode()
    assert 'href="?format=csv&amp;holder=nato"' in response.content.decode()


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x85", "\u202e", "\u200b", "\u2060", "\u00ad", "\u3164", "\U000e0041"])
def test_a_label_with_signs_that_nobody_sees_is_refused_and_the_rest_of_the_wish_kept(as_role, odd, sign):
    response = as_role("reader").get(PATH, {"format": "csv", "holder": "nato", "handling": f"TLP:RED{sign}"})
    page = response.content.decode()
    assert response.status_code == 422
    assert f"Take out what is not: U+{ord(sign):04X}." in page
    assert 'href="?format=csv&amp;holder=nato"' in page


@pytest.mark.parametrize("slug", WRITERS)
def test_a_list_of_nothing_is_a_file_too(as_role, desk, slug):
    assert content(as_role("reader"), format=slug)


@pytest.fixture
def hostile(table):
    for words in HOSTILE:
        text = make.document(table.by, f"Before. {words} After.", title=words.replace("\x0b\x1f", "")[:290].strip())
        make.statement(table.by, table.issue, table.nato, words=words,
                       reports=[Reported("verbatim", text, [words.strip("\n")])])  # fmt: skip
    return table


def test_what_people_typed_is_text_in_a_spreadsheet(as_role, hostile):
    found = {row["In our words"] for row in rows(as_role("reader"))}
    assert '\'=HYPERLINK("http://example.org")' in found and "a;'+1\n'@x" in found
    assert not [row for row in rows(as_role("reader")) for value in row.values() if re.match(r"[=+\-@\t\r]", value)]
    assert {HOSTILE[n] for n in (2, 3, 4, 5, 7)} <= found
    said = {row["Quotation"] for row in sheet(as_role("reader"))}
    assert set(HOSTILE[:6]) <= said


def test_the_guard_of_a_list_is_that_of_the_writer(as_role, hostile):
    words = Statement.objects.values_list("words", flat=True)
    assert {row["In our words"] for row in rows(as_role("reader"))} == {plain(each) for each in words}


@example([["one\t=1"]])  # nothing else in the lines is guarded
@example([["\r\n-1"]])
@example([['x;"=1;"']])
@given(st.lists(st.lists(st.text('=-@＝，אx,;"\t\r\n'), min_size=1), min_size=1))
def test_whatever_stands_in_the_lines_has_the_guard_of_the_writer(typed):
    rows = [(n, *cells) for n, cells in enumerate(typed)]
    assert quotations.guarded(lines(rows)) == lines([(n, *map(plain, cells)) for n, *cells in rows])


def lines(rows):
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def test_what_people_typed_is_text_on_paper(as_role, hostile):
    client = as_role("reader")
    page = content(client, format="html").decode()
    assert "<script" not in page and "&lt;script&gt;" in page and "x" * 10_000 in page
    written = content(client, format="md").decode()
    assert "<script" not in written and "&lt;script" in written
    words = "\n".join(each.text for each in docx.Document(io.BytesIO(content(client, format="docx"))).paragraphs)
    assert "<script>alert(1)</script> &amp; **b** #c" in words and "x" * 10_000 in words and "מסקנה" in words


# What it costs --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("slug", WRITERS)
def test_it_asks_no_more_for_more(as_role, odd, cost, slug):
    client = as_role("reader")
    few = cost(lambda: content(client, format=slug))
    for number in range(5):
        make.statement(odd.by, odd.issue, odd.nato, words=f"More {number}.",
                       reports=[Reported("verbatim", odd.digest, ["one system"])])  # fmt: skip
    assert cost(lambda: content(client, format=slug)) == few


def test_a_file_asks_for_no_choices_but_those_of_its_wishes(as_role, odd, cost):
    client = as_role("reader")
    plainly = cost(lambda: content(client, format="csv"))
    assert plainly < cost(lambda: content(client, format="csv", holder="nato"))
    assert plainly + 1 == cost(lambda: content(client, format="csv", coder=odd.odd.coder_id))


def test_it_reads_a_few_rows_at_a_time(as_role, odd, monkeypatch):
    monkeypatch.setattr(quotations, "AT_ONCE", 1)
    client = as_role("reader")
    assert len(sheet(client)) == len(rows(client)) > 2


def test_who_leaves_ends_the_reading(table):
    class Gone(Exception):
        pass

    def leave():
        raise Gone

    for ask in (lambda each: each.csv(io.BytesIO()), lambda each: list(each.rows())):
        found = Statement.objects.filter(workspace=table.by.workspace)
        with pytest.raises(Gone):
            ask(quotations.Quotations(found, "said_on", False, "/", "UTC", leave))
    assert Statement.objects.count() == 2  # the connection is as it was


@pytest.mark.long
@pytest.mark.parametrize("slug", WRITERS)
def test_memory_does_not_grow_with_the_list(db, slug, long_lists):
    def peak(workspace):
        tracemalloc.start()
        with Spool(1 << 20) as out:
            lists.write(listing(workspace), slug, out, lambda: None)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found / 1e6

    peak("short")  # what is made once is made
    assert peak("long") - peak("short") < 4  # MB: the documents that are cited are remembered


@pytest.fixture(scope="module")
def long_lists(ground):
    for workspace, statements in (("short", 1_000), ("long", 12_000)):
        call_command("scale", workspace=workspace, verbosity=0, statements=statements, documents=100, parties=10,
                     issues=20, readings_per_position=1, members=2)  # fmt: skip


def listing(workspace):
    found = Statement.objects.filter(workspace__slug=workspace)
    member = Membership.objects.filter(workspace__slug=workspace)[0]
    return lists.Listing(quotations.Quotations(found, "said_on", False, "/", "UTC"), member, [], "newest first")
