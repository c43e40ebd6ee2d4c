import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from tracker.base.rules import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_workspaces_are_tracked"),
        ("actors", "0003_aliases_and_stays_are_tracked"),
        ("agenda", "0003_seats_and_filings_are_tracked"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("positions", "0004_rules_in_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="PositionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "positions_positionevent" ("id", "issue_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "workspace_id") VALUES (NEW."id", NEW."issue_id", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."workspace_id"); RETURN NULL;',
                    hash="74cb7a25be26399a3403fb9d57cd7cb7432b4057",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_00482",
                    table="positions_position",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issue_id" IS DISTINCT FROM (NEW."issue_id") OR OLD."party_id" IS DISTINCT FROM (NEW."party_id") OR OLD."workspace_id" IS DISTINCT FROM (NEW."workspace_id"))',
                    func='INSERT INTO "positions_positionevent" ("id", "issue_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "workspace_id") VALUES (NEW."id", NEW."issue_id", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."workspace_id"); RETURN NULL;',
                    hash="15f2042833b2200ffb6fa799fc6f7a596421c408",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0a7ed",
                    table="positions_position",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "positions_positionevent" ("id", "issue_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "workspace_id") VALUES (OLD."id", OLD."issue_id", OLD."party_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."workspace_id"); RETURN NULL;',
                    hash="d5086b9d2e33ff80ad7c4b5f2e29e45a9168298a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_53479",
                    table="positions_position",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="positionevent",
            name="issue",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agenda.issue",
            ),
        ),
        migrations.AddField(
            model_name="positionevent",
            name="party",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="actors.party",
            ),
        ),
        migrations.AddField(
            model_name="positionevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="positionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="positions.position",
            ),
        ),
        migrations.AddField(
            model_name="positionevent",
            name="workspace",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.workspace",
            ),
        ),
        append_only("positions_positionevent"),
    ]
