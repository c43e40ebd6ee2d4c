import django.contrib.postgres.lookups
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("compare", "0002_rules_across_rows"),
        ("accounts", "0003_a_form_is_saved_once"),
        ("agenda", "0002_rules_across_rows"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=100)),
                ("page", models.CharField(choices=[("grid", "Grid"), ("side_by_side", "Side by side")], max_length=12)),
                (
                    "query",
                    models.TextField(blank=True, help_text="What stands after the question mark.", max_length=2000),
                ),
                ("shared", models.BooleanField(default=False)),
                (
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="saved_views", to="agenda.negotiation"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_views",
                        to="accounts.membership",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "ordering": [
                    django.db.models.functions.text.Lower(django.contrib.postgres.lookups.Unaccent("name")),
                    "id",
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("negotiation"),
                        models.F("owner"),
                        django.db.models.functions.text.Lower("name"),
                        name="one_view_a_name_and_owner",
                        violation_error_message="Another view of yours is called so already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="a_view_has_a_name",
                        violation_error_message="Give the view a name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("page__in", ["grid", "side_by_side"])),
                        name="a_view_is_of_a_page_that_is_known",
                        violation_error_message="A view is one of the grid or of the side by side.",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length("query"), 2000
                        ),
                        name="a_views_address_is_not_too_long",
                        violation_error_message="This address is too long to be kept.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "compare_savedviewevent" ("id", "name", "negotiation_id", "owner_id", "page", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query", "shared", "version", "workspace_id") VALUES (NEW."id", NEW."name", NEW."negotiation_id", NEW."owner_id", NEW."page", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."query", NEW."shared", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="b5d2140ae3f7371cf006c62bfefd41871e145835",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e4e23",
                            table="compare_savedview",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "compare_savedviewevent" ("id", "name", "negotiation_id", "owner_id", "page", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query", "shared", "version", "workspace_id") VALUES (NEW."id", NEW."name", NEW."negotiation_id", NEW."owner_id", NEW."page", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."query", NEW."shared", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="48fa9d899824bbee67082e74d5876c9ee91a9d92",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_34fa3",
                            table="compare_savedview",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "compare_savedviewevent" ("id", "name", "negotiation_id", "owner_id", "page", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query", "shared", "version", "workspace_id") VALUES (OLD."id", OLD."name", OLD."negotiation_id", OLD."owner_id", OLD."page", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."query", OLD."shared", OLD."version", OLD."workspace_id"); RETURN NULL;',
                            hash="8c91d8ce8f9e83f266a011bf107228b481ace765",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3e00b",
                            table="compare_savedview",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedViewEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=100)),
                ("page", models.CharField(choices=[("grid", "Grid"), ("side_by_side", "Side by side")], max_length=12)),
                (
                    "query",
                    models.TextField(blank=True, help_text="What stands after the question mark.", max_length=2000),
                ),
                ("shared", models.BooleanField(default=False)),
                (
                    "negotiation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agenda.negotiation",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="compare.savedview",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
