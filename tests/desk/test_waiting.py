"""What waits to be weighed: one key each, against what we hold, for each party that holds it."""

import re

import pytest
from django.urls import reverse

from tests import make
from tracker.agenda.when import NOW
from tracker.positions import operations
from tracker.positions.models import Evidence, Reading

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "div#waiting"}


@pytest.fixture(scope="module")
def laid(ground):
    """Two statements of NATO wait, the newer one held by Russia too; Sweden has nothing on record and one waits."""
    table = make.Table().read()
    table.older = make.statement(table.by, table.issue, table.nato, said="1 July 2011", words="Slowly.")
    table.joint = make.statement(table.by, table.issue, table.nato, table.russia, said="5 July 2011", words="Together.")
    table.sweden = make.party(table.by, "Sweden")
    operations.seat(table.talks, table.sweden, by=table.by)
    table.alone = make.statement(table.by, table.issue, table.sweden, said="2 July 2011", words="Alone.")
    table.of_sweden = make.position(table.sweden, table.issue)
    return table


def path(table, **query):
    address = reverse("desk:waiting", kwargs={"ws": "desk", "n": table.talks.slug})
    return address + "?" + "&".join(f"{name}={value}" for name, value in ({"as_of": "2011-07-10"} | query).items())


def rows(response):
    return {
        (str(pile.position.party), row.item.quote.words): row.weighing
        for pile in response.context["shown"].piles
        for row in pile.rows
    }


def send(client, table, party, words, relation="supports", note="", *, page=None, headers=None, **changed):
    """What one key sends from the page as it was drawn."""
    weighing = rows(page or client.get(path(table)))[party, words]
    fields = dict(weighing.fields) | {"relation": relation, "note": note} | changed
    return client.post(path(table), fields, headers=headers or {})


def bears(statement, reading=None):
    found = Evidence.objects.filter(statement=statement, reading=reading).newest(NOW)
    return [(row.relation, row.note) for row in found]


# Works ----------------------------------------------------------------------------------------------------------------
def test_it_lists_position_by_position_the_newest_first_what_no_evidence_mentions(as_role, table):
    response = as_role("reader").get(path(table))
    assert list(rows(response)) == [
        ("NATO", "Together."), ("NATO", "Slowly."), ("Russia", "Together."), ("Sweden", "Alone."),
    ]  # fmt: skip
    assert response.context["shown"].sentence == "4 statements wait to be weighed, on 3 positions of 3 parties."
    nato, _russia, sweden = response.context["shown"].piles
    assert (nato.figure, nato.state, bool(nato.svg)) == ("90", "proposed", True)
    assert (sweden.says, sweden.svg) == ("Nothing on record", "")


@pytest.mark.parametrize("relation", ["supports", "qualifies", "contradicts", "does_not_bear"])
def test_an_analyst_weighs_one_and_no_reading_is_made(as_role, table, relation):
    before = Reading.objects.count()
    response = send(as_role("analyst"), table, "NATO", "Slowly.", relation, "In passing.")
    assert response["Location"] == path(table)
    assert bears(table.older, table.high) == [(relation, "In passing.")]
    assert Reading.objects.count() == before
    assert ("NATO", "Slowly.") not in rows(as_role("analyst").get(path(table)))


def test_each_party_that_holds_it_weighs_it_for_its_own_position(as_role, table):
    client = as_role("analyst")
    send(client, table, "NATO", "Together.", "contradicts")
    assert ("Russia", "Together.") in rows(client.get(path(table)))
    send(client, table, "Russia", "Together.", "qualifies")
    assert (bears(table.joint, table.high), bears(table.joint, table.low)) == (
        [("contradicts", "")],
        [("qualifies", "")],
    )


def test_by_htmx_the_list_comes_back_with_the_notice_its_undo_and_the_new_count(as_role, table):
    page = send(as_role("analyst"), table, "NATO", "Slowly.", headers=HTMX).content.decode()
    assert page.lstrip().startswith('<div id="waiting">')
    assert "Supports what we hold of NATO on Architecture. 3 still wait." in page
    assert re.search(r'class="undo" href="/w/desk/changes/\d+/undo/"', page)
    assert '<span class="count">3</span>' in page and 'hx-target="#notice"' in page


def test_where_nothing_is_in_force_only_a_reading_or_no_bearing_is_offered(as_role, table):
    weighing = rows(as_role("analyst").get(path(table)))["Sweden", "Alone."]
    assert [relation for relation, *_ in weighing.judgements] == ["does_not_bear"]
    assert weighing.moves_words == "Record a reading"
    response = send(as_role("analyst"), table, "Sweden", "Alone.", "supports")
    assert response.status_code == 422 and "Nothing is in force here" in response.content.decode()
    assert send(as_role("analyst"), table, "Sweden", "Alone.", "does_not_bear").status_code == 302


def test_what_moves_it_opens_the_form_filled_in_and_comes_back_here(as_role, table):
    moved = make.statement(
        table.by, table.issue, table.nato, said="6 July 2011", words="Centres.",
        option=table.issue.options.get(value=50),
    )  # fmt: skip
    client = as_role("analyst")
    address = rows(client.get(path(table)))["NATO", "Centres."].moves
    form = client.get(address).context["form"]
    given = {name: form[name].value() for name in ("effective", "option", "summary", f"bears_{moved.pk}")}
    assert given == {
        "effective": "6 Jul 2011", "option": str(moved.option_id), "summary": "Centres.",
        f"bears_{moved.pk}": "supports",
    }  # fmt: skip
    values = {name: form[name].value() for name in form.fields}
    sent = {name: str(value) for name, value in values.items() if value not in (None, False)}
    assert client.post(address, sent)["Location"] == path(table)
    assert Reading.objects.order_by("-pk").first().stated == 50
    assert ("NATO", "Centres.") not in rows(client.get(path(table)))


