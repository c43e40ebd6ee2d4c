"""What a brief says: an analyst's words and what is on record, side by side."""

import re

import pytest
from django.urls import reverse

from tests import make
from tracker.briefs.models import Brief

pytestmark = [pytest.mark.django_db, pytest.mark.read]


def path(brief, name="brief", **more):
    where = {"ws": brief.workspace.slug, "n": brief.negotiation.slug, "pk": brief.pk}
    return reverse(f"briefs:{name}", kwargs=where | more)


def shown(client, brief):
    response = client.get(path(brief))
    assert response.status_code == 200
    return str(response.context["preview"])


def test_an_analyst_reads_the_note_as_it_will_print(table, as_role):
    brief = make.brief(table.by, table.talks, handling="TLP:AMBER")
    said = shown(as_role("analyst"), brief)
    assert "Where they stand" in said
    assert "TLP:AMBER" in said
    assert "At a glance" in said
    assert "draft of edition 1, not issued" in said


def test_what_cites_a_statement_is_numbered_and_what_cites_none_is_an_assessment(table, as_role):
    text = f"Russia wants one system [S{table.said.pk}].\n\nThey will not agree this year."
    said = shown(as_role("analyst"), make.brief(table.by, table.talks, text=text))
    assert re.search(r"Russia wants one system\u2060<a class=.p-ref. href=.#source-1.>\[1\]</a>\.", said)
    assert 'href="#source-1">[1]</a>' in said
    assert "Assessment: They will not agree this year." in said
    assert "Assessment: Russia" not in said
    assert table.digest.title in said


def test_what_stands_out_does_so_on_the_page_and_in_what_is_issued(table, as_role):
    text = f"They want it **in law** [S{table.said.pk}].\n\n*They* will not agree [soon](https://example.org/a)."
    brief = make.brief(table.by, table.talks, text=text)
    edition = make.edition(table.by, brief)
    issued = bytes(edition.files.get(format="html").content).decode()
    for said in (shown(as_role("analyst"), brief), issued):
        assert re.search(r"They want it <strong>in law</strong>\u2060<a [^>]*>\[1\]</a>\.", said)
        assert "Assessment: <em>They</em> will not agree soon (https://example.org/a)." in said


def test_a_citation_in_a_list_stands_where_it_was_typed(table, as_role):
    text = f"- Russia wants one system [S{table.said.pk}], NATO two.\n- Talks go on."
    said = shown(as_role("analyst"), make.brief(table.by, table.talks, text=text))
    assert re.search(r"<li>Russia wants one system\u2060<a [^>]*>\[1\]</a>, NATO two\.</li>", said)


def test_a_citation_in_a_heading_stands_where_it_was_typed(table, as_role):
    text = f"# What Russia wants [S{table.said.pk}]\n\nOne system [S{table.said.pk}]."
    said = shown(as_role("analyst"), make.brief(table.by, table.talks, text=text))
    assert re.search(r"<h3>What Russia wants\u2060<a [^>]*>\[1\]</a></h3>", said)


def test_a_numbered_list_is_numbered_and_rests_on_what_is_cited_below_its_lines(table, as_role):
    text = f"1. One\n   - below [S{table.said.pk}]\n2. Two\n\n4. Four"
    said = shown(as_role("analyst"), make.brief(table.by, table.talks, text=text))
    list_of = re.sub("<a .*?</a>|\u2060", "", said[said.index("<ol class=") : said.index("<li>Four")])
    assert list_of == (
        '<ol class="p-points"><li>One<ul class="p-points"><li>below</li></ul></li><li>Two</li></ol>'
        '<p class="p-assessment" dir="auto">Assessment:</p><ol class="p-points" start="4">'
    )


def test_headings_and_lists_are_set_and_no_html_acts(table, as_role):
    text = "## First\n\n- one <b>thing</b>\n- another\n\nWhat then?"
    said = shown(as_role("analyst"), make.brief(table.by, table.talks, text=text))
    assert "<h3>First</h3>" in said
    assert "<li>one &lt;b&gt;thing&lt;/b&gt;</li>" in said
    assert ">What then?</p>" in said


def test_a_verdict_that_no_statement_supports_is_called_an_assessment(table, as_role):
    make.reading(table.by, table.of_nato, 40, "5 July 2011")
    said = shown(as_role("analyst"), make.brief(table.by, table.talks, template="full"))
    assert "Bridgeable (assessment)" in said
    assert "Architecture: NATO" in said or "Architecture" in said


def test_a_verdict_on_evidence_is_not(table, as_role):
    said = shown(as_role("analyst"), make.brief(table.by, table.talks, template="full"))
    assert "(assessment)" not in said


