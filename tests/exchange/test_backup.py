"""All workspaces into a file and back, from the shell, while others work."""

import io
import os
import re
import stat
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from tests import make
from tests.exchange.archives import members, packed
from tracker.accounts.models import User, Workspace
from tracker.agenda.models import Negotiation
from tracker.statements.models import Statement

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def desks(ground):
    """Two, with a lead each and one who works at both."""
    both = make.user("both@example.org")
    for slug in ("north", "south"):
        table = make.Table(by=make.lead_of(make.workspace(slug)), titled=slug)
        make.member(make.workspace(slug), "analyst", user=both)
        make.document(table.by, original=f"Of the {slug}.".encode())


def said(*words, **options):
    to = io.StringIO()
    call_command(*map(str, words), stdout=to, **options)
    return to.getvalue()


@pytest.fixture
def file(desks, tmp_path):
    said("backup", tmp_path / "all.zip")
    return tmp_path / "all.zip"


def test_it_holds_every_workspace_and_only_its_owner_may_read_it(file):
    assert {name.partition("/")[0] for name in members(file.read_bytes())} >= {"north", "south"}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["all.zip"]


def test_all_of_it_comes_back_after_all_of_it_is_gone(file, django_capture_on_commit_callbacks):
    names = sorted(Workspace.objects.values_list("slug", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        for slug in names:
            said("purge_workspace", slug, "--yes")
    assert not Workspace.objects.exists()
    told = said("restore", file)
    assert re.search(r"^north: \d+ rows\.$", told, re.MULTILINE)
    assert sorted(Workspace.objects.values_list("slug", flat=True)) == names
    assert User.objects.get(email="both@example.org").memberships.count() == 2
    said("backup", again := file.with_name("again.zip"))
    assert members(again.read_bytes()) == members(file.read_bytes())


def test_one_of_several_is_brought_back_under_another_address(file):
    said("restore", file, "--workspace", "south", "--as", "south-again")
    again = Workspace.objects.get(slug="south-again")
    assert again.name == "South"
    assert Statement.objects.filter(workspace=again).count() == 2


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ((), "There is a workspace “north” here already: say another address by --as"),
        (("--as", "other"), "Say by --workspace which one of several"),
        (("--workspace", "south", "--as", "north"), "There is a workspace “north” here already"),
        (("--workspace", "south", "--as", "No Slug"), "is no address"),
        (("--workspace", "west"), "There is no workspace “west” in it. There are: north, south"),
    ],
)
def test_what_cannot_be_brought_back_is_said_in_a_sentence(file, words, reason):
    with pytest.raises(CommandError, match=reason) as refused:
        said("restore", file, *words)
    assert "Nothing is brought in." in str(refused.value)


def test_a_file_that_is_none_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        said("restore", tmp_path / "nowhere.zip")
    (tmp_path / "some.zip").write_bytes(packed({"word/document.xml": b""}))
    with pytest.raises(CommandError, match="no archive of Parley"):
        said("restore", tmp_path / "some.zip")


def test_an_earlier_file_stays_until_the_new_one_is_whole(file, monkeypatch):
    before = file.read_bytes()

    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tracker.exchange.management.commands.backup.write", full)
    with pytest.raises(CommandError, match="cannot be written: No space left on device"):
        said("backup", file)
    assert file.read_bytes() == before
    assert [each.name for each in file.parent.iterdir()] == ["all.zip"]


def test_a_workspace_that_is_not_there_is_not_written(desks, tmp_path):
    with pytest.raises(CommandError, match="There is no workspace “west”. There are: north, south"):
        said("backup", tmp_path / "west.zip", "--workspace", "west")


def test_nothing_is_purged_without_a_yes(desks):
    with pytest.raises(CommandError, match="Then say --yes"):
        said("purge_workspace", "north")
    with pytest.raises(CommandError, match="There is no workspace “west”"):
        said("purge_workspace", "west", "--yes")
    assert Workspace.objects.filter(slug="north").exists()


def test_what_is_purged_takes_its_files_and_nobody_elses(desks, django_capture_on_commit_callbacks):
    lead = make.lead_of(make.workspace("north"))
    ordered = make.download(lead, Negotiation.objects.get(workspace=lead.workspace))
    ordered.refresh_from_db()
    gone = make.document(lead, original=b"Of both.")
    kept = make.document(make.lead_of(make.workspace("south")), original=(b"Of both."))
    with django_capture_on_commit_callbacks(execute=True):
        said("purge_workspace", "north", "--yes")
    assert [default_storage.exists(each.file.name) for each in (kept, gone, ordered)] == [True, False, False]


@pytest.mark.long
def test_a_large_one_is_the_same_and_takes_no_more_memory(ground, tmp_path):
    size = {"parties": 20, "issues": 50, "readings_per_position": 10, "members": 8, "backdated": 20, "replaced": 5}
    call_command("scale", workspace="little", statements=1000, documents=20, **size | {"readings_per_position": 1})
    call_command("scale", workspace="much", statements=100_000, documents=1000, **size)
    little = peak("backup", tmp_path / "little.zip", "--workspace", "little")
    much = peak("backup", tmp_path / "much.zip", "--workspace", "much")
    assert much < little + (8 << 20)
    said("purge_workspace", "much", "--yes")
    assert peak("restore", tmp_path / "much.zip") < little + (16 << 20)
    said("backup", tmp_path / "again.zip", "--workspace", "much")
    before, after = (members((tmp_path / name).read_bytes()) for name in ("much.zip", "again.zip"))
    assert before == after


def peak(*words):
    """Bytes that Python held at most."""
    tracemalloc.start()
    said(*words)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


@pytest.mark.long
def test_a_new_installation_takes_a_backup_before_it_was_ever_started(file, tmp_path):
    """Its tables are made first; a backup of it says that there is nothing yet."""
    manage = [sys.executable, str(ROOT / "manage.py")]
    around = {**os.environ, "TRACKER_DATA": str(tmp_path / "new"), "DATABASE_URL": ""}
    empty = subprocess.run([*manage, "backup", "x.zip"], cwd=tmp_path, env=around, capture_output=True, text=True)
    assert "There is no workspace, so nothing to write." in empty.stderr
    done = subprocess.run([*manage, "restore", str(file)], cwd=tmp_path, env=around, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
