"""The page of the components: there for those who build, nowhere else; no component that only it shows."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import include, path, reverse

from tracker.desk.style import style

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = {  # parts of every page, of a point in time, of a member’s, of a quotation, of a form’s own widgets
    "account_menu", "desk_menu", "diff", "discuss", "filter", "form_field", "gloss", "head", "history_link",
    "keys", "mark", "picture", "scale", "see", "seen", "sprite", "symbols", "time",
}  # fmt: skip
urlpatterns = [path("style/", style, name="style"), path("", include("tracker.urls"))]


STYLE = ROOT / "templates" / "desk" / "style.html"
COMPONENTS = {each.stem for each in (ROOT / "templates" / "ui").glob("*.html")}


def named(*files):
    """The components that these files name, as they include them or as a widget is drawn by one."""
    return {name for file in files for name in re.findall(r'"ui/(\w+)\.html"', file.read_text())}


@pytest.mark.urls(__name__)
def test_it_shows_every_component_that_stands_by_itself_and_asks_the_database_nothing():
    assert Client().get(reverse("style")).status_code == 200
    assert COMPONENTS - named(STYLE) == ELSEWHERE


def test_every_component_is_on_a_page_for_people():
    pages = [file for file in (ROOT / "templates").rglob("*.html") if file != STYLE]
    assert named(*pages, *(ROOT / "tracker").rglob("*.py")) == COMPONENTS


@pytest.mark.django_db
def test_it_is_not_there_for_anybody_else():
    assert Client().get("/style/").status_code == 404
