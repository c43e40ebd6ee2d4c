"""A whole workspace out and in: what comes in is what went out, to the byte, or nothing comes in."""

import ast
import io
import json
import re
import stat
import zipfile
from html import unescape
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import default_storage
from django.db import connection, models

from tests import make
from tests.exchange.archives import brought_in, elsewhere, members, packed, row, rows, spoilt, written
from tests.test_access import dossier
from tracker.accounts.models import Draft, Membership, User, Workspace
from tracker.agenda import operations as agenda
from tracker.exchange.archive import place, read, tables
from tracker.exchange.archive.read import Refused
from tracker.history.models import Change
from tracker.history.operations import undo
from tracker.positions.models import Reading
from tracker.sources.models import Document
from tracker.statements.models import Statement
from tracker.statements.operations import Depends, remove
from tracker.statements.operations.many import edit_many

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def theirs(ground):
    """A desk that has something in every table, something that is gone, and another desk beside it."""
    make.Table(by=make.lead_of(make.workspace("neighbour")), titled="Neighbour").read()
    desk = dossier(make.workspace("large-desk"))
    make.reviewed(desk)
    make.party(desk.by, "Latvia", aliases=["Riga"])
    make.statement(desk.by, desk.issue, desk.russia, conditions=[Depends("Once the centres are joint.")])
    agenda.file_document(desk.talks, desk.digest, by=desk.by)
    remove(make.statement(desk.by, desk.issue, desk.russia, words="It is taken back."), by=desk.by, expected=1)
    Draft.objects.create(workspace=desk.by.workspace, member=desk.by, form="/w/large-desk/#form", fields=[])
    return desk


@pytest.fixture
def space(theirs):
    return theirs.by.workspace


@pytest.fixture
def archive(space):
    return written(space.slug)


def nothing_came(before):
    return (Workspace.objects.count(), User.objects.count(), files()) == before


def files():
    return sorted(str(path) for path in Path(default_storage.location).rglob("*") if path.is_file())


# The same -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("many", [1, 1_000_000])  # rows from which on they are checked all at once
def test_what_is_brought_in_comes_out_as_it_went_in(many, archive, space, monkeypatch):
    monkeypatch.setattr(place, "MANY", many)
    again = elsewhere(archive, space)
    assert again.pk != space.pk
    assert members(written(space.slug)) == members(archive)


def test_beside_itself_only_its_address_differs(archive):
    brought_in(archive, **{"large-desk": "twin"})
    there, here = members(archive), members(written("twin"))
    own = "accounts.workspace.jsonl"
    twin = here.pop(f"twin/{own}")
    assert twin.replace(b'"slug":"twin"', b'"slug":"large-desk"') == there.pop(f"large-desk/{own}")
    del there["manifest.json"], here["manifest.json"]
    assert {name.replace("twin/", "large-desk/", 1): data for name, data in here.items()} == there


def test_nothing_but_what_is_left_out_is_empty(archive):
    """Else a round trip would say nothing of that table."""
    empty = [name for name, data in members(archive).items() if not data]
    assert empty == []


def test_pages_say_the_same_words(archive, demo):
    talks = f"n/{demo.talks.slug}"
    brought_in(written("demo"), demo="twin")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the command does
    lead = demo.browse("lead")
    for page in (
        f"{talks}/",
        f"{talks}/compare/?as_of=2011-07-05&party=nato&party=russia&since=2010-11-20",
        f"{talks}/grid/?as_of=2011-07-05",
        f"{talks}/movement/",
        "statements/",
        "history/",
    ):
        ours, theirs = (words(lead.get(f"/w/{slug}/{page}")) for slug in ("demo", "twin"))
        assert ours == theirs, page


def words(response):
    assert response.status_code == 200
    text = unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))
    return text.replace("/w/twin/", "/w/demo/").split()


