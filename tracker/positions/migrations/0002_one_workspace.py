from django.db import migrations

from tracker.base.rules import append_only, one_workspace


class Migration(migrations.Migration):
    dependencies = [("positions", "0001_positions_and_readings"), ("statements", "0003_holders")]
    operations = [
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
    ]
