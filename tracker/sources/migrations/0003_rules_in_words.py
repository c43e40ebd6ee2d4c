import django.db.models.expressions
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_rules_in_words"),
        ("sources", "0002_one_workspace"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="excerpt",
            name="excerpt_ends_after_it_starts",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("start"))),
                name="excerpt_ends_after_it_starts",
                violation_error_message="The quoted words end after they start.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="excerpt",
            name="an_anchored_excerpt_is_as_long_as_its_words",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "anchored"), _negated=True),
                    (
                        "end",
                        django.db.models.expressions.CombinedExpression(
                            models.F("start"), "+", django.db.models.functions.text.Length("exact")
                        ),
                    ),
                    _connector="OR",
                ),
                name="an_anchored_excerpt_is_as_long_as_its_words",
                violation_error_message="The place in the text is not as long as the quoted words.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="outlet",
            name="outlet_is_graded_a_to_f",
            constraint=models.CheckConstraint(
                condition=models.Q(("reliability__in", ["A", "B", "C", "D", "E", "F"])),
                name="outlet_is_graded_a_to_f",
                violation_error_message="An outlet is graded A to F.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="passage",
            name="passage_ends_after_it_starts",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("start"))),
                name="passage_ends_after_it_starts",
                violation_error_message="A passage ends after it starts.",
            ),
        ),
    ]