def test_rules_and_history_stand_again_after_many_rows(archive, space, theirs, monkeypatch):
    monkeypatch.setattr(place, "MANY", 1)
    again = elsewhere(archive, space)
    party = make.party(Membership.objects.get(workspace=again, user=theirs.by.user))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM actors_partyevent WHERE pgh_obj_id = %s", [party.pk])
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT count(*) FROM pg_constraint WHERE conname = 'evidence_is_held_by_its_party'")
        assert cursor.fetchone() == (1,)


def test_what_is_gone_stays_gone_and_undo_brings_it_back(archive, space, theirs):
    again = elsewhere(archive, space)
    assert not Statement.objects.filter(workspace=again, words="It is taken back.").exists()
    by = Membership.objects.get(workspace=again, user=theirs.by.user)
    undo(Change.objects.get(workspace=again, verb="statement.removed"), by=by)
    back = Statement.objects.get(workspace=again, words="It is taken back.")
    assert [holder.party.name for holder in back.holders.all()] == [theirs.russia.name]
    newest = make.statement(by, back.issue, back.holders.get().party)
    assert newest.pk > back.pk  # no number was given twice


def test_a_line_of_history_leads_to_the_same_records(space, theirs):
    both = [make.statement(theirs.by, theirs.issue, theirs.russia) for _ in range(2)]
    versions = {each.pk: each.version for each in both}
    meeting = theirs.talks.meetings.first()
    edit_many(both, by=theirs.by, expected=versions, changes={"meeting": meeting})
    again = elsewhere(written(space.slug), space)
    done = Change.objects.filter(workspace=again, details__has_key="also").get()
    named = Statement.objects.filter(pk__in=[done.target_id, *done.details["also"]], workspace=again)
    assert sorted(each.words for each in named) == sorted(each.words for each in both)
    for done in Change.objects.filter(workspace=again, details__has_key="reading"):
        assert Reading.objects.get(pk=done.details["reading"]).workspace_id == again.pk


def test_originals_come_along_and_are_its_own(archive, theirs):
    again = brought_in(archive, **{"large-desk": "twin"})
    document = Document.objects.exclude(file="").get(workspace=again)
    with document.file.open() as file:
        assert file.read() == b"As it was uploaded."
    assert document.file.name.startswith(f"w{again.pk}/")
    assert document.file.name != theirs.digest.file.name


def test_a_document_that_was_removed_comes_back_with_its_original(space, theirs):
    document = make.document(theirs.by, title="Removed", original=b"It was removed.")
    make.sources.remove_document(document, by=theirs.by, expected=document.version)
    again = elsewhere(written(space.slug), space)
    removal = Change.objects.get(workspace=again, verb="document.removed")
    undo(removal, by=Membership.objects.get(workspace=again, user=theirs.by.user))
    with Document.objects.get(workspace=again, title="Removed").file.open() as file:
        assert file.read() == b"It was removed."


def test_an_original_that_is_lost_already_is_told_of(space, theirs):
    lost = make.document(theirs.by, original=b"It will be lost.")
    default_storage.delete(lost.file.name)
    archive = written(space.slug)
    assert json.loads(members(archive)["manifest.json"])["workspaces"][0]["missing"] == [lost.sha256]
    elsewhere(archive, space)
    assert members(written(space.slug)) == members(archive)


# The page -------------------------------------------------------------------------------------------------------------
def test_a_lead_is_led_there_and_takes_the_workspace_away(as_role, desk):
    lead, table = as_role("lead"), make.Table(space=desk)
    assert 'href="/w/desk/archive/"' in lead.get("/w/desk/settings/").content.decode()
    assert "/archive/" not in as_role("reviewer").get("/w/desk/settings/").content.decode()
    page = lead.get("/w/desk/archive/").content.decode()
    assert re.search(r"Statements</th><td class=\"num\">2<", page) and "./run manage restore" in page
    response = lead.get("/w/desk/archive/file/")
    assert re.search(r'attachment; filename="desk_[\d-]{10}\.zip"', response["Content-Disposition"])
    assert members(b"".join(response.streaming_content)) == members(written("desk"))
    assert table.said.words.encode() in members(written("desk"))["desk/statements.statement.jsonl"]


