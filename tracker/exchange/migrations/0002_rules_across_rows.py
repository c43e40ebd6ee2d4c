from django.db import migrations

from tracker.base.rules import one_workspace


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_a_file_that_takes_long")]
    operations = one_workspace(
        "exchange_download", {"member_id": "accounts_membership", "negotiation_id": "agenda_negotiation"}
    )
