import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from tests import make
from tests.conftest import BACKEND
from tracker.accounts.models import Membership, Workspace
from tracker.agenda.models import Negotiation
from tracker.positions.models import Reading
from tracker.sources.models import Document, Excerpt
from tracker.statements.models import Statement

pytestmark = pytest.mark.django_db

SIZE = {"statements": 200, "documents": 12, "parties": 10, "issues": 20, "readings_per_position": 2, "members": 4}


def made(slug="large", **asked):
    """What the command leaves, in its own words and as the analyst who may read it."""
    call_command("scale", workspace=slug, backdated=20, replaced=5, **SIZE | asked)
    return Workspace.objects.get(slug=slug)


@pytest.fixture(scope="module")
def dossier(ground):
    return made()


def contents(workspace):
    """All that is said, wanted and written, without the numbers of the rows."""
    said = Statement.objects.filter(workspace=workspace).order_by("pk")
    wanted = Reading.objects.filter(workspace=workspace).order_by("pk")
    return [
        list(said.values_list("words", "said_on", "direction", "value", "act", "speaker__name", "recorded_at")),
        list(wanted.values_list("summary", "effective_on", "stated", "low", "recorded_at", "position__party__name")),
        list(Document.objects.filter(workspace=workspace).order_by("pk").values_list("title", "text")),
    ]  # fmt: skip


def test_it_is_as_large_as_asked(dossier):
    readings = Reading.objects.filter(workspace=dossier)
    assert Statement.objects.filter(workspace=dossier).count() == 200
    assert Document.objects.filter(workspace=dossier).count() == 12
    assert readings.filter(replaces__isnull=True).count() == 10 * 20 * 2
    assert 5 < readings.filter(replaces__isnull=False).count() < 50
    late = "SELECT count(*) FROM positions_reading WHERE workspace_id = %s AND recorded_at::date > effective_on + 29"
    with connection.cursor() as cursor:
        cursor.execute(late, [dossier.pk])
        assert 40 < cursor.fetchone()[0] < 140
    assert Membership.objects.filter(workspace=dossier).count() == 4


def test_the_same_seed_makes_the_same_dossier(dossier):
    assert contents(made("again")) == contents(dossier)
    assert contents(made("otherwise", seed=2)) != contents(dossier)


def test_a_reader_finds_every_page_filled(dossier):
    reader, talks = make.member(dossier, "reader"), Negotiation.objects.get(workspace=dossier)
    client, home = Client(), f"/w/large/n/{talks.slug}"
    client.force_login(reader.user, BACKEND)
    a, b = (seat.party for seat in talks.seats[1:3])
    statement = Statement.objects.filter(workspace=dossier, voice="party").first()
    document = Document.objects.filter(workspace=dossier).latest("pk")
    asked = {
        f"{home}/": talks.title,
        f"{home}/grid/": a.name,
        f"{home}/compare/?party={a.slug}&party={b.slug}": b.name,
        f"{home}/issues/issue-1/": a.name,
        f"{home}/movement/": a.name,
        "/w/large/statements/": "statements",
        f"/w/large/statements/{statement.pk}/": statement.words,
        f"/w/large/documents/{document.pk}/": document.title,
        f"/w/large/parties/{a.slug}/": a.name,
        "/w/large/history/": "opened the negotiation",
    }
    for path, words in asked.items():
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert words in answer.content.decode(), path


def test_what_is_quoted_stands_where_it_is_said_to_stand(dossier):
    for excerpt in Excerpt.objects.filter(workspace=dossier).select_related("document"):
        assert excerpt.document.text[excerpt.start : excerpt.end] == excerpt.exact


def test_every_row_has_its_history(dossier):
    with connection.cursor() as cursor:
        for table in ("statements_statement", "statements_holder", "positions_position", "actors_party"):
            cursor.execute(
                f"SELECT count(*), count(pgh_obj_id) FROM {table} LEFT JOIN {table}event USING (workspace_id)"
                f" WHERE {table}.workspace_id = %s AND {table}.id = pgh_obj_id",
                [dossier.pk],
            )
            rows, events = cursor.fetchone()
            assert rows == events > 0, table


def test_the_rules_stand_again_and_what_comes_next_keeps_its_history(dossier):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_constraint WHERE conname = 'evidence_is_held_by_its_party'")
        assert cursor.fetchone()[0] == 1
    lead = Membership.objects.get(workspace=dossier, role="lead")
    party = make.party(lead)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM actors_partyevent WHERE pgh_obj_id = %s", [party.pk])
        assert cursor.fetchone()[0] == 1


def test_a_workspace_that_exists_is_left_alone(desk):
    with pytest.raises(CommandError, match="There is a workspace “desk” already"):
        made("desk")


@pytest.mark.parametrize("slug", ["No Slug", "a" * 61])
def test_an_address_that_is_none_is_refused_with_a_sentence(slug):
    with pytest.raises(CommandError, match="is no address"):
        made(slug)


@pytest.mark.parametrize(("name", "typed"), [("statements", "0"), ("parties", "many"), ("backdated", "101")])
def test_a_number_that_is_none_is_refused_with_a_sentence(name, typed):
    asked = {f"--{each.replace('_', '-')}": str(number) for each, number in SIZE.items()} | {f"--{name}": typed}
    with pytest.raises(CommandError, match="is not a whole number"):
        call_command("scale", "--workspace", "large", *(word for pair in asked.items() for word in pair))
