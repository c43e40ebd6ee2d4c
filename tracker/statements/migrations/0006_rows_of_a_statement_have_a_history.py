import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_one_workspace"),
        ("actors", "0002_one_workspace"),
        ("agenda", "0002_one_workspace"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("sources", "0002_one_workspace"),
        ("statements", "0005_reports_that_are_direct_records"),
    ]

    operations = [
        migrations.CreateModel(
            name="ConditionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("text", models.TextField()),
                ("group", models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HolderEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("said_on", models.DateField()),
                (
                    "told_by_other",
                    models.BooleanField(default=False, help_text="Somebody else's account of this party."),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PledgeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("what", models.TextField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("due_before", models.DateField(blank=True, null=True)),
                ("seen_by", models.TextField(blank=True, help_text="How one would see it.")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("open", "Open"), ("kept", "Kept"), ("broken", "Broken"), ("lapsed", "Lapsed")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="QuotationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RelayEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("label", models.CharField(blank=True, help_text='Such as "Interfax II".', max_length=300)),
                ("published_on", models.DateField(blank=True, null=True)),
                ("published_before", models.DateField(blank=True, null=True)),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReportEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("verbatim", "Verbatim"),
                            ("paraphrase", "Paraphrase"),
                            ("relayed", "Relayed"),
                            ("outlet_summary", "Outlet's summary"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "direct",
                    models.BooleanField(
                        default=False,
                        help_text="A direct record: our own notes, an official text, a recording. No outlet in between.",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="condition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statements_conditionevent" ("group", "id", "issue_id", "meeting_id", "option_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id", "text", "workspace_id") VALUES (NEW."group", NEW."id", NEW."issue_id", NEW."meeting_id", NEW."option_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."statement_id", NEW."text", NEW."workspace_id"); RETURN NULL;',
                    hash="50136e9c6c36cac87ed2ed55a9c8f7e974619d72",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_96499",
                    table="statements_condition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="condition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "statements_conditionevent" ("group", "id", "issue_id", "meeting_id", "option_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id", "text", "workspace_id") VALUES (NEW."group", NEW."id", NEW."issue_id", NEW."meeting_id", NEW."option_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."statement_id", NEW."text", NEW."workspace_id"); RETURN NULL;',
                    hash="0376ef39c56be08424629b3bdda945d578ae90e7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_128e1",
                    table="statements_condition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="condition",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statements_conditionevent" ("group", "id", "issue_id", "meeting_id", "option_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id", "text", "workspace_id") VALUES (OLD."group", OLD."id", OLD."issue_id", OLD."meeting_id", OLD."option_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."statement_id", OLD."text", OLD."workspace_id"); RETURN NULL;',
                    hash="124059d2e8ae359f61539c0f5e292a12ca47229b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f99e4",
                    table="statements_condition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holder",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statements_holderevent" ("id", "issue_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_on", "statement_id", "told_by_other", "workspace_id") VALUES (NEW."id", NEW."issue_id", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."said_on", NEW."statement_id", NEW."told_by_other", NEW."workspace_id"); RETURN NULL;',
                    hash="84887273465693d8b94e6fc0c0e8b63b12d9a306",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f01b5",
                    table="statements_holder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holder",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "statements_holderevent" ("id", "issue_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_on", "statement_id", "told_by_other", "workspace_id") VALUES (NEW."id", NEW."issue_id", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."said_on", NEW."statement_id", NEW."told_by_other", NEW."workspace_id"); RETURN NULL;',
                    hash="f3e2d71b0fd859ed7e19696efb54de4463f1deba",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bf256",
                    table="statements_holder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holder",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statements_holderevent" ("id", "issue_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_on", "statement_id", "told_by_other", "workspace_id") VALUES (OLD."id", OLD."issue_id", OLD."party_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."said_on", OLD."statement_id", OLD."told_by_other", OLD."workspace_id"); RETURN NULL;',
                    hash="9c71483ca30b69da5ae565b11577474710f8faca",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_be0b9",
                    table="statements_holder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pledge",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statements_pledgeevent" ("due_before", "due_on", "ended_by_id", "ended_on", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seen_by", "statement_id", "version", "what", "workspace_id") VALUES (NEW."due_before", NEW."due_on", NEW."ended_by_id", NEW."ended_on", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."seen_by", NEW."statement_id", NEW."version", NEW."what", NEW."workspace_id"); RETURN NULL;',
                    hash="960e8b46f5452a9ad38705e0936e4cd51dd66d23",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f0590",
                    table="statements_pledge",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pledge",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "statements_pledgeevent" ("due_before", "due_on", "ended_by_id", "ended_on", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seen_by", "statement_id", "version", "what", "workspace_id") VALUES (NEW."due_before", NEW."due_on", NEW."ended_by_id", NEW."ended_on", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."seen_by", NEW."statement_id", NEW."version", NEW."what", NEW."workspace_id"); RETURN NULL;',
                    hash="1ad6af93f3cc08bed4a28fc7c0942c43c62a9e46",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b2a60",
                    table="statements_pledge",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pledge",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statements_pledgeevent" ("due_before", "due_on", "ended_by_id", "ended_on", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seen_by", "statement_id", "version", "what", "workspace_id") VALUES (OLD."due_before", OLD."due_on", OLD."ended_by_id", OLD."ended_on", OLD."id", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."seen_by", OLD."statement_id", OLD."version", OLD."what", OLD."workspace_id"); RETURN NULL;',
                    hash="7e1bd338dbcc2ffe8a69314800309eb96a1d12e2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e27f6",
                    table="statements_pledge",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quotation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statements_quotationevent" ("excerpt_id", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "workspace_id") VALUES (NEW."excerpt_id", NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."report_id", NEW."workspace_id"); RETURN NULL;',
                    hash="55fda7b57159d3fba2812c9dd88d9122b1ecd8ae",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5e638",
                    table="statements_quotation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quotation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "statements_quotationevent" ("excerpt_id", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "workspace_id") VALUES (NEW."excerpt_id", NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."report_id", NEW."workspace_id"); RETURN NULL;',
                    hash="b885e3800844d6f7a0c23a61adbb52ac049e48b6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8c1fe",
                    table="statements_quotation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quotation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statements_quotationevent" ("excerpt_id", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "workspace_id") VALUES (OLD."excerpt_id", OLD."id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."report_id", OLD."workspace_id"); RETURN NULL;',
                    hash="b744443d3ffa4f31c3e314556d04eca4015ca8bb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7e25c",
                    table="statements_quotation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relay",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statements_relayevent" ("id", "label", "order", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_before", "published_on", "report_id", "workspace_id") VALUES (NEW."id", NEW."label", NEW."order", NEW."outlet_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_before", NEW."published_on", NEW."report_id", NEW."workspace_id"); RETURN NULL;',
                    hash="e8b487acce9021370c12abee78536d513907cdeb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_52393",
                    table="statements_relay",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relay",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "statements_relayevent" ("id", "label", "order", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_before", "published_on", "report_id", "workspace_id") VALUES (NEW."id", NEW."label", NEW."order", NEW."outlet_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_before", NEW."published_on", NEW."report_id", NEW."workspace_id"); RETURN NULL;',
                    hash="75c6178b46e1d9c378157f398fdd7ed0d43e6fb6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7c1be",
                    table="statements_relay",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relay",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statements_relayevent" ("id", "label", "order", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_before", "published_on", "report_id", "workspace_id") VALUES (OLD."id", OLD."label", OLD."order", OLD."outlet_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_before", OLD."published_on", OLD."report_id", OLD."workspace_id"); RETURN NULL;',
                    hash="75c765dca8fab07685dd7d1c1d4cac07ba55bf80",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_06c58",
                    table="statements_relay",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statements_reportevent" ("direct", "document_id", "id", "mode", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id", "workspace_id") VALUES (NEW."direct", NEW."document_id", NEW."id", NEW."mode", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."statement_id", NEW."workspace_id"); RETURN NULL;',
                    hash="fd955ca47e7229f3a6d8f23b5f3d097614664041",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_de98a",
                    table="statements_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "statements_reportevent" ("direct", "document_id", "id", "mode", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id", "workspace_id") VALUES (NEW."direct", NEW."document_id", NEW."id", NEW."mode", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."statement_id", NEW."workspace_id"); RETURN NULL;',
                    hash="44d0810e4e1f64cd95756cd13bc527f4106f5969",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cbe22",
                    table="statements_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statements_reportevent" ("direct", "document_id", "id", "mode", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id", "workspace_id") VALUES (OLD."direct", OLD."document_id", OLD."id", OLD."mode", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."statement_id", OLD."workspace_id"); RETURN NULL;',
                    hash="e5fed2681e7baea244e7dcda9c39243ddbfa1af1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6bf7b",
                    table="statements_report",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="conditionevent",
            name="issue",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agenda.issue",
            ),
        ),
        migrations.AddField(
            model_name="conditionevent",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agenda.meeting",
            ),
        ),
        migrations.AddField(
            model_name="conditionevent",
            name="option",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agenda.option",
            ),
        ),
        migrations.AddField(
            model_name="conditionevent",
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
            model_name="conditionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="statements.condition",
            ),
        ),
        migrations.AddField(
            model_name="conditionevent",
            name="statement",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="statements.statement",
            ),
        ),
        migrations.AddField(
            model_name="conditionevent",
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
        migrations.AddField(
            model_name="holderevent",
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
            model_name="holderevent",
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
            model_name="holderevent",
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
            model_name="holderevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="statements.holder",
            ),
        ),
        migrations.AddField(
            model_name="holderevent",
            name="statement",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="statements.statement",
            ),
        ),
        migrations.AddField(
            model_name="holderevent",
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
        migrations.AddField(
            model_name="pledgeevent",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="statements.statement",
            ),
        ),
        migrations.AddField(
            model_name="pledgeevent",
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
            model_name="pledgeevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="statements.pledge",
            ),
        ),
        migrations.AddField(
            model_name="pledgeevent",
            name="statement",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="statements.statement",
            ),
        ),
        migrations.AddField(
            model_name="pledgeevent",
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
        migrations.AddField(
            model_name="quotationevent",
            name="excerpt",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sources.excerpt",
            ),
        ),
        migrations.AddField(
            model_name="quotationevent",
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
            model_name="quotationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="statements.quotation",
            ),
        ),
        migrations.AddField(
            model_name="quotationevent",
            name="report",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="statements.report",
            ),
        ),
        migrations.AddField(
            model_name="quotationevent",
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
        migrations.AddField(
            model_name="relayevent",
            name="outlet",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sources.outlet",
            ),
        ),
        migrations.AddField(
            model_name="relayevent",
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
            model_name="relayevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="statements.relay",
            ),
        ),
        migrations.AddField(
            model_name="relayevent",
            name="report",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="statements.report",
            ),
        ),
        migrations.AddField(
            model_name="relayevent",
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
        migrations.AddField(
            model_name="reportevent",
            name="document",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sources.document",
            ),
        ),
        migrations.AddField(
            model_name="reportevent",
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
            model_name="reportevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="statements.report",
            ),
        ),
        migrations.AddField(
            model_name="reportevent",
            name="statement",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="statements.statement",
            ),
        ),
        migrations.AddField(
            model_name="reportevent",
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
    ]
