import csv
import io
import re
from html import unescape

import docx
import pytest
from markdown_it import MarkdownIt

from tests import make
from tests.make import Table
from tracker.compare import queries
from tracker.positions import operations as positions
from tracker.statements.operations import Reported

pytestmark = pytest.mark.django_db

MADE = re.compile(rb"^- Made: .*$", re.MULTILINE)
SOCHI = {"as_of": "2011-07-05", "party": ["nato", "russia"]}


def sheet(response):
    """The rows of a CSV download, by their headings."""
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def the(rows, issue, party):
    return next(row for row in rows if (row["Issue slug"], row["Party slug"]) == (issue, party))


def read(response):
    """A Markdown download, its hard spaces as soft ones."""
    return response.content.decode().replace("\u00a0", " ")


def opened(file):
    """A Word download."""
    return docx.Document(io.BytesIO(file))


def part(markdown, title):
    """What a Markdown download says under a heading."""
    return re.split(r"\n#{2,6} (?:[\d.]+ )?", markdown.partition(f"{title}\n")[2])[0]


# The chooser ----------------------------------------------------------------------------------------------------------
def test_without_a_format_one_chooses_and_sees_what_one_will_get(demo):
    response = demo.browse("reader").get(demo.address, SOCHI)
    page = response.content.decode()
    assert response.status_code == 200
    assert "18 of 24 positions are on record" in page
    assert re.search(r'value="nato" checked.*value="russia" checked.*value="united-states">', page, re.DOTALL)
    assert "for a spreadsheet or a script" in page
    assert 'value="5 Jul 2011"' in page
    assert "<h4>1.1 One system or two</h4>" in page
    assert "nato-russia-missile-defence_nato-russia_2011-07-05.md" in page


def told(html):
    """What a reader reads: each block's words, without the marks that turn the direction of writing."""
    html = re.sub(r"<(figure|colgroup)\b.*?</\1>", "", html, flags=re.DOTALL)  # Markdown has none of them
    html = html.replace("\u2060", " ")  # before a citation
    blocks = re.split(r"\s*</?(?:h\d|p|ul|ol|li|table|thead|tbody|tr|th|td|blockquote|div|article)\b[^>]*>\s*", html)
    words = (" ".join(unescape(re.sub(r"<[^>]*>|[\u2066-\u2069]", "", block)).split()) for block in blocks)
    return [block for block in words if block and not block.startswith("Made: ")]  # a moment later, another minute


def previewed(client, address, query):
    page = client.get(address, query).content.decode()
    return told(page.partition("<article")[2].partition("</article>")[0].partition(">")[2])


@pytest.mark.parametrize("query", [{}, SOCHI, SOCHI | {"party": ["russia"]}, {"since": "lisbon-2010"}])
def test_the_preview_says_what_the_file_says(demo, query):
    client = demo.browse("reader")
    file = client.get(demo.address, query | {"format": "md"}).content.decode()
    assert previewed(client, demo.address, query) == told(MarkdownIt("commonmark").enable("table").render(file))


def test_shown_as_a_sheet_first_it_is_not_yet_downloaded(demo):
    response = demo.browse("reader").get(demo.address, SOCHI | {"format": "csv", "show": "yes"})
    assert "Content-Disposition" not in response
    assert "<td><bdi>Two separate systems that cooperate</bdi></td>" in response.content.decode()
    assert "The file goes on for 12 more rows." in response.content.decode()


def test_a_day_that_is_none_is_said_beside_its_field(demo):
    wrong = {"as_of": "31 June 2011", "known_at": "yesterday", "party": "russia", "format": "md"}
    response = demo.browse("reader").get(demo.address, wrong)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Content-Disposition" not in response
    assert page.count("June has 30 days. Type a day, a month (&quot;June 2011&quot;) or a year.") == 1
    assert 'value="31 June 2011"' in page
    assert 'value="yesterday"' in page
    assert 'value="russia" checked' in page


def test_an_unknown_format_is_answered_with_those_there_are(demo):
    response = demo.browse("reader").get(demo.address, SOCHI | {"format": "odt"})
    page = response.content.decode()
    assert response.status_code == 404
    assert "We do not export as “odt”." in page
    assert "?party=nato&amp;party=russia&amp;as_of=2011-07-05&amp;format=md" in page


