import pytest
from django.urls import reverse

from tests import make
from tracker.positions.operations import seat
from tracker.statements.operations import Reported

pytestmark = [pytest.mark.django_db, pytest.mark.read]


def look(client, table, **query):
    path = reverse("compare:perception", kwargs={"ws": "desk", "n": table.talks.slug})
    return client.get(path, {"as_of": "2011-07-05", **query})


def of(response):
    return [(shown.heading, shown.accounts, shown.unmade) for shown in response.context["regards"]]


def tells(table, teller=None, about=None, value=60, **fields):
    """A speaker of Russia tells what NATO wants; by the speaker's post it is known to be told by another."""
    speaker = make.speaker(table.by, party=teller or table.russia)
    return make.statement(table.by, table.issue, about or table.nato, speaker=speaker, value=value, **fields)


def test_what_is_told_of_a_party_stands_beside_what_it_says_itself(as_role, table):
    told = tells(table, reports=[Reported("paraphrase", table.digest, ["one system, divided into sectors"])])
    response = look(as_role("reader"), table)
    ((heading, (account,), _),) = of(response)
    assert heading == "Russia about NATO"
    assert (account.told, account.itself) == (
        "60 on the scale",
        "Between “Joint centres” and “Two systems that cooperate”",
    )
    assert account.quote.words == "one system, divided into sectors" and account.quote.told
    assert account.quote.href == reverse("desk:statement", kwargs={"ws": "desk", "pk": told.pk})
    assert account.quoted.statement == table.answered
    body = response.content.decode()
    assert account.quote.href in body and account.itself_href in body


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (100, "Russia describes NATO as 10\N{NO-BREAK SPACE}% of the scale harder than NATO describes itself."),
        (60, "Russia describes NATO as 30\N{NO-BREAK SPACE}% of the scale softer than NATO describes itself."),
        (90, "Russia describes NATO as NATO describes itself."),
    ],
)
def test_harder_is_farther_from_where_the_teller_stands(as_role, table, value, said):
    tells(table, value=value)
    ((_, (account,), _),) = of(look(as_role("reader"), table))
    assert account.verdict == said


def test_without_a_position_of_the_teller_there_is_no_direction(as_role, table):
    poland = make.party(table.by, "Poland")
    seat(table.talks, poland, by=table.by)
    tells(table, poland, value=60)
    ((_, (account,), _),) = of(look(as_role("reader"), table))
    assert account.verdict == "Poland puts NATO 30\N{NO-BREAK SPACE}% of the scale from where NATO puts itself."


def test_without_a_reading_the_partys_own_newest_statement_speaks(as_role, table):
    poland = make.party(table.by, "Poland")
    make.statement(table.by, table.issue, poland, value=40, said="2 July 2011")
    make.statement(table.by, table.issue, poland, value=70, said="3 July 2011")
    tells(table, about=poland, value=80)
    ((heading, (account,), _),) = of(look(as_role("reader"), table))
    assert heading == "Russia about Poland"
    assert (
        account.verdict
        == "Russia describes Poland as 10\N{NO-BREAK SPACE}% of the scale harder than Poland describes itself."
    )


def test_what_a_party_never_said_itself_is_listed_apart(as_role, table):
    guarantee = make.issue(table.by, table.talks, "Legal guarantee")
    speaker = make.speaker(table.by, party=table.russia)
    make.statement(table.by, guarantee, table.nato, speaker=speaker, option=guarantee.options.first())
    response = look(as_role("reader"), table)
    ((_, accounts, (never,)),) = of(response)
    assert (accounts, never.issue, never.itself) == ([], guarantee, "")
    assert "It never said so itself." in never.verdict
    assert "1 the other has never said in its own words" in response.context["sentence"]


def test_an_option_that_the_party_itself_rejects_is_said_to_be(as_role, table):
    option = table.issue.options.get(value=50)
    make.statement(table.by, table.issue, table.nato, direction="against", act="reject", option=option)
    tells(table, value=None, option=option)
    ((_, (account,), _),) = of(look(as_role("reader"), table))
    assert account.verdict.endswith("It spoke against that itself.")


@pytest.mark.parametrize("fields", [{"modality": "hypothetical"}, {"direction": "against"}])
def test_what_is_supposed_or_told_against_gives_no_gap(as_role, table, fields):
    tells(table, **fields)
    ((_, (account,), _),) = of(look(as_role("reader"), table))
    assert account.verdict.startswith("No gap to measure: the account names no point of the scale.")


def test_a_speaker_without_a_post_on_that_day_is_nobodys_voice_and_not_left_out(as_role, table):
    speaker = make.speaker(table.by, party=table.russia, since=make.when("2012"))
    make.statement(table.by, table.issue, (table.nato, True), speaker=speaker, value=60)
    ((heading, (_account,), _),) = of(look(as_role("reader"), table))
    assert heading == "About NATO, by somebody whose party on that day is not known"


def test_what_is_said_later_or_recorded_later_is_not_there_yet(as_role, table):
    tells(table, said="6 July 2011")
    assert not of(look(as_role("reader"), table))
    assert not of(look(as_role("reader"), table, as_of="2011-07-07", known_at="2011-07-06"))
    assert of(look(as_role("reader"), table, as_of="2011-07-07"))


def test_with_no_account_it_says_how_one_is_recorded(as_role, table):
    body = look(as_role("reader"), table).content.decode()
    assert "told by another" in body and "Nobody is on record telling what another party wants." in body


def test_it_costs_no_more_with_more_accounts(as_role, table, cost):
    tells(table)
    client = as_role("reader")
    few = cost(lambda: look(client, table))
    for value in (10, 20, 30):
        tells(table, value=value)
        tells(table, table.nato, table.russia, value=value)
    assert cost(lambda: look(client, table)) == few


def test_a_reading_that_rests_on_the_account_alone_is_not_the_partys_own_word(as_role, table):
    poland = make.party(table.by, "Poland")
    seat(table.talks, poland, by=table.by)
    told = tells(table, about=poland, value=70)
    make.reading(table.by, make.position(poland, table.issue), 70, evidence=[told])
    ((_, accounts, (never,)),) = of(look(as_role("reader"), table))
    assert (accounts, never.itself, never.quoted) == ([], "", None)
    assert never.verdict.endswith("It never said so itself.")
