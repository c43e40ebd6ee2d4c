"""What was done is undone from the rows before and after: put back as it was, or refused with words."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from tests import make
from tracker.accounts.models import Membership
from tracker.actors import operations as actors
from tracker.actors.models import Alias, Party
from tracker.agenda.models import Issue, Option
from tracker.history.models import Change
from tracker.history.operations import change, restore, undo
from tracker.history.rows import event_models, traces

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


# Rows that wait for one another ---------------------------------------------------------------------------------------
def names(party):
    return sorted(party.aliases.values_list("name", flat=True))


def test_a_name_that_another_row_took_over_in_the_same_operation_goes_back(lead, nato):
    actors.name_also(nato, name="the Alliance", by=lead)
    with change(lead, "party.edited") as line:
        nato.aliases.all().delete()
        made = Alias.objects.create(workspace=lead.workspace, party=nato, name="the Alliance", is_new=True)
        line.about(nato)
    undo(lead.did, by=lead)
    assert names(nato) == ["the Alliance"]
    assert not Alias.objects.filter(pk=made.pk).exists()


def test_two_rows_that_changed_places_by_way_of_a_third_go_back(lead):
    issue = make.issue(lead, make.negotiation(lead))
    low, high = issue.options.get(value=0), issue.options.get(value=100)
    with change(lead, "issue.rescaled") as line:
        for option, value in ((low, 75), (high, 0), (low, 100)):
            Option.objects.filter(pk=option.pk).update(value=value)
        line.about(issue)
    undo(lead.did, by=lead)
    assert {option.pk: option.value for option in (low, high)} == dict(
        Option.objects.filter(pk__in=[low.pk, high.pk]).values_list("pk", "value")
    ) | {low.pk: 0, high.pk: 100}


def test_a_branch_comes_back_with_what_stood_under_it(lead):
    talks = make.negotiation(lead)
    branch = make.issue(lead, talks, "Branch", scale=None)
    leaf = make.issue(lead, talks, "Leaf", scale=None, parent=branch)
    later = make.issue(lead, talks, "Later", scale=None)
    Issue.objects.filter(pk=leaf.pk).update(parent=later)  # its parent has the higher number
    with change(lead, "issue.removed") as line:
        line.about(branch)
        Issue.objects.filter(negotiation=talks)._raw_delete("default")
    undo(lead.did, by=lead)
    assert Issue.objects.get(pk=leaf.pk).parent == later
    assert Issue.objects.filter(negotiation=talks).count() == 3


def test_what_was_written_in_bulk_goes_back_at_a_cost_that_does_not_grow_with_its_rows(lead, cost):
    def renamed(number):
        parties = [make.party(lead) for _ in range(number)]
        old = {party.pk: party.name for party in parties}
        with change(lead, "party.edited") as line:
            for party in parties:
                Party.objects.filter(pk=party.pk).update(name=f"New {party.name}")
            line.about(parties[0])
        spent = cost(lambda: undo(lead.did, by=lead))
        assert dict(Party.objects.filter(pk__in=old).values_list("pk", "name")) == old
        return spent

    assert renamed(3) == renamed(9)


def test_what_only_a_deferred_rule_protects_is_told_at_once_too(lead):
    person = make.user()
    with change(lead, "person.met") as line:
        made = Membership.objects.create(workspace=lead.workspace, user=person, role="reader")
        line.about(made)
    with connection.cursor() as cursor:  # a reference that is only looked at when the transaction ends
        cursor.execute("CREATE TABLE met (member bigint REFERENCES accounts_membership DEFERRABLE INITIALLY DEFERRED)")
        cursor.execute("INSERT INTO met VALUES (%s)", [made.pk])
    with pytest.raises(ValidationError, match="rests on this"):
        undo(lead.did, by=lead)


def test_a_name_that_somebody_has_taken_since_is_said_so(lead):
    sweden = make.party(lead, "Sweden")
    actors.remove_party(sweden, by=lead, expected=sweden.version)
    gone = lead.did
    make.party(lead, "Sweden")
    with pytest.raises(ValidationError, match="has its name or its place"):
        undo(gone, by=lead)
    assert Party.objects.filter(name="Sweden").count() == 1


def test_where_only_the_version_moved_there_is_nothing_to_undo(lead, nato):
    with change(lead, "party.looked_at") as line:
        nato.claim(nato.version)
        line.about(nato)
    with pytest.raises(ValidationError, match="stays in the record"):
        undo(lead.did, by=lead)


def test_every_tracked_table_has_its_rows_looked_for_parents_first():
    order = list(event_models())
    for place, model in enumerate(order):
        parents = {column.related_model for column in model._meta.concrete_fields if column.is_relation} - {model}
        assert {parent for parent in parents if parent in order} <= set(order[:place]), model


# Who leads ------------------------------------------------------------------------------------------------------------
def role(by, member, value):
    with change(by, "member.role_given") as line:
        Membership.objects.filter(pk=member.pk).update(role=value)
        line.about(member)
    return by.did


def test_nobody_undoes_a_workspace_into_having_no_lead(lead, member):
    other = member("analyst")
    made = role(lead, other, "lead")
    other.refresh_from_db()
    role(other, lead, "reader")
    with pytest.raises(ValidationError, match="has to lead"):
        undo(made, by=other)
    assert Membership.objects.get(pk=other.pk).role == "lead"


def test_who_leads_no_more_does_not_undo_what_they_did_as_a_lead(lead, member):
    other = member("reviewer")
    lowered = role(lead, other, "reader")
    role(lead, lead, "analyst")
    lead.refresh_from_db()
    with pytest.raises(PermissionDenied):
        undo(lowered, by=lead)


def test_who_takes_over_an_address_does_not_take_over_what_was_done_from_it(lead, member, nato):
    done = edit(nato, member("lead"), name="The Alliance")
    analyst = member("analyst")
    type(analyst.user).objects.filter(pk=lead.user_id).update(email="gone@example.org")
    analyst.user.email = done.actor_email
    with pytest.raises(PermissionDenied):
        undo(done, by=analyst)


# An earlier version ---------------------------------------------------------------------------------------------------
def test_a_lead_brings_back_any_earlier_version_with_its_parts_and_redoes_it(lead, nato):
    first = edit(nato, lead, name="The Alliance", aliases=["Brussels"])
    edit(nato, lead, name="The Pact", aliases=["Mons"])
    third = edit(nato, lead, name="The Bloc", aliases=[])
    restore(first, by=lead)
    nato.refresh_from_db()
    assert (nato.name, names(nato)) == ("The Alliance", ["Brussels"])
    restore(third, by=lead)
    nato.refresh_from_db()
    assert (nato.name, names(nato)) == ("The Bloc", [])


def test_a_record_that_was_removed_comes_back_as_it_was_before_its_last_change(lead, nato):
    first = edit(nato, lead, name="The Alliance", aliases=["Brussels"])
    edit(nato, lead, name="Spoilt")
    actors.remove_party(nato, by=lead, expected=nato.version)
    restore(first, by=lead)
    back = Party.objects.get(slug="nato")
    assert (back.name, names(back)) == ("The Alliance", ["Brussels"])


def test_what_was_done_to_others_meanwhile_is_left_alone(lead, nato):
    first = edit(nato, lead, name="The Alliance")
    sweden = make.party(lead, "Sweden")
    actors.join_bloc(sweden, nato, by=lead, since=make.moment("2011-07-04").date())
    edit(nato, lead, name="The Pact")
    restore(first, by=lead)
    assert nato.members.count() == 1 and Party.objects.filter(pk=sweden.pk).exists()


def test_only_a_lead_brings_back(lead, member, nato):
    analyst = member("analyst")
    make.party(analyst, "Sweden")
    with pytest.raises(PermissionDenied):
        restore(analyst.did, by=analyst)


@pytest.mark.parametrize("which", ["so already", "not known"])
def test_what_cannot_be_brought_back_is_said(lead, nato, which):
    done = lead.did
    if which == "not known":
        actors.remove_party(nato, by=lead, expected=nato.version)
        done = lead.did
    with pytest.raises(ValidationError, match=which):
        restore(done, by=lead)
