"""A statement recorded beside its text, from the words selected there: what it begins with, and where it leads."""

import json

import pytest

from tests import make
from tests.statements.recording import PATH, Desk, opened, place, plain, save
from tracker.sources.models import Excerpt
from tracker.statements.models import Statement

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid(ground):
    return Desk(make.member())


def test_offsets_are_code_points_and_the_words_stand_without_their_quotation_marks(as_role, table):
    form = opened(as_role("analyst"), document=table.text.pk, **place(" “Our partners say they owe each other help,” "))
    assert form.reports[0]["quote-0"].value() == "Our partners say they owe each other help,"
    form = opened(as_role("analyst"), document=table.text.pk, **place("a deal é (Interfax"))
    assert form.reports[0]["quote-0"].value() == "a deal é (Interfax"


def test_beside_the_text_it_leads_back_to_the_words(as_role, table):
    client = as_role("analyst")
    query = f"document={table.text.pk}&in_text=1&start=1&end=6"
    response = save(client, opened(client), query, **plain(table))
    assert response.status_code == 204
    assert f"/documents/{table.text.pk}/?said={Statement.objects.latest('pk').pk}" in response["HX-Location"]


def test_the_same_words_are_cut_once(as_role, table):
    client = as_role("analyst")
    for _ in range(2):
        form = opened(client, document=table.text.pk, **place("Article 5 obliges"))
        save(client, form, **plain(table))
    assert Excerpt.objects.filter(document=table.text).count() == 1


def test_the_reliability_of_outlets_is_not_shown_before_it_is_judged(as_role, table):
    page = as_role("analyst").get(PATH, {"document": table.text.pk}).content.decode()
    assert 'class="grade"' not in page and "sually reliable" not in page


def test_it_costs_no_more_with_more_on_record(as_role, table, cost):
    client = as_role("analyst")
    look = lambda: client.get(PATH, {"document": table.text.pk, **place("Article 5 obliges")})  # noqa: E731
    few = cost(look)
    for _ in range(3):
        make.speaker(table.by, party=table.russia)
        make.outlet(table.by)
        make.issue(table.by, table.talks)
        make.positions.seat(table.talks, make.party(table.by), by=table.by)
    assert cost(look) == few


def test_a_statement_saved_beside_its_text_is_saved_once(as_role, table):
    client, there = as_role("analyst"), f"/w/desk/statements/record/?document={table.digest.pk}&in_text=1"
    form = {"said": "4 July 2011", "voice": "background", "words": "Nobody knows.", "credibility": "3"}
    sent = form | {"report-0-document": table.digest.pk, "report-0-mode": "paraphrase", "csrfmiddlewaretoken": "x" * 64}
    before = Statement.objects.count()
    first, second = client.post(there, sent), client.post(there, sent)
    assert Statement.objects.count() == before + 1
    assert second["Location"] == json.loads(first["HX-Location"])["path"]


def test_who_codes_a_text_goes_on_where_they_were(as_role, table):
    client = as_role("analyst")
    first = opened(client, document=table.text.pk, **place("Our partners say they owe each other help"))
    save(client, first, **plain(table, holders=[table.nato.pk], act="propose", **{"report-0-relay-1-label": "TASS I"}))
    form = opened(client, document=table.text.pk, **place("they owe each other help"))
    assert form["issue"].value() == table.issue.pk and form["act"].value() == "propose"
    assert form["speaker"].value() == "Sergei Lavrov"
    assert form["direction"].value() == "not_stated" or form["direction"].value() is None
    elsewhere = opened(client, document=table.digest.pk, start=1, end=6)
    assert elsewhere["issue"].value() in (None, "")


@pytest.mark.parametrize(
    ("direction", "act"), [("for", "reject"), ("for", "threaten"), ("against", "reject"), ("not_stated", "expect")]
)
def test_an_act_that_would_go_against_what_is_said_next_is_not_gone_on_with(as_role, table, direction, act):
    client = as_role("analyst")
    first = opened(client, document=table.text.pk, **place("Our partners say they owe each other help"))
    save(client, first, **plain(table, direction=direction, act=act))
    form = opened(client, document=table.text.pk, **place("they owe each other help"))
    assert form["issue"].value() == table.issue.pk and not form["act"].value()


@pytest.mark.parametrize(
    ("said", "begins"), [("May 2010", "5 Jul 2011"), ("2010", "5 Jul 2011"), ("1 July 2011", "1 Jul 2011")]
)
def test_a_month_or_a_year_that_was_spoken_of_does_not_take_the_place_of_the_texts_own_day(
    as_role, table, said, begins
):
    client, text = as_role("analyst"), make.document(table.by, "They want sectors. We do not.")
    save(client, opened(client, document=text.pk, start=0, end=18), **plain(table, said=said))
    form = opened(client, document=text.pk, start=19, end=29)
    assert str(form["said"].value()) == begins


def test_the_words_quoted_stand_where_nobody_says_it_in_ours(as_role, table):
    client, words = as_role("analyst"), "Our partners say they owe each other help"
    save(client, opened(client, document=table.text.pk, **place(words)), **plain(table, words=""))
    assert Statement.objects.latest("pk").words == words
    refused = save(client, opened(client), **plain(table, words=""))
    assert refused.status_code == 422 and "words" in refused.context["form"].errors


def test_the_way_it_came_is_offered_again_only_while_it_is_the_same_for_all(as_role, table):
    client, words = as_role("analyst"), ("They want", "one system", "divided into sectors")
    text = make.document(table.by, ". ".join(words), outlet=table.gsn)

    def offered(quoted):
        at = text.text.index(quoted)
        return opened(client, document=text.pk, start=at, end=at + len(quoted))

    def chain(form):
        return [row["outlet"].value() for row in form.reports[0].relays if row["outlet"].value()]

    save(client, offered(words[0]), **plain(table, **{"report-0-relay-1-outlet": "Interfax"}))
    assert chain(offered(words[1])) == ["Newswire", "Interfax"]
    save(client, offered(words[1]), **plain(table, **{"report-0-relay-1-outlet": "TASS"}))
    assert chain(offered(words[2])) == ["Newswire"]


def test_the_words_of_a_speech_are_its_authors_but_for_what_it_quotes(as_role, table):
    """Who is named in it is spoken of, not speaking."""
    text = "I thank Sergei Lavrov for his words.\n\nWe want two systems.\n\nSergei Lavrov said: “Only one will do.”"
    make.speaker(table.by, "Ellen Tauscher", table.us, "Under Secretary")
    speech = make.document(table.by, text, author="Ellen Tauscher", title="A speech")
    for words, speaker, mode in (
        ("thank Sergei Lavrov for his words", "Ellen Tauscher", "verbatim"),
        ("We want two systems.", "Ellen Tauscher", "verbatim"),
        ("Only one will do.", "Sergei Lavrov", "verbatim"),
    ):
        start = text.index(words)
        query = {"document": speech.pk, "start": start, "end": start + len(words)}
        form = as_role("analyst").get(PATH, query).context["form"]
        assert form["speaker"].value() == speaker
        assert form.reports[0]["mode"].value() == mode
