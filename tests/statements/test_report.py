"""One more text carries a statement."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


def add(client, said, **typed):
    return client.post(
        f"/w/desk/statements/{said.pk}/report/", {f"report-0-{name}": each for name, each in typed.items()}
    )


def test_any_analyst_adds_it_with_its_words_and_its_chain(as_role, table):
    text = make.document(table.by, "They want it, he said.", outlet=table.ria)
    client = as_role("analyst")
    assert "Add a report" in client.get(f"/w/desk/statements/{table.said.pk}/report/").content.decode()
    typed = {"document": text.pk, "mode": "verbatim", "quote-0": "They want it", "relay-0-outlet": "Interfax"}
    assert add(client, table.said, **typed).status_code == 302
    report = table.said.reports.latest("pk")
    assert (report.document, report.quotations.get().excerpt.exact) == (text, "They want it")
    assert [relay.outlet.name for relay in report.relays.all()] == ["RIA Novosti", "Interfax"]


def test_a_text_older_than_what_it_tells_of_is_added_and_asked_about(as_role, table):
    client, text = as_role("analyst"), make.document(table.by, published="May 2011")
    page = client.get(add(client, table.said, document=text.pk, mode="relayed")["Location"]).content.decode()
    assert "is after its text was published, May 2011: is it right?" in page


def test_nothing_is_no_report(as_role, table):
    response = add(as_role("analyst"), table.said, mode="")
    assert response.status_code == 422 and "Say which text carries it" in response.content.decode()


def test_what_is_wrong_is_said_beside_it(as_role, table):
    response = add(as_role("analyst"), table.said, **{"quote-0": "not there", "document": table.digest.pk})
    assert response.status_code == 422
    assert {"mode", "quote-0"} <= set(response.context["form"].reports[0].errors)
    assert table.said.reports.count() == 1
