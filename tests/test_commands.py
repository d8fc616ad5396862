"""The commands of the Makefile, run as people run them: each a process of its own, with a home of its own."""

import contextlib
import hashlib
import http.client
import io
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from bench.ports import free_port
from careers.management.commands.prepare import check_version
from config.console import Problem
from config.embedded import Postgres, running
from tests.throwaway import FAST

# One worker for all of it, since a first start takes long; the others go on meanwhile.
pytestmark = pytest.mark.xdist_group("commands")

BASE = Path(__file__).resolve().parent.parent
PASSWORD = "p@ss/w:rd%"
FOREIGN = ("DATABASE_URL", "ASCENT_SOCKET", "ASCENT_TEST_RUN", "DJANGO_SETTINGS_MODULE", "HOST", "FORCE")


def environment(home: Path, **variables: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return clean | {"ASCENT_HOME": str(home), "ASCENT_WORKERS": "1"} | variables


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    error: str


def command(home: Path, *arguments: str, **variables: str) -> Said:
    done = subprocess.run(
        [sys.executable, "-m", "config.run", *arguments],
        cwd=BASE, env=environment(home, **variables), capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stdout + done.stderr
    return Said(done.returncode, done.stdout, done.stderr)


def refusal(home: Path, *arguments: str, **variables: str) -> str:
    """The one line that a command ends with when it cannot go on."""
    said = command(home, *arguments, **variables)
    assert said.code == 1
    assert said.error.startswith("Error: ")
    assert said.error.count("\n") == 1
    return said.error.strip().removeprefix("Error: ")


@dataclass(frozen=True)
class Page:
    status: int
    headers: Message
    text: str


@dataclass
class Ascent:
    """A running `make run`."""

    home: Path
    port: int
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    def get(self, path: str = "/", **headers: str) -> Page:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request("GET", path, headers={"Host": f"localhost:{self.port}", **headers})
            answer = connection.getresponse()
            return Page(answer.status, answer.headers, answer.read().decode())

    def processes(self) -> list[int]:
        """Its own number and those of all that it started, at any depth."""
        table = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
        parents = dict(map(int, line.split()) for line in table.splitlines())
        family = [self.process.pid]
        for pid in family:
            family += [child for child, parent in parents.items() if parent == pid]
        return family

    def read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip())

    def wait_until_ready(self) -> None:
        while f"Ascent is ready: http://localhost:{self.port}" not in self.lines:
            assert self.process.poll() is None, self.lines
            time.sleep(0.02)

    def stop(self, signum: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(signum)
        return self.process.wait(60)


@contextlib.contextmanager
def serving(home: Path, **variables: str) -> Iterator[Ascent]:
    port = int(variables.setdefault("PORT", str(free_port())))
    process = subprocess.Popen(
        [sys.executable, "-m", "config.run", "serve"],
        cwd=BASE, env=environment(home, **variables), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    ascent = Ascent(home, port, process)
    reader = threading.Thread(target=ascent.read)
    reader.start()
    try:
        ascent.wait_until_ready()
        yield ascent
    finally:
        if process.poll() is None:
            ascent.stop()
        reader.join()
        assert process.stdout
        process.stdout.close()
        assert [line for line in ascent.lines if line.startswith("Traceback")] == []


def all_gone(pids: list[int], seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.02)
    return False


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Short enough for the path of a socket."""
    with tempfile.TemporaryDirectory(prefix="ascent-") as short:
        yield Path(short)


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Ascent]:
    """A first start from nothing, with one administrator and one upload."""
    with serving(folder / "served") as ascent:
        admin = {"ASCENT_ADMIN_EMAIL": "ada@example.org", "ASCENT_ADMIN_PASSWORD": "correct horse battery"}
        assert command(ascent.home, "manage", "create_admin", **admin).code == 0
        (ascent.home / "uploads" / "résumés").mkdir(parents=True)
        (ascent.home / "uploads" / "résumés" / "ada.pdf").write_bytes(b"%PDF-1.7 \x00\xff")
        yield ascent


@pytest.fixture(scope="module")
def other_server(folder: Path) -> Iterator[Postgres]:
    """A server as others run it: by TCP, with a password."""
    with Postgres(folder / "other", FAST | {"listen_addresses": "127.0.0.1"}, port=free_port()) as server:
        server.sql(f"CREATE ROLE app LOGIN PASSWORD '{PASSWORD}'")
        yield server


@pytest.fixture(scope="module")
def outside(served: Ascent, other_server: Postgres, folder: Path) -> str:
    """The address of a database there, filled from a backup of the embedded one."""
    assert command(served.home, "backup", str(folder / "served.tar")).code == 0
    url = new_database(other_server, "filled")
    assert command(folder / "filler", "restore", str(folder / "served.tar"), DATABASE_URL=url).code == 0
    return url


def new_database(server: Postgres, name: str) -> str:
    server.sql(f"CREATE DATABASE {name} OWNER app")
    return f"postgres://app:{quote(PASSWORD, safe='')}@127.0.0.1:{server.port}/{name}"


def contents(database: str) -> dict[str, str]:
    """Table or sequence → a digest of all that is in it."""
    tables = (
        "SELECT c.oid::regclass::text FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    )
    with psycopg.connect(database) as connection:
        names = [name for (name,) in connection.execute(tables)]
        digest = 'SELECT count(*) || md5(string_agg(t::text, chr(10) ORDER BY t::text COLLATE "C")) FROM {} t'
        found = {name: connection.execute(digest.format(name)).fetchone()[0] for name in names}
        found |= dict(connection.execute("SELECT sequencename, last_value::text FROM pg_sequences"))
    return found


def uploads(home: Path) -> dict[str, str]:
    top = home / "uploads"
    files = (path for path in top.rglob("*") if path.is_file())
    return {str(path.relative_to(top)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def socket_of(home: Path) -> str:
    return f"postgresql://ascent@/ascent?host={quote(str(running(home / 'postgres')))}&port=5432"


# --- running ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/roadmap/", "/healthz/", "/accounts/login/"])
def test_serve_answers(served: Ascent, path: str) -> None:
    assert served.get(path).status == 200


def test_serve_is_strict(served: Ascent) -> None:
    assert served.get("/", Host="evil.example.org").status == 400
    assert "DEBUG" not in served.get("/no-such-page/").text


def test_serve_says_what_it_does(served: Ascent) -> None:
    told = [line for line in served.lines if line and not line.startswith("  ")]
    ready = told.index(f"Ascent is ready: http://localhost:{served.port}")
    assert told[0] == "Making a new database ..."
    assert told[ready + 1] == "To become administrator: make admin (in another terminal). Ctrl-C stops it."


def test_secret_key_is_made_for_its_owner_only(served: Ascent) -> None:
    key = served.home / "secret_key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert len(key.read_text()) >= 50


def test_cookies_of_two_ports_do_not_meet(served: Ascent) -> None:
    cookie = served.get("/accounts/login/").headers["Set-Cookie"]
    assert cookie.split("=")[0] == f"ascent_csrf_{served.port}"


def test_health(served: Ascent, folder: Path) -> None:
    assert command(served.home, "health", PORT=str(served.port)).code == 0
    assert command(served.home, "health", PORT=str(free_port())).code == 1


def test_second_serve_on_the_same_port_is_refused(served: Ascent, folder: Path) -> None:
    said = refusal(folder / "never", "serve", PORT=str(served.port))
    assert said == f"Port {served.port} on 127.0.0.1 cannot be used: Address already in use. Set PORT to another one."
    assert not (folder / "never" / "postgres").exists()


def test_second_serve_on_the_same_data_is_refused(served: Ascent) -> None:
    said = refusal(served.home, "serve", PORT=str(free_port()))
    assert said.startswith("Another command is using the database in ")
    assert served.get().status == 200


def test_commands_work_beside_the_server(served: Ascent) -> None:
    said = command(served.home, "manage", "shell", "-v0", "-c", "print(User.objects.get().email)")
    assert (said.code, said.out) == (0, "ada@example.org\n")


def test_unknown_command_is_refused(folder: Path) -> None:
    assert refusal(folder / "never", "fly") == "There is no command 'fly'."


def test_wrong_manage_command_is_refused(served: Ascent) -> None:
    said = command(served.home, "manage", "fly")
    assert (said.code, said.error.splitlines()[0]) == (1, "Unknown command: 'fly'")


# --- stopping and starting again -------------------------------------------------------------------------------------


@pytest.fixture
def home(served: Ascent, outside: str, folder: Path) -> Iterator[Path]:
    """A home with the collected files of another, so that a start has less to do."""
    made = Path(tempfile.mkdtemp(dir=folder))
    shutil.copytree(served.home / "static", made / "static")
    yield made
    shutil.rmtree(made)


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_signal_ends_everything_in_good_order(home: Path, outside: str, signum: signal.Signals) -> None:
    with serving(home, DATABASE_URL=outside) as ascent:
        pids = ascent.processes()
        assert len(pids) > 1
        assert ascent.stop(signum) == 0
    assert all_gone(pids)
    assert ascent.lines[-1] == "Stopping ..."


def test_embedded_server_stops_and_starts_with_it(served: Ascent, home: Path, folder: Path) -> None:
    assert command(home, "restore", str(folder / "served.tar")).code == 0
    with serving(home) as ascent:
        pids = ascent.processes()
        assert ascent.stop() == 0
    assert all_gone(pids)
    assert running(home / "postgres") is None
    key = (home / "secret_key").read_text()
    with serving(home) as ascent:
        pids = ascent.processes()
        ascent.process.kill()
        ascent.process.wait()
        assert all_gone(pids)
    with serving(home) as ascent:
        assert ascent.get("/roadmap/").status == 200
    assert (home / "secret_key").read_text() == key


# --- another server --------------------------------------------------------------------------------------------------


def test_database_url_is_used_and_no_server_started(home: Path, outside: str) -> None:
    with serving(home, DATABASE_URL=outside) as ascent:
        assert ascent.get("/roadmap/").status == 200
    assert not (home / "postgres").exists()


def test_first_start_on_an_empty_database_elsewhere(home: Path, other_server: Postgres, outside: str) -> None:
    empty = new_database(other_server, "empty")
    said = command(home, "manage", "shell", "-v0", "-c", "print(User.objects.count())", DATABASE_URL=empty)
    assert (said.code, said.out.splitlines()[-1]) == (0, "0")
    assert contents(empty).keys() == contents(outside).keys()


def test_unreachable_database_ends_in_one_line(home: Path) -> None:
    url = f"postgres://app:hush@127.0.0.1:{free_port()}/ascent"
    said = command(home, "serve", PORT=str(free_port()), DATABASE_URL=url)
    assert said.code == 1
    assert said.error.startswith("Error: The database cannot be reached: connection failed: ")
    assert said.error.count("\n") == 1
    assert "hush" not in said.out + said.error


def test_wrong_password_ends_in_one_line(home: Path, outside: str) -> None:
    said = command(home, "serve", PORT=str(free_port()), DATABASE_URL=outside.replace("p%40ss", "wrong"))
    assert said.code == 1
    assert "password authentication failed" in said.error


# --- wrong values ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("PORT", "eighty", "PORT='eighty' is not a whole number from 1 to 65535."),
        ("PORT", "0", "PORT='0' is not a whole number from 1 to 65535."),
        ("ORIGIN", "example.org", "ORIGIN='example.org' is not an address such as https://ascent.example.org."),
        ("ORIGIN", "http://example.org", "ORIGIN=http://example.org sends passwords in the clear."),
        ("DATABASE_URL", "mysql://x/y", "DATABASE_URL must begin with postgres:// (no other database is supported)."),
        ("MAIL_URL", "mail.example.org", "MAIL_URL is not of the form smtp://user:password@host:port (or smtps://)."),
        ("ASCENT_WORKERS", "0", "ASCENT_WORKERS='0' is not a whole number from 1 to 64."),
        ("ASCENT_SIGNUP", "maybe", "ASCENT_SIGNUP='maybe' is not one of: open, closed."),
        ("ASCENT_DEBUG", "maybe", "ASCENT_DEBUG='maybe' is neither yes nor no; write 1 or 0."),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL='LOUD' is not one of: DEBUG, INFO, WARNING, ERROR."),
        ("HOST", "no.such.host.invalid", "cannot be used: "),
        ("HOST", "192.0.2.1", "Set HOST to another one."),
    ],
)
def test_wrong_value_ends_in_one_line(folder: Path, name: str, value: str, reason: str) -> None:
    variables = {"PORT": str(free_port())} | {name: value}
    assert reason in refusal(folder / "wrong", "serve", **variables)
    assert not (folder / "wrong" / "postgres").exists()


def test_home_that_cannot_be_written_ends_in_one_line(folder: Path) -> None:
    (folder / "file").touch()
    assert refusal(folder / "file", "serve", PORT=str(free_port())).startswith(str(folder / "file"))


# --- backup and restore ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def archive(served: Ascent, outside: str, folder: Path) -> Path:
    """A backup of the embedded server, taken while it served."""
    return folder / "served.tar"


def test_backup_is_for_its_owner_and_without_the_secret_key(archive: Path) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600
    with tarfile.open(archive) as tar:
        assert tar.getnames() == ["database.dump", "uploads", "uploads/résumés", "uploads/résumés/ada.pdf"]


def test_backup_has_a_name_by_its_date(served: Ascent) -> None:
    said = command(served.home, "backup")
    (made,) = (served.home / "backups").iterdir()
    assert said.code == 0
    assert said.out.splitlines()[-1].startswith(f"Backed up to {made} (")


def test_backup_to_where_no_file_can_be_ends_in_one_line(served: Ascent, folder: Path) -> None:
    (folder / "in-the-way").touch()
    assert refusal(served.home, "backup", str(folder / "in-the-way" / "x.tar")).startswith(str(folder / "in-the-way"))


def test_restore_into_another_server_brings_everything(served: Ascent, outside: str, folder: Path) -> None:
    assert contents(outside) == contents(socket_of(served.home))
    assert uploads(folder / "filler") == uploads(served.home) != {}


def test_restore_into_an_empty_home_brings_everything(outside: str, home: Path, folder: Path) -> None:
    """Out of a server elsewhere, into an embedded one."""
    made = folder / "outside.tar"
    assert command(folder / "filler", "backup", str(made), DATABASE_URL=outside).code == 0
    assert command(home, "restore", str(made)).code == 0
    assert uploads(home) == uploads(folder / "filler")
    with Postgres(home / "postgres"):
        assert contents(socket_of(home)) == contents(outside)


def test_restore_refuses_a_database_with_people(served: Ascent, archive: Path) -> None:
    before = contents(socket_of(served.home))
    said = refusal(served.home, "restore", str(archive))
    assert said == "This database has people in it. Restore into an empty one, or replace it all with FORCE=1."
    assert contents(socket_of(served.home)) == before


def tar_of(path: Path, **files: bytes) -> Path:
    with tarfile.open(path, "w") as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return path


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"notes.txt": b"x"},
        {"database.dump": b"no dump"},
        {"database.dump": b"no dump", "../escaped": b"x"},
        {"database.dump": b"no dump", "/escaped": b"x"},
    ],
)
def test_restore_refuses_what_is_no_backup(tmp_path: Path, home: Path, outside: str, files: dict[str, bytes]) -> None:
    before = contents(outside)
    bad = tar_of(tmp_path / "bad.tar", **files)
    assert refusal(home, "restore", str(bad), DATABASE_URL=outside, FORCE="1")
    assert contents(outside) == before
    assert not Path("/escaped").exists()
    assert not list(tmp_path.parent.rglob("escaped"))
    assert [path.name for path in home.iterdir() if path.is_dir()] == ["static"]


@pytest.mark.parametrize("content", [b"", b"garbage" * 1000])
def test_restore_refuses_garbage(tmp_path: Path, home: Path, outside: str, content: bytes) -> None:
    (tmp_path / "bad.tar").write_bytes(content)
    said = refusal(home, "restore", str(tmp_path / "bad.tar"), DATABASE_URL=outside)
    assert said == f"{tmp_path / 'bad.tar'} is no backup of Ascent."


def test_restore_asks_for_a_file(home: Path, outside: str) -> None:
    assert refusal(home, "restore", DATABASE_URL=outside) == "Say which backup: make restore FILE=var/backups/....tar"
    assert refusal(home, "restore", "/no/such.tar", DATABASE_URL=outside) == "/no/such.tar is no backup of Ascent."


# --- what cannot be had here -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("version", "reason"), [(140_012, "this server is 14"), (90_600, "this server is 9")])
def test_server_that_is_too_old(version: int, reason: str) -> None:
    with pytest.raises(Problem, match=f"^Postgres 15 or newer is needed; {reason}"):
        check_version(version)


@pytest.mark.parametrize("version", [150_000, 180_006])
def test_server_that_is_new_enough(version: int) -> None:
    check_version(version)