def test_an_open_challenge_stands_in_the_dissent_box_until_it_is_settled(table, as_role):
    thread = make.thread(table.by, table.of_nato, "That is an old speech.", kind="challenge")
    brief = make.brief(table.by, table.talks)
    said = shown(as_role("analyst"), brief)
    assert "Dissent: challenged by colleagues, and not settled" in said
    assert "That is an old speech." in said
    make.annotations.settle(thread, by=table.by, expected=thread.version, how="It is of July.")
    assert "Dissent" not in shown(as_role("analyst"), brief)


def test_how_to_read_likelihood_stands_there_where_such_words_do(table, as_role):
    key = "How to read likelihood and confidence"
    brief = make.brief(table.by, table.talks, text="They meet in May.")
    assert key not in shown(as_role("analyst"), brief)
    make.write(table.by, brief, "They are very unlikely to agree.")
    said = shown(as_role("analyst"), brief)
    assert key in said
    assert "very unlikely 5 to 20 %" in said


def test_what_is_off_the_scale_is_told_beside_its_block(table, as_role):
    brief = make.brief(table.by, table.talks, text="They will possibly agree. See [S999999999].")
    (first, *_others) = as_role("analyst").get(path(brief)).context["blocks"]
    assert first.found == [
        "“possibly” is not on the scale: write unlikely, roughly even chance or likely.",
        f"S999999999 is no statement on record on {brief_day(as_role, brief)}.",
    ]


def test_of_many_numbers_that_are_no_statements_the_first_are_named(table, as_role):
    brief = make.brief(table.by, table.talks, text=" ".join(f"[S{n}]" for n in range(800_000, 809_000)))
    (first, *_others) = as_role("analyst").get(path(brief)).context["blocks"]
    (said,) = first.found
    assert said.startswith("S800000, S800001, S800002, S800003, S800004, S800005 and 8994 more are no statements")


def test_a_citation_as_people_mistype_it_is_one_and_what_only_looks_like_it_is_told(table, as_role):
    one, other = table.said.pk, table.answered.pk
    text = f"They want it [s{one}], both do [s {one}; S{other}]. So they say [S1-S2]."
    brief = make.brief(table.by, table.talks, text=text)
    page = as_role("analyst").get(path(brief))
    said = re.sub("<[^>]*>|\u2060", "", str(page.context["preview"]))
    assert "They want it[1], both do (our own record of 4 Jul 2011)[1]. So they say [S1-S2]." in said
    assert page.context["blocks"][0].found == [
        "“[S1-S2]” cites nothing: write [S12] for one statement, [S12, S13] for several."
    ]


def brief_day(as_role, brief):
    return as_role("analyst").get(path(brief)).context["sentence"].split("opened, ")[1].split(". ")[0]


def test_the_day_of_the_brief_hides_what_came_later(table, as_role):
    brief = make.brief(table.by, table.talks, as_of=make.when("1 July 2011").last)
    said = shown(as_role("analyst"), brief)
    assert "Nothing on record" in said
    assert "<b>As of:</b> 1 July 2011, as known when this was made" in said


@pytest.mark.parametrize("template", ["note", "full", "round"])
def test_every_template_reads(table, as_role, template):
    make.pledge(table.by, table.issue, table.russia)
    brief = make.brief(table.by, table.talks, template=template, since="sochi")
    assert "Architecture" in shown(as_role("reader"), brief)


@pytest.mark.parametrize("kind", ["issue", "movement", "scale", "quotations", "coverage", "pledges", "model"])
def test_every_kind_of_block_reads(table, as_role, kind):
    brief = make.brief(table.by, table.talks)
    make.briefs.add_block(brief, by=table.by, kind=kind)
    make.briefs.add_block(brief, by=table.by, kind=kind, issue=table.issue)
    shown(as_role("reader"), brief)


def test_it_costs_no_more_with_more_on_record(table, as_role, cost):
    brief, client = make.brief(table.by, table.talks, template="full"), as_role("analyst")
    client.get(path(brief))
    few = cost(lambda: client.get(path(brief)))
    for title in ("Libya", "Summit"):
        issue = make.issue(table.by, table.talks, title)
        said = make.statement(table.by, issue, table.nato, value=50)
        make.reading(table.by, make.position(table.nato, issue), 50, evidence=[said])
    assert cost(lambda: client.get(path(brief))) == few


def test_a_reader_sees_no_way_to_change_it(table, as_role):
    brief = make.brief(table.by, table.talks)
    page = as_role("reader").get(path(brief)).content.decode()
    assert path(brief, "edit") not in page
    assert path(brief, "add_block") not in page
    assert Brief.objects.get() == brief
