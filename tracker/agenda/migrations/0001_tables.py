import django.contrib.postgres.lookups
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
from django.db import migrations, models

import tracker.base.models


class Migration(migrations.Migration):
    replaces = [
        ("agenda", "0001_negotiations_and_issues"),
        ("agenda", "0003_seats_and_filings_are_tracked"),
        ("agenda", "0004_rules_in_words"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("actors", "0001_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("sources", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Negotiation",
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
                ("slug", models.SlugField(max_length=60)),
                ("title", models.CharField(max_length=300)),
                ("summary", models.TextField(blank=True)),
                ("begins_on", models.DateField(blank=True, null=True)),
                ("begins_before", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("ends_before", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": [
                    django.db.models.functions.text.Lower(django.contrib.postgres.lookups.Unaccent("title")),
                    "id",
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "slug"),
                        name="one_negotiation_a_slug",
                        violation_error_message="Another negotiation has that address already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("begins_before__gt", models.F("begins_on")),
                                ("begins_before__isnull", False),
                                ("begins_on__isnull", False),
                            ),
                            models.Q(("begins_before__isnull", True), ("begins_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="negotiation_begins_ends_after_it_starts",
                        violation_error_message="The date ends before it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ends_before__gt", models.F("ends_on")),
                                ("ends_before__isnull", False),
                                ("ends_on__isnull", False),
                            ),
                            models.Q(("ends_before__isnull", True), ("ends_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="negotiation_ends_ends_after_it_starts",
                        violation_error_message="The date ends before it starts.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agenda_negotiationevent" ("begins_before", "begins_on", "ends_before", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "summary", "title", "version", "workspace_id") VALUES (NEW."begins_before", NEW."begins_on", NEW."ends_before", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."summary", NEW."title", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="2f92f09b1fbb06ef1aec493bdca88151433fe488",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_67b09",
                            table="agenda_negotiation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agenda_negotiationevent" ("begins_before", "begins_on", "ends_before", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "summary", "title", "version", "workspace_id") VALUES (NEW."begins_before", NEW."begins_on", NEW."ends_before", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."summary", NEW."title", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="92a114e2005d895efc99dece7693d94342406e83",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7aea9",
                            table="agenda_negotiation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agenda_negotiationevent" ("begins_before", "begins_on", "ends_before", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "summary", "title", "version", "workspace_id") VALUES (OLD."begins_before", OLD."begins_on", OLD."ends_before", OLD."ends_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug", OLD."summary", OLD."title", OLD."version", OLD."workspace_id"); RETURN NULL;',
                            hash="4a05e2a5dca87158909203430210f4811ea5bd67",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_53a98",
                            table="agenda_negotiation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NegotiationEvent",
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
                        to="agenda.negotiation",
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
                ("slug", models.SlugField(db_index=False, max_length=60)),
                ("title", models.CharField(max_length=300)),
                ("summary", models.TextField(blank=True)),
                ("begins_on", models.DateField(blank=True, null=True)),
                ("begins_before", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("ends_before", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Participation",
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
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="agenda.negotiation",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="participations", to="actors.party"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("negotiating", "Negotiating"),
                            ("mediator", "Mediator"),
                            ("guarantor", "Guarantor"),
                            ("observer", "Observer"),
                        ],
                        default="negotiating",
                        max_length=12,
                    ),
                ),
                (
                    "capability",
                    models.FloatField(
                        default=1,
                        help_text="Its weight in a model; only ratios count.",
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1000000000000.0),
                        ],
                    ),
                ),
                (
                    "counted",
                    models.BooleanField(
                        default=True, help_text="Takes part in distances and models; either a bloc or its members do."
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("negotiation", "party"),
                        name="one_seat_a_party",
                        violation_error_message="That party takes part already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("capability__gte", 0), ("capability__lte", 1000000000000.0)),
                        name="capability_is_not_negative",
                        violation_error_message="Capability is a number from 0 up.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agenda_participationevent" ("capability", "counted", "id", "negotiation_id", "order", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "version", "workspace_id") VALUES (NEW."capability", NEW."counted", NEW."id", NEW."negotiation_id", NEW."order", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="57b9f85e0e5e7914fad88dfd47bbf26067a05d6c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d71b3",
                            table="agenda_participation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agenda_participationevent" ("capability", "counted", "id", "negotiation_id", "order", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "version", "workspace_id") VALUES (NEW."capability", NEW."counted", NEW."id", NEW."negotiation_id", NEW."order", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="469a70275c59d77b3e6a3f486bb29bd1117bdd11",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fcae3",
                            table="agenda_participation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agenda_participationevent" ("capability", "counted", "id", "negotiation_id", "order", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "version", "workspace_id") VALUES (OLD."capability", OLD."counted", OLD."id", OLD."negotiation_id", OLD."order", OLD."party_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."version", OLD."workspace_id"); RETURN NULL;',
                            hash="c1fe3d23256f955d49c6d872e885078a7e288bda",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_423ed",
                            table="agenda_participation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ParticipationEvent",
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
                        to="agenda.participation",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("negotiating", "Negotiating"),
                            ("mediator", "Mediator"),
                            ("guarantor", "Guarantor"),
                            ("observer", "Observer"),
                        ],
                        default="negotiating",
                        max_length=12,
                    ),
                ),
                (
                    "capability",
                    models.FloatField(
                        default=1,
                        help_text="Its weight in a model; only ratios count.",
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1000000000000.0),
                        ],
                    ),
                ),
                (
                    "counted",
                    models.BooleanField(
                        default=True, help_text="Takes part in distances and models; either a bloc or its members do."
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Meeting",
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
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="meetings", to="agenda.negotiation"
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("name", models.CharField(max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("summit", "Summit"),
                            ("session", "Session"),
                            ("deadline", "Deadline"),
                            ("report", "Report due"),
                        ],
                        max_length=10,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=300)),
                ("held_on", models.DateField()),
                ("held_before", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Planned"), ("held", "Held"), ("cancelled", "Cancelled")],
                        default="planned",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ["held_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("negotiation", "slug"),
                        name="one_meeting_a_slug",
                        violation_error_message="Another meeting of this negotiation has that address already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("held_before__gt", models.F("held_on")),
                                ("held_before__isnull", False),
                                ("held_on__isnull", False),
                            ),
                            models.Q(("held_before__isnull", True), ("held_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="meeting_held_ends_after_it_starts",
                        violation_error_message="The date ends before it starts.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agenda_meetingevent" ("held_before", "held_on", "id", "kind", "name", "negotiation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "slug", "status", "version", "workspace_id") VALUES (NEW."held_before", NEW."held_on", NEW."id", NEW."kind", NEW."name", NEW."negotiation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."slug", NEW."status", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="5dbb64ac7428e3799f1e9453ac1a36e16e92006b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e0465",
                            table="agenda_meeting",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agenda_meetingevent" ("held_before", "held_on", "id", "kind", "name", "negotiation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "slug", "status", "version", "workspace_id") VALUES (NEW."held_before", NEW."held_on", NEW."id", NEW."kind", NEW."name", NEW."negotiation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."slug", NEW."status", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="864643534895040bcc406e9a7ab1de0f749c3896",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a4db2",
                            table="agenda_meeting",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agenda_meetingevent" ("held_before", "held_on", "id", "kind", "name", "negotiation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "slug", "status", "version", "workspace_id") VALUES (OLD."held_before", OLD."held_on", OLD."id", OLD."kind", OLD."name", OLD."negotiation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."slug", OLD."status", OLD."version", OLD."workspace_id"); RETURN NULL;',
                            hash="fba29dd1a8636216191316909032a0596f71eaa3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d3f03",
                            table="agenda_meeting",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingEvent",
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
                        to="agenda.meeting",
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
                    "negotiation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agenda.negotiation",
                    ),
                ),
                ("slug", models.SlugField(db_index=False, max_length=60)),
                ("name", models.CharField(max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("summit", "Summit"),
                            ("session", "Session"),
                            ("deadline", "Deadline"),
                            ("report", "Report due"),
                        ],
                        max_length=10,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=300)),
                ("held_on", models.DateField()),
                ("held_before", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Planned"), ("held", "Held"), ("cancelled", "Cancelled")],
                        default="planned",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Issue",
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
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="issues", to="agenda.negotiation"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="agenda.issue",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("slug", models.SlugField(max_length=60)),
                ("title", models.CharField(max_length=300)),
                ("question", models.TextField(blank=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="agenda.meeting",
                    ),
                ),
                ("minimum", models.FloatField(blank=True, null=True)),
                ("maximum", models.FloatField(blank=True, null=True)),
                ("unit", models.CharField(blank=True, max_length=60)),
                ("status_quo", models.FloatField(blank=True, null=True)),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("negotiation", "slug"),
                        name="one_issue_a_slug",
                        violation_error_message="Another issue of this negotiation has that address already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("maximum__isnull", True), ("minimum__isnull", True), ("status_quo__isnull", True)
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
                        name="issue_scale_ends_above_its_beginning",
                        violation_error_message="A scale ends above its beginning.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status_quo__isnull", True),
                            models.Q(
                                ("minimum__isnull", False),
                                ("status_quo__gte", models.F("minimum")),
                                ("status_quo__lte", models.F("maximum")),
                            ),
                            _connector="OR",
                        ),
                        name="status_quo_is_on_the_scale",
                        violation_error_message="The status quo lies off the scale.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("id")), _negated=True),
                        name="no_issue_is_its_own_branch",
                        violation_error_message="An issue does not stand under itself.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agenda_issueevent" ("id", "maximum", "meeting_id", "minimum", "negotiation_id", "order", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "slug", "status_quo", "title", "unit", "version", "workspace_id") VALUES (NEW."id", NEW."maximum", NEW."meeting_id", NEW."minimum", NEW."negotiation_id", NEW."order", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question", NEW."slug", NEW."status_quo", NEW."title", NEW."unit", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="171fc6b208134906f36b77b294ea738bafb07e65",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9f43a",
                            table="agenda_issue",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agenda_issueevent" ("id", "maximum", "meeting_id", "minimum", "negotiation_id", "order", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "slug", "status_quo", "title", "unit", "version", "workspace_id") VALUES (NEW."id", NEW."maximum", NEW."meeting_id", NEW."minimum", NEW."negotiation_id", NEW."order", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question", NEW."slug", NEW."status_quo", NEW."title", NEW."unit", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="9b8fea4b995c20e422dca381ae3c9c86b852782a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_57285",
                            table="agenda_issue",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agenda_issueevent" ("id", "maximum", "meeting_id", "minimum", "negotiation_id", "order", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "slug", "status_quo", "title", "unit", "version", "workspace_id") VALUES (OLD."id", OLD."maximum", OLD."meeting_id", OLD."minimum", OLD."negotiation_id", OLD."order", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."question", OLD."slug", OLD."status_quo", OLD."title", OLD."unit", OLD."version", OLD."workspace_id"); RETURN NULL;',
                            hash="466325564df5285aa110f4930b7256d53cb84c8b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_10b1e",
                            table="agenda_issue",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IssueEvent",
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
                        to="agenda.issue",
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
                    "parent",
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
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("slug", models.SlugField(db_index=False, max_length=60)),
                ("title", models.CharField(max_length=300)),
                ("question", models.TextField(blank=True)),
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
                ("minimum", models.FloatField(blank=True, null=True)),
                ("maximum", models.FloatField(blank=True, null=True)),
                ("unit", models.CharField(blank=True, max_length=60)),
                ("status_quo", models.FloatField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Option",
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
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="options", to="agenda.issue"
                    ),
                ),
                ("value", models.FloatField()),
                ("words", models.CharField(max_length=300)),
                ("is_new", models.BooleanField(default=False, help_text="No lead has seen it yet.")),
            ],
            options={
                "ordering": ["value"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issue", "value"),
                        name="one_option_a_point",
                        violation_error_message="Another option stands at that point of the scale.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agenda_optionevent" ("id", "is_new", "issue_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value", "version", "words", "workspace_id") VALUES (NEW."id", NEW."is_new", NEW."issue_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."value", NEW."version", NEW."words", NEW."workspace_id"); RETURN NULL;',
                            hash="f0207af5c6927aa570f54cb31fefb21c18d3122a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dedf9",
                            table="agenda_option",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agenda_optionevent" ("id", "is_new", "issue_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value", "version", "words", "workspace_id") VALUES (NEW."id", NEW."is_new", NEW."issue_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."value", NEW."version", NEW."words", NEW."workspace_id"); RETURN NULL;',
                            hash="c4fd0601d54692c3d5c100a6e4fe6f30fc3a68af",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7d17a",
                            table="agenda_option",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agenda_optionevent" ("id", "is_new", "issue_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value", "version", "words", "workspace_id") VALUES (OLD."id", OLD."is_new", OLD."issue_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."value", OLD."version", OLD."words", OLD."workspace_id"); RETURN NULL;',
                            hash="7fb1eedaf11c7605d2fff32e651bfa5709b4bff5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6f830",
                            table="agenda_option",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OptionEvent",
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
                        to="agenda.option",
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
                    "issue",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agenda.issue",
                    ),
                ),
                ("value", models.FloatField()),
                ("words", models.CharField(max_length=300)),
                ("is_new", models.BooleanField(default=False, help_text="No lead has seen it yet.")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IssueState",
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
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="states", to="agenda.issue"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("agreed_in_principle", "Agreed in principle"),
                            ("agreed", "Agreed"),
                            ("dropped", "Dropped"),
                        ],
                        max_length=20,
                    ),
                ),
                ("effective_on", models.DateField()),
                ("effective_before", models.DateField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
                ("recorded_at", models.DateTimeField(db_default=tracker.base.models.ClockTimestamp(), editable=False)),
            ],
            options={
                "ordering": ["effective_on", "recorded_at", "id"],
                "indexes": [
                    models.Index(fields=["issue", "-effective_on", "-recorded_at", "-id"], name="issue_state_newest")
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
                        name="issuestate_effective_ends_after_it_starts",
                        violation_error_message="The date ends before it starts.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Filing",
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
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="filings", to="agenda.negotiation"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="filings", to="sources.document"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("negotiation", "document"),
                        name="a_document_is_filed_once",
                        violation_error_message="That document is listed here already.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agenda_filingevent" ("document_id", "id", "negotiation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "workspace_id") VALUES (NEW."document_id", NEW."id", NEW."negotiation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."workspace_id"); RETURN NULL;',
                            hash="0ddad3ff83ff4ac39acf9b4c79cf26b7934a62bf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a0f81",
                            table="agenda_filing",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "agenda_filingevent" ("document_id", "id", "negotiation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "workspace_id") VALUES (NEW."document_id", NEW."id", NEW."negotiation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."workspace_id"); RETURN NULL;',
                            hash="4d369d00530fcfb9b726b177271878cee95fc305",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_179f8",
                            table="agenda_filing",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "agenda_filingevent" ("document_id", "id", "negotiation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "workspace_id") VALUES (OLD."document_id", OLD."id", OLD."negotiation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."workspace_id"); RETURN NULL;',
                            hash="c7bec0c35ba35ef5c86e9a769b4a5f76b58c58bf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f06df",
                            table="agenda_filing",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FilingEvent",
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
                        to="agenda.filing",
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
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sources.document",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
