"""What stood in the columns of a row, as people read it: choices in their words, records by their names, dates."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext as _

from tracker.base.dates import DomainDate
from tracker.base.numbers import figure
from tracker.history import diff, rows

LONG = 120  # letters from which two texts are compared word by word
UNSAID = {"id", "workspace_id", "version", "slug", "sha256", "encoding"}  # bookkeeping, or nobody's business


@dataclass(frozen=True)
class Part:
    """One part of a record, before and after; of long texts the pieces that were taken out and put in."""

    label: str
    before: str
    after: str
    pieces: list[diff.Piece]


@dataclass(frozen=True)
class Row:
    """What happened to one row."""

    kind: str
    name: str
    did: str  # "added", "changed", "removed"
    parts: list[Part]


def told(traces: Iterable[rows.Trace], zone: ZoneInfo) -> list[Row]:
    """Each trace as people read it; as many queries as there are kinds of records that the rows name."""
    found = [trace for trace in traces if trace.changed]
    names = Names(found)
    return [row(trace, names, zone) for trace in found]


def row(trace: rows.Trace, names: "Names", zone: ZoneInfo) -> Row:
    before, after = trace.before or {}, trace.after or {}
    did = "added" if trace.before is None else "removed" if trace.after is None else "changed"
    parts = []
    for column, (old, new) in pairs(trace.model, before, after).items():
        if old == new or (did != "changed" and not (old or new)):
            continue
        field = trace.model._meta.get_field(column.removesuffix("+"))
        was, now = (said(field, value, names, zone) for value in (old, new))
        if was != now:
            parts.append(part(label(field, column), was, now))
    name = names.of(trace.model, trace.pk, after or before)
    if did != "changed":
        parts = [each for each in parts if name not in (each.before, each.after)]  # said already
    return Row(str(trace.model._meta.verbose_name), name, did, parts)


def part(name: str, was: str, now: str) -> Part:
    long = bool(was and now) and (max(len(was), len(now)) > LONG or "\n" in was + now)
    return Part(name, was, now, diff.compare(was, now) if long else [])


def pairs(model: type[models.Model], before: rows.Row, after: rows.Row) -> dict[str, tuple[Any, Any]]:
    """Before and after by column; the two columns of a domain date as one, under the first with a "+"."""
    found: dict[str, tuple[Any, Any]] = {}
    known = [name for name in {**before, **after} if name not in UNSAID]
    for name in known:
        end = f"{name.removesuffix('_on')}_before"
        if name.endswith("_on") and end in known:
            found[f"{name}+"] = (span(before.get(name), before.get(end)), span(after.get(name), after.get(end)))
        elif not (name.endswith("_before") and f"{name.removesuffix('_before')}_on" in known):
            found[name] = (before.get(name), after.get(name))
    return found


def span(first: date | None, end: date | None) -> DomainDate | None:
    return DomainDate(first, end) if first and end else None


def label(field: Any, column: str) -> str:
    words = str(field.verbose_name)
    if column.endswith("+"):
        words = words.removesuffix(" on")
    return words[:1].upper() + words[1:]


def said(field: Any, value: Any, names: "Names", zone: ZoneInfo) -> str:
    """One value in words; "" for none."""
    if value is None or value == "":
        return ""
    if field.is_relation:
        return names.of(field.related_model, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    match value:
        case bool():
            return _("yes") if value else _("no")
        case float():
            return figure(value)
        case datetime():
            return f"{value.astimezone(zone):%-d %b %Y, %H:%M}"
        case date():
            return f"{value:%-d %b %Y}"
        case dict():
            return ", ".join(f"{key}: {each}" for key, each in value.items())
        case list():
            return ", ".join(map(str, value))
    if hasattr(value, "lower") and hasattr(value, "upper") and not isinstance(value, str):
        return during(value, zone)
    return str(value)


def during(value: Any, zone: ZoneInfo) -> str:
    """A range of days: "from 1 Jan 2009 to 31 Jan 2012"."""
    first, end = (f"{day:%-d %b %Y}" if day else "" for day in (value.lower, value.upper))
    if first and end:
        return _("from %(first)s until %(end)s") % {"first": first, "end": end}
    if first:
        return _("from %(first)s") % {"first": first}
    return _("until %(end)s") % {"end": end} if end else _("always")


class Names:
    """What the records are called that rows name, one query for each kind; what is gone, as it was called last."""

    def __init__(self, traces: Iterable[rows.Trace]) -> None:
        wanted: dict[type[models.Model], set[int]] = defaultdict(set)
        for trace in traces:
            wanted[trace.model].add(trace.pk)
            for field in trace.model._meta.concrete_fields:
                if field.is_relation and field.attname not in UNSAID:
                    for row in (trace.before, trace.after):
                        if row and row.get(field.attname):
                            wanted[field.related_model].add(row[field.attname])  # type: ignore[index]
        self.known = {model: model._base_manager.in_bulk(list(keys)) for model, keys in wanted.items()}

    def of(self, model: type[models.Model], pk: int, row: rows.Row | None = None) -> str:
        found = self.known.get(model, {}).get(pk)
        if row and (found is None or rows.private(found)):
            found = model(**row)
        try:
            return str(found)[:200] if found is not None else _("a record that is gone")
        except (AttributeError, models.ObjectDoesNotExist):  # its name is made of a record that is gone too
            return ""
