from django.db import migrations

from tracker.base.rules import InstallTriggers, append_only, one_workspace, refers, unique


class Migration(migrations.Migration):
    replaces = [
        ("agenda", "0002_one_workspace"),
    ]
    dependencies = [
        ("agenda", "0001_tables"),
        ("actors", "0002_rules_across_rows"),
        ("sources", "0002_rules_across_rows"),
    ]
    operations = [
        InstallTriggers(),
        *one_workspace("agenda_negotiation"),
        *one_workspace("agenda_participation", {"negotiation_id": "agenda_negotiation", "party_id": "actors_party"}),
        *one_workspace("agenda_meeting", {"negotiation_id": "agenda_negotiation"}),
        *one_workspace(
            "agenda_issue",
            {"negotiation_id": "agenda_negotiation", "parent_id": "agenda_issue", "meeting_id": "agenda_meeting"},
        ),
        *one_workspace("agenda_option", {"issue_id": "agenda_issue"}),
        *one_workspace("agenda_issuestate", {"issue_id": "agenda_issue", "recorded_by_id": "accounts_membership"}),
        *one_workspace("agenda_filing", {"negotiation_id": "agenda_negotiation", "document_id": "sources_document"}),
        # A branch and a meeting belong to the issue's own negotiation.
        unique("agenda_issue", ["id", "negotiation_id"], "agenda_issue_in_negotiation"),
        unique("agenda_meeting", ["id", "negotiation_id"], "agenda_meeting_in_negotiation"),
        refers("agenda_issue", ["parent_id", "negotiation_id"], "agenda_issue", name="issue_and_branch_together"),
        refers("agenda_issue", ["meeting_id", "negotiation_id"], "agenda_meeting", name="issue_and_meeting_together"),
        unique("agenda_option", ["id", "issue_id"], "agenda_option_of_issue"),
        append_only("agenda_issuestate"),
        append_only("agenda_negotiationevent"),
        append_only("agenda_meetingevent"),
        append_only("agenda_issueevent"),
        append_only("agenda_optionevent"),
        append_only("agenda_participationevent"),
        append_only("agenda_filingevent"),
    ]
