import re

import pytest
from django.urls import reverse

from tests import make
from tracker.agenda.models import Option
from tracker.positions.operations import weigh
from tracker.statements.operations import Depends, Heard, Pledged, Reported, add_report

pytestmark = [pytest.mark.django_db, pytest.mark.read]


def path(statement):
    return reverse("desk:statement", kwargs={"ws": statement.workspace.slug, "pk": statement.pk})


def read(client, statement, **query):
    """What a person reads on the page: its words, folded."""
    response = client.get(path(statement), query)
    assert response.status_code == 200
    return folded(response)


def folded(response):
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_it_shows_who_said_what_where_and_how_it_is_graded(as_role, table):
    lavrov = make.speaker(table.by, "Sergei Lavrov", table.russia, "Foreign minister")
    said = make.statement(
        table.by,
        table.issue,
        table.russia,
        words="They want sectors.",
        speaker=lavrov,
        meeting=table.sochi,
        option=Option.objects.get(issue=table.issue, value=0),
        rationale="Their own shield covers it.",
        reports=[Reported("paraphrase", table.digest, ["one system, divided into sectors"])],
    )
    page = read(as_role("reader"), said)
    assert "Said on 4 Jul 2011 at Sochi by Sergei Lavrov, Foreign minister (Russia). Counts fully for Russia." in page
    assert "One system, divided into sectors (0)" in page and "Their own shield covers it." in page
    assert "Usually reliable: mostly right" in page and "Probably true: one root" in page
    assert "RIA Novosti" in page


def test_the_post_is_the_one_held_on_that_day(as_role, table):
    envoy = make.speaker(table.by, "Dmitry Rogozin", table.russia, "Envoy", until=make.when("2011-12-23").first)
    make.actors.add_post(envoy, table.russia, by=table.by, title="Deputy", since=make.when("2011-12-23").first)
    then = make.statement(table.by, table.issue, table.russia, speaker=envoy, said="1 July 2011")
    later = make.statement(table.by, table.issue, table.russia, speaker=envoy, said="2012")
    assert "Envoy (Russia)" in read(as_role("reader"), then)
    assert "Said in 2012 by Dmitry Rogozin, Deputy (Russia)" in read(as_role("reader"), later)


def test_quotation_marks_stand_only_round_verbatim_words_and_each_quotation_leads_to_its_place(as_role, table):
    words = "one system, divided into sectors"
    add_report(table.said, Reported("verbatim", table.digest, ["is what they want"]), by=table.by)
    page = as_role("reader").get(path(table.said)).content.decode()
    paraphrase, verbatim = re.findall(r'<div class="(quote[^"]*)">\s*<blockquote', page)
    assert "said-so" in paraphrase and "said-so" not in verbatim
    excerpt = table.digest.excerpts.get(exact=words)
    assert f'href="{table.digest.get_absolute_url()}?n={table.talks.slug}#excerpt-{excerpt.pk}"' in page


def test_a_second_hand_account_says_so_and_why_it_counts_for_nothing(as_role, table):
    lavrov = make.speaker(table.by, "Lavrov", table.russia)
    said = make.statement(table.by, table.issue, table.nato, speaker=lavrov, value=90)
    page = read(as_role("reader"), said)
    assert "Second-hand" in page and "Gives no number for NATO" in page
    assert "Another party’s account: kept, does not move the position." in page


def test_a_joint_statement_counts_once_for_each_and_leads_to_the_position_of_each(as_role, table):
    joint = make.statement(table.by, table.issue, table.nato, table.russia, value=50)
    response = as_role("reader").get(path(joint))
    assert "Counts fully for NATO and Russia." in folded(response)
    for position in (table.of_nato, table.of_russia):
        assert f'href="{position.get_absolute_url()}"' in response.content.decode()


def test_what_names_neither_an_option_nor_a_value_gives_no_number(as_role, table):
    assert "Names neither an option nor a value." in read(
        as_role("reader"), make.statement(table.by, table.issue, table.nato)
    )


def test_what_a_party_rejects_is_listed_as_rejected(as_role, table):
    against = make.statement(table.by, table.issue, table.nato, direction="against", act="reject")
    assert "Listed as rejected for NATO" in read(as_role("reader"), against)


def test_an_outlets_summary_counts_half(as_role, table):
    said = make.statement(
        table.by, table.issue, table.nato, value=90, reports=[Reported("outlet_summary", table.digest)]
    )
    assert "Counts half for NATO" in read(as_role("reader"), said)


def test_background_has_no_holder_no_tabs_and_counts_nowhere(as_role, table):
    said = make.statement(
        table.by, None, words="Article 5 binds them.", voice="background", direction="not_stated", act="inform"
    )
    response = as_role("reader").get(path(said))
    assert "Background in the outlet’s own voice: it counts nowhere." in folded(response)
    assert 'class="tabs"' not in response.content.decode()


