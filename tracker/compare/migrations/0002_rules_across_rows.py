from django.db import migrations

from tracker.base.rules import append_only, one_workspace


class Migration(migrations.Migration):
    dependencies = [
        ("compare", "0001_tables"),
        ("accounts", "0002_rules_across_rows"),
        ("actors", "0002_rules_across_rows"),
        ("agenda", "0002_rules_across_rows"),
    ]
    operations = [
        *one_workspace(
            "compare_pairnote",
            {
                "issue_id": "agenda_issue",
                "one_id": "actors_party",
                "other_id": "actors_party",
                "recorded_by_id": "accounts_membership",
            },
        ),
        append_only("compare_pairnote"),
    ]
