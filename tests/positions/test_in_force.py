"""The one query behind every screen, tried against the rule in plain Python: what is in force, as then known."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests import make
from tracker.base.dates import DomainDate
from tracker.positions.models import Position, Reading
from tracker.positions.queries import in_force, on_record

pytestmark = pytest.mark.django_db

FIRST = date(2011, 6, 20)
MORNING = make.moment("2011-07-01")
POSITIONS = 2


@pytest.fixture
def table(desk):
    return make.Table(by=make.lead_of(desk))


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
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=rows, whens=whens)
def test_what_is_in_force_is_what_the_rule_says(table, rows, whens):
    positions = [table.of_nato, table.of_russia]
    readings = made(rows, positions, table.by)
    with transaction.atomic():
        Reading.objects.bulk_create(readings)
        for days, hours in whens:
            day, known = FIRST + timedelta(days=days), MORNING + timedelta(hours=hours)
            expected = {position.pk: by_the_rule(readings, position, day, known) for position in positions}
            annotated = Position.objects.filter(pk__in=expected).in_force(day, known)
            assert {each.pk: each.reading_id for each in annotated} == expected
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
