"""Rules that only the database can keep, as migration operations."""

from collections.abc import Sequence
from typing import Any

from django.db import migrations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState


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


class InstallTriggers(Operation):
    """The triggers that this room's tables were made with are at work.

    A table declares its own in its options; `AddTrigger`, one by one, would draw every model anew for each.
    """

    reversible = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        pass

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for table in self.tables(app_label, to_state):
            for trigger in table.options.get("triggers", []):
                schema_editor.execute(trigger.install_sql, params=None)  # written out: a % in it is a %

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for table in self.tables(app_label, to_state):
            for trigger in table.options.get("triggers", []):
                schema_editor.execute(trigger.uninstall_sql, params=None)

    def describe(self) -> str:
        return "Install the triggers of the tables"

    @staticmethod
    def tables(app_label: str, state: ProjectState) -> list[ModelState]:
        return [table for (room, _), table in state.models.items() if room == app_label]
