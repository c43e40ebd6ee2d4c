import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_rules_in_words"),
        ("actors", "0004_rules_in_words"),
        ("agenda", "0004_rules_in_words"),
        ("sources", "0003_rules_in_words"),
        ("statements", "0008_history_begins_with_the_rows_found"),
    ]

    operations = [
        migrations.AlterField(
            model_name="pledge",
            name="statement",
            field=models.OneToOneField(
                error_messages={"unique": "That statement carries a pledge already."},
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pledge",
                to="statements.statement",
            ),
        ),
        migrations.AlterField(
            model_name="pledgeevent",
            name="statement",
            field=models.ForeignKey(
                db_constraint=False,
                error_messages={"unique": "That statement carries a pledge already."},
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="statements.statement",
            ),
        ),
        migrations.AlterConstraint(
            model_name="condition",
            name="a_wanted_option_belongs_to_the_issue",
            constraint=models.CheckConstraint(
                condition=models.Q(("option__isnull", True), ("issue__isnull", False), _connector="OR"),
                name="a_wanted_option_belongs_to_the_issue",
                violation_error_message="Say on which issue that option is wanted.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="pledge",
            name="a_pledge_is_open_until_it_ends",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", True), ("outcome", "open")),
                    models.Q(models.Q(("outcome", "open"), _negated=True), ("ended_on__isnull", False)),
                    _connector="OR",
                ),
                name="a_pledge_is_open_until_it_ends",
                violation_error_message="Say on which day it was kept, broken or lapsed; one that is open has no such day.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="quotation",
            name="a_report_quotes_words_once",
            constraint=models.UniqueConstraint(
                fields=("report", "excerpt"),
                name="a_report_quotes_words_once",
                violation_error_message="Those words are quoted here already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="relay",
            name="one_relay_a_place",
            constraint=models.UniqueConstraint(
                fields=("report", "order"),
                name="one_relay_a_place",
                violation_error_message="Another outlet stands at that place of the chain.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="statement",
            name="credibility_is_1_to_6",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("credibility__isnull", True),
                    models.Q(("credibility__gte", 1), ("credibility__lte", 6)),
                    _connector="OR",
                ),
                name="credibility_is_1_to_6",
                violation_error_message="Credibility runs from 1 to 6.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="statement",
            name="no_statement_replies_to_itself",
            constraint=models.CheckConstraint(
                condition=models.Q(("replies_to", models.F("id")), _negated=True),
                name="no_statement_replies_to_itself",
                violation_error_message="A statement does not reply to itself.",
            ),
        ),
    ]
