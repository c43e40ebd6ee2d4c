"""What is made of a workspace's records is made once for all who ask for it, until one of them changes."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future
from threading import Lock

from django.db import connection

MOST, LONGEST = 24_000_000, 60  # letters that a process keeps; seconds: a name of a user changes without a `Change`

# While nobody writes anything: who begins to later has a `Change` later too, with a higher number than all before.
# The server's own tidying writes no record.
QUIET = """NOT EXISTS (SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND backend_xid IS NOT NULL AND backend_type <> 'autovacuum worker')"""
LAST = "(SELECT id FROM history_change WHERE workspace_id = %s ORDER BY id DESC LIMIT 1)"
STATE = f"SELECT {QUIET}, {LAST}"

type Made = Mapping[str, str]  # nothing but words, so that nobody changes what another is shown


class Shelf:
    """What was made, the last asked for last."""

    def __init__(self) -> None:
        self.made: OrderedDict[Hashable, tuple[float, Made]] = OrderedDict()
        self.making: dict[Hashable, Future[Made]] = {}
        self.size, self.lock = 0, Lock()

    def get(self, key: Hashable) -> Made | None:
        with self.lock:
            at, made = self.made.get(key, (0.0, None))
            if made is None or time.monotonic() - at > LONGEST:
                self.drop(key)
                return None
            self.made.move_to_end(key)
            return made

    def alone(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` makes; who asks for it meanwhile waits, and is given the same. If it fails, each tries."""
        mine: Future[Made] = Future()
        with self.lock:
            under_way = self.making.setdefault(key, mine)
        if under_way is not mine:
            return make() if under_way.exception() else under_way.result()
        try:
            made = make()
        except BaseException as reason:
            mine.set_exception(reason)
            raise
        else:
            mine.set_result(made)
            return made
        finally:
            with self.lock:
                del self.making[key]

    def put(self, key: Hashable, made: Made) -> None:
        with self.lock:
            self.drop(key)
            self.made[key] = time.monotonic(), made
            self.size += length(key, made)
            while self.size > MOST:
                self.drop(next(iter(self.made)))

    def drop(self, key: Hashable) -> None:
        if key in self.made:
            self.size -= length(key, self.made.pop(key)[1])


def length(key: Hashable, made: Made) -> int:
    """How much of the room it takes, with its address, which may be longer than what is made of it."""
    return len(str(key)) + sum(map(len, made.values()))


shelf = Shelf()


def once(workspace: int, key: tuple[Hashable, ...], make: Callable[[], Made]) -> Made:
    """What `make` makes of that workspace's records as they are; `key` says all else that it depends on."""
    with connection.cursor() as cursor:
        cursor.execute(STATE, [workspace])
        quiet, last = cursor.fetchone()
    whole = (connection.settings_dict["NAME"], workspace, last, *key)
    found = shelf.get(whole)
    if found is None and not quiet:  # nobody else's either: another may have begun while somebody wrote
        return make()
    if found is None:
        found = shelf.alone(whole, make)
        shelf.put(whole, found)
    return found
