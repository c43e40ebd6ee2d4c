from django.db import migrations

from tracker.base.rules import append_only, one_workspace


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_people_and_workspaces")]
    operations = [*one_workspace("accounts_membership"), append_only("accounts_membershipevent")]