def test_conditions_hold_together_in_a_group_or_else_in_another(as_role, table):
    said = make.statement(
        table.by,
        table.issue,
        table.russia,
        act="threaten",
        conditions=[
            Depends("no deal", issue=table.issue),
            Depends("nobody comes", meeting=table.sochi),
            Depends("built alone", group=2),
        ],
        pledge=Pledged("The S-500 is there", make.when("2015"), "Deliveries"),
    )
    response = as_role("reader").get(path(said))
    page, grid = folded(response), f"{table.talks.get_absolute_url()}grid/"
    assert re.search("no deal .* and nobody comes .* or else built alone", page)
    assert f'href="{grid}#{table.issue.slug}"' in response.content.decode()
    assert f'href="{grid}?as_of=2011-07-04"' in response.content.decode()
    assert "The S-500 is there Due 2015 Seen by Deliveries Outcome Open" in page


def test_a_reply_leads_both_ways(as_role, table):
    reply = make.statement(table.by, table.issue, table.nato, words="Out of date.", replies_to=table.said)
    client = as_role("reader")
    assert "Replied to by Out of date." in read(client, table.said)
    assert f"Replies to {table.said.words}" in read(client, reply)


def test_it_names_the_readings_it_stands_behind_by_the_newest_word_on_each(as_role, table):
    client = as_role("reader")
    assert "Supports Russia on Architecture What they want." in read(client, table.said)
    weigh(table.of_russia, table.said, by=table.by, relation="contradicts", reading=table.low)
    page = read(client, table.said)
    assert "Contradicts Russia on Architecture" in page and "Supports Russia" not in page


def test_the_point_in_time_travels_along_and_hides_nothing(as_role, table):
    response = as_role("reader").get(path(table.said), {"as_of": "2010-01-01"})
    assert "?as_of=2010-01-01#" in response.content.decode()
    assert f'href="{table.of_russia.get_absolute_url()}?as_of=2010-01-01"' in response.content.decode()
    assert table.said.words in folded(response)


def test_a_bad_date_is_said_and_the_statement_shown_all_the_same(as_role, table):
    response = as_role("reader").get(path(table.said), {"as_of": "31 June 2011"})
    assert response.status_code == 422
    assert table.said.words in folded(response)


def test_hostile_words_are_shown_as_text(as_role, table):
    said = make.statement(table.by, table.issue, table.nato, words="<script>alert(1)</script>", rationale="<b>x</b>")
    page = as_role("reader").get(path(said)).content.decode()
    assert "<script>alert" not in page and "<b>x" not in page


@pytest.mark.parametrize("pk", [0, 2**63 - 1, 2**70])
def test_it_finds_nothing_where_nothing_is(as_role, desk, pk):
    assert as_role("reader").get(f"/w/desk/statements/{pk}/").status_code == 404


def test_it_hides_another_workspaces_statement(as_role, table):
    other = make.Table(by=make.lead_of(make.workspace("other")))
    assert as_role("lead").get(f"/w/desk/statements/{other.said.pk}/").status_code == 404
    assert as_role("stranger").get(path(table.said)).status_code == 404


def test_it_costs_no_more_with_more_reports_replies_conditions_and_readings(as_role, table, cost):
    client = as_role("reader")
    said = make.statement(
        table.by, table.issue, table.nato, table.russia, replies_to=table.said, conditions=[Depends("x", table.issue)]
    )

    def grow():
        text = make.document(table.by, outlet=make.outlet(table.by))
        chain = [Heard(text.outlet), Heard(make.outlet(table.by))]
        add_report(said, Reported("paraphrase", text, ["one system", "divided"], chain), by=table.by)
        speaker = make.speaker(table.by, party=table.nato)
        make.statement(table.by, table.issue, table.nato, replies_to=said, speaker=speaker)
        make.reading(table.by, table.of_nato, 55, evidence=[said])

    grow()
    client.get(path(said))
    few = cost(lambda: client.get(path(said)))
    for _ in range(3):
        grow()
    assert cost(lambda: client.get(path(said))) == few <= 30


def test_who_recorded_it_and_leads_may_mend_it_and_analysts_add_to_it(as_role, table):
    for role, offered in (("lead", {"edit", "remove", "report", "record"}), ("analyst", {"report", "record"}),
                          ("reader", set())):  # fmt: skip
        page = as_role(role).get(path(table.said)).content.decode()
        links = set(re.findall(rf"/statements/(?:{table.said.pk}/)?(edit|remove|report|record)/", page))
        assert links == offered


def test_an_arabic_speaker_does_not_turn_the_sentence_round(as_role, table):
    said = make.statement(table.by, table.issue, table.russia, value=10, speaker="رنا عزيز")
    sentence = as_role("reader").get(said.get_absolute_url()).context["shown"].sentence
    assert sentence.startswith("Said on 4 Jul 2011 by \u2068رنا عزيز\u2069.")


def test_a_value_is_said_in_words_where_an_option_stands_at_that_point(as_role, table):
    said = make.statement(table.by, table.issue, table.nato, value=100)
    between = make.statement(table.by, table.issue, table.nato, value=70)
    client = as_role("reader")
    page = client.get(said.get_absolute_url()).content.decode()
    assert "Two systems that cooperate (100 on a scale from 0 to 100)" in page
    assert "70 on a scale from 0 to 100" in client.get(between.get_absolute_url()).content.decode()
