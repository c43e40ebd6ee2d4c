"""What was done is undone from the rows before and after: put back as it was, or refused with words."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests import make
from tracker.actors import operations as actors
from tracker.actors.models import Party
from tracker.history.models import Change
from tracker.history.operations import undo
from tracker.history.rows import traces

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(desk):
    return make.lead_of(desk)


@pytest.fixture
def nato(lead):
    return make.party(lead, "NATO", "alliance")


def edit(party, by, **fields):
    given = {"name": party.name, "kind": party.kind, "symbol": party.symbol} | fields
    actors.edit_party(party, by=by, expected=party.version, **given)
    return by.did


def test_a_change_names_the_rows_it_touched_before_and_after(lead, nato):
    done = edit(nato, lead, name="The Alliance")
    (trace,) = traces([done.context])[done.context]
    assert (trace.model, trace.pk, trace.changed) == (Party, nato.pk, {"name": ("NATO", "The Alliance")})


def test_an_edit_is_undone_and_may_be_redone(lead, nato):
    done = edit(nato, lead, name="The Alliance")
    undone = undo(done, by=lead)
    nato.refresh_from_db()
    assert nato.name == "NATO"
    undo(undone, by=lead)
    nato.refresh_from_db()
    assert nato.name == "The Alliance"


def test_what_was_removed_is_there_again_as_the_same_record(lead, nato):
    actors.remove_party(nato, by=lead, expected=nato.version)
    gone = lead.did
    assert not Party.objects.filter(slug="nato").exists()
    undo(gone, by=lead)
    assert Party.objects.get(slug="nato").name == "NATO"


def test_nothing_is_undone_twice(lead, nato):
    done = edit(nato, lead, name="The Alliance")
    undo(done, by=lead)
    with pytest.raises(ValidationError, match="undone already"):
        undo(done, by=lead)


def test_what_somebody_has_changed_since_stays(lead, nato):
    done = edit(nato, lead, name="The Alliance")
    edit(nato, lead, name="NATO again")
    with pytest.raises(ValidationError, match="changed this since"):
        undo(done, by=lead)
    nato.refresh_from_db()
    assert nato.name == "NATO again"


def test_what_something_rests_on_stays(lead):
    table = make.Table(by=lead)
    added = Change.objects.get(verb="party.added", target_id=table.nato.pk)
    with pytest.raises(ValidationError, match="rests on this"):
        undo(added, by=lead)
    assert Party.objects.filter(pk=table.nato.pk).exists()


def test_an_analyst_undoes_what_they_did_and_nothing_of_others(lead, member, nato):
    analyst = member("analyst")
    with pytest.raises(PermissionDenied):
        undo(edit(nato, lead, name="The Alliance"), by=analyst)
    sweden = make.party(analyst, "Sweden")
    undo(analyst.did, by=analyst)
    assert not Party.objects.filter(pk=sweden.pk).exists()


def test_who_edits_at_the_same_time_as_the_undo_is_told(lead, nato):
    seen = nato.version
    undo(edit(nato, lead, name="The Alliance"), by=lead)
    nato.refresh_from_db()
    assert nato.version > seen + 1
