from django.db import migrations

# Who takes the leave away takes the links back; outside an operation that is not known, and it is their maker.
TRIGGER = """
CREATE FUNCTION links_end_with_their_makers_leave() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    said text := nullif(current_setting('pghistory.context_metadata', true), '');
    taker bigint;
BEGIN
    SELECT id INTO taker FROM accounts_membership
     WHERE id = (said::jsonb->>'by')::bigint AND workspace_id = NEW.workspace_id;
    UPDATE briefs_sharelink SET revoked_at = clock_timestamp(), revoked_by_id = coalesce(taker, NEW.id)
     WHERE made_by_id = NEW.id AND revoked_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER links_end_with_their_makers_leave AFTER UPDATE OF role, is_active ON accounts_membership
    FOR EACH ROW WHEN (NOT NEW.is_active OR NEW.role NOT IN ('reviewer', 'lead'))
    EXECUTE FUNCTION links_end_with_their_makers_leave();
"""
NO_TRIGGER = """
DROP TRIGGER links_end_with_their_makers_leave ON accounts_membership;
DROP FUNCTION links_end_with_their_makers_leave();
"""
ENDED_SO_FAR = """
UPDATE briefs_sharelink SET revoked_at = clock_timestamp(), revoked_by_id = made_by_id
  FROM accounts_membership maker
 WHERE maker.id = made_by_id AND revoked_at IS NULL
   AND (NOT maker.is_active OR maker.role NOT IN ('reviewer', 'lead'))
"""


class Migration(migrations.Migration):
    dependencies = [
        ("briefs", "0005_a_view_is_shared_with_its_handling"),
        ("accounts", "0003_a_form_is_saved_once"),
    ]
    operations = [migrations.RunSQL(TRIGGER, NO_TRIGGER), migrations.RunSQL(ENDED_SO_FAR, migrations.RunSQL.noop)]
