import django.contrib.postgres.lookups
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import tracker.accounts.models


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0001_people_and_workspaces"),
        ("accounts", "0003_drafts"),
        ("accounts", "0005_workspaces_are_tracked"),
        ("accounts", "0006_rules_in_words"),
        ("accounts", "0007_settings_have_a_version"),
        ("accounts", "0008_when_people_were_last_here"),
    ]

    initial = True

    dependencies = [
        ("base", "0003_append_only"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "email",
                    models.EmailField(
                        error_messages={"unique": "Somebody already signs in with that address."},
                        max_length=254,
                        unique=True,
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                ("is_active", models.BooleanField(default=True)),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
                (
                    "here_at",
                    models.DateTimeField(
                        editable=False, help_text="When this visit was last seen to go on.", null=True
                    ),
                ),
                (
                    "last_here_at",
                    models.DateTimeField(editable=False, help_text="When the visit before was.", null=True),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        name="one_person_an_address",
                        violation_error_message="Somebody already signs in with that address.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Workspace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=300)),
                (
                    "slug",
                    models.SlugField(
                        error_messages={"unique": "Another workspace has that address already."},
                        max_length=60,
                        unique=True,
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(default="UTC", max_length=60, validators=[tracker.accounts.models.is_time_zone]),
                ),
                (
                    "half_life",
                    models.PositiveSmallIntegerField(
                        default=180,
                        help_text="Days after which evidence counts half.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10000),
                        ],
                    ),
                ),
                ("grade_weights", models.JSONField(default=tracker.accounts.models.grade_weights)),
                ("mode_weights", models.JSONField(default=tracker.accounts.models.mode_weights)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": [
                    django.db.models.functions.text.Lower(django.contrib.postgres.lookups.Unaccent("name")),
                    "id",
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_workspaceevent" ("created_at", "grade_weights", "half_life", "id", "mode_weights", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "time_zone", "version") VALUES (NEW."created_at", NEW."grade_weights", NEW."half_life", NEW."id", NEW."mode_weights", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."time_zone", NEW."version"); RETURN NULL;',
                            hash="2e759fd3a0d194fbfb48b97a514fcd82c85aafc2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_096e7",
                            table="accounts_workspace",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "accounts_workspaceevent" ("created_at", "grade_weights", "half_life", "id", "mode_weights", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "time_zone", "version") VALUES (NEW."created_at", NEW."grade_weights", NEW."half_life", NEW."id", NEW."mode_weights", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."time_zone", NEW."version"); RETURN NULL;',
                            hash="850182b79333c1a3c0614488b7a7c931a2f4e559",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_24018",
                            table="accounts_workspace",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_workspaceevent" ("created_at", "grade_weights", "half_life", "id", "mode_weights", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "time_zone", "version") VALUES (OLD."created_at", OLD."grade_weights", OLD."half_life", OLD."id", OLD."mode_weights", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug", OLD."time_zone", OLD."version"); RETURN NULL;',
                            hash="312221c78a110643f877c160034191274930920f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_044ad",
                            table="accounts_workspace",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkspaceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="accounts.workspace",
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
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=300)),
                (
                    "slug",
                    models.SlugField(
                        db_index=False,
                        error_messages={"unique": "Another workspace has that address already."},
                        max_length=60,
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(default="UTC", max_length=60, validators=[tracker.accounts.models.is_time_zone]),
                ),
                (
                    "half_life",
                    models.PositiveSmallIntegerField(
                        default=180,
                        help_text="Days after which evidence counts half.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10000),
                        ],
                    ),
                ),
                ("grade_weights", models.JSONField(default=tracker.accounts.models.grade_weights)),
                ("mode_weights", models.JSONField(default=tracker.accounts.models.mode_weights)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="accounts.workspace"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("reader", "Reader"),
                            ("analyst", "Analyst"),
                            ("reviewer", "Reviewer"),
                            ("lead", "Lead"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "ordering": [
                    django.db.models.functions.text.Lower(django.contrib.postgres.lookups.Unaccent("user__name")),
                    "id",
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "user"),
                        name="one_role_a_workspace",
                        violation_error_message="That person is a member already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["reader", "analyst", "reviewer", "lead"])),
                        name="membership_role_is_known",
                        violation_error_message="Choose one of the roles that there are.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_membershipevent" ("id", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "workspace_id") VALUES (NEW."id", NEW."is_active", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."user_id", NEW."workspace_id"); RETURN NULL;',
                            hash="45560825a958d5e83f9a67eb66029ad01aac4cd1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fc05a",
                            table="accounts_membership",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "accounts_membershipevent" ("id", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "workspace_id") VALUES (NEW."id", NEW."is_active", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."user_id", NEW."workspace_id"); RETURN NULL;',
                            hash="90c617cf58b2db1c331601925eab989c0fbdfdcc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_20ab5",
                            table="accounts_membership",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_membershipevent" ("id", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "workspace_id") VALUES (OLD."id", OLD."is_active", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."user_id", OLD."workspace_id"); RETURN NULL;',
                            hash="0b78ebc4187ed5fb7943ce09ad8e10e550e8f6db",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_19a8f",
                            table="accounts_membership",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
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
                ("id", models.BigIntegerField()),
                (
                    "workspace",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.workspace",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("reader", "Reader"),
                            ("analyst", "Analyst"),
                            ("reviewer", "Reviewer"),
                            ("lead", "Lead"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.workspace",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="accounts.membership"
                    ),
                ),
                ("form", models.CharField(help_text="The form’s address and its id.", max_length=400)),
                ("fields", models.JSONField(help_text="Pairs of name and value, as a browser sends them.")),
                ("kept_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "form"),
                        name="one_draft_a_member_and_form",
                        violation_error_message="A draft of that form is kept already.",
                    )
                ],
            },
        ),
    ]
