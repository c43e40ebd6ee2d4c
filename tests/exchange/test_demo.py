"""The demo dossier proves the fourteen hard cases of its digest, and that nothing known is ever overwritten."""

from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest

from tracker.actors.models import Post
from tracker.agenda.when import NOW
from tracker.analysis.verdict import Verdict
from tracker.annotations.models import Thread
from tracker.base.dates import parse
from tracker.exchange.demo.loader import read
from tracker.positions.models import Position, Reading, Review
from tracker.positions.queries import in_force, waiting
from tracker.statements.models import Report, Statement
from tracker.statements.queries import chains, counts, root_count

pytestmark = pytest.mark.django_db


def worth(demo, key, party):
    return counts(demo.statement(key), demo.the("party", party))


# The fourteen cases ---------------------------------------------------------------------------------------------------
def test_1_three_dispatches_of_interfax_in_one_digest_are_one_root(demo):
    said = [demo.statement(key) for key in ("rogozin-chicago", "rogozin-own-defence", "rogozin-own-button")]
    relays = [relay for one in said for report in one.reports.all() for relay in report.relays.all()]
    assert [relay.label for relay in relays if relay.label] == ["Interfax I", "Interfax II", "Interfax III"]
    assert {relay.outlet.name for relay in relays} == {"Global Security Newswire", "Interfax"}
    assert len(chains(said)) == 3
    assert root_count(said) == 1


def test_1_a_second_agency_on_the_same_words_is_a_second_root(demo):
    assert root_count([demo.statement("lavrov-slow")]) == 2  # Associated Press, and the Polish agency


def test_2_it_was_said_on_one_day_published_on_another_and_meant_for_a_third(demo):
    chicago, digest = demo.statement("rogozin-chicago"), demo.the("document", "d-sochi")
    assert str(chicago.said) == "1 Jul 2011"
    assert str(digest.published) == "5 Jul 2011"
    assert str(demo.the("meeting", "chicago-nrc-2012").held) == "May 2012"
    assert str(demo.the("meeting", "lisbon-2010").held) == "19–20 Nov 2010"
    assert demo.the("meeting", "expert-report-2011").held.precision == "month"
    assert demo.statement("rasmussen-centres").said.precision == "month"


def test_3_one_system_in_sectors_and_two_separate_ones_are_the_ends_of_one_scale(demo):
    options = [(option.value, option.words) for option in demo.the("issue", "architecture").options.all()]
    assert len(options) > 2
    assert options == sorted(options)
    assert demo.cell("russia", "architecture").reading.option.words == options[0][1]
    assert demo.cell("nato", "architecture").reading.option.words == options[-1][1]


def test_4_an_expectation_does_not_move_russias_position(demo):
    assert not worth(demo, "lavrov-no-sectors", "russia").number
    weighed = demo.the("reading", "russia-architecture-sochi").evidence.get(
        statement=demo.the("statement", "lavrov-no-sectors")
    )
    assert weighed.relation == "does_not_bear"
    assert demo.cell("russia", "architecture").reading.stated == 0


def test_5_what_lavrov_says_of_article_5_is_natos_told_by_another(demo):
    (holder,) = demo.statement("lavrov-on-article-5").holders.all()
    assert (holder.party.slug, holder.told_by_other) == ("nato", True)
    assert not worth(demo, "lavrov-on-article-5", "nato").number


def test_6_chicago_needs_a_deal_and_the_deal_needs_chicago(demo):
    comes, deal = demo.statement("rogozin-chicago"), demo.statement("rasmussen-chicago-deal")
    (first,), (second,) = comes.conditions.all(), deal.conditions.all()
    assert (first.issue, first.option.value) == (deal.issue, 2012)
    assert second.meeting.slug == "chicago-nrc-2012"
    assert comes.issue == demo.the("issue", "summit")


def test_6_the_page_of_conditions_names_that_loop_and_who_is_in_it(demo):
    found = demo.browse("reader").get(demo.address.replace("export", "conditions"), {"as_of": "2012-05-01"})
    (loop,) = found.context["shown"].loops
    assert loop.closed
    assert [step.name for step in loop.steps] == ["A NATO–Russia summit in Chicago", "Date of an agreement"]
    said = [[line.pk for line, _needs in step.lines] for step in loop.steps]
    keys = [["rogozin-chicago", "ryabkov-undecided", "rasmussen-no-deal-no-summit"], ["rasmussen-chicago-deal"]]
    assert said == [[demo.the("statement", key).pk for key in step] for step in keys]


def test_7_the_arms_build_up_is_a_threat_with_its_condition(demo):
    threat = demo.statement("russia-arms")
    assert (threat.act, threat.modality) == ("threaten", "future")
    assert [condition.issue.slug for condition in threat.conditions.all()] == ["architecture"]


def test_8_rasmussen_answers_the_threat(demo):
    answer = demo.statement("rasmussen-another-age")
    assert answer.replies_to == demo.the("statement", "russia-arms")
    assert (answer.direction, answer.act) == ("against", "reject")


