"""What becomes of a position: the rules of its readings, whoever writes, and of those who judge them."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from tests import make
from tracker.base.models import Stale
from tracker.history.models import Change
from tracker.positions import operations
from tracker.positions.models import Evidence, Position, Reading, Review
from tracker.positions.queries import in_force, states

pytestmark = pytest.mark.django_db
NOW = make.moment("2030-01-01")


@pytest.fixture
def table(desk):
    return make.Table(by=make.lead_of(desk)).read()


def held(position, day="2011-07-10", known=NOW):
    """The value in force that day."""
    found = in_force([position], date.fromisoformat(day), known).get(position.pk)
    return found and found.stated


def revise(position, by, stated, effective="5 July 2011", *, expected=None, **fields):
    if expected is None:
        position.refresh_from_db(fields=["version"])
        expected = position.version
    fields = {"stance": "value", "summary": "What they want."} | fields
    return operations.revise(
        position, by=by, expected=expected, effective=make.when(effective), stated=stated, **fields
    )


# Works ----------------------------------------------------------------------------------------------------------------
def test_a_successor_holds_from_its_day_on_and_earlier_days_stay_as_they_were(table, member):
    revise(table.of_nato, member("analyst"), 70)
    assert (held(table.of_nato, "2011-07-04"), held(table.of_nato, "2011-07-05")) == (90, 70)
    line = Change.objects.first()
    assert (line.verb, line.target_id, line.actor) == ("position.revised", table.of_nato.pk, str(member("analyst")))


def test_an_option_brings_its_own_value(table):
    centres = table.issue.options.get(value=50)
    reading = revise(table.of_nato, table.by, None, option=centres)
    assert (reading.option, reading.stated, reading.minimum, reading.maximum) == (centres, 50, 0, 100)


def test_a_correction_takes_the_place_of_the_slip_and_as_known_before_the_slip_stays(table):
    slip = revise(table.of_nato, table.by, 70, at=make.moment("2011-07-06"))
    table.of_nato.refresh_from_db()
    operations.correct(
        slip, by=table.by, expected=table.of_nato.version, effective=make.when("8 July 2011"), stance="value",
        stated=75, summary="A slip mended.", at=make.moment("2011-08-01"),
    )  # fmt: skip
    assert (held(table.of_nato, "2011-07-06"), held(table.of_nato, "2011-07-08")) == (90, 75)
    assert held(table.of_nato, "2011-07-06", make.moment("2011-07-20")) == 70


def test_what_is_withdrawn_puts_the_reading_before_it_in_force_again(table):
    slip = revise(table.of_nato, table.by, 20)
    table.of_nato.refresh_from_db()
    operations.withdraw(slip, by=table.by, expected=table.of_nato.version, reason="It was Russia who said so.")
    assert held(table.of_nato) == 90
    assert slip.replaced_by.get().summary == "It was Russia who said so."


def test_the_newest_word_on_a_statement_counts_and_the_older_ones_stay_known(table):
    for relation, day in (("qualifies", "2035-01-01"), ("contradicts", "2036-01-01")):
        operations.weigh(
            table.of_nato, table.answered, by=table.by, relation=relation, reading=table.high, at=make.moment(day)
        )
    known = [make.moment(day) for day in ("2034-01-01", "2035-06-01", "2036-06-01")]
    rows = [[each.relation for each in Evidence.objects.filter(reading=table.high).newest(at)] for at in known]
    assert rows == [["supports"], ["qualifies"], ["contradicts"]]


def test_a_colleague_approves_and_the_newest_review_counts(table, member):
    operations.review(table.high, by=member("analyst"), state="questioned", note="On what evidence?")
    operations.review(table.high, by=member("reviewer"), state="approved")
    assert states([table.high], NOW)[table.high.pk].state == "approved"
    assert Review.objects.filter(reading=table.high).count() == 2


# Two people, one position ---------------------------------------------------------------------------------------------
def test_of_two_people_on_one_position_the_second_is_told_and_nothing_is_lost(table, member):
    both_saw = table.of_nato.version = Position.objects.get(pk=table.of_nato.pk).version
    first = revise(table.of_nato, member("analyst"), 70, expected=both_saw)
    with pytest.raises(Stale):
        revise(table.of_nato, member("reviewer"), 60, expected=both_saw)
    assert held(table.of_nato) == 70
    second = revise(table.of_nato, member("reviewer"), 60)
    assert held(table.of_nato) == 60
    kept = set(table.of_nato.readings.values_list("pk", "stated", "recorded_by"))
    assert kept >= {(first.pk, 70, member("analyst").pk), (second.pk, 60, member("reviewer").pk)}


def test_one_who_is_told_has_written_nothing(table):
    before = (Reading.objects.count(), Evidence.objects.count(), Change.objects.count())
    with pytest.raises(Stale):
        revise(table.of_nato, table.by, 60, expected=99, evidence=[operations.Bears(table.answered, "supports")])
    assert (Reading.objects.count(), Evidence.objects.count(), Change.objects.count()) == before


@pytest.mark.parametrize("act", ["correct", "withdraw"])
def test_who_puts_right_what_a_colleague_has_just_changed_is_told_too(table, member, act):
    both_saw = Position.objects.get(pk=table.of_nato.pk).version
    revise(table.of_nato, member("analyst"), 70)
    how = (
        {"reason": "x"} if act == "withdraw" else {"effective": make.when("2011"), "stance": "neutral", "summary": "x"}
    )
    with pytest.raises(Stale):
        getattr(operations, act)(table.high, by=table.by, expected=both_saw, **how)
    assert not table.high.replaced_by.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_who_save_at_the_same_moment_exactly_one_is_first():
    table, ready, ended = make.Table().read(), Barrier(4), []
    version = Position.objects.get(pk=table.of_nato.pk).version

    def save(value):
        position = Position.objects.get(pk=table.of_nato.pk)
        ready.wait(10)
        try:
            ended.append(revise(position, table.by, value, expected=version).stated)
        except Stale:
            ended.append("told")
        finally:
            connection.close()

    people = [Thread(target=save, args=[value]) for value in (10, 20, 30, 40)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    assert sorted(map(str, ended))[1:] == ["told"] * 3
    assert held(table.of_nato) in ended


# Refuses whom ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("act", ["revise", "correct", "withdraw", "weigh", "review"])
def test_a_reader_changes_nothing(table, member, act):
    reader = member("reader")
    acts = {
        "revise": lambda: revise(table.of_nato, reader, 10),
        "correct": lambda: operations.correct(
            table.high, by=reader, expected=1, effective=make.when("2011"), summary="x"
        ),
        "withdraw": lambda: operations.withdraw(table.high, by=reader, expected=1, reason="x"),
        "weigh": lambda: operations.weigh(table.of_nato, table.answered, by=reader, relation="supports"),
        "review": lambda: operations.review(table.high, by=reader, state="questioned"),
    }
    with pytest.raises(PermissionDenied):
        acts[act]()
    assert held(table.of_nato) == 90


def test_somebody_of_another_workspace_changes_nothing_and_brings_no_evidence(table):
    other = make.Table(space=make.workspace("other"))
    with pytest.raises(PermissionDenied):
        revise(table.of_nato, other.by, 10)
    with pytest.raises(PermissionDenied):
        revise(table.of_nato, table.by, 10, evidence=[operations.Bears(other.answered, "supports")])


def test_only_reviewers_approve_and_nobody_their_own(table, member):
    with pytest.raises(PermissionDenied):
        operations.review(table.high, by=member("analyst"), state="approved")
    own = revise(table.of_nato, member("reviewer"), 80)
    with pytest.raises(ValidationError, match="Somebody else approves"):
        operations.review(own, by=member("reviewer"), state="approved")


# Refuses what ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("value", [-1, 100.5, float("nan"), float("inf"), -1e300])
@pytest.mark.parametrize("name", ["stated", "low", "high"])
def test_a_number_off_the_scale_is_refused_with_words(table, name, value):
    fields = {"stated": 50, name: value} | ({} if name == "stated" else {f"{name}_bound": "assumed"})
    with pytest.raises(ValidationError, match="This scale runs from 0 to 100."):
        revise(table.of_nato, table.by, **fields)


def test_a_party_accepts_its_own_position(table):
    with pytest.raises(ValidationError, match="lies outside what you say it accepts, 50 and down"):
        revise(table.of_nato, table.by, 60, high=50, high_bound="assumed")
    assert revise(table.of_nato, table.by, 50, low=50, low_bound="firm", high=50, high_bound="firm").stated == 50
    assert revise(table.of_nato, table.by, None, stance="neutral", high=50, high_bound="assumed").high == 50


def test_a_value_belongs_to_its_stance(table):
    for fields in ({"stance": "declined", "stated": 50}, {"stance": "value", "stated": None}):
        with pytest.raises(ValidationError, match="belongs to the stance"):
            revise(table.of_nato, table.by, **fields)


def test_an_option_of_another_issue_is_refused(table):
    other = make.issue(table.by, table.talks, "Another question")
    with pytest.raises(ValidationError, match="belongs to another issue"):
        revise(table.of_nato, table.by, None, option=other.options.get(value=50))


def test_a_branch_holds_no_readings(table):
    branch = make.issue(table.by, table.talks, "The whole", scale=None)
    make.issue(table.by, table.talks, "A part", parent=branch)
    with pytest.raises(ValidationError, match="the issues under this one"):
        revise(make.position(table.nato, branch), table.by, None, stance="neutral")


def test_an_issue_without_a_scale_can_only_be_silent(table):
    spoken_of = make.issue(table.by, table.talks, "Libya", scale=None)
    position = make.position(table.nato, spoken_of)
    assert revise(position, table.by, None, stance="declined").minimum is None
    with pytest.raises(ValidationError, match="has no scale"):
        revise(position, table.by, 5)


def test_a_slip_is_put_right_once(table):
    slip = revise(table.of_nato, table.by, 70)
    for fails in (False, True):
        table.of_nato.refresh_from_db()
        how = {"by": table.by, "expected": table.of_nato.version, "reason": "x"}
        if fails:
            with pytest.raises(ValidationError, match="another reading in its place"):
                operations.withdraw(slip, **how)
        else:
            operations.withdraw(slip, **how)


def test_evidence_is_what_the_party_itself_holds(table):
    with pytest.raises(ValidationError, match="what the party itself holds"):
        operations.weigh(table.of_nato, table.said, by=table.by, relation="supports")


# What the database refuses, past every form and operation -------------------------------------------------------------
RULES = [
    ({"effective_before": date(2011, 7, 4)}, "reading_effective_ends_after_it_starts"),
    ({"stated": None}, "a_reading_has_a_value_exactly_when_its_stance_is_one"),
    ({"stance": "neutral"}, "a_reading_has_a_value_exactly_when_its_stance_is_one"),
    ({"minimum": 100, "maximum": 100, "stated": 100}, "reading_scale_ends_above_its_beginning"),
    ({"maximum": float("inf")}, "reading_scale_ends_above_its_beginning"),
    ({"stated": 101}, "reading_value_is_on_its_scale"),
    ({"stated": float("nan")}, "reading_value_is_on_its_scale"),
    ({"low": -1, "low_bound": "firm"}, "reading_range_is_on_its_scale"),
    ({"high": float("nan"), "high_bound": "firm"}, "reading_range_is_on_its_scale"),
    ({"low": 70, "low_bound": "firm", "high": 60, "high_bound": "assumed"}, "reading_range_begins_below_its_end"),
    ({"low": 20}, "an_end_of_a_range_is_assumed_or_firm"),
    ({"high_bound": "firm"}, "an_end_of_a_range_is_assumed_or_firm"),
    ({"salience": 101}, "salience_is_at_most_100"),
    ({"withdrawn": True}, "a_withdrawal_replaces_a_reading"),
]  # fmt: skip


def insert(table, **changed):
    """A reading by a plain INSERT."""
    return Reading.objects.create(
        **{
            "workspace": table.by.workspace,
            "position": table.of_nato,
            "effective_on": date(2011, 7, 4),
            "effective_before": date(2011, 7, 5),
            "stance": "value",
            "stated": 50,
            "minimum": 0,
            "maximum": 100,
            "summary": "What they want.",
            "recorded_by": table.by,
            **changed,
        }
    )


@pytest.mark.parametrize(("changed", "rule"), RULES, ids=[f"{rule}-{n}" for n, (_, rule) in enumerate(RULES)])
def test_the_database_itself_refuses(table, changed, rule):
    assert insert(table)
    with pytest.raises(IntegrityError, match=f'"{rule}"'), transaction.atomic():
        insert(table, **changed)


def test_the_database_lets_a_reading_be_replaced_once_and_only_by_one_of_its_position(table):
    insert(table, replaces=table.high)
    with pytest.raises(IntegrityError, match="reading_replaced_once"), transaction.atomic():
        insert(table, replaces=table.high)
    with pytest.raises(IntegrityError, match="reading_replaces_its_own"), transaction.atomic():
        insert(table, replaces=table.low)


def test_the_database_keeps_evidence_with_the_reading_of_its_own_position(table):
    with pytest.raises(IntegrityError, match="evidence_of_its_reading"), transaction.atomic():
        Evidence.objects.create(
            workspace=table.by.workspace, position=table.of_nato, reading=table.low, statement=table.answered,
            party=table.nato, relation="supports", recorded_by=table.by,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("of", "rule"),
    [
        (lambda table: {}, "a_review_is_of_one_thing"),
        (lambda table: {"reading": table.high, "statement": table.said}, "a_review_is_of_one_thing"),
        (lambda table: {"statement": table.said}, "a_statement_is_reviewed_as_it_stood"),
    ],
)
def test_the_database_knows_what_a_review_is_of(table, of, rule):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Review.objects.create(workspace=table.by.workspace, by=table.by, state="proposed", **of(table))


def test_the_database_lets_a_party_hold_one_position_an_issue(table):
    with pytest.raises(IntegrityError, match="one_position_a_party_and_issue"), transaction.atomic():
        Position.objects.create(workspace=table.by.workspace, party=table.nato, issue=table.issue)
