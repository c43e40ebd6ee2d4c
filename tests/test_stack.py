"""The settings as a whole: what they promise of every answer, and of http and https."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

ROOT = Path(__file__).resolve().parent.parent
STRICT = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'")


def manage(*words, **env):
    line = [sys.executable, "-W", "error", "manage.py", *words]
    ours = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}  # conftest's
    return subprocess.run(line, cwd=ROOT, env=ours | env, capture_output=True, text=True)


def test_with_https_on_djangos_own_check_for_deployment_has_nothing_to_say():
    said = manage("check", "--deploy", "--fail-level", "WARNING", HTTPS="on", SECRET_KEY="k9" * 40 + "äöü#-")
    assert said.returncode == 0, said.stderr
    assert "no issues" in said.stdout


def test_with_https_off_it_works_and_the_same_check_says_what_is_missing():
    assert "no issues" in manage("check", "--fail-level", "WARNING", HTTPS="off").stdout
    said = manage("check", "--deploy", "--fail-level", "WARNING", HTTPS="off")
    assert said.returncode == 1 and "security.W008" in said.stderr


@pytest.mark.parametrize(("given", "on"), [("on", True), ("", False)])
def test_a_switch_is_on_or_off(given, on):
    code = "from tracker import settings; print(settings.HTTPS, getattr(settings, 'SECURE_SSL_REDIRECT', False))"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ | {"HTTPS": given}, capture_output=True, text=True
    )
    assert said.stdout.strip() == f"{on} {on}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [("/login/", 200), ("/", 302), ("/nothing/", 404), ("/healthz", 200), ("/password/reset/key/1-x/", 200)],
)
def test_every_answer_allows_only_our_own_scripts_and_styles(client, address, status):
    response = client.get(address)
    assert response.status_code == status
    policy = response["Content-Security-Policy"]
    assert all(rule in policy for rule in STRICT)
    assert "unsafe" not in policy and "http" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def test_a_host_that_is_not_ours_is_refused_in_our_look():
    response = Client().get("/login/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "This could not be read" in response.content.decode()


def test_nobody_sees_a_trace_unless_they_ask_for_it():
    assert settings.DEBUG is False
    assert not any("admin" in name for name in settings.INSTALLED_APPS)
