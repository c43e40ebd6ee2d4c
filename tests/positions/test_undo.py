"""Undo of what is only ever added to: one more row, and as known before nothing changes."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tests import make
from tracker.agenda.when import NOW
from tracker.history.models import Change
from tracker.positions import operations, undo
from tracker.positions.models import Evidence, Review
from tracker.positions.queries import in_force, states, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.read]
DAY = make.when("10 July 2011").first


def held(position):
    found = in_force([position], DAY, NOW).get(position.pk)
    return found and found.stated


def waits(table):
    return waiting([table.nato.pk], [table.issue.pk], DAY, NOW)[table.nato.pk, table.issue.pk]


def bears(reading):
    return {row.statement_id: row.relation for row in Evidence.objects.filter(reading=reading).newest(NOW)}


def version(position):
    position.refresh_from_db(fields=["version"])
    return position.version


def taken_back(by, done=None):
    done = done or Change.objects.first()  # the newest
    return undo.UNDO[done.verb](done, by=by)


def correct(slip, by, stated, evidence=()):
    return operations.correct(
        slip, by=by, expected=version(slip.position), effective=slip.effective, stance="value", stated=stated,
        summary="Mended.", evidence=evidence,
    )  # fmt: skip


# Works ----------------------------------------------------------------------------------------------------------------
def test_a_weighing_taken_back_waits_again_and_as_known_before_it_was_weighed(table):
    said = make.statement(table.by, table.issue, table.nato)
    weighed = operations.weigh(table.of_nato, said, by=table.by, relation="supports", reading=table.high)
    assert waits(table) == 0
    taken_back(table.by)
    assert waits(table) == 1
    assert bears(table.high) == {table.answered.pk: "supports"}
    then = Evidence.objects.filter(reading=table.high).newest(weighed.recorded_at)
    assert {row.statement_id for row in then} == {table.answered.pk, said.pk}


def test_what_was_taken_back_in_the_same_moment_waits_by_the_later_row(table):
    said, at = make.statement(table.by, table.issue, table.nato), make.moment("2011-07-06")
    for relation in ("supports", "not_weighed"):
        operations.weigh(table.of_nato, said, by=table.by, relation=relation, reading=table.high, at=at)
    assert (bears(table.high), waits(table)) == ({table.answered.pk: "supports"}, 1)
    operations.weigh(table.of_nato, said, by=table.by, relation="qualifies", reading=table.high, at=at)
    assert (bears(table.high)[said.pk], waits(table)) == ("qualifies", 0)


def test_what_bears_on_no_reading_is_taken_back_by_a_row_that_names_none(table):
    said = make.statement(table.by, table.issue, table.nato)
    operations.weigh(table.of_nato, said, by=table.by, relation="does_not_bear")
    taken_back(table.by)
    rows = Evidence.objects.filter(position=table.of_nato, statement=said)
    assert list(rows.values_list("relation", "reading")) == [("not_weighed", None), ("does_not_bear", None)]
    assert (list(rows.standing(NOW)), waits(table)) == ([], 1)


def test_weighed_twice_the_first_word_holds_again(table):
    operations.weigh(table.of_nato, table.answered, by=table.by, relation="qualifies", reading=table.high)
    taken_back(table.by)
    assert bears(table.high) == {table.answered.pk: "supports"}


def test_what_was_taken_back_can_be_weighed_again(table):
    said = make.statement(table.by, table.issue, table.nato)
    for relation in ("supports", "contradicts"):
        operations.weigh(table.of_nato, said, by=table.by, relation=relation)
        assert waits(table) == 0
        taken_back(table.by)
        assert waits(table) == 1
    operations.weigh(table.of_nato, said, by=table.by, relation="does_not_bear")
    assert waits(table) == 0


def test_taken_back_from_one_reading_it_still_bears_on_another(table):
    said = make.statement(table.by, table.issue, table.nato)
    other = make.reading(table.by, table.of_nato, 70, "5 July 2011", evidence=[said])
    operations.weigh(table.of_nato, said, by=table.by, relation="contradicts", reading=table.high)
    taken_back(table.by)
    assert (waits(table), bears(other)[said.pk]) == (0, "supports")


def test_a_revision_undone_puts_the_reading_before_it_in_force_and_its_statement_waits_again(table):
    said = make.statement(table.by, table.issue, table.nato)
    make.reading(table.by, table.of_nato, 50, "5 July 2011", evidence=[said])
    assert (held(table.of_nato), waits(table)) == (50, 0)
    taken_back(table.by)
    assert (held(table.of_nato), waits(table)) == (90, 1)


def test_a_correction_undone_puts_a_copy_of_the_slip_in_its_place_on_the_same_evidence(table):
    said = make.statement(table.by, table.issue, table.nato)
    correct(table.high, table.by, 75, [operations.Bears(said, "supports")])
    again = taken_back(table.by)
    assert held(table.of_nato) == 90
    assert (again.summary, again.why, bears(again)) == (
        table.high.summary,
        table.high.why,
        {table.answered.pk: "supports"},
    )
    assert waits(table) == 1


def test_a_withdrawal_undone_puts_a_copy_back(table):
    operations.withdraw(table.high, by=table.by, expected=version(table.of_nato), reason="x")
    assert held(table.of_nato) is None
    again = taken_back(table.by)
    assert (held(table.of_nato), bears(again)) == (90, {table.answered.pk: "supports"})


def test_a_review_undone_says_again_what_was_said_before_in_the_name_of_who_said_it(table, member):
    operations.review(table.high, by=member("reviewer"), state="approved", note="Well founded.")
    operations.review(table.high, by=member("analyst"), state="questioned", note="Is it?")
    taken_back(member("analyst"))
    now = states([table.high], NOW)[table.high.pk]
    assert (now.state, now.by, now.note) == ("approved", member("reviewer"), "Well founded.")
    assert Review.objects.filter(reading=table.high).count() == 3


def test_a_first_review_undone_leaves_what_its_author_proposed(table, member):
    operations.review(table.high, by=member("reviewer"), state="approved")
    taken_back(member("reviewer"))
    now = states([table.high], NOW)[table.high.pk]
    assert (now.state, now.by) == ("proposed", table.by)


def test_from_the_notice_a_weighing_is_undone(as_role, member, table):
    said = make.statement(table.by, table.issue, table.nato)
    operations.weigh(table.of_nato, said, by=member("analyst"), relation="supports", reading=table.high)
    path = reverse("desk:undo", kwargs={"ws": "desk", "pk": Change.objects.first().pk})
    assert as_role("analyst").post(path, follow=True).status_code == 200
    assert waits(table) == 1
    assert "undone already" in as_role("analyst").post(path).content.decode()


# Refuses --------------------------------------------------------------------------------------------------------------
def acts(table, by):
    said = make.statement(table.by, table.issue, table.nato)
    operations.weigh(table.of_nato, said, by=by, relation="supports", reading=table.high)
    yield (
        Change.objects.first(),
        lambda: operations.weigh(table.of_nato, said, by=table.by, relation="qualifies", reading=table.high),
    )
    reading = make.reading(by, table.of_nato, 50, "5 July 2011")
    yield Change.objects.first(), lambda: correct(reading, table.by, 60)
    correction = correct(table.low, by, 20)
    yield Change.objects.first(), lambda: correct(correction, table.by, 30)
    operations.review(table.high, by=by, state="questioned", note="Why?")
    yield Change.objects.first(), lambda: operations.review(table.high, by=table.by, state="proposed")


def test_what_a_colleague_went_on_from_is_not_undone(table, member):
    for done, goes_on in acts(table, member("analyst")):
        goes_on()
        with pytest.raises(ValidationError, match="changed this since"):
            taken_back(member("analyst"), done)


def test_others_and_readers_undo_nothing(table, member):
    make.reading(member("reviewer"), table.of_nato, 50, "5 July 2011")
    for role in ("analyst", "reader"):
        with pytest.raises(PermissionDenied):
            taken_back(member(role))
    assert held(table.of_nato) == 50
    taken_back(table.by)
    assert held(table.of_nato) == 90


def test_nothing_is_undone_twice(table):
    make.reading(table.by, table.of_nato, 50, "5 July 2011")
    done = table.by.did
    taken_back(table.by, done)
    with pytest.raises(ValidationError, match="undone already"):
        taken_back(table.by, done)
