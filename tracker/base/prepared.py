"""Questions that pages ask again and again: each is written as a queryset, and put into SQL once for all values."""

from collections.abc import Callable, Sequence
from copy import copy
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.db import connections
from django.db.models import BooleanField, Expression, Func, QuerySet


class Blank(Expression):
    """The place of a value that is known only when the question is asked. It is only passed on."""

    def __init__(self, place: int, sql_type: str) -> None:
        super().__init__()
        self.place, self.sql_type = place, sql_type

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return f"%s::{self.sql_type}", [self]


class Among(Func):
    """Whether the column is in an array. Written IN, another number of values would be another question."""

    template, arg_joiner = "%(expressions)s)", " = ANY ("
    output_field = BooleanField()


def prepared[**P, R](write: Callable[P, QuerySet[Any, R]]) -> Callable[P, list[R]]:
    """The rows of the queryset that `write` makes of its arguments, without making it anew each time.

    Django needs longer to put a question together than the database to answer it. Here `write` is called once, with a
    `Blank` for each date, moment, text, number or collection of numbers; None, true and false shape the question, so
    for them it is called again. Its queryset prefetches nothing.
    """
    shapes: dict[tuple[Any, ...], Question[R]] = {}

    @wraps(write)
    def ask(*values: Any) -> list[R]:
        shape = tuple(sql_type(value) for value in values)
        if shape not in shapes:
            blanks = [Blank(place, kind) if isinstance(kind, str) else kind for place, kind in enumerate(shape)]
            shapes[shape] = Question(write(*blanks))  # type: ignore[arg-type, call-arg]
        return shapes[shape].ask(values)

    return ask  # type: ignore[return-value]


def sql_type(value: Any) -> Any:
    """What a `Blank` for it is called in SQL; the value itself where it shapes the question."""
    match value:
        case None | bool():
            return value
        case datetime():
            return "timestamptz"
        case date():
            return "date"
        case int():
            return "bigint"
        case str():
            return "text"
        case list() | tuple() | set() | frozenset() | dict():
            return "bigint[]"
    raise TypeError(f"A prepared question takes no {type(value).__name__}.")


class Question[R]:
    """A queryset as SQL, with blanks among its parameters."""

    def __init__(self, queryset: Any) -> None:
        self.queryset = queryset
        if self.queryset._prefetch_related_lookups:
            raise TypeError("What a prepared question prefetches would be put together anew each time.")
        self.compiler: Any = queryset.query.get_compiler(queryset.db)
        self.sql, self.params = self.compiler.as_sql()

    def ask(self, values: Sequence[Any]) -> list[R]:
        given = [list(value) if isinstance(value, set | frozenset | dict) else value for value in values]
        params = tuple(given[each.place] if isinstance(each, Blank) else each for each in self.params)
        compiler = copy(self.compiler)
        compiler.connection = connections[self.queryset.db]
        compiler.as_sql = lambda: (self.sql, params)
        return list(self.queryset._iterable_class(Written(self.queryset, compiler)))


class Written:
    """In the place of a queryset and of its query, for what reads their rows: the SQL is there already."""

    def __init__(self, queryset: Any, compiler: Any) -> None:
        self.model, self.db, self._fetch_mode = queryset.model, queryset.db, queryset._fetch_mode
        self._known_related_objects: dict[Any, Any] = {}
        self.query, self.compiler = self, compiler

    def get_compiler(self, using: str) -> Any:
        return self.compiler
