from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_rules_in_words"),
        ("actors", "0004_rules_in_words"),
        ("agenda", "0004_rules_in_words"),
        ("positions", "0003_evidence_is_the_partys_own"),
        ("statements", "0009_rules_in_words"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="position",
            name="one_position_a_party_and_issue",
            constraint=models.UniqueConstraint(
                fields=("party", "issue"),
                name="one_position_a_party_and_issue",
                violation_error_message="That party has a position on this issue already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="reading",
            name="reading_scale_ends_above_its_beginning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("high__isnull", True),
                        ("low__isnull", True),
                        ("maximum__isnull", True),
                        ("minimum__isnull", True),
                    ),
                    models.Q(
                        ("maximum__gt", models.F("minimum")),
                        ("maximum__isnull", False),
                        ("maximum__lte", 1000000000000.0),
                        ("minimum__gte", -1000000000000.0),
                        ("minimum__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="reading_scale_ends_above_its_beginning",
                violation_error_message="A scale ends above its beginning.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="reading",
            name="salience_is_at_most_100",
            constraint=models.CheckConstraint(
                condition=models.Q(("salience__isnull", True), ("salience__lte", 100), _connector="OR"),
                name="salience_is_at_most_100",
                violation_error_message="Salience runs from 0 to 100.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="reading",
            name="a_withdrawal_replaces_a_reading",
            constraint=models.CheckConstraint(
                condition=models.Q(("withdrawn", False), ("replaces__isnull", False), _connector="OR"),
                name="a_withdrawal_replaces_a_reading",
                violation_error_message="Say which reading is withdrawn.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="review",
            name="a_statement_is_reviewed_as_it_stood",
            constraint=models.CheckConstraint(
                condition=models.Q(("statement__isnull", True), ("statement_version__isnull", False), _connector="OR"),
                name="a_statement_is_reviewed_as_it_stood",
                violation_error_message="Say which version of the statement is reviewed.",
            ),
        ),
    ]
