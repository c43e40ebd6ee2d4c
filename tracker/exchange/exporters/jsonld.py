"""What is marked in a text as W3C Web Annotations, in JSON-LD: https://www.w3.org/TR/annotation-model/."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA = f'application/ld+json; profile="{CONTEXT}"'


@dataclass(frozen=True)
class Body:
    """What is said of the words: "describing" what they say, or "tagging" what it is about."""

    purpose: str
    value: str
    address: str = ""


@dataclass(frozen=True)
class Mark:
    """Words of the text. `place`: code points, end-exclusive; none where they are not found in it any more."""

    address: str
    created: datetime
    creator: str
    exact: str
    prefix: str
    suffix: str
    place: tuple[int, int] | None
    bodies: Sequence[Body] = ()


def write(marks: Sequence[Mark], *, address: str, source: str, title: str, language: str) -> bytes:
    """All of them as one page of annotations on the text at `source`."""
    whole = {"id": f"{address}#all", "type": "AnnotationCollection", "label": title, "total": len(marks)}
    page = {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationPage",
        "partOf": whole | {"first": address},
        "startIndex": 0,
        "items": [annotation(mark, source, language) for mark in marks],
    }
    return json.dumps(page, ensure_ascii=False, indent=1).encode() + b"\n"


def annotation(mark: Mark, source: str, language: str) -> dict[str, Any]:
    selectors: list[dict[str, Any]] = [
        {"type": "TextQuoteSelector", "exact": mark.exact, "prefix": mark.prefix, "suffix": mark.suffix}
    ]
    if mark.place:
        selectors.append({"type": "TextPositionSelector", "start": mark.place[0], "end": mark.place[1]})
    found: dict[str, Any] = {
        "id": mark.address,
        "type": "Annotation",
        "motivation": "describing" if mark.bodies else "highlighting",
        "created": mark.created.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "creator": {"type": "Person", "name": mark.creator},
        "target": {"source": {"id": source, "language": language}, "selector": selectors},
    }
    if mark.bodies:
        found["body"] = [body(each) for each in mark.bodies]
    return found


def body(given: Body) -> dict[str, str]:
    named = {"id": given.address} if given.address else {}
    return {**named, "type": "TextualBody", "purpose": given.purpose, "format": "text/plain", "value": given.value}
