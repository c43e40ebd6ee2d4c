"""A brief is made from a template, set up otherwise, and removed."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests import make
from tests.briefs.test_brief import path
from tracker.briefs import operations
from tracker.briefs.models import Brief
from tracker.history.operations import restore, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def new(table):
    return reverse("briefs:make", kwargs={"ws": "desk", "n": table.talks.slug})


def test_an_analyst_makes_one_with_the_blocks_of_its_template(table, new, as_role):
    client = as_role("analyst")
    typed = make.filled(client, f"{new}?template=round", title="After Sochi", as_of="5 July 2011", handling="TLP:AMBER")
    response = client.post(new, typed)
    brief = Brief.objects.get()
    assert response["Location"] == brief.get_absolute_url()
    assert (brief.title, f"{brief.as_of}", brief.handling) == ("After Sochi", "2011-07-05", "TLP:AMBER")
    assert [block.kind for block in brief.blocks.all()] == [
        "text", "movement", "comparison", "scale", "pledges", "coverage",
    ]  # fmt: skip
    assert brief.parties == [table.nato, table.russia]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": ""}, "This field is required."),
        ({"as_of": "31 June 2011"}, "June has 30 days."),
        ({"handling": "x" * 201}, "at most 100 letters"),
        ({"parties": ["atlantis"]}, "not one of the available choices"),
        ({"since": "nowhere"}, "not one of the available choices"),
    ],
)
def test_what_cannot_be_comes_back_to_be_mended(table, new, as_role, typed, words):
    client = as_role("analyst")
    response = client.post(new, make.filled(client, new) | typed)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Brief.objects.exists()


def test_its_settings_are_changed_and_the_change_is_undone(table, as_role):
    brief, client = make.brief(table.by, table.talks, parties=[table.nato, table.russia]), as_role("analyst")
    typed = make.filled(client, path(brief, "edit"), title="Otherwise", since_day="1 July 2011", parties=["russia"])
    client.post(path(brief, "edit"), typed)
    brief.refresh_from_db()
    assert (brief.title, brief.since, brief.parties) == ("Otherwise", "2011-07-01", [table.russia])
    assert client.get(path(brief, "edit")).context["form"]["since_day"].value() == "1 Jul 2011"


def test_one_of_the_parties_has_the_first_column(table, as_role):
    brief, client = make.brief(table.by, table.talks, parties=[table.nato, table.russia]), as_role("analyst")
    typed = make.filled(client, path(brief, "edit"), begins="russia")
    client.post(path(brief, "edit"), typed)
    assert brief.parties == [table.russia, table.nato]
    form = client.get(path(brief, "edit")).context["form"]
    assert form["begins"].value() == "russia"
    assert "Russia and NATO" in str(client.get(path(brief)).context["preview"])


def test_settings_open_where_the_meeting_compared_with_is_gone_whatever_it_was_called(table, as_role):
    brief = make.brief(table.by, table.talks, since="2011-lisbon")
    form = as_role("analyst").get(path(brief, "edit")).context["form"]
    assert form["since_day"].value() is None


def test_the_second_of_two_people_is_told(table, as_role):
    brief, client = make.brief(table.by, table.talks), as_role("analyst")
    typed = make.filled(client, path(brief, "edit"), title="Mine")
    theirs = make.filled(client, path(brief, "edit"), title="Theirs")
    client.post(path(brief, "edit"), theirs)
    response = client.post(path(brief, "edit"), typed)
    assert response.status_code == 409
    assert "Theirs" in response.content.decode()


def test_a_party_that_left_the_table_is_not_compared(table, as_role):
    third = make.party(table.by, "Sweden")
    make.positions.seat(table.talks, third, by=table.by)
    brief = make.brief(table.by, table.talks, parties=[table.nato, third])
    seat = table.talks.participations.get(party=third)
    make.positions.unseat(seat, by=table.by, expected=seat.version)
    assert as_role("reader").get(path(brief)).status_code == 200


def test_one_that_was_not_issued_is_removed(table, as_role):
    brief, client = make.brief(table.by, table.talks), as_role("analyst")
    client.post(path(brief, "remove"), make.filled(client, path(brief, "remove")))
    assert not Brief.objects.exists()


def test_a_lead_brings_back_how_it_was(table):
    brief = make.brief(
        table.by, table.talks, "As it was", text=f"They want it [S{table.said.pk}].", parties=[table.nato]
    )
    done = table.by.did
    fields = {
        "title": "Otherwise",
        "parties": [table.russia],
        "as_of": None,
        "since": "",
        "handling": "",
        "with_notes": False,
    }
    make.briefs.edit_brief(brief, by=table.by, expected=1, **fields)
    make.write(table.by, brief, "Nothing.")
    restore(done, by=table.by)
    brief.refresh_from_db()
    text = brief.blocks.first()
    assert (brief.title, brief.parties, text.text) == ("As it was", [table.nato], f"They want it [S{table.said.pk}].")
    assert text.citations.get().statement == table.said


def test_what_was_made_by_mistake_is_undone(table):
    make.brief(table.by, table.talks)
    undo(table.by.did, by=table.by)
    assert not Brief.objects.exists()


def test_who_removes_it_second_is_told_that_it_is_gone(table):
    brief = make.brief(table.by, table.talks)
    again = Brief.objects.get(pk=brief.pk)
    operations.remove_brief(brief, by=table.by, expected=brief.version)
    with pytest.raises(ValidationError, match="Somebody has removed this brief"):
        operations.remove_brief(again, by=table.by, expected=again.version)


def test_a_new_one_is_as_of_the_day_that_is_looked_at(table, as_role):
    client, where = as_role("analyst"), {"ws": table.by.workspace.slug, "n": table.talks.slug}
    page = client.get(reverse("briefs:briefs", kwargs=where), {"as_of": "2011-07-05"}).content.decode()
    assert "?template=note&amp;as_of=2011-07-05" in page
    form = client.get(reverse("briefs:make", kwargs=where), {"template": "note", "as_of": "2011-07-05"}).context["form"]
    assert str(form["as_of"].value()) == "5 Jul 2011"
