"""What stands behind a reading: how much, from how many roots, how good and how fresh, on a day and as then known."""

from datetime import date

import pytest

from tests import make
from tracker.positions.operations import Bears, weigh
from tracker.positions.queries import backing, on_record, unweighed, waiting
from tracker.statements.operations import Reported

pytestmark = pytest.mark.django_db
DAY, NOW = date(2011, 7, 10), make.moment("2030-01-01")


def behind(reading, day=DAY, known=NOW):
    return backing([reading], day, known, 180)[reading.pk]


def told(table, *outlets, **fields):
    """A statement of NATO that each of these outlets reports."""
    reports = [Reported("paraphrase", make.document(table.by, outlet=outlet)) for outlet in outlets]
    return make.statement(table.by, table.issue, table.nato, value=90, reports=reports, **fields)


def test_roots_are_counted_over_all_statements_together_and_the_best_grade_shows(table):
    ap = make.outlet(table.by, "AP", "A")
    said = [told(table, table.ria), told(table, table.ria, credibility=3), told(table, ap, credibility=3)]
    found = behind(make.reading(table.by, table.of_nato, 90, evidence=said))
    assert (found.count, found.roots, found.grade) == (3, 2, "B2")  # what is said comes before who says it


def test_only_what_supports_it_counts_and_what_does_not_bear_is_not_behind_it(table):
    said = [told(table, table.ria) for _ in range(4)]
    relations = ["supports", "qualifies", "contradicts", "does_not_bear"]
    links = [Bears(each, relation) for each, relation in zip(said, relations, strict=True)]
    found = behind(make.reading(table.by, table.of_nato, 90, evidence=links))
    assert found.count == 1
    assert {evidence.relation: statement for evidence, statement in found.weighed} == dict(
        zip(relations[:3], said, strict=False)
    )


def test_what_was_said_later_or_recorded_later_is_not_there(table):
    early = told(table, table.ria, said="1 July 2011", at=make.moment("2011-07-02"))
    late = told(table, table.ria, said="9 July 2011", at=make.moment("2011-07-12"))
    reading = make.reading(
        table.by, table.of_nato, 90, "1 July 2011", evidence=[early, late], at=make.moment("2011-07-03")
    )
    assert behind(reading).supporting == [late, early]
    assert behind(reading, day=date(2011, 7, 8)).supporting == [early]
    assert behind(reading, known=make.moment("2011-07-11")).supporting == [early]
    assert behind(reading, known=make.moment("2011-07-01")).count == 0


def test_it_is_stale_on_the_day_after_the_half_life_has_passed_since_its_last_day(table):
    in_june = told(table, table.ria, said="June 2011")
    reading = make.reading(table.by, table.of_nato, 90, evidence=[in_june])
    assert behind(reading, day=date(2011, 12, 27)).stale_since is None
    assert behind(reading, day=date(2011, 12, 28)).stale_since == date(2011, 12, 27)


def test_a_statement_waits_until_somebody_says_how_it_bears(table):
    cell = (table.nato.pk, table.issue.pk)

    def waits(day=DAY, known=NOW):
        return waiting([table.nato.pk], [table.issue.pk], day, known)[cell]

    assert (waits(), waits(day=date(2011, 7, 3))) == (1, 0)
    weigh(table.of_nato, table.answered, by=table.by, relation="does_not_bear", at=make.moment("2031-01-01"))
    assert (waits(), waits(known=make.moment("2032-01-01"))) == (1, 0)


def test_what_the_other_party_holds_does_not_wait_here(table):
    assert set(unweighed(DAY, NOW).filter(party=table.nato).values_list("statement", flat=True)) == {table.answered.pk}


def test_each_statement_of_the_party_stands_in_exactly_one_place_of_the_page(table):
    said = [told(table, table.ria) for _ in range(4)]
    older = make.reading(table.by, table.of_nato, 80, "1 July 2011", evidence=[said[0]])
    make.reading(table.by, table.of_nato, 90, evidence=[said[1], Bears(said[2], "does_not_bear")])
    table.of_nato.workspace = table.by.workspace
    record = on_record(table.of_nato, DAY, NOW)
    assert record.backing.supporting == [statement for _, statement in record.backing.weighed] == [said[1]]
    assert {statement: row.relation for row, statement in record.elsewhere} == {
        said[0]: "supports",  # the older reading
        said[2]: "does_not_bear",
    }
    assert record.waiting == [said[3], table.answered]
    assert record.behind[older.pk].supporting == [said[0]]