def test_9_going_alone_gives_a_number_only_because_the_coder_gave_a_value(demo):
    alone = demo.statement("rogozin-own-defence")
    assert (alone.act, alone.value) == ("go_alone", 35)
    assert worth(demo, "rogozin-own-defence", "russia").number


def test_9_the_s_500_is_a_forecast_that_can_be_checked(demo):
    forecast = demo.statement("rogozin-s500")
    assert (forecast.act, str(forecast.pledge.due), forecast.pledge.outcome) == ("forecast", "2015", "open")
    assert forecast.pledge.seen_by
    assert not worth(demo, "rogozin-s500", "russia").number


def test_10_the_red_button_is_a_red_line_that_binds_both_sides(demo):
    readings = [demo.cell(party, "control").reading for party in ("nato", "russia")]
    assert [(reading.mutual, reading.high_bound) for reading in readings] == [(True, "firm")] * 2
    row = next(row for row in demo.compare("2011-07-05").leaves if row.issue.slug == "control")
    assert row.verdict == Verdict.AGREED_IN_SUBSTANCE


def test_11_one_statement_of_several_parties_is_a_reason_and_no_position(demo):
    said = demo.statement("allies-iran")
    assert {holder.party.slug for holder in said.holders.all()} == {"united-states", "nato"}
    assert said.rationale or said.direction == "not_stated"
    assert not any(worth(demo, "allies-iran", party).number for party in ("united-states", "nato"))


def test_12_posts_are_held_in_time_and_parties_have_other_names(demo):
    rogozin = Post.objects.filter(speaker=demo.the("speaker", "rogozin"))
    before, after = (rogozin.on(demo.the("statement", key).said_on).first() for key in ("rogozin-s500", "chicago-cfe"))
    assert (before.title, after.title) == ("Permanent Representative to NATO", "Deputy Prime Minister")
    assert before.authority < Post.objects.filter(speaker=demo.the("speaker", "lavrov")).first().authority
    names = {party: {alias.name for alias in demo.the("party", party).aliases.all()} for party in ("russia", "nato")}
    assert {"Moscow", "the Kremlin"} <= names["russia"]
    assert "the alliance" in names["nato"]


def test_13_background_counts_nowhere_and_nobody_holds_it(demo):
    background = demo.statement("article-5-explained")
    assert background.voice == "background"
    assert not background.holders.exists()
    assert not background.evidence.exists()


def test_13_what_the_digest_sums_up_counts_half_and_never_alone(demo):
    summed_up = worth(demo, "alliance-two-systems", "nato")
    assert (summed_up.share, summed_up.alone) == (0.5, False)
    assert demo.statement("moscow-sectors").reports.filter(mode=Report.Mode.OUTLET_SUMMARY).exists()


def test_14_nothing_is_on_record_for_nato_on_libya(demo):
    for day in ("2010-11-20", "2011-07-05", "2012-05-21"):
        cell = demo.cell("nato", "libya", day)
        assert cell.position is not None
        assert (cell.look, cell.backing.count) == ("none", 0)
    assert demo.cell("russia", "libya").look == "ambivalent"


# In time --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("party", "issue", "lisbon", "sochi", "chicago"),
    [
        ("nato", "architecture", 70, 100, 85),
        ("russia", "architecture", 0, 0, 35),
        ("nato", "guarantees", None, 0, 35),
        ("russia", "guarantees", None, 85, 100),
        ("russia", "fallback", None, 70, 100),
        ("united-states", "guarantees", None, None, 35),
    ],
)
def test_positions_differ_after_lisbon_sochi_and_chicago(demo, party, issue, lisbon, sochi, chicago):
    days = ("2010-11-20", "2011-07-05", "2012-05-21")
    readings = [demo.cell(party, issue, day).reading for day in days]
    assert [reading and reading.stated for reading in readings] == [lisbon, sochi, chicago]


def test_before_the_correction_the_older_reading_is_shown(demo):
    slip = demo.cell("russia", "architecture", known="2011-07-06")
    assert (slip.reading.stated, slip.reading.why) == (35, "softened")
    assert demo.cell("russia", "architecture", known="2011-07-07").reading.stated == 0
    assert demo.cell("russia", "guarantees", "2011-06-01", known="2011-06-01").reading.stated == 70
    assert demo.cell("russia", "guarantees", "2011-06-01").reading.stated == 100


def test_what_was_recorded_months_late_is_known_only_then(demo):
    assert demo.cell("russia", "fallback", "2011-01-31", known="2011-07-11").reading is None
    assert demo.cell("russia", "fallback", "2011-01-31", known="2011-07-12").reading.stated == 70


