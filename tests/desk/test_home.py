import pytest
from django.urls import reverse

from tests import make
from tracker.positions import operations as positions
from tracker.statements.models import Statement

pytestmark = pytest.mark.django_db


def look(client):
    return client.get(reverse("desk:home"))


def signed_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def table(desk):
    return make.Table(by=make.lead_of(desk))


def test_who_has_one_negotiation_is_led_straight_to_it(as_role, table):
    assert look(as_role("reader"))["Location"] == table.talks.get_absolute_url()


def test_of_a_negotiation_that_has_ended_the_last_day_is_shown(as_role, desk):
    talks = make.negotiation(make.lead_of(desk), ends=make.when("May 2012"))
    assert look(as_role("reader"))["Location"] == f"{talks.get_absolute_url()}?as_of=2012-05-31"


def test_who_has_two_negotiations_chooses(as_role, table):
    other = make.negotiation(table.by, "Conventional forces", ends=make.when("22 November 2011"))
    make.meeting(table.by, other, "Vienna", "22 November 2011")
    make.meeting(table.by, table.talks, "Chicago", "May 2999", status="planned")
    page = look(as_role("reader")).content.decode()
    assert f'href="{table.talks.get_absolute_url()}"' in page
    assert f'href="{other.get_absolute_url()}?as_of=2011-11-22"' in page
    assert "Newest statement 4 Jul 2011" in page and "Nothing said yet" in page
    assert "Next: Chicago, May 2999" in page and "Ended 22 Nov 2011" in page
    assert "NATO" in page and "Russia" in page


def test_a_meeting_that_was_called_off_is_neither_the_next_nor_the_last(as_role, table):
    make.negotiation(table.by, "Another")
    make.meeting(table.by, table.talks, "Chicago", "May 2999", status="cancelled")
    assert "Last: Sochi, 4 Jul 2011" in look(as_role("reader")).content.decode()


def test_a_workspace_is_named_only_where_there_are_two(client, table):
    make.negotiation(table.by, "Another")
    reader = make.member(table.by.workspace, "reader")
    named = f"<bdi>{table.by.workspace}</bdi>"
    assert named not in look(signed_in(client, reader.user)).content.decode()
    make.member(make.workspace("asia", name="Asia desk"), "analyst", user=reader.user)
    page = look(client).content.decode()
    assert named in page and "<bdi>Asia desk</bdi>" in page and "No negotiation yet" in page


def test_who_belongs_nowhere_reads_what_to_do(as_role, table):
    page = look(as_role("stranger")).content.decode()
    assert "Nobody has invited you yet" in page and "Ask a lead" in page
    assert table.talks.title not in page


def test_who_has_left_belongs_nowhere(client, table):
    gone = make.member(table.by.workspace, "reader")
    gone.is_active = False
    gone.save()
    assert "Nobody has invited you yet" in look(signed_in(client, gone.user)).content.decode()


def test_who_has_not_signed_in_is_asked_to(client):
    assert look(client)["Location"].startswith("/login/")


def test_it_costs_no_more_with_more_negotiations_and_workspaces(client, table, cost):
    reader = make.member(table.by.workspace, "reader")
    make.negotiation(table.by, "Another")
    signed_in(client, reader.user)
    look(client)
    few = cost(lambda: look(client))
    for n in range(3):
        space = make.workspace(f"other{n}")
        make.member(space, "reader", user=reader.user)
        more = make.Table(by=make.lead_of(space))
        positions.seat(more.talks, make.party(more.by), by=more.by)
    assert Statement.objects.count() == 8
    assert cost(lambda: look(client)) == few <= 10
