import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
from django.db import migrations, models

import tracker.base.models


class Migration(migrations.Migration):
    replaces = [
        ("statements", "0001_statements_and_reports"),
        ("statements", "0004_report_direct"),
        ("statements", "0005_reports_that_are_direct_records"),
        ("statements", "0006_rows_of_a_statement_have_a_history"),
        ("statements", "0008_history_begins_with_the_rows_found"),
        ("statements", "0009_rules_in_words"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("actors", "0001_tables"),
        ("agenda", "0001_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("sources", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Statement",
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
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="actors.speaker",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="agenda.issue",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("for", "For"),
                            ("against", "Against"),
                            ("neutral", "Neutral"),
                            ("ambivalent", "Ambivalent"),
                            ("declined", "Declined to say"),
                            ("not_stated", "Takes no side"),
                        ],
                        default="not_stated",
                        max_length=10,
                    ),
                ),
                (
                    "option",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="agenda.option",
                    ),
                ),
                ("value", models.FloatField(blank=True, null=True)),
                (
                    "minimum",
                    models.FloatField(blank=True, help_text="Of the scale the value was measured on.", null=True),
                ),
                ("maximum", models.FloatField(blank=True, null=True)),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("agree", "Agree"),
                            ("consult", "Consult"),
                            ("support", "Support"),
                            ("concede", "Concede"),
                            ("cooperate", "Cooperate"),
                            ("request", "Request"),
                            ("propose", "Propose"),
                            ("reject", "Reject"),
                            ("accuse", "Accuse"),
                            ("threaten", "Threaten"),
                            ("protest", "Protest"),
                            ("expect", "Expect"),
                            ("forecast", "Forecast"),
                            ("go_alone", "Go alone"),
                            ("inform", "Inform"),
                        ],
                        default="inform",
                        max_length=10,
                    ),
                ),
                (
                    "modality",
                    models.CharField(
                        choices=[
                            ("actual", "Actual"),
                            ("future", "Future"),
                            ("hypothetical", "Hypothetical"),
                            ("negated", "Negated"),
                        ],
                        default="actual",
                        max_length=12,
                    ),
                ),
                ("rationale", models.TextField(blank=True)),
                ("said_on", models.DateField()),
                ("said_before", models.DateField()),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="agenda.meeting",
                    ),
                ),
                (
                    "credibility",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Of what is said, 1 to 6 by the Admiralty code; 1 needs two independent roots.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(6),
                        ],
                    ),
                ),
                (
                    "replies_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="statements.statement",
                    ),
                ),
                ("words", models.TextField(help_text="In our words, one sentence.")),
                (
                    "voice",
                    models.CharField(
                        choices=[("party", "A party’s"), ("background", "Background")], default="party", max_length=10
                    ),
                ),
                (
                    "coder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
                ("recorded_at", models.DateTimeField(db_default=tracker.base.models.ClockTimestamp(), editable=False)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector("words", config="tracker_en"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "ordering": ["-said_on", "-id"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["search"], name="statement_search"),
                    models.Index(fields=["workspace", "-said_on", "-id"], name="statement_newest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("said_before__gt", models.F("said_on")),
                                ("said_before__isnull", False),
                                ("said_on__isnull", False),
                            ),
                            models.Q(("said_before__isnull", True), ("said_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="statement_said_ends_after_it_starts",
                        violation_error_message="The date ends before it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("maximum__isnull", True), ("minimum__isnull", True), ("value__isnull", True)),
                            models.Q(
                                ("maximum__gt", models.F("minimum")),
                                ("maximum__isnull", False),
                                ("maximum__lte", 1000000000000.0),
                                ("minimum__gte", -1000000000000.0),
                                ("minimum__isnull", False),
                                ("value__gte", models.F("minimum")),
                                ("value__isnull", False),
                                ("value__lte", models.F("maximum")),
                            ),
                            _connector="OR",
                        ),
                        name="statement_value_is_on_its_scale",
                        violation_error_message="The value lies off the scale.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("direction__in", ["for", "against"]),
                            models.Q(("option__isnull", True), ("value__isnull", True)),
                            _connector="OR",
                        ),
                        name="only_for_and_against_name_an_option",
                        violation_error_message="Only a statement for or against names an option or a value.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("credibility__isnull", True),
                            models.Q(("credibility__gte", 1), ("credibility__lte", 6)),
                            _connector="OR",
                        ),
                        name="credibility_is_1_to_6",
                        violation_error_message="Credibility runs from 1 to 6.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("replies_to", models.F("id")), _negated=True),
                        name="no_statement_replies_to_itself",
                        violation_error_message="A statement does not reply to itself.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "statements_statementevent" ("act", "coder_id", "credibility", "direction", "id", "issue_id", "maximum", "meeting_id", "minimum", "modality", "option_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rationale", "recorded_at", "replies_to_id", "said_before", "said_on", "speaker_id", "value", "version", "voice", "words", "workspace_id") VALUES (NEW."act", NEW."coder_id", NEW."credibility", NEW."direction", NEW."id", NEW."issue_id", NEW."maximum", NEW."meeting_id", NEW."minimum", NEW."modality", NEW."option_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rationale", NEW."recorded_at", NEW."replies_to_id", NEW."said_before", NEW."said_on", NEW."speaker_id", NEW."value", NEW."version", NEW."voice", NEW."words", NEW."workspace_id"); RETURN NULL;',
                            hash="e0054ff81a4070d09bdb79cb93c782e88a3309f6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0a49f",
                            table="statements_statement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."act" IS DISTINCT FROM (NEW."act") OR OLD."coder_id" IS DISTINCT FROM (NEW."coder_id") OR OLD."credibility" IS DISTINCT FROM (NEW."credibility") OR OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issue_id" IS DISTINCT FROM (NEW."issue_id") OR OLD."maximum" IS DISTINCT FROM (NEW."maximum") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."minimum" IS DISTINCT FROM (NEW."minimum") OR OLD."modality" IS DISTINCT FROM (NEW."modality") OR OLD."option_id" IS DISTINCT FROM (NEW."option_id") OR OLD."rationale" IS DISTINCT FROM (NEW."rationale") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."replies_to_id" IS DISTINCT FROM (NEW."replies_to_id") OR OLD."said_before" IS DISTINCT FROM (NEW."said_before") OR OLD."said_on" IS DISTINCT FROM (NEW."said_on") OR OLD."speaker_id" IS DISTINCT FROM (NEW."speaker_id") OR OLD."value" IS DISTINCT FROM (NEW."value") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."voice" IS DISTINCT FROM (NEW."voice") OR OLD."words" IS DISTINCT FROM (NEW."words") OR OLD."workspace_id" IS DISTINCT FROM (NEW."workspace_id"))',
                            func='INSERT INTO "statements_statementevent" ("act", "coder_id", "credibility", "direction", "id", "issue_id", "maximum", "meeting_id", "minimum", "modality", "option_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rationale", "recorded_at", "replies_to_id", "said_before", "said_on", "speaker_id", "value", "version", "voice", "words", "workspace_id") VALUES (NEW."act", NEW."coder_id", NEW."credibility", NEW."direction", NEW."id", NEW."issue_id", NEW."maximum", NEW."meeting_id", NEW."minimum", NEW."modality", NEW."option_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rationale", NEW."recorded_at", NEW."replies_to_id", NEW."said_before", NEW."said_on", NEW."speaker_id", NEW."value", NEW."version", NEW."voice", NEW."words", NEW."workspace_id"); RETURN NULL;',
                            hash="60d3c638fa5d2ef446f217d0eecbac47f6fcc941",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_275ed",
                            table="statements_statement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "statements_statementevent" ("act", "coder_id", "credibility", "direction", "id", "issue_id", "maximum", "meeting_id", "minimum", "modality", "option_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rationale", "recorded_at", "replies_to_id", "said_before", "said_on", "speaker_id", "value", "version", "voice", "words", "workspace_id") VALUES (OLD."act", OLD."coder_id", OLD."credibility", OLD."direction", OLD."id", OLD."issue_id", OLD."maximum", OLD."meeting_id", OLD."minimum", OLD."modality", OLD."option_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rationale", OLD."recorded_at", OLD."replies_to_id", OLD."said_before", OLD."said_on", OLD."speaker_id", OLD."value", OLD."version", OLD."voice", OLD."words", OLD."workspace_id"); RETURN NULL;',
                            hash="4eeefa7dc3066a50e582ba008be905414db0610f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_06b4d",
                            table="statements_statement",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementEvent",
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
                        to="statements.statement",
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
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actors.speaker",
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
                    "direction",
                    models.CharField(
                        choices=[
                            ("for", "For"),
                            ("against", "Against"),
                            ("neutral", "Neutral"),
                            ("ambivalent", "Ambivalent"),
                            ("declined", "Declined to say"),
                            ("not_stated", "Takes no side"),
                        ],
                        default="not_stated",
                        max_length=10,
                    ),
                ),
                (
                    "option",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agenda.option",
                    ),
                ),
                ("value", models.FloatField(blank=True, null=True)),
                (
                    "minimum",
                    models.FloatField(blank=True, help_text="Of the scale the value was measured on.", null=True),
                ),
                ("maximum", models.FloatField(blank=True, null=True)),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("agree", "Agree"),
                            ("consult", "Consult"),
                            ("support", "Support"),
                            ("concede", "Concede"),
                            ("cooperate", "Cooperate"),
                            ("request", "Request"),
                            ("propose", "Propose"),
                            ("reject", "Reject"),
                            ("accuse", "Accuse"),
                            ("threaten", "Threaten"),
                            ("protest", "Protest"),
                            ("expect", "Expect"),
                            ("forecast", "Forecast"),
                            ("go_alone", "Go alone"),
                            ("inform", "Inform"),
                        ],
                        default="inform",
                        max_length=10,
                    ),
                ),
                (
                    "modality",
                    models.CharField(
                        choices=[
                            ("actual", "Actual"),
                            ("future", "Future"),
                            ("hypothetical", "Hypothetical"),
                            ("negated", "Negated"),
                        ],
                        default="actual",
                        max_length=12,
                    ),
                ),
                ("rationale", models.TextField(blank=True)),
                ("said_on", models.DateField()),
                ("said_before", models.DateField()),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agenda.meeting",
                    ),
                ),
                (
                    "credibility",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Of what is said, 1 to 6 by the Admiralty code; 1 needs two independent roots.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(6),
                        ],
                    ),
                ),
                (
                    "replies_to",
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
                ("words", models.TextField(help_text="In our words, one sentence.")),
                (
                    "voice",
                    models.CharField(
                        choices=[("party", "A party’s"), ("background", "Background")], default="party", max_length=10
                    ),
                ),
                (
                    "coder",
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
            name="Holder",
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
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="holders", to="statements.statement"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="held", to="actors.party"
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agenda.issue"),
                ),
                ("said_on", models.DateField()),
                (
                    "told_by_other",
                    models.BooleanField(default=False, help_text="Somebody else’s account of this party."),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["party", "issue", "-said_on", "-statement"], name="holder_cell")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "party"),
                        name="a_party_holds_a_statement_once",
                        violation_error_message="That party holds the statement already.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="HolderEvent",
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
                        to="statements.holder",
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
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.workspace",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="statements.statement",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actors.party",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agenda.issue",
                    ),
                ),
                ("said_on", models.DateField()),
                (
                    "told_by_other",
                    models.BooleanField(default=False, help_text="Somebody else’s account of this party."),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Report",
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
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="statements.statement"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="sources.document",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("verbatim", "Verbatim"),
                            ("paraphrase", "Paraphrase"),
                            ("relayed", "Relayed"),
                            ("outlet_summary", "Outlet’s summary"),
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
                "ordering": ["id"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportEvent",
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
                        to="statements.report",
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
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.workspace",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="statements.statement",
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
                    "mode",
                    models.CharField(
                        choices=[
                            ("verbatim", "Verbatim"),
                            ("paraphrase", "Paraphrase"),
                            ("relayed", "Relayed"),
                            ("outlet_summary", "Outlet’s summary"),
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
        migrations.CreateModel(
            name="Quotation",
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="quotations", to="statements.report"
                    ),
                ),
                (
                    "excerpt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="quotations", to="sources.excerpt"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "excerpt"),
                        name="a_report_quotes_words_once",
                        violation_error_message="Those words are quoted here already.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="QuotationEvent",
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
                        to="statements.quotation",
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
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.workspace",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="statements.report",
                    ),
                ),
                (
                    "excerpt",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sources.excerpt",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Relay",
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="relays", to="statements.report"
                    ),
                ),
                (
                    "outlet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="relays", to="sources.outlet"
                    ),
                ),
                ("label", models.CharField(blank=True, help_text='Such as "Interfax II".', max_length=300)),
                ("published_on", models.DateField(blank=True, null=True)),
                ("published_before", models.DateField(blank=True, null=True)),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "order"),
                        name="one_relay_a_place",
                        violation_error_message="Another outlet stands at that place of the chain.",
                    ),
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
                        name="relay_published_ends_after_it_starts",
                        violation_error_message="The date ends before it starts.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="RelayEvent",
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
                        to="statements.relay",
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
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.workspace",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="statements.report",
                    ),
                ),
                (
                    "outlet",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sources.outlet",
                    ),
                ),
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
            name="Condition",
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
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conditions",
                        to="statements.statement",
                    ),
                ),
                ("text", models.TextField()),
                (
                    "issue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conditions",
                        to="agenda.issue",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conditions",
                        to="agenda.meeting",
                    ),
                ),
                (
                    "option",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conditions",
                        to="agenda.option",
                    ),
                ),
                ("group", models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                "ordering": ["group", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("issue__isnull", True), ("meeting__isnull", True), _connector="OR"),
                        name="a_condition_is_on_an_issue_or_a_meeting",
                        violation_error_message="A condition is on an issue or on a meeting, not on both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("option__isnull", True), ("issue__isnull", False), _connector="OR"),
                        name="a_wanted_option_belongs_to_the_issue",
                        violation_error_message="Say on which issue that option is wanted.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="ConditionEvent",
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
                        to="statements.condition",
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
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.workspace",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="statements.statement",
                    ),
                ),
                ("text", models.TextField()),
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
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agenda.meeting",
                    ),
                ),
                (
                    "option",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agenda.option",
                    ),
                ),
                ("group", models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Pledge",
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
                    "statement",
                    models.OneToOneField(
                        error_messages={"unique": "That statement carries a pledge already."},
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pledge",
                        to="statements.statement",
                    ),
                ),
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
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ends",
                        to="statements.statement",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("due_before__gt", models.F("due_on")),
                                ("due_before__isnull", False),
                                ("due_on__isnull", False),
                            ),
                            models.Q(("due_before__isnull", True), ("due_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="pledge_due_ends_after_it_starts",
                        violation_error_message="The date ends before it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("outcome", "open")),
                            models.Q(models.Q(("outcome", "open"), _negated=True), ("ended_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_pledge_is_open_until_it_ends",
                        violation_error_message="Say on which day it was kept, broken or lapsed; one that is open has no such day.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="PledgeEvent",
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
                        to="statements.pledge",
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
                    "statement",
                    models.ForeignKey(
                        db_constraint=False,
                        error_messages={"unique": "That statement carries a pledge already."},
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="statements.statement",
                    ),
                ),
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
                (
                    "ended_by",
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
            ],
            options={
                "abstract": False,
            },
        ),
    ]
