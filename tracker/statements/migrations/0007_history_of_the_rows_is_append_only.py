from django.db import migrations

from tracker.base.rules import append_only

ROWS = ("holder", "report", "quotation", "relay", "condition", "pledge")


class Migration(migrations.Migration):
    dependencies = [("statements", "0006_rows_of_a_statement_have_a_history")]
    operations = [append_only(f"statements_{row}event") for row in ROWS]
