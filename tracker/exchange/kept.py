"""A paper as JSON, and back: what was issued is kept so, and is read again word for word."""

import json
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from tracker.exchange.paper import (
    Bullets,
    Cited,
    Grid,
    Heading,
    Held,
    Line,
    Noted,
    Paper,
    Picture,
    Point,
    Points,
    Prose,
    Remark,
    Source,
)  # fmt: skip
from tracker.exchange.tables import Sheet, Value

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
        return {"noted": plain(value.parts)}
    if isinstance(value, Point | Points):
        return part(value)
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def cell(value: Value) -> Any:
    return {"date": value.isoformat()} if isinstance(value, date) else value


def again(found: dict[str, Any]) -> Paper:
    """The paper that was kept."""
    rest = {
        "facts": [tuple(fact) for fact in found["facts"]],
        "blocks": [block(each) for each in found["blocks"]],
        "sources": [Source(**each) for each in found["sources"]],
        "running": tuple(found["running"]),
        "moment": datetime.fromisoformat(found["moment"]),
    }
    return Paper(**found | rest)


def block(found: dict[str, Any]) -> Any:
    made = BLOCKS[found["block"]]
    values = {name: value for name, value in found.items() if name != "block"}
    if made is Grid:
        rows = [[uncell(each) for each in row] for row in values["sheet"]["rows"]]
        values["sheet"] = Sheet(values["sheet"]["headings"], rows)
    if made is Prose or made is Heading:
        values["words"] = line(values["words"])
    if made is Bullets:
        values["lines"] = [line(each) for each in values["lines"]]
    return points(values) if made is Points else made(**values)


def points(found: dict[str, Any]) -> Points:
    lines = [Point(line(each["words"]), [points(below) for below in each["below"]]) for each in found["lines"]]
    return Points(lines, found["first"])


def line(found: Any) -> Line:
    return Noted([(words, sources) for words, sources in found["noted"]]) if isinstance(found, dict) else found


def uncell(value: Any) -> Value:
    return date.fromisoformat(value["date"]) if isinstance(value, dict) else value


def written(found: Any) -> str:
    """JSON of which there is only one way to write it, so that it has one checksum."""
    return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
