from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.base.dates import DateError, DomainDate, parse, parse_moment

BERLIN = ZoneInfo("Europe/Berlin")

FOURTH_OF_JULY = DomainDate.day(date(2011, 7, 4))
MAY_2012 = DomainDate.month(2012, 5)
THE_SUMMIT = DomainDate(date(2012, 5, 20), date(2012, 5, 22))
MAY_DAY = DomainDate(date(2012, 4, 30), date(2012, 5, 3))
NEW_YEAR = DomainDate(date(2011, 12, 30), date(2012, 1, 3))

FIRST, LAST = date(1, 1, 1), date(9998, 12, 31)
days = st.dates(FIRST, LAST)
ranges = st.tuples(days, days).map(lambda pair: DomainDate(min(pair), max(pair) + timedelta(days=1)))
stretches = st.builds(
    lambda first, length: DomainDate(first, first + timedelta(days=length)),
    st.dates(FIRST, date(9990, 1, 1)),
    st.integers(1, 800),
)
years = st.integers(1, 9998).map(DomainDate.year)
months = st.builds(DomainDate.month, st.integers(1, 9998), st.integers(1, 12))
domain_dates = st.one_of(days.map(DomainDate.day), months, years, stretches, ranges)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2011-07-04", FOURTH_OF_JULY),
        ("4 July 2011", FOURTH_OF_JULY),
        ("July 4, 2011", FOURTH_OF_JULY),
        ("4 Jul 2011", FOURTH_OF_JULY),
        ("4.7.2011", FOURTH_OF_JULY),
        ("4. 7. 2011", FOURTH_OF_JULY),
        ("2011/07/04", FOURTH_OF_JULY),
        ("2011 July 4", FOURTH_OF_JULY),
        ("4th July 2011", FOURTH_OF_JULY),
        ("the 4th of JULY, 2011", FOURTH_OF_JULY),
        ("  jul.  4th 2011 ", FOURTH_OF_JULY),
        ("4 July 2011.", FOURTH_OF_JULY),
        ("٤ July ٢٠١١", FOURTH_OF_JULY),
        ("25/12/2011", DomainDate.day(date(2011, 12, 25))),
        ("12/25/2011", DomainDate.day(date(2011, 12, 25))),
        ("25-12-2011", DomainDate.day(date(2011, 12, 25))),
        ("05/05/2012", DomainDate.day(date(2012, 5, 5))),
        ("May 2012", MAY_2012),
        ("may, 2012", MAY_2012),
        ("2012-05", MAY_2012),
        ("05/2012", MAY_2012),
        ("Sept. 2011", DomainDate.month(2011, 9)),
        ("2012", DomainDate.year(2012)),
        ("0012", DomainDate.year(12)),
        ("20-21 May 2012", THE_SUMMIT),
        ("20–21 May 2012", THE_SUMMIT),
        ("20 — 21 May 2012", THE_SUMMIT),
        ("20/21 May 2012", THE_SUMMIT),
        ("20 to 21 May 2012", THE_SUMMIT),
        ("from 20th until 21st May 2012", THE_SUMMIT),
        ("May 20-21, 2012", THE_SUMMIT),
        ("20.-21.5.2012", THE_SUMMIT),
        ("2012-05-20/2012-05-21", THE_SUMMIT),
        ("2012-05-20 - 2012-05-21", THE_SUMMIT),
        ("20/05/2012 - 21/05/2012", THE_SUMMIT),
        ("30 April - 2 May 2012", MAY_DAY),
        ("April 30 – May 2, 2012", MAY_DAY),
        ("30.4.-2.5.2012", MAY_DAY),
        ("30 Dec 2011 – 2 Jan 2012", NEW_YEAR),
        ("December 30, 2011 - January 2, 2012", NEW_YEAR),
        ("May-June 2012", DomainDate(date(2012, 5, 1), date(2012, 7, 1))),
        ("2012-05/2012-06", DomainDate(date(2012, 5, 1), date(2012, 7, 1))),
        ("2011-2012", DomainDate(date(2011, 1, 1), date(2013, 1, 1))),
        ("30 Apr 2012 - May 2012", DomainDate(date(2012, 4, 30), date(2012, 6, 1))),
    ],
)
def test_it_reads_a_date_as_people_write_it(typed, meant):
    assert parse(typed) == meant


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31 June 2011", 'June has 30 days. Type a day, a month ("June 2011") or a year.'),
        ("31/06/2011", "June has 30 days."),
        ("29 Feb 2011", "February 2011 has 28 days."),
        ("0 May 2011", "May has 31 days."),
        ("2011-13-01", "There is no month 13."),
        ("31/31/2011", "There is no month 31."),
        ("04/07/2011", "This could be 4 July or 7 April. Write the month as a word."),
        ("04-07-2011", "This could be 4 July or 7 April."),
        ("04/07/2011 - 25/07/2011", "This could be 4 July or 7 April."),
        ("4 July", "The year is missing, or has fewer than four digits."),
        ("4.7.11", "The year is missing, or has fewer than four digits."),
        ("0000", "Years run from 1 to 9998."),
        ("9999-12-31", "Years run from 1 to 9998."),
        ("21 May 2012 - 20 May 2012", "21 May 2012 does not come before 20 May 2012."),
        ("30 Dec - 2 Jan 2012", "Write the earlier date first, each with its year."),
        ("  ", "The date is empty."),
        ("soon", "We cannot read this as a date."),
        ("4 ma 2011", "We cannot read this as a date."),
        ("1234567890", "We cannot read this as a date."),
        ("9" * 5000, "We cannot read this as a date."),
        ("4 July 2011\0", "We cannot read this as a date."),
        ("4 July 2011 or so", "We cannot read this as a date."),
    ],
)
def test_it_says_in_a_sentence_what_is_wrong(typed, sentence):
    with pytest.raises(DateError) as refusal:
        parse(typed)
    assert sentence in str(refusal.value)


