from django.db import migrations

from tracker.base.rules import refers, unique


class Migration(migrations.Migration):
    dependencies = [("positions", "0002_one_workspace")]
    operations = [
        # A reading replaces one of the same position; evidence belongs to the position of its reading.
        unique("positions_reading", ["id", "position_id"], "reading_of_position"),
        refers(
            "positions_reading", ["replaces_id", "position_id"], "positions_reading", name="reading_replaces_its_own"
        ),
        refers(
            "positions_evidence", ["reading_id", "position_id"], "positions_reading", name="evidence_of_its_reading"
        ),
        # Evidence is a statement that the position's own party holds.
        unique("positions_position", ["id", "party_id"], "position_of_party"),
        refers("positions_evidence", ["position_id", "party_id"], "positions_position", name="evidence_of_its_party"),
        refers(
            "positions_evidence",
            ["statement_id", "party_id"],
            "statements_holder",
            ["statement_id", "party_id"],
            name="evidence_is_held_by_its_party",
        ),
    ]
