from django.db import migrations

from tracker.base.rules import refers

NAME = """
SELECT set_config('tracker.purge', 'on', true);
UPDATE history_change
   SET member_id = member.id
  FROM accounts_membership AS member JOIN accounts_user AS person ON person.id = member.user_id
 WHERE member.workspace_id = history_change.workspace_id AND lower(person.email) = lower(history_change.actor_email);
SELECT set_config('tracker.purge', 'off', true);
"""


class Migration(migrations.Migration):
    """Who signed in by the address that an earlier change names did it; and nobody of another workspace does any."""

    dependencies = [("accounts", "0002_one_workspace"), ("history", "0004_a_change_names_its_member")]
    operations = [
        migrations.RunSQL(NAME, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        refers(
            "history_change",
            ["member_id", "workspace_id"],
            "accounts_membership",
            name="history_change_member_id_same_workspace",
        ),
    ]
