"""A cell of the grid is edited where it stands: the short form changes what it shows and leaves the rest as it was."""

import re

import pytest
from django.urls import reverse

from tests import make
from tracker.actors.operations import join_bloc
from tracker.positions.models import Reading
from tracker.positions.operations import seat

pytestmark = pytest.mark.django_db


def path(table, position):
    return reverse("compare:edit_cell", kwargs={"ws": "desk", "n": table.talks.slug, "pk": position.pk})


def sent(client, address, **typed):
    """All that the form holds, hidden or not, with what is typed over."""
    form = client.get(address).context["form"]
    given = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None or value is False else value for name, value in (given | typed).items()}


def test_what_is_not_shown_stays_as_it_was(as_role, table):
    make.reading(table.by, table.of_nato, 50, "1 July 2011", low=20, low_bound="firm", confidence="high", salience=33)
    client, address = as_role("analyst"), f"{path(table, table.of_nato)}?as_of=2011-07-05"
    page = client.get(address).content.decode()
    assert re.search(r'type="hidden" name="low" value="20"', page)
    option = table.issue.options.get(value=100).pk
    answer = client.post(address, sent(client, address, option=option, summary="Two of them.", why="hardened"))
    assert answer.status_code == 200
    reading = Reading.objects.filter(position=table.of_nato).order_by("-pk").first()
    assert (reading.stated, reading.summary, reading.why) == (100, "Two of them.", "hardened")
    assert (reading.low, reading.low_bound, reading.confidence, reading.salience) == (20, "firm", "high", 33)


def test_what_goes_on_standing_behind_it_is_said(as_role, table):
    assert "weighed for it" not in as_role("analyst").get(path(table, table.of_nato)).content.decode()
    make.reading(table.by, table.of_nato, 50, evidence=[table.answered])
    page = as_role("analyst").get(path(table, table.of_nato)).content.decode()
    assert "The one statement weighed for it stays behind it." in page


def test_one_cell_comes_back_and_the_gap_of_its_row(as_role, table):
    make.reading(table.by, table.of_russia, 20)
    client, address = as_role("analyst"), f"{path(table, table.of_nato)}?as_of=2011-07-05"
    option = table.issue.options.get(value=0).pk
    page = client.post(address, sent(client, address, option=option, summary="One.")).content.decode()
    assert page.count("<td") == 1
    assert f'id="architecture--{table.nato.slug}"' in page
    assert re.search(rf'<hx-partial hx-target="#spread-{table.issue.pk}".*20\N{{NO-BREAK SPACE}}%', page)


def test_what_the_page_says_above_the_cell_comes_back_too(as_role, table):
    make.reading(table.by, table.of_russia, 20)
    branch = make.issue(table.by, table.talks, "The shield", scale=None)
    make.issue(table.by, table.talks, "Costs", parent=branch)
    client, address = as_role("analyst"), f"{path(table, table.of_nato)}?as_of=2011-07-05"
    option = table.issue.options.get(value=0).pk
    page = client.post(address, sent(client, address, option=option, summary="One.")).content.decode()
    grid = client.get(reverse("compare:grid", kwargs={"ws": "desk", "n": table.talks.slug}), {"as_of": "2011-07-05"})
    said = re.search(r'<p class="standfirst" id="comes-to">(.*?)</p>', grid.content.decode())[1]
    assert f'<hx-partial hx-target="#comes-to" hx-swap="innerHTML">{said}</hx-partial>' in page
    assert "by 20\N{NO-BREAK SPACE}% of the scale" in said
    assert "#the-shield" not in page  # it does not stand under that


def test_what_is_wrong_stands_in_the_cell_and_nothing_is_saved(as_role, table):
    client, address = as_role("analyst"), path(table, table.of_nato)
    answer = client.post(address, sent(client, address, summary="", salience="much", effective="31 June 2011"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Type a whole number from 0 to 100." in page  # of a field that is hidden otherwise
    assert 'name="salience" value="much"' in page
    assert Reading.objects.filter(position=table.of_nato).count() == len(table.of_nato.readings.all())


def test_who_saved_first_is_told_and_nothing_typed_is_lost(as_role, table):
    client, address = as_role("analyst"), path(table, table.of_nato)
    typed = sent(client, address, summary="As I see it.", option=table.issue.options.get(value=0).pk)
    make.reading(table.by, table.of_nato, 70, "5 July 2011")
    answer = client.post(address, typed)
    assert answer.status_code == 409
    assert "As I see it." in answer.content.decode()
    assert "While you typed," in answer.content.decode()


def test_a_position_of_another_negotiation_is_not_there(as_role, table):
    other = make.issue(table.by, make.negotiation(table.by, "Grain", parties=[table.nato]))
    assert as_role("analyst").get(path(table, make.position(table.nato, other))).status_code == 404


@pytest.mark.parametrize("query", ["party=russia", "party=alliance&party=nato&fold=alliance"])
def test_a_cell_that_the_grid_does_not_show_is_not_edited_there(as_role, table, query):
    alliance = make.party(table.by, "Alliance", "alliance")
    join_bloc(table.nato, alliance, by=table.by)
    seat(table.talks, alliance, by=table.by, counted=False)
    client, shown = as_role("analyst"), path(table, table.of_nato)
    typed = sent(client, shown, option=table.issue.options.get(value=0).pk, summary="One.")
    assert client.get(f"{shown}?{query}").status_code == 404
    assert client.post(f"{shown}?{query}", typed).status_code == 404
    assert not table.of_nato.readings.exists()


def test_what_was_not_changed_is_not_saved_again(as_role, table):
    make.reading(table.by, table.of_nato, 50, "1 July 2011", mutual=False, low=20, low_bound="firm", firmness="open")
    client, address = as_role("analyst"), f"{path(table, table.of_nato)}?as_of=2011-07-05"
    before = Reading.objects.count()
    page = client.post(address, sent(client, address)).content.decode()
    assert 'class="cell value' in page  # the cell is there again
    assert Reading.objects.count() == before
    client.post(address, sent(client, address, firmness="firm"))
    assert Reading.objects.count() == before + 1


def test_what_is_saved_is_said_with_the_way_back_and_where_a_later_reading_stays_in_force(as_role, table):
    make.reading(table.by, table.of_nato, 50, "4 July 2011")
    client, address = as_role("analyst"), f"{path(table, table.of_nato)}?as_of=2011-07-05"
    page = client.post(
        address, sent(client, address, summary="Said earlier.", effective="1 July 2011")
    ).content.decode()
    assert "The cell goes on showing the reading in force since 4 Jul 2011." in page
    assert re.search(r'<hx-partial hx-target="#notice".*class="undo"', page)
