from django.db import migrations

from tracker.base.rules import one_workspace


class Migration(migrations.Migration):
    replaces = [
        ("members", "0002_one_workspace"),
    ]
    dependencies = [("members", "0001_tables"), ("accounts", "0002_rules_across_rows")]
    operations = [
        *one_workspace(
            "members_invitation", {"made_by_id": "accounts_membership", "used_by_id": "accounts_membership"}
        ),
    ]
