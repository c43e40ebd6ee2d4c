from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_rules_in_words"),
        ("actors", "0004_rules_in_words"),
        ("agenda", "0004_rules_in_words"),
        ("annotations", "0003_threads_are_tracked"),
        ("positions", "0004_rules_in_words"),
        ("sources", "0003_rules_in_words"),
        ("statements", "0009_rules_in_words"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="thread",
            name="a_thread_is_settled_by_somebody",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_thread_is_settled_by_somebody",
                violation_error_message="Say who settles the thread, and when.",
            ),
        ),
    ]
