from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_rules_in_words"),
        ("actors", "0003_aliases_and_stays_are_tracked"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="alias",
            name="one_alias_a_party_and_name",
            constraint=models.UniqueConstraint(
                fields=("party", "name"),
                name="one_alias_a_party_and_name",
                violation_error_message="That party is known by this name already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="alias",
            name="one_alias_a_speaker_and_name",
            constraint=models.UniqueConstraint(
                fields=("speaker", "name"),
                name="one_alias_a_speaker_and_name",
                violation_error_message="That speaker is known by this name already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="party",
            name="one_party_a_slug",
            constraint=models.UniqueConstraint(
                fields=("workspace", "slug"),
                name="one_party_a_slug",
                violation_error_message="Another party has that address already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="party",
            name="party_symbol_can_be_told_apart",
            constraint=models.CheckConstraint(
                condition=models.Q(("symbol__gte", 1), ("symbol__lte", 8)),
                name="party_symbol_can_be_told_apart",
                violation_error_message="Choose one of the eight symbols.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="post",
            name="post_authority_is_at_most_100",
            constraint=models.CheckConstraint(
                condition=models.Q(("authority__lte", 100)),
                name="post_authority_is_at_most_100",
                violation_error_message="Authority runs from 0 to 100.",
            ),
        ),
    ]
