from datetime import datetime

import pytest
from django.urls import reverse

from tests import make
from tracker.actors.models import Party
from tracker.history.operations import change
from tracker.positions import operations as positions
from tracker.statements.models import Statement

pytestmark = pytest.mark.django_db


def look(client):
    return client.get(reverse("desk:home"))


def signed_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def table(desk):  # not once for the file: others begin with nothing
    return make.Table(by=make.lead_of(desk))


@pytest.fixture
def freeze(monkeypatch):
    """It is that moment."""

    def at(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime.fromisoformat(moment))

    return at


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


# What changed, and what waits -----------------------------------------------------------------------------------------
def whole(client):
    return client.get(reverse("desk:home"), {"all": "1"}).context["shown"]


def test_who_has_one_negotiation_can_still_see_the_list(as_role, table):
    page = as_role("reader").get(reverse("desk:home"), {"all": "1"})
    assert page.status_code == 200 and f'href="{table.talks.get_absolute_url()}"' in page.content.decode()


def test_what_colleagues_did_since_i_was_last_here_is_marked(as_role, member, table, freeze):
    me = member("analyst").user
    freeze("2099-01-05T09:00+00:00")
    assert not any(line.fresh for line in whole(as_role("analyst")).news)  # everything is new to a newcomer
    freeze("2099-01-06T09:00+00:00")
    done(table.by, "Sweden", "2099-01-05T15:00+00:00")
    done(member("analyst"), "Mine", "2099-01-05T16:00+00:00")
    page = whole(as_role("analyst"))
    assert (page.news[0].names[0][0], page.news[0].fresh) == ("Sweden", True)
    assert "Mine" not in str(page.news)
    assert page.sentence.startswith("Since you were last here, 5 January, 09:00, colleagues made 1 change.")
    freeze("2099-01-06T09:30+00:00")
    assert whole(as_role("analyst")).news[0].fresh  # the same visit
    freeze("2099-01-06T12:00+00:00")
    assert not whole(as_role("analyst")).news[0].fresh  # another
    me.refresh_from_db()
    assert f"{me.here_at:%H:%M}" == "12:00"


def done(by, name, at):
    """Somebody named a party, at that moment."""
    with change(by, "party.added", at=datetime.fromisoformat(at)) as line:
        line.about(Party(name=name, pk=1))


def test_the_same_done_many_times_in_a_row_is_one_line(as_role, table):
    for n in range(5):
        make.party(table.by, f"State {n}")
    line = whole(as_role("reader")).news[0]
    assert ([name for name, _href in line.names], line.more) == (["State 4", "State 3", "State 2"], 2)


def test_nothing_of_a_workspace_i_do_not_belong_to_is_news(as_role, table):
    make.Table(by=make.lead_of(make.workspace("other")), titled="Secret")
    assert "Secret" not in str(whole(as_role("reader")).news)


def test_statements_wait_for_who_may_weigh_them_and_for_nobody_else(as_role, table):
    table.read()
    make.statement(table.by, table.issue, table.russia)
    assert [each.words for each in whole(as_role("analyst")).to_weigh] == ["1 statement to weigh"]
    assert whole(as_role("reader")).to_weigh == []
    assert "1 statement waits to be weighed." in whole(as_role("analyst")).sentence


def test_a_reading_of_mine_that_was_questioned_waits_for_me_until_another_takes_its_place(as_role, member, table):
    analyst, reviewer = member("analyst"), member("reviewer")
    mine = make.reading(analyst, table.of_nato, 70)
    positions.review(mine, by=reviewer, state="questioned", note="On what?")
    (waits,) = whole(as_role("analyst")).questioned
    assert waits.words == "NATO on Architecture"
    assert waits.href == f"/w/desk/positions/{table.of_nato.pk}/?as_of=2011-07-04#reading-{mine.pk}"
    assert whole(as_role("lead")).questioned == []  # not theirs
    make.reading(analyst, table.of_nato, 75, "5 July 2011")
    assert whole(as_role("analyst")).questioned == []


def test_readings_of_others_wait_for_a_reviewer_until_somebody_has_said_something(as_role, member, table):
    table.read()
    make.reading(member("reviewer"), make.position(table.nato, make.issue(table.by, table.talks, "Mine")), 50)
    page = whole(as_role("reviewer"))
    assert {each.words for each in page.to_review} == {"NATO on Architecture", "Russia on Architecture"}
    assert whole(as_role("analyst")).to_review == []
    positions.review(table.low, by=member("reviewer"), state="approved")
    positions.review(table.high, by=table.by, state="proposed")
    assert [each.words for each in whole(as_role("reviewer")).to_review] == ["NATO on Architecture"]


def test_only_a_few_of_many_readings_to_review_are_named_and_all_counted(as_role, table):
    for n in range(7):
        make.reading(table.by, make.position(table.nato, make.issue(table.by, table.talks, f"Question {n}")), 50)
    page = whole(as_role("reviewer"))
    assert (len(page.to_review), page.more_to_review) == (5, 2)
    assert "7 readings are to be reviewed" in page.sentence


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
        more.read()
    assert Statement.objects.count() == 8
    assert cost(lambda: look(client)) == few <= 14
