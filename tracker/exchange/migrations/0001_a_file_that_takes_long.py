import django.db.models.deletion
from django.db import migrations, models

import tracker.base.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_a_form_is_saved_once"),
        ("agenda", "0002_rules_across_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="Download",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("query", models.TextField(blank=True, help_text="What stands after the question mark.")),
                ("name", models.CharField(help_text="Of the file.", max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits its turn"),
                            ("running", "Is being made"),
                            ("ready", "Ready"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0, help_text="Steps of `steps`.")),
                ("steps", models.PositiveIntegerField(default=0)),
                ("why", models.TextField(blank=True, help_text="Why it failed.")),
                ("file", models.FileField(blank=True, upload_to="exports/%Y/%m/")),
                ("size", models.BigIntegerField(default=0)),
                ("ordered_at", models.DateTimeField(db_default=tracker.base.models.ClockTimestamp(), editable=False)),
                ("beat_at", models.DateTimeField(blank=True, help_text="When its maker was last heard of.", null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="downloads", to="accounts.membership"
                    ),
                ),
                (
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="agenda.negotiation"
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
                "ordering": ["-ordered_at", "-id"],
                "indexes": [models.Index(fields=["member", "-ordered_at"], name="download_of_a_member")],
            },
        ),
    ]