def test_an_unknown_party_is_answered_with_those_at_the_table(demo):
    response = demo.browse("reader").get(demo.address, {"party": "china", "format": "csv"})
    assert response.status_code == 404
    assert "No party “china” takes part" in response.content.decode()
    assert "Russian Federation" in response.content.decode()


def test_a_negotiation_with_nothing_in_it_exports_nothing_and_does_not_fail(as_role, member):
    talks = make.negotiation(member("lead"), slug="talks")
    for address in ("", "?format=md", "?format=csv"):
        response = as_role("reader").get(f"/w/desk/n/{talks.slug}/export/{address}")
        assert response.status_code == 200
    assert sheet(response) == []


# Markdown -------------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def summary(demo):
    response = demo.browse("analyst").get(demo.address, SOCHI | {"format": "md", "since": "lisbon-2010"})
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert "nato-russia-missile-defence_nato-russia_2011-07-05.md" in response["Content-Disposition"]
    return read(response)


def test_a_summary_begins_with_what_it_comes_to_and_what_was_asked(summary):
    head = summary.partition("\n## ")[0]
    assert head.startswith("# NATO and Russia: missile defence in Europe, 5 July 2011\n")
    assert "**NATO and Russia are blocked on “One system or two”" in head
    assert "- Compared with: Lisbon summit, 20 November 2010" in head
    assert re.search(r"- Made: \d+ \w+ \d{4}, \d\d:\d\d \(Europe/Brussels\), by Jonas Weber", head)


def test_a_distance_never_stands_without_its_coverage(summary):
    rests = r"on \d+ issues, coverage \d+ %(, some weights assumed by us)?\."
    assert re.search(rf"NATO – Russia: distance 0\.\d\d .* {rests}", summary)


def test_each_issue_says_the_verdict_the_words_the_figure_and_what_it_rests_on(summary):
    issue = part(summary, "One system or two")
    assert "**Blocked.** Gap 100 % of the scale" in issue
    assert "- **NATO: Two separate systems that cooperate** (100 on a scale of 0 to 100) [" in issue
    assert "3 supporting statements from 2 independent roots; best grade B2; newest of 4 Jul 2011" in issue
    assert "accepts nothing below 70 (red line)" in issue.lower()
    assert "NATO hardened, from 70 to 100" in issue
    assert "**What divides them.** NATO: Two separate systems" in issue


def test_each_statement_says_who_spoke_when_through_whom_and_how_good_it_is(summary):
    issue = part(summary, "Who commands")
    assert (
        "> — Russia, by Dmitry Rogozin, Permanent Representative to NATO; said 1 Jul 2011; relayed: "
        "Interfax III (B, 1 Jul 2011) → Global Security Newswire (B, 5 Jul 2011); grade B2 [" in issue
    )


def test_only_verbatim_words_stand_in_quotation_marks(as_role, desk):
    table = Table(by=make.lead_of(desk))
    said = make.statement(
        table.by, table.issue, table.nato, value=90,
        reports=[Reported("verbatim", table.digest, ["one system, divided into sectors"])],
    )  # fmt: skip
    make.reading(table.by, table.of_nato, 90, evidence=[said])
    make.reading(table.by, table.of_russia, 10, evidence=[table.said])
    text = as_role("reader").get(f"/w/desk/n/{table.talks.slug}/export/?format=md").content.decode()
    assert "\n> “one system, divided into sectors”\n" in text
    assert "\n> one system, divided into sectors\n" in text  # the same words, paraphrased


def test_silence_is_told_from_silence(summary):
    assert "- **NATO: Nothing on record**" in part(summary, "Libya")
    assert "- **Russia: Ambivalent**" in part(summary, "Libya")
    assert "- **NATO: Declined to say**" in part(summary, "Whom the shield is for")


