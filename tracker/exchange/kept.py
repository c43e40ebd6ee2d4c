"""A paper as JSON, and back: what was issued is kept so, and is read again word for word."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from tracker.exchange.harmless import harmless
from tracker.exchange.paper import (
    Bullets,
    Cited,
    Grid,
    Heading,
    Held,
    Line,
    Noted,
    Paper,
    Part,
    Picture,
    Point,
    Points,
    Prose,
    Remark,
    Source,
)  # fmt: skip
from tracker.exchange.tables import Sheet, Value

UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)  # what JSON of another make comes to
BLOCKS = {each.__name__: each for each in (Heading, Prose, Remark, Bullets, Points, Held, Cited, Grid, Picture)}


def kept(paper: Paper) -> dict[str, Any]:
    """The whole paper, in what JSON knows. Its blocks are read, so that all its sources are there."""
    blocks = [{"block": type(block).__name__, **part(block)} for block in paper.blocks]
    rest = {
        "facts": [list(fact) for fact in paper.facts],
        "blocks": blocks,
        "sources": [part(source) for source in paper.sources],
        "headings": dict(paper.headings),
        "running": list(paper.running),
        "moment": paper.moment.isoformat(),
    }
    return {field.name: getattr(paper, field.name) for field in fields(Paper)} | rest


def part(record: Any) -> dict[str, Any]:
    return {field.name: plain(getattr(record, field.name)) for field in fields(record)}


def plain(value: Any) -> Any:
    if isinstance(value, Sheet):
        rows = [[cell(each) for each in row] for row in value.rows]
        return {"headings": list(value.headings), "rows": rows}
    if isinstance(value, Noted):
        return {"noted": [plain(each if each.stress else each[:2]) for each in value.parts]}
    if isinstance(value, Point | Points):
        return part(value)
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def cell(value: Value) -> Any:
    return {"date": value.isoformat()} if isinstance(value, date) else value


def again(found: dict[str, Any]) -> Paper:
    """The paper that was kept. Raises one of `UNREADABLE` where it is none."""
    rest = {
        "facts": [tuple(fact) for fact in found["facts"]],
        "blocks": [block(each) for each in found["blocks"]],
        "sources": [Source(**each) for each in found["sources"]],
        "headings": {"sources": found["headings"]["sources"]},
        "running": tuple(found["running"]),
        "moment": datetime.fromisoformat(found["moment"]),
    }
    paper = Paper(**found | rest)
    if not fits(paper, Paper):
        raise ValueError("Something in it is not what a paper holds there.")
    return paper


def fits(value: Any, kind: Any) -> bool:
    """Whether it is what the annotation says, with all that it holds."""
    made, of = get_origin(kind) or kind, get_args(kind)
    if made is UnionType or made is Union:
        return any(fits(value, each) for each in of)
    if made is Literal:
        return value in of
    if made is tuple:
        return isinstance(value, tuple) and len(value) == len(of) and all(map(fits, value, of))
    if made is Sequence or made is Iterable:
        return isinstance(value, list | tuple) and all(fits(each, of[0]) for each in value)
    if made is Mapping:
        return isinstance(value, dict) and all(fits(key, of[0]) and fits(each, of[1]) for key, each in value.items())
    if not isinstance(value, int | float if made is float else made):
        return False
    return all(fits(getattr(value, name), own) for name, own in hints(made).items())


hints = cache(get_type_hints)


def block(found: dict[str, Any]) -> Any:
    made = BLOCKS[found["block"]]
    values = {name: value for name, value in found.items() if name != "block"}
    if made is Grid:
        return grid(values)
    if made is Picture and not harmless(values["svg"]):
        raise ValueError("A drawing in it does more than draw.")
    if made is Prose or made is Heading:
        values["words"] = line(values["words"])
    if made is Bullets:
        values["lines"] = [line(each) for each in values["lines"]]
    return points(values) if made is Points else made(**values)


def grid(found: dict[str, Any]) -> Grid:
    sheet = found["sheet"]
    rows = [[uncell(each) for each in row] for row in sheet["rows"]]
    made = Grid(**found | {"sheet": Sheet(sheet["headings"], rows)})
    if any(len(row) != len(made.sheet.headings) for row in made.rows()):
        raise ValueError("A row of it is not as long as its head.")
    return made


def points(found: dict[str, Any]) -> Points:
    lines = [Point(line(each["words"]), [points(below) for below in each["below"]]) for each in found["lines"]]
    return Points(lines, found["first"])


def line(found: Any) -> Line:
    return Noted([Part(*each) for each in found["noted"]]) if isinstance(found, dict) else found


def uncell(value: Any) -> Value:
    return date.fromisoformat(value["date"]) if isinstance(value, dict) else value


def written(found: Any) -> str:
    """JSON of which there is only one way to write it, so that it has one checksum."""
    return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
