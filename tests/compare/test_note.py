"""What an analyst adds, on two parties and an issue, to what the rule says of them."""

import re

import pytest
from django.core.exceptions import ValidationError

from tests import make
from tracker.base.models import Stale
from tracker.compare.models import PairNote
from tracker.compare.operations import note_pair
from tracker.positions.operations import remove_issue

pytestmark = [pytest.mark.django_db, pytest.mark.read]


def address(table, a="nato", b="russia"):
    return f"/w/desk/n/{table.talks.slug}/issues/{table.issue.slug}/note/{a}/{b}/"


def seen(client, table, day="2011-07-05", **query):
    page = client.get(f"/w/desk/n/{table.talks.slug}/compare/", {"party": ["nato", "russia"], "as_of": day, **query})
    return page.content.decode()


def test_an_analyst_writes_it_and_everybody_reads_it_from_its_day_on(as_role, table):
    client = as_role("analyst")
    assert "Add our note on the two" in seen(client, table)
    assert "Add our note on the two" not in seen(as_role("reader"), table)
    answer = client.post(address(table), {"text": "Both <b>mean</b> the same.", "effective": "5 July 2011", "seen": 0})
    assert answer["Location"].endswith(f"#{table.issue.slug}")
    page = seen(as_role("reader"), table)
    assert "Both &lt;b&gt;mean&lt;/b&gt; the same." in page
    assert "5 Jul 2011" in page
    assert "the same." not in seen(as_role("reader"), table, "2011-07-04")
    assert "the same." in seen(as_role("reader"), table, party=["russia", "nato"])


def test_a_reader_may_not_write_and_nobody_writes_on_one_party(as_role, table):
    assert as_role("reader").get(address(table)).status_code == 403
    assert as_role("analyst").get(address(table, "nato", "atlantis")).status_code == 404
    filled = {"text": "Alone.", "effective": "5 July 2011", "seen": 0}
    assert as_role("analyst").post(address(table, "nato", "nato"), filled).status_code == 404
    assert PairNote.objects.count() == 0


def test_who_writes_second_is_shown_what_the_first_wrote_and_loses_nothing(as_role, table):
    parties, first = [table.russia, table.nato], {"by": table.by, "effective": make.when("4 July 2011")}
    note_pair(table.issue, parties, text="The first.", **first)
    with pytest.raises(Stale):
        note_pair(table.issue, parties, text="The second.", **first)
    client, typed = as_role("analyst"), {"text": "The second.", "effective": "5 July 2011", "seen": 0}
    refused = client.post(address(table), typed)
    assert refused.status_code == 409
    assert "The first." in refused.content.decode()
    assert "The second." in refused.content.decode()
    again = client.post(address(table), typed | {"seen": refused.context["form"].data["seen"]})
    assert again.status_code == 302
    assert [note.text for note in PairNote.objects.all()] == ["The first.", "The second."]


def test_a_note_without_words_takes_it_back_from_its_day_on(as_role, table):
    one = note_pair(table.issue, [table.nato, table.russia], by=table.by, text="Ours.", effective=make.when("2011"))
    client = as_role("analyst")
    client.post(address(table), {"text": " ", "effective": "5 July 2011", "seen": one.pk})
    assert "Our note" in seen(client, table, "2011-07-04")
    assert "Our note" not in seen(client, table)


def test_a_summary_hands_it_on(as_role, table):
    note_pair(table.issue, [table.nato, table.russia], by=table.by, text="Both mean it.", effective=make.when("2011"))
    path = f"/w/desk/n/{table.talks.slug}/export/"
    asked = {"party": ["nato", "russia"], "as_of": "2011-07-05", "format": "md"}
    assert "Both mean it." in as_role("reader").get(path, asked).getvalue().decode()


def test_what_a_note_is_about_stays(as_role, table):
    costs = make.issue(table.by, table.talks, "Costs")
    note_pair(costs, [table.nato, table.russia], by=table.by, text="Ours.", effective=make.when("2011"))
    with pytest.raises(ValidationError, match="Set it to dropped instead"):
        remove_issue(costs, by=table.by, expected=costs.version)


def test_a_note_is_undone_from_its_notice(as_role, table):
    client = as_role("analyst")
    for text in ("The first.", "The second."):
        newest = PairNote.objects.order_by("-pk").first()
        typed = {"text": text, "effective": "5 July 2011", "seen": newest.pk if newest else 0}
        assert client.post(address(table), typed).status_code == 302
    first, second = re.findall(r'class="undo" href="([^"]+)"', seen(client, table))
    assert client.post(first).status_code == 422  # somebody has written since
    assert client.post(second).status_code == 302
    page = seen(client, table)
    assert "The first." in page and "The second." not in page


def test_a_note_without_words_is_none_where_there_is_nothing_to_take_back(as_role, table):
    answer = as_role("analyst").post(address(table), {"text": " ", "effective": "5 July 2011", "seen": 0})
    assert answer.status_code == 422
    assert "Write what you want to note." in answer.content.decode()
    assert PairNote.objects.count() == 0
