from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_rules_in_words"),
        ("actors", "0004_rules_in_words"),
        ("agenda", "0003_seats_and_filings_are_tracked"),
        ("sources", "0003_rules_in_words"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="filing",
            name="a_document_is_filed_once",
            constraint=models.UniqueConstraint(
                fields=("negotiation", "document"),
                name="a_document_is_filed_once",
                violation_error_message="That document is listed here already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="issue",
            name="one_issue_a_slug",
            constraint=models.UniqueConstraint(
                fields=("negotiation", "slug"),
                name="one_issue_a_slug",
                violation_error_message="Another issue of this negotiation has that address already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="issue",
            name="no_issue_is_its_own_branch",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True),
                name="no_issue_is_its_own_branch",
                violation_error_message="An issue does not stand under itself.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="meeting",
            name="one_meeting_a_slug",
            constraint=models.UniqueConstraint(
                fields=("negotiation", "slug"),
                name="one_meeting_a_slug",
                violation_error_message="Another meeting of this negotiation has that address already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="negotiation",
            name="one_negotiation_a_slug",
            constraint=models.UniqueConstraint(
                fields=("workspace", "slug"),
                name="one_negotiation_a_slug",
                violation_error_message="Another negotiation has that address already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="participation",
            name="capability_is_not_negative",
            constraint=models.CheckConstraint(
                condition=models.Q(("capability__gte", 0), ("capability__lte", 1000000000000.0)),
                name="capability_is_not_negative",
                violation_error_message="Capability is a number from 0 up.",
            ),
        ),
    ]
