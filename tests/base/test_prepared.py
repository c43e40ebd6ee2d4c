"""A question is put into SQL once, and asks the same as the queryset it is written as."""

from datetime import UTC, date, datetime

import pytest
from django.db.models import QuerySet

from tests import make
from tracker.base.prepared import Among, prepared
from tracker.positions.models import Reading

FAR = datetime(9999, 1, 1, tzinfo=UTC)
written: list[tuple] = []


@prepared
def readings(positions: list[int], day: date, known: datetime, since: date | None, whole: bool) -> QuerySet[Reading]:
    written.append((since, whole))
    found = Reading.objects.filter(Among("position", positions), effective_on__lte=day, recorded_at__lte=known)
    found = found if since is None else found.filter(effective_on__gt=since)
    return found.select_related("position__party").order_by("pk") if whole else found.order_by("pk")


@prepared
def values(position: int) -> QuerySet[Reading, tuple[int, float | None]]:
    return Reading.objects.filter(position=position).order_by("pk").values_list("pk", "stated")


@pytest.fixture
def held(table):
    """Three readings of NATO's and Russia's, beside those of the table."""
    days = ["1 May 2011", "20 July 2011", "3 January 2012"]
    made = [make.reading(table.by, table.of_nato, value, day) for value, day in zip([60, 50, 40], days, strict=True)]
    return [reading.pk for reading in made]


def test_it_finds_what_the_queryset_finds_whatever_the_values(table, held):
    both = {table.of_nato.pk, table.of_russia.pk}
    for day in (date(2011, 5, 1), date(2011, 8, 1), date(2013, 1, 1)):
        for positions in (both, [table.of_nato.pk], []):
            found = readings(positions, day, FAR, None, False)
            expected = Reading.objects.filter(position__in=positions, effective_on__lte=day).order_by("pk")
            assert found == list(expected)
    assert values(table.of_nato.pk) == list(
        Reading.objects.filter(position=table.of_nato).order_by("pk").values_list("pk", "stated")
    )


def test_it_is_written_once_for_each_shape(table, held):
    written.clear()
    for _time in range(3):
        for day in (date(2011, 5, 1), date(2012, 5, 1)):
            readings([table.of_nato.pk], day, FAR, date(2011, 4, 1), True)
            readings([table.of_nato.pk], day, FAR, None, True)
    assert len(written) <= 2
    assert all(since is None or not isinstance(since, date) for since, _whole in written)


def test_what_is_read_along_asks_nothing_more(table, held, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = readings([table.of_nato.pk], date(2013, 1, 1), FAR, None, True)
        assert {str(reading.position.party) for reading in found} == {"NATO"}


def test_it_takes_no_record_in_place_of_its_number(table):
    with pytest.raises(TypeError, match="takes no Position"):
        values(table.of_nato)
