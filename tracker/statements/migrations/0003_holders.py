"""A holder's copies of issue and day follow the statement; a party's statement has holders, background has none."""

from django.db import migrations

from tracker.base.rules import refers, unique

COPIED = ["id", "issue_id", "said_on"]

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
    dependencies = [("statements", "0002_one_workspace")]
    operations = [
        unique("statements_statement", COPIED, "statement_issue_and_day"),
        refers(
            "statements_holder",
            ["statement_id", "issue_id", "said_on"],
            "statements_statement",
            COPIED,
            name="holder_follows_its_statement",
            follows=True,
        ),
        migrations.RunSQL(RULE, BACK),
    ]
