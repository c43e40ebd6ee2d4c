import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_a_form_is_saved_once"),
        ("sources", "0002_rules_across_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="Likeness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bands", django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField())),
                (
                    "document",
                    models.OneToOneField(
                        error_messages={"unique": "A document has these numbers once."},
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="likeness",
                        to="sources.document",
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
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["bands"], name="likeness_by_band")],
            },
        ),
    ]
