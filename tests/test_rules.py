"""The rules that the database keeps, whoever writes: one workspace, append-only, statements and their holders."""

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import BaseConstraint, Field
from django.utils.functional import Promise

from tests import make
from tracker.accounts.models import Membership, Workspace
from tracker.statements import operations as statements

APPEND_ONLY = {
    "history_change",
    "agenda_issuestate",
    "positions_reading",
    "positions_evidence",
    "positions_review",
    "compare_pairnote",
    "briefs_edition",
    "briefs_editionfile",
}


def owned():
    """Every table whose rows belong to a workspace; the row-level history keeps plain values on purpose."""
    return [
        model
        for model in apps.get_models()
        if any(field.name == "workspace" for field in model._meta.fields) and not hasattr(model, "pgh_tracked_model")
    ]


WATCHED = {
    "accounts.Workspace", "accounts.Membership",
    "actors.Party", "actors.BlocMembership", "actors.Speaker", "actors.Alias", "actors.Post",
    "sources.Outlet", "sources.Document", "sources.Excerpt",
    "agenda.Negotiation", "agenda.Participation", "agenda.Meeting", "agenda.Issue", "agenda.Option", "agenda.Filing",
    "statements.Statement", "statements.Holder", "statements.Report", "statements.Quotation", "statements.Relay",
    "statements.Condition", "statements.Pledge",
    "positions.Position",
    "annotations.Thread", "annotations.Comment",
    "compare.SavedView",
    "briefs.Brief", "briefs.Seat", "briefs.Block", "briefs.Citation", "briefs.OwnTemplate",
}  # fmt: skip


def event_tables():
    return [model._meta.db_table for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]


def references():
    """Each foreign key from one such table to another: (table, column, table)."""
    return [
        (model._meta.db_table, field.column, field.related_model._meta.db_table)
        for model in owned()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in owned()
    ]


def composite_keys():
    """(table, columns, table, columns) of each foreign key of several columns, as the database has them."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT t.relname, p.relname,
                   (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(num, n)
                      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num),
                   (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY k(num, n)
                      JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.num)
              FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class p ON p.oid = c.confrelid
             WHERE c.contype = 'f' AND array_length(c.conkey, 1) > 1 AND NOT c.condeferrable
            """
        )
        return {(table, tuple(columns), parent, tuple(theirs)) for table, parent, columns, theirs in cursor.fetchall()}


def ours():
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("tracker.") and not hasattr(model, "pgh_tracked_model")
    ]


def test_every_rule_says_what_is_wrong_in_words_that_can_be_translated():
    rules = [rule for model in ours() for rule in model._meta.constraints]
    usual = BaseConstraint.default_violation_error_message
    assert len(rules) > 50
    assert [
        rule.name
        for rule in rules
        if rule.violation_error_message == usual or not isinstance(rule.violation_error_message, Promise)
    ] == []


def test_every_field_that_nothing_may_share_says_so_in_its_own_words():
    fields = [field for model in ours() for field in model._meta.concrete_fields if field.unique]
    named = [field for field in fields if not field.primary_key]
    usual = Field.default_error_messages["unique"]
    assert {str(field) for field in named} >= {"accounts.User.email", "accounts.Workspace.slug"}
    assert [str(field) for field in named if field.error_messages["unique"] == usual] == []


@pytest.mark.django_db
def test_every_reference_between_workspace_tables_stays_in_its_workspace():
    found = composite_keys()
    missing = [
        f"{table}.{column}"
        for table, column, parent in references()
        if (table, (column, "workspace_id"), parent, ("id", "workspace_id")) not in found
    ]
    assert len(references()) > 50
    assert missing == []


