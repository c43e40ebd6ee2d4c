"""Rules that only the database can keep, as migration operations."""

from django.db import migrations


def one_workspace(table: str, references: dict[str, str] | None = None) -> list[migrations.RunSQL]:
    """Rows of `table` refer only to rows of their own workspace. `references`: column -> table it refers to.

    A composite foreign key beside Django's own; immediate, so that the writer hears of it at once.
    """
    operations = [
        migrations.RunSQL(
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_in_workspace UNIQUE (id, workspace_id)",
            f"ALTER TABLE {table} DROP CONSTRAINT {table}_in_workspace",
        )
    ]
    for column, parent in (references or {}).items():
        name = f"{table}_{column}_same_workspace"
        operations.append(
            migrations.RunSQL(
                f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}, workspace_id) "
                f"REFERENCES {parent} (id, workspace_id)",
                f"ALTER TABLE {table} DROP CONSTRAINT {name}",
            )
        )
    return operations


def append_only(table: str) -> migrations.RunSQL:
    """Rows of `table` are never changed or removed, not even by raw SQL, but in a session that says it purges."""
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION tracker_append_only();
        CREATE TRIGGER never_truncated BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION tracker_append_only();
        """,
        f"DROP TRIGGER append_only ON {table}; DROP TRIGGER never_truncated ON {table};",
    )
