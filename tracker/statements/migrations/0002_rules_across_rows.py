from django.db import migrations

from tracker.base.rules import InstallTriggers, append_only, one_workspace, refers, unique

ROWS = ("statement", "holder", "report", "quotation", "relay", "condition", "pledge")

RULE = """
CREATE FUNCTION statement_has_its_holders() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    which bigint;
    spoken record;
    held boolean;
BEGIN
    IF TG_TABLE_NAME = 'statements_statement' THEN
        which := NEW.id;
    ELSIF TG_OP = 'INSERT' THEN
        which := NEW.statement_id;
    ELSE
        which := OLD.statement_id;
    END IF;
    SELECT voice, issue_id INTO spoken FROM statements_statement WHERE id = which;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    held := EXISTS (SELECT 1 FROM statements_holder WHERE statement_id = which);
    IF spoken.voice = 'party' AND (spoken.issue_id IS NULL OR NOT held) THEN
        RAISE EXCEPTION 'a statement of a party has an issue and a holder'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_has_its_holders';
    END IF;
    IF spoken.voice = 'background' AND held THEN
        RAISE EXCEPTION 'background has no holder'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_has_its_holders';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER statement_has_its_holders AFTER INSERT OR UPDATE ON statements_statement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION statement_has_its_holders();
CREATE CONSTRAINT TRIGGER statement_has_its_holders AFTER INSERT OR UPDATE OR DELETE ON statements_holder
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION statement_has_its_holders();
"""
BACK = """
DROP TRIGGER statement_has_its_holders ON statements_holder;
DROP TRIGGER statement_has_its_holders ON statements_statement;
DROP FUNCTION statement_has_its_holders();
"""


class Migration(migrations.Migration):
    replaces = [
        ("statements", "0002_one_workspace"),
        ("statements", "0003_holders"),
        ("statements", "0007_history_of_the_rows_is_append_only"),
    ]
    dependencies = [("statements", "0001_tables"), ("agenda", "0002_rules_across_rows")]
    operations = [
        InstallTriggers(),
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
        # A holder's copies of issue and day follow the statement; a party's statement has holders, background has none.
        unique("statements_statement", ["id", "issue_id", "said_on"], "statement_issue_and_day"),
        refers(
            "statements_holder",
            ["statement_id", "issue_id", "said_on"],
            "statements_statement",
            ["id", "issue_id", "said_on"],
            name="holder_follows_its_statement",
            follows=True,
        ),
        migrations.RunSQL(RULE, BACK),
        *(append_only(f"statements_{row}event") for row in ROWS),
    ]
