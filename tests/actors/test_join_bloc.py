"""A party's stays in blocs: join, dates as people write them, leave, never was."""

from datetime import date

import pytest

from tests import make
from tracker.actors.models import BlocMembership

pytestmark = pytest.mark.django_db
JOIN = "/w/desk/parties/france/stays/add/"


@pytest.fixture
def blocs(desk):
    lead = make.lead_of(desk)
    return make.party(lead, "France"), make.party(lead, "NATO", "alliance")


def expected(client, path):
    return client.get(path).context["form"]["expected"].value()


def act(client, stay, what, **typed):
    path = f"/w/desk/stays/{stay.pk}/{what}/"
    return client.post(path, {"expected": expected(client, path), **typed})


@pytest.mark.parametrize(
    ("since", "until", "first", "end", "words"),
    [
        ("May 1949", "2012", date(1949, 5, 1), date(2013, 1, 1), "May 1949 – 2012"),
        ("4 April 1949", "", date(1949, 4, 4), None, "since 4 Apr 1949"),
        ("", "7 March 1966", None, date(1966, 3, 8), "until 7 Mar 1966"),
    ],
)
def test_it_lasts_from_the_first_day_to_the_last_and_is_shown_as_it_was_typed(
    as_role, blocs, since, until, first, end, words
):
    client = as_role("lead")
    assert client.post(JOIN, {"bloc": blocs[1].pk, "since": since, "until": until}).status_code == 302
    stay = BlocMembership.objects.get()
    assert (stay.during.lower, stay.during.upper) == (first, end)
    assert words in client.get("/w/desk/parties/").content.decode()
    form = client.get(f"/w/desk/stays/{stay.pk}/edit/").context["form"]
    assert [str(form[name].value() or "") for name in ("since", "until")] == [
        str(make.when(each)) if each else "" for each in (since, until)
    ]


def test_stays_that_overlap_are_refused_in_words(as_role, blocs):
    client = as_role("lead")
    client.post(JOIN, {"bloc": blocs[1].pk, "since": "1949", "until": "1966"})
    response = client.post(JOIN, {"bloc": blocs[1].pk, "since": "4 July 1966"})
    assert response.status_code == 422 and "overlap an earlier stay" in response.content.decode()
    assert client.post(JOIN, {"bloc": blocs[1].pk, "since": "2009"}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"since": "2012", "until": "2011"}, "until"), ({"since": "someday"}, "since"), ({"bloc": ""}, "bloc"),
     ({"bloc": "999"}, "bloc"), ({"since": "0" * 40_000}, "since")],
)  # fmt: skip
def test_what_is_wrong_is_told_beside_the_field(as_role, blocs, typed, field):
    response = as_role("lead").post(JOIN, {"bloc": blocs[1].pk, **typed})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_neither_itself_nor_another_workspaces_party_is_its_bloc(as_role, blocs):
    foreign = make.party(make.lead_of(make.workspace("other")))
    for bloc in (blocs[0], foreign):
        assert "bloc" in as_role("lead").post(JOIN, {"bloc": bloc.pk}).context["form"].errors


def test_who_leaves_was_a_member_to_the_last_day(as_role, blocs):
    stay = make.actors.join_bloc(*blocs, by=make.lead_of(blocs[0].workspace), since=make.when("1949"))
    client = as_role("lead")
    assert act(client, stay, "leave", until="1948").context["form"].errors.keys() == {"until"}
    assert act(client, stay, "leave", until="").status_code == 422
    act(client, stay, "leave", until="March 1966")
    assert BlocMembership.objects.on(date(1966, 3, 31)).exists()
    assert not BlocMembership.objects.on(date(1966, 4, 1)).exists()


def test_a_stay_that_never_was_goes(as_role, blocs):
    stay = make.actors.join_bloc(*blocs, by=make.lead_of(blocs[0].workspace), since=make.when("1949"))
    act(as_role("lead"), stay, "remove")
    assert not BlocMembership.objects.exists()


def test_the_second_of_two_people_is_told(as_role, blocs):
    stay = make.actors.join_bloc(*blocs, by=make.lead_of(blocs[0].workspace), since=make.when("1949"))
    client, path = as_role("lead"), f"/w/desk/stays/{stay.pk}/edit/"
    seen = expected(client, path)
    client.post(path, {"expected": seen, "since": "1950"})
    response = client.post(path, {"expected": seen, "since": "1951"})
    assert response.status_code == 409
    assert [(part.theirs, part.yours) for part in response.context["form"].theirs] == [("1950", "1951")]
