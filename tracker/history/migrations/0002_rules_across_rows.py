from django.db import migrations

from tracker.base.rules import append_only, one_workspace


class Migration(migrations.Migration):
    replaces = [
        ("history", "0002_one_workspace_append_only"),
        ("history", "0005_members_of_earlier_changes"),
    ]
    dependencies = [("history", "0001_tables"), ("accounts", "0002_rules_across_rows")]
    operations = [
        *one_workspace("history_change", {"member_id": "accounts_membership"}),
        append_only("history_change"),
    ]
