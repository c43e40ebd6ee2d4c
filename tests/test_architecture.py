"""The house as `README.md` draws it: one name in four places, reads through the door, writes through operations."""

import inspect
import re
from pathlib import Path

import pytest
from django.urls import get_resolver

from tests.test_access import PAGES, walk

ROOT = Path(__file__).resolve().parent.parent
ROOMS = sorted(path.parent for path in (ROOT / "tracker").glob("*/views.py"))
NAMES = sorted({name for name, _ in PAGES} | {"desk:home"})
NO_PAGE = {"desk:original", "accounts:draft"} | {  # another page's, or a file
    f"annotations:{name}" for name in ("comment", "settle", "reopen", "assign", "remove_comment", "restore_comment")
}
OWN_TEST = {  # tested beside it
    "annotations:settle": "comment", "annotations:reopen": "comment", "annotations:assign": "comment",
    "annotations:remove_comment": "edit_comment", "annotations:restore_comment": "edit_comment",
    "desk:original": "document",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_one_name_stands_in_four_places(name):
    room, word = name.split(":")
    view = next(view for each, _, view in walk(get_resolver()) if each == name)
    assert view.__name__ == word
    assert view.__module__ == f"tracker.{room}.views"
    own = (ROOT / "templates" / room / f"{word}.html").exists()
    assert own or name in NO_PAGE or "form_page(" in inspect.getsource(view)  # the page of a form that needs none
    assert (ROOT / "tests" / room / f"test_{OWN_TEST.get(name, word)}.py").exists()


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_views_reach_records_only_through_the_door(room):
    code = (room / "views.py").read_text()
    assert not re.search(r"\.objects\b|get_object_or_404|\.save\(|\.delete\(|_default_manager", code)


def test_nobody_sends_signals_or_writes_in_save():
    code = "\n".join(path.read_text() for path in (ROOT / "tracker").rglob("*.py"))
    assert "post_save" not in code
    assert not any("def save(" in path.read_text() for path in (ROOT / "tracker").rglob("models.py"))


def test_templates_hold_no_inline_style_or_script():
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\bsrc=)", text), path
        assert "|safe" not in text.replace("help_text|safe", ""), path


def test_nothing_is_asked_of_another_origin():
    for path in [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static" / "css").glob("*.css")]:
        assert not re.search(r"(src|href)=\"https?:|url\(\s*['\"]?https?:", path.read_text()), path


def test_the_top_level_is_what_it_is_said_to_be():
    fixed = {"manage.py", "pyproject.toml", "README.md", "CHANGELOG.md", "run", "requirements.txt",
             "requirements-dev.txt", "tracker", "templates", "static", "tests", "docs"}  # fmt: skip
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found == fixed
