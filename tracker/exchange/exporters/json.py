"""JSON, as `docs/dossier.schema.json` describes it: every script as it is written, a record a line."""

import json
from collections.abc import Mapping
from typing import IO, Any


def write(content: Mapping[str, Any], out: IO[bytes]) -> None:
    out.write(b"{")
    for place, (name, value) in enumerate(content.items()):
        out.write(f"{',' if place else ''}\n {json.dumps(name)}: ".encode())
        if isinstance(value, list):
            lines = (json.dumps(each, ensure_ascii=False) for each in value)
            out.write(b"[")
            out.writelines(f"{',' if line else ''}\n  {each}".encode() for line, each in enumerate(lines))
            out.write(b"\n ]" if value else b"]")
        else:
            out.write(json.dumps(value, ensure_ascii=False).encode())
    out.write(b"\n}\n")
