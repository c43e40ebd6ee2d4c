"""Who the tests are about, and the ground they stand on: a database of their own."""

import os
from copy import deepcopy

import hypothesis
import pytest
from django.db import OperationalError, connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from psycopg import errors

from tests import make
from tracker.accounts.models import Membership
from tracker.postgres import server

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # after a browser test its loop stays in the thread, where others go on


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="also what takes minutes: endurance, every page")


def pytest_configure(config):
    config.addinivalue_line("markers", "read: the file's table has a reading of each party")
    config.addinivalue_line("markers", "long: takes its time, run with --long only")
    hypothesis.settings.register_profile("usual", max_examples=30, deadline=None)  # as slow as the machine is busy
    hypothesis.settings.register_profile("long", max_examples=200, deadline=None)
    hypothesis.settings.load_profile("long" if config.getoption("--long") else "usual")


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--long"):
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(pytest.mark.skip(reason="takes its time: run with --long"))


# The ground -----------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="session", autouse=True)
def lighter(tmp_path_factory):
    """Quick passwords, static files as they lie, uploads that nobody has to tidy away."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        STATIC_ROOT=None,
        MEDIA_ROOT=tmp_path_factory.mktemp("files"),
    ):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """The server runs, from the first test that needs it to the end; one connection a thread, none kept in a pool."""
    server.attach()
    connection.settings_dict["OPTIONS"].pop("pool", None)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Who is still connected leaves before the database does: the loop of a browser keeps a connection of its own."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session", autouse=True)
def purging():
    """What is append-only may be emptied after a test that really commits; again where a last request is in the way."""
    flush = DatabaseOperations.execute_sql_flush

    def purge(operations, statements):
        for more in (3, 2, 1, 0):  # a page that is closed may still be keeping its draft
            try:
                return flush(operations, ["SET LOCAL tracker.purge = 'on'", *statements])
            except OperationalError as reason:
                if not more or not isinstance(reason.__cause__, errors.DeadlockDetected):
                    raise
        return None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", purge)
        yield


@pytest.fixture(scope="module")
def ground(django_db_setup, django_db_blocker):
    """What is made on it is there for all tests of a file; each takes back what it does, and the last one all of it."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "close", lambda: None)  # as an answer read to its end would: the ground would be gone
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def own(request):
    """A test on the ground takes back what it does: it has a transaction of its own, and really commits nothing."""
    if "ground" in request.fixturenames:
        marker = request.node.get_closest_marker("django_db")
        assert "transactional_db" not in request.fixturenames and not (marker and marker.kwargs.get("transaction"))
        request.getfixturevalue("db")


@pytest.fixture(scope="module")
def laid(request, ground):
    """The table of a file, with a reading of each party if it is marked so: one whose tests need more lays its own."""
    table = make.Table()
    return table.read() if request.node.get_closest_marker("read") else table


@pytest.fixture
def table(laid, db):
    """A test's own copy of it."""
    return deepcopy(laid)


# The people -----------------------------------------------------------------------------------------------------------
@pytest.fixture
def desk(db):
    return make.workspace("desk")


@pytest.fixture
def member(desk):
    """The member of the desk who has that role."""

    def find(role):
        return Membership.objects.filter(workspace=desk, role=role).first() or make.member(desk, role)

    return find


@pytest.fixture
def as_role(member):
    """A client as a member of that role, as a "stranger" who belongs nowhere, or as None, who has not signed in."""

    def browse(role):
        client = Client()
        if role:
            client.force_login(make.user() if role == "stranger" else member(role).user, BACKEND)
        return client

    return browse


BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def cost(db):
    """How many queries an act takes: to be compared with the same act on more rows."""

    def count(act):
        with CaptureQueriesContext(connection) as queries:
            act()
        return len(queries)

    return count
