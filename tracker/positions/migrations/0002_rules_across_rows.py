from django.db import migrations

from tracker.base.rules import InstallTriggers, append_only, one_workspace, refers, unique


class Migration(migrations.Migration):
    replaces = [
        ("positions", "0002_one_workspace"),
        ("positions", "0003_evidence_is_the_partys_own"),
    ]
    dependencies = [("positions", "0001_tables"), ("statements", "0002_rules_across_rows")]
    operations = [
        InstallTriggers(),
        *one_workspace("positions_position", {"party_id": "actors_party", "issue_id": "agenda_issue"}),
        *one_workspace(
            "positions_reading",
            {
                "position_id": "positions_position",
                "option_id": "agenda_option",
                "replaces_id": "positions_reading",
                "recorded_by_id": "accounts_membership",
            },
        ),
        *one_workspace(
            "positions_evidence",
            {
                "position_id": "positions_position",
                "reading_id": "positions_reading",
                "statement_id": "statements_statement",
                "party_id": "actors_party",
                "recorded_by_id": "accounts_membership",
            },
        ),
        *one_workspace(
            "positions_review",
            {
                "reading_id": "positions_reading",
                "statement_id": "statements_statement",
                "by_id": "accounts_membership",
            },
        ),
        append_only("positions_reading"),
        append_only("positions_evidence"),
        append_only("positions_review"),
        append_only("positions_positionevent"),
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
