import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.lookups
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("actors", "0001_parties_and_speakers"),
        ("actors", "0003_aliases_and_stays_are_tracked"),
        ("actors", "0004_rules_in_words"),
        ("actors", "0005_stays_and_posts_as_exactly_as_known"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Party",
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
                ("name", models.CharField(max_length=300)),
                ("short_name", models.CharField(blank=True, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("state", "State"),
                            ("alliance", "Alliance"),
                            ("organisation", "Organisation"),
                            ("company", "Company"),
                            ("movement", "Movement"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "symbol",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="Colour, mark and line in charts.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(8),
                        ],
                    ),
                ),
                ("is_new", models.BooleanField(default=False, help_text="No lead has seen it yet.")),
            ],
            options={
                "ordering": [
                    django.db.models.functions.text.Lower(django.contrib.postgres.lookups.Unaccent("name")),
                    "id",
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "slug"),
                        name="one_party_a_slug",
                        violation_error_message="Another party has that address already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("symbol__gte", 1), ("symbol__lte", 8)),
                        name="party_symbol_can_be_told_apart",
                        violation_error_message="Choose one of the eight symbols.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "actors_partyevent" ("id", "is_new", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "slug", "symbol", "version", "workspace_id") VALUES (NEW."id", NEW."is_new", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."short_name", NEW."slug", NEW."symbol", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="c939885be8c74ddbbca2b86511f702c7242be706",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9150f",
                            table="actors_party",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "actors_partyevent" ("id", "is_new", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "slug", "symbol", "version", "workspace_id") VALUES (NEW."id", NEW."is_new", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."short_name", NEW."slug", NEW."symbol", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="b7313d215fc488c8f1f120e6fd37a9463c65e142",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_03e7a",
                            table="actors_party",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "actors_partyevent" ("id", "is_new", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "slug", "symbol", "version", "workspace_id") VALUES (OLD."id", OLD."is_new", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."short_name", OLD."slug", OLD."symbol", OLD."version", OLD."workspace_id"); RETURN NULL;',
                            hash="bfb6a81f30003069d6f010fc73f6a1ee3b0a3799",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ebc68",
                            table="actors_party",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartyEvent",
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
                        to="actors.party",
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
                ("name", models.CharField(max_length=300)),
                ("short_name", models.CharField(blank=True, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("state", "State"),
                            ("alliance", "Alliance"),
                            ("organisation", "Organisation"),
                            ("company", "Company"),
                            ("movement", "Movement"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "symbol",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="Colour, mark and line in charts.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(8),
                        ],
                    ),
                ),
                ("is_new", models.BooleanField(default=False, help_text="No lead has seen it yet.")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BlocMembership",
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
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "since_before",
                    models.DateField(blank=True, help_text="It began before this day; empty: on its first.", null=True),
                ),
                (
                    "until_on",
                    models.DateField(blank=True, help_text="It ended from this day on; empty: on its last.", null=True),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stays", to="actors.party"
                    ),
                ),
                (
                    "bloc",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="actors.party"
                    ),
                ),
            ],
            options={
                "ordering": ["during", "id"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("party", "="), ("bloc", "="), ("during", "&&")],
                        name="one_stay_in_a_bloc_at_a_time",
                        violation_error_message="These dates overlap an earlier stay in the same bloc.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("party", models.F("bloc")), _negated=True),
                        name="no_party_is_its_own_bloc",
                        violation_error_message="A party is not a member of itself.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "actors_blocmembershipevent" ("bloc_id", "during", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since_before", "until_on", "version", "workspace_id") VALUES (NEW."bloc_id", NEW."during", NEW."id", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."since_before", NEW."until_on", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="3a44930f969e1038feee2bfd903b437986778632",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_65d6d",
                            table="actors_blocmembership",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "actors_blocmembershipevent" ("bloc_id", "during", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since_before", "until_on", "version", "workspace_id") VALUES (NEW."bloc_id", NEW."during", NEW."id", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."since_before", NEW."until_on", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="004a936d2fc0b148658c57cbf3a050701f7f2c28",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4a7c3",
                            table="actors_blocmembership",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "actors_blocmembershipevent" ("bloc_id", "during", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since_before", "until_on", "version", "workspace_id") VALUES (OLD."bloc_id", OLD."during", OLD."id", OLD."party_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."since_before", OLD."until_on", OLD."version", OLD."workspace_id"); RETURN NULL;',
                            hash="f634aed6a136b451bb7bf3383ec0b282abe7b153",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1236c",
                            table="actors_blocmembership",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BlocMembershipEvent",
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
                        to="actors.blocmembership",
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
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "since_before",
                    models.DateField(blank=True, help_text="It began before this day; empty: on its first.", null=True),
                ),
                (
                    "until_on",
                    models.DateField(blank=True, help_text="It ended from this day on; empty: on its last.", null=True),
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
                    "bloc",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actors.party",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Speaker",
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
                ("is_new", models.BooleanField(default=False, help_text="No lead has seen it yet.")),
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
                            func='INSERT INTO "actors_speakerevent" ("id", "is_new", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "workspace_id") VALUES (NEW."id", NEW."is_new", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="34da9fdc8dee4cce030dc0d9f72695d884d0634a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b9e1a",
                            table="actors_speaker",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "actors_speakerevent" ("id", "is_new", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "workspace_id") VALUES (NEW."id", NEW."is_new", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="fd06e73c8215c5c235ca146d234503b9d530a1b8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6e72a",
                            table="actors_speaker",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "actors_speakerevent" ("id", "is_new", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "workspace_id") VALUES (OLD."id", OLD."is_new", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version", OLD."workspace_id"); RETURN NULL;',
                            hash="449fed9ffd496414aff80daa0bfbaa3fcb188851",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b50d6",
                            table="actors_speaker",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpeakerEvent",
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
                        to="actors.speaker",
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
                ("is_new", models.BooleanField(default=False, help_text="No lead has seen it yet.")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Alias",
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
                ("name", models.CharField(max_length=300)),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="actors.party",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="actors.speaker",
                    ),
                ),
                ("is_new", models.BooleanField(default=False, help_text="No lead has seen it yet.")),
            ],
            options={
                "verbose_name_plural": "aliases",
                "ordering": [
                    django.db.models.functions.text.Lower(django.contrib.postgres.lookups.Unaccent("name")),
                    "id",
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("party__isnull", False), ("speaker__isnull", True)),
                            models.Q(("party__isnull", True), ("speaker__isnull", False)),
                            _connector="OR",
                        ),
                        name="alias_is_of_a_party_or_a_speaker",
                        violation_error_message="Whose other name is it?",
                    ),
                    models.UniqueConstraint(
                        fields=("party", "name"),
                        name="one_alias_a_party_and_name",
                        violation_error_message="That party is known by this name already.",
                    ),
                    models.UniqueConstraint(
                        fields=("speaker", "name"),
                        name="one_alias_a_speaker_and_name",
                        violation_error_message="That speaker is known by this name already.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "actors_aliasevent" ("id", "is_new", "name", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "speaker_id", "workspace_id") VALUES (NEW."id", NEW."is_new", NEW."name", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."speaker_id", NEW."workspace_id"); RETURN NULL;',
                            hash="6dbadd9735b6e9f8a862120f2feb59cefed7cca1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_64c65",
                            table="actors_alias",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "actors_aliasevent" ("id", "is_new", "name", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "speaker_id", "workspace_id") VALUES (NEW."id", NEW."is_new", NEW."name", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."speaker_id", NEW."workspace_id"); RETURN NULL;',
                            hash="af87fd96e01a355f84b4e27824823999bcdb7e7e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3ce7c",
                            table="actors_alias",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "actors_aliasevent" ("id", "is_new", "name", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "speaker_id", "workspace_id") VALUES (OLD."id", OLD."is_new", OLD."name", OLD."party_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."speaker_id", OLD."workspace_id"); RETURN NULL;',
                            hash="e409a940d557f11c7c4a6651e999fdeef1d609f2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cc325",
                            table="actors_alias",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AliasEvent",
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
                        to="actors.alias",
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
                ("name", models.CharField(max_length=300)),
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
                ("is_new", models.BooleanField(default=False, help_text="No lead has seen it yet.")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Post",
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
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "since_before",
                    models.DateField(blank=True, help_text="It began before this day; empty: on its first.", null=True),
                ),
                (
                    "until_on",
                    models.DateField(blank=True, help_text="It ended from this day on; empty: on its last.", null=True),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="posts", to="actors.speaker"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="actors.party"
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                (
                    "authority",
                    models.PositiveSmallIntegerField(
                        default=50,
                        help_text="How much it binds the party, 0 to 100; from 90 on it is the official line.",
                        validators=[django.core.validators.MaxValueValidator(100)],
                    ),
                ),
                ("is_new", models.BooleanField(default=False, help_text="No lead has seen it yet.")),
            ],
            options={
                "ordering": ["during", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("authority__lte", 100)),
                        name="post_authority_is_at_most_100",
                        violation_error_message="Authority runs from 0 to 100.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "actors_postevent" ("authority", "during", "id", "is_new", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since_before", "speaker_id", "title", "until_on", "version", "workspace_id") VALUES (NEW."authority", NEW."during", NEW."id", NEW."is_new", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."since_before", NEW."speaker_id", NEW."title", NEW."until_on", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="c5e21c7f51282a64883176132a0a0e517819bb16",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_07cf0",
                            table="actors_post",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "actors_postevent" ("authority", "during", "id", "is_new", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since_before", "speaker_id", "title", "until_on", "version", "workspace_id") VALUES (NEW."authority", NEW."during", NEW."id", NEW."is_new", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."since_before", NEW."speaker_id", NEW."title", NEW."until_on", NEW."version", NEW."workspace_id"); RETURN NULL;',
                            hash="3e3dd1e7007ef19699293659969ba0c118bf02da",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5e33f",
                            table="actors_post",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "actors_postevent" ("authority", "during", "id", "is_new", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since_before", "speaker_id", "title", "until_on", "version", "workspace_id") VALUES (OLD."authority", OLD."during", OLD."id", OLD."is_new", OLD."party_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."since_before", OLD."speaker_id", OLD."title", OLD."until_on", OLD."version", OLD."workspace_id"); RETURN NULL;',
                            hash="cb73eed052f6cac33013e43282b7113687662e25",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6b1e5",
                            table="actors_post",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostEvent",
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
                        to="actors.post",
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
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "since_before",
                    models.DateField(blank=True, help_text="It began before this day; empty: on its first.", null=True),
                ),
                (
                    "until_on",
                    models.DateField(blank=True, help_text="It ended from this day on; empty: on its last.", null=True),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actors.speaker",
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
                ("title", models.CharField(max_length=300)),
                (
                    "authority",
                    models.PositiveSmallIntegerField(
                        default=50,
                        help_text="How much it binds the party, 0 to 100; from 90 on it is the official line.",
                        validators=[django.core.validators.MaxValueValidator(100)],
                    ),
                ),
                ("is_new", models.BooleanField(default=False, help_text="No lead has seen it yet.")),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
