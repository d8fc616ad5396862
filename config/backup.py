"""One file with everything that cannot be made again: the database and the uploads.

A tar archive that holds `database.dump` (pg_dump's custom format) and `uploads/`. The secret key stays out: whoever
finds a backup must not be able to sign sessions with it.
"""

import datetime as dt
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from config import env
from config.console import Problem, say, step
from config.embedded import program

BASE = Path(__file__).resolve().parent.parent


def _connection() -> list[str]:
    """Arguments by which Postgres' programs reach the database."""
    url = env.text("DATABASE_URL")
    if url:
        return ["--dbname", url]
    where = {"host": os.environ["ASCENT_SOCKET"], "user": "ascent", "dbname": "ascent"}
    return ["--dbname", "postgresql:///?" + urlencode(where)]


def _uploads() -> Path:
    return env.home(BASE) / "uploads"


def _run(what: str, command: list[str]) -> str:
    with step(what):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        raise Problem(f"{what} failed: {lines[-1]}")
    return done.stdout


def backup(file: str = "") -> int:
    """Writes the archive under another name first, so that a backup that broke off is never taken for one."""
    moment = dt.datetime.now().strftime("%Y-%m-%d-%H%M%S")
    target = Path(file) if file else env.home(BASE) / "backups" / f"ascent-{moment}.tar"
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        dump, archive = Path(folder) / "database.dump", Path(folder) / "archive.tar"
        _run("Dumping the database", [program("pg_dump"), "--format=custom", "--no-owner", "--file", str(dump), *_connection()])
        with tarfile.open(archive, "w") as tar:
            tar.add(dump, "database.dump")
            if _uploads().is_dir():
                tar.add(_uploads(), "uploads")
        archive.chmod(0o600)
        archive.replace(target)
    say(f"Backed up to {target} ({target.stat().st_size / 1_000_000:.1f} MB).")
    return 0


def restore(file: str = "") -> int:
    """All or nothing, into a database without people; with FORCE=1 over one that has some."""
    if not file:
        raise Problem("Say which backup: make restore FILE=var/backups/....tar")
    if not tarfile.is_tarfile(file) if Path(file).exists() else True:
        raise Problem(f"{file} is no backup of Ascent.")
    if not env.flag("FORCE") and _has_people():
        raise Problem("This database has people in it. Restore into an empty one, or replace it all with FORCE=1.")
    home = env.home(BASE)
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home) as folder:
        with tarfile.open(file) as tar:
            if "database.dump" not in tar.getnames():
                raise Problem(f"{file} is no backup of Ascent.")
            tar.extractall(folder, filter="data")
        command = [program("pg_restore"), "--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error"]
        _run("Restoring the database", [*command, *_connection(), str(Path(folder) / "database.dump")])
        uploads = Path(folder) / "uploads"
        if uploads.is_dir():
            shutil.rmtree(_uploads(), ignore_errors=True)
            shutil.move(uploads, _uploads())
    say(f"Restored from {file}. Start with make run; it migrates what is older.")
    return 0


def _has_people() -> bool:
    exists = "SELECT to_regclass('careers_user') IS NOT NULL"
    command = [program("psql"), "-XAtq", *_connection(), "-c"]
    if _run("Looking at the database", [*command, exists]).strip() != "t":
        return False
    return _run("Looking for people", [*command, "SELECT EXISTS (SELECT 1 FROM careers_user)"]).strip() == "t"
