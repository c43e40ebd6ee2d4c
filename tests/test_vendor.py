"""What was made elsewhere is what its makers published, and no page fetches anything from another origin."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
SUMS = dict(reversed(line.split()) for line in (STATIC / "vendor" / "SHA256SUMS").read_text().splitlines())
PAGES = [*(ROOT / "templates").rglob("*"), *STATIC.rglob("*")]
TEXTS = [path for path in PAGES if path.suffix in {".html", ".css", ".js", ".svg"}]
NAMES_ONLY = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink")  # name spaces: nothing is fetched


@pytest.mark.parametrize("name", SUMS)
def test_a_vendored_file_is_the_published_one(name):
    assert sha256((STATIC / name).read_bytes()).hexdigest() == SUMS[name]


def test_every_vendored_file_has_its_checksum_and_its_licence():
    files = [path for path in STATIC.rglob("*") if path.suffix == ".woff2" or path.parent.name == "vendor"]
    ours = {path.relative_to(STATIC).as_posix() for path in files if path.suffix in {".js", ".woff2"}}
    assert ours == set(SUMS)
    for licence in ("vendor/htmx-LICENSE.txt", "fonts/inter-OFL.txt", "fonts/source-serif-4-OFL.txt"):
        assert (STATIC / licence).read_text().strip()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_file_refers_to_another_origin(path):
    text = path.read_text()
    for name in NAMES_ONLY:
        text = text.replace(name, "")
    assert not re.findall(r"""https?://[\w.-]+|["'(]//[\w-]+\.[\w.-]+""", text)


@pytest.mark.parametrize("path", [path for path in TEXTS if path.suffix == ".html"], ids=lambda path: path.name)
def test_no_template_holds_a_script_or_a_style_of_its_own(path):
    text = path.read_text()
    assert not re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|hx-on|javascript:", text)
