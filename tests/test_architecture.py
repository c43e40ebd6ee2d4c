"""The house as `README.md` draws it: one name in four places, reads through the door, writes through operations."""

import ast
import inspect
import re
from pathlib import Path

import pytest
from django.urls import get_resolver

from tests.test_access import PAGES, walk

ROOT = Path(__file__).resolve().parent.parent
ROOMS = sorted(path.parent for path in (ROOT / "tracker").glob("*/views.py"))
NAMES = sorted({name for name, _ in PAGES} | {"desk:home"})
NO_PAGE = {
    "compare:cells",
    "annotations:comment",
    "annotations:settle",
    "desk:original",
    "accounts:draft",
    "statements:edit",
    "annotations:reopen",
    "annotations:assign",
    "annotations:remove_comment",
    "annotations:restore_comment",
    "positions:correct",
    "exchange:to_hear",
    "exchange:file",
    "exchange:cancel",
    "exchange:order_again",
    "exchange:annotations",
    "exchange:archive_file",
    "compare:turn",
    "briefs:add_block",
    "briefs:edit_block",
    "briefs:move_block",
    "briefs:remove_block",
    "briefs:order_file",
    "briefs:share_view",
}  # another page, or a file
OWN_TEST = {  # tested beside it
    "exchange:file": "downloads",
    "exchange:cancel": "downloads",
    "exchange:order_again": "downloads",
    "exchange:archive_file": "archive",
    "compare:cells": "window",
    "exchange:export_statements": "lists",
    "compare:newest": "window",
    "compare:remove_view": "edit_view",
    "annotations:settle": "comment",
    "desk:original": "document",
    "annotations:reopen": "comment",
    "annotations:assign": "comment",
    "annotations:remove_comment": "edit_comment",
    "annotations:restore_comment": "edit_comment",
    "agenda:edit_negotiation": "open_negotiation",
    "agenda:remove_negotiation": "open_negotiation",
    "agenda:edit_seat": "table",
    "agenda:edit_meeting": "add_meeting",
    "agenda:remove_meeting": "add_meeting",
    "positions:unseat": "seat",
    "positions:remove_issue": "edit_issue",
    "positions:add_option": "options",
    "positions:edit_option": "options",
    "positions:accept_option": "options",
    "positions:remove_option": "options",
    "actors:name_party": "edit_party",
    "actors:edit_stay": "join_bloc",
    "actors:leave_bloc": "join_bloc",
    "actors:remove_stay": "join_bloc",
    "actors:name_speaker": "edit_speaker",
    "actors:remove_speaker": "edit_speaker",
    "actors:edit_post": "add_post",
    "actors:remove_post": "add_post",
    "actors:accept_people": "people",
    "sources:edit_outlet": "add_outlet",
    "sources:remove_outlet": "add_outlet",
    "sources:accept_outlets": "outlets",
    "sources:remove_excerpt": "reanchor",
    "compare:sections": "side_by_side",
    "briefs:edit": "make",
    "briefs:remove": "make",
    "briefs:remove_template": "keep_template",
    "briefs:add_block": "edit_block",
    "briefs:move_block": "edit_block",
    "briefs:remove_block": "edit_block",
    "briefs:edition": "issue",
    "briefs:order_file": "files",
    "briefs:share_view": "share",
    "briefs:revoke": "share",
}


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


def operations():
    """Each function that changes something, and each that helps one to."""
    tracker = ROOT / "tracker"
    for path in sorted([*tracker.glob("*/operations.py"), *tracker.glob("*/operations/*.py")]):
        room = path.relative_to(tracker).parts[0]
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and room != "history":
                yield pytest.param(node, id=f"{room}.{node.name}")


def calls(node, name):
    """The lines on which `node` calls what is called `name`."""
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and getattr(each.func, "attr", getattr(each.func, "id", "")) == name:
            yield each.lineno


