"""Where a quotation begins and ends is changed, for every statement that quotes it."""

import pytest

from tests import make
from tracker.history.models import Change
from tracker.history.operations import undo
from tracker.sources.models import Excerpt
from tracker.sources.operations import quote, translate
from tracker.statements.operations import Reported

pytestmark = pytest.mark.django_db

SECTORS = "one system, divided into sectors"


@pytest.fixture(scope="module")
def laid(ground):
    table = make.Table(make.member())
    table.excerpt = Excerpt.objects.get(document=table.digest)
    return table


def move(client, excerpt, query="", headers=None, **typed):
    return client.post(
        f"/w/desk/excerpts/{excerpt.pk}/ends/{query}", {"expected": excerpt.version, **typed}, headers=headers
    )


def now(excerpt):
    return Excerpt.objects.get(pk=excerpt.pk)


def test_it_ends_where_the_analyst_says_and_can_be_undone(as_role, table):
    response = move(as_role("lead"), table.excerpt, quotation="one system")
    assert response["Location"].endswith(f"#excerpt-{table.excerpt.pk}")
    moved = now(table.excerpt)
    assert (moved.exact, moved.start, moved.suffix[:9]) == ("one system", table.excerpt.start, ", divided")
    undo(Change.objects.get(verb="excerpt.moved"), by=table.by)
    assert now(table.excerpt).exact == SECTORS


def test_of_words_that_occur_twice_those_near_it_are_meant(as_role, table):
    text = make.document(table.by, "They want peace. He says: they want peace. All want peace.")
    excerpt = quote(text, "says: they want", by=table.by)
    move(as_role("lead"), excerpt, quotation="want peace", near=excerpt.start)
    assert now(excerpt).start == 31


def test_statements_that_share_it_are_named_before_it_moves_for_all(as_role, table):
    other = make.statement(
        table.by, table.issue, table.nato, value=20, words="NATO repeats it.",
        reports=[Reported("paraphrase", table.digest, [SECTORS])],
    )  # fmt: skip
    client = as_role("lead")
    told = move(client, table.excerpt, quotation="one system")
    assert (told.status_code, now(table.excerpt).exact) == (422, SECTORS)
    for said in (table.said, other):
        assert said.words in told.content.decode()
    move(client, table.excerpt, quotation="one system", agreed="on")
    assert now(table.excerpt).exact == "one system"


def test_words_that_came_from_the_text_alone_leave_no_translation_unseen(as_role, table):
    translate(table.excerpt, by=table.by, expected=1, translation="ours", translator="M. Kay")
    client = as_role("lead")
    told = move(client, now(table.excerpt), quotation="one system")
    assert (told.status_code, list(told.context["form"].errors)) == (422, ["translation"])
    move(client, now(table.excerpt), quotation="one system", translation="ours, shorter", translator="M. Kay")
    assert (now(table.excerpt).exact, now(table.excerpt).translation) == ("one system", "ours, shorter")


def test_beside_the_text_the_reader_is_drawn_anew(as_role, table):
    headers = {"HX-Request": "true", "HX-Target": "aside#beside"}
    client = as_role("lead")
    told = move(client, table.excerpt, "?in_text=1", headers, quotation="not there")
    assert told.status_code == 422 and told.content.decode().lstrip().startswith("<section")
    done = move(client, table.excerpt, "?in_text=1", headers, quotation="one system", near=20)
    assert f"excerpt={table.excerpt.pk}" in done["HX-Location"]


@pytest.mark.parametrize("quotation", ["", "three systems", SECTORS])
def test_words_that_are_not_there_or_are_its_own_are_refused(as_role, table, quotation):
    response = move(as_role("lead"), table.excerpt, quotation=quotation)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["quotation"])


def test_words_of_another_mark_are_refused(as_role, table):
    quote(table.digest, "one system", by=table.by)
    response = move(as_role("lead"), table.excerpt, quotation="one system")
    assert "marked already" in response.content.decode()


def test_the_second_of_two_is_told(as_role, table):
    client = as_role("lead")
    move(client, table.excerpt, quotation="one system")
    response = move(client, table.excerpt, quotation="divided into sectors")
    assert (response.status_code, now(table.excerpt).exact) == (409, "one system")


def test_readers_are_offered_nothing(as_role, table):
    for address in (table.said.get_absolute_url(), table.digest.get_absolute_url()):
        assert "/ends/" in as_role("lead").get(address).content.decode()
        assert "/ends/" not in as_role("reader").get(address).content.decode()


def test_what_a_colleague_quoted_is_for_them_and_leads_to_move(as_role, table, member):
    client = as_role("analyst")
    assert move(client, table.excerpt, quotation="one system").status_code == 403
    assert "/ends/" not in client.get(table.said.get_absolute_url()).content.decode()
    own = quote(table.digest, "A spokesman", by=member("analyst"))
    page = client.get(table.digest.get_absolute_url()).content.decode()
    assert f'id="excerpt-{own.pk}" data-place' in page and f'id="excerpt-{table.excerpt.pk}" data-place' not in page
    assert move(client, own, quotation="spokesman").status_code == 302