def test_the_page_tells_of_briefs_which_stand_in_a_room_above(as_role, desk):
    table = make.Table(by=make.lead_of(desk))
    make.brief(table.by, table.talks)
    held = {str(words): number for words, number in as_role("lead").get("/w/desk/archive/").context["held"]}
    assert held["Briefs, with their editions and the files of these"] == "1"


# People ---------------------------------------------------------------------------------------------------------------
def test_who_is_here_already_is_the_same_person_others_have_no_password(archive, space, theirs):
    known, stranger = theirs.by.user, theirs.reader.user
    known.name = "Called otherwise here"
    known.save()
    old, new = f'"{stranger.email}"', f'"{stranger.email}.elsewhere"'
    people = "large-desk/accounts.user.jsonl"
    made = spoilt(archive, people, lambda data: data.replace(old.encode(), new.encode()))
    brought_in(made, **{"large-desk": "twin"})
    assert Membership.objects.get(workspace__slug="twin", user=known).role == "lead"
    new = Membership.objects.get(workspace__slug="twin", role="reader").user
    assert (new.email, new.name, new.has_usable_password()) == (f"{stranger.email}.elsewhere", stranger.name, False)
    known.refresh_from_db()
    assert known.name == "Called otherwise here"


def test_no_password_and_no_link_is_in_it(archive, theirs):
    whole = b"".join(members(archive).values())
    assert theirs.by.user.password.encode() not in whole
    assert theirs.invitation.hashed.encode() not in whole
    assert not any("draft" in name or "invitation" in name for name in members(archive))


# Refused whole --------------------------------------------------------------------------------------------------------
SPOILT = {
    "a mark past the end": ("statements.holder", row(0, statement_id=10_000), "breaks? a rule"),
    "a mark below the first": ("statements.holder", row(0, statement_id=-3), "breaks? a rule"),
    "history of what is not there": ("statements.statementevent", row(0, issue_id=10_000), "name others"),
    "another workspace": ("actors.party", row(0, workspace_id=1), "not as Parley writes it"),
    "a column more": ("actors.party", row(0, nonsense=1), "not as Parley writes it"),
    "a rule of the table": ("statements.statement", row(0, credibility=9), "breaks? a rule"),
    "a rule across rows": ("statements.holder", lambda data: b"", "breaks? a rule"),
    "no JSON": ("actors.party", lambda data: data[:-3] + b"\n", "breaks? a rule"),
    "a number twice": ("actors.party", lambda data: data + data.splitlines(keepends=True)[-1], "breaks? a rule"),
    "another order": ("actors.party", lambda d: b"".join(d.splitlines(keepends=True)[::-1]), "not as Parley"),
    "not UTF-8": ("actors.party", lambda data: data.replace(b"NATO", b"N\xff\xfeO"), "breaks? a rule"),
    "a character that no text holds": ("actors.party", row(0, name="\0"), "breaks? a rule"),
    "one endless line": ("actors.party", lambda data: b"[" * 200_000 + b"\n", "breaks? a rule"),
    "a file outside": ("sources.document", row(-1, file="../../evil"), "no place for it"),
}


@pytest.mark.parametrize("how", SPOILT)
@pytest.mark.parametrize("many", [1, pytest.param(1_000_000, marks=pytest.mark.long)])
def test_rows_that_do_not_fit_are_refused_whole(many, how, archive, monkeypatch):
    monkeypatch.setattr(place, "MANY", many)
    table, change, reason = SPOILT[how]
    before = (Workspace.objects.count(), User.objects.count(), files())
    with pytest.raises(Refused, match=reason):
        brought_in(spoilt(archive, f"large-desk/{table}.jsonl", change), **{"large-desk": "twin"})
    assert nothing_came(before)


