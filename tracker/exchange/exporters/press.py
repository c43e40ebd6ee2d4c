"""Run by itself, `typeset` sees to that: typst keeps much of what it has set, and here that goes with the process."""

import json
import sys
from pathlib import Path
from typing import Any

import typst


def main(fonts: str, into: str) -> None:
    """Sets the files of the input, with the letters of one folder and no others; writes what comes of it to another."""
    given = json.load(sys.stdin)
    files = {name: text.encode() for name, text in given["files"].items()}
    letters = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    made: Any = typst.compile(files, font_paths=letters, ignore_system_fonts=True, **given["how"])
    for number, file in enumerate(made if isinstance(made, list) else [made], 1):
        Path(into, f"{number}").write_bytes(file)


if __name__ == "__main__":
    main(*sys.argv[1:])
