from django.db import migrations

from tracker.base.rules import InstallTriggers, append_only, one_workspace


class Migration(migrations.Migration):
    dependencies = [("briefs", "0001_tables")]
    operations = [
        InstallTriggers(),
        *one_workspace(
            "briefs_brief", {"negotiation_id": "agenda_negotiation", "recorded_by_id": "accounts_membership"}
        ),
        *one_workspace("briefs_seat", {"brief_id": "briefs_brief", "party_id": "actors_party"}),
        *one_workspace(
            "briefs_block", {"brief_id": "briefs_brief", "issue_id": "agenda_issue", "party_id": "actors_party"}
        ),
        *one_workspace("briefs_citation", {"block_id": "briefs_block", "statement_id": "statements_statement"}),
        *one_workspace("briefs_owntemplate", {"recorded_by_id": "accounts_membership"}),
        *one_workspace("briefs_edition", {"brief_id": "briefs_brief", "issued_by_id": "accounts_membership"}),
        *one_workspace("briefs_editionfile", {"edition_id": "briefs_edition"}),
        *one_workspace(
            "briefs_sharelink",
            {
                "edition_id": "briefs_edition",
                "view_id": "compare_savedview",
                "made_by_id": "accounts_membership",
                "revoked_by_id": "accounts_membership",
            },
        ),
        append_only("briefs_edition"),
        append_only("briefs_editionfile"),
        append_only("briefs_briefevent"),
        append_only("briefs_seatevent"),
        append_only("briefs_blockevent"),
        append_only("briefs_citationevent"),
        append_only("briefs_owntemplateevent"),
    ]
