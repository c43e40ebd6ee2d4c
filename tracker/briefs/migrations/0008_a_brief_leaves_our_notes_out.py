import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefs", "0007_a_link_is_good_for_a_year_at_most"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="brief",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="brief",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="brief",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="brief",
            name="with_notes",
            field=models.BooleanField(default=False, help_text="Whether it shows our notes on its pairs."),
        ),
        migrations.AddField(
            model_name="briefevent",
            name="with_notes",
            field=models.BooleanField(default=False, help_text="Whether it shows our notes on its pairs."),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="brief",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "briefs_briefevent" ("as_of", "handling", "id", "negotiation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "since", "title", "version", "with_notes", "workspace_id") VALUES (NEW."as_of", NEW."handling", NEW."id", NEW."negotiation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."since", NEW."title", NEW."version", NEW."with_notes", NEW."workspace_id"); RETURN NULL;',
                    hash="66daf54908804293026c5630842bbf1fdd01047c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5ac99",
                    table="briefs_brief",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="brief",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "briefs_briefevent" ("as_of", "handling", "id", "negotiation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "since", "title", "version", "with_notes", "workspace_id") VALUES (NEW."as_of", NEW."handling", NEW."id", NEW."negotiation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."since", NEW."title", NEW."version", NEW."with_notes", NEW."workspace_id"); RETURN NULL;',
                    hash="c9cf347685e35cac03a7b3e4c68401d922d336b5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4e6bf",
                    table="briefs_brief",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="brief",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "briefs_briefevent" ("as_of", "handling", "id", "negotiation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "since", "title", "version", "with_notes", "workspace_id") VALUES (OLD."as_of", OLD."handling", OLD."id", OLD."negotiation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."since", OLD."title", OLD."version", OLD."with_notes", OLD."workspace_id"); RETURN NULL;',
                    hash="5a9d684b404d2d8e6d992edf664b8e27dcf22d65",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b162a",
                    table="briefs_brief",
                    when="AFTER",
                ),
            ),
        ),
    ]
