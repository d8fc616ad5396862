"""The embedded server, started, killed and stopped for real."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.console import Problem
from config.embedded import InUse, Postgres, running
from tests.throwaway import FAST

CHILD = """
import sys, time
from pathlib import Path
from config.embedded import Postgres
with Postgres(Path(sys.argv[1])) as server:
    print(server.process.pid, flush=True)
    time.sleep(600)
"""


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A database that was made, used and stopped; copied by the tests, since making one takes a while."""
    with tempfile.TemporaryDirectory(prefix="ascent-") as folder:
        with Postgres(Path(folder) / "postgres", FAST) as server:
            server.sql("CREATE TABLE kept AS SELECT 42 AS answer")
        yield Path(folder) / "postgres"


@pytest.fixture
def folder(made: Path) -> Iterator[Path]:
    """A copy of it at a path that is short enough for a socket, which pytest's own folders are not."""
    with tempfile.TemporaryDirectory(prefix="ascent-") as short:
        yield Path(shutil.copytree(made, Path(short) / "postgres"))


def is_gone(pid: int, seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def wait_until_free(folder: Path) -> None:
    """A killed server's own children keep the folder until they notice."""
    with (folder / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)


def answer(server: Postgres) -> str:
    return server.sql("SELECT answer FROM kept")


def refusal(server: Postgres) -> str:
    """What a start that must fail says."""
    with pytest.raises(Problem) as refused:
        server.start()
    assert len(str(refused.value).splitlines()) == 1
    return str(refused.value)


def test_start_makes_a_database_that_only_its_owner_can_enter() -> None:
    with tempfile.TemporaryDirectory(prefix="ascent-") as short:
        folder = Path(short) / "postgres"
        with Postgres(folder) as server:
            encoding = "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = 'ascent'"
            assert server.sql(encoding) == "UTF8|C"
            assert server.sql("SHOW listen_addresses") == ""
            assert [(folder / name).stat().st_mode & 0o777 for name in ("", "data", "run")] == [0o700, 0o700, 0o700]


def test_stop_ends_it_and_a_later_start_finds_everything(folder: Path) -> None:
    with Postgres(folder) as server:
        assert running(folder) == server.socket
        pid = server.process.pid
    assert is_gone(pid)
    assert running(folder) is None
    assert not (folder / "data" / "postmaster.pid").exists()
    with Postgres(folder) as server:
        assert answer(server) == "42"
    server.stop()  # harmless


def test_second_start_is_refused_and_the_first_goes_on(folder: Path) -> None:
    with Postgres(folder) as first:
        with pytest.raises(InUse, match="Another command is using the database in"):
            Postgres(folder).start()
        assert answer(first) == "42"


@pytest.mark.parametrize("pid", [os.getpid(), 2**22 + 1, ""], ids=["of another program", "of nobody", "cut off"])
def test_stale_pid_file_is_no_obstacle(folder: Path, pid: object) -> None:
    (folder / "data" / "postmaster.pid").write_text(f"{pid}\n{folder / 'data'}\n1\n5432\n{folder / 'run'}\n")
    (folder / "run" / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n")
    assert running(folder) is None
    with Postgres(folder) as server:
        assert answer(server) == "42"


def test_killed_server_heals_at_the_next_start(folder: Path) -> None:
    with Postgres(folder) as server:
        server.sql("CREATE TABLE written AS SELECT 1 AS x")
        server.process.kill()
        server.process.wait()
    wait_until_free(folder)
    with Postgres(folder) as server:
        assert server.sql("SELECT x FROM written") == "1"


def test_killed_parent_takes_the_server_along(folder: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(folder)], stdout=subprocess.PIPE, text=True)
    with child:
        assert child.stdout
        pid = next(int(line) for line in child.stdout if line.strip().isdecimal())
        child.kill()
    assert is_gone(pid)
    wait_until_free(folder)
    assert not (folder / "data" / "postmaster.pid").exists()
    with Postgres(folder) as server:
        assert answer(server) == "42"


def test_other_major_version_is_refused_untouched(folder: Path) -> None:
    (folder / "data" / "PG_VERSION").write_text("16\n")
    said = refusal(Postgres(folder))
    assert said.startswith(f"{folder / 'data'} was made by Postgres 16, this is Postgres 18:")
    (folder / "data" / "PG_VERSION").write_text("18\n")
    with Postgres(folder) as server:
        assert answer(server) == "42"


def test_folder_of_something_else_is_refused_untouched(folder: Path) -> None:
    shutil.rmtree(folder / "data")
    (folder / "data").mkdir()
    (folder / "data" / "diary.txt").write_text("Dear diary")
    assert refusal(Postgres(folder)).startswith(f"{folder / 'data'} is no Postgres data directory")
    assert (folder / "data" / "diary.txt").read_text() == "Dear diary"


def test_broken_data_end_in_one_line_that_names_the_log(folder: Path) -> None:
    (folder / "data" / "global" / "pg_control").write_bytes(b"")
    assert refusal(Postgres(folder)).endswith(f"(all of it: {folder / 'log'})")


def test_half_made_database_is_made_anew(folder: Path) -> None:
    (folder / "data").rename(folder / "data.new")
    with Postgres(folder) as server:
        assert server.sql("SELECT to_regclass('kept')") == ""


def test_path_too_long_for_a_socket_puts_it_elsewhere_and_cleans_up(folder: Path) -> None:
    long = Path(shutil.copytree(folder, folder.parent / ("long" * 30) / "postgres"))
    with Postgres(long) as server:
        assert server.socket.parent == Path(tempfile.gettempdir())
        assert server.socket.stat().st_mode & 0o777 == 0o700
        assert running(long) == server.socket
        assert answer(server) == "42"
    assert not server.socket.exists()


def test_unusable_folder_ends_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refusal(Postgres(tmp_path / "file" / "postgres")) == (
        f"{tmp_path / 'file' / 'postgres'} cannot be used: Not a directory."
    )


def test_variables_of_other_servers_change_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPORT", "6543")
    monkeypatch.setenv("PGHOST", "nowhere.example.org")
    monkeypatch.setenv("PGOPTIONS", "--work_mem=1")
    with Postgres(folder) as server:
        assert answer(server) == "42"


def test_ctrl_c_does_not_reach_it(folder: Path) -> None:
    with Postgres(folder) as server:
        assert os.getpgid(server.process.pid) == server.process.pid
