"""W3C Web Annotations in JSON-LD, as whatever program wrote them: the words they are about, and where these stood."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

LARGEST = 5_000_000  # bytes of a file
MOST = 1_000  # annotations of a file


class Unreadable(ValueError):
    """The file holds no annotations; the message is a sentence for people."""


@dataclass(frozen=True)
class Quoted:
    """What one annotation is about; without words there is nothing to look for."""

    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


def read(data: bytes) -> list[Quoted]:
    """Each place that an annotation of the file is about, in its order."""
    found = []
    for number, each in enumerate(annotations(parsed(data)), 1):
        try:
            found += places(each)
        except Unreadable as reason:
            raise Unreadable(f"Annotation {number}: {reason}") from None
        if max(number, len(found)) > MOST:
            raise Unreadable(f"More than {MOST:,} annotations are in it. Import them in several files.")
    if not found:
        raise Unreadable("No annotation is in it.")
    return found


def parsed(data: bytes) -> Any:
    """The JSON of the file, without what JSON leaves open: names that stand twice, numbers that are none."""
    if len(data) > LARGEST:
        raise Unreadable(f"This file is larger than {LARGEST // 1_000_000} MB.")
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=once, parse_constant=no_number)
    except Unreadable:
        raise
    except RecursionError:
        raise Unreadable("It is nested too deeply to be annotations.") from None
    except ValueError:
        raise Unreadable("This is no JSON.") from None


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unreadable("A name stands twice in one of its objects, so it is not sure what is meant.")
    return found


def no_number(name: str) -> None:
    raise Unreadable(f"{name} stands where JSON has a number.")


def annotations(whole: Any) -> Iterator[dict[str, Any]]:
    """Of one annotation, a list of them, a page, or a collection that holds its first page."""
    if isinstance(whole, list):
        for each in whole:
            if not isinstance(each, dict):
                raise Unreadable("Its list holds something that is no annotation.")
            yield each
        return
    if not isinstance(whole, dict):
        raise Unreadable("This is JSON, but no annotation.")
    if is_a(whole, "Annotation"):
        yield whole
    elif is_a(whole, "AnnotationPage"):
        yield from annotations(listed(whole.get("items", [])))
    elif is_a(whole, "AnnotationCollection"):
        if not isinstance(whole.get("first"), dict):
            raise Unreadable("It names its pages only. Import each page.")
        yield from annotations(listed(whole["first"].get("items", [])))
    else:
        raise Unreadable("This is JSON, but no annotation.")


def places(annotation: dict[str, Any]) -> list[Quoted]:
    """What it is about; often one place."""
    if not is_a(annotation, "Annotation"):
        raise Unreadable("it is of another type.")
    return [quoted(each) for each in listed(annotation.get("target"))] or [Quoted()]


def quoted(target: Any) -> Quoted:
    if isinstance(target, str):
        return Quoted()  # about the text as a whole
    if not isinstance(target, dict):
        raise Unreadable("its target is neither an address nor an object.")
    words: dict[str, str] = {}
    place: dict[str, int] = {}
    for selector in listed(target.get("selector")):
        if not isinstance(selector, dict):
            if isinstance(selector, str):
                continue  # the address of one that is elsewhere
            raise Unreadable("a selector is no object.")
        if is_a(selector, "TextQuoteSelector") and not words:
            words = {name: text(selector, name) for name in ("exact", "prefix", "suffix")}
        elif is_a(selector, "TextPositionSelector") and not place:
            place = {name: whole_number(selector, name) for name in ("start", "end")}
    return Quoted(**words, **place)  # type: ignore[arg-type]


def text(selector: dict[str, Any], name: str) -> str:
    value = selector.get(name)
    if not isinstance(value, str | None):
        raise Unreadable(f"its “{name}” is no text.")
    return value or ""


def whole_number(selector: dict[str, Any], name: str) -> int:
    value = selector.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Unreadable(f"its “{name}” is no place in a text.")
    return value


def listed(value: Any) -> Sequence[Any]:
    """JSON-LD writes a single value with or without a list around it."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def is_a(record: dict[str, Any], kind: str) -> bool:
    kinds = listed(record.get("type", record.get("@type")))
    return any(isinstance(each, str) and each.removeprefix("oa:") == kind for each in kinds)
