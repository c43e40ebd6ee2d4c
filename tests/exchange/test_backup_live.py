"""A backup of a desk at which somebody is working."""

import io
import threading

import pytest
from django.db import connection

from tests import make
from tests.exchange.archives import members
from tracker.exchange.archive.write import write
from tracker.statements.models import Statement

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_holds_one_moment_though_others_write_meanwhile():
    """The statement recorded meanwhile is in none of its tables; nobody waits for the other."""
    table = make.Table()
    before = io.BytesIO()
    write(before, ["desk"])

    class Slow(io.BytesIO):
        recorded = False

        def write(self, data):
            if not self.recorded:
                self.recorded = True
                colleague = threading.Thread(target=record, args=[table])
                colleague.start()
                colleague.join(20)
                assert not colleague.is_alive()
            return super().write(data)

    to = Slow()
    write(to, ["desk"])
    assert Statement.objects.filter(words="Recorded meanwhile.").exists()
    assert members(to.getvalue()) == members(before.getvalue())


def record(table):
    try:
        make.statement(table.by, table.issue, table.nato, words="Recorded meanwhile.")
    finally:
        connection.close()
