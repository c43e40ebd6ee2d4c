"""Rules that only the database can keep, as migration operations."""

from collections.abc import Sequence

from django.db import migrations


def one_workspace(table: str, references: dict[str, str] | None = None) -> list[migrations.RunSQL]:
    """Rows of `table` refer only to rows of their own workspace. `references`: column -> table it refers to.

    A composite foreign key beside Django's own; immediate, so that the writer hears of it at once.
    """
    return [
        unique(table, ["id", "workspace_id"], f"{table}_in_workspace"),
        *(
            refers(table, [column, "workspace_id"], parent, name=f"{table}_{column}_same_workspace")
            for column, parent in (references or {}).items()
        ),
    ]


def unique(table: str, columns: Sequence[str], name: str) -> migrations.RunSQL:
    """What `refers` needs on the other side."""
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE ({', '.join(columns)})",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def refers(
    table: str,
    columns: Sequence[str],
    parent: str,
    parent_columns: Sequence[str] = (),
    *,
    name: str,
    follows: bool = False,
) -> migrations.RunSQL:
    """The `columns` together name a row of `parent` (by default its id, then the same columns).

    With `follows` they are copies, which the database keeps true when the parent's change.
    """
    theirs = parent_columns or ["id", *columns[1:]]
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({', '.join(columns)}) "
        f"REFERENCES {parent} ({', '.join(theirs)}){' ON UPDATE CASCADE' if follows else ''}",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


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
