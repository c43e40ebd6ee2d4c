"""What a large table shows is what the pages of single positions show, though it is counted in the database."""

import random
from datetime import date, timedelta

import pytest

from tests import make
from tracker.agenda.when import NOW
from tracker.positions.models import Evidence, Reading
from tracker.positions.queries import backing, in_force, positions_of, waiting
from tracker.positions.standing import Counted, counted, newest, standings, waits
from tracker.statements.models import Relay, Report

pytestmark = pytest.mark.django_db

HOURS = make.moment("2011-07-10")


def as_read(behind):
    return Counted(behind.count, behind.roots, behind.grade, behind.newest, behind.stale_since)


@pytest.fixture
def dossier():
    """Three readings and a dozen statements, with everything between them left to chance."""
    by = make.member()
    party, other = make.party(by), make.party(by)
    talks = make.negotiation(by, parties=[party, other])
    issue = make.issue(by, talks)
    chance = random.Random(7)
    outlets = [make.outlet(by, reliability=letter) for letter in "ABCDEF"]
    texts = [make.document(by, outlet=outlet) for outlet in outlets[:3]]
    readings = [make.reading(by, make.position(who, issue), effective="June 2011") for who in (party, other)]
    readings.append(make.reading(by, make.position(party, issue), stated=100, effective="5 July 2011"))
    statements = [
        make.statement(
            by,
            issue,
            party,
            other,
            at=HOURS,
            said=chance.choice(["2 July 2011", "July 2011", "2010"]),
            credibility=each,
        )
        for each in [*range(2, 7), None] * 2
    ]
    return by, readings, statements, outlets, texts, chance


def test_evidence_counted_in_the_database_is_what_is_read_one_by_one(dossier):
    by, readings, statements, outlets, texts, chance = dossier
    for statement in statements:
        for _report in range(chance.randrange(4)):
            text = chance.choice([None, *texts])
            direct = chance.random() < 0.3
            report = Report.objects.create(
                workspace=by.workspace, statement=statement, document=text, mode="verbatim", direct=direct
            )
            chain = [] if direct else chance.sample(outlets, chance.randrange(4))
            for place, outlet in enumerate(chain):
                Relay.objects.create(workspace=by.workspace, report=report, outlet=outlet, order=place)
    for _judged in range(120):
        reading = chance.choice(readings)
        Evidence.objects.create(
            workspace=by.workspace,
            position=reading.position,
            reading=reading,
            statement=chance.choice(statements),
            relation=chance.choice(["supports"] * 4 + ["qualifies", "not_weighed", "does_not_bear"]),
            party_id=reading.position.party_id,
            recorded_by=by,
            recorded_at=HOURS + timedelta(hours=chance.randrange(9)),
        )
    seen, waited = set(), set()
    for hours in (-1, 2, 4, 9):
        for day in (date(2011, 1, 1), date(2011, 7, 3), date(2011, 8, 1), date(2013, 1, 1)):
            for known in (HOURS + timedelta(hours=hours), NOW):
                read = backing(readings, day, known, half_life=365)
                found = counted([reading.pk for reading in readings], day, known, half_life=365)
                assert {pk: found.get(pk, Counted()) for pk in read} == {pk: as_read(each) for pk, each in read.items()}
                assert newest(list(read), day, known) == {pk: each.last for pk, each in found.items()}
                seen |= set(found.values())
                parties, issues = {each.position.party_id for each in readings}, [readings[0].position.issue_id]
                wait = waits(parties, issues, day, known)
                assert wait == waiting(parties, issues, day, known)
                waited |= set(wait.values())
    assert len({(each.count, each.roots, each.grade) for each in seen}) > 10  # else chance has tried nothing
    assert len(waited) > 3


def test_a_large_table_shows_the_reading_in_force(dossier):
    _by, readings, *_ = dossier
    parties, issue = {each.position.party_id for each in readings}, readings[0].position.issue_id
    for day in (date(2010, 1, 1), date(2011, 7, 1), date(2011, 7, 6)):
        read = in_force(positions_of(parties, [issue]), day, NOW)
        found = standings(parties, [issue], day, NOW).values()
        assert {each.pk for each in found} == {each.pk for each in read.values()}
        for each in found:
            reading = Reading.objects.select_related("position").get(pk=each.pk)
            assert (each.party_id, each.issue_id) == (reading.position.party_id, reading.position.issue_id)
            assert (each.stated, each.effective, each.summary) == (reading.stated, reading.effective, reading.summary)


def test_what_is_said_at_the_end_of_the_calendar_is_not_out_of_date(dossier):
    by, (reading, *_rest), *_ = dossier
    late = make.statement(by, reading.position.issue, reading.position.party, said="9998")
    reading = make.reading(by, reading.position, effective="9998", evidence=[late])
    found = counted([reading.pk], date(9998, 12, 31), NOW, 10_000)[reading.pk]
    assert (found.newest, found.stale_since) == (make.when("9998"), None)
