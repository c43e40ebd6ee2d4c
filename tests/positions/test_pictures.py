"""Each drawing of a page is a file of its own too, at the same address and behind the same door."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from tests import make
from tracker.positions.charts import COLOURS
from tracker.statements.operations import Depends

pytestmark = [pytest.mark.django_db, pytest.mark.read]

HREF = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture
def drawn(table):
    """Something is drawn on every page that draws."""
    guarantee = make.issue(table.by, table.talks, "Legal <guarantee> & more", scale=None)
    make.statement(table.by, table.issue, table.russia, conditions=[Depends("First a guarantee.", issue=guarantee)])
    make.reading(table.by, table.of_russia, 20, low=10, low_bound="firm", high=35, high_bound="assumed",
                 effective="5 July 2011", basis="inferred", evidence=[table.said])  # fmt: skip
    return table


def addresses(table):
    to = {"ws": "desk", "n": table.talks.slug}
    return {
        "issue": reverse("desk:issue", kwargs={**to, "slug": table.issue.slug}),
        "position": table.of_russia.get_absolute_url(),
        "conditions": reverse("desk:conditions", kwargs=to),
        "distances": reverse("compare:distances", kwargs=to),
        "model": reverse("compare:model", kwargs=to),
    }


PICTURES = [
    ("issue", "scale"), ("issue", "history"), ("position", "scale"), ("position", "history"),
    ("conditions", "conditions"), ("distances", "map"), ("distances", "lines"), ("model", "architecture"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "name"), PICTURES)
def test_what_a_page_draws_it_also_gives_as_a_file_that_needs_nothing_else(as_role, drawn, page, name):
    client, path = as_role("reader"), addresses(drawn)[page]
    assert f"picture={name}" in client.get(path).content.decode()
    response = client.get(path, {"picture": name, "as_of": "2011-07-06"})
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert response["Content-Disposition"].endswith(f'-2011-07-06-{name}.svg"')
    root = ElementTree.fromstring(response.content)
    assert (root.get("width"), root.get("viewBox")) == ("960", f"0 0 960 {root.get('height')}")
    every = list(root.iter())
    ids = {each.get("id") for each in every}
    assert {each.get(HREF).removeprefix("#") for each in every if each.get(HREF)} <= ids
    assert set(re.findall(r"url\(#(\w+)\)", response.content.decode())) <= ids
    assert not [each for each in every if each.tag.endswith("}a") or each.get("href")]
    assert "var(--" not in response.content.decode()
    assert not [each for each in every if each.tag.endswith("}use") and "%" in each.get("x", "")]  # not all resolve it
    assert str(drawn.talks) in root.find("{*}title").text and "As of 6 July 2011." in "".join(root.itertext())


def test_a_name_with_signs_that_no_file_may_hold_makes_a_sound_file(as_role, table):
    odd = make.issue(table.by, table.talks, "Radar\x0b \x1b[31m", options=((0, "Lo\x08w"), (100, "High")))
    for party, value in ((table.nato, 0), (table.russia, 100)):
        said = make.statement(table.by, odd, party, value=value)
        make.reading(table.by, make.position(party, odd), value, evidence=[said])
    file = as_role("reader").get(addresses(table)["model"], {"picture": odd.slug}).content
    assert "Radar [31m" in "".join(ElementTree.fromstring(file).itertext())


def test_a_file_says_what_was_known_when(as_role, drawn):
    response = as_role("reader").get(addresses(drawn)["issue"], {"picture": "scale", "known_at": "2100-01-01"})
    assert "as known 1 Jan 2100." in response.content.decode()


@pytest.mark.parametrize("role", ["stranger", None])
def test_who_may_not_see_the_page_gets_no_picture(as_role, drawn, role):
    response = as_role(role).get(addresses(drawn)["distances"], {"picture": "map"})
    assert response.status_code == (404 if role else 302)


def test_a_picture_that_there_is_not_is_told_with_those_there_are(as_role, drawn):
    response = as_role("reader").get(addresses(drawn)["issue"], {"picture": "mona-lisa"})
    assert response.status_code == 404
    assert "picture=history" in response.content.decode()


def test_its_colours_are_those_of_the_pages():
    tokens = Path(__file__).parents[2] / "static/css/tokens.css"
    light = re.findall(r"--party-\d: light-dark\((#\w+)", tokens.read_text())
    assert tuple(light) == COLOURS
