"""The rows before and after, which the database keeps of every record that people edit."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import groupby
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Max, OuterRef, Subquery

BOOKKEEPING = {"version"}  # changes with every save, and says nothing
AT_ONCE = 500  # rows in one statement

type Row = dict[str, Any]


@dataclass
class Trace:
    """What one operation did to one row: as it was before (None: it was not there), and after (None: it is gone)."""

    model: type[models.Model]
    pk: int
    before: Row | None
    after: Row | None
    last: int  # id of the event that ended it: a later one means that somebody has changed the row since
    between: list[Row] = field(default_factory=list)  # what it was on the way, where it was changed more than once

    @property
    def changed(self) -> dict[str, tuple[Any, Any]]:
        """Column by column, where before and after differ."""
        before, after = self.before or {}, self.after or {}
        names = [name for name in {**before, **after} if name not in BOOKKEEPING]
        found = {name: (before.get(name), after.get(name)) for name in names}
        return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


def public(trace: Trace) -> Trace:
    """The same as everybody may read it: while a row was its owner's alone, it was not there."""
    before, after = (
        None if state and private(trace.model(**state)) else state for state in (trace.before, trace.after)
    )
    return replace(trace, before=before, after=after)


def private(record: models.Model) -> bool:
    """Whether nobody but its owner sees that record."""
    return bool(getattr(record, "is_private", False))


@cache
def event_models() -> dict[type[models.Model], type[models.Model]]:
    """The table of rows before and after of each tracked model, those first whose records others refer to."""
    found = {model.pgh_tracked_model: model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")}
    ordered: dict[type[models.Model], type[models.Model]] = {}

    def place(model: type[models.Model], above: tuple[type[models.Model], ...] = ()) -> None:
        if model in ordered or model in above:
            return
        for column in model._meta.concrete_fields:
            parent = column.related_model
            if isinstance(parent, type) and parent in found:
                place(parent, (*above, model))
        ordered[model] = found[model]

    for model in found:
        place(model)
    return ordered


def tracked(kind: str) -> type[models.Model] | None:
    """The model of that label, if the database keeps its rows before and after."""
    return next((model for model in event_models() if model._meta.label_lower == kind), None)


def columns(model: type[models.Model]) -> list[str]:
    """The columns of `model` that its history keeps; what the database works out itself is not among them."""
    known = {column.name for column in event_models()[model]._meta.concrete_fields}
    return [column.attname for column in model._meta.concrete_fields if column.name in known]


# What was done --------------------------------------------------------------------------------------------------------
def touched(contexts: Iterable[UUID]) -> dict[UUID, dict[type[models.Model], int]]:
    """How many rows of which tables each of these operations touched, in one query."""
    wanted = list(contexts)
    found: dict[UUID, dict[type[models.Model], int]] = {context: {} for context in wanted}
    tables = list(event_models().items())
    quote = connection.ops.quote_name
    parts = [
        f"SELECT {n}, pgh_context_id, count(DISTINCT pgh_obj_id) FROM {quote(events._meta.db_table)} "  # noqa: S608
        "WHERE pgh_context_id = ANY(%s) GROUP BY pgh_context_id"
        for n, (_, events) in enumerate(tables)
    ]
    if wanted:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), [wanted] * len(parts))
            for n, context, rows in cursor.fetchall():
                found[context][tables[n][0]] = rows
    return found


def traces(contexts: Iterable[UUID]) -> dict[UUID, list[Trace]]:
    """What each of these operations did, row by row; two queries for each table that one of them touched."""
    wanted = list(contexts)
    done: dict[UUID, list[Trace]] = defaultdict(list)
    tables = {model for each in touched(wanted).values() for model in each}
    for model in event_models():
        if model in tables:
            for context, trace in trace_table(model, models.Q(pgh_context_id__in=wanted)):
                done[context].append(trace)
    return done


def history_of(model: type[models.Model], pk: int) -> dict[UUID | None, Trace]:
    """What each operation did to that one row, the oldest first."""
    return dict(trace_table(model, models.Q(pgh_obj_id=pk)))