@pytest.mark.django_db
def test_raw_sql_cannot_put_a_position_on_another_workspaces_issue():
    ours, theirs = make.Table(), make.Table(space=make.workspace("other"))
    with pytest.raises(IntegrityError, match="same_workspace"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE positions_position SET issue_id = %s WHERE id = %s", [theirs.issue.pk, ours.of_nato.pk])


@pytest.mark.django_db
def test_raw_sql_cannot_make_a_stranger_the_author_of_a_reading():
    ours, theirs = make.Table().read(), make.Table(space=make.workspace("other"))
    with pytest.raises(IntegrityError, match="same_workspace"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO positions_reading (workspace_id, position_id, effective_on, effective_before, stance, stated,
                low_bound, high_bound, mutual, minimum, maximum, confidence, confidence_reason, basis, why, summary,
                withdrawn, recorded_by_id)
            SELECT workspace_id, position_id, effective_on, effective_before, stance, stated, low_bound, high_bound,
                mutual, minimum, maximum, confidence, confidence_reason, basis, why, summary, withdrawn, %s
              FROM positions_reading WHERE id = %s
            """,
            [theirs.by.pk, ours.low.pk],
        )


@pytest.mark.django_db
@pytest.mark.parametrize("table", sorted(APPEND_ONLY))
@pytest.mark.parametrize(
    "words", ["UPDATE {} SET workspace_id = workspace_id", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
def test_what_is_its_own_history_refuses_to_change(table, words):
    desk = make.Table().read()
    make.reviewed(desk)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone()[0] > 0
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
            cursor.execute(words.format(table))


def test_what_people_edit_is_watched_row_by_row():
    events = [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]
    assert {model.pgh_tracked_model._meta.label for model in events} == WATCHED


@pytest.mark.django_db
def test_the_row_level_history_refuses_to_change_too():
    make.Table()
    assert len(event_tables()) == len(WATCHED)
    for table in event_tables():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
                cursor.execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["UPDATE {} SET name = 'x'", "DELETE FROM {}"])
def test_the_rows_before_and_after_refuse_it_as_well(words):
    make.Table()
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
        cursor.execute(words.format("actors_partyevent"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table", "half"),
    [
        ("sources_document", "published_before = NULL"),
        ("agenda_issue", "minimum = NULL"),
        ("agenda_issue", "minimum = NULL, maximum = NULL, status_quo = 5"),
        ("statements_statement", "minimum = NULL"),
    ],
)
def test_half_a_date_or_half_a_scale_is_refused(table, half):
    make.Table()
    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute(f"UPDATE {table} SET {half}")


@pytest.mark.django_db
def test_only_a_session_that_says_it_purges_may_remove_history():
    make.Table().read()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL tracker.purge = 'on'")
        cursor.execute("DELETE FROM history_change")
        cursor.execute("SELECT count(*) FROM history_change")
        assert cursor.fetchone()[0] == 0
        cursor.execute("SET LOCAL tracker.purge = 'off'")


@pytest.mark.django_db
def test_every_edit_of_a_record_leaves_the_row_as_it_was_even_by_raw_sql():
    desk = make.Table()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE actors_party SET name = 'Moscow' WHERE id = %s", [desk.russia.pk])
        cursor.execute(
            "SELECT pgh_label, name FROM actors_partyevent WHERE pgh_obj_id = %s ORDER BY pgh_id", [desk.russia.pk]
        )
        assert cursor.fetchall() == [("insert", "Russia"), ("update", "Moscow")]


ROWS_OF_A_STATEMENT = [
    ("holder", "told_by_other", "true"),
    ("report", "mode", "'verbatim'"),
    ("quotation", '"order"', "7"),
    ("relay", "label", "'RIA II'"),
    ("condition", "text", "'Only then'"),
    ("pledge", "what", "'It will be there'"),
]


@pytest.fixture
def whole():
    """A statement with a row of every kind."""
    desk = make.Table()
    make.statement(
        desk.by, desk.issue, desk.nato, act="threaten", conditions=[statements.Depends("If not")],
        pledge=statements.Pledged("It is there"),
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("row", "column", "value"), ROWS_OF_A_STATEMENT)
def test_the_rows_of_a_statement_leave_what_they_were(whole, row, column, value):
    table = f"statements_{row}"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = {value} WHERE id = (SELECT max(id) FROM {table}) RETURNING id")
        (changed,) = cursor.fetchone()
        cursor.execute(
            f"SELECT pgh_label, {column} = {value} FROM {table}event WHERE pgh_obj_id = %s ORDER BY pgh_id", [changed]
        )
        assert cursor.fetchall() == [("insert", False), ("update", True)]
        for words in (f"UPDATE {table}event SET {column} = {value}", f"DELETE FROM {table}event"):
            with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
                cursor.execute(words)


@pytest.mark.django_db
def test_evidence_is_a_statement_that_the_positions_own_party_holds():
    desk = make.Table().read()
    with pytest.raises(IntegrityError, match="evidence_is_held_by_its_party"), transaction.atomic():
        desk.of_nato.evidence.create(
            workspace=desk.by.workspace,
            statement=desk.said,  # Russia's
            party=desk.nato,
            relation="supports",
            recorded_by=desk.by,
        )


@pytest.mark.django_db
def test_an_option_belongs_to_the_issue_of_its_statement():
    desk = make.Table()
    other = make.issue(desk.by, desk.talks, "Another question")
    with pytest.raises(IntegrityError, match="statement_option_of_its_issue"), transaction.atomic():
        type(desk.said).objects.filter(pk=desk.said.pk).update(
            option=other.options.first(), value=None, minimum=None, maximum=None
        )


@pytest.mark.django_db
def test_people_who_work_here_are_named_as_long_as_their_work_stands():
    desk = make.Table().read()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=desk.by.pk)._raw_delete("default")
    assert Workspace.objects.filter(pk=desk.by.workspace_id).exists()