@given(st.one_of(st.text(), st.text("0123456789-/. –,JulyMaythndto", max_size=24)))
@example("²")
@example("\ud800")
def test_whatever_is_typed_is_a_date_or_a_sentence(typed):
    try:
        assert parse(str(parse(typed))) == parse(typed)
    except DateError as refusal:
        assert str(refusal).endswith(".")


@given(domain_dates)
def test_what_it_writes_it_reads_back(when):
    assert parse(str(when)) == when
    assert parse(when.iso()) == when
    assert parse(str(when).upper().replace(" ", "  ")) == when


@pytest.mark.parametrize(
    ("when", "written", "iso", "precision"),
    [
        (FOURTH_OF_JULY, "4 Jul 2011", "2011-07-04", "day"),
        (DomainDate.month(2011, 7), "Jul 2011", "2011-07", "month"),
        (DomainDate.month(2011, 12), "Dec 2011", "2011-12", "month"),
        (DomainDate.year(2011), "2011", "2011", "year"),
        (THE_SUMMIT, "20–21 May 2012", "2012-05-20/2012-05-21", "days"),
        (MAY_DAY, "30 Apr – 2 May 2012", "2012-04-30/2012-05-02", "days"),
        (NEW_YEAR, "30 Dec 2011 – 2 Jan 2012", "2011-12-30/2012-01-02", "days"),
        (DomainDate(date(2011, 7, 1), date(2012, 7, 1)), "1 Jul 2011 – 30 Jun 2012", "2011-07-01/2012-06-30", "days"),
        (DomainDate(date(2011, 7, 15), date(2011, 8, 15)), "15 Jul – 14 Aug 2011", "2011-07-15/2011-08-14", "days"),
    ],
)
def test_it_is_written_as_exactly_as_it_is_known(when, written, iso, precision):
    assert (str(when), when.iso(), when.precision) == (written, iso, precision)


@given(domain_dates, days)
def test_a_date_holds_its_first_and_last_day_and_nothing_outside(when, day):
    assert when.contains(when.first) and when.contains(when.last)
    assert not when.contains(when.end)
    assert when.contains(day) == (when.first <= day <= when.last)


