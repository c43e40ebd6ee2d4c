"""Who issues a brief is alone with it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction

from tests import make
from tracker.briefs import operations


def strike(by, brief, _words):
    operations.remove_block(brief.blocks.first(), by=by, expected=1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [make.write, strike])
def test_nobody_writes_in_a_brief_while_somebody_issues_it(act):
    """Else its edition might have the words of before with the citations of after."""
    table = make.Table()
    brief = make.brief(table.by, table.talks)

    def elsewhere():
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '100ms'")
            act(table.by, brief, "Meanwhile.")
        finally:
            connection.close()

    with transaction.atomic(), ThreadPoolExecutor(1) as threads:
        operations.alone(brief)
        with pytest.raises(OperationalError, match="lock timeout"):
            threads.submit(elsewhere).result()
