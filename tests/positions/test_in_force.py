"""The one query behind every screen, tried against the rule in plain Python: what is in force, as then known."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests import make
from tracker.agenda.when import NOW
from tracker.base.dates import DomainDate
from tracker.history.models import Change
from tracker.positions import operations, undo
from tracker.positions.models import Reading
from tracker.positions.queries import in_force, on_record

pytestmark = pytest.mark.django_db

FIRST = date(2011, 6, 20)
MORNING = make.moment("2011-07-01")
POSITIONS = 2


# A row: (position, days after FIRST, whether only its month is known, hours after MORNING, which row it replaces, and
# whether it withdraws that). Few days and hours, so that equal ones are common; a row may be recorded before what it
# replaces, and is found by its place in a list, so that ids come in another order than moments.
rows = st.lists(
    st.tuples(
        st.integers(0, POSITIONS - 1),
        st.integers(0, 25),
        st.booleans(),
        st.integers(0, 6),
        st.none() | st.integers(0, 30),
        st.booleans(),
    ),
    max_size=14,
)
whens = st.lists(st.tuples(st.integers(-25, 30), st.integers(-1, 7)), min_size=5, max_size=8)


def made(rows, positions, by):
    """The rows as readings; each replaces at most one earlier in the list, of its own position, not yet replaced."""
    found, replaced = [], set()
    for pk, (place, days, month, hours, target, withdrawn) in enumerate(rows, start=1_000_000):
        day = FIRST + timedelta(days=days)
        earlier = [each for each in found if each.position_id == positions[place].pk and each.pk not in replaced]
        slip = earlier[target % len(earlier)] if earlier and target is not None else None
        reading = Reading(
            pk=pk,
            workspace=by.workspace,
            position=positions[place],
            stance="declined",
            summary="What they want.",
            replaces=slip,
            withdrawn=withdrawn and slip is not None,
            recorded_by=by,
            recorded_at=MORNING + timedelta(hours=hours),
        )
        reading.effective = DomainDate.month(day.year, day.month) if month else DomainDate.day(day)
        if slip:
            replaced.add(slip.pk)
        found.append(reading)
    return found


def by_the_rule(readings, position, day, known):
    """Effective by the day, recorded by then, not withdrawn, not replaced by then; the newest of them."""
    known_then = [each for each in readings if each.position_id == position.pk and each.recorded_at <= known]
    gone = {each.replaces_id for each in known_then}
    left = [each for each in known_then if each.effective_on <= day and not each.withdrawn and each.pk not in gone]
    newest = max(left, key=lambda each: (each.effective_on, each.recorded_at, each.pk), default=None)
    return newest and newest.pk


# A correction of a correction that moves the day back, recorded in the hour of the slip; and a withdrawn correction.
@example(
    rows=[(0, 20, False, 1, None, False), (0, 10, False, 1, 0, False), (0, 5, False, 2, 0, False)],
    whens=[(4, 7), (5, 1), (12, 1), (21, 0), (21, 7)],
)
@example(
    rows=[
        (0, 3, False, 0, None, False),
        (0, 9, True, 1, None, False),
        (0, 9, False, 2, 1, False),
        (0, 9, False, 3, 0, True),
    ],
    whens=[(9, 0), (9, 1), (9, 2), (9, 3), (-25, 3)],
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=rows, whens=whens)
def test_what_is_in_force_is_what_the_rule_says(table, rows, whens):
    positions = [table.of_nato, table.of_russia]
    readings = made(rows, positions, table.by)
    with transaction.atomic():
        Reading.objects.bulk_create(readings)
        for days, hours in whens:
            day, known = FIRST + timedelta(days=days), MORNING + timedelta(hours=hours)
            expected = {position.pk: by_the_rule(readings, position, day, known) for position in positions}
            fetched = in_force(positions, day, known)
            assert {pk: found and found.pk for pk in expected for found in [fetched.get(pk)]} == expected
        transaction.set_rollback(True)


def test_the_page_of_a_position_follows_the_same_rule(table):
    made_by_hand = made(
        [(0, 20, False, 1, None, False), (0, 10, False, 3, 0, False), (0, 2, False, 2, None, False)],
        [table.of_nato, table.of_russia],
        table.by,
    )
    Reading.objects.bulk_create(made_by_hand)
    for days, hours in [(1, 7), (2, 7), (11, 2), (11, 3), (20, 1), (20, 2), (25, 7)]:
        day, known = FIRST + timedelta(days=days), MORNING + timedelta(hours=hours)
        table.of_nato.workspace = table.by.workspace
        record = on_record(table.of_nato, day, known)
        assert (record.in_force and record.in_force.pk) == by_the_rule(made_by_hand, table.of_nato, day, known)
        assert all(each.effective_on <= day and each.recorded_at <= known for each in record.readings)


# What people do, one act after another: (which, on which of the readings or acts, in force from how many days on).
acts = st.lists(
    st.tuples(st.sampled_from(["revise", "correct", "withdraw", "undo"]), st.integers(0, 30), st.integers(0, 4)),
    max_size=12,
)


class Plain:
    """The same in plain Python: readings that stand, in the order in which they were recorded."""

    def __init__(self):
        self.standing = []  # (reading's id, day)
        self.done = []  # (the change, what it put there or None, what it took away or None)

    def held(self, day):
        """The newest effective day; of the same day what was recorded last."""
        known = [(effective, place, pk) for place, (pk, effective) in enumerate(self.standing) if effective <= day]
        return max(known)[2] if known else None

    def become(self, put, taken):
        """`put` stands last, in the place of `taken`."""
        self.standing = [each for each in self.standing if each != taken] + [put] * (put is not None)

    def did(self, put, taken):
        self.become(put, taken)
        self.done.append((Change.objects.first(), put, taken))


def carry_out(plain, position, by, kind, which, days):
    """The act, by its operation and in plain Python; nothing where there is nothing to act on."""
    position.refresh_from_db(fields=["version"])
    day = FIRST + timedelta(days=days)
    common = {"by": by, "expected": position.version}
    judged = {"effective": DomainDate.day(day), "stance": "value", "stated": days, "summary": "What they want."}
    if kind == "revise":
        made = operations.revise(position, **common, **judged)
        plain.did((made.pk, day), None)
    elif kind == "undo" and (left := [each for each in plain.done if each[1] is None or each[1] in plain.standing]):
        change, put, taken = left[which % len(left)]
        again = undo.UNDO[change.verb](change, by=by)
        plain.become(None if taken is None else (again.pk, taken[1]), put)
        plain.done.remove((change, put, taken))
    elif kind in ("correct", "withdraw") and plain.standing:
        slip = plain.standing[which % len(plain.standing)]
        reading = Reading.objects.get(pk=slip[0])
        if kind == "correct":
            made = operations.correct(reading, **common, **judged)
            plain.did((made.pk, day), slip)
        else:
            operations.withdraw(reading, **common, reason="x")
            plain.did(None, slip)


@example(acts=[("revise", 0, 1), ("revise", 0, 1), ("withdraw", 0, 0), ("undo", 2, 0)])
@example(acts=[("revise", 0, 1), ("correct", 0, 3), ("correct", 0, 2), ("undo", 2, 0), ("undo", 0, 0)])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts)
def test_whatever_people_do_and_undo_what_is_in_force_is_what_a_plain_list_says(table, acts):
    plain, answers = Plain(), []
    with transaction.atomic():
        for kind, which, days in acts:
            carry_out(plain, table.of_nato, table.by, kind, which, days)
            now = Change.objects.first()
            answers.append((now.at if now else NOW, [plain.held(FIRST + timedelta(days=n)) for n in range(6)]))
        for known, expected in answers:  # after each act, and as was known after each
            for n, held in enumerate(expected):
                found = in_force([table.of_nato], FIRST + timedelta(days=n), known).get(table.of_nato.pk)
                assert (found and found.pk) == held
        transaction.set_rollback(True)
