"""What `./run` says when it cannot go on. Each test gives it a PATH with only what it is meant to find."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.postgres.conftest import a_program
from tracker.postgres.address import PROJECT

TOOLS = ("cat", "cmp", "cp", "dirname", "grep", "rm", "sed", "sh", "tail")


@pytest.fixture
def project(tmp_path):
    """The script and its lock, in a folder with a space in its name and no environment."""
    project = tmp_path / "a project"
    project.mkdir()
    for name in ("run", "requirements-dev.txt"):
        shutil.copy(PROJECT / name, project)
    return project


@pytest.fixture
def path(tmp_path):
    folder = tmp_path / "path"
    folder.mkdir()
    for name in TOOLS:
        pass_on(folder, name)
    return folder


def pass_on(path, name):
    """A script that calls the system's own `name`: a link to that could be written through."""
    a_program(path, name, f'exec {shutil.which(name)} "$@"')


def run(project, path, *words, cwd="/", **given):
    env = {"PATH": str(path), "HOME": str(project.parent), **given}
    return subprocess.run([project / "run", *words], cwd=cwd, env=env, capture_output=True, text=True, check=False)


def an_environment(project, script='echo "$PWD: $*"'):
    """As if the environment had been made: its Python only says what it was asked."""
    python = project / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    a_program(python.parent, "python", script)
    shutil.copy(project / "requirements-dev.txt", project / ".venv" / ".made-from")


def test_a_python_that_is_too_old_is_named(project, path):
    a_program(path, "python3", "case $* in *version_info*) exit 1 ;; --version) echo Python 3.9.1 ;; esac")
    said = run(project, path)
    assert said.returncode == 1
    assert "python3 is Python 3.9.1." in said.stderr
    assert "needs Python 3.12 or newer" in said.stderr


def test_a_shim_that_fails_is_passed_over(project, path):
    a_program(path, "python3", "exit 127")
    a_program(path, "python3.12", "case $* in *ensurepip*) exit 1 ;; esac")
    assert "python3.12 has no venv module (on Debian and Ubuntu: apt install python3-venv)" in run(project, path).stderr


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("ERROR: Could not find a version (from versions: none); No matching distribution found", "is there a network"),
        ("something else", "Remove .venv"),
    ],
)
def test_a_failed_step_is_shown_and_explained(project, path, word, meaning):
    a_program(
        path, "python3", f'case $* in *"-m venv"*) echo "{word}"; exit 1 ;; *sys.executable*) echo python3 ;; esac'
    )
    said = run(project, path)
    assert said.returncode == 1
    assert word in said.stderr
    assert meaning in said.stderr


def test_with_nothing_to_do_it_does_nothing_and_passes_the_words_on(project, path):
    an_environment(project)
    said = run(project, path, "manage", "shell", "-c", "two words", cwd=project.parent)
    assert said.stdout == f"{project.parent}: {project}/manage.py shell -c two words\n"  # where the caller stood
    assert said.stderr == ""


def test_what_python_compiles_is_kept_in_the_environment_wherever_else_it_may_not_be(project, path):
    an_environment(project, 'echo "${PYTHONDONTWRITEBYTECODE:-may} $PYTHONPYCACHEPREFIX"')
    said = run(project, path, "manage", "check", PYTHONDONTWRITEBYTECODE="1")
    assert said.stdout == f"may {project}/.venv/compiled\n"


def test_a_changed_lock_means_a_new_set_up(project, path):
    an_environment(project)
    with (project / "requirements-dev.txt").open("a") as lock:
        lock.write("another==1.0\n")
    assert "the requirements changed" in run(project, path, "manage").stderr


def test_a_relative_data_folder_is_the_callers(project, path, monkeypatch):
    an_environment(project)
    (project / ".venv" / "bin" / "python").unlink()
    a_program(project / ".venv" / "bin", "python", 'echo "$TRACKER_DATA"')
    env = {"PATH": str(path), "TRACKER_DATA": "mine"}
    said = subprocess.run([project / "run"], cwd=path, env=env, capture_output=True, text=True, check=False)
    assert Path(said.stdout.strip()) == path / "mine"


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ([], "-n 2 --dist loadfile --no-loadscope-reorder"),
        (["--long", "tests/desk"], "-n 2 --dist loadfile --no-loadscope-reorder --long tests/desk"),
        (["-n", "4"], "-n 4"),
        (["-xq"], "-xq"),
        (["--pdb"], "--pdb"),
        (["-p", "no:xdist"], "-p no:xdist"),
        (["tests/test_vendor.py::test_one"], "tests/test_vendor.py::test_one"),
    ],
)
def test_tests_run_two_at_a_time_unless_somebody_watches(project, path, words, given):
    an_environment(project)
    a_program(project / ".venv" / "bin", "ruff", "exit 0")
    a_program(path, "find", "exit 0")
    a_program(path, "id", "echo 1000")
    said = run(project, path, "test", *words)
    assert said.stdout.splitlines()[-1] == f"{project}: -m pytest {given}"
    assert "All checks passed." in said.stderr


def test_no_test_is_run_before_the_checks_pass(project, path):
    an_environment(project)
    a_program(project / ".venv" / "bin", "ruff", "echo E501 too long; exit 1")
    a_program(path, "find", "exit 0")
    said = run(project, path, "test")
    assert said.returncode == 1
    assert said.stderr.endswith("E501 too long\nNot right yet: ruff check, ruff format.\n")
    assert "pytest" not in said.stdout


def test_no_benchmarks_yet(project, path):
    an_environment(project)
    pass_on(path, "basename")
    assert "no benchmarks yet" in run(project, path, "bench").stderr


def test_a_word_it_does_not_know(project, path):
    said = run(project, path, "sing")
    assert said.returncode == 2
    assert "./run test" in said.stderr


def test_it_can_be_run():
    assert os.access(PROJECT / "run", os.X_OK)
    assert os.access(PROJECT / ".ci" / "run", os.X_OK)