def test_every_reference_leads_to_a_source_and_every_source_is_referred_to(summary):
    text, _sources, listed = summary.rpartition("## Sources\n")
    referred = {int(number) for number in re.findall(r"(?<!\\)\[(\d+)\]", text)}
    numbered = [int(number) for number in re.findall(r"^(\d+)\. ", listed, re.MULTILINE)]
    assert numbered == list(range(1, len(referred) + 1)) == sorted(referred)
    assert re.search(
        r"^\d+\. .*Wprost, 4 Jul 2011\. <https://\S+> Reliability C: fairly reliable", listed, re.MULTILINE
    )


def test_one_party_alone_is_compared_with_nobody(demo):
    asked = {"party": "russia", "as_of": "2011-07-05", "format": "md"}
    text = read(demo.browse("reader").get(demo.address, asked))
    assert "**Russia is on record on 9 of 12 issues.**" in text
    assert "Gap" not in text.partition("## How to read this")[0]


def test_of_three_parties_a_gap_says_whose_it_is(demo):
    asked = {"party": ["nato", "russia", "united-states"], "as_of": "2012-05-21", "format": "md"}
    text = read(demo.browse("reader").get(demo.address, asked))
    assert "NATO – Russia: gap 50 % of the scale" in part(text, "One system or two")
    assert "As NATO, no line of its own: " in part(text, "One system or two")


def test_of_many_parties_the_silent_share_a_line(as_role, desk):
    table = Table(by=make.lead_of(desk)).read()
    for n in range(6):
        positions.seat(table.talks, make.party(table.by, f"Silent {n}"), by=table.by)
    text = read(as_role("reader").get(f"/w/desk/n/{table.talks.slug}/export/?format=md"))
    assert "**Nothing on record.** Silent 0, Silent 1, Silent 2, Silent 3, Silent 4 and Silent 5." in text
    assert "- **Silent 0" not in text
    assert "choose fewer to see them" in text


# CSV ------------------------------------------------------------------------------------------------------------------
def test_a_sheet_has_a_row_for_each_issue_and_party(demo):
    response = demo.browse("reader").get(demo.address, SOCHI | {"format": "csv"})
    rows = sheet(response)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "nato-russia_2011-07-05.csv" in response["Content-Disposition"]
    assert len(rows) == 24
    row = the(rows, "architecture", "nato")
    assert (row["Issue number"], row["Branch"], row["Issue"]) == ("1.1", "The shield", "One system or two")
    assert (row["Value"], row["Scale from"], row["Scale to"]) == ("100", "0", "100")
    assert (row["Accepts from"], row["Lower end is"], row["Upper end is"]) == ("70", "Red line", "")
    assert (row["Supporting statements"], row["Independent roots"], row["Best grade"]) == ("3", "2", "B2")
    assert (row["Verdict"], row["Gap in per cent of the scale"], row["Gap between"]) == (
        "Blocked",
        "100",
        "NATO – Russia",
    )
    assert (row["In force since"], row["As of"], row["Review"]) == ("2011-07-04", "2011-07-05", "Approved")
    assert "RIA Novosti II → Global Security Newswire, 4 Jul 2011, C3" in row["Statements weighed"]


def test_a_sheet_tells_nothing_on_record_from_a_value_of_nought(demo):
    rows = sheet(demo.browse("reader").get(demo.address, SOCHI | {"format": "csv"}))
    nothing, nought = the(rows, "libya", "nato"), the(rows, "architecture", "russia")
    assert (nothing["Stance"], nothing["Value"], nothing["Supporting statements"]) == ("Nothing on record", "", "")
    assert (nought["Stance"], nought["Value"]) == ("A value", "0")


def test_what_was_not_yet_known_is_left_out(demo):
    known = SOCHI | {"format": "csv", "known_at": "2011-07-06"}
    row = the(sheet(demo.browse("reader").get(demo.address, known)), "architecture", "russia")
    assert (row["Value"], row["Why it changed"], row["As known at"]) == ("35", "Softened", "2011-07-06T23:59:59+02:00")


