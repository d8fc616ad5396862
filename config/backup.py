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

from config import embedded, env, settings
from config.console import Problem, say, step

DUMP = "database.dump"
UPLOADS = Path(settings.MEDIA_ROOT)
EMPTY = "DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner"
# A setting of Postgres 17 that pg_restore writes for every server; older ones stumble over it.
NEWER_SETTING = b"SET transaction_timeout = 0;\n"
PREAMBLE = 50  # lines, among which the settings are


def backup(file: str = "") -> int:
    moment = dt.datetime.now().strftime("%Y-%m-%d-%H%M%S")
    target = Path(file) if file else settings.HOME / "backups" / f"ascent-{moment}.tar"
    try:
        _write(target)
    except OSError as error:
        raise Problem(f"{target} cannot be written: {error.strerror}.") from None
    say(f"Backed up to {target} ({target.stat().st_size / 1_000_000:.1f} MB).")
    return 0


def _write(target: Path) -> None:
    """Under another name first, so that a backup that broke off is never taken for one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        dump, archive = Path(folder) / DUMP, Path(folder) / "archive.tar"
        _run("Dumping the database", "pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", str(dump))
        with step("Packing"), tarfile.open(archive, "w") as tar:
            tar.add(dump, DUMP)
            if UPLOADS.is_dir():
                tar.add(UPLOADS, "uploads")
        archive.chmod(0o600)
        archive.replace(target)


def restore(file: str = "") -> int:
    """Replaces all of the database and the uploads, or nothing. Over people only with FORCE=1."""
    if not file:
        raise Problem("Say which backup: make restore FILE=var/backups/....tar")
    if not Path(file).is_file() or not tarfile.is_tarfile(file):
        raise Problem(f"{file} is no backup of Ascent.")
    if not env.flag("FORCE") and _has_people():
        raise Problem("This database has people in it. Restore into an empty one, or replace it all with FORCE=1.")
    with tempfile.TemporaryDirectory(dir=settings.HOME) as name:
        folder = Path(name)
        try:
            with step("Unpacking"), tarfile.open(file) as tar:
                tar.extractall(folder, filter="data")
        except tarfile.TarError as error:
            raise Problem(f"{file} is no backup of Ascent, or a broken one: {error}.") from None
        if not (folder / DUMP).is_file():
            raise Problem(f"{file} is no backup of Ascent.")
        script = _script(folder)
        _run("Restoring the database", "psql", "-Xq", "-1", "-v", "ON_ERROR_STOP=1", "-c", EMPTY, "-f", str(script))
        if UPLOADS.exists():
            UPLOADS.rename(folder / "replaced")
        if (folder / "uploads").exists():
            shutil.move(folder / "uploads", UPLOADS)
    say(f"Restored from {file}. Start with make run; it migrates what is older.")
    return 0


def _script(folder: Path) -> Path:
    """The dump as statements for psql, which can clear the way for them in the same transaction."""
    raw, script = folder / "raw.sql", folder / "restore.sql"
    _run("Reading the backup", "pg_restore", "--no-owner", "--no-privileges", "-f", str(raw), str(folder / DUMP))
    with raw.open("rb") as source, script.open("wb") as target:
        for _ in range(PREAMBLE):
            target.write(source.readline().replace(NEWER_SETTING, b""))
        shutil.copyfileobj(source, target)
    return script


def _has_people() -> bool:
    ask = ["-XAtq", "-c"]
    if _run("Looking at the database", "psql", *ask, "SELECT to_regclass('careers_user') IS NOT NULL").strip() != "t":
        return False
    return _run("Looking for people", "psql", *ask, "SELECT EXISTS (SELECT FROM careers_user)").strip() == "t"


def _run(what: str, program: str, *arguments: str) -> str:
    """Runs one of Postgres' programs on our database."""
    environment = _environment()
    command = [_program(program, environment.get("PGSSLMODE", "")), *arguments]
    with step(what):
        done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        raise Problem(f"{what} failed: {next((line for line in lines if 'rror' in line), lines[-1])}")
    return done.stdout


def _environment() -> dict[str, str]:
    """How Postgres' programs find the database; not by arguments, which every user of the machine can read."""
    database = settings.DATABASES["default"]
    found = {f"PG{name}": database.get(name, "") for name in ("HOST", "PORT", "USER", "PASSWORD")}
    found["PGDATABASE"] = database["NAME"]
    found |= {f"PG{name.upper()}": value for name, value in database["OPTIONS"].items() if name.startswith("ssl")}
    return {name: value for name, value in found.items() if value}


def _program(name: str, sslmode: str) -> str:
    """Our own Postgres' programs, which know no encryption: where it is demanded, the system's."""
    if sslmode not in ("require", "verify-ca", "verify-full"):
        return embedded.program(name)
    found = shutil.which(name)
    if found is None:
        raise Problem(f"{name} of your system is needed for an encrypted connection: install Postgres' programs.")
    return found
