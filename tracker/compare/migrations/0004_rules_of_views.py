from django.db import migrations

from tracker.base.rules import InstallTriggers, append_only, one_workspace


class Migration(migrations.Migration):
    dependencies = [("compare", "0003_tables_of_views")]
    operations = [
        InstallTriggers(),
        *one_workspace(
            "compare_savedview",
            {"negotiation_id": "agenda_negotiation", "owner_id": "accounts_membership"},
        ),
        append_only("compare_savedviewevent"),
    ]
