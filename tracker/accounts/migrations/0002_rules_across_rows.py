from django.db import migrations

from tracker.base.rules import InstallTriggers, append_only, one_workspace


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0002_one_workspace"),
        ("accounts", "0004_drafts_in_one_workspace"),
    ]
    dependencies = [("accounts", "0001_tables")]
    operations = [
        InstallTriggers(),
        *one_workspace("accounts_membership"),
        *one_workspace("accounts_draft", {"member_id": "accounts_membership"}),
        append_only("accounts_workspaceevent"),
        append_only("accounts_membershipevent"),
    ]
