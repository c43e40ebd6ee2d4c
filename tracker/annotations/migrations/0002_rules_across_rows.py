from django.db import migrations

from tracker.base.rules import InstallTriggers, append_only, one_workspace


class Migration(migrations.Migration):
    replaces = [
        ("annotations", "0002_one_workspace"),
        ("annotations", "0006_removed_in_one_workspace"),
    ]
    dependencies = [("annotations", "0001_tables"), ("positions", "0002_rules_across_rows")]
    operations = [
        InstallTriggers(),
        *one_workspace(
            "annotations_thread",
            {
                "position_id": "positions_position",
                "reading_id": "positions_reading",
                "statement_id": "statements_statement",
                "excerpt_id": "sources_excerpt",
                "document_id": "sources_document",
                "issue_id": "agenda_issue",
                "party_id": "actors_party",
                "opened_by_id": "accounts_membership",
                "assignee_id": "accounts_membership",
                "settled_by_id": "accounts_membership",
            },
        ),
        *one_workspace(
            "annotations_comment",
            {
                "thread_id": "annotations_thread",
                "author_id": "accounts_membership",
                "removed_by_id": "accounts_membership",
            },
        ),
        append_only("annotations_commentevent"),
        append_only("annotations_threadevent"),
    ]