def trace_table(model: type[models.Model], which: models.Q) -> Iterator[tuple[Any, Trace]]:
    """The traces of one table, with the operation that left each."""
    events = event_models()[model]._default_manager
    names = columns(model)
    before_it = events.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_id")
    steps = list(
        events.filter(which)
        .annotate(pgh_earlier=Subquery(before_it.values("pgh_id")[:1]))
        .order_by("pgh_id")
        .values(*names, "pgh_id", "pgh_obj_id", "pgh_label", "pgh_context_id", "pgh_earlier")
    )
    groups: dict[tuple[Any, int], list[Row]] = defaultdict(list)
    for step in steps:
        groups[step["pgh_context_id"], step["pgh_obj_id"]].append(step)
    firsts = [group[0]["pgh_earlier"] for group in groups.values()]
    earlier = {row["pgh_id"]: row for row in events.filter(pgh_id__in=firsts).values(*names, "pgh_id", "pgh_label")}
    for (context, pk), group in groups.items():
        first, last = group[0], group[-1]
        was = None if first["pgh_label"] == "insert" else earlier.get(first["pgh_earlier"])
        if was is None and first["pgh_label"] == "delete":
            was = first  # a row that is older than its history: the event holds it as it was
        now = None if last["pgh_label"] == "delete" else last
        states = [{name: row[name] for name in names} if row else None for row in (was, now, *group[:-1])]
        yield context, Trace(model, pk, states[0], states[1], last["pgh_id"], [row for row in states[2:] if row])


# What is so now -------------------------------------------------------------------------------------------------------
def changed_since(found: Iterable[Trace]) -> bool:
    """Whether somebody has changed one of these rows since. Until the transaction ends nobody else will."""
    for model, group in by_model(found):
        keys = [trace.pk for trace in group]
        list(model._base_manager.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))
        newest = newest_events(model, keys)
        if any(newest.get(trace.pk) != trace.last for trace in group):
            return True
    return False


def newest_events(model: type[models.Model], keys: Iterable[int]) -> dict[int, int]:
    """Id of the newest event of each of these rows."""
    events = event_models()[model]._default_manager.filter(pgh_obj_id__in=list(keys))
    return dict(events.order_by().values_list("pgh_obj_id").annotate(Max("pgh_id")))


def by_model(found: Iterable[Trace]) -> Iterator[tuple[type[models.Model], list[Trace]]]:
    order = {model: n for n, model in enumerate(event_models())}
    for model, group in groupby(sorted(found, key=lambda trace: order[trace.model]), key=lambda trace: trace.model):
        yield model, list(group)


# As it was ------------------------------------------------------------------------------------------------------------
def put_back(found: Iterable[Trace]) -> None:
    """Every row is as it was before. `IntegrityError` where a rule of the tables forbids it; then nothing is.

    Rows wait for one another: an issue for the branch it stands under, a name for the row that gives it up. So all
    rows of a table go at once; what is refused is tried again after the others, then row by row, then by way of
    what it was between.
    """
    waiting = steps(found)
    with transaction.atomic():
        while waiting:
            refused: IntegrityError | None = None
            left = []
            for step in waiting:
                if problem := refusal(step.act):
                    refused = problem
                    left.append(step)
            if refused and len(left) == len(waiting):
                finer = [each for step in left for each in step.apart()]
                if len(finer) == len(left) and not any(step.aside() for step in left):
                    raise refused
                left = finer
            waiting = left
        connection.check_constraints()


def refusal(act: Callable[[], None]) -> IntegrityError | None:
    """What the database has against it; None if it is done."""
    try:
        with transaction.atomic():
            act()
    except IntegrityError as refused:
        return refused
    return None


@dataclass
class Step:
    """Rows of one table that go back together."""

    traces: list[Trace]
    done: Callable[[list[Trace]], None]

    def act(self) -> None:
        self.done(self.traces)

    def apart(self) -> "list[Step]":
        return [Step([trace], self.done) for trace in self.traces]

    def aside(self) -> bool:
        """One step back on its way, which makes room for another row."""
        (trace,) = self.traces
        while trace.before is not None and trace.between:
            if not refusal(partial(write, trace, trace.between.pop())):
                return True
        return False


