"""A person is called otherwise, or goes."""

import pytest

from tests import make
from tracker.actors.models import Speaker
from tracker.history.models import Change
from tracker.history.operations import undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def lavrov(desk):
    lead = make.lead_of(desk)
    return make.actors.add_speaker(by=lead, name="Lavrov", aliases=["Lawrow"], party=make.party(lead), title="Minister")


def post(client, speaker, what, **typed):
    path = f"/w/desk/people/{speaker.pk}/{what}/"
    return client.post(path, {"expected": client.get(path).context["form"]["expected"].value(), **typed})


def test_a_lead_renames_a_person_and_the_names_typed_are_all_there_are(as_role, lavrov):
    post(as_role("lead"), lavrov, "edit", name="Sergei Lavrov", aliases="Лавров")
    lavrov.refresh_from_db()
    assert (lavrov.name, [str(alias) for alias in lavrov.aliases.all()]) == ("Sergei Lavrov", ["Лавров"])


def test_an_analyst_mends_what_no_lead_has_seen_and_otherwise_adds_a_name(as_role, member, lavrov):
    client = as_role("analyst")
    assert client.get(f"/w/desk/people/{lavrov.pk}/edit/").status_code == 403
    client.post(f"/w/desk/people/{lavrov.pk}/names/add/", {"name": "Лавров"})
    assert lavrov.aliases.get(name="Лавров").is_new
    own = make.actors.add_speaker(by=member("analyst"), name="Rogozin")
    assert post(client, own, "edit", name="Dmitry Rogozin").status_code == 302


def test_a_person_goes_with_names_and_posts_and_comes_back_with_them(as_role, member, lavrov):
    assert post(as_role("lead"), lavrov, "remove").status_code == 302
    assert not Speaker.objects.exists()
    undo(Change.objects.get(verb="speaker.removed"), by=member("lead"))
    assert lavrov.posts.count() == lavrov.aliases.count() == 1


def test_a_person_whose_statements_are_on_record_stays(as_role, desk):
    table = make.Table(by=make.lead_of(desk))
    speaker = make.speaker(table.by)
    make.statement(table.by, table.issue, table.russia, speaker=speaker)
    response = post(as_role("lead"), speaker, "remove")
    assert response.status_code == 422 and "1 statement" in response.content.decode()
    assert Speaker.objects.filter(pk=speaker.pk).exists()
