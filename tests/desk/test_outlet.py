"""Who published what, and how it was graded when."""

import pytest

from tests import make
from tracker.statements.operations import Heard, Reported, add_report

pytestmark = pytest.mark.django_db


def look(client, outlet, **query):
    return client.get(f"/w/desk/outlets/{outlet.pk}/", query).content.decode()


def test_it_says_in_a_sentence_how_it_is_graded_and_what_rests_on_it(as_role, table):
    add_report(table.answered, Reported("relayed", chain=[Heard(table.ria)]), by=table.by)
    page = look(as_role("reader"), table.ria)
    assert "Graded B: usually reliable. Its texts carry one statement; one names it as a relay." in page
    assert table.digest.title in page


def test_only_its_own_documents_stand_there(as_role, table):
    other = make.document(table.by, outlet=make.outlet(table.by), title="Another’s")
    assert other.title not in look(as_role("reader"), table.ria)


def test_a_reader_is_offered_no_change(as_role, table):
    assert "/grade/" not in look(as_role("reader"), table.ria)
    assert "/grade/" in look(as_role("lead"), table.ria)


def test_it_costs_no_more_with_more_documents_and_grades(as_role, table, cost):
    client = as_role("reader")
    look(client, table.ria)
    few = cost(lambda: look(client, table.ria))
    for grade in "CDE":
        make.document(table.by, outlet=table.ria)
        table.ria.refresh_from_db()
        make.sources.regrade_outlet(
            table.ria, by=table.by, expected=table.ria.version, reliability=grade, why=f"Because {grade}."
        )
    assert cost(lambda: look(client, table.ria)) == few
