"""The history: who did what, when, and what it changed, asked for by anything; undone and brought back from there."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from tests import make
from tracker.accounts.models import Membership
from tracker.actors import operations as actors
from tracker.history.models import Change
from tracker.history.operations import change

pytestmark = pytest.mark.django_db
WHERE = "/w/desk/history/"


@pytest.fixture
def lead(desk):
    return make.lead_of(desk)


def party(by, name="NATO", then=None):
    """A party, and what it was edited into `then`."""
    made = make.party(by, name, "alliance")
    if then:
        given = {"name": name, "kind": "alliance", "symbol": 1} | then
        actors.edit_party(made, by=by, expected=1, **given)
    return made


def lines(client, **asked):
    return [f"{line.who} {line.did} {line.name}" for line in client.get(WHERE, asked).context["shown"].lines]


# Works ----------------------------------------------------------------------------------------------------------------
def test_it_tells_what_was_done_newest_first_in_the_zone_of_the_desk(as_role, lead, desk):
    desk.time_zone = "Asia/Tokyo"
    desk.save()
    with change(lead, "party.edited", at=make.moment("2011-07-05")) as line:
        line.about(make.party(lead, "NATO"))
    page = as_role("reader").get(WHERE)
    assert [line.did for line in page.context["shown"].lines] == ["added the party", "edited the party"]
    assert "Tuesday, 5 July 2011" in page.content.decode() and ">21:00</time>" in page.content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"who": "analyst"}, ["Sweden"]),
        ({"kind": "actors.speaker"}, ["Lavrov"]),
        ({"verb": "party.edited"}, ["The Pact"]),
        ({"record": "swed"}, ["Sweden"]),
        ({"since": "5 July 2011", "until": "July 2011"}, ["Old"]),
        ({"until": "4 July 2011"}, []),
        ({"kind": "actors.party", "verb": "party.added", "record": ""}, ["Sweden", "NATO"]),
    ],
)
def test_it_is_asked_by_who_what_which_and_when(as_role, lead, member, asked, found):
    nato = party(lead)
    sweden = party(member("analyst"), "Sweden")
    actors.add_speaker(by=lead, name="Lavrov")
    actors.edit_party(nato, by=lead, expected=1, name="The Pact", kind="alliance", symbol=1)
    with change(lead, "party.looked_at", at=make.moment("2011-07-05")) as line:
        sweden.name = "Old"
        line.about(sweden)
    if "who" in asked:
        asked = {"who": member(asked["who"]).pk}
    shown = as_role("reader").get(WHERE, asked).context["shown"].lines
    assert [line.name for line in shown] == found


def test_the_history_of_one_record_shows_each_change_beside_its_line(as_role, lead):
    nato = party(lead, then={"name": "The Alliance"})
    party(lead, "Sweden")
    shown = as_role("reader").get(nato.history_address).context["shown"]
    assert shown.title == "The Alliance"
    edited, added = shown.lines
    assert [(part.label, part.before, part.after) for part in edited.parts] == [("Name", "NATO", "The Alliance")]
    assert added.did == "added the party"


def test_a_page_begins_where_another_ended_and_the_way_back_is_the_same(as_role, lead):
    start = make.moment("2011-07-05")
    nato = make.party(lead, "NATO")
    for n in range(104):
        with change(lead, "party.edited", at=start + timedelta(hours=n // 2)) as line:  # two at the same moment
            line.about(nato, n=n)
    client, seen, asked = as_role("reader"), [], {"verb": "party.edited"}
    while asked:
        shown = client.get(WHERE, asked).context["shown"]
        seen.append([line.pk for line in shown.lines])
        asked = parse_qs(urlsplit(shown.stretch.older).query)
    assert [len(page) for page in seen] == [50, 50, 4]
    every = [pk for page in seen for pk in page]
    assert sorted(every, reverse=True) == every
    back = client.get(WHERE, parse_qs(urlsplit(shown.stretch.newer).query)).context["shown"]
    assert [line.pk for line in back.lines] == seen[1]


def test_undo_and_earlier_versions_are_offered_to_those_who_may(as_role, lead, member):
    theirs = party(member("analyst"), name="NATO")
    actors.edit_party(theirs, by=lead, expected=1, name="The Pact", kind="alliance", symbol=1)

    def offered(role):
        shown = as_role(role).get(theirs.history_address).context["shown"].lines
        return [(bool(line.undo), bool(line.restore)) for line in shown]

    assert offered("lead") == [(True, False), (True, True)]  # the one that is so now is not brought back
    assert offered("analyst") == [(False, False), (True, False)]
    assert offered("reader") == [(False, False), (False, False)]


def test_what_was_undone_says_so_and_is_not_offered_again(as_role, lead):
    party(lead, then={"name": "The Pact"})
    done = Change.objects.get(verb="party.edited")
    as_role("lead").post(f"/w/desk/changes/{done.pk}/undo/")
    shown = as_role("lead").get(WHERE, {"verb": "party.edited"}).context["shown"]
    assert (shown.lines[0].undone, shown.lines[0].undo) == (True, "")


# Refuses whom ---------------------------------------------------------------------------------------------------------
def test_lines_of_another_workspace_are_not_told(as_role, lead):
    other = make.lead_of(make.workspace("other"))
    theirs = make.party(other, "Theirs")
    client = as_role("lead")
    assert not client.get(WHERE, {"kind": "actors.party", "id": theirs.pk}).context["shown"].lines
    assert client.get(WHERE, {"who": other.pk}).status_code == 422
    assert "Theirs" not in client.get(WHERE, {"kind": "actors.party", "id": theirs.pk}).content.decode()


# Refuses what ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"since": "30 February 2011"}, 422),
        ({"since": "2012", "until": "2011"}, 422),
        ({"who": "x"}, 422),
        ({"kind": "auth.user"}, 422),
        ({"verb": "x\x00"}, 422),
        ({"record": "x" * 40_000}, 422),
        ({"kind": "actors.party", "id": "9" * 30}, 422),
        ({"id": "-1"}, 422),
        ({"before": "yesterday"}, 200),
        ({"before": "2011-07-05~1"}, 200),
        ({"after": "2011-07-05T00:00:00+00:00~" + "9" * 5000}, 200),
        ({"before": "0001-01-01T00:00:00+14:00~1"}, 200),
        ({"after": "9999-12-31T23:59:59-14:00~1"}, 200),
    ],
)
def test_what_cannot_be_asked_is_said_and_never_breaks(as_role, lead, asked, status):
    party(lead)
    assert as_role("reader").get(WHERE, asked).status_code == status


def test_it_costs_no_more_with_more_lines(as_role, lead, cost):
    client = as_role("lead")
    party(lead, then={"short_name": "x", "aliases": ["a"]})
    client.get(WHERE)
    few = cost(lambda: client.get(WHERE))
    for n in range(6):
        party(make.member(lead.workspace, "analyst"), f"Party {n}", then={"aliases": ["a", "b"]})
    assert cost(lambda: client.get(WHERE)) == few <= 30
    assert Membership.objects.count() > 6


def test_one_records_history_costs_no_more_with_more_changes(as_role, lead, cost):
    client, issue = as_role("lead"), make.issue(lead, make.negotiation(lead))

    def moved(number):
        for _ in range(number):
            with change(lead, "issue.edited") as line:
                meeting = make.meeting(lead, issue.negotiation, f"Meeting {next(make.number)}")
                type(issue).objects.filter(pk=issue.pk).update(meeting=meeting)
                line.about(issue)
        client.get(issue.history_address)
        return cost(lambda: client.get(issue.history_address))

    assert moved(2) == moved(4)