def test_compared_with_an_earlier_day_a_sheet_says_what_was_held_and_what_moved(demo):
    client, asked = demo.browse("reader"), SOCHI | {"format": "csv"}
    rows = sheet(client.get(demo.address, asked | {"since": "lisbon-2010"}))
    then = "Position on 20 Nov 2010 (Lisbon summit)"
    gap, change = "Gap on 20 Nov 2010 (Lisbon summit) in per cent of the scale", "Change of the gap"
    assert list(rows[0]) == [*sheet(client.get(demo.address, asked))[0], then, "Moved", gap, change]
    found = {(row["Issue slug"], row["Party slug"]): (row[then], row["Moved"]) for row in rows}
    assert found["architecture", "nato"] == ("Two systems, planned together (70)", "hardened")
    assert found["architecture", "russia"] == ("One system, divided into sectors (0)", "")
    assert found["aim", "nato"] == ("Declined to say", "")  # and still does
    assert found["control", "russia"] == ("Nothing on record", "new on record")
    assert found["libya", "nato"] == ("Nothing on record", "")
    architecture, libya = the(rows, "architecture", "russia"), the(rows, "libya", "russia")
    assert (architecture[gap], architecture[change]) == ("70", "was 70\N{NO-BREAK SPACE}%: wider")
    assert (libya[gap], libya[change]) == ("", "")


@pytest.mark.parametrize(
    ("state", "what"), [("proposed", "a reading not yet approved"), ("questioned", "a reading that is questioned")]
)
def test_a_verdict_says_in_every_format_what_nobody_has_approved(as_role, member, desk, state, what):
    table = Table(space=desk).read()
    positions.review(table.low, by=member("reviewer"), state="approved")
    positions.review(table.high, by=member("reviewer"), state=state, note="On what?")
    client, address = as_role("reader"), f"/w/desk/n/{table.talks.slug}/export/"
    asked = {"as_of": "2011-07-05", "party": ["nato", "russia"]}
    row = the(sheet(client.get(address, asked | {"format": "csv"})), "architecture", "nato")
    assert (row["Verdict"], row["Verdict rests on"]) == ("Bridgeable", what)
    assert f"The verdict rests on {what}." in read(client.get(address, asked | {"format": "md"}))


def test_what_its_statements_come_to_stands_beside_the_value_in_every_format(as_role, desk):
    table = Table(by=make.lead_of(desk))
    told = {"reports": [Reported("relayed")]}
    more = [make.statement(table.by, table.issue, table.nato, value=value, **told) for value in (50, 70)]
    make.reading(table.by, table.of_nato, 90, evidence=[table.answered, *more])
    client, address = as_role("reader"), f"/w/desk/n/{table.talks.slug}/export/"
    asked = {"as_of": "2011-07-05", "format": "csv"}
    rows = sheet(client.get(address, asked))
    new = ("Value by its statements", "Spread", "Effective number")
    assert tuple(rows[0])[-3:] == new
    assert tuple(the(rows, "architecture", "nato")[each] for each in new) == ("70", "16", "3")
    assert tuple(the(rows, "architecture", "russia")[each] for each in new) == ("", "", "")
    said = "at 70, spread 16, by 3 statements, worth 3 equal ones; 20 % of the scale below what we hold."
    summary = read(client.get(address, asked | {"format": "md"}))
    assert f"By its statements: {said}" in part(summary, "Architecture")
    assert summary.count("By its statements: at") == 1
    assert "By its statements: weighted by the grade, by how the words reached us, and halved every 180" in summary
    word = opened(client.get(address, asked | {"format": "docx"}).content)
    assert any(said in paragraph.text.replace("\u00a0", " ") for paragraph in word.paragraphs)


# Hostile names, in every format ---------------------------------------------------------------------------------------
HOSTILE = ['=HYPERLINK("http://example.org")', "<script>alert(1)</script>", "a | b `c` *d*", "two\nlines", "مسقط"]


