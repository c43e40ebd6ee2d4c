import django.contrib.postgres.indexes
import django.contrib.postgres.lookups
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import pgtrigger.compiler
from django.db import migrations, models

import tracker.base.models


class Migration(migrations.Migration):
    replaces = [("sources", "0001_documents_and_excerpts"), ("sources", "0003_rules_in_words")]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Outlet",
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
                ("name", models.CharField(max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agency", "Agency"),
                            ("newspaper", "Newspaper"),
                            ("government", "Government"),
                            ("organisation", "Organisation"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "reliability",
                    models.CharField(
                        choices=[
                            ("A", "A: reliable"),
                            ("B", "B: usually reliable"),
                            ("C", "C: fairly reliable"),
                            ("D", "D: not usually reliable"),
                            ("E", "E: unreliable"),
                            ("F", "F: cannot be judged"),
                        ],
                        default="F",
                        max_length=1,
                    ),
                ),
                ("why", models.TextField(blank=True, help_text="Why it is graded so.")),
                ("is_new", models.BooleanField(default=False, help_text="No lead has seen it yet.")),
            ],
            options={
                "ordering": [
                    django.db.models.functions.text.Lower(django.contrib.postgres.lookups.Unaccent("name")),
                    "id",
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("workspace"),
                        django.db.models.functions.text.Lower("name"),
                        name="one_outlet_a_name",
                        violation_error_message="There is an outlet of that name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reliability__in", ["A", "B", "C", "D", "E", "F"])),
                        name="outlet_is_graded_a_to_f",
                        violation_error_message="An outlet is graded A to F.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_outletevent" ("id", "is_new", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reliability", "version", "why", "workspace_id") VALUES (NEW."id", NEW."is_new", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reliability", NEW."version", NEW."why", NEW."workspace_id"); RETURN NULL;',
                            hash="517ca2588fc1a5addf1eebcdbb5ffca6a98d3528",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6363e",
                            table="sources_outlet",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "sources_outletevent" ("id", "is_new", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reliability", "version", "why", "workspace_id") VALUES (NEW."id", NEW."is_new", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reliability", NEW."version", NEW."why", NEW."workspace_id"); RETURN NULL;',
                            hash="23728e92968d9bc189a6d0a15abb2716650bc230",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6f20c",
                            table="sources_outlet",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_outletevent" ("id", "is_new", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reliability", "version", "why", "workspace_id") VALUES (OLD."id", OLD."is_new", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reliability", OLD."version", OLD."why", OLD."workspace_id"); RETURN NULL;',
                            hash="db0d667f126dce47a5fee6ed24ef9d2df8e60871",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dbede",
                            table="sources_outlet",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutletEvent",
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
                        to="sources.outlet",
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
                ("name", models.CharField(max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agency", "Agency"),
                            ("newspaper", "Newspaper"),
                            ("government", "Government"),
                            ("organisation", "Organisation"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "reliability",
                    models.CharField(
                        choices=[
                            ("A", "A: reliable"),
                            ("B", "B: usually reliable"),
                            ("C", "C: fairly reliable"),
                            ("D", "D: not usually reliable"),
                            ("E", "E: unreliable"),
                            ("F", "F: cannot be judged"),
                        ],
                        default="F",
                        max_length=1,
                    ),
                ),
                ("why", models.TextField(blank=True, help_text="Why it is graded so.")),
                ("is_new", models.BooleanField(default=False, help_text="No lead has seen it yet.")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Document",
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
                ("title", models.CharField(max_length=300)),
                (
                    "outlet",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="sources.outlet",
                    ),
                ),
                ("author", models.CharField(blank=True, max_length=300)),
                ("published_on", models.DateField(blank=True, null=True)),
                ("published_before", models.DateField(blank=True, null=True)),
                ("address", models.URLField(blank=True, max_length=2000)),
                ("language", models.CharField(default="en", max_length=12)),
                ("text", models.TextField(help_text="No byte order mark, LF line ends, no NUL, otherwise untouched.")),
                (
                    "file",
                    models.FileField(
                        blank=True, help_text="The original, as it was uploaded.", upload_to="documents/%Y/"
                    ),
                ),
                ("sha256", models.CharField(blank=True, help_text="Of the original.", max_length=64)),
                ("encoding", models.CharField(blank=True, help_text="What the original was read as.", max_length=40)),
                ("rights", models.TextField(blank=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
                ("recorded_at", models.DateTimeField(db_default=tracker.base.models.ClockTimestamp(), editable=False)),
            ],
            options={
                "ordering": [models.OrderBy(models.F("published_on"), descending=True, nulls_last=True), "-id"],
                "indexes": [models.Index(fields=["workspace", "sha256"], name="document_by_its_original")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("published_before__gt", models.F("published_on")),
                                ("published_before__isnull", False),
                                ("published_on__isnull", False),
                            ),
                            models.Q(("published_before__isnull", True), ("published_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="document_published_ends_after_it_starts",
                        violation_error_message="The date ends before it starts.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_documentevent" ("address", "author", "encoding", "file", "id", "language", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_before", "published_on", "recorded_at", "recorded_by_id", "rights", "sha256", "text", "title", "version", "workspace_id") VALUES (NEW."address", NEW."author", NEW."encoding", NEW."file", NEW."id", NEW."language", NEW."outlet_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_before", NEW."published_on", NEW."recorded_at", NEW."recorded_by_id", NEW."rights", NEW."sha256", NEW."text", NEW."title", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="a7c42979c77b1dbddcca67f57baa658d1eca465e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e1bfa",
                            table="sources_document",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "sources_documentevent" ("address", "author", "encoding", "file", "id", "language", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_before", "published_on", "recorded_at", "recorded_by_id", "rights", "sha256", "text", "title", "version", "workspace_id") VALUES (NEW."address", NEW."author", NEW."encoding", NEW."file", NEW."id", NEW."language", NEW."outlet_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_before", NEW."published_on", NEW."recorded_at", NEW."recorded_by_id", NEW."rights", NEW."sha256", NEW."text", NEW."title", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="27870703aae2625490aa1270e136599a19713b2b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_12f49",
                            table="sources_document",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_documentevent" ("address", "author", "encoding", "file", "id", "language", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_before", "published_on", "recorded_at", "recorded_by_id", "rights", "sha256", "text", "title", "version", "workspace_id") VALUES (OLD."address", OLD."author", OLD."encoding", OLD."file", OLD."id", OLD."language", OLD."outlet_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_before", OLD."published_on", OLD."recorded_at", OLD."recorded_by_id", OLD."rights", OLD."sha256", OLD."text", OLD."title", OLD."version", OLD."workspace_id"); RETURN NULL;',
                            hash="7baa2a9561c0ffb4766af2870774dae107e6b4a7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_83c90",
                            table="sources_document",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentEvent",
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
                        to="sources.document",
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
                ("title", models.CharField(max_length=300)),
                (
                    "outlet",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sources.outlet",
                    ),
                ),
                ("author", models.CharField(blank=True, max_length=300)),
                ("published_on", models.DateField(blank=True, null=True)),
                ("published_before", models.DateField(blank=True, null=True)),
                ("address", models.URLField(blank=True, max_length=2000)),
                ("language", models.CharField(default="en", max_length=12)),
                ("text", models.TextField(help_text="No byte order mark, LF line ends, no NUL, otherwise untouched.")),
                (
                    "file",
                    models.FileField(
                        blank=True, help_text="The original, as it was uploaded.", upload_to="documents/%Y/"
                    ),
                ),
                ("sha256", models.CharField(blank=True, help_text="Of the original.", max_length=64)),
                ("encoding", models.CharField(blank=True, help_text="What the original was read as.", max_length=40)),
                ("rights", models.TextField(blank=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.membership",
                    ),
                ),
                ("recorded_at", models.DateTimeField(db_default=tracker.base.models.ClockTimestamp(), editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Passage",
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="passages", to="sources.document"
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("language", models.CharField(max_length=12)),
                ("text", models.TextField()),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                language="en",
                                then=django.contrib.postgres.search.SearchVector("text", config="tracker_en"),
                            ),
                            models.When(
                                language="fr",
                                then=django.contrib.postgres.search.SearchVector("text", config="tracker_fr"),
                            ),
                            models.When(
                                language="de",
                                then=django.contrib.postgres.search.SearchVector("text", config="tracker_de"),
                            ),
                            models.When(
                                language="es",
                                then=django.contrib.postgres.search.SearchVector("text", config="tracker_es"),
                            ),
                            models.When(
                                language="ru",
                                then=django.contrib.postgres.search.SearchVector("text", config="tracker_ru"),
                            ),
                            default=django.contrib.postgres.search.SearchVector("text", config="tracker_simple"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "ordering": ["start"],
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["search"], name="passage_search")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))),
                        name="passage_ends_after_it_starts",
                        violation_error_message="A passage ends after it starts.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Excerpt",
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="excerpts", to="sources.document"
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("exact", models.TextField()),
                ("prefix", models.CharField(blank=True, max_length=32)),
                ("suffix", models.CharField(blank=True, max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=[("anchored", "Anchored"), ("unresolved", "Unresolved")],
                        default="anchored",
                        max_length=10,
                    ),
                ),
                ("translation", models.TextField(blank=True)),
                ("translator", models.CharField(blank=True, max_length=300)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
                ("recorded_at", models.DateTimeField(db_default=tracker.base.models.ClockTimestamp(), editable=False)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.SearchVector("exact", config="tracker_simple", weight="A"),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                "translation", config="tracker_simple", weight="B"
                            ),
                            django.contrib.postgres.search.SearchConfig("tracker_simple"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "ordering": ["start", "end"],
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["search"], name="excerpt_search")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))),
                        name="excerpt_ends_after_it_starts",
                        violation_error_message="The quoted words end after they start.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "anchored"), _negated=True),
                            (
                                "end",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("start"), "+", django.db.models.functions.text.Length("exact")
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="an_anchored_excerpt_is_as_long_as_its_words",
                        violation_error_message="The place in the text is not as long as the quoted words.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_excerptevent" ("document_id", "end", "exact", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "recorded_at", "recorded_by_id", "start", "state", "suffix", "translation", "translator", "version", "workspace_id") VALUES (NEW."document_id", NEW."end", NEW."exact", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prefix", NEW."recorded_at", NEW."recorded_by_id", NEW."start", NEW."state", NEW."suffix", NEW."translation", NEW."translator", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="143123515ac170925f58b4ddaa6580c39f66181a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_69581",
                            table="sources_excerpt",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."exact" IS DISTINCT FROM (NEW."exact") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."prefix" IS DISTINCT FROM (NEW."prefix") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."suffix" IS DISTINCT FROM (NEW."suffix") OR OLD."translation" IS DISTINCT FROM (NEW."translation") OR OLD."translator" IS DISTINCT FROM (NEW."translator") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."workspace_id" IS DISTINCT FROM (NEW."workspace_id"))',
                            func='INSERT INTO "sources_excerptevent" ("document_id", "end", "exact", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "recorded_at", "recorded_by_id", "start", "state", "suffix", "translation", "translator", "version", "workspace_id") VALUES (NEW."document_id", NEW."end", NEW."exact", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prefix", NEW."recorded_at", NEW."recorded_by_id", NEW."start", NEW."state", NEW."suffix", NEW."translation", NEW."translator", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="29cf8ee6683ac1f0319fa92bbdf65b236a20f5d4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_540f9",
                            table="sources_excerpt",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_excerptevent" ("document_id", "end", "exact", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "recorded_at", "recorded_by_id", "start", "state", "suffix", "translation", "translator", "version", "workspace_id") VALUES (OLD."document_id", OLD."end", OLD."exact", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prefix", OLD."recorded_at", OLD."recorded_by_id", OLD."start", OLD."state", OLD."suffix", OLD."translation", OLD."translator", OLD."version", OLD."workspace_id"); RETURN NULL;',
                            hash="23cff7439e4e66262fa328139719efbddfdd7381",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f2050",
                            table="sources_excerpt",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExcerptEvent",
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
                        to="sources.excerpt",
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
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sources.document",
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("exact", models.TextField()),
                ("prefix", models.CharField(blank=True, max_length=32)),
                ("suffix", models.CharField(blank=True, max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=[("anchored", "Anchored"), ("unresolved", "Unresolved")],
                        default="anchored",
                        max_length=10,
                    ),
                ),
                ("translation", models.TextField(blank=True)),
                ("translator", models.CharField(blank=True, max_length=300)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.membership",
                    ),
                ),
                ("recorded_at", models.DateTimeField(db_default=tracker.base.models.ClockTimestamp(), editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
