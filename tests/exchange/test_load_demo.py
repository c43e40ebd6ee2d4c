import copy
import stat

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from tests import make
from tracker.accounts.models import User, Workspace
from tracker.exchange.demo.loader import load, read
from tracker.exchange.demo.rows import BadDossier
from tracker.exchange.management.commands.load_demo import password
from tracker.history.models import Change
from tracker.positions.models import Reading

pytestmark = pytest.mark.django_db

SMALL = {
    "workspace": {"name": "Small", "slug": "small", "time_zone": "Europe/Warsaw"},
    "people": [
        {"email": "lead@example.org", "name": "Lea", "role": "lead"},
        {"email": "reader@example.org", "name": "Rob", "role": "reader"},
    ],
    "parties": [{"slug": "x", "name": "X", "kind": "state"}, {"slug": "y", "name": "Y", "kind": "alliance"}],
    "speakers": [{"key": "s", "name": "S", "posts": [{"party": "x", "title": "Minister", "from": "2010"}]}],
    "outlets": [{"key": "o", "name": "O"}],
    "negotiation": {"slug": "talks", "title": "Talks", "parties": [{"party": "x"}, {"party": "y"}]},
    "issues": [{"slug": "i", "title": "I", "scale": {"min": 0, "max": 10}, "options": [{"value": 0, "words": "No"}]}],
    "documents": [
        {"key": "d", "title": "D", "outlet": "o", "text": "He said no.", "recorded_at": "2011-07-05",
         "by": "lead@example.org"},
    ],
    "statements": [
        {"key": "no", "recorded_at": "2011-07-05", "by": "reader@example.org", "issue": "i", "said_on": "July 2011",
         "words": "X says no.", "direction": "for", "option": 0, "act": "support", "holders": [{"party": "x"}],
         "reports": [{"document": "d", "mode": "paraphrase", "quotations": ["He said no"], "relays": []}]},
    ],
    "readings": [
        {"key": "x-i", "party": "x", "issue": "i", "effective": "July 2011", "recorded_at": "2011-07-06T09:00:00+02:00",
         "by": "lead@example.org", "stance": "value", "option": 0, "summary": "No.",
         "evidence": [{"statement": "no", "relation": "supports"}]},
    ],
    "reviews": [{"reading": "x-i", "state": "questioned", "by": "lead@example.org", "at": "2011-07-07"}],
    "threads": [
        {"on": {"position": "x/i"}, "kind": "note", "settled": True,
         "comments": [{"by": "lead@example.org", "at": "2011-07-07", "text": "Sure?"}]},
    ],
}  # fmt: skip


@pytest.fixture(autouse=True)
def data(settings, tmp_path, monkeypatch):
    monkeypatch.delenv("TRACKER_DEMO_PASSWORD", raising=False)
    settings.TRACKER_DATA = tmp_path / "data"
    return settings.TRACKER_DATA


def test_an_empty_database_gets_the_demo_and_its_four_people_sign_in(data, capsys):
    call_command("load_demo")
    assert "Demo desk" in capsys.readouterr().out
    kept = data / "demo-password"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    for role in ("lead", "reviewer", "analyst", "reader"):
        user = authenticate(username=f"{role}@example.org", password=kept.read_text())
        assert user.memberships.get().role == role


def test_a_dossier_is_recorded_on_its_own_days_by_its_own_people():
    space = load(copy.deepcopy(SMALL))
    reading = Reading.objects.get(position__workspace=space)
    assert reading.recorded_at.isoformat() == "2011-07-06T07:00:00+00:00"
    assert str(reading.effective) == "Jul 2011"
    statement = reading.evidence.get().statement
    assert statement.coder.role == "lead"  # a reader may not record
    report = statement.reports.get()
    assert [quotation.excerpt.exact for quotation in report.quotations.all()] == ["He said no"]
    assert not report.relays.exists()  # without relays it is a direct record, whoever published it
    assert Change.objects.get(verb="thread.settled").at.date().isoformat() == "2011-07-07"


def test_a_database_with_a_workspace_is_left_alone(data):
    make.workspace("mine")
    with pytest.raises(CommandError, match="There is a workspace already"):
        call_command("load_demo")
    assert Workspace.objects.count() == 1
    assert not (data / "demo-password").exists()