@pytest.fixture(params=HOSTILE)
def hostile(request, desk):
    """A desk where everything has that name."""
    name, lead = request.param, make.lead_of(desk)
    party, other = make.party(lead, name, slug="x"), make.party(lead, "Y", slug="y")
    talks = make.negotiation(lead, name, [party, other], slug="talks", summary=name)
    issue = make.issue(lead, talks, name, question=name, options=[(0, name), (100, "No")])
    document = make.document(lead, f"He said {name} to all.", title=name, outlet=make.outlet(lead, name), author=name)
    said = make.statement(
        lead, issue, party, words=name, value=0, speaker=make.speaker(lead, name, party, name),
        reports=[Reported("verbatim", document, [name])],
    )  # fmt: skip
    option = issue.options.get(value=0)
    for each in (party, other):
        evidence = [said] if each == party else []
        make.reading(lead, make.position(each, issue), 0, option=option, summary=name, confidence_reason=name,
                     evidence=evidence)  # fmt: skip
    return name


def test_a_hostile_name_is_text_in_a_summary(hostile, as_role):
    text = as_role("reader").get("/w/desk/n/talks/export/?format=md").content.decode()
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert not re.search(r"<(script|a|em|code|img)\b", html)
    assert html.count("<table>") == 1
    assert {len(re.findall("<t[hd]>", row)) for row in re.findall(r"<tr>.*?</tr>", html, re.DOTALL)} == {5}
    assert "".join(hostile.split()) in "".join(
        html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').split()
    )


def test_a_hostile_name_is_text_in_a_sheet(hostile, as_role):
    row = the(sheet(as_role("reader").get("/w/desk/n/talks/export/?format=csv")), row_issue(as_role), "x")
    shown = f"'{hostile}" if hostile[0] == "=" else hostile
    assert (row["Issue"], row["Party"], row["Option"], row["Summary"]) == (shown,) * 4
    assert hostile in row["Statements weighed"]
    assert not any(value.startswith(("=", "+", "-", "@")) for value in row.values())


def row_issue(as_role):
    return sheet(as_role("reader").get("/w/desk/n/talks/export/?format=csv"))[0]["Issue slug"]


def test_the_preview_shows_a_hostile_name_as_the_file_does(hostile, as_role):
    client, address = as_role("reader"), "/w/desk/n/talks/export/"
    file = client.get(f"{address}?format=md").content.decode()
    assert previewed(client, address, {}) == told(MarkdownIt("commonmark").enable("table").render(file))


@pytest.mark.parametrize("format", ["md", "csv", "docx"])
def test_a_hostile_name_is_text_in_the_preview(hostile, format, as_role):
    page = as_role("reader").get(f"/w/desk/n/talks/export/?show=yes&format={format}").content.decode()
    assert "<script>alert" not in page
    assert "<em>d</em>" not in page


# One issue, and what moved --------------------------------------------------------------------------------------------
def test_one_issue_is_exported_alone_under_its_own_title(demo):
    asked = SOCHI | {"format": "md", "issue": "architecture"}
    response = demo.browse("reader").get(demo.address, asked)
    text = response.content.decode()
    assert text.startswith("# One system or two, 5 July 2011")
    assert re.findall(r"^#+ ([\d.]+ .*)", text, re.MULTILINE) == ["1 The shield", "1.1 One system or two"]
    assert "- Issues: 1.1 One system or two" in text
    assert "nato-russia-missile-defence_architecture_nato-russia_2011-07-05.md" in response["Content-Disposition"]


def test_a_branch_brings_what_stands_under_it(demo):
    rows = sheet(demo.browse("reader").get(demo.address, SOCHI | {"format": "csv", "issue": "missile-defence"}))
    assert {row["Issue number"].partition(".")[0] for row in rows} == {"1"}
    assert len({row["Issue"] for row in rows}) > 5


def test_an_unknown_issue_is_answered_with_those_there_are(demo):
    response = demo.browse("reader").get(demo.address, SOCHI | {"issue": "moon"})
    assert response.status_code == 404
    assert "issue=architecture" in response.content.decode()


def test_what_moved_is_exported_with_the_words_behind_it(demo):
    asked = {"what": "movement", "as_of": "2011-07-05", "since": "lisbon-2010", "party": "nato"}
    text = demo.browse("reader").get(demo.address, asked | {"format": "md"}).content.decode()
    assert "# What moved: NATO and Russia: missile defence in Europe, 5 July 2011" in text
    assert "| Jan 2011 | NATO | One system or two | Two systems, planned together (70) |" in text
    assert "hardened, 30\u00a0% of the scale" in text
    assert "| Russia |" not in text
    assert re.search(r"^> .*\n>\n> — NATO, by .* \[\d+\]$", text, re.MULTILINE)


