from django.db import migrations

from tracker.base.rules import one_workspace


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_drafts")]
    operations = one_workspace("accounts_draft", {"member_id": "accounts_membership"})