def test_all_four_silences_are_there_and_differ(demo):
    looks = {
        (cell.party.slug, row.issue.slug): cell.look for row in demo.compare("2012-05-21").leaves for cell in row.cells
    }
    assert looks["nato", "aim"] == "declined"
    assert looks["nato", "summit"] == "neutral"
    assert looks["russia", "libya"] == "ambivalent"
    assert looks["nato", "libya"] == "none"
    assert looks["nato", "deal-date"] == "unknown"


def test_every_verdict_is_there_on_some_day(demo):
    found = {row.verdict for day in ("2010-11-20", "2011-07-05", "2012-05-21") for row in demo.compare(day).leaves}
    assert found == set(Verdict)


# Each day, against a plain model of the file -------------------------------------------------------------------------
ONE_DAY = timedelta(days=1)
DAYS = [date(2010, 1, 1) + ONE_DAY * n for n in range(365 + 365 + 366)]


@cache
def told():
    """The readings of the file in the order in which they were recorded: from when, recorded when, the row."""
    rows = [
        (parse(row["effective"]).first, datetime.fromisoformat(row["recorded_at"]), row) for row in read()["readings"]
    ]
    return sorted(rows, key=lambda each: each[1])


def by_the_file(day, known):
    """The row in force of each party and issue: it holds by that day, was on file by then and not yet taken back."""
    on_file = [each for each in told() if each[1] <= known]
    gone = {row["replaces"] for _effective, _at, row in on_file if "replaces" in row}
    found = {}
    for effective, _at, row in sorted(on_file, key=lambda each: each[:2]):
        if effective <= day and row["key"] not in gone and not row.get("withdrawn"):
            found[row["party"], row["issue"]] = row  # the newest comes last
    return found


def as_then():
    """Each day as known when it ended, and as known at the moment of each recording."""
    evenings = [(day, datetime.combine(day + ONE_DAY, datetime.min.time(), UTC)) for day in DAYS]
    return evenings + [(at.date(), at) for _effective, at, _row in told()]


@pytest.mark.parametrize("whens", [[(day, NOW) for day in DAYS], as_then()], ids=["as known now", "as known then"])
def test_on_each_day_of_three_years_what_is_in_force_is_what_the_file_says(demo, whens):
    positions = list(Position.objects.select_related("party", "issue"))
    places = {position.pk: (position.party.slug, position.issue.slug) for position in positions}
    for day, known in whens:
        found = {places[pk]: reading.pk for pk, reading in in_force(positions, day, known).items()}
        assert found == {place: demo.the("reading", row["key"]).pk for place, row in by_the_file(day, known).items()}


def turns():
    """The first of each month; and of each change the day before it and the first on which it holds."""
    changes = {effective for effective, _at, _row in told()}
    return sorted({day for day in DAYS if day.day == 1 or day in changes or day + ONE_DAY in changes})


def test_on_each_turn_of_them_the_grid_says_what_the_file_says(demo):
    client, address = demo.browse("reader"), f"/w/demo/n/{demo.talks.slug}/grid/"
    issues = read()["issues"]
    options = {(each["slug"], one["value"]): one["words"] for each in issues for one in each.get("options", ())}
    for day in turns():
        rows = client.get(address, {"as_of": day.isoformat()}).context["grid"].rows
        cells = {(cell.party.slug, line.row.issue.slug): cell for line in rows for cell in line.cells}
        held = by_the_file(day, NOW)
        assert held.keys() <= cells.keys()
        for place, cell in cells.items():
            row = held.get(place, {"stance": "none", "summary": ""})
            option = options.get((place[1], row.get("option")), cell.says)
            assert (cell.look, cell.summary, cell.says) == (row["stance"], row["summary"], option), (day, place)


# Who did it -----------------------------------------------------------------------------------------------------------
def test_each_record_names_who_made_it_on_the_day_it_was_made(demo):
    reading = Reading.objects.get(pk=demo.the("reading", "nato-aim-sochi").pk)
    assert reading.recorded_by.user.name == "Ines Duarte"
    assert reading.recorded_at.isoformat() == "2011-07-08T07:40:00+00:00"
    approved = Review.objects.filter(state="approved")
    assert approved.exists()
    assert not any(review.reading.recorded_by_id == review.by_id for review in approved)


def test_one_review_is_open_and_somebody_asked_why(demo):
    assert {review.state for review in Review.objects.newest(demo.known(""))} != {"approved"}
    assert Thread.objects.filter(settled_at=None).exists()
    settled = Thread.objects.exclude(settled_at=None).first()
    assert settled.settled_at == settled.comments.last().at


def test_some_statements_wait_to_be_weighed(demo):
    comparison = demo.compare("2012-05-21")
    parties, issues = [party.pk for party in comparison.parties], [row.issue.pk for row in comparison.leaves]
    assert sum(waiting(parties, issues, comparison.day, comparison.known).values()) > 0


def test_no_statement_rests_on_a_document_that_came_later(demo):
    late = [
        statement
        for statement in Statement.objects.prefetch_related("reports__document")
        for report in statement.reports.all()
        if report.document and report.document.recorded_at > statement.recorded_at
    ]
    assert late == []
