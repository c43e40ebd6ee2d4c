"""A negotiation as data: what a program reads, and what comes back in."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from jsonschema import Draft202012Validator

from tests import make
from tracker.accounts.models import User, Workspace
from tracker.agenda.models import Negotiation
from tracker.compare.queries import compare
from tracker.exchange.demo.loader import load
from tracker.exchange.demo.rows import BadDossier
from tracker.exchange.dossier import dossier
from tracker.statements.operations import pledges

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/dossier.schema.json").read_text())
SOCHI = {"as_of": "2011-07-05", "party": ["nato", "russia"], "format": "json"}


@pytest.fixture(scope="module")
def file(demo):
    return json.loads(demo.browse("reader").get(demo.address, SOCHI).content)


def elsewhere(content, slug="elsewhere"):
    """The same for another workspace."""
    return content | {"workspace": content["workspace"] | {"slug": slug}}


def test_another_program_finds_it_as_its_schema_says(file):
    Draft202012Validator.check_schema(SCHEMA)
    wrong = [f"{list(each.path)}: {each.message}" for each in Draft202012Validator(SCHEMA).iter_errors(file)]
    assert wrong == []


def test_it_has_the_figures_that_the_sheet_has(file, demo):
    comparison = demo.compare("2011-07-05", parties=["nato", "russia"])
    shown = {row.issue.slug: (row.verdict.value, row.gap) for row in comparison.leaves}
    told = {each["issue"]: (each["verdict"], each.get("gap")) for each in file["comparison"]["issues"]}
    assert told == {slug: (verdict, None if gap is None else round(gap, 6)) for slug, (verdict, gap) in shown.items()}


def test_it_comes_back_in_and_goes_out_again_the_same(file, demo):
    space = load(elsewhere(file))
    again = dossier(Negotiation.objects.get(workspace=space), demo.known(""))
    for kind in SCHEMA["properties"]:
        if kind not in ("asked", "comparison", "workspace"):
            assert plain(again[kind]) == plain(file[kind]), kind


def plain(records):
    """Keys that are made of a record's number differ between workspaces: they are numbered as they come."""
    text, seen = json.dumps(records, ensure_ascii=False), {}
    return re.sub(r'"([po])\d+"', lambda key: f'"{key[1]}{seen.setdefault(key[0], len(seen))}"', text)


def test_what_came_in_is_compared_as_it_was(file, demo):
    space = load(elsewhere(file, "third"))
    talks, was = Negotiation.objects.get(workspace=space), demo.compare("2011-07-05")
    now = compare(talks, None, day=was.day, known=was.known)
    assert [(row.number, row.verdict, row.gap) for row in now.rows] == [
        (row.number, row.verdict, row.gap) for row in was.rows
    ]
    assert [cell.backing.grade for row in now.leaves for cell in row.cells] == [
        cell.backing.grade for row in was.leaves for cell in row.cells
    ]


def test_who_signs_in_here_already_keeps_their_password(file):
    before = User.objects.get(email="lead@example.org").password
    load(elsewhere(file, "fourth"), password="another password")
    assert User.objects.get(email="lead@example.org").password == before


@pytest.mark.parametrize(
    ("kind", "change", "words"),
    [
        ("statements", {"issue": "moon"}, "there is no issue “moon” before it"),
        ("readings", {"stance": "loud"}, "Reading “r1”"),
        ("documents", {"colour": "red"}, "we do not know its colour"),
    ],
)
def test_a_file_with_a_fault_is_refused_whole_and_the_record_named(file, kind, change, words):
    first, *others = file[kind]
    with pytest.raises(BadDossier, match=words):
        load(elsewhere(file, "fifth") | {kind: [first | change, *others]})
    assert not Workspace.objects.filter(slug="fifth").exists()


# From the shell -------------------------------------------------------------------------------------------------------
def test_from_the_shell_it_opens_a_workspace_of_its_own(file, tmp_path, capsys):
    (tmp_path / "talks.json").write_text(json.dumps(file), encoding="utf-8")
    call_command("import_dossier", tmp_path / "talks.json", workspace="from-file")
    assert "/w/from-file/" in capsys.readouterr().out
    assert Workspace.objects.get(slug="from-file").members.count() == len(file["people"])


def test_brought_in_twice_it_is_told_apart_by_its_name(file, demo, tmp_path, capsys):
    (tmp_path / "talks.json").write_text(json.dumps(file), encoding="utf-8")
    for slug in ("once", "twice"):
        call_command("import_dossier", tmp_path / "talks.json", workspace=slug)
    name, first, last = (Workspace.objects.get(slug=slug).name for slug in ("demo", "once", "twice"))
    assert len({name, first, last}) == 3
    assert f"There is a workspace called {name} already, so this one is called {last}." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", "is no dossier"),
        ('{"format": "parley-dossier", "version": 9, "workspace": {"slug": "x"}}', "of version 9; we read 1"),
        ('{"format": "parley-dossier", "version": 1, "workspace": {"slug": "demo"}}', "already"),
        ('{"format": "parley-dossier", "version": 1, "workspace": {"slug": "x"}, "people": 5}', "no dossier"),
        ('{"format": "parley-dossier", "version": 1, "workspace": {"slug": "x"}}', "Nobody in the dossier is a lead."),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_sentence(content, words, demo, tmp_path):
    (tmp_path / "x.json").write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=words):
        call_command("import_dossier", tmp_path / "x.json")


@pytest.mark.django_db
def test_as_known_before_the_statement_that_ended_a_pledge_it_is_open(desk):
    table = make.Table(space=desk)
    pledge = make.pledge(table.by, table.issue, table.russia)
    then = timezone.now()
    broken = make.statement(table.by, table.issue, table.russia, words="They stay where they are.")
    pledges.end(
        pledge, by=table.by, expected=pledge.version, outcome="broken", ended=make.when("5 July 2011"), ended_by=broken
    )
    assert [len(dossier(table.talks, known)["endings"]) for known in (then, timezone.now())] == [0, 1]
