"""The block every operation runs in. That nobody rewrites its lines is in tests/test_rules.py, for every such table."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, connection, transaction

from tests import make
from tracker.actors.models import Party
from tracker.actors.operations import add_party
from tracker.history.models import Change
from tracker.history.operations import change, undo
from tracker.history.rows import traces

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(member):
    return member("lead")


def renamed(party, name, by, **more):
    with change(by, "party.renamed", **more) as line:
        Party.objects.filter(pk=party.pk).update(name=name)
        party.name = name
        line.about(party, name=name)


def test_an_operation_leaves_one_line_that_a_person_can_read(lead):
    party = make.party(lead, "Russia")
    renamed(party, "Moscow", lead, why="As the delegation asked.")
    line = Change.objects.get(verb="party.renamed")
    assert (line.actor, line.actor_email, line.target_name) == (lead.user.name, lead.user.email, "Moscow")
    assert (line.target_kind, line.target_id) == ("actors.party", party.pk)
    assert (line.why, line.details) == ("As the delegation asked.", {"name": "Moscow"})
    assert line.workspace == lead.workspace


def test_the_row_as_it_was_is_kept_with_who_and_why_even_when_written_in_bulk(lead):
    party = make.party(lead, "Russia")
    renamed(party, "Moscow", lead, why="As asked.")
    events = apps.get_model("actors", "PartyEvent").objects.filter(pgh_obj_id=party.pk).order_by("pgh_id")
    assert [event.name for event in events] == ["Russia", "Moscow"]
    said = events[1].pgh_context.metadata
    assert (said["by"], said["verb"], said["why"]) == (lead.pk, "party.renamed", "As asked.")


def test_what_fails_leaves_neither_the_deed_nor_the_line(lead):
    party = make.party(lead, "Russia")
    with pytest.raises(ValidationError), change(lead, "party.renamed") as line:  # noqa: PT012 - the block is the matter
        Party.objects.filter(pk=party.pk).update(name="Moscow")
        line.about(party)
        raise ValidationError("Not so.")
    party.refresh_from_db()
    assert party.name == "Russia"
    assert not Change.objects.filter(verb="party.renamed").exists()


def test_a_refused_operation_leaves_no_line(lead):
    with pytest.raises(ValidationError):
        add_party(by=lead, name="x" * 40_000, kind="state")
    assert not Change.objects.exists()


def test_what_follows_in_the_same_transaction_is_not_the_operations(lead):
    party = make.party(lead, "Russia")
    Party.objects.filter(pk=party.pk).update(name="Moscow")
    assert [trace.pk for trace in traces([lead.did.context])[lead.did.context]] == [party.pk]
    assert traces([lead.did.context])[lead.did.context][0].after["name"] == "Russia"


def test_an_operation_inside_another_is_a_part_of_it_and_undone_with_it(lead):
    with change(lead, "party.edited") as line:
        sweden = make.party(lead, "Sweden")
        inner = lead.did
        line.about(make.party(lead, "Norway"))
    assert inner.context is None
    with pytest.raises(ValidationError, match="stays in the record"):
        undo(inner, by=lead)
    undo(lead.did, by=lead)
    assert not Party.objects.filter(pk=sweden.pk).exists()


def test_who_forgets_to_say_what_it_was_about_has_done_nothing(lead):
    party = make.party(lead, "Russia")
    with pytest.raises(RuntimeError, match=r"party\.renamed does not say"), change(lead, "party.renamed"):
        Party.objects.filter(pk=party.pk).update(name="Moscow")
    party.refresh_from_db()
    assert party.name == "Russia"


def test_the_line_outlives_its_target_and_its_authors_name(lead):
    party = make.party(lead, "Russia")
    renamed(party, "Moscow", lead)
    name, pk = lead.user.name, party.pk
    Party.objects.filter(pk=pk).delete()
    type(lead.user).objects.filter(pk=lead.user.pk).update(name="Somebody else")
    line = Change.objects.get(verb="party.renamed")
    assert (line.actor, line.target_name, line.target_id) == (name, "Moscow", pk)


def test_a_very_long_name_does_not_stop_the_work(lead):
    party = make.party(lead, "R" * 300)
    assert Change.objects.get(target_id=party.pk, verb__startswith="party").target_name == "R" * 200


@pytest.mark.parametrize("words", ["UPDATE {} SET actor = 'Nobody'", "DELETE FROM {}", "TRUNCATE {}"])
def test_nobody_rewrites_it_by_raw_sql(lead, words):
    make.party(lead)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
            cursor.execute(words.format(Change._meta.db_table))
    assert Change.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_test_that_really_commits_leaves_an_empty_table():
    make.party(make.member(role="lead"))
    assert Change.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_and_the_next_one_finds_it_so():
    assert not Change.objects.exists()


def test_what_concerns_its_owner_alone_leaves_its_rows_and_no_line_that_others_read(lead):
    party = make.party(lead, "Russia")
    renamed(party, "Moscow", lead, own=True)
    assert not Change.objects.filter(verb="party.renamed").exists()
    events = apps.get_model("actors", "PartyEvent").objects.filter(pgh_obj_id=party.pk).order_by("pgh_id")
    assert [event.name for event in events] == ["Russia", "Moscow"]
