from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0003_also_of_a_list")]
    operations = [
        migrations.AddField(
            model_name="download",
            name="holds",
            field=models.TextField(blank=True, default="", help_text="What it holds, in words."),
            preserve_default=False,
        ),
    ]
