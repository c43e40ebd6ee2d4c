"""The tables of the database, made before anything is asked of them."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def prepare() -> None:
    """They are all there, as this version has them; on a new database they are made."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")  # building an index may take longer than any page should
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def made() -> bool:
    """Whether there are any."""
    return bool(connection.introspection.table_names())