def test_what_is_said_to_be_lost_is_not_looked_for_among_what_is_anothers(archive):
    documents = "large-desk/sources.document.jsonl"
    lost = rows(archive, documents)[-1]["sha256"]

    def said(data):
        told = json.loads(data)
        told["workspaces"][0]["missing"] = [lost]
        return json.dumps(told).encode()

    crafted = spoilt(spoilt(archive, documents, row(-1, file="../w1/theirs.txt")), "manifest.json", said)
    with pytest.raises(Refused, match="no place for it"):
        brought_in(crafted, **{"large-desk": "twin"})


def without(archive, name):
    return packed({each: data for each, data in members(archive).items() if each != name})


def claimed(name, **told):
    def change(data):
        known = json.loads(data)
        known["members"][name] |= told
        return json.dumps(known).encode()

    return change


def manifest(**told):
    return lambda data: json.dumps(json.loads(data) | told).encode()


def spoilt_manifest(archive, data):
    return packed(members(archive) | {"manifest.json": data})


def space_of(archive, **told):
    def change(data):
        known = json.loads(data)
        known["workspaces"][0] |= told
        return json.dumps(known).encode()

    return spoilt_manifest(archive, change(members(archive)["manifest.json"]))


def doubled(archive):
    to = io.BytesIO(archive)
    with zipfile.ZipFile(to, "a") as file, pytest.warns(UserWarning, match="Duplicate name"):
        file.writestr(PARTIES, b"")
    return to.getvalue()


def relabelled(archive, name, mode):
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as file:
        for each, data in members(archive).items():
            entry = zipfile.ZipInfo(each)
            entry.external_attr = (mode if each == name else 0o600) << 16
            file.writestr(entry, data)
    return to.getvalue()


def airy(archive):
    return spoilt(archive, PARTIES, lambda data: data + b" " * (80 << 20))


