import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_it_is_well_when_the_database_answers(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.parametrize("signed_in", [False, True])
def test_it_says_when_the_database_is_away_even_to_who_is_signed_in(client, as_role, monkeypatch, tmp_path, signed_in):
    client = as_role("reader") if signed_in else client
    monkeypatch.setitem(connection.settings_dict, "HOST", str(tmp_path))
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"away")


def test_it_asks_for_no_session_and_makes_none(client, django_assert_num_queries):
    with django_assert_num_queries(0):  # on the connection of the pages
        response = client.get("/healthz")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
