import django.db.models.deletion
import pgtrigger.compiler
from django.db import migrations, models

import tracker.base.models


class Migration(migrations.Migration):
    replaces = [
        ("annotations", "0001_threads_and_comments"),
        ("annotations", "0003_threads_are_tracked"),
        ("annotations", "0004_rules_in_words"),
        ("annotations", "0005_comments_are_removed"),
        ("annotations", "0007_removal_in_words"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("actors", "0001_tables"),
        ("agenda", "0001_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("positions", "0001_tables"),
        ("sources", "0001_tables"),
        ("statements", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Thread",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("note", "Note"),
                            ("question", "Question"),
                            ("challenge", "Challenge"),
                            ("to_do", "To do"),
                        ],
                        default="note",
                        max_length=10,
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="threads",
                        to="positions.position",
                    ),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="threads",
                        to="positions.reading",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="threads",
                        to="statements.statement",
                    ),
                ),
                (
                    "excerpt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="threads",
                        to="sources.excerpt",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="threads",
                        to="sources.document",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="threads",
                        to="agenda.issue",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="threads",
                        to="actors.party",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
                ("opened_at", models.DateTimeField(db_default=tracker.base.models.ClockTimestamp(), editable=False)),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assigned",
                        to="accounts.membership",
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                ("settled_how", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["opened_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("document__isnull", True),
                                ("excerpt__isnull", True),
                                ("issue__isnull", True),
                                ("party__isnull", True),
                                ("position__isnull", False),
                                ("reading__isnull", True),
                                ("statement__isnull", True),
                            ),
                            models.Q(
                                ("document__isnull", True),
                                ("excerpt__isnull", True),
                                ("issue__isnull", True),
                                ("party__isnull", True),
                                ("position__isnull", True),
                                ("reading__isnull", False),
                                ("statement__isnull", True),
                            ),
                            models.Q(
                                ("document__isnull", True),
                                ("excerpt__isnull", True),
                                ("issue__isnull", True),
                                ("party__isnull", True),
                                ("position__isnull", True),
                                ("reading__isnull", True),
                                ("statement__isnull", False),
                            ),
                            models.Q(
                                ("document__isnull", True),
                                ("excerpt__isnull", False),
                                ("issue__isnull", True),
                                ("party__isnull", True),
                                ("position__isnull", True),
                                ("reading__isnull", True),
                                ("statement__isnull", True),
                            ),
                            models.Q(
                                ("document__isnull", False),
                                ("excerpt__isnull", True),
                                ("issue__isnull", True),
                                ("party__isnull", True),
                                ("position__isnull", True),
                                ("reading__isnull", True),
                                ("statement__isnull", True),
                            ),
                            models.Q(
                                ("document__isnull", True),
                                ("excerpt__isnull", True),
                                ("issue__isnull", False),
                                ("party__isnull", True),
                                ("position__isnull", True),
                                ("reading__isnull", True),
                                ("statement__isnull", True),
                            ),
                            models.Q(
                                ("document__isnull", True),
                                ("excerpt__isnull", True),
                                ("issue__isnull", True),
                                ("party__isnull", False),
                                ("position__isnull", True),
                                ("reading__isnull", True),
                                ("statement__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_thread_is_about_one_record",
                        violation_error_message="A thread is about one record.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                            models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_thread_is_settled_by_somebody",
                        violation_error_message="Say who settles the thread, and when.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_threadevent" ("assignee_id", "document_id", "excerpt_id", "id", "issue_id", "kind", "opened_at", "opened_by_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "reading_id", "settled_at", "settled_by_id", "settled_how", "statement_id", "version", "workspace_id") VALUES (NEW."assignee_id", NEW."document_id", NEW."excerpt_id", NEW."id", NEW."issue_id", NEW."kind", NEW."opened_at", NEW."opened_by_id", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position_id", NEW."reading_id", NEW."settled_at", NEW."settled_by_id", NEW."settled_how", NEW."statement_id", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="e534ba4a269d565416d2379b4ad429f51108b22c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c37a1",
                            table="annotations_thread",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_threadevent" ("assignee_id", "document_id", "excerpt_id", "id", "issue_id", "kind", "opened_at", "opened_by_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "reading_id", "settled_at", "settled_by_id", "settled_how", "statement_id", "version", "workspace_id") VALUES (NEW."assignee_id", NEW."document_id", NEW."excerpt_id", NEW."id", NEW."issue_id", NEW."kind", NEW."opened_at", NEW."opened_by_id", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position_id", NEW."reading_id", NEW."settled_at", NEW."settled_by_id", NEW."settled_how", NEW."statement_id", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="19eb30e615ce6a46bd237c3b72e4dfee23746552",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5fab9",
                            table="annotations_thread",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_threadevent" ("assignee_id", "document_id", "excerpt_id", "id", "issue_id", "kind", "opened_at", "opened_by_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "reading_id", "settled_at", "settled_by_id", "settled_how", "statement_id", "version", "workspace_id") VALUES (OLD."assignee_id", OLD."document_id", OLD."excerpt_id", OLD."id", OLD."issue_id", OLD."kind", OLD."opened_at", OLD."opened_by_id", OLD."party_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position_id", OLD."reading_id", OLD."settled_at", OLD."settled_by_id", OLD."settled_how", OLD."statement_id", OLD."version", OLD."workspace_id"); RETURN NULL;',
                            hash="6989d48ca409795dd9132b902f26b316d4fc0fae",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_42be9",
                            table="annotations_thread",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreadEvent",
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
                        to="annotations.thread",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("note", "Note"),
                            ("question", "Question"),
                            ("challenge", "Challenge"),
                            ("to_do", "To do"),
                        ],
                        default="note",
                        max_length=10,
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="positions.position",
                    ),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="positions.reading",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="statements.statement",
                    ),
                ),
                (
                    "excerpt",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sources.excerpt",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sources.document",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agenda.issue",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actors.party",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.membership",
                    ),
                ),
                ("opened_at", models.DateTimeField(db_default=tracker.base.models.ClockTimestamp(), editable=False)),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.membership",
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.membership",
                    ),
                ),
                ("settled_how", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="annotations.thread"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
                ("text", models.TextField(max_length=20000)),
                ("at", models.DateTimeField(db_default=tracker.base.models.ClockTimestamp(), editable=False)),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, help_text="It is folded; a lead can bring it back.", null=True),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_comment_is_removed_by_somebody",
                        violation_error_message="A comment that is removed says who removed it.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_commentevent" ("at", "author_id", "edited_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_by_id", "text", "thread_id", "version", "workspace_id") VALUES (NEW."at", NEW."author_id", NEW."edited_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."removed_at", NEW."removed_by_id", NEW."text", NEW."thread_id", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="a30142e63fb9680f629bc4837057049fdcb005f5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f2c6b",
                            table="annotations_comment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_commentevent" ("at", "author_id", "edited_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_by_id", "text", "thread_id", "version", "workspace_id") VALUES (NEW."at", NEW."author_id", NEW."edited_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."removed_at", NEW."removed_by_id", NEW."text", NEW."thread_id", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="ee97fab1c64dc70e219290f839263bf5dc4ec843",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6222e",
                            table="annotations_comment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_commentevent" ("at", "author_id", "edited_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_by_id", "text", "thread_id", "version", "workspace_id") VALUES (OLD."at", OLD."author_id", OLD."edited_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."removed_at", OLD."removed_by_id", OLD."text", OLD."thread_id", OLD."version", OLD."workspace_id"); RETURN NULL;',
                            hash="e75b2cebba3caa7245d0fcf46505ebbe6b44746b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1d5e0",
                            table="annotations_comment",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommentEvent",
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
                        to="annotations.comment",
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
                (
                    "thread",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.thread",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.membership",
                    ),
                ),
                ("text", models.TextField(max_length=20000)),
                ("at", models.DateTimeField(db_default=tracker.base.models.ClockTimestamp(), editable=False)),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, help_text="It is folded; a lead can bring it back.", null=True),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
