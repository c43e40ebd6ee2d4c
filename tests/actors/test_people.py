"""The list of those who are quoted."""

import re

import pytest

from tests import make
from tracker.actors.models import Alias, Post, Speaker

pytestmark = pytest.mark.django_db
PATH = "/w/desk/people/"


@pytest.fixture(scope="module")
def laid(ground):
    table = make.Table()
    table.lavrov = make.actors.add_speaker(
        by=table.by, name="Sergei Lavrov", aliases=["Лавров"], party=table.russia, title="Foreign minister",
        since=make.when("9 March 2004"),
    )  # fmt: skip
    table.rasmussen = make.speaker(
        table.by, "Anders Fogh Rasmussen", table.nato, "Secretary general", make.when("2009"), make.when("2014")
    )
    make.statement(table.by, table.issue, table.russia, speaker=table.lavrov)
    return table


def rows(response):
    body = response.content.decode().partition("<tbody")[2].partition("</tbody>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in re.findall(r"<tr.*?</tr>", body, re.S)]


def test_each_stands_with_the_post_of_today_or_the_last_one_and_when_it_was(as_role, table):
    assert rows(as_role("reader").get(PATH)) == [
        "Anders Fogh Rasmussen Secretary general 2009 – 2014 NATO authority 90 0 statements",
        "Sergei Lavrov Foreign minister Most senior Russia authority 50 also Лавров 1 statement",
    ]


def test_it_shows_the_posts_of_a_day_who_speaks_officially_then_and_who_comes_first(as_role, table):
    medvedev = make.speaker(
        table.by, "Dmitry Medvedev", table.russia, "President", until=make.when("6 May 2012"), authority=100
    )
    hold_too(table, medvedev, "Prime minister", 85)
    then = as_role("reader").get(PATH, {"as_of": "5 July 2011", "name": "e"})
    assert [row for row in rows(then) if "Most senior" in row] == [
        "Anders Fogh Rasmussen Secretary general Official line Most senior NATO authority 90 0 statements",
        "Dmitry Medvedev President Official line Most senior Russia authority 100 0 statements",
    ]
    assert "Posts are those of 5 Jul 2011." in then.content.decode()
    now = rows(as_role("reader").get(PATH, {"party": "russia"}))
    assert now[0] == "Dmitry Medvedev Prime minister Most senior Russia authority 85 0 statements"
    assert as_role("reader").get(PATH, {"as_of": "31 June 2011"}).status_code == 422


def hold_too(table, speaker, title, authority):
    since = make.when("7 May 2012")
    make.actors.add_post(speaker, by=table.by, party=table.russia, title=title, since=since, authority=authority)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"name": "лавр"}, ["Sergei"]),
        ({"party": "nato"}, ["Anders"]),
        ({"party": "nato", "name": "lavrov"}, []),
        ({"name": "%"}, []),
    ],
)
def test_it_is_narrowed_by_any_spelling_and_by_the_party_spoken_for(as_role, table, asked, names):
    assert [row.split()[0] for row in rows(as_role("reader").get(PATH, asked))] == names


@pytest.mark.parametrize("asked", [{"party": "atlantis"}, {"name": "x" * 301}, {"name": "a\0b"}])
def test_what_cannot_be_looked_for_is_told_beside_the_field(as_role, table, asked):
    response = as_role("reader").get(PATH, asked)
    assert response.status_code == 422 and len(rows(response)) == 2


def test_a_lead_sees_one_person_with_names_and_posts(as_role, member, table):
    analyst = member("analyst")
    make.actors.name_also(table.lavrov, by=analyst, name="Lawrow")
    make.actors.add_post(table.rasmussen, table.nato, by=analyst, title="Guest")
    new = make.actors.add_speaker(by=analyst, name="Rogozin")
    client = as_role("lead")
    client.post("/w/desk/people/seen/", {"only": table.lavrov.pk})
    assert set(Speaker.objects.unseen()) == {table.rasmussen, new} and not Alias.objects.filter(is_new=True).exists()
    client.post("/w/desk/people/seen/", {"only": ""})
    assert not Speaker.objects.unseen() and not Post.objects.filter(is_new=True).exists()


def test_it_costs_no_more_with_more_people(as_role, table, cost):
    client = as_role("lead")
    client.get(PATH)
    few = cost(lambda: client.get(PATH))
    for _ in range(4):
        speaker = make.speaker(table.by, party=table.russia)
        make.actors.name_also(speaker, by=table.by, name="Somebody")
        make.statement(table.by, table.issue, table.russia, speaker=speaker)
    assert cost(lambda: client.get(PATH)) == few <= 11