def steps(found: Iterable[Trace]) -> list[Step]:
    """In the order that is most often right: what was gone, what was changed, then what was new, its parts first."""
    gone: list[Step] = []
    changed: list[Step] = []
    new: list[Step] = []
    for _, group in by_model(found):
        kinds = (
            (gone, insert, [trace for trace in group if trace.before is not None and trace.after is None]),
            (changed, update, [trace for trace in group if trace.before is not None and trace.after is not None]),
            (new, delete, [trace for trace in group if trace.before is None]),
        )
        for kind, done, those in kinds:
            if those:
                kind.append(Step(those, done))
    return [*gone, *changed, *reversed(new)]


def insert(found: list[Trace]) -> None:
    """These rows are there again, as the same records."""
    found[0].model._base_manager.bulk_create([trace.model(**(trace.before or {})) for trace in found])
    derive(found)


def update(found: list[Trace]) -> None:
    """These rows have their old values, and versions of their own."""
    if len(found) == 1:
        write(found[0], found[0].before or {})
    else:
        model, names = found[0].model, {name for trace in found for name in trace.changed}
        records = [model(**(trace.before or {}) | newer(trace)) for trace in found]
        fields = sorted(names | ({"version"} & set(columns(model))))
        if names:
            model._base_manager.bulk_update(records, fields, batch_size=AT_ONCE)
    derive(found)


def write(trace: Trace, values: Row) -> None:
    names = trace.changed.keys() | {name for state in trace.between for name in state}
    kept = {name: value for name, value in values.items() if name in names and name not in BOOKKEEPING}
    trace.model._base_manager.filter(pk=trace.pk).update(**kept, **newer(trace))


def newer(trace: Trace) -> Row:
    """A version that nobody has seen: who has the record open is told."""
    return {"version": trace.after["version"] + 1} if trace.after and "version" in trace.after else {}


def delete(found: list[Trace]) -> None:
    """These rows are gone: not by Django's delete, which would take along what rests on them."""
    derive(found)
    rows = found[0].model._base_manager.filter(pk__in=[trace.pk for trace in found])
    rows._raw_delete(rows.db)


def derive(found: list[Trace]) -> None:
    """What is made from a record, and so has no history of its own, is as the record now is."""
    if not hasattr(found[0].model, "derive"):
        return
    for trace in found:
        record: Any = trace.model(**(trace.before or {"pk": trace.pk}))
        record.derive(gone=trace.before is None)


# An earlier version ---------------------------------------------------------------------------------------------------
def since(model: type[models.Model], pk: int, orders: Mapping[UUID | None, int], until: int) -> list[Trace]:
    """What was done to that record and to its parts after the change of number `until`, as if by one operation.

    `orders`: the number of the change that each operation left. What parts a record has says its `PARTS`.
    """
    found: list[Trace] = []
    for kind, keys in whole(model, [pk]):
        events = event_models()[kind]._default_manager.filter(pgh_obj_id__in=keys).order_by("pgh_obj_id", "pgh_id")
        names = columns(kind)
        for key, each in groupby(events.values(), key=lambda event: event["pgh_obj_id"]):
            states, number = list(each), 0
            first, last = states[0], states[-1]
            before: Row | None = {name: first[name] for name in names} if first["pgh_label"] == "delete" else None
            for event in states:
                number = max(number, orders.get(event["pgh_context_id"], number))
                if number <= until:
                    before = None if event["pgh_label"] == "delete" else {name: event[name] for name in names}
                elif event is first and event["pgh_label"] == "update":
                    break  # what it was is older than its history: it stays as it is
            else:
                after = None if last["pgh_label"] == "delete" else {name: last[name] for name in names}
                found.append(Trace(kind, key, before, after, last["pgh_id"]))
    return found


def whole(model: type[models.Model], keys: Sequence[int]) -> Iterator[tuple[type[models.Model], Sequence[int]]]:
    """A record and its parts, table by table: also those that are gone, or were its parts once."""
    if model not in event_models() or not keys:
        return
    yield model, keys
    for name in getattr(model, "PARTS", ()):
        relation: Any = model._meta.get_field(name)
        part = relation.related_model
        if part in event_models():
            events = event_models()[part]._default_manager.filter(**{f"{relation.field.attname}__in": keys})
            yield from whole(part, sorted(set(events.values_list("pgh_obj_id", flat=True))))
