"""When somebody was last here: what changed since then is news to them."""

from datetime import datetime, timedelta

import pytest

from tests import make
from tracker.accounts.operations import arrive

pytestmark = pytest.mark.django_db
NINE = datetime.fromisoformat("2026-01-05T09:00+00:00")


def later(user, **after):
    user.refresh_from_db()
    return arrive(user, NINE + timedelta(**after))


def test_who_comes_for_the_first_time_was_never_here():
    user = make.user()
    assert arrive(user, NINE) is None
    assert later(user, minutes=5) is None


def test_a_visit_goes_on_as_long_as_nobody_is_away_for_an_hour():
    user = make.user()
    arrive(user, NINE)
    assert later(user, days=1) == NINE
    assert later(user, days=1, minutes=50) == NINE
    assert later(user, days=1, minutes=100) == NINE
    assert later(user, days=2) == NINE + timedelta(days=1, minutes=100)


def test_a_visit_that_goes_on_is_written_down_seldom(cost):
    user = make.user()
    arrive(user, NINE)
    assert cost(lambda: later(user, minutes=5)) == 1  # the refresh alone


def test_two_pages_opened_at_once_do_not_lose_when_somebody_was_here_before():
    user = make.user()
    arrive(user, NINE)
    user.refresh_from_db()
    twin = type(user).objects.get(pk=user.pk)
    assert arrive(user, NINE + timedelta(days=1)) == arrive(twin, NINE + timedelta(days=1, seconds=1)) == NINE
    assert later(user, days=1, minutes=1) == NINE
