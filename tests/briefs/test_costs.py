"""What the page of a brief asks the database, however much it shows."""

import pytest

from tests import make
from tests.briefs.test_brief import path

pytestmark = [pytest.mark.django_db, pytest.mark.read]
KINDS = ["comparison", "issue", "movement", "scale", "quotations", "coverage", "pledges", "model"]


@pytest.fixture
def brief(table):
    """With every kind of block, compared with an earlier day, cited, challenged, issued, and edited since."""
    pledge = make.pledge(table.by, table.issue, table.russia)
    make.thread(table.by, table.of_nato, "That is an old speech.", kind="challenge")
    text = f"So they say [S{table.said.pk}], and so they threaten [S{pledge.statement_id}]."
    made = make.brief(table.by, table.talks, since="sochi", text=text, parties=[table.russia])
    for kind in KINDS:
        make.briefs.add_block(made, by=table.by, kind=kind)
    make.edition(table.by, made)
    return made


def test_it_is_within_the_limit_and_costs_no_more_with_more_blocks_editions_and_rows(table, brief, as_role, cost):
    client = as_role("lead")
    client.get(path(brief))
    few = cost(lambda: client.get(path(brief)))
    for kind in KINDS:
        make.briefs.add_block(brief, by=table.by, kind=kind, issue=table.issue)
    make.edition(table.by, brief)
    for title in ("Libya", "Summit"):
        issue = make.issue(table.by, table.talks, title)
        said = make.statement(table.by, issue, table.nato, value=50)
        reading = make.reading(table.by, make.position(table.nato, issue), 50, evidence=[said])
        make.thread(table.by, reading, "Is that so?", kind="challenge")
        make.pledge(table.by, issue, table.nato)
    assert cost(lambda: client.get(path(brief))) == few <= 30


def test_the_model_is_of_all_counted_parties_whomever_the_brief_compares(table, brief, as_role):
    page = str(as_role("reader").get(path(brief)).context["preview"])
    assert "The model, issue by issue" in page
    assert "Of these it makes nothing" not in page  # as of one party alone
