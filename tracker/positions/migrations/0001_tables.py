import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
from django.db import migrations, models

import tracker.base.models


class Migration(migrations.Migration):
    replaces = [
        ("positions", "0001_positions_and_readings"),
        ("positions", "0004_rules_in_words"),
        ("positions", "0005_positions_are_tracked"),
        ("positions", "0006_a_weighing_may_be_taken_back"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("actors", "0001_tables"),
        ("agenda", "0001_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("statements", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Position",
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
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="positions", to="actors.party"
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="positions", to="agenda.issue"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("party", "issue"),
                        name="one_position_a_party_and_issue",
                        violation_error_message="That party has a position on this issue already.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="PositionEvent",
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
                        to="positions.position",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reading",
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
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="readings", to="positions.position"
                    ),
                ),
                ("effective_on", models.DateField()),
                ("effective_before", models.DateField()),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("value", "A value"),
                            ("neutral", "Neutral"),
                            ("ambivalent", "Ambivalent"),
                            ("declined", "Declined to say"),
                            ("unknown", "No longer known"),
                        ],
                        max_length=10,
                    ),
                ),
                ("stated", models.FloatField(blank=True, null=True)),
                (
                    "option",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="agenda.option",
                    ),
                ),
                ("low", models.FloatField(blank=True, null=True)),
                (
                    "low_bound",
                    models.CharField(
                        choices=[("none", "Not known"), ("assumed", "Red line, assumed"), ("firm", "Red line")],
                        default="none",
                        max_length=8,
                    ),
                ),
                ("high", models.FloatField(blank=True, null=True)),
                (
                    "high_bound",
                    models.CharField(
                        choices=[("none", "Not known"), ("assumed", "Red line, assumed"), ("firm", "Red line")],
                        default="none",
                        max_length=8,
                    ),
                ),
                ("mutual", models.BooleanField(default=False, help_text="The red line binds both sides.")),
                ("minimum", models.FloatField(blank=True, help_text="Of the scale it was measured on.", null=True)),
                ("maximum", models.FloatField(blank=True, null=True)),
                (
                    "salience",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100)]
                    ),
                ),
                (
                    "firmness",
                    models.CharField(
                        blank=True,
                        choices=[("open", "Open"), ("flexible", "Flexible"), ("firm", "Firm")],
                        max_length=8,
                        null=True,
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[("low", "Low"), ("moderate", "Moderate"), ("high", "High")],
                        default="low",
                        max_length=8,
                    ),
                ),
                ("confidence_reason", models.TextField(blank=True)),
                (
                    "basis",
                    models.CharField(
                        choices=[("stated", "Stated"), ("inferred", "Inferred"), ("assumed", "Assumed")],
                        default="stated",
                        max_length=8,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("first", "First on record"),
                            ("clarified", "Clarified"),
                            ("softened", "Softened"),
                            ("hardened", "Hardened"),
                            ("reversed", "Reversed"),
                            ("condition_added", "Condition added"),
                            ("condition_dropped", "Condition dropped"),
                            ("corrected", "Corrected"),
                            ("merged", "Merged"),
                            ("rescaled", "Rescaled"),
                        ],
                        default="clarified",
                        max_length=18,
                    ),
                ),
                ("summary", models.TextField()),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        help_text="The slip whose place it takes.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="positions.reading",
                    ),
                ),
                (
                    "withdrawn",
                    models.BooleanField(default=False, help_text="It puts nothing in the place of what it replaces."),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
                ("recorded_at", models.DateTimeField(db_default=tracker.base.models.ClockTimestamp(), editable=False)),
            ],
            options={
                "ordering": ["-effective_on", "-recorded_at", "-id"],
                "indexes": [
                    models.Index(
                        fields=["position", "-effective_on", "-recorded_at", "-id"],
                        include=("withdrawn", "stated"),
                        name="reading_cell",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("effective_before__gt", models.F("effective_on")),
                                ("effective_before__isnull", False),
                                ("effective_on__isnull", False),
                            ),
                            models.Q(("effective_before__isnull", True), ("effective_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="reading_effective_ends_after_it_starts",
                        violation_error_message="The date ends before it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("minimum__isnull", False), ("stance", "value"), ("stated__isnull", False)),
                            models.Q(
                                models.Q(("stance", "value"), _negated=True),
                                ("option__isnull", True),
                                ("stated__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_reading_has_a_value_exactly_when_its_stance_is_one",
                        violation_error_message="A value belongs to the stance “A value”, and to no other.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("high__isnull", True),
                                ("low__isnull", True),
                                ("maximum__isnull", True),
                                ("minimum__isnull", True),
                            ),
                            models.Q(
                                ("maximum__gt", models.F("minimum")),
                                ("maximum__isnull", False),
                                ("maximum__lte", 1000000000000.0),
                                ("minimum__gte", -1000000000000.0),
                                ("minimum__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="reading_scale_ends_above_its_beginning",
                        violation_error_message="A scale ends above its beginning.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stated__isnull", True),
                            models.Q(("stated__gte", models.F("minimum")), ("stated__lte", models.F("maximum"))),
                            _connector="OR",
                        ),
                        name="reading_value_is_on_its_scale",
                        violation_error_message="The value lies off the scale.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("low__isnull", True),
                                models.Q(("low__gte", models.F("minimum")), ("low__lte", models.F("maximum"))),
                                _connector="OR",
                            ),
                            models.Q(
                                ("high__isnull", True),
                                models.Q(("high__gte", models.F("minimum")), ("high__lte", models.F("maximum"))),
                                _connector="OR",
                            ),
                        ),
                        name="reading_range_is_on_its_scale",
                        violation_error_message="The range lies off the scale.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("low__isnull", True),
                            ("high__isnull", True),
                            ("low__lte", models.F("high")),
                            _connector="OR",
                        ),
                        name="reading_range_begins_below_its_end",
                        violation_error_message="The low end is above the high end.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("low__isnull", True), ("low_bound", "none")),
                                models.Q(("low__isnull", False), models.Q(("low_bound", "none"), _negated=True)),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("high__isnull", True), ("high_bound", "none")),
                                models.Q(("high__isnull", False), models.Q(("high_bound", "none"), _negated=True)),
                                _connector="OR",
                            ),
                        ),
                        name="an_end_of_a_range_is_assumed_or_firm",
                        violation_error_message="Say of each end of the range whether it is a red line, or one assumed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("salience__isnull", True), ("salience__lte", 100), _connector="OR"),
                        name="salience_is_at_most_100",
                        violation_error_message="Salience runs from 0 to 100.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("withdrawn", False), ("replaces__isnull", False), _connector="OR"),
                        name="a_withdrawal_replaces_a_reading",
                        violation_error_message="Say which reading is withdrawn.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("replaces__isnull", False)),
                        fields=("replaces",),
                        include=("recorded_at",),
                        name="reading_replaced_once",
                        violation_error_message="Somebody has put another reading in its place already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
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
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="evidence", to="positions.position"
                    ),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="positions.reading",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="statements.statement"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.party"),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("supports", "Supports"),
                            ("qualifies", "Qualifies"),
                            ("contradicts", "Contradicts"),
                            ("does_not_bear", "Does not bear"),
                            ("not_weighed", "Not weighed"),
                        ],
                        max_length=14,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
                ("recorded_at", models.DateTimeField(db_default=tracker.base.models.ClockTimestamp(), editable=False)),
            ],
            options={
                "verbose_name_plural": "evidence",
                "ordering": ["-recorded_at", "-id"],
                "indexes": [
                    models.Index(fields=["reading", "statement", "-recorded_at", "-id"], name="evidence_of_a_reading"),
                    models.Index(fields=["position", "statement"], name="evidence_of_a_position"),
                    models.Index(
                        condition=models.Q(("relation", "not_weighed")),
                        fields=["position", "statement"],
                        name="evidence_taken_back",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
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
                    "reading",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="positions.reading",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="statements.statement",
                    ),
                ),
                ("statement_version", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "Proposed"), ("questioned", "Questioned"), ("approved", "Approved")],
                        max_length=10,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
                ("at", models.DateTimeField(db_default=tracker.base.models.ClockTimestamp(), editable=False)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["reading", "-at", "-id"], name="review_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reading__isnull", False), ("statement__isnull", True)),
                            models.Q(("reading__isnull", True), ("statement__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_review_is_of_one_thing",
                        violation_error_message="A review is of one thing.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("statement__isnull", True), ("statement_version__isnull", False), _connector="OR"
                        ),
                        name="a_statement_is_reviewed_as_it_stood",
                        violation_error_message="Say which version of the statement is reviewed.",
                    ),
                ],
            },
        ),
    ]
