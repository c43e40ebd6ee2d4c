from django.db import migrations

from tracker.base.rules import append_only, one_workspace, refers


class Migration(migrations.Migration):
    dependencies = [("statements", "0001_statements_and_reports"), ("agenda", "0002_one_workspace")]
    operations = [
        *one_workspace(
            "statements_statement",
            {
                "speaker_id": "actors_speaker",
                "issue_id": "agenda_issue",
                "option_id": "agenda_option",
                "meeting_id": "agenda_meeting",
                "replies_to_id": "statements_statement",
                "coder_id": "accounts_membership",
            },
        ),
        *one_workspace(
            "statements_holder",
            {"statement_id": "statements_statement", "party_id": "actors_party", "issue_id": "agenda_issue"},
        ),
        *one_workspace(
            "statements_report", {"statement_id": "statements_statement", "document_id": "sources_document"}
        ),
        *one_workspace("statements_quotation", {"report_id": "statements_report", "excerpt_id": "sources_excerpt"}),
        *one_workspace("statements_relay", {"report_id": "statements_report", "outlet_id": "sources_outlet"}),
        *one_workspace(
            "statements_condition",
            {
                "statement_id": "statements_statement",
                "issue_id": "agenda_issue",
                "meeting_id": "agenda_meeting",
                "option_id": "agenda_option",
            },
        ),
        *one_workspace(
            "statements_pledge", {"statement_id": "statements_statement", "ended_by_id": "statements_statement"}
        ),
        # An option is one of the issue's own.
        refers(
            "statements_statement", ["option_id", "issue_id"], "agenda_option", name="statement_option_of_its_issue"
        ),
        refers(
            "statements_condition", ["option_id", "issue_id"], "agenda_option", name="condition_option_of_its_issue"
        ),
        append_only("statements_statementevent"),
    ]
