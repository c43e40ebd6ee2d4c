from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("briefs", "0004_rules_of_files_to_be_made")]
    operations = [
        migrations.AddField(
            model_name="sharelink",
            name="handling",
            field=models.CharField(
                blank=True, help_text="Of a view: an edition has its own.", max_length=200, default=""
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="sharelink",
            name="with_notes",
            field=models.BooleanField(default=False, help_text="Of a view: whether it shows our notes on its pairs."),
        ),
        migrations.AddConstraint(
            model_name="sharelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("edition__isnull", True), models.Q(("handling", ""), ("with_notes", False)), _connector="OR"
                ),
                name="an_edition_is_shown_as_it_was_issued",
                violation_error_message="An edition has the handling and the notes that it was issued with.",
            ),
        ),
    ]
