from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("statements", "0002_rules_across_rows")]
    operations = [
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["workspace", "-recorded_at", "-id"], name="statement_recorded"),
        ),
    ]
