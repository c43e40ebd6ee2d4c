"""Blocks of a brief are written, added, moved and removed."""

import pytest
from django.core.exceptions import ValidationError

from tests import make
from tests.briefs.test_brief import path
from tracker.briefs.models import Block, Citation
from tracker.history.operations import undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def brief(table):
    return make.brief(table.by, table.talks)


def kinds(brief):
    return [block.kind for block in brief.blocks.all()]


def send(client, brief, name, block=None, **typed):
    more = {"block": block.pk} if block else {}
    expected = {"expected": block.version} if block else {}
    return client.post(path(brief, name, **more), expected | typed)


def test_an_analyst_writes_a_text(brief, as_role):
    client, block = as_role("analyst"), brief.blocks.first()
    response = send(client, brief, "edit_block", block, text="They will not agree.")
    assert response["Location"] == brief.get_absolute_url()
    block.refresh_from_db()
    assert block.text == "They will not agree."


def test_the_block_is_open_in_the_page_of_its_brief_with_what_it_may_cite(table, brief, as_role):
    table.read()
    response = as_role("analyst").get(path(brief, "edit_block", block=brief.blocks.first().pk))
    assert f"[S{table.said.pk}]" in response.content.decode()
    assert "block-form" in response.content.decode()


def test_what_is_off_the_scale_is_saved_and_told(brief, as_role):
    client = as_role("analyst")
    send(client, brief, "edit_block", brief.blocks.first(), text="Perhaps they agree.")
    assert "“Perhaps” is not on the scale" in client.get(path(brief)).content.decode()


def test_the_second_of_two_people_keeps_what_they_typed(brief, as_role):
    client, block = as_role("analyst"), brief.blocks.first()
    send(client, brief, "edit_block", block, text="Theirs.")
    response = send(client, brief, "edit_block", block, text="Mine.")
    assert response.status_code == 409
    assert "Theirs." in response.content.decode()
    assert "Mine." in response.content.decode()


def test_a_block_is_added_at_the_end(table, brief, as_role):
    send(as_role("analyst"), brief, "add_block", kind="scale")
    added = brief.blocks.last()
    assert (added.kind, added.place) == ("scale", 3)
    response = send(as_role("analyst"), brief, "edit_block", added, issue=table.issue.pk)
    assert response.status_code == 302
    added.refresh_from_db()
    assert added.issue == table.issue


def test_words_stand_below_what_is_on_record(table, brief, as_role):
    glance = brief.blocks.get(kind="comparison")
    send(as_role("analyst"), brief, "edit_block", glance, text="That is less than in May. Perhaps it lasts.")
    page = as_role("analyst").get(path(brief))
    said = str(page.context["preview"])
    assert said.index("At a glance") < said.index("Assessment: That is less than in May.")
    assert "“Perhaps” is not on the scale" in page.content.decode()


def test_a_text_from_another_installation_cites_what_it_cited(table, brief, as_role):
    """An archive numbers statements anew, and leaves texts as they are."""
    client, block = as_role("analyst"), make.write(table.by, brief, f"They want it [S{table.said.pk}].")
    Citation.objects.filter(block=block).update(label="S999999")
    Block.objects.filter(pk=block.pk).update(text="They want it [S999999].")
    assert 'href="#source-1">[1]</a>' in str(client.get(path(brief)).context["preview"])
    form = client.get(path(brief, "edit_block", block=block.pk)).context["form"]
    assert form["text"].value() == f"They want it [S{table.said.pk}]."


def test_a_statement_that_a_brief_cites_stays(table, brief):
    said = make.statement(table.by, table.issue, table.nato)
    make.write(table.by, brief, f"They want it [S{said.pk}].")
    with pytest.raises(ValidationError, match="citations in briefs"):
        make.statements.remove(said, by=table.by, expected=said.version)


def test_a_kind_that_there_is_not_is_refused(brief, as_role):
    assert send(as_role("analyst"), brief, "add_block", kind="poem").status_code == 422
    assert len(kinds(brief)) == 3


def test_a_block_changes_places_with_its_neighbour(brief, as_role):
    text = brief.blocks.first()
    send(as_role("analyst"), brief, "move_block", text, to="down")
    assert kinds(brief) == ["comparison", "text", "movement"]
    text.refresh_from_db()
    send(as_role("analyst"), brief, "move_block", text, to="up")
    text.refresh_from_db()
    send(as_role("analyst"), brief, "move_block", text, to="up")
    assert kinds(brief) == ["text", "comparison", "movement"]


def test_with_htmx_the_part_of_the_page_comes_again(brief, as_role):
    client, text = as_role("analyst"), brief.blocks.first()
    headers = {"HX-Request": "true", "HX-Target": "div#brief-desk"}
    response = client.post(
        path(brief, "move_block", block=text.pk), {"expected": text.version, "to": "down"}, headers=headers
    )
    assert response.status_code == 200
    assert "<html" not in response.content.decode()
    assert "Moved." in response.content.decode()


def test_a_block_is_removed_and_brought_back(table, brief, as_role):
    make.write(table.by, brief, "Keep this.")
    make.briefs.remove_block(brief.blocks.first(), by=table.by, expected=2)
    assert kinds(brief) == ["comparison", "movement"]
    undo(table.by.did, by=table.by)
    assert brief.blocks.first().text == "Keep this."


def test_a_block_of_another_brief_is_not_found(table, brief, as_role):
    other = make.brief(table.by, table.talks)
    assert as_role("analyst").get(path(brief, "edit_block", block=other.blocks.first().pk)).status_code == 404