PARTIES = "large-desk/actors.party.jsonl"
DAMAGED = {
    "cut short": (lambda a: a[: len(a) // 2], "cannot be opened as a zip"),
    "cut at its end": (lambda a: a[:-30], "cannot be opened as a zip"),
    "without its beginning": (lambda a: a[1000:], "damaged|cannot be opened"),
    "empty": (lambda a: b"", "cannot be opened as a zip"),
    "two of a name": (doubled, "Two members of the file have the same name"),
    "a link": (lambda a: relabelled(a, PARTIES, stat.S_IFLNK | 0o777), "is no plain file"),
    "a member that is mostly air": (airy, "packed as no rows or texts can be"),
    "a manifest that fills the memory": (lambda a: spoilt_manifest(a, b" " * (65 << 20)), "has no manifest"),
    "a manifest without end": (lambda a: spoilt_manifest(a, b"[" * 200_000), "cannot be read"),
    "a manifest that is no UTF-8": (lambda a: spoilt_manifest(a, b'{"format": "\xff"}'), "cannot be read"),
    "a slug that is no word": (lambda a: space_of(a, slug=[1]), "does not say what it must"),
    "a slug that leads out": (lambda a: space_of(a, slug="../north"), "names no workspaces"),
    "losses that are no list": (lambda a: space_of(a, missing=5), "does not say what it must"),
    "losses that are no words": (lambda a: space_of(a, missing=[5]), "does not say what it must"),
    "another file": (lambda a: b"%PDF-1.7 and so on", "cannot be opened as a zip"),
    "another zip": (lambda a: packed({"word/document.xml": b"<w/>"}), "no archive of Parley"),
    "a member lost": (lambda a: without(a, PARTIES), "is missing"),
    "a member more": (lambda a: packed(members(a) | {"../evil": b"1"}), "does not tell of"),
    "a table not told of": (lambda a: spoilt(a, "manifest.json", untold), "is missing"),
    "a bomb": (lambda a: spoilt(a, "manifest.json", claimed(PARTIES, bytes=1 << 60)), "instead of"),
    "another form": (lambda a: spoilt(a, "manifest.json", manifest(version=9)), "in form 9"),
    "another version": (lambda a: spoilt(a, "manifest.json", manifest(schema={})), "by another version"),
    "another format": (lambda a: spoilt(a, "manifest.json", manifest(format="Tally")), "no archive of Parley"),
    "no manifest": (lambda a: packed(members(a) | {"manifest.json": b"["}), "cannot be read"),
    "another sum": (lambda a: spoilt(a, "manifest.json", claimed(PARTIES, sha256="0" * 64)), "SHA-256 differs"),
}  # fmt: skip


def untold(data):
    known = json.loads(data)
    del known["members"][PARTIES]
    return json.dumps(known).encode()


@pytest.mark.parametrize("how", DAMAGED)
def test_a_damaged_or_foreign_archive_is_refused_before_anything_is_written(how, archive):
    spoil, reason = DAMAGED[how]
    with pytest.raises(Refused, match=reason):
        read.Archive(io.BytesIO(spoil(archive)))


def test_one_byte_that_differs_is_found_wherever_it_is(archive):
    """In a member, in its header, in the directory: either it is told, or it is of no consequence."""
    content, untouched = members(archive), 0
    for at in range(0, len(archive), len(archive) // 60):
        spoil = bytearray(archive)
        spoil[at] ^= 0x10
        try:
            found = read.Archive(io.BytesIO(bytes(spoil)))
        except Refused:
            continue
        untouched += 1
        assert all(b"".join(found.pieces(name)) == content[name] for name in found.manifest.members)
    assert untouched < 30


# Nobody is forgotten --------------------------------------------------------------------------------------------------
OURS = [each for each in apps.get_models() if each.__module__.startswith("tracker.") and each._meta.managed]
TAKEN = {each.label: each for each in tables.tables()}
JSON = {
    ("accounts.workspace", "grade_weights"), ("accounts.workspace", "mode_weights"),  # by grade and mode: no numbers
    ("briefs.owntemplate", "blocks"),  # kinds and texts that cite nothing
    ("history.change", "details"), ("pghistory.context", "metadata"),
}  # fmt: skip


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label_lower)
def test_a_table_is_taken_or_left_out_for_a_reason(model):
    assert (model._meta.label_lower in TAKEN) != (model._meta.label_lower in tables.LEFT_OUT)


@pytest.mark.parametrize("table", TAKEN.values(), ids=lambda table: table.label)
def test_every_column_that_may_name_a_row_is_known(table):
    kept = [each for each in table.model._meta.concrete_fields if each.column in table.fields]
    for field in kept:
        if isinstance(field, models.ForeignKey):
            assert table.references[field.column] in TAKEN
        elif isinstance(field, models.JSONField):
            before = table.tracked._meta.label_lower if table.tracked else table.label
            assert (before, field.name) in JSON, "Does it hold numbers of rows? Then DETAILS must know."
        elif isinstance(field, models.FileField):
            assert field.column in table.files and "sha256" in table.fields
        elif isinstance(field, models.BigIntegerField | models.UUIDField) or field.name.endswith("_id"):
            assert field.column in table.references or (table.label, field.name) == ("history.change", "target_id")
        elif isinstance(field, ArrayField):
            assert (table.label, field.name) == ("sources.likeness", "bands")


def test_each_table_stands_after_those_that_its_rows_name():
    places = {each.name: place for place, each in enumerate(tables.tables())}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype='f'"
        )
        for child, parent in cursor.fetchall():
            if child in places:
                assert places[parent] <= places[child], (child, parent)


def test_a_number_that_a_line_of_history_keeps_is_known():
    """`line.about(..., thread=thread.pk)`: the archive has to know that it is a thread's."""
    known = {*tables.DETAILS, "row", "also"}
    for path in (ROOT / "tracker").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in ("line.about", "line.of"):
                for told in call.keywords:
                    numbers = re.search(r"\.pk\b|\.id\b|_id\b", ast.unparse(told.value))
                    assert not numbers or told.arg in known, f"{path.name}: {told.arg}"
    assert set(tables.ROW_OF) == {"issue.state_set", "pair.noted"}