@pytest.mark.parametrize("operation", operations())
def test_an_operation_asks_who_may_before_it_writes_anything(operation):
    named = {argument.arg for argument in operation.args.kwonlyargs}
    begins = min(calls(operation, "change"), default=0)
    if not begins or "by" not in named:  # a helper within one, or the opening of a workspace, when nobody is in yet
        assert not list(calls(operation, "require"))
        return
    first = operation.body[1]  # after the docstring
    assert ast.unparse(first).startswith("by.require(")
    assert max(calls(operation, "require")) < begins
    written = [line for name in ("save", "keep", "create", "update", "claim") for line in calls(operation, name)]
    assert min(written, default=begins) >= begins


def test_base_has_no_word_of_the_rooms_above_it():
    """Imports are the linter's to forbid; a name in a text, as `get_model` or `call_command` takes it, is not."""
    above = {path.parent.name for path in (ROOT / "tracker").glob("*/__init__.py")} - {"base", "postgres"}
    commands = {path.stem for room in above for path in (ROOT / "tracker" / room).glob("management/commands/[a-z]*.py")}
    for path in (ROOT / "tracker" / "base").rglob("*.py"):
        texts = {str(node.value) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant)}
        named = {text for text in texts if text.partition(".")[0] in above | commands}
        assert not named, path
        assert "migrations" in path.parts or not any("demo" in text for text in texts), path


def test_nobody_sends_signals_or_writes_in_save():
    code = "\n".join(path.read_text() for path in (ROOT / "tracker").rglob("*.py"))
    assert "post_save" not in code
    assert not any("def save(" in path.read_text() for path in (ROOT / "tracker").rglob("models.py"))


def test_templates_hold_no_inline_style_or_script():
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\bsrc=)", text), path
        assert "|safe" not in text.replace("help_text|safe", ""), path


GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
SPOKEN = re.compile(r'{% translate (".*?")|(?s:{% blocktranslate.*?%}(.*?){% endblocktranslate)')


def test_apostrophes_that_people_read_are_curly():
    for path in (ROOT / "tracker").rglob("*.py"):
        said = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
        texts = [each for node in said if ast.unparse(node.func) in GETTEXT for each in node.args]
        assert not [text for text in map(ast.unparse, texts) if re.search(r"\w'\w|s' ", text)], path
    for path in (ROOT / "templates").rglob("*.html"):
        texts = ["".join(found) for found in SPOKEN.findall(path.read_text())]
        assert not [text for text in texts if re.search(r"\w'\w|s' ", re.sub("{%.*?%}|<.*?>", "", text))], path


SHOWS = {".html", ".py", ".js"}
NUMBERED = re.compile(r"(cols|party|in|depth)-\d+")  # named with a number, which only the page knows
FROM_LIBRARIES = {"errorlist", "nonfield", "htmx-request"}  # what Django and htmx call things


def test_every_style_is_of_something_that_a_page_shows():
    folders = [ROOT / "templates", ROOT / "tracker", ROOT / "static" / "js"]
    files = [path for folder in folders for path in folder.rglob("*.*") if path.suffix in SHOWS]
    pages = "".join(path.read_text() for path in files if path.stem != "style")  # which shows what others use
    words = set(re.findall(r"[\w-]+", pages)) | FROM_LIBRARIES
    for path in (ROOT / "static" / "css").glob("*.css"):
        rules = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
        named = {name for rule in re.findall(r"[^{}]+(?={)", rules) for name in re.findall(r"[.#]([a-z][\w-]*)", rule)}
        assert not {name for name in named - words if not NUMBERED.fullmatch(name)}, path


def test_nothing_is_asked_of_another_origin():
    for path in [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static" / "css").glob("*.css")]:
        assert not re.search(r"(src|href)=\"https?:|url\(\s*['\"]?https?:", path.read_text()), path


def test_the_top_level_is_what_it_is_said_to_be():
    fixed = {"manage.py", "pyproject.toml", "README.md", "CHANGELOG.md", "run", "requirements.txt",
             "requirements-dev.txt", "tracker", "templates", "static", "tests", "docs"}  # fmt: skip
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found == fixed
