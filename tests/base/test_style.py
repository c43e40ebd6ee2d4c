"""The page of all components: there for those who build, nowhere else; no component without its place on it."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import include, path

from tracker.base.style import style

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = {  # parts of every page, of a point in time, of a member's, of a form's own widgets
    "account_menu", "choice", "desk_menu", "discuss", "filter", "form_field", "head", "history_link", "keys", "mark",
    "scale", "see", "seen", "sprite", "symbols", "time",
}  # fmt: skip
urlpatterns = [path("style/", style), path("", include("tracker.urls"))]


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_it_shows_every_component_in_its_states():
    page = Client().get("/style/")
    assert page.status_code == 200
    shown = set(re.findall(r'include "ui/(\w+)\.html"', (ROOT / "templates" / "style.html").read_text()))
    assert {each.stem for each in (ROOT / "templates" / "ui").glob("*.html")} - shown <= ELSEWHERE


@pytest.mark.django_db
def test_it_is_not_there_for_anybody_else():
    assert Client().get("/style/").status_code == 404
