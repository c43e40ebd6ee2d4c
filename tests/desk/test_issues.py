"""The agenda: what is to be settled, on which scale, and how much is on record on the day shown."""

import pytest

from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.read]


def look(client, table, **asked):
    return client.get(f"/w/desk/n/{table.talks.slug}/issues/", asked)


def line(page, issue):
    return next(each for each in page.context["lines"] if each.issue.pk == issue.pk)


def test_it_shows_the_scale_in_words_and_what_is_on_record(as_role, table):
    page = look(as_role("reader"), table)
    shown = line(page, table.issue)
    assert shown.points[0] == ("0", "One system, divided into sectors")
    assert (shown.number, shown.known, shown.statements) == ("1", "2 of 2", "2 statements")
    assert "edit/" not in page.content.decode()


def test_an_earlier_day_is_shown_as_it_was(as_role, table):
    make.agenda.set_state(table.issue, by=table.by, state="agreed", effective=make.when("1 August 2011"))
    before, after = (
        line(look(as_role("reader"), table, as_of=day), table.issue) for day in ("2011-07-03", "2011-08-02")
    )
    assert (before.known, before.statements, before.state) == ("0 of 2", "", "")
    assert (after.known, after.state) == ("2 of 2", "Agreed since 1 Aug 2011")


def test_a_lead_changes_the_agenda_and_an_analyst_adds_options_and_states(as_role, table):
    lead, analyst = (look(as_role(role), table).content.decode() for role in ("lead", "analyst"))
    assert "issues/architecture/edit/" in lead and "issues/arrange/" in lead
    assert "issues/architecture/edit/" not in analyst and "issues/architecture/state/" in analyst


def test_an_empty_agenda_says_what_to_do(as_role, desk):
    talks = make.negotiation(make.lead_of(desk), "Talks")
    path = f"/w/desk/n/{talks.slug}/issues/"
    assert "issues/add/" in as_role("lead").get(path).content.decode()
    reader = as_role("reader").get(path).content.decode()
    assert "A lead adds the issues" in reader and "issues/add/" not in reader


def test_a_bad_date_is_told(as_role, table):
    assert look(as_role("reader"), table, as_of="31 June 2011").status_code == 422


def test_it_costs_no_more_with_more_issues(as_role, table, cost):
    client = as_role("lead")
    few = cost(lambda: look(client, table))
    branch = make.issue(table.by, table.talks, "Branch", scale=None)
    other = make.issue(table.by, table.talks, "Leaf", parent=branch)
    make.statement(table.by, other, table.nato)
    assert cost(lambda: look(client, table)) == few
