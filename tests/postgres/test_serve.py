"""What serving refuses before it begins."""

import socket

import pytest
from django.core.management import CommandError

from tracker.base.management.commands.serve import number, refuse_if_taken, shown


def test_a_port_that_is_taken_is_named_with_the_way_out():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} .*PORT={port + 1} ./run"):
            refuse_if_taken("127.0.0.1", port)
    refuse_if_taken("127.0.0.1", port)


def test_a_host_that_is_none():
    with pytest.raises(CommandError, match="no address of this machine"):
        refuse_if_taken("no such host", 8000)


@pytest.mark.parametrize("given", ["0", "-1", "eighty", "65536", "8000.5", "²"])
def test_a_port_that_is_no_number(monkeypatch, given):
    monkeypatch.setenv("PORT", given)
    with pytest.raises(CommandError, match="PORT is"):
        number("PORT", 8000)


def test_nothing_given_means_the_usual(monkeypatch):
    monkeypatch.setenv("PORT", "")
    assert number("PORT", 8000) == 8000


def test_the_address_shown_is_one_a_browser_can_open():
    assert [shown(host) for host in ("127.0.0.1", "0.0.0.0", "::1")] == ["127.0.0.1", "localhost", "[::1]"]
