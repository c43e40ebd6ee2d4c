from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("statements", "0003_holders"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="direct",
            field=models.BooleanField(
                default=False,
                help_text="A direct record: our own notes, an official text, a recording. No outlet in between.",
            ),
        ),
    ]
