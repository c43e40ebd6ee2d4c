"""An assembly of 190 countries and 86 roll calls, loaded through the operations, opens as a grid that can be used."""

import re

import pytest
from django.db import connection
from django.urls import reverse

from tests import make, votes
from tracker.compare import window

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_the_votes_of_an_assembly_are_a_grid(as_role):
    calls = votes.roll_calls()
    talks = votes.load(make.member(), calls)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the server does so by itself soon after so much was written
    client, path = as_role("reader"), reverse("compare:grid", kwargs={"ws": "desk", "n": talks.slug})
    page = client.get(path, {"as_of": "2014-01-01"})
    grid = page.context["grid"]
    countries = {name for _name, _day, voted in calls for name in voted}
    assert (len(grid.columns), len(grid.rows)) == (len(countries), len(calls))
    cells = re.findall(r'<td role="cell" class="cell ', page.content.decode())
    assert len(cells) == window.CELLS  # no more than a window of it
    _name, _day, voted = calls[0]
    first = grid.rows[0]
    for cell in first.cells:
        point = votes.POINTS.get(voted.get(str(cell.party)), None)
        assert cell.says == dict(votes.WORDS).get(point, "Nothing on record")
    more = client.get(f"{path}cells/", {"as_of": "2014-01-01", "issues": first.row.issue.pk, "from": window.STRETCH})
    assert len(re.findall(r'class="cell ', more.content.decode())) == window.STRETCH
    split = client.get(path, {"as_of": "2014-01-01", "order": "gap", "show": "differ"}).context["grid"]
    divided = [voted for _name, _day, voted in calls if len(set(voted.values())) > 1]
    assert split.hidden.startswith(f"{len(divided)} of {len(calls)} issues shown")
    assert len(split.rows) == len(divided)