def test_while_a_day_lies_inside_an_imprecise_date_the_cell_says_so():
    assert MAY_2012.on(date(2012, 5, 31)) == "some time in May 2012"
    assert DomainDate.year(2012).on(date(2012, 5, 31)) == "some time in 2012"
    assert THE_SUMMIT.on(date(2012, 5, 21)) == "some time during 20–21 May 2012"
    assert MAY_2012.on(date(2012, 6, 1)) == ""
    assert FOURTH_OF_JULY.on(date(2011, 7, 4)) == ""


def test_dates_sort_by_their_first_day_and_then_by_their_end():
    may_first = DomainDate.day(date(2012, 5, 1))
    assert sorted([THE_SUMMIT, DomainDate.year(2012), MAY_2012, may_first]) == [
        DomainDate.year(2012),
        may_first,
        MAY_2012,
        THE_SUMMIT,
    ]


@pytest.mark.parametrize(
    "make",
    [
        lambda: DomainDate(date(2012, 5, 1), date(2012, 5, 1)),
        lambda: DomainDate(date(2012, 5, 2), date(2012, 5, 1)),
        lambda: DomainDate(date(2012, 5, 2), date.max),
        lambda: DomainDate.day(date.max),
        lambda: DomainDate.month(2012, 13),
        lambda: DomainDate.year(9999),
    ],
)
def test_an_empty_or_endless_range_is_refused(make):
    with pytest.raises(ValueError):
        make()


def test_a_day_known_at_means_until_its_last_microsecond_in_the_desks_zone():
    assert parse_moment("2011-07-05", BERLIN) == datetime(2011, 7, 5, 21, 59, 59, 999999, UTC)
    assert str(parse_moment(" 2011-07-05 ", BERLIN)) == "2011-07-05 23:59:59.999999+02:00"


@pytest.mark.parametrize(
    ("day", "zone", "next_day_begins"),
    [
        ("2011-03-27", "Europe/Berlin", datetime(2011, 3, 27, 22, tzinfo=UTC)),
        ("2011-10-15", "America/Sao_Paulo", datetime(2011, 10, 16, 3, tzinfo=UTC)),  # no midnight follows
        ("2012-02-25", "America/Sao_Paulo", datetime(2012, 2, 26, 3, tzinfo=UTC)),  # 23:00 comes twice
        ("2011-11-12", "America/Havana", datetime(2011, 11, 13, 4, tzinfo=UTC)),  # midnight comes twice
        ("2011-12-29", "Pacific/Apia", datetime(2011, 12, 30, 10, tzinfo=UTC)),  # the next day never was
    ],
)
def test_a_day_ends_when_the_next_begins_whatever_the_clocks_do(day, zone, next_day_begins):
    assert parse_moment(day, ZoneInfo(zone)).astimezone(UTC) == next_day_begins - timedelta(microseconds=1)


def test_a_moment_with_its_offset_is_that_moment():
    meant = datetime(2011, 7, 5, 7, 31, tzinfo=UTC)
    assert parse_moment("2011-07-05T09:31+02:00", BERLIN) == meant
    assert parse_moment("2011-07-05 07:31:00Z", BERLIN) == meant


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2011-07-05T09:31", "Without its offset this moment means another instant in every zone."),
        ("5 July 2011", "This is not a moment we can read."),
        ("2011-02-30", "This is not a moment we can read."),
        ("9999-12-31", "This is not a moment we can read."),
        ("0001-01-01T00:00+14:00", "This is not a moment we can read."),
        ("", "This is not a moment we can read."),
    ],
)
def test_a_moment_that_cannot_be_placed_is_refused_in_a_sentence(typed, sentence):
    with pytest.raises(DateError, match=sentence):
        parse_moment(typed, BERLIN)


@given(st.one_of(st.text(), st.from_regex(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d([+-]\d\d:\d\d|Z)?)?")))
def test_whatever_is_typed_is_a_moment_with_a_zone_or_a_sentence(typed):
    try:
        assert parse_moment(typed, BERLIN).tzinfo is BERLIN
    except DateError as refusal:
        assert str(refusal).endswith(".")
