from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from tracker.accounts.models import User
from tracker.agenda.when import NOW
from tracker.base.dates import parse_moment
from tracker.compare.queries import compare
from tracker.exchange.demo.loader import Loader, read
from tracker.positions.queries import backing
from tracker.statements.queries import with_reports


class Demo:
    """The demo dossier as a test asks it: by the names that its file gives."""

    def __init__(self):
        self.loader = Loader(read(), None)
        self.workspace = self.loader.load()
        self.talks = self.loader.negotiation
        self.address = f"/w/demo/n/{self.talks.slug}/export/"

    def the(self, kind, name):
        return self.loader.the(kind, name)

    def statement(self, key):
        """As it is in the database, with its reports."""
        return with_reports(type(self.the("statement", key)).objects.filter(pk=self.the("statement", key).pk))[0]

    def known(self, moment):
        return parse_moment(moment, self.workspace.zone) if moment else NOW

    def compare(self, day, known="", parties=None, since=None):
        chosen = None if parties is None else [self.the("party", slug) for slug in parties]
        return compare(
            self.talks,
            chosen,
            day=date.fromisoformat(day),
            known=self.known(known),
            since=date.fromisoformat(since) if since else None,
        )

    def cell(self, party, issue, day="2011-07-05", known=""):
        """One party on one issue, as the pages show it."""
        row = next(row for row in self.compare(day, known).leaves if row.issue.slug == issue)
        return next(cell for cell in row.cells if cell.party.slug == party)

    def behind(self, key, day="2012-05-31"):
        """What stands behind one reading of the file."""
        reading = self.the("reading", key)
        return backing([reading], date.fromisoformat(day), NOW, self.workspace.half_life)[reading.pk]

    def browse(self, role):
        client = Client()
        client.force_login(User.objects.get(email=f"{role}@example.org"), "django.contrib.auth.backends.ModelBackend")
        return client


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Loaded once for all tests of a file, and gone with the last of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Demo()
        transaction.set_rollback(True)
