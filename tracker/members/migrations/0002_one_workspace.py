from django.db import migrations

from tracker.base.rules import one_workspace


class Migration(migrations.Migration):
    dependencies = [("members", "0001_invitations"), ("accounts", "0002_one_workspace")]
    operations = one_workspace(
        "members_invitation", {"made_by_id": "accounts_membership", "used_by_id": "accounts_membership"}
    )
