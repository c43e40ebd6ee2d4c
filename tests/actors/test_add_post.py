"""What a person was, for which party, and when."""

from datetime import date

import pytest

from tests import make
from tracker.actors.models import Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(desk):
    lead = make.lead_of(desk)
    return make.speaker(lead, "Rogozin"), make.party(lead, "Russia")


def add(client, people, **typed):
    speaker, party = people
    fields = {
        "title": "Envoy",
        "party": party.pk,
        "since": "January 2008",
        "until": "22 December 2011",
        "authority": "80",
    }
    return client.post(f"/w/desk/people/{speaker.pk}/posts/add/", {**fields, **typed})


def post(client, held, what, **typed):
    path = f"/w/desk/posts/{held.pk}/{what}/"
    form = client.get(path).context["form"]
    return client.post(path, {name: form[name].value() or "" for name in form.fields} | typed)


def test_it_is_held_from_the_first_day_to_the_last(as_role, people):
    assert add(as_role("analyst"), people).status_code == 302
    held = Post.objects.get()
    assert (held.during.lower, held.during.upper) == (date(2008, 1, 1), date(2011, 12, 23))
    assert (str(held.since), str(held.until), held.is_new) == ("Jan 2008", "22 Dec 2011", True)


def test_the_successor_of_the_next_day_is_found_on_that_day(as_role, people):
    client = as_role("lead")
    add(client, people)
    add(client, people, title="Deputy prime minister", since="23 December 2011", until="")
    assert [str(Post.objects.on(day).get().title) for day in (date(2011, 12, 22), date(2011, 12, 23))] == [
        "Envoy", "Deputy prime minister"
    ]  # fmt: skip


def test_its_dates_are_edited_as_exactly_as_they_are_known(as_role, people):
    client = as_role("lead")
    add(client, people)
    assert post(client, Post.objects.get(), "edit", until="2011", authority="90").status_code == 302
    held = Post.objects.get()
    assert (str(held.since), str(held.until), held.authority) == ("Jan 2008", "2011", 90)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"until": "2007"}, "until"),
        ({"authority": "-1"}, "authority"),
        ({"party": ""}, "party"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field(as_role, people, typed, field):
    assert list(add(as_role("lead"), people, **typed).context["form"].errors) == [field]


def test_another_workspaces_party_is_no_choice(as_role, people):
    foreign = make.party(make.lead_of(make.workspace("other")))
    assert "party" in add(as_role("lead"), people, party=foreign.pk).context["form"].errors


def test_an_analyst_mends_only_what_no_lead_has_seen(as_role, people):
    add(as_role("lead"), people)
    assert as_role("analyst").get(f"/w/desk/posts/{Post.objects.get().pk}/edit/").status_code == 403


def test_a_post_that_never_was_goes(as_role, people):
    client = as_role("lead")
    add(client, people)
    post(client, Post.objects.get(), "remove")
    assert not Post.objects.exists()
