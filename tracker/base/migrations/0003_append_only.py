"""The one function behind every table whose rows are its own history."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("base", "0002_search_without_accents")]
    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION tracker_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF current_setting('tracker.purge', true) IS DISTINCT FROM 'on' THEN
                    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
                END IF;
                RETURN COALESCE(NEW, OLD);
            END $$;
            """,
            "DROP FUNCTION tracker_append_only()",
        ),
        migrations.RunSQL(
            """
            CREATE TABLE tracker_cache (
                cache_key varchar(255) PRIMARY KEY,
                value text NOT NULL,
                expires timestamptz NOT NULL
            );
            CREATE INDEX tracker_cache_expires ON tracker_cache (expires);
            """,
            "DROP TABLE tracker_cache",
        ),
    ]