def test_it_is_narrowed_to_a_party_an_issue_and_a_state_of_review(as_role, member, table):
    client = as_role("reader")
    assert {party for party, _ in rows(client.get(path(table, party=table.nato.slug)))} == {"NATO"}
    assert len(rows(client.get(path(table, issue=table.issue.slug)))) == 4
    operations.review(table.low, by=member("reviewer"), state="approved")
    by_state = {
        state: {party for party, _ in rows(client.get(path(table, review=state)))}
        for state in ("proposed", "approved", "questioned", "none")
    }
    assert by_state == {"proposed": {"NATO"}, "approved": {"Russia"}, "questioned": set(), "none": {"Sweden"}}


def test_a_day_before_it_was_said_it_does_not_wait_and_of_what_was_known_then_nothing_is_weighed(as_role, table):
    assert ("NATO", "Together.") not in rows(as_role("analyst").get(path(table, as_of="2011-07-04")))
    page = as_role("analyst").get(path(table, known_at="2099-01-01"))
    assert len(rows(page)) == 4 and '<button class="btn" id="supports' not in page.content.decode()


# Two people, one statement --------------------------------------------------------------------------------------------
def test_of_two_who_weigh_the_same_statement_the_second_is_told_and_keeps_the_note(as_role, member, table):
    seen = as_role("reviewer").get(path(table))
    send(as_role("analyst"), table, "NATO", "Slowly.", "contradicts")
    response = send(as_role("reviewer"), table, "NATO", "Slowly.", note="Mine.", page=seen)
    page = response.content.decode()
    assert response.status_code == 409
    assert f"While you read, {member('analyst')} weighed this statement: contradicts." in page and "Mine." in page
    assert bears(table.older, table.high) == [("contradicts", "")]


def test_who_weighs_against_a_reading_that_a_colleague_has_replaced_is_told_and_may_go_on(as_role, member, table):
    seen = as_role("reviewer").get(path(table))
    make.reading(member("analyst"), table.of_nato, 70, "5 July 2011")
    response = send(as_role("reviewer"), table, "NATO", "Slowly.", note="Mine.", page=seen)
    assert response.status_code == 409
    assert f"While you read, {member('analyst')} changed what we hold here." in response.content.decode()
    assert rows(response)["NATO", "Slowly."].note == "Mine."
    assert send(as_role("reviewer"), table, "NATO", "Slowly.", page=response).status_code == 302


def test_who_was_first_in_another_window_is_called_you(as_role, table):
    client = as_role("reviewer")
    seen = client.get(path(table))
    send(client, table, "NATO", "Slowly.", "contradicts")
    page = send(client, table, "NATO", "Slowly.", page=seen).content.decode()
    assert "You weighed this statement in another window: contradicts." in page


# Refuses --------------------------------------------------------------------------------------------------------------
def test_a_reader_weighs_nothing(as_role, table):
    assert send(as_role("reader"), table, "NATO", "Slowly.").status_code == 403
    assert not bears(table.older, table.high)


@pytest.mark.parametrize(
    "bad",
    [
        {"relation": "maybe"}, {"relation": ""}, {"position": ""}, {"position": "9" * 40}, {"statement": "\x00"},
        {"statement": "x"}, {"expected": "soon"}, {"seen": "NaN"}, {"note": "n" * 40_000}, {"note": "\x00"},
    ],
)  # fmt: skip
def test_what_no_page_of_ours_sends_is_refused_with_words(as_role, table, bad):
    response = send(as_role("analyst"), table, "NATO", "Slowly.", **bad)
    assert response.status_code == 422 and response.context["shown"].refused
    assert not bears(table.older, table.high)


def test_records_of_others_and_of_other_positions_are_refused(as_role, table):
    other = make.Table(space=make.workspace("other")).read()
    for bad in (
        {"reading": other.high.pk}, {"position": other.of_nato.pk}, {"statement": other.answered.pk},
        {"reading": table.low.pk}, {"statement": table.said.pk},
    ):  # fmt: skip
        assert send(as_role("analyst"), table, "NATO", "Slowly.", **bad).status_code == 422
    assert not Evidence.objects.filter(reading=other.high, recorded_by__workspace=table.by.workspace).exists()


def test_an_unknown_party_is_not_found_and_what_exists_is_offered(as_role, table):
    response = as_role("reader").get(path(table, party="atlantis"))
    assert response.status_code == 404 and f"?party={table.nato.slug}" in response.content.decode()


# Edge -----------------------------------------------------------------------------------------------------------------
def test_when_all_is_weighed_it_says_so(as_role, table):
    response = as_role("reader").get(path(table, as_of="2011-06-01"))
    assert "Nothing waits" in response.context["shown"].sentence


def test_there_are_so_many_on_a_page_and_each_stands_once(as_role, table):
    for n in range(40):
        make.statement(table.by, table.issue, (table.nato, table.russia)[n % 2], said="6 July 2011", words=f"No. {n}")
    pages = [list(rows(as_role("reader").get(path(table, page=n)))) for n in (1, 2)]
    assert [len(each) for each in pages] == [25, 19]
    assert len({*pages[0], *pages[1]}) == 44
    assert list(rows(as_role("reader").get(path(table, page="soon")))) == pages[0]


def test_it_costs_no_more_with_more_that_waits(as_role, table, cost):
    client = as_role("reader")
    few = cost(lambda: client.get(path(table)))
    for _ in range(5):
        make.statement(table.by, table.issue, table.nato, table.sweden, said="6 July 2011")
    assert cost(lambda: client.get(path(table))) == few <= 30
