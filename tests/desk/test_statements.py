"""Every statement: narrowed by anything, page by page, whoever records meanwhile."""

import re
from datetime import date, timedelta

import pytest

from tests import make
from tracker.base.dates import DomainDate
from tracker.desk import statements as listing
from tracker.positions.operations import weigh
from tracker.statements.models import Holder, Statement
from tracker.statements.operations import Depends, Heard, Reported

pytestmark = pytest.mark.django_db
PATH = "/w/desk/statements/"
IN_PLACE = {"HX-Request": "true", "HX-Target": "div#listing"}


def words(client, **query):
    """Our words of each statement on the page, in order."""
    response = client.get(PATH, query)
    assert response.status_code == 200
    return [line.statement.words for line in response.context["shown"].lines]


def test_the_newest_come_first_with_what_there_is_to_know(as_role, table):
    make.statement(table.by, table.issue, table.nato, table.russia, said="6 July 2011", words="Both want it.",
                   speaker=make.speaker(table.by, "Ann Person"))  # fmt: skip
    response = as_role("reader").get(PATH)
    assert [line.statement.words for line in response.context["shown"].lines] == [
        "Both want it.", table.answered.words, table.said.words]  # fmt: skip
    page = " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
    assert "3 statements, the newest first." in page and "Ann Person" in page
    assert "one system, divided into sectors" in page and "1 report" in page and "Waiting" in page and "B2" in page


@pytest.fixture
def many(table, member):
    """One statement that stands out in every way, among two plain ones."""
    lavrov = make.speaker(table.by, "Sergei Lavrov", table.russia)
    make.actors.name_also(lavrov, name="Lavrov", by=table.by)
    other = make.issue(table.by, table.talks, "Libya")
    table.odd = make.statement(
        member("analyst"), other, table.nato, table.russia, words="Sanctions would be lifted.", said="May 2012",
        speaker=lavrov, option=other.options.last(), direction="against", act="threaten", credibility=4,
        meeting=table.sochi,
        conditions=[Depends("a deal")],
        reports=[Reported("relayed", make.document(table.by, "Бомбить нельзя."), ["Бомбить"],
                          [Heard(make.outlet(table.by, "Interfax"))])],
    )  # fmt: skip
    Holder.objects.filter(statement=table.odd, party=table.nato).update(told_by_other=True)
    return table


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("words", "sanction"), ("words", "бомбить"), ("issue", lambda t: t.odd.issue_id), ("speaker", "lavrov"),
        ("direction", "against"), ("act", "threaten"), ("mode", "relayed-odd"), ("credibility", "4"),
        ("outlet", lambda t: t.odd.reports.get().relays.get().outlet_id),
        ("document", lambda t: t.odd.reports.get().document_id), ("meeting", lambda t: t.sochi.pk),
        ("option", lambda t: t.odd.option_id),
        ("coder", lambda t: t.odd.coder_id), ("said_from", "20 May 2012"), ("kind", "told"), ("kind", "joint"),
        ("kind", "conditional"), ("kind", ["told", "joint", "conditional"]),
    ],
)  # fmt: skip
def test_it_is_narrowed_by(as_role, many, name, value):
    if value == "relayed-odd":
        many.answered.reports.update(mode="paraphrase")
        value = "relayed"
    value = value(many) if callable(value) else value
    assert words(as_role("reader"), **{name: value}) == [many.odd.words]
    page = as_role("reader").get(PATH, {name: value}).content.decode()
    assert 'class="chip" href="?' in page


def test_it_is_narrowed_by_holder_last_day_and_state_and_each_wish_can_be_taken_away(as_role, many):
    client = as_role("reader")
    assert words(client, holder="nato") == [many.odd.words, many.answered.words]
    assert many.odd.words not in words(client, said_to="30 April 2012")
    reading = make.reading(many.by, many.of_russia, 10)
    weigh(many.of_russia, many.said, by=many.by, relation="supports", reading=reading)
    assert words(client, state="weighed") == [many.said.words]
    assert many.said.words not in words(client, state="waiting")
    response = client.get(PATH, {"holder": "nato", "kind": ["told", "joint"], "words": "", "after": "2012-01-01.1"})
    chips = {chip.words: chip.href for chip in response.context["shown"].chips}
    assert chips["Joint"] == "?holder=nato&kind=told" and chips["Whose view: NATO"] == "?kind=told&kind=joint"


@pytest.mark.parametrize(
    "query",
    [{"said_from": "31 June 2011"}, {"issue": "NaN"}, {"speaker": "Nobody"}, {"document": "9" * 40}, {"kind": "odd"},
     {"words": "x" * 40_000}, {"words": "a\0b"}, {"holder": "atlantis"},
     {"option": "0"}, {"order": "odd"}, {"said_from": "2012", "said_to": "2011"}],
)  # fmt: skip
def test_what_is_wrong_is_said_and_the_list_is_there(as_role, table, query):
    response = as_role("reader").get(PATH, query)
    assert response.status_code == 422
    assert response.context["form"].errors
    assert "The list is not narrowed by it." in as_role("reader").get(PATH, query, headers=IN_PLACE).content.decode()


def test_a_speaker_is_found_by_a_part_of_the_name(as_role, many):
    assert words(as_role("reader"), speaker="sergei") == [many.odd.words]


@pytest.mark.parametrize("order", ["", "recorded"])
@pytest.mark.parametrize("at", ["x", "2011-02-30.5", "2011-07-04.99999999999999999999", "2011-07-04", "\0",
                                "9999-12-31T23:59:59-23:59.5", "2011-07-04T10:00:00.5", "٢٠١١-07-04.5"])  # fmt: skip
