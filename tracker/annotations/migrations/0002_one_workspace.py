from django.db import migrations

from tracker.base.rules import append_only, one_workspace


class Migration(migrations.Migration):
    dependencies = [("annotations", "0001_threads_and_comments"), ("positions", "0003_evidence_is_the_partys_own")]
    operations = [
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
        *one_workspace("annotations_comment", {"thread_id": "annotations_thread", "author_id": "accounts_membership"}),
        append_only("annotations_commentevent"),
    ]
