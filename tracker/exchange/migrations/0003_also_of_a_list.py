import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0002_rules_across_rows"),
        ("exchange", "0002_rules_across_rows"),
    ]

    operations = [
        migrations.AddField(
            model_name="download",
            name="page",
            field=models.CharField(
                choices=[("export", "Export"), ("statements", "Statements")], default="export", max_length=12
            ),
        ),
        migrations.AddField(
            model_name="download",
            name="site",
            field=models.CharField(blank=True, help_text="How the addresses in it begin.", max_length=300),
        ),
        migrations.AlterField(
            model_name="download",
            name="negotiation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="agenda.negotiation",
            ),
        ),
    ]
