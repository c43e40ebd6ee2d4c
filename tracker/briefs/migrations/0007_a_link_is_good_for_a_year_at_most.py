from datetime import timedelta

from django.db import migrations, models

SHORTENED = """
UPDATE briefs_sharelink SET expires_at = made_at + interval '367 days'
 WHERE expires_at > made_at + interval '367 days'
"""


class Migration(migrations.Migration):
    dependencies = [("briefs", "0006_a_link_ends_with_its_makers_leave")]
    operations = [
        migrations.RunSQL(SHORTENED, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="sharelink",
            constraint=models.CheckConstraint(
                condition=models.Q(expires_at__lte=models.F("made_at") + timedelta(days=367)),
                name="a_link_is_good_for_a_year_at_most",
                violation_error_message="A link is good for a year at most.",
            ),
        ),
    ]
