"""Where the database is, by the environment."""

import psycopg.conninfo
import pytest

from tracker.postgres.address import CONNECTIONS, database, parameters, parse, socket_folder, url


def test_without_database_url_it_is_our_own_server(tmp_path):
    found = database({"TRACKER_DATA": str(tmp_path)})
    assert (found["NAME"], found["USER"], found["HOST"]) == ("parley", "postgres", str(socket_folder(tmp_path)))
    assert not list(tmp_path.iterdir())  # and asking made nothing


def test_an_empty_database_url_counts_as_none(tmp_path):
    assert database({"TRACKER_DATA": str(tmp_path), "DATABASE_URL": " "})["NAME"] == "parley"


def test_database_url_goes_first():
    found = database({"DATABASE_URL": "postgres://ann:p%40ss%2Fw@db.example.org:6432/parley_live?sslmode=require"})
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["USER"], found["PASSWORD"]) == ("ann", "p@ss/w")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example.org", "6432", "parley_live")
    assert found["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("postgresql:///parley", {"dbname": "parley"}),
        ("postgres:///parley?host=/run/postgresql", {"dbname": "parley", "host": "/run/postgresql"}),
        ("postgres://ann@%2Frun%2Fpg/parley", {"user": "ann", "host": "/run/pg", "dbname": "parley"}),
        ("postgres://[::1]:5433/parley", {"host": "::1", "port": "5433", "dbname": "parley"}),
        ("postgres://h/n%C3%A4me", {"host": "h", "dbname": "näme"}),
    ],
)
def test_it_reads_addresses_as_libpq_does(address, expected):
    assert parse(address) == expected == psycopg.conninfo.conninfo_to_dict(address)


@pytest.mark.parametrize(
    ("address", "word"),
    [("mysql://h/n", "postgres://"), ("postgres://h", "name a database"), ("postgres://h:99999/n", "port")],
)
def test_it_refuses_what_names_no_database(address, word):
    with pytest.raises(ValueError, match=word):
        parse(address)


def test_no_statement_runs_for_ever_unless_the_address_says_so():
    given = database({"DATABASE_URL": "postgres://h/n?options=-c%20statement_timeout%3D0"})
    assert database({})["OPTIONS"]["options"].startswith("-c statement_timeout=30s")
    assert given["OPTIONS"]["options"].endswith("-c statement_timeout=0")


def test_a_pool_unless_told_otherwise():
    assert database({})["OPTIONS"]["pool"] == {"min_size": 2, "max_size": 12, "timeout": 10}
    assert "pool" not in database({}, pool=False)["OPTIONS"]


def test_however_many_workers_serve_their_pools_fit_into_our_own_server():
    for workers in range(1, 100):
        pool = database({"WEB_WORKERS": str(workers)})["OPTIONS"]["pool"]
        assert 1 <= pool["min_size"] <= pool["max_size"]
        assert workers * pool["max_size"] < CONNECTIONS


def test_the_address_and_the_parameters_say_the_same(tmp_path):
    assert psycopg.conninfo.conninfo_to_dict(url(tmp_path)) == parameters(tmp_path)


def test_the_socket_path_is_short_however_long_the_folders_is(tmp_path):
    deep = tmp_path.joinpath(*["folder"] * 40)
    assert len(f"{socket_folder(deep)}/.s.PGSQL.5432") < 100


def test_each_folder_has_a_socket_of_its_own(tmp_path):
    assert socket_folder(tmp_path / "a") != socket_folder(tmp_path / "b")
    assert socket_folder(tmp_path / "a") == socket_folder(tmp_path / "b" / ".." / "a")
