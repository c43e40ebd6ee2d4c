"""What quoted words say in our language is on record, and shown wherever they are."""

import pytest

from tests import make
from tracker.history.models import Change
from tracker.history.operations import undo
from tracker.sources.models import Excerpt
from tracker.sources.operations import translate
from tracker.statements.models import Statement
from tracker.statements.operations import Reported, Words
from tracker.statements.operations import edit as edit_statement
from tracker.statements.queries import with_reports
from tracker.statements.quotes import quote

pytestmark = pytest.mark.django_db

ARABIC = "قال الوزير إن بلاده تريد نظاما واحدا. ثم سافر."
QUOTED = "بلاده تريد نظاما واحدا"
OURS = "his country wants a single scheme"


class Desk(make.Table):
    """With a statement that quotes an Arabic text, weighed for Russia's reading."""

    def __init__(self, by):
        super().__init__(by=by)
        self.text = make.document(by, ARABIC, language="ar", title="الخبر", outlet=self.ria)
        self.arabic = make.statement(
            by, self.issue, self.russia, value=10, said="5 July 2011",
            reports=[Reported("verbatim", self.text, [QUOTED])],
        )  # fmt: skip
        self.excerpt = Excerpt.objects.get(document=self.text)
        make.reading(by, self.of_russia, 10, evidence=[self.arabic])


@pytest.fixture(scope="module")
def laid(ground):
    return Desk(make.member())


@pytest.fixture
def translated(table):
    translate(table.excerpt, by=table.by, expected=1, translation=OURS, translator="Rana Aziz")
    return table


def path(excerpt):
    return f"/w/desk/excerpts/{excerpt.pk}/translation/"


def test_an_analyst_translates_and_the_next_time_is_offered_the_same_translator(as_role, table):
    client = as_role("analyst")
    form = client.get(path(table.excerpt)).context["form"]
    assert form["translator"].value() == str(form.offered)
    typed = {"expected": 1, "translation": OURS, "translator": "Rana Aziz"}
    assert client.post(path(table.excerpt), typed)["Location"].endswith(f"#excerpt-{table.excerpt.pk}")
    table.excerpt.refresh_from_db()
    assert (table.excerpt.translation, table.excerpt.translator) == (OURS, "Rana Aziz")
    other = make.document(table.by, ARABIC, language="ar")
    form = client.get(f"/w/desk/statements/record/?document={other.pk}&start=4&end=10").context["form"]
    assert form.reports[0]["translator-0"].value() == "Rana Aziz"


def test_the_second_of_two_translators_is_told(as_role, translated):
    response = as_role("analyst").post(
        path(translated.excerpt), {"expected": 1, "translation": "Mine", "translator": ""}
    )
    assert response.status_code == 409
    assert OURS in response.content.decode()


def test_it_can_be_undone(translated):
    undo(Change.objects.get(verb="excerpt.translated"), by=translated.by)
    translated.excerpt.refresh_from_db()
    assert (translated.excerpt.translation, translated.excerpt.translator) == ("", "")


def test_a_translation_taken_away_has_no_translator(translated):
    excerpt = translated.excerpt
    translate(excerpt, by=translated.by, expected=excerpt.version, translation=" ", translator="Rana Aziz")
    assert (excerpt.translation, excerpt.translator) == ("", "")


PLACES = {
    "side by side": "/w/desk/n/missile-defence/compare/",
    "statements": "/w/desk/statements/",
    "issue": "/w/desk/n/missile-defence/issues/architecture/",
}


@pytest.mark.parametrize("place", [*PLACES, "grid", "position", "statement", "reader", "revise"])
def test_the_original_stands_in_its_language_and_the_translation_is_named_as_one(as_role, translated, place):
    address = (
        PLACES.get(place)
        or {
            "grid": f"/w/desk/n/missile-defence/grid/newest/{translated.of_russia.pk}/",
            "position": translated.of_russia.get_absolute_url(),
            "statement": translated.arabic.get_absolute_url(),
            "reader": translated.text.get_absolute_url(),
            "revise": f"/w/desk/positions/{translated.of_russia.pk}/revise/",
        }[place]
    )
    page = as_role("analyst").get(address, follow=True).content.decode()
    original = page.index(QUOTED)
    opening = page[page.rindex("<", 0, original) : original] if place != "reader" else page[: page.index(QUOTED)]
    assert 'lang="ar"' in opening and 'dir="auto"' in opening, opening[-200:]
    after = page[original:]
    ours = after.index(OURS)
    assert "Translation</span>" in after[:ours] and "Rana Aziz" in after[ours : ours + 120]


def test_waiting_shows_it_too(as_role, table):
    make.statement(
        table.by, table.issue, table.nato, value=90, said="6 July 2011",
        reports=[Reported("verbatim", table.text, [Words(QUOTED), "ثم سافر"])],
    )  # fmt: skip
    translate(table.excerpt, by=table.by, expected=1, translation=OURS)
    page = as_role("analyst").get("/w/desk/n/missile-defence/waiting/").content.decode()
    assert QUOTED in page and OURS in page and "ثم سافر" in page


@pytest.mark.parametrize("words", ["scheme", "schemes", "countries", "واحدا"])
def test_its_words_find_the_statement(as_role, translated, words):
    found = as_role("reader").get("/w/desk/statements/", {"words": words}).context["shown"].lines
    assert [line.statement for line in found] == [translated.arabic]


@pytest.mark.parametrize("ending", ["md", "csv"])
def test_exports_name_the_translation(as_role, translated, ending):
    file = as_role("reader").get(f"/w/desk/n/missile-defence/export/?format={ending}&download=1", follow=True)
    text = b"".join(file.streaming_content).decode() if file.streaming else file.content.decode()
    assert f"\u2068{QUOTED}\u2069" in text
    assert f"Translation by Rana Aziz: {OURS}" in text
    assert "\u2068الخبر\u2069" in text, "nor does the title of a text turn what stands beside it"


def test_the_title_of_an_arabic_text_does_not_turn_the_day_beside_it(translated):
    (said,) = with_reports(Statement.objects.filter(pk=translated.arabic.pk).quotable())
    assert quote(said, workspace="desk").path == "RIA Novosti, 5 Jul 2011"
    said.carriers[0].chain.clear()
    assert quote(said, workspace="desk").path == "\u2068الخبر\u2069, 5 Jul 2011"


def test_russian_is_not_isolated_but_has_its_language(as_role, table):
    text = make.document(table.by, "Он сказал: мы хотим одну систему.", language="ru")
    said = make.statement(
        table.by, table.issue, table.russia, value=10,
        reports=[Reported("verbatim", text, ["мы хотим одну систему"])],
    )  # fmt: skip
    page = as_role("reader").get(said.get_absolute_url()).content.decode()
    assert '<blockquote lang="ru" dir="auto">мы хотим одну систему' in page


def test_words_that_a_statement_quotes_no_more_are_kept_with_their_translation(translated):
    edit_statement(
        translated.arabic, by=translated.by, expected=1, words="x", said=translated.arabic.said,
        holders=[translated.russia], issue=translated.issue, direction="for", act="support",
        reports=[Reported("verbatim", translated.text, ["ثم سافر"])],
    )  # fmt: skip
    assert Excerpt.objects.filter(pk=translated.excerpt.pk).exists()
