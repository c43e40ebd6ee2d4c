import django.db.models.deletion
from django.db import migrations, models

import tracker.base.models


class Migration(migrations.Migration):
    replaces = [("members", "0001_invitations"), ("members", "0003_rules_in_words")]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Invitation",
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
                (
                    "email",
                    models.EmailField(
                        blank=True, help_text="Only who signs in by it may use the link.", max_length=254
                    ),
                ),
                (
                    "hashed",
                    models.CharField(
                        editable=False,
                        error_messages={"unique": "Make the link once more."},
                        max_length=64,
                        unique=True,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
                ("made_at", models.DateTimeField(db_default=tracker.base.models.ClockTimestamp(), editable=False)),
                ("expires_at", models.DateTimeField()),
                (
                    "used_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-made_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("used_at__isnull", True), ("used_by__isnull", True)),
                            models.Q(
                                ("revoked_at__isnull", True), ("used_at__isnull", False), ("used_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="an_invitation_is_used_by_somebody_or_revoked",
                        violation_error_message="An invitation is used once, by somebody, or revoked.",
                    )
                ],
            },
        ),
    ]
