"""What the benchmarks share: a database of their own, and acts measured in turn."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from statistics import median

import django
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.db import connection
from django.test.utils import override_settings

from tracker.base.static import AskedOnce
from tracker.postgres import server

SENTENCE = "one system, divided into sectors, is what they say they want"
BODY = "".join(f"<p>Paragraph {n}: {SENTENCE}.</p>" for n in range(300))  # a document of 24 KB, 3,900 words
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "tests.bench._own.Plain"},
}


class Plain(AskedOnce, StaticFilesStorage):
    """As the product's, without the files having to be collected."""


@contextmanager
def database() -> Iterator[None]:
    """Django is ready, on an empty database that is dropped afterwards."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    server.attach()
    connection.settings_dict["OPTIONS"].pop("pool", None)
    connection.settings_dict["TEST"]["NAME"] = f"bench_{os.getpid()}"
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with override_settings(STORAGES=STORAGES, STATIC_ROOT=None):
            yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


@contextmanager
def standing() -> Iterator[None]:
    """Django is ready, on the database that there is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    server.attach()
    connection.settings_dict["OPTIONS"].pop("pool", None)
    with override_settings(STORAGES=STORAGES, STATIC_ROOT=None):
        yield


def in_turn(acts: Mapping[str, Callable[[], object]], times: int) -> dict[str, float]:
    """The median of each in milliseconds, asked A B C, A B C: a slow spell of the machine hits all alike."""
    found: dict[str, list[float]] = {name: [] for name in acts}
    for n in range(-6, times):  # the first ones only warm up: a statement is prepared after five
        for name, act in acts.items():
            start = time.perf_counter()
            act()
            if n >= 0:
                found[name].append(1000 * (time.perf_counter() - start))
    return {name: median(times) for name, times in found.items()}
