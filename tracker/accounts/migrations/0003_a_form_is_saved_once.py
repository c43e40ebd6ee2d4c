import django.db.models.deletion
from django.db import migrations, models

from tracker.base.rules import one_workspace


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_rules_across_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "form",
                    models.CharField(
                        help_text="The fingerprint of the form and of what was typed into it.", max_length=64
                    ),
                ),
                ("leads_to", models.TextField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.membership"
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "form"),
                        name="a_form_is_saved_once",
                        violation_error_message="This was saved already.",
                    )
                ],
            },
        ),
        *one_workspace("accounts_sent", {"member_id": "accounts_membership"}),
    ]
