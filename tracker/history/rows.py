"""The rows before and after, which the database keeps of every record that people edit."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Max

BOOKKEEPING = {"version"}  # changes with every save, and says nothing


@dataclass
class Trace:
    """What one operation did to one row: as it was before (None: it was not there), and after (None: it is gone)."""

    model: type[models.Model]
    pk: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    last: int  # id of the event that ended it: a later one means that somebody has changed the row since

    @property
    def changed(self) -> dict[str, tuple[Any, Any]]:
        """Column by column, where before and after differ."""
        before, after = self.before or {}, self.after or {}
        names = [name for name in {**before, **after} if name not in BOOKKEEPING]
        found = {name: (before.get(name), after.get(name)) for name in names}
        return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


def event_models() -> list[type[models.Model]]:
    """The tables of rows before and after, those first whose records others refer to."""
    found = {model.pgh_tracked_model: model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")}
    ordered: dict[type[models.Model], None] = {}

    def place(model: type[models.Model], above: tuple[type[models.Model], ...] = ()) -> None:
        if model in ordered or model in above:
            return
        for column in model._meta.concrete_fields:
            parent = column.related_model
            if isinstance(parent, type) and parent in found:
                place(parent, (*above, model))
        ordered[model] = None

    for model in found:
        place(model)
    return [found[model] for model in ordered]


def traces(contexts: Iterable[UUID]) -> dict[UUID, list[Trace]]:
    """What each of these operations did, row by row; two queries for each table that one of them touched."""
    wanted = list(contexts)
    done: dict[UUID, list[Trace]] = defaultdict(list)
    for events in event_models():
        rows = list(events._default_manager.filter(pgh_context_id__in=wanted).order_by("pgh_id"))
        if rows:
            trace_table(events, rows, done)
    return done


def trace_table(events: type[models.Model], rows: Sequence[Any], done: dict[UUID, list[Trace]]) -> None:
    model = events.pgh_tracked_model  # type: ignore[attr-defined]
    known = {column.name for column in events._meta.concrete_fields}
    columns = [column.attname for column in model._meta.concrete_fields if column.name in known]
    earlier = before_them(events, rows)
    groups: dict[tuple[UUID, int], list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.pgh_context_id, row.pgh_obj_id].append(row)
    for (context, pk), steps in groups.items():
        first, last = steps[0], steps[-1]
        was = None if first.pgh_label == "insert" else earlier.get(first.pgh_id)
        if was is None and first.pgh_label == "delete":
            was = first  # a row that is older than its history: the event holds it as it was
        now = None if last.pgh_label == "delete" else last
        before, after = ({name: getattr(row, name) for name in columns} if row else None for row in (was, now))
        done[context].append(Trace(model, pk, before, after, last.pgh_id))


def before_them(events: type[models.Model], rows: Sequence[Any]) -> dict[int, Any]:
    """For each of these events the one before it of the same row, by id."""
    objects = {row.pgh_obj_id for row in rows}
    chain: dict[int, Any] = {}
    found: dict[int, Any] = {}
    wanted = {row.pgh_id for row in rows}
    rows_of_all: Iterable[Any] = events._default_manager.filter(pgh_obj_id__in=objects).order_by("pgh_id")
    for row in rows_of_all:
        if row.pgh_id in wanted and row.pgh_obj_id in chain:
            found[row.pgh_id] = chain[row.pgh_obj_id]
        chain[row.pgh_obj_id] = row
    return found


def newest(trace: Trace) -> int:
    """Id of the newest event of that row."""
    events = next(each for each in event_models() if each.pgh_tracked_model is trace.model)  # type: ignore[attr-defined]
    found = events._default_manager.filter(pgh_obj_id=trace.pk).aggregate(last=Max("pgh_id"))["last"]
    return int(found or 0)


def put_back(trace: Trace) -> None:
    """The row is as it was before: gone, there again, or with its old values and a version of its own."""
    rows = trace.model._base_manager.filter(pk=trace.pk)
    if trace.before is None:
        follow(trace)
        rows._raw_delete(rows.db)  # not Django's delete, which would take along what rests on it
        return
    values = dict(trace.before)
    if trace.after is None:
        trace.model._base_manager.bulk_create([trace.model(**values)])
    else:
        if "version" in values:
            values["version"] = trace.after["version"] + 1
        rows.update(**values)
    follow(trace)


def follow(trace: Trace) -> None:
    """What is made from the record, and has no history of its own, is as the record now is: see `Document.derive`."""
    record: Any = trace.model(**(trace.before or {"pk": trace.pk}))
    if hasattr(record, "derive"):
        record.derive(gone=trace.before is None)
