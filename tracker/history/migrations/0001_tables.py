import django.db.models.deletion
from django.db import migrations, models

import tracker.base.models


class Migration(migrations.Migration):
    replaces = [
        ("history", "0001_changes"),
        ("history", "0003_which_rows_a_change_touched"),
        ("history", "0004_a_change_names_its_member"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
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
                ("at", models.DateTimeField(db_default=tracker.base.models.ClockTimestamp(), editable=False)),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="accounts.membership",
                    ),
                ),
                ("actor", models.CharField(max_length=300)),
                ("actor_email", models.EmailField(max_length=254)),
                ("verb", models.CharField(help_text='The operation, such as "position.revised".', max_length=60)),
                ("target_kind", models.CharField(max_length=60)),
                ("target_id", models.BigIntegerField()),
                ("target_name", models.CharField(max_length=200)),
                ("why", models.TextField(blank=True)),
                ("details", models.JSONField(default=dict)),
                ("context", models.UUIDField(blank=True, help_text="Of the rows before and after.", null=True)),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["workspace", "-at"], name="change_newest"),
                    models.Index(fields=["workspace", "target_kind", "target_id", "-at"], name="change_of_a_record"),
                    models.Index(fields=["context"], name="change_by_its_rows"),
                    models.Index(fields=["workspace", "member", "-at"], name="change_of_a_member"),
                ],
            },
        ),
    ]
