"""What nobody may do while somebody else does something with a brief."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction

from tests import make
from tracker.briefs import operations
from tracker.members.operations import switch_off


def strike(by, brief, _words):
    operations.remove_block(brief.blocks.first(), by=by, expected=1)


def meanwhile(act):
    """On a connection of its own, where nobody waits long."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
        act()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [make.write, strike])
def test_nobody_writes_in_a_brief_while_somebody_issues_it(act):
    """Else its edition might have the words of before with the citations of after."""
    table = make.Table()
    brief = make.brief(table.by, table.talks)

    with transaction.atomic(), ThreadPoolExecutor(1) as threads:
        operations.alone(brief)
        with pytest.raises(OperationalError, match="lock timeout"):
            threads.submit(meanwhile, lambda: act(table.by, brief, "Meanwhile.")).result()


@pytest.mark.django_db(transaction=True)
def test_nobody_loses_the_leave_to_make_links_while_they_make_one():
    """Else it would be there after all of theirs were taken back."""
    maker = make.member(role="reviewer")
    lead = make.member(maker.workspace, "lead")
    with transaction.atomic(), ThreadPoolExecutor(1) as threads:
        operations.still_may(maker)
        with pytest.raises(OperationalError, match="lock timeout"):
            threads.submit(meanwhile, lambda: switch_off(maker, by=lead, was="reviewer")).result()
