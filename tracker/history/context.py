"""Which rows belong together: those before and after carry the id of the operation that wrote them.

The triggers of pghistory read it from two settings of the transaction. Its own context writes these before every single
statement, which a prepared statement has no room for; ours are set once.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

current: ContextVar[UUID | None] = ContextVar("current", default=None)


@contextmanager
def as_one(**told: Any) -> Iterator[UUID]:
    """Rows written inside are written together or not at all, under one id, and `told` says what for.

    Inside another such block it is a part of that one.
    """
    outer = current.get()
    own = outer or uuid4()
    with transaction.atomic():
        tell_triggers(str(own), json.dumps(told))
        token = current.set(own)
        try:
            yield own
        finally:
            current.reset(token)
        if outer is None:  # what follows in this transaction is not the operation's
            tell_triggers("", "")


def tell_triggers(own: str, told: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)",
            [own, told],
        )
