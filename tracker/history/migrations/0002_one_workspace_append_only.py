from django.db import migrations

from tracker.base.rules import append_only, one_workspace


class Migration(migrations.Migration):
    dependencies = [("history", "0001_changes")]
    operations = [*one_workspace("history_change"), append_only("history_change")]