def test_a_damaged_place_begins_at_the_beginning(as_role, table, at, order):
    assert len(words(as_role("reader"), after=at, order=order)) == 2


def test_another_workspaces_statements_are_not_there(as_role, table):
    other = make.Table(space=make.workspace("other"))
    assert other.said.words not in words(as_role("reader"))
    assert as_role("reader").get(PATH, {"issue": other.issue.pk}).status_code == 422


def bulk(table, number, first=date(2011, 1, 1), days=40):
    """So many statements, many on the same day."""
    rows = [
        Statement(workspace=table.by.workspace, issue=table.issue, words=f"Number {n}.", coder=table.by,
                  said_on=(day := first + timedelta(n * 7 % days)), said_before=day + timedelta(1))
        for n in range(number)
    ]  # fmt: skip
    made = Statement.objects.bulk_create(rows)
    Holder.objects.bulk_create(
        Holder(workspace=each.workspace, statement=each, party=table.russia, issue=table.issue, said_on=each.said_on)
        for each in made
    )
    return made


@pytest.mark.parametrize("name", listing.ORDERS)
def test_page_follows_page_without_loss_or_repeat_while_others_record(table, name):
    space, made, order = table.by.workspace, bulk(table, 400), listing.ORDERS[name]
    seen, at, pages = [], None, []
    while True:
        page = listing.listed(space, {}, at, size=20, order=order)
        seen += [each.pk for each in page.rows]
        pages.append([each.pk for each in page.rows])
        bulk(table, 7, first=date(2010, 12, 1), days=90)  # before and after the place, and on its own day
        if page.later is None or len(pages) > 60:
            break
        at = listing.cursor({"after": str(page.later)}, order)
    assert len(seen) == len(set(seen))
    assert {each.pk for each in made} <= set(seen)
    places = {each.pk: (getattr(each, order.column), each.pk) for each in Statement.objects.filter(pk__in=seen)}
    assert [places[pk] for pk in seen] == sorted(places.values(), reverse=not order.rising)


@pytest.mark.parametrize("order", listing.ORDERS.values())
def test_back_is_the_same_way(table, order):
    space = table.by.workspace
    bulk(table, 130)
    first = listing.listed(space, {}, None, size=50, order=order)
    second = listing.listed(space, {}, first.later, size=50, order=order)
    again = listing.listed(space, {}, listing.cursor({"before": str(second.earlier)}, order), size=50, order=order)
    assert [each.pk for each in again.rows] == [each.pk for each in first.rows]
    assert first.earlier is None and again.earlier is None and again.later == first.later


def test_it_is_sorted_as_asked_and_says_so(as_role, table):
    client = as_role("reader")
    old = make.statement(table.by, table.issue, table.nato, said="1 July 2011", words="Recorded last, said first.")
    assert words(client, order="said")[0] == words(client, order="-recorded")[0] == old.words
    assert words(client)[-1] == words(client, order="recorded")[-1] == old.words
    page = client.get(PATH, {"order": "said", "holder": "nato"}).content.decode()
    assert "2 statements fit, the oldest first." in page and "Order:" not in page


def test_our_sentence_and_the_quoted_words_each_in_its_own_direction(as_role, table):
    text = make.document(table.by, "وقال: \n\n«نريد   نظاما واحدا» ثم صمت.", language="ar")
    make.statement(table.by, table.issue, table.nato, words="They want one system.", said="2012",
                   reports=[Reported("verbatim", text, ["نريد   نظاما واحدا"])])  # fmt: skip
    make.statement(table.by, table.issue, table.nato, words="Nobody was quoted.", said="2012")
    quoted, plain = as_role("reader").get(PATH).context["shown"].lines[1::-1]
    assert (quoted.quoted, quoted.language, quoted.verbatim) == ("نريد نظاما واحدا", "ar", True)
    assert plain.quoted == ""
    page = as_role("reader").get(PATH).content.decode()
    assert '<span class="quoted verbatim" dir="auto" lang="ar">نريد نظاما واحدا</span>' in page
    assert "They want one system." in page


def test_pages_of_people_outlets_and_options_lead_to_their_statements(as_role, many):
    client = as_role("reader")
    relayed = many.odd.reports.get().relays.get().outlet
    for page in (many.odd.speaker, relayed):
        html = client.get(page.get_absolute_url()).content.decode()
        (href,) = re.findall(r'href="(/w/desk/statements/\?[^"]+)"', html)
        assert [line.statement for line in client.get(href.replace("&amp;", "&")).context["shown"].lines] == [many.odd]
    issue = many.odd.issue
    html = client.get(f"/w/desk/n/{many.talks.slug}/issues/{issue.slug}/options/").content.decode()
    assert re.findall(r'href="/w/desk/statements/\?option=(\d+)', html) == [str(many.odd.option_id)]


def test_a_thousand_is_as_far_as_it_counts(as_role, table):
    bulk(table, 1_010)
    assert "1,000 or more, the newest first." in as_role("reader").get(PATH).content.decode()


def test_it_costs_no_more_with_more_statements(as_role, table, cost):
    client = as_role("reader")
    client.get(PATH)
    few = cost(lambda: client.get(PATH))
    for n in range(3):
        make.statement(table.by, table.issue, make.party(table.by), speaker=make.speaker(table.by),
                       meeting=table.sochi, said=DomainDate.day(date(2011, 7, n + 1)),
                       reports=[Reported("relayed", make.document(table.by, outlet=table.ria))])  # fmt: skip
    assert cost(lambda: client.get(PATH)) == few <= 25


def test_a_reader_is_not_offered_to_record(as_role, table):
    assert "statements/record/" not in as_role("reader").get(PATH).content.decode()
    assert "statements/record/" in as_role("analyst").get(PATH).content.decode()