def test_a_password_is_made_once(data):
    assert password() == password() == (data / "demo-password").read_text()
    assert len(password()) >= 16


def test_a_password_that_is_given_is_kept_nowhere(data, monkeypatch):
    password()
    monkeypatch.setenv("TRACKER_DEMO_PASSWORD", "chosen by the operator")
    assert password() == "chosen by the operator"
    assert not (data / "demo-password").exists()


def broken(kind, change, n=0):
    dossier = copy.deepcopy(SMALL)
    one = dossier[kind] if isinstance(dossier[kind], dict) else dossier[kind][n]
    one |= change
    for key in [key for key, value in change.items() if value is None]:
        del one[key]
    return dossier


@pytest.mark.parametrize(
    ("kind", "change", "words"),
    [
        ("workspace", {"time_zone": "Mars"}, "Workspace “small”: There is no time zone of that name"),
        ("people", {"email": "nobody"}, "Person “nobody”: Enter a valid email address."),
        ("people", {"role": "reader"}, "Nobody in the dossier is a lead."),
        ("parties", {"stays": [{"bloc": "z", "since": "1949"}]}, "Stay “z”: there is no party “z” before it."),
        ("parties", {"stays": [{"since": "1949"}]}, "Stay: it does not say its bloc."),
        ("speakers", {"posts": [{"party": "x", "title": "T", "from": "soon"}]}, "Post “s: T”: We cannot read this"),
        ("outlets", {"reliability": "Z"}, "Outlet “o”: Value 'Z' is not a valid choice."),
        ("negotiation", {"parties": [{"party": "x"}, {"party": "x"}]}, "Participation “x”: "),
        ("issues", {"parent": "j"}, "Issue “i”: there is no issue “j” before it."),
        ("issues", {"options": [{"value": 99, "words": "?"}]}, "Issue “i”: This scale runs from 0 to 10."),
        ("documents", {"text": None}, "Document “d”: it does not say its text."),
        ("documents", {"recorded_at": "lately"}, "Document “d”: This is not a moment we can read."),
        ("statements", {"recoded_at": "2011"}, "Statement “no”: we do not know its recoded_at."),
        ("statements", {"option": 5}, "Statement “no”: its issue has no option at 5."),
        ("statements", {"holders": []}, "Statement “no”: Say on which issue this was said"),
        ("statements", {"by": "x@example.org"}, "Statement “no”: there is no person “x@example.org” before it."),
        ("statements", {"reports": [{"document": "d", "mode": "paraphrase", "quotations": ["She said yes"]}]},
         "Statement “no”: "),
        ("statements", {"reports": [{"document": "d"}]}, "Statement “no”: a part of it does not say its mode."),
        ("statements", {"recorded_at": "2012-01-01"}, "Reading “x-i”: it rests on statement “no”, which was recorded"),
        ("readings", {"low": 9, "high": 1, "low_bound": "firm", "high_bound": "firm"},
         "Reading “x-i”: The low end is above the high end."),
        ("readings", {"withdrawn": True}, "Reading “x-i”: it withdraws a reading, but does not say which it replaces."),
        ("reviews", {"state": "approved"}, "Review “approved” of reading “x-i”: Somebody else approves"),
        ("threads", {"on": {"reading": "z"}}, "Thread “reading z”: there is no reading “z” before it."),
        ("threads", {"comments": []}, "Thread “position x/i”: nobody says anything in it."),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_its_record_and_nothing_is_left(kind, change, words):
    with pytest.raises(BadDossier) as told:
        load(broken(kind, change))
    assert str(told.value).startswith(words)
    assert not Workspace.objects.exists()
    assert not User.objects.exists()


def test_a_name_used_twice_is_refused():
    dossier = copy.deepcopy(SMALL)
    dossier["documents"] *= 2
    with pytest.raises(BadDossier, match="Document “d”: another has that name already"):
        load(dossier)


def test_a_file_that_is_no_dossier_is_refused_with_a_sentence(tmp_path):
    bad = tmp_path / "bad.toml"
    bad.write_text("[workspace")
    with pytest.raises(BadDossier, match=r"bad\.toml cannot be read"):
        read(bad)
    with pytest.raises(BadDossier, match="A party of the dossier is no table"):
        load(copy.deepcopy(SMALL) | {"parties": ["x"]})
