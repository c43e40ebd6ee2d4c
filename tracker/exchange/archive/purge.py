"""A workspace that is gone, with everything in it: for who leaves an installation, and before one is brought back."""

from functools import partial

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, transaction

from tracker.accounts.models import Workspace
from tracker.exchange.archive.place import rules
from tracker.exchange.archive.rows import give_numbers, lay
from tracker.exchange.archive.tables import LEFT_OUT, PEOPLE, Table, tables
from tracker.exchange.archive.write import originals
from tracker.exchange.models import Download


def purge(workspace: Workspace) -> int:
    """Nothing of it is left but its people’s accounts; how many rows that was. Its files go last."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL tracker.purge = 'on'")
        lay(cursor)
        rows = sum(give_numbers(workspace.pk).values())  # these also say which contexts are its own
        files, gone = [path for _, path in originals(workspace.pk)] + ordered(workspace), 0
        left_out = [Table(apps.get_model(label)) for label in LEFT_OUT]
        with rules(cursor, rows):
            for table in (*left_out, *reversed(tables())):
                if table.label == PEOPLE:
                    continue
                cursor.execute(f"DELETE FROM {table.name} t WHERE {table.of(workspace.pk)}")
                gone += cursor.rowcount
        cursor.execute("SET LOCAL tracker.purge = 'off'")
        for path in files:
            transaction.on_commit(partial(default_storage.delete, path))
    return gone


def ordered(workspace: Workspace) -> list[str]:
    """Where the files lie that were made for its members."""
    return list(Download.objects.filter(workspace=workspace).exclude(file="").values_list("file", flat=True))