def test_the_head_of_what_moved_says_how_much_of_it_is_not_approved(as_role, member, desk):
    table = Table(space=desk).read()
    positions.review(table.low, by=member("reviewer"), state="approved")
    address = f"/w/desk/n/{table.talks.slug}/export/?format=md&what=movement&as_of=2011-07-05"
    head = read(as_role("reader").get(address)).partition("\n## ")[0]
    assert "- Review: 1 of 2 readings is not yet approved\n" in head
    positions.review(table.high, by=member("reviewer"), state="questioned", note="On what?")
    head = read(as_role("reader").get(address)).partition("\n## ")[0]
    assert "- Review: 1 of 2 readings is questioned and not yet approved\n" in head


def test_a_sheet_of_what_moved_has_the_figures_that_the_paper_says(demo):
    asked = {"what": "movement", "as_of": "2011-07-05", "since": "lisbon-2010", "party": "nato", "format": "csv"}
    moved = [row for row in sheet(demo.browse("reader").get(demo.address, asked)) if row["What moved"] == "hardened"]
    assert [
        (row["Issue"], row["Value before"], row["Value now"], row["In per cent of the scale"]) for row in moved
    ] == [("One system or two", "70", "100", "30")]


def test_who_may_read_it_is_said_first_and_too_long_a_label_is_refused(demo):
    reader = demo.browse("reader")
    text = reader.get(demo.address, SOCHI | {"format": "md", "handling": "For the minister"}).content.decode()
    assert text.startswith("**For the minister**")
    refused = reader.get(demo.address, SOCHI | {"format": "md", "handling": "x" * 101})
    assert refused.status_code == 422
    assert "at most 100 letters" in refused.content.decode()


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x1f", "\u202e"])
def test_a_label_with_signs_that_nobody_sees_is_refused_beside_its_field(demo, sign):
    response = demo.browse("reader").get(demo.address, SOCHI | {"format": "docx", "handling": f"TLP:RED{sign}"})
    page = response.content.decode()
    assert response.status_code == 422
    assert f"Take out what is not: U+{ord(sign):04X}." in page
    assert re.search(r'value="docx"[^>]* checked.*value="nato" checked', page, re.DOTALL)


def test_of_parties_and_issues_that_are_not_asked_for_nothing_is_read(demo, monkeypatch):
    filled, fill = [], queries.fill

    def watched(talks, parties, issues, *point):
        filled.append(({party.slug for party in parties.values()}, {issue.slug for issue in issues}))
        return fill(talks, parties, issues, *point)

    monkeypatch.setattr(queries, "fill", watched)
    asked = SOCHI | {"format": "csv", "party": "russia", "issue": "architecture"}
    assert len(sheet(demo.browse("reader").get(demo.address, asked))) == 1
    assert filled == [({"russia"}, {"architecture"})]


# Its cost -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("query", ["", "?format=md", "?format=csv", "?format=docx", "?format=md&what=movement"])
def test_it_asks_no_more_of_a_longer_dossier(query, as_role, desk, cost):
    table, reader = Table(by=make.lead_of(desk)).read(), as_role("reader")
    address = f"/w/desk/n/{table.talks.slug}/export/{query}"
    few = cost(lambda: reader.get(address))
    for n in range(3):
        issue = make.issue(table.by, table.talks, f"Issue {n}")
        outlet = make.outlet(table.by)
        said = make.statement(
            table.by, issue, table.nato, value=40, speaker=make.speaker(table.by, party=table.nato),
            reports=[Reported("paraphrase", make.document(table.by, outlet=outlet))],
        )  # fmt: skip
        make.reading(table.by, make.position(table.nato, issue), 40, evidence=[said])
    assert cost(lambda: reader.get(address)) <= few + 1  # the posts of those who speak
    assert few <= (33 if "movement" in query else 30)  # a move is judged by what all others state
